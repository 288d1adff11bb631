"""Sở Nội vụ opens a year; a unit's clerk writes who strives for what; its head sends it; Sở Nội vụ opens one again."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.awards import queries as awards
from app.awards.models import Award
from app.casework import advance, begin
from app.errors import Refusal, refuse_all
from app.extensions import db
from app.organisations.models import Organisation
from app.organisations.queries import existing_on
from app.organisations.substitutes import insist_may_sign
from app.registrations import (
    facts,  # noqa: F401 -- teaches casework
    queries,
)
from app.registrations.models import Registration, RegistrationYear
from workflows.registrations_1 import RegistrationState

NO_AWARDS = "Chọn ít nhất một danh hiệu, hình thức."
CLOSES_EARLY = "Ngày cuối đăng ký không thể trước ngày đầu."
NEVER_PROPOSES = "{unit} không đề nghị khen thưởng nên không có bản đăng ký."
OPENED = "Đã mở đăng ký của năm {year}."
KEPT = "Đã có đơn vị đăng ký {names}: không bỏ ra được."
SENT = frozenset({"send", "send_again"})


@dataclass(frozen=True, kw_only=True)
class Terms:
    """When units register for a year, and for which titles (codes)."""

    year: int
    opens_on: date
    closes_on: date
    basis: str
    note: str
    award_codes: list[str]
    version: int = 1


def open_year(terms: Terms, *, actor: Actor) -> RegistrationYear:
    """With an empty sheet for each unit that proposes, so that it is seen who has not registered."""
    assert actor.user_id is not None, "opened by a person"
    audit.take_the_pen()
    awards = _checked(terms, None)
    year = RegistrationYear(year=terms.year, created_by_id=actor.user_id, created_at=clock.now())
    _write(year, terms, awards)
    db.session.add(year)
    db.session.flush()
    for unit in db.session.scalars(existing_on(clock.today()).order_by(Organisation.id)):
        if unit.proposes:
            _sheet(year, unit)
    db.session.flush()
    audit.record(actor=actor, subject=year.ref, action="open_registration_year", data=_said(year))
    return year


def change_year(year: RegistrationYear, terms: Terms, *, actor: Actor) -> None:
    typed = {"Căn cứ": terms.basis, "Hướng dẫn": terms.note}
    versions.insist(year.ref, seen=terms.version, now=year.version, typed=typed)
    awards = _checked(terms, year)
    before = _said(year)
    _write(year, terms, awards)
    versions.touch(year, by="basis")
    data = {"before": before, "after": _said(year)}
    audit.record(actor=actor, subject=year.ref, action="change_registration_year", data=data)


def take(registration: Registration, name: str, reason: str, *, seen: int, actor: Actor) -> None:
    """A step of the sheet, by whoever has read it as it is."""
    versions.insist(registration.ref, seen=seen, now=registration.version, typed={"Lý do": reason})
    queries.read_anew(registration)
    if name in SENT:
        insist_may_sign(actor, "Chưa ký, gửi được.")
    advance(registration, name, actor=actor, reason=reason)
    if name in SENT:
        assert actor.user_id is not None, "signed by a person"
        registration.signed_by_id, registration.signed_at = actor.user_id, clock.now()
        registration.signer = ", ".join(filter(None, (actor.name, actor.title)))


def open_for(year: RegistrationYear, unit: Organisation, reason: str, *, actor: Actor) -> Registration:
    """For a unit that came after the year was opened, and proposes."""
    if not unit.proposes:
        raise Refusal("Chưa mở được bản đăng ký.", [NEVER_PROPOSES.format(unit=unit.name)])
    audit.take_the_pen()
    same = select(Registration).where(
        Registration.registration_year_id == year.id, Registration.organisation_id == unit.id
    )
    registration = db.session.scalar(same) or _sheet(year, unit)
    db.session.flush()
    if registration.state != RegistrationState.REOPENED:
        advance(registration, "reopen", actor=actor, reason=reason)
    return registration


def _sheet(year: RegistrationYear, unit: Organisation) -> Registration:
    made = Registration(year=year, organisation=unit)
    begin(made, "registration")
    db.session.add(made)
    return made


def _checked(terms: Terms, year: RegistrationYear | None) -> list[Award]:
    offered = {award.award_code for award in awards.versions_open(clock.today())}
    twin = select(RegistrationYear.id).where(RegistrationYear.year == terms.year)
    is_taken = (year is None or year.year != terms.year) and db.session.scalar(twin) is not None
    refuse_all(
        year=OPENED.format(year=terms.year) if is_taken else None,
        closes_on=CLOSES_EARLY if terms.closes_on < terms.opens_on else None,
        award_codes=_fault_of_awards(terms, offered, year),
    )
    return list(db.session.scalars(select(Award).where(Award.code.in_(terms.award_codes)).order_by(Award.code)))


def _fault_of_awards(terms: Terms, offered: set[str], year: RegistrationYear | None) -> str | None:
    if not terms.award_codes:
        return NO_AWARDS
    if unknown := {*terms.award_codes} - offered - ({one.code for one in year.awards} if year else set()):
        return f"Có {len(unknown)} danh hiệu, hình thức không còn hiệu lực: chọn lại trong danh sách."
    if year and (kept := queries.codes_used(year.id) - {*terms.award_codes}):
        names = queries.names()
        return KEPT.format(names=", ".join(sorted(names[code] for code in kept)))
    return None


def _write(year: RegistrationYear, terms: Terms, awards: list[Award]) -> None:
    year.year, year.opens_on, year.closes_on = terms.year, terms.opens_on, terms.closes_on
    year.basis, year.note, year.awards = terms.basis, terms.note, awards


def _said(year: RegistrationYear) -> dict[str, object]:
    return {
        "year": year.year,
        "from": year.opens_on.isoformat(),
        "to": year.closes_on.isoformat(),
        "basis": year.basis,
        "awards": [award.code for award in year.awards],
    }
