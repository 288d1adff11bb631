"""Which cases of a state are an office's work, as conditions of the rows; and which of them no other person has."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_

from app.actor import UNIT_ROLES
from app.appraisals import holding
from app.appraisals.models import Conclusion
from app.columns import UTCDateTime
from app.complaints.queries import awaits_reopening
from app.decisions.queries import is_carried, is_excluded, is_left_behind
from app.desk.waiting import GOING_UP, InOtherHands
from app.extensions import OWN_UNIT
from app.gatherings.queries import gathering_of
from app.nominations.models import Nomination
from app.nominations.reach import OPENED_HERE
from app.nominations.states import SIMPLIFIED
from app.submissions.facts import has_left_the_unit
from app.submissions.queries import is_on_a_draft
from app.unit_decisions.queries import is_on_a_draft as is_on_a_decision
from workflows.award_province_1 import State
from workflows.award_unit_1 import UnitState
from workflows.vocabulary import Role

NOW = bindparam("now", type_=UTCDateTime)


def narrowed(cases: Select[tuple[Nomination]], role: Role, state: StrEnum) -> Select[tuple[Nomination]]:
    """An appraiser's own cases and those nobody has yet; of those submitted, what has left its unit; whom to refuse."""
    if (role, state) in NARROWED:
        return cases.where(NARROWED[role, state]())
    if role in UNIT_ROLES:
        return cases.where(Nomination.submitting_unit_id == OWN_UNIT)
    if role is Role.VPUB:
        return cases.where(is_left_behind())
    if role is Role.CHAIRMAN:
        at_once = Nomination.state.in_((State.REPLACING, State.REVOCATION_REVIEW))
        return cases.where(or_(at_once, awaits_reopening(), is_left_behind()))
    if role is Role.APPRAISER:
        return cases.where(or_(Nomination.appraiser_id.is_(None), Nomination.appraiser_id == holding.OWN_USER))
    return cases


NARROWED: Mapping[tuple[Role, StrEnum], Callable[[], ColumnElement[bool]]] = {
    (Role.INTAKE_OFFICER, State.SUBMITTED): has_left_the_unit,
    (Role.SNV_DIRECTOR, State.SNV_SUBMISSION): is_excluded,
    (Role.SNV_DIRECTOR, State.APPRAISED): lambda: Nomination.workflow_key.in_(SIMPLIFIED),
    (Role.COUNCIL_SECRETARY, State.APPRAISED): lambda: Nomination.workflow_key.not_in(SIMPLIFIED),
    (Role.BAN_HEAD, State.DRAFT): lambda: OPENED_HERE,
    (Role.BAN_DEPUTY, State.APPRAISAL): holding.is_mine,
    (Role.APPRAISER, State.APPRAISAL): holding.is_mine_or_nobodys,
}


def is_drafted() -> ColumnElement[bool]:
    """An opinion was written since the case came."""
    return exists().where(Conclusion.nomination_id == Nomination.id, Conclusion.drafted_at >= Nomination.state_since)


def _stays_here() -> ColumnElement[bool]:
    """No Tờ trình takes it to the superior yet, or it has come there."""
    elsewhere = [state for state, words in GOING_UP.items() if isinstance(words, InOtherHands)]
    return func.coalesce(gathering_of(), "").not_in(elsewhere)


# Not told as `InOtherHands`, where those are many: simplified drafts on a Tờ trình are few.
IN_OWN_HANDS: Mapping[tuple[Role, StrEnum], Callable[[], ColumnElement[bool]]] = {
    (Role.UNIT_CLERK, State.UNIT_CHECK): _stays_here,
    (Role.UNIT_CLERK, State.UNIT_SIGN): lambda: ~is_on_a_draft(),
    (Role.UNIT_CLERK, UnitState.AWAITS_DECISION): lambda: ~is_on_a_decision(),
    (Role.BAN_HEAD, State.APPRAISAL): lambda: or_(holding.is_mine(), holding.is_nobodys(), is_drafted()),
    (Role.BAN_HEAD, State.SUPPLEMENT): lambda: Nomination.due_at < NOW,
    (Role.APPRAISER, State.SNV_SUBMISSION): lambda: ~is_carried(),
    (Role.SNV_DRAFTER, State.SNV_SUBMISSION): lambda: ~is_carried(),
}
