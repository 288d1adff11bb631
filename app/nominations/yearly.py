"""Thành tích từng năm: a year's rating, title, decision and achievement, entered line by line."""

from dataclasses import dataclass
from datetime import date

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.casework import hold
from app.errors import refuse_all
from app.extensions import db
from app.nominations import editing
from app.nominations.models import Nomination, YearEntry
from app.nominees.models import NomineeKind

EARLIEST = 1945  # the country's first year
NOT_YET = "Ngày quyết định không thể sau hôm nay."
NOTHING_SAID = "Ghi ít nhất mức xếp loại, danh hiệu hoặc thành tích của năm."
NO_TITLE = "Ghi ít nhất danh hiệu hoặc thành tích của năm."  # of a household, which nobody rates


@dataclass(frozen=True, kw_only=True)
class Year:
    year: int
    rating: str = ""
    title: str = ""
    decision_number: str = ""
    decision_date: date | None = None
    decided_by: str = ""
    achievement: str = ""
    version: int = 0  # of the line when its form was opened; 0: a new one


def add(case: Nomination, wanted: Year, *, actor: Actor) -> YearEntry:
    _insist(case, wanted, actor)
    entry = YearEntry()
    _write(entry, wanted)
    case.years.append(entry)
    db.session.flush()
    audit.record(actor=actor, subject=case.ref, action="add_year", data={"year": wanted.year})
    return entry


def edit(entry: YearEntry, wanted: Year, *, actor: Actor) -> None:
    case = entry.nomination
    _insist(case, wanted, actor)
    typed = {"Danh hiệu, hình thức": wanted.title, "Thành tích": wanted.achievement}
    changed = [f"Dòng năm {entry.year}."]
    versions.insist(case.ref, seen=wanted.version, now=entry.version, typed=typed, changed=changed)
    _write(entry, wanted)
    audit.record(actor=actor, subject=case.ref, action="edit_year", data={"year": wanted.year})


def remove(entry: YearEntry, *, actor: Actor) -> None:
    """Take a line away; the log keeps what it said."""
    case = entry.nomination
    hold(case)
    editing.insist(case, may=editing.allowed(case, actor).years)
    said = {
        name: str(getattr(entry, name) or "") for name in ("year", "rating", "title", "decision_number", "achievement")
    }
    case.years.remove(entry)
    db.session.delete(entry)
    audit.record(actor=actor, subject=case.ref, action="remove_year", data=said)


def _insist(case: Nomination, wanted: Year, actor: Actor) -> None:
    hold(case)
    editing.insist(case, may=editing.allowed(case, actor).years)
    refuse_all(
        year=fault_of_year(wanted.year),
        decision_date=NOT_YET if wanted.decision_date and wanted.decision_date > clock.today() else None,
        **_fault_of_silence(case, wanted),
    )


def _fault_of_silence(case: Nomination, wanted: Year) -> dict[str, str]:
    if wanted.rating or wanted.title or wanted.achievement:
        return {}
    return {"title": NO_TITLE} if case.nominee_kind is NomineeKind.HOUSEHOLD else {"rating": NOTHING_SAID}


def fault_of_year(year: int) -> str | None:
    first, last = EARLIEST, clock.today().year
    return None if first <= year <= last else f"Năm phải từ {first} đến {last}."


def _write(entry: YearEntry, wanted: Year) -> None:
    entry.year, entry.rating, entry.title = wanted.year, wanted.rating, wanted.title
    entry.decision_number, entry.decision_date = wanted.decision_number, wanted.decision_date
    entry.decided_by, entry.achievement = wanted.decided_by, wanted.achievement
