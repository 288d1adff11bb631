"""Who may see and move a nomination: one scoped query a role, used by list, page, file, paper and export alike."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from enum import StrEnum
from functools import cache

from sqlalchemy import ColumnElement, Select, and_, false, or_, select

from app.actor import UNIT_ROLES, Actor
from app.extensions import OWN_UNIT, db
from app.nominations.models import Nomination
from app.nominations.states import SIMPLIFIED
from workflows.award_province_1 import State
from workflows.award_state_1 import ABOVE
from workflows.vocabulary import Role

AT_THE_COUNCIL = frozenset(
    {
        State.COUNCIL_SCHEDULED,
        State.COUNCIL_VOTING,
        State.COUNCIL_RESULT,
        State.SNV_SUBMISSION,
        State.VPUB_REVIEW,
        State.AT_CHAIR,
        *ABOVE,
        State.DECIDED,
        State.PUBLISHED,
        State.PRODUCTION,
        State.HANDED_OVER,
        State.ARCHIVED,
        State.REPLACING,
        State.REVOCATION_REVIEW,
        State.REVOKED,
        State.NOT_APPROVED,
    }
)
AT_THE_CHAIRMAN = frozenset(
    {
        State.VPUB_REVIEW,
        State.AT_CHAIR,
        *ABOVE,
        State.DECIDED,
        State.PUBLISHED,
        State.PRODUCTION,
        State.HANDED_OVER,
        State.ARCHIVED,
        State.REPLACING,
        State.REVOCATION_REVIEW,
        State.REVOKED,
    }
)
DEPARTMENT_ROLES = frozenset(
    {
        Role.INTAKE_OFFICER,
        Role.APPRAISER,
        Role.BAN_HEAD,
        Role.BAN_DEPUTY,
        Role.SNV_DRAFTER,
        Role.SNV_DIRECTOR,
        Role.SNV_CLERICAL,
        Role.COUNCIL_SECRETARY,
        Role.INSPECTOR,
        Role.ARCHIVIST,
        Role.COMPLAINT_OFFICER,
    }
)
COUNCIL_ROLES = frozenset({Role.COUNCIL_CHAIR, Role.COUNCIL_DEPUTY_CHAIR, Role.COUNCIL_MEMBERS})
CHAIRMAN_ROLES = frozenset({Role.VPUB, Role.CHAIRMAN, Role.CLERICAL_UBND})


EITHER_UNIT = (Nomination.unit_id == OWN_UNIT, Nomination.submitting_unit_id == OWN_UNIT)  # each by its own index
OF_OWN_UNIT = or_(*EITHER_UNIT)
MENDED = frozenset({State.SUPPLEMENT, State.RETURNED})  # whose dossier it is helps to mend it
ELSEWHERE = Nomination.state != State.NOT_PROPOSED
OPENED_HERE = and_(  # a simplified draft of the department itself: its head takes it on
    Nomination.unit_id == OWN_UNIT, Nomination.workflow_key.in_(SIMPLIFIED), Nomination.state == State.DRAFT
)


def visible_to(actor: Actor) -> Select[tuple[Nomination]]:
    """Nominations this actor may see."""
    return seen_as(actor.role).params(own_unit=actor.organisation_id)


@cache
def seen_as(role: Role | None) -> Select[tuple[Nomination]]:
    """What whoever holds a role may see, written once; who executes it says whose: `own_unit=actor.organisation_id`.

    What a unit's own council refused, nobody outside the unit sees. A case that went up is seen by its own unit and by
    the superior that gathers it.
    """
    everything = select(Nomination)
    if role in UNIT_ROLES:
        return everything.where(OF_OWN_UNIT)
    if role is Role.BAN_HEAD:
        return everything.where(or_(Nomination.submitted_at.is_not(None), OPENED_HERE), ELSEWHERE)
    if role in DEPARTMENT_ROLES:
        return everything.where(Nomination.submitted_at.is_not(None), ELSEWHERE)
    if role in COUNCIL_ROLES:
        return everything.where(Nomination.submitted_at.is_not(None), _stands_at(AT_THE_COUNCIL))
    if role in CHAIRMAN_ROLES:
        return everything.where(Nomination.submitted_at.is_not(None), _is_at_the_chairman(role))
    return everything.where(false())


def _is_at_the_chairman(role: Role | None) -> ColumnElement[bool]:
    """And to the Chairman what was refused and is complained of: he may have it examined again."""
    there = _stands_at(AT_THE_CHAIRMAN)
    complained_of = and_(Nomination.state == State.NOT_APPROVED, Nomination.has_complaints.is_(True))
    return or_(there, complained_of) if role is Role.CHAIRMAN else there


def _stands_at(states: Iterable[StrEnum]) -> ColumnElement[bool]:
    """There, or suspended there: whoever had the case before them sees that it stands still."""
    return or_(
        Nomination.state.in_(states),
        and_(Nomination.state == State.SUSPENDED, Nomination.previous_state.in_(states)),
    )


def open_to(actor: Actor, cases: Iterable[Nomination]) -> AbstractSet[int]:
    """Ids of those of the cases whose page this actor may open: lists link to these alone."""
    ids = [case.id for case in cases]
    return frozenset(
        db.session.scalars(visible_to(actor).where(Nomination.id.in_(ids)).with_only_columns(Nomination.id))
    )


def is_opened_by_department(nomination: Nomination, actor: Actor) -> bool:
    """The same as `OPENED_HERE`, of one case."""
    is_own = nomination.unit_id == actor.organisation_id
    return is_own and nomination.is_simplified and nomination.state == State.DRAFT


def roles_of(nomination: Nomination, actor: Actor) -> AbstractSet[Role]:
    """The roles an actor holds for one case: a unit's offices count only in the cases that it submits."""
    if actor.role is None:
        return frozenset()
    if actor.role in UNIT_ROLES and actor.organisation_id != nomination.submitting_unit_id:
        helps = actor.organisation_id == nomination.unit_id and nomination.state in MENDED
        return frozenset({Role.UNIT_CLERK} & {actor.role}) if helps else frozenset()
    return frozenset({actor.role})
