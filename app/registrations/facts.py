"""What a unit's registration knows of itself before a step."""

from datetime import date

from sqlalchemy import select

from app import clock
from app.casework import teach
from app.extensions import is_there
from app.registrations.models import Registration, RegistrationLine, RegistrationYear
from app.registrations.reach import roles_of
from workflows.facts import RegistrationFacts

TOO_LATE = "Đã hết hạn đăng ký ({day}). Đề nghị Sở Nội vụ mở lại cho đơn vị."
TOO_EARLY = "Chưa đến ngày đăng ký ({day})."


def of_sheet(registration: Registration) -> RegistrationFacts:
    has_lines = is_there(select(RegistrationLine.id).where(RegistrationLine.registration_id == registration.id))
    return RegistrationFacts(has_lines=has_lines, untimely=untimely(registration.year, clock.today()))


def untimely(year: RegistrationYear, day: date) -> str:
    """Why nobody registers on a day; empty: they may."""
    if day > year.closes_on:
        return TOO_LATE.format(day=f"{year.closes_on:%d/%m/%Y}")
    return TOO_EARLY.format(day=f"{year.opens_on:%d/%m/%Y}") if day < year.opens_on else ""


teach(Registration, facts=of_sheet, roles=roles_of)
