"""The cases under appraisal as plain rows, with how far each is."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Row, ScalarSelect, Select, bindparam, func, select

from app.accounts.models import User
from app.actor import Actor
from app.appraisals.models import Consultation, ConsultationStatus, CriterionAnswer
from app.awards.models import AwardVersion
from app.extensions import db
from app.nominations.models import Nomination
from app.nominations.reach import seen_as
from app.organisations.models import Organisation
from app.text import fold
from workflows.award_province_1 import State
from workflows.vocabulary import Role

PAGE = 50
WHOSE = ("mine", "nobody")  # of a page that is kept for each of them; any other word means everybody's


def under_appraisal(actor: Actor, *, whose: str = "", words: str = "", after: int | None = None) -> Sequence[Row[Any]]:
    """Cases to be appraised, oldest first: .id .nominee_name .award .unit .appraiser .answered .asked .due_at

    `whose`: mine, nobody, or all; `after`: the last id of the page above.
    """
    found = _listed(actor.role, whose if whose in WHOSE else "")
    if words:
        found = found.where(Nomination.nominee_folded.contains(fold(words), autoescape=True))
    own = {"own_unit": actor.organisation_id, "own_user": actor.user_id, "after": after or 0}
    return db.session.execute(found, own).all()


@cache
def _listed(role: Role | None, whose: str) -> Select[Any]:
    asked = _count(Consultation.id, Consultation.nomination_id, Consultation.status == ConsultationStatus.ASKED)
    return (
        seen_as(role)
        .where(Nomination.state == State.APPRAISAL, Nomination.id > bindparam("after", type_=Integer), *_of(whose))
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .join(Organisation, Organisation.id == Nomination.unit_id)
        .outerjoin(User, User.id == Nomination.appraiser_id)
        .order_by(Nomination.id)
        .limit(PAGE)
        .with_only_columns(
            Nomination.id,
            Nomination.nominee_name,
            Nomination.due_at,
            AwardVersion.name.label("award"),
            Organisation.name.label("unit"),
            User.full_name.label("appraiser"),
            _count(CriterionAnswer.id, CriterionAnswer.nomination_id).label("answered"),
            asked.label("asked"),
        )
    )


def _of(whose: str) -> list[ColumnElement[bool]]:
    if whose == "mine":
        return [Nomination.appraiser_id == bindparam("own_user", type_=Integer)]
    return [Nomination.appraiser_id.is_(None)] if whose == "nobody" else []


def _count(what: Any, of: Any, *where: Any) -> ScalarSelect[int]:  # noqa: ANN401 -- columns
    counted = select(func.count(what)).where(of == Nomination.id, *where)
    return counted.correlate(Nomination).scalar_subquery()
