"""What the case page shows of its appraisal, and to whom. The submitting unit sees the result, and only after it."""

from typing import Any

from app.actor import Actor
from app.appraisals import handing, holding, queries
from app.nominations import timeline
from app.nominations.openings import Look, Panel, shows_panel
from app.nominations.reach import COUNCIL_ROLES, DEPARTMENT_ROLES
from workflows.award_province_1 import State
from workflows.vocabulary import Role

READERS = DEPARTMENT_ROLES | COUNCIL_ROLES
APPRAISERS = frozenset({Role.APPRAISER, Role.BAN_HEAD})
NOT_YET = frozenset({State.SUBMITTED, State.INTAKE, State.SUPPLEMENT})


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
        draft=queries.conclusion(nomination.id) if may_write else None,
        may_write=may_write,
        may_assign=nomination.state == State.APPRAISAL and handing.may_give(nomination, actor),
        may_hand_back=actor.role in handing.HANDS_BACK and holding.is_with(nomination, actor),
    )


@shows_panel(order=100)
def consultations(look: Look, actor: Actor) -> Panel | None:
    nomination = look.case
    if actor.role not in READERS or nomination.state in NOT_YET:
        return None
    return _panel(
        "appraisals/_consultations_panel.html",
        nomination=nomination,
        consultations=look.read(queries.asked_on),
        may_write=actor.role in APPRAISERS and nomination.state == State.APPRAISAL,
        may_read_all=actor.role in DEPARTMENT_ROLES,
    )


@shows_panel(order=80)
def result(look: Look, actor: Actor) -> Panel | None:
    if not actor.is_of_unit:
        return None
    told = queries.result(look.case, look.read(timeline.log_of))
    return _panel("appraisals/_result_panel.html", result=told) if told else None


def _panel(template: str, **context: Any) -> Panel:  # noqa: ANN401 -- what a template shows
    return Panel(template, context)
