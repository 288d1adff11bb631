"""Who may see councils and meetings, and which roles an actor holds for one."""

from collections.abc import Set as AbstractSet
from functools import cache
from typing import Protocol

from sqlalchemy import ColumnElement, Date, Integer, Select, bindparam, exists, false, or_, select

from app import clock
from app.actor import UNIT_ROLES, Actor
from app.councils.constitution import CouncilKind
from app.councils.models import AgendaItem, Council, CouncilMember, Meeting
from app.extensions import OWN_UNIT, is_there
from app.nominations import reach as nominations
from app.nominations.models import Nomination
from app.nominations.reach import COUNCIL_ROLES, DEPARTMENT_ROLES
from app.papers import queries as papers
from workflows.sheets_1 import MeetingState
from workflows.vocabulary import Role, Sheet

OWN_SEAT = bindparam("own_seat", type_=Integer)
TODAY = bindparam("today", type_=Date)


def own_council(actor: Actor) -> Select[tuple[Council]]:
    """A unit's people have their unit's council; Sở Nội vụ and the members of the province's have that one."""
    return select(Council).where(_is_own(actor.role)).params(own_unit=actor.organisation_id)


def is_kept_by_unit() -> ColumnElement[bool]:
    """`Council.is_kept_by_unit`, of a statement."""
    return Council.is_provincial.is_(False) | (Council.kind == CouncilKind.INITIATIVE)


def _is_own(role: Role | None) -> ColumnElement[bool]:
    """Of the councils that vote on awards."""
    is_of_awards = Council.kind == CouncilKind.EMULATION
    if role in UNIT_ROLES:
        return is_of_awards & Council.is_provincial.is_(False) & (Council.organisation_id == OWN_UNIT)
    if role in DEPARTMENT_ROLES | COUNCIL_ROLES:
        return is_of_awards & Council.is_provincial.is_(True)
    return false()


def councils_of(actor: Actor) -> Select[tuple[Council]]:
    """Of both kinds: a unit's people those at their unit, the province's people the province's, administrators all."""
    found = select(Council)
    if actor.role is Role.ADMINISTRATOR:
        return found
    if actor.role in UNIT_ROLES:
        return found.where(is_kept_by_unit(), Council.organisation_id == actor.organisation_id)
    if actor.role in DEPARTMENT_ROLES | COUNCIL_ROLES:
        return found.where(Council.is_provincial)
    return found.where(false())


def keeps(council: Council, actor: Actor) -> bool:
    """Who enters members, papers and numbers of a council that they see."""
    if actor.role is Role.ADMINISTRATOR:
        return True
    if actor.role is Role.UNIT_COUNCIL_SECRETARY:
        return council.is_kept_by_unit and council.organisation_id == actor.organisation_id
    return not council.is_kept_by_unit and actor.role in {Role.COUNCIL_SECRETARY, Role.BAN_HEAD}


class OfACouncil(Protocol):
    """A council, or plain columns of one."""

    @property
    def is_provincial(self) -> bool: ...
    @property
    def organisation_id(self) -> int: ...


def is_own(council: OfACouncil, actor: Actor) -> bool:
    """The same of a council that is read already."""
    if actor.role in UNIT_ROLES:
        return not council.is_provincial and council.organisation_id == actor.organisation_id
    return council.is_provincial and actor.role in DEPARTMENT_ROLES | COUNCIL_ROLES


def visible_to(actor: Actor) -> Select[tuple[Meeting]]:
    return seen_as(actor.role).params(whose(actor))


def whose(actor: Actor) -> dict[str, object]:
    """What `seen_as` is executed with."""
    return {"own_unit": actor.organisation_id, "own_seat": actor.user_id, "today": clock.today()}


@cache
def seen_as(role: Role | None) -> Select[tuple[Meeting]]:
    """The same for whoever holds a role, written once; who executes it says whose: `whose(actor)`."""
    return select(Meeting).join(Meeting.council).where(_meets_here(role))


def _meets_here(role: Role | None) -> ColumnElement[bool]:
    """A unit's people have the meetings of the councils that sit there, on awards and on initiatives.

    Whoever has a seat of their own in an initiative council reads what they vote on, wherever they work.
    """
    here = is_kept_by_unit() & (Council.organisation_id == OWN_UNIT) if role in UNIT_ROLES else _is_own(role)
    sits_in = exists().where(
        CouncilMember.council_id == Council.id,
        CouncilMember.user_id == OWN_SEAT,
        CouncilMember.valid_from <= TODAY,
        or_(CouncilMember.valid_to.is_(None), CouncilMember.valid_to >= TODAY),
    )
    return here | ((Council.kind == CouncilKind.INITIATIVE) & sits_in)


@papers.guards(Sheet.MEETING)
def may_see_papers(meeting_id: int, actor: Actor) -> bool:
    """Whoever sees the meeting; and Sở Nội vụ what a unit's council signed of a case that its unit has handed in."""
    seen = visible_to(actor).where(Meeting.id == meeting_id)
    handed_in = (
        nominations.visible_to(actor)
        .join(AgendaItem, AgendaItem.nomination_id == Nomination.id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(Meeting.id == meeting_id, Meeting.state == MeetingState.CLOSED, AgendaItem.removed_reason.is_(None))
    )
    return is_there(seen) or (actor.role in DEPARTMENT_ROLES and is_there(handed_in))


def roles_of(meeting: Meeting, actor: Actor) -> AbstractSet[Role]:
    """A role counts only in its own kind of council, and a unit's only in its own."""
    council = meeting.council
    if actor.role is None or (actor.role in UNIT_ROLES) != council.is_kept_by_unit:
        return frozenset()
    if council.is_kept_by_unit and actor.organisation_id != council.organisation_id:
        return frozenset()
    return frozenset({actor.role})
