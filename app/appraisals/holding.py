"""Who has which case under appraisal, how it came to them, and who gets it back."""

from sqlalchemy import ColumnElement, Integer, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from app.actor import Actor
from app.extensions import db, read_rows
from app.nominations.models import Assignment, Handing, Nomination
from app.organisations.models import Appointment
from app.organisations.queries import own_holders
from workflows.award_province_1 import State
from workflows.vocabulary import Role

_its = aliased(Assignment)  # beside the one a list joins
OWN_USER = bindparam("own_user", type_=Integer)
_CURRENT = (
    select(Assignment)
    .where(Assignment.nomination_id == bindparam("nomination_id"), Assignment.ended_at.is_(None))
    .options(joinedload(Assignment.holder), joinedload(Assignment.giver))
)


def current(nomination_id: int) -> Assignment | None:
    return db.session.scalars(_CURRENT, {"nomination_id": nomination_id}).one_or_none()


def is_with(nomination: Nomination, actor: Actor) -> bool:
    """On this person's desk, to be worked on."""
    now = nomination.holding
    return nomination.state == State.APPRAISAL and now is not None and now.to_id == actor.own_user_id


def giver_to(nomination: Nomination, actor: Actor) -> Appointment | None:
    """Who gave the case to this person last, if they are still there to take it back; else the head of the Ban."""
    given = (
        select(Assignment.from_id)
        .where(
            Assignment.nomination_id == nomination.id,
            Assignment.to_id == actor.own_user_id,
            Assignment.handing == Handing.GIVEN,
        )
        .order_by(Assignment.id.desc())
        .limit(1)
    )
    giver_id = db.session.scalar(given)
    heads = own_holders(Role.BAN_HEAD)
    deputies = own_holders(Role.BAN_DEPUTY) if actor.role is Role.APPRAISER else ()
    return next((office for office in (*heads, *deputies) if office.user_id == giver_id), heads[0] if heads else None)


_HELD = (
    select(Assignment.to_id, func.count())
    .join(Nomination, Nomination.id == Assignment.nomination_id)
    .where(Assignment.ended_at.is_(None), Nomination.state == State.APPRAISAL)
    .group_by(Assignment.to_id)
)


def loads() -> dict[int, int]:
    """How many cases under appraisal each person has; who has none is not named."""
    return dict(read_rows(_HELD).tuples().all())


def is_mine() -> ColumnElement[bool]:
    """Of the case; whose: `own_user`."""
    mine = select(_its.nomination_id).where(_its.to_id == OWN_USER, _its.ended_at.is_(None))
    return Nomination.id.in_(mine)


def is_nobodys() -> ColumnElement[bool]:
    return ~exists().where(_is_current())


def is_mine_or_nobodys() -> ColumnElement[bool]:
    """As the appraiser's desk asks it of all cases under appraisal: most are told by their own column."""
    is_elsewhere = exists().where(_is_current(), _its.to_id != OWN_USER)
    return and_(or_(Nomination.appraiser_id.is_(None), Nomination.appraiser_id == OWN_USER), ~is_elsewhere)


def waits_to_be_given() -> ColumnElement[bool]:
    """Nobody has it, or it lies with the head and was not presented: sent back, or from before it came again."""
    is_elsewhere = exists().where(
        _is_current(),
        or_(
            _its.to_id != OWN_USER,
            and_(_its.handing == Handing.PRESENTED, _its.at >= Nomination.state_since),
        ),
    )
    return ~is_elsewhere


def _is_current() -> ColumnElement[bool]:
    return and_(_its.nomination_id == Nomination.id, _its.ended_at.is_(None))
