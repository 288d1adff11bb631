"""Who sits where today, and which organisations there are."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Date, Row, Select, and_, bindparam, exists, or_, select
from sqlalchemy.orm import contains_eager, joinedload
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from app import clock
from app.accounts.models import User
from app.accounts.sessions import ACCOUNT, LIVING, Living, digest
from app.actor import Actor
from app.extensions import db, read_rows
from app.organisations.models import Appointment, Organisation, StandIn
from app.text import fold, one_line
from workflows.vocabulary import ROLE_NAMES, Role

Columns = ReadOnlyColumnCollection[str, Any]
_office, _house = Appointment.__table__.c, Organisation.__table__.c
_its: Columns = Organisation.__table__.alias("its_house").c
_under: Columns = Organisation.__table__.alias("under").c
_stand: Columns = StandIn.__table__.c
_whose: Columns = StandIn.__table__.alias("whose").c
_absent, _away = Appointment.__table__.alias("absent"), Appointment.__table__.alias("away")
_them = User.__table__.alias("them")


OF_WHOM = joinedload(Appointment.standing_in).joinedload(StandIn.absent).joinedload(Appointment.user)


def holding_on(day: date) -> Select[tuple[Appointment]]:
    """Appointments in force on a day, in organisations that exist on it."""
    return (
        select(Appointment)
        .join(Appointment.organisation)
        .options(contains_eager(Appointment.organisation), OF_WHOM)
        .where(*_in_force_on(day))
    )


def _in_force_on(day: date | BindParameter[date]) -> tuple[ColumnElement[bool], ...]:
    return *_is_held_on(day), *_exists_on(day)


def _is_held_on(day: date | BindParameter[date]) -> tuple[ColumnElement[bool], ...]:
    """And who stands in for somebody does as long as that other holds the office."""
    is_over = or_(_away.c.valid_from > day, _away.c.valid_to < day)
    has_ended = exists().where(_whose.appointment_id == _office.id, _away.c.id == _whose.absent_id, is_over)
    return _office.valid_from <= day, or_(_office.valid_to.is_(None), _office.valid_to >= day), ~has_ended


def _exists_on(day: date | BindParameter[date], house: Columns = _house) -> tuple[ColumnElement[bool], ...]:
    return (
        or_(house.valid_from.is_(None), house.valid_from <= day),
        or_(house.valid_to.is_(None), house.valid_to >= day),
    )


_TODAY: BindParameter[date] = bindparam("day", type_=Date)
_VISITOR = (  # of bare columns, as ADR 13 has it; not of the two joined first: SQLite would join all there are
    LIVING.outerjoin(
        Appointment.__table__,
        and_(
            _office.user_id == ACCOUNT.id,
            *_is_held_on(_TODAY),
            exists().where(_its.id == _office.organisation_id, *_exists_on(_TODAY, _its)),
        ),
    )
    .outerjoin(Organisation.__table__, _house.id == _office.organisation_id)
    .outerjoin(StandIn.__table__, _stand.appointment_id == _office.id)
    .outerjoin(_absent, _absent.c.id == _stand.absent_id)
    .outerjoin(_them, _them.c.id == _absent.c.user_id)
    .add_columns(
        _office.role,
        _office.organisation_id,
        _office.id.label("office_id"),
        _office.title,
        _house.name.label("organisation_name"),
        _them.c.id.label("for_user_id"),
        _them.c.full_name.label("for_name"),
        _stand.signs,
        or_(
            and_(_house.parent_id.is_not(None), ~_house.can_submit),
            exists().where(_under.parent_id == _house.id, ~_under.can_submit),
        ).label("gathers"),
    )
    .order_by(_office.id)
)


def visitor(token: str) -> tuple[Living | None, list[Actor]]:
    """The good session of a cookie's token, and its person in each office they hold today, as plain values."""
    rows = read_rows(_VISITOR, {"token_digest": digest(token), "day": clock.today()}).all()
    living = Living(*rows[0][: len(Living._fields)]) if rows else None
    if living is None or not living.is_good:
        return None, []
    return living, [_in_office(living, row) for row in rows if row.office_id is not None]


def _in_office(who: Living, office: Row[Any]) -> Actor:
    return Actor(
        user_id=who.user_id,
        name=who.full_name,
        role=office.role,
        organisation_id=office.organisation_id,
        appointment_id=office.office_id,
        title=office.title,
        organisation_name=office.organisation_name,
        for_user_id=office.for_user_id,
        for_name=office.for_name or "",
        signs=office.signs or "",
        gathers=bool(office.gathers),
    )


HELD = (  # organisations in which `user_id` holds an office on `day`
    select(Appointment.organisation_id)
    .join(Organisation, Organisation.id == Appointment.organisation_id)
    .where(Appointment.user_id == bindparam("user_id"), *_in_force_on(bindparam("day", type_=Date)))
)


def acting(who: Living, offices: Sequence[Actor]) -> Actor:
    """The person in the office they chose of those they hold, or in the first; without one, only as themself."""
    chosen = (office for office in offices if office.appointment_id == who.appointment_id)
    themself = Actor(user_id=who.user_id, name=who.full_name, role=None, organisation_id=None)
    return next(chosen, offices[0] if offices else themself)


def actor_of(appointment: Appointment) -> Actor:
    return Actor(
        user_id=appointment.user_id,
        name=appointment.user.full_name,
        role=appointment.role,
        organisation_id=appointment.organisation_id,
        appointment_id=appointment.id,
        title=appointment.title,
        organisation_name=appointment.organisation.name,
        **_for_whom(appointment.standing_in),
    )


def _for_whom(standing_in: StandIn | None) -> dict[str, Any]:
    if standing_in is None:
        return {}
    absent = standing_in.absent.user
    return {"for_user_id": absent.id, "for_name": absent.full_name, "signs": standing_in.signs}


def holders(role: Role, organisation_id: int | None = None) -> Sequence[Appointment]:
    """Who holds a role today, anywhere or in one organisation."""
    held = holding_on(clock.today()).where(Appointment.role == role)
    if organisation_id is not None:
        held = held.where(Appointment.organisation_id == organisation_id)
    return db.session.scalars(held.order_by(Appointment.id)).all()


def own_holders(role: Role) -> list[Appointment]:
    """Who holds a role today as their own: to whom work is given, whoever stands in for them."""
    return [office for office in holders(role) if office.standing_in is None]


def in_office(appointment_id: int) -> Actor | None:
    """Whoever was given an office, as long as they hold it and may sign in."""
    held = holding_on(clock.today()).where(Appointment.id == appointment_id)
    found = db.session.scalars(held.options(joinedload(Appointment.user))).one_or_none()
    return actor_of(found) if found is not None and found.user.is_active else None


def by_code(code: str) -> Organisation:
    return db.session.scalars(select(Organisation).where(Organisation.code == code)).one()


def called(words: str, day: date) -> Organisation | None:
    """By its code, or by its whole name with marks or without; of those of one name, the one that exists on the day."""
    typed = one_line(words)
    found = db.session.scalars(
        select(Organisation).where(or_(Organisation.code == typed.upper(), Organisation.folded == fold(typed)))
    ).all()
    if by_its_code := [one for one in found if one.code == typed.upper()]:
        return by_its_code[0]
    living = [one for one in found if one.exists_on(day)] or found
    return living[0] if len(living) == 1 else None


def existing_on(day: date) -> Select[tuple[Organisation]]:
    return select(Organisation).where(*_exists_on(day))


def role_name(role: Role | None) -> str:
    return ROLE_NAMES[role] if role else "Chưa được phân công"
