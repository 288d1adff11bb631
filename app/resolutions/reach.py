"""Who may see a resolution on its way, who prepares and takes its steps."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cache

from sqlalchemy import Exists, Select, exists, false, select

from app.actor import Actor
from app.nominations.reach import DEPARTMENT_ROLES
from app.resolutions.models import Resolution, ResolutionStep
from workflows.engine import Transition
from workflows.resolution_2015_1 import State
from workflows.vocabulary import Role

AT_UBND = frozenset({Role.VPUB, Role.CHAIRMAN, Role.UBND_MEMBERS})
AT_HDND = frozenset({Role.HDND_STANDING, Role.HDND_COMMITTEE, Role.HDND_CHAIR, Role.HDND_DELEGATES, Role.HDND_OFFICE})
SENT_TO_JUSTICE = (State.STP_INTAKE, State.STP_APPRAISAL)
SENT_TO_HDND = (State.PROPOSAL_REVIEW, State.SUBMITTED)
# A vote is one of many people: the office of the body writes down their totals, a single member does not.
RECORDS_FOR: Mapping[Role, Role] = {Role.VPUB: Role.UBND_MEMBERS, Role.HDND_OFFICE: Role.HDND_DELEGATES}
# Who lays ready what another signs.
PREPARES_FOR: Mapping[Role, AbstractSet[Role]] = {
    Role.SNV_DRAFTER: frozenset({Role.SNV_DIRECTOR, Role.CHAIRMAN}),
    Role.VPUB: frozenset({Role.CHAIRMAN}),
    Role.HDND_OFFICE: frozenset({Role.HDND_STANDING, Role.HDND_COMMITTEE, Role.HDND_CHAIR}),
}
SESSION_IS_OVER = frozenset(
    {
        State.VOTE,
        State.PASSED,
        State.CERTIFIED,
        State.PROMULGATED,
        State.IN_FORCE,
        State.SUPERSEDED,
        State.REJECTED,
        State.WITHDRAWN,
    }
)
KEEPS_SESSION = frozenset({Role.SNV_DRAFTER, Role.SNV_DIRECTOR, Role.HDND_STANDING, Role.HDND_OFFICE})


def visible_to(actor: Actor) -> Select[tuple[Resolution]]:
    return seen_as(actor.role)


@cache
def seen_as(role: Role | None) -> Select[tuple[Resolution]]:
    """Sở Nội vụ and UBND see all; Sở Tư pháp and HĐND what was ever sent to them. Written once for each role."""
    if role in DEPARTMENT_ROLES | AT_UBND:
        return select(Resolution)
    if role is Role.JUSTICE_DEPARTMENT:
        return select(Resolution).where(_was_in(*SENT_TO_JUSTICE))
    if role in AT_HDND:
        return select(Resolution).where(_was_in(*SENT_TO_HDND))
    return select(Resolution).where(false())


def _was_in(*states: State) -> Exists:
    return exists().where(ResolutionStep.resolution_id == Resolution.id, ResolutionStep.target.in_(states))


def roles_of(_: Resolution, actor: Actor) -> AbstractSet[Role]:
    """The office acted in, or the body whose totals it records."""
    if actor.role is None or actor.role in RECORDS_FOR.values():
        return frozenset()
    return frozenset({actor.role, RECORDS_FOR.get(actor.role, actor.role)})


def may_prepare(step: Transition, actor: Actor) -> bool:
    """Whether this person may lay papers ready for a step."""
    if actor.role is None or actor.role in RECORDS_FOR.values():
        return False
    offices = {actor.role, RECORDS_FOR.get(actor.role, actor.role)} | PREPARES_FOR.get(actor.role, frozenset())
    return bool(step.by & offices)
