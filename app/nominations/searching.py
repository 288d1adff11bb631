"""What is looked for among nominations, and the statement that finds one page of it, written once for each way to look.

What differs from search to search is bound (ADR 13).
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, and_, bindparam, func, or_, select, tuple_, union_all
from sqlalchemy.orm import aliased

from app import clock
from app.accounts.models import User
from app.actor import UNIT_ROLES, Actor
from app.addresses import number_asked, words_asked
from app.awards.models import AwardVersion
from app.columns import UTCDateTime
from app.extensions import at_most
from app.nominations.models import Assignment, Nomination
from app.nominations.reach import DEPARTMENT_ROLES, EITHER_UNIT, seen_as
from app.organisations.models import Organisation
from app.text import fold
from workflows.award_province_1 import AwardProvince1, State
from workflows.award_state_1 import AboveState
from workflows.award_unit_1 import UnitState
from workflows.vocabulary import Role

PAGE = 50
WAYS = 500  # statements that are kept: so many offices look in so many ways
ESCAPE = "/"
BY_NAME = (Nomination.nominee_key, Nomination.id)
_its = aliased(Assignment)  # one for all lists: each statement keeps what it is made of
STANDING = (
    Nomination.id,
    Nomination.version,
    Nomination.workflow_key,
    Nomination.workflow_version,
    Nomination.state,
)
GROUPS: list[tuple[str, tuple[StrEnum, ...]]] = [
    *((name, tuple(State(state) for state in states)) for name, states in AwardProvince1.milestones.items()),
    ("Trả lại, dừng, không khen thưởng", ()),
    ("Thủ trưởng đơn vị quyết định", tuple(UnitState)),  # the last ones: an address somebody kept stays what it was
    ("Cấp Nhà nước", tuple(AboveState)),
]


@dataclass(frozen=True, kw_only=True)
class Search:
    words: str = ""
    group: int | None = None  # of the milestones, from 0
    award: str = ""
    round_id: int | None = None
    unit_id: int | None = None
    is_late: bool = False
    is_mine: bool = False  # on one's own desk, by Ban Thi đua's assignment
    after: int | None = None  # the last row of the page before


def asked() -> Search:
    """What the address asks for, of the list and of whatever is done with all that it finds."""
    group = number_asked("group")
    return Search(
        words=words_asked("words"),
        group=group if group is not None and group < len(GROUPS) else None,
        award=words_asked("award"),
        round_id=number_asked("round_id"),
        unit_id=number_asked("unit_id"),
        is_late=bool(words_asked("is_late")),
        is_mine=bool(words_asked("is_mine")),
        after=number_asked("after"),
    )


def found_by(search: Search, actor: Actor) -> tuple[Select[Any], dict[str, Any]]:
    """The statement, and what it is executed with: a page and one row more, in the order of names."""
    bound = _bound(search, actor)
    statement = _statement(actor.role, frozenset(bound), search.group)
    return statement, bound | {"own_unit": actor.organisation_id}


def standing_of(search: Search, actor: Actor, most: int) -> tuple[Select[Any], dict[str, Any]]:
    """The same of all pages, so many at most: where each stands, and the version it is."""
    bound = _bound(replace(search, after=None), actor)
    statement = _narrowed(actor.role, frozenset(bound), search.group).limit(at_most(most)).with_only_columns(*STANDING)
    return statement, bound | {"own_unit": actor.organisation_id}


def _bound(search: Search, actor: Actor) -> dict[str, Any]:
    asked = {
        "folded": f"%{_plain(fold(search.words))}%" if search.words else None,
        "code": f"%{_plain(search.words.upper())}%" if search.words else None,
        "award": search.award or None,
        "round_id": search.round_id,
        "unit_id": search.unit_id,
        "now": clock.now() if search.is_late else None,
        "after": search.after,
        "own_user": actor.own_user_id if search.is_mine else None,
    }
    return {name: value for name, value in asked.items() if value is not None}


def _plain(text: str) -> str:
    """Letters of LIKE are letters here."""
    for sign in (ESCAPE, "%", "_"):
        text = text.replace(sign, ESCAPE + sign)
    return text


@lru_cache(maxsize=WAYS)
def _statement(role: Role | None, asked: frozenset[str], group: int | None) -> Select[Any]:
    cases = _of_either_unit(asked, group) if role in UNIT_ROLES else _narrowed(role, asked, group)
    found = (
        cases.join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .join(Organisation, Organisation.id == Nomination.unit_id)
        .limit(at_most(PAGE + 1))
        .with_only_columns(
            Nomination.id,
            Nomination.code,
            Nomination.honorific,
            Nomination.nominee_name,
            Nomination.nominee_title,
            Nomination.state,
            Nomination.previous_state,
            Nomination.due_at,
            Nomination.workflow_key,
            Nomination.workflow_version,
            Nomination.version,
            AwardVersion.name.label("award"),
            Organisation.name.label("unit"),
        )
    )
    return _with_who_has_it(found) if role in DEPARTMENT_ROLES else found


def _of_either_unit(asked: frozenset[str], group: int | None) -> Select[Any]:
    """What `seen_as` gives a unit, a page of each way to see a case by its index: asked by OR all would be sorted."""
    conditions = _asked_for(Role.UNIT_CLERK, asked, group)
    first = (
        select(Nomination.id).where(way, *conditions).order_by(*BY_NAME).limit(at_most(PAGE + 1)).subquery()
        for way in EITHER_UNIT
    )
    return select(Nomination).where(Nomination.id.in_(union_all(*map(select, first)))).order_by(*BY_NAME)


def _with_who_has_it(found: Select[Any]) -> Select[Any]:
    """Within the department alone, and as long as it is appraised."""
    is_held = and_(
        Assignment.nomination_id == Nomination.id,
        Assignment.ended_at.is_(None),
        Nomination.state == State.APPRAISAL,
    )
    of_whom = found.outerjoin(Assignment, is_held).outerjoin(User, User.id == Assignment.to_id)
    return of_whom.add_columns(User.full_name.label("holder"), Assignment.at.label("held_since"))


def _narrowed(role: Role | None, asked: frozenset[str], group: int | None) -> Select[Any]:
    return seen_as(role).where(*_asked_for(role, asked, group)).order_by(*BY_NAME)


def _asked_for(role: Role | None, asked: frozenset[str], group: int | None) -> list[ColumnElement[bool]]:
    conditions = [condition for name, condition in _conditions(role).items() if name in asked]
    return conditions if group is None else [*conditions, _is_in_group(group)]


def _conditions(role: Role | None) -> dict[str, ColumnElement[bool]]:
    """By what is bound."""
    versions = select(AwardVersion.id).where(AwardVersion.award_code == bindparam("award", type_=String))
    own_user = bindparam("own_user", type_=Integer)
    held = select(_its.nomination_id).where(_its.to_id == own_user, _its.ended_at.is_(None))
    return {
        "folded": or_(
            Nomination.nominee_folded.like(bindparam("folded", type_=String), escape=ESCAPE),
            Nomination.code.like(bindparam("code", type_=String), escape=ESCAPE),
        ),
        "award": Nomination.award_version_id.in_(versions),
        "round_id": Nomination.award_round_id == bindparam("round_id", type_=Integer),
        "unit_id": Nomination.submitting_unit_id == bindparam("unit_id", type_=Integer),
        "now": Nomination.due_at < bindparam("now", type_=UTCDateTime()),
        "after": _lies_after(role),
        "own_user": and_(Nomination.state == State.APPRAISAL, Nomination.id.in_(held)),
    }


def _lies_after(role: Role | None) -> ColumnElement[bool]:
    """Behind the row the page before ended with; one that may not be seen has no place."""
    after = bindparam("after", type_=Integer)
    last = seen_as(role).where(Nomination.id == after).with_only_columns(Nomination.nominee_key).correlate(None)
    return tuple_(Nomination.nominee_key, Nomination.id) > tuple_(func.coalesce(last.scalar_subquery(), ""), after)


def _is_in_group(group: int) -> ColumnElement[bool]:
    """The group without states is whatever stands beside all roads."""
    on_the_road = [state for _, states in GROUPS for state in states]
    _, states = GROUPS[group]
    return Nomination.state.in_(states) if states else Nomination.state.not_in(on_the_road)
