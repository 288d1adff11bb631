"""The cases under appraisal as plain rows, with how far each is."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Row, ScalarSelect, Select, bindparam, func, select
from sqlalchemy.orm import load_only

from app.accounts.models import User
from app.actor import Actor
from app.appraisals import holding
from app.appraisals.models import Consultation, ConsultationStatus, CriterionAnswer
from app.appraisals.queries import answered_this_time
from app.awards.criteria import Tree, codes
from app.awards.models import AwardVersion
from app.awards.queries import tree_for
from app.extensions import at_most, db, read_rows
from app.nominations.models import Assignment, Nomination
from app.nominations.reach import seen_as
from app.nominees.subjects import subject_of
from app.organisations.models import Organisation
from app.text import fold
from workflows.award_province_1 import State
from workflows.vocabulary import Role

PAGE = 50
WHOSE = ("mine", "nobody", "to_give")  # of a page that is kept for each of them; any other word means everybody's


class Line(NamedTuple):
    """One case to be appraised, and how far it is."""

    id: int
    nominee_name: str
    award: str
    unit: str
    holder: str | None
    held_since: datetime | None
    answered: int
    criteria: int
    asked: int  # agencies that have not answered yet
    due_at: datetime | None


def under_appraisal(actor: Actor, *, whose: str = "", words: str = "", after: int | None = None) -> list[Line]:
    """Cases to be appraised, oldest first; `whose`: of WHOSE, or all; `after`: the last id of the page above."""
    found = _listed(actor.role, whose if whose in WHOSE else "")
    if words:
        found = found.where(Nomination.nominee_folded.contains(fold(words), autoescape=True))
    own = {"own_unit": actor.organisation_id, "own_user": actor.own_user_id, "after": after or 0}
    rows = read_rows(found, own).all()
    return [
        Line(
            id=row.id,
            nominee_name=row.nominee_name,
            award=row.award,
            unit=row.unit,
            holder=row.holder,
            held_since=row.held_since,
            answered=min(row.answered, of_all),
            criteria=of_all,
            asked=row.asked,
            due_at=row.due_at,
        )
        for row, of_all in zip(rows, _criteria_of(rows), strict=True)
    ]


def _criteria_of(rows: Sequence[Row[Any]]) -> list[int]:
    """How many each is judged by; the awards of a page are read at once."""
    ids = {row.award_version_id for row in rows}
    asked = select(AwardVersion).where(AwardVersion.id.in_(ids))
    asked = asked.options(load_only(AwardVersion.criteria, AwardVersion.subjects))
    awards = {version.id: version for version in db.session.scalars(asked)} if ids else {}
    return [len({*codes(_tree_of(row, awards[row.award_version_id]))}) for row in rows]


def _tree_of(row: Row[Any], award: AwardVersion) -> Tree:
    subject = subject_of(award.subjects, row.nominee_kind, row.nominee_locality)
    return tree_for(award, subject, row.worker_class, row.route)


@cache
def _listed(role: Role | None, whose: str) -> Select[Any]:
    asked = _count(Consultation.id, Consultation.nomination_id, Consultation.status == ConsultationStatus.ASKED)
    answered = _count(CriterionAnswer.id, CriterionAnswer.nomination_id, answered_this_time())
    return (
        seen_as(role)
        .where(
            Nomination.state == State.APPRAISAL, Nomination.id > bindparam("after", type_=Integer), *_of(role, whose)
        )
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .join(Organisation, Organisation.id == Nomination.unit_id)
        .outerjoin(Assignment, (Assignment.nomination_id == Nomination.id) & Assignment.ended_at.is_(None))
        .outerjoin(User, User.id == Assignment.to_id)
        .order_by(Nomination.id)
        .limit(at_most(PAGE))
        .with_only_columns(
            Nomination.id,
            Nomination.nominee_name,
            Nomination.due_at,
            Nomination.award_version_id,
            Nomination.nominee_kind,
            Nomination.nominee_locality,
            Nomination.worker_class,
            Nomination.route,
            AwardVersion.name.label("award"),
            Organisation.name.label("unit"),
            User.full_name.label("holder"),
            Assignment.at.label("held_since"),
            answered.label("answered"),
            asked.label("asked"),
        )
    )


def _of(role: Role | None, whose: str) -> list[ColumnElement[bool]]:
    if whose == "to_give":  # a deputy gives on what they were given
        return [holding.waits_to_be_given() if role is Role.BAN_HEAD else holding.is_mine()]
    if whose == "mine":
        return [holding.is_mine()]
    return [holding.is_nobodys()] if whose == "nobody" else []


def _count(what: Any, of: Any, *where: Any) -> ScalarSelect[int]:  # noqa: ANN401 -- columns
    counted = select(func.count(what)).where(of == Nomination.id, *where)
    return counted.correlate(Nomination).scalar_subquery()
