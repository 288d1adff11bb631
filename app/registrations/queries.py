"""Years of registration and the sheets of units, for somebody who may see them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, exists, func, or_, select

from app import clock
from app.actor import Actor
from app.awards import queries as awards
from app.awards.models import AwardVersion
from app.errors import or_404
from app.extensions import db, in_few_lengths, read_rows
from app.nominees.models import Nominee
from app.nominees.queries import by_kind
from app.nominees.reach import register_of
from app.nominees.subjects import fitting
from app.organisations.models import Organisation
from app.organisations.queries import existing_on
from app.registrations.models import Registration, RegistrationLine, RegistrationYear, registration_award
from app.registrations.reach import visible_to
from app.text import fold
from workflows.registrations_1 import RegistrationState

MOST = 50  # people on the page; more are found by searching
names = awards.names


def years() -> Sequence[RegistrationYear]:
    return db.session.scalars(select(RegistrationYear).order_by(RegistrationYear.year.desc())).all()


def one_year(year_id: int) -> RegistrationYear:
    return or_404(db.session.get(RegistrationYear, year_id))


def one(registration_id: int, actor: Actor) -> Registration:
    return or_404(db.session.scalars(visible_to(actor).where(Registration.id == registration_id)).one_or_none())


def read_anew(registration: Registration) -> None:
    """As it is now that the pen is ours."""
    db.session.refresh(registration)


def own(actor: Actor) -> Sequence[Registration]:
    """A unit's own sheets, the newest year first."""
    found = visible_to(actor).join(RegistrationYear, RegistrationYear.id == Registration.registration_year_id)
    return db.session.scalars(found.order_by(RegistrationYear.year.desc())).all()


def counted(day: date) -> Mapping[int, tuple[int, int]]:
    """By year: how many units have sent, of how many."""
    sent = func.count().filter(Registration.state == RegistrationState.SENT)
    found = (
        select(Registration.registration_year_id, sent.label("sent"), func.count().label("units"))
        .join(Organisation, Organisation.id == Registration.organisation_id)
        .where(_is_asked(day))
        .group_by(Registration.registration_year_id)
    )
    return {row[0]: (row.sent, row.units) for row in read_rows(found)}


def _is_asked(day: date) -> ColumnElement[bool]:
    """A unit that has ended is not waited for; what it sent stays."""
    exists_still = or_(Organisation.valid_to.is_(None), Organisation.valid_to >= day)
    return or_(Registration.state == RegistrationState.SENT, exists_still)


def units(year_id: int, day: date) -> Sequence[Row[Any]]:
    """.id .organisation_id .unit .state .state_since .workflow_key .workflow_version .names: those that have not
    sent come first.
    """
    of_sheet = select(func.count()).where(RegistrationLine.registration_id == Registration.id).scalar_subquery()
    return read_rows(
        select(
            Registration.id,
            Registration.organisation_id,
            Organisation.name.label("unit"),
            Registration.state,
            Registration.state_since,
            Registration.workflow_key,
            Registration.workflow_version,
            of_sheet.label("names"),
        )
        .join(Organisation, Organisation.id == Registration.organisation_id)
        .where(Registration.registration_year_id == year_id, _is_asked(day))
        .order_by(Registration.state == RegistrationState.SENT, Organisation.sort_key)
    ).all()


def without_sheet(year_id: int, day: date) -> Sequence[Organisation]:
    """Units that came after the year was opened."""
    known = select(Registration.organisation_id).where(Registration.registration_year_id == year_id)
    found = existing_on(day).where(Organisation.id.not_in(known)).order_by(Organisation.sort_key)
    return [unit for unit in db.session.scalars(found) if unit.proposes]


def lines(registration_id: int) -> Sequence[RegistrationLine]:
    """Title by title; in each people, then collectives, by name."""
    found = (
        select(RegistrationLine)
        .join(Nominee, Nominee.id == RegistrationLine.nominee_id)
        .where(RegistrationLine.registration_id == registration_id)
    )
    order = RegistrationLine.award_code, by_kind(Nominee.kind), Nominee.sort_key, RegistrationLine.id
    return db.session.scalars(found.order_by(*order)).all()


def line(registration: Registration, line_id: int) -> RegistrationLine:
    found = db.session.get(RegistrationLine, line_id)
    return or_404(found if found and found.registration_id == registration.id else None)


def codes_used(year_id: int) -> set[str]:
    found = select(RegistrationLine.award_code).join(Registration, Registration.id == RegistrationLine.registration_id)
    return {*db.session.scalars(found.where(Registration.registration_year_id == year_id).distinct())}


def awards_of(year: RegistrationYear) -> list[AwardVersion]:
    """The titles of the year, in their versions of today."""
    codes = {award.code for award in year.awards}
    return [one for one in awards.versions_open(clock.today()) if one.award_code in codes]


def people(nominee_ids: Iterable[int], actor: Actor) -> Sequence[Nominee]:
    wanted = register_of(actor).where(Nominee.id.in_(in_few_lengths(nominee_ids)))
    return db.session.scalars(wanted.order_by(Nominee.sort_key, Nominee.id)).all()


def to_choose(registration: Registration, award: AwardVersion, words: str, actor: Actor) -> Sequence[Nominee]:
    """People of the unit whom the title is for and who are not registered for it; one more than the page shows."""
    there = select(RegistrationLine.nominee_id).where(
        RegistrationLine.registration_id == registration.id, RegistrationLine.award_code == award.award_code
    )
    found = register_of(actor).where(Nominee.is_active, fitting(award.subjects), Nominee.id.not_in(there))
    if words:
        found = found.where(Nominee.folded.contains(fold(words), autoescape=True))
    return db.session.scalars(found.order_by(Nominee.sort_key, Nominee.id).limit(MOST + 1)).all()


def of_nominee(nominee_id: int, year: int, award: str) -> Select[Any]:
    """.award_code of what somebody is registered for in a year that was opened; a row without a code: nothing.

    .is_asked: whether one registers for `award` in that year at all.
    """
    asked = exists().where(
        registration_award.c.registration_year_id == RegistrationYear.id, registration_award.c.award_code == award
    )
    own = (
        select(RegistrationLine.award_code, Registration.registration_year_id)
        .join(Registration, Registration.id == RegistrationLine.registration_id)
        .where(RegistrationLine.nominee_id == nominee_id, Registration.state == RegistrationState.SENT)
        .subquery()
    )
    return (
        select(RegistrationYear.id, own.c.award_code, asked.label("is_asked"))
        .outerjoin(own, own.c.registration_year_id == RegistrationYear.id)
        .where(RegistrationYear.year == year)
    )


def codes_by_name() -> dict[str, str]:
    """Of every name a version of an award has had."""
    rows = read_rows(select(AwardVersion.name, AwardVersion.award_code).order_by(AwardVersion.number))
    return {row.name: row.award_code for row in rows}
