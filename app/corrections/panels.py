"""The corrections' part of the case page, the pages of their steps, and what văn thư has to do."""

from collections.abc import Collection, Mapping

from app.access import Permission, permissions_of
from app.actor import Actor
from app.corrections import kinds, queries
from app.corrections.facts import waits_for_its_number
from app.corrections.models import Correction
from app.decisions.reach import may_read_of_case
from app.nominations import timeline
from app.nominations.openings import Look, Panel, Task, finds_task, shows_panel, takes_step
from app.nominations.whereabouts import Where, tells_where
from workflows.award_province_1 import AwardProvince1, State
from workflows.vocabulary import Role

takes_step("propose_correction", "corrections.propose", settles_its_guards=True)
takes_step("sign_correction", "corrections.sign", settles_its_guards=True)
takes_step("abandon_correction", "corrections.abandon")


@tells_where(State.REPLACING)
def at_the_chairman(case_ids: Collection[int]) -> Mapping[int, Where]:
    return dict.fromkeys(case_ids, Where(AwardProvince1.state_name(State.REPLACING), Role.CHAIRMAN))


@shows_panel(order=26)
def corrections(look: Look, actor: Actor) -> Panel | None:
    """Of a case that was ever put right: its log says so, and is read already."""
    if not any(event.action == "propose_correction" for event in look.read(timeline.log_of)):
        return None
    found = look.read(queries.of_case)
    context = {
        "nomination": look.case,
        "corrections": [(one, one.changes, _may_read(one, actor)) for one in found],
        "papers": kinds.PAPERS,
        "may_read_source": Permission.PROPOSAL_READ in permissions_of(actor),
    }
    return Panel("corrections/_panel.html", context)


@finds_task
def to_be_numbered(look: Look, actor: Actor) -> Task | None:
    if actor.role is not Role.CLERICAL_UBND or not waits_for_its_number(look.case):
        return None
    found = queries.signed(look.case.id)
    assert found is not None, "it waits for its number"
    return Task(f"Cấp số, phát hành {kinds.PAPERS[found.kind]}", "corrections.register", {"correction_id": found.id})


def _may_read(one: Correction, actor: Actor) -> bool:
    return one.paper is not None and may_read_of_case(one.paper, actor)
