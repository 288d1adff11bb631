"""What the case page shows of its appraisal, and to whom. The submitting unit sees the result, and only after it."""

from typing import Any

from app.actor import Actor
from app.appraisals import queries
from app.nominations.models import Nomination
from app.nominations.openings import Panel, shows_panel
from app.nominations.reach import COUNCIL_ROLES, DEPARTMENT_ROLES
from workflows.award_province_1 import State
from workflows.vocabulary import Role

READERS = DEPARTMENT_ROLES | COUNCIL_ROLES
APPRAISERS = frozenset({Role.APPRAISER, Role.BAN_HEAD})
NOT_YET = frozenset({State.SUBMITTED, State.INTAKE, State.SUPPLEMENT})


@shows_panel(order=50)
def appraisal(nomination: Nomination, actor: Actor) -> Panel | None:
    if actor.role not in READERS or nomination.state in NOT_YET:
        return None
    _, leaves = queries.criteria_of(nomination)
    return _panel(
        "appraisals/_panel.html",
        nomination=nomination,
        leaves=leaves,
        answers=queries.answers(nomination.id),
        unmet=queries.unmet(nomination),
        draft=queries.conclusion(nomination.id),
        result=queries.result(nomination),
        may_write=actor.role in APPRAISERS and nomination.state == State.APPRAISAL,
        may_assign=actor.role is Role.BAN_HEAD and nomination.state == State.APPRAISAL,
    )


@shows_panel(order=55)
def consultations(nomination: Nomination, actor: Actor) -> Panel | None:
    if actor.role not in READERS or nomination.state in NOT_YET:
        return None
    return _panel(
        "appraisals/_consultations_panel.html",
        nomination=nomination,
        consultations=queries.consultations(nomination.id),
        may_write=actor.role in APPRAISERS and nomination.state == State.APPRAISAL,
        may_read_all=actor.role in DEPARTMENT_ROLES,
    )


@shows_panel(order=50)
def result(nomination: Nomination, actor: Actor) -> Panel | None:
    if not actor.is_of_unit:
        return None
    told = queries.result(nomination)
    return _panel("appraisals/_result_panel.html", result=told) if told else None


def _panel(template: str, **context: Any) -> Panel:  # noqa: ANN401 -- what a template shows
    return Panel(template, context)
