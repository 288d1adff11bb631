"""What the pages of a unit's registration tell."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from sqlalchemy import select

from app.audit.models import AuditEvent
from app.extensions import db
from app.registrations import queries
from app.registrations.models import Registration, RegistrationLine
from app.registrations.results import Result
from app.spreadsheets import Cell
from workflows.registrations_1 import RegistrationState

HEADINGS: tuple[Cell, ...] = ("Danh hiệu, hình thức", "Tên", "Chức vụ, nơi công tác", "Cam kết", "Kết quả")


def by_title(lines: Sequence[RegistrationLine]) -> list[tuple[str, list[RegistrationLine]]]:
    names = queries.names() if lines else {}
    return [(names[code], [*ones]) for code, ones in groupby(lines, key=lambda one: one.award_code)]


def as_cells(lines: Sequence[RegistrationLine], results: Mapping[int, Result]) -> list[tuple[Cell, ...]]:
    names = queries.names()
    told = ((names[one.award_code], one.name, one.detail, one.pledge, results[one.id].words) for one in lines)
    return [HEADINGS, *told]


def why_reopened(registration: Registration) -> str:
    """In the words of whoever opened it again; empty: it is not open again."""
    if registration.state != RegistrationState.REOPENED:
        return ""
    told = select(AuditEvent.reason).where(AuditEvent.subject == registration.ref, AuditEvent.action == "reopen")
    return db.session.scalars(told.order_by(AuditEvent.seq.desc())).first() or ""
