"""The part of the case page about certificates made anew, and where that is asked for, checked and done."""

from app.actor import Actor
from app.deliveries.facts import delivery_of
from app.nominations import timeline
from app.nominations.openings import Look, Panel, Task, finds_task, shows_panel
from app.reissues import facts, queries
from app.reissues.kinds import WORDS, ReissueKind
from app.reissues.models import Reissue, Standing
from app.reissues.operations import GIVEN
from workflows.award_province_1 import State
from workflows.vocabulary import Role

ASKS = frozenset({Role.UNIT_CLERK, Role.APPRAISER})


def _was_asked_for(look: Look) -> bool:
    """Its log says so, and is read already."""
    return any(event.action == "ask_for_reissue" for event in look.read(timeline.log_of))


@shows_panel(order=29)
def made_anew(look: Look, _: Actor) -> Panel | None:
    if not _was_asked_for(look):
        return None
    found = look.read(queries.of_case)
    return Panel("reissues/_panel.html", {"reissues": found, "words": WORDS})


@finds_task
def next_of_it(look: Look, actor: Actor) -> Task | None:
    """Whoever has to act on what is under way, or may ask."""
    if look.case.state not in GIVEN | {State.PRODUCTION}:
        return None
    found = _under_way(look)
    if found is None:
        return _passing(look, actor) or _asking(look, actor)
    if found.standing is Standing.ASKED and actor.role is Role.BAN_HEAD and actor.user_id != found.opened_by_id:
        return Task("Kiểm tra đề nghị cấp đổi, cấp lại", "reissues.check", {"reissue_id": found.id})
    if found.standing is Standing.APPROVED and actor.role is Role.APPRAISER and _may_hand(look, found):
        return Task(f"In, bàn giao Bằng: {WORDS[found.kind].name}", "reissues.hand_over", {"reissue_id": found.id})
    return None


def _under_way(look: Look) -> Reissue | None:
    if not _was_asked_for(look):
        return None
    return next((one for one in look.read(queries.of_case) if one.standing in queries.OPEN), None)


def _may_hand(look: Look, found: Reissue) -> bool:
    return look.case.state in GIVEN or found.kind is ReissueKind.CORRECTED


def _passing(look: Look, actor: Actor) -> Task | None:
    """Produced once more without anything to produce: its certificate reads as the corrected decision does."""
    if actor.role is not Role.APPRAISER or look.case.state != State.PRODUCTION:
        return None
    delivery = look.read(delivery_of)
    if delivery is None or delivery.handover_id is None or facts.wrong_certificate(look) is not None:
        return None
    return Task("Chuyển tiếp, không phải in lại Bằng", "reissues.pass_on", {"nomination_id": look.case.id})


def _asking(look: Look, actor: Actor) -> Task | None:
    if actor.role not in ASKS or look.case.state not in GIVEN:
        return None
    delivery = look.read(delivery_of)
    if delivery is None or delivery.certificate is None:
        return None
    return Task("Đề nghị cấp đổi, cấp lại Bằng", "reissues.ask", {"nomination_id": look.case.id})
