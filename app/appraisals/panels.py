"""What the case page shows of its appraisal, and to whom. The submitting unit sees the result, and only after it."""

from typing import Any

from app.actor import Actor
from app.appraisals import beside, handing, holding, queries
from app.appraisals.models import Conclusion
from app.nominations import timeline
from app.nominations.models import Nomination
from app.nominations.openings import Look, Panel, Task, finds_task, shows_panel
from app.nominations.reach import COUNCIL_ROLES, DEPARTMENT_ROLES
from app.nominees.models import NomineeKind
from app.party_opinions.models import PartyStatus
from app.public_notices.queries import STATUS_NAMES
from workflows.award_province_1 import State
from workflows.award_unit_1 import UnitState
from workflows.vocabulary import Role

READERS = DEPARTMENT_ROLES | COUNCIL_ROLES
APPRAISERS = frozenset({Role.APPRAISER, Role.BAN_HEAD})
NOT_YET = frozenset({State.SUBMITTED, State.INTAKE, State.SUPPLEMENT, UnitState.REPORTED})  # nor ever, of the last


@shows_panel(order=70)
def appraisal(look: Look, actor: Actor) -> Panel | None:
    nomination = look.case
    if actor.role not in READERS or nomination.state in NOT_YET:
        return None
    judged = look.read(queries.judged)
    told = queries.result(nomination, look.read(timeline.log_of))
    may_write = actor.role in APPRAISERS and nomination.state == State.APPRAISAL
    return _panel(
        "appraisals/_panel.html",
        nomination=nomination,
        judged=judged,
        unmet=[] if told else queries.unmet(nomination, judged),
        result=told,
        draft=look.read(_draft) if may_write else None,
        may_write=may_write,
        may_assign=nomination.state == State.APPRAISAL and handing.may_give(nomination, actor),
        may_hand_back=actor.role in handing.HANDS_BACK and holding.is_with(nomination, actor),
    )


@finds_task
def work_on_it(look: Look, actor: Actor) -> Task | None:
    """Whoever has the case finds what comes next without reading down to it; the head gives out what nobody has."""
    nomination = look.case
    if nomination.state != State.APPRAISAL or actor.role not in APPRAISERS:
        return None
    case = {"nomination_id": nomination.id}
    if actor.role is Role.BAN_HEAD:
        return None if nomination.holding else Task("Giao chuyên viên", "appraisals.assign", case)
    if not holding.is_with(nomination, actor):
        return None
    judged, draft = look.read(queries.judged), look.read(_draft)
    are_answered = all(line.found and queries.is_of_this_time(line.found, nomination) for line in judged)
    if not are_answered and queries.unmet(nomination, judged):
        return Task("Thẩm định từng tiêu chí", "appraisals.criteria", case)
    if draft is None or (nomination.received_at and draft.drafted_at < nomination.received_at):
        return Task("Dự thảo kết luận", "appraisals.opinion", case)
    return Task("Trình, trả lại", "appraisals.hand_back", case)


@shows_panel(order=100)
def consultations(look: Look, actor: Actor) -> Panel | None:
    nomination = look.case
    if actor.role not in READERS or nomination.state in NOT_YET:
        return None
    return _panel(
        "appraisals/_consultations_panel.html",
        nomination=nomination,
        consultations=look.read(beside.of_case).agencies,
        may_write=actor.role in APPRAISERS and nomination.state == State.APPRAISAL,
        may_read_all=actor.role in DEPARTMENT_ROLES,
    )


@shows_panel(order=101)
def party(look: Look, actor: Actor) -> Panel | None:
    """Ban Thường vụ Tỉnh ủy; of a case that is not its matter only where somebody may say that it is."""
    nomination = look.case
    if actor.role not in READERS or nomination.state in NOT_YET:
        return None
    asked, is_appraised = look.read(beside.of_case).party, nomination.state == State.APPRAISAL
    may_mark = is_appraised and actor.role in APPRAISERS and nomination.nominee_kind is NomineeKind.INDIVIDUAL
    if asked is None and not may_mark:
        return None
    return _panel(
        "appraisals/_party_panel.html",
        nomination=nomination,
        asked=asked,
        may_mark=may_mark and (asked is None or asked.status == PartyStatus.NEEDED),
        may_ask=is_appraised and actor.role is Role.SNV_DIRECTOR,
        may_open=actor.role in DEPARTMENT_ROLES,
    )


@shows_panel(order=102)
def people(look: Look, actor: Actor) -> Panel | None:
    """Lấy ý kiến công khai."""
    nomination = look.case
    if actor.role not in READERS or nomination.state in NOT_YET:
        return None
    notices = look.read(beside.of_case).notices
    if not notices and not (nomination.state == State.APPRAISAL and beside.who_demands_notice(nomination)):
        return None
    names = {status.value: name for status, name in STATUS_NAMES.items()}
    may_open = actor.role in DEPARTMENT_ROLES
    return _panel("appraisals/_people_panel.html", notices=notices, names=names, may_open=may_open)


@shows_panel(order=80)
def result(look: Look, actor: Actor) -> Panel | None:
    if not actor.is_of_unit:
        return None
    told = queries.result(look.case, look.read(timeline.log_of))
    return _panel("appraisals/_result_panel.html", result=told) if told else None


def _draft(nomination: Nomination) -> Conclusion | None:
    return queries.conclusion(nomination.id)


def _panel(template: str, **context: Any) -> Panel:  # noqa: ANN401 -- what a template shows
    return Panel(template, context)
