"""Whom somebody may name a substitute for, who may stand in, and who does."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, false, or_, select
from sqlalchemy.orm import contains_eager, joinedload
from werkzeug.exceptions import NotFound

from app import clock
from app.actor import Actor
from app.extensions import db
from app.organisations import substitutes
from app.organisations.models import Appointment, Organisation, StandIn
from app.organisations.offices import is_signing
from app.organisations.queries import OF_WHOM, holding_on
from workflows.vocabulary import Role

MOST = 100  # on the page, the latest first


def held(actor: Actor) -> list[Appointment]:
    """Offices held today as their own in the houses for which this person names substitutes."""
    found = _within(holding_on(clock.today()), actor).options(joinedload(Appointment.user))
    in_order = db.session.scalars(found.order_by(Organisation.sort_key, Appointment.id))
    return [office for office in in_order if office.standing_in is None]


def offices(own: Sequence[Appointment], actor: Actor) -> list[Appointment]:
    """Those that somebody else may sit at; whoever stands in does not give that place on."""
    absent = actor.for_user_id
    return [office for office in own if not substitutes.is_personal(office.role) and office.user_id != absent]


def people(own: Sequence[Appointment]) -> dict[int, str]:
    """Who may stand in: whoever holds an office there, by name."""
    able = [one for one in own if one.role is not Role.ADMINISTRATOR]
    named = {one.user_id: f"{one.user.full_name}, {one.title}, {one.organisation.name}" for one in able}
    by_name = {one.user_id: one.user.name_key for one in able}
    return dict(sorted(named.items(), key=lambda item: by_name[item[0]]))


def deputies(own: Sequence[Appointment]) -> list[tuple[Appointment, list[Appointment]]]:
    """Of each office that signs, who may sign for it: of one person once."""
    houses: dict[int, list[Appointment]] = {}
    for one in own:
        houses.setdefault(one.organisation_id, []).append(one)
    return [
        (office, [*{one.user_id: one for one in houses[office.organisation_id] if _is_deputy(one, office)}.values()])
        for office in own
        if is_signing(office.role) and not substitutes.is_personal(office.role)
    ]


def _is_deputy(one: Appointment, office: Appointment) -> bool:
    return one.user_id != office.user_id and substitutes.is_deputy(one.title, of=office.title)


def office(appointment_id: int, actor: Actor) -> Appointment:
    """An office of a house this person manages, or 404."""
    found = db.session.get(Appointment, appointment_id, options=[OF_WHOM, joinedload(Appointment.organisation)])
    if found is None or not substitutes.manages(actor, found.organisation):
        raise NotFound
    return found


def substitute(appointment_id: int, actor: Actor) -> Appointment:
    found = office(appointment_id, actor)
    if found.standing_in is None:
        raise NotFound
    return found


def own_office(user_id: int, absent: Appointment, day: date) -> Appointment | None:
    """What the substitute is by themself in the same house on that day; of several the first."""
    held = holding_on(day).where(Appointment.user_id == user_id, Appointment.organisation_id == absent.organisation_id)
    own = [one for one in db.session.scalars(held.order_by(Appointment.id)) if one.standing_in is None]
    return next((one for one in own if one.role is Role.ADMINISTRATOR), own[0] if own else None)


def other_substitute(absent: Appointment, first: date, last: date) -> Appointment | None:
    """Somebody who stands in for the same office on one of those days."""
    overlapping = (
        select(Appointment)
        .join(StandIn, StandIn.appointment_id == Appointment.id)
        .where(
            StandIn.absent_id == absent.id,
            Appointment.valid_from <= last,
            or_(Appointment.valid_to.is_(None), Appointment.valid_to >= first),
            Appointment.valid_to >= Appointment.valid_from,
        )
        .options(joinedload(Appointment.user))
        .limit(1)
    )
    return db.session.scalars(overlapping).one_or_none()


def named_by(actor: Actor) -> Sequence[Appointment]:
    """Who stands in, will, or did in the houses this person manages, the latest first."""
    found = (
        select(Appointment)
        .join(Appointment.organisation)
        .join(Appointment.standing_in)
        .options(
            contains_eager(Appointment.organisation),
            contains_eager(Appointment.standing_in).options(
                joinedload(StandIn.absent).joinedload(Appointment.user), joinedload(StandIn.entered_by)
            ),
            joinedload(Appointment.user),
        )
        .order_by(Appointment.valid_from.desc(), Appointment.id.desc())
        .limit(MOST)
    )
    return db.session.scalars(_within(found, actor)).all()


def _within(found: Select[tuple[Appointment]], actor: Actor) -> Select[tuple[Appointment]]:
    """As `substitutes.manages` has it, asked of the rows."""
    if actor.role is None:
        return found.where(false())
    if actor.role is Role.ADMINISTRATOR:
        return found
    codes = substitutes.customs().entered_by.get(actor.role, ())
    return found.where(or_(Organisation.id == actor.organisation_id, Organisation.code.in_(codes)))
