"""A unit's registration that waits for its clerk to write it, or for its head to sign."""

from typing import Any

from sqlalchemy import Row, Select, String, and_, case, cast, literal, or_, select

from app.desk.source import MOST, NO_DAY, TODAY, Source, line, waits
from app.desk.waiting import REGISTRATIONS, Waiting
from app.extensions import OWN_UNIT
from app.registrations.models import Registration, RegistrationLine, RegistrationYear
from workflows.registrations_1 import RegistrationState
from workflows.vocabulary import Role

NAME = literal("Đăng ký thi đua năm ", String) + cast(RegistrationYear.year, String)


def _waiting(role: Role) -> Select[Any]:
    """Within its time, or opened again; a head has nothing to sign before there is a name on it."""
    columns = line(
        id=Registration.id,
        what=NAME,
        more=Registration.state,
        since=Registration.state_since,
        due_on=case((Registration.state == RegistrationState.DRAFT, RegistrationYear.closes_on), else_=NO_DAY),
    )
    is_in_time = and_(RegistrationYear.opens_on <= TODAY, RegistrationYear.closes_on >= TODAY)
    found = (
        select(*columns)
        .join(RegistrationYear, RegistrationYear.id == Registration.registration_year_id)
        .where(
            Registration.organisation_id == OWN_UNIT,
            Registration.state.in_([*REGISTRATIONS[role]]),
            or_(Registration.state == RegistrationState.REOPENED, is_in_time),
        )
        .order_by(Registration.state_since)
        .limit(MOST)
    )
    if role is Role.UNIT_HEAD:
        has_names = select(RegistrationLine.id).where(RegistrationLine.registration_id == Registration.id)
        return found.where(has_names.exists())
    return found


def _told(row: Row[Any], role: Role) -> Waiting:
    return waits(row, REGISTRATIONS[role][row.more], "registrations")


SOURCES = (Source(offices=REGISTRATIONS, waiting=_waiting, told=_told),)
