"""The kinds of steps that offices take: something is made, a sheet is moved, a paper gets its number."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select

from app.documents.models import Paper, PaperNumber
from app.extensions import db
from bench._province import Person
from bench._road import Step, events, rows, today
from workflows.vocabulary import Sheet


def given(form: dict[str, Any]) -> Callable[[], dict[str, Any]]:
    return lambda: form


def one(statement: Any) -> Callable[[], int]:
    return lambda: db.session.scalars(statement).one()


def made(name: str, person: Person, path: str, form: dict[str, Any], named: Any) -> Step:
    return Step(name=name, person=person, path=path, form=given(form), tally=rows(named), after=1)


def moved(  # noqa: PLR0913 -- the last two have defaults
    name: str,
    person: Person,
    path: str,
    subject: str,
    action: str,
    *,
    form: Callable[[], dict[str, Any]] | None = None,
    times: int = 1,
) -> Step:
    return Step(
        name=name,
        person=person,
        path=path,
        form=form or dict,
        tally=events(subject, action),
        before=times - 1,
        after=times,
    )


def letter_numbered(person: Person, proposal_id: int) -> Step:
    with_number = select(Paper.id).where(
        Paper.sheet == Sheet.PROPOSAL, Paper.sheet_id == proposal_id, Paper.number.is_not(None)
    )
    step = numbered("number a letter", person, f"/proposals/{proposal_id}/register", "", person.organisation_id)
    return replace(step, tally=rows(with_number))


def numbered(name: str, person: Person, path: str, subject: str, organisation_id: int) -> Step:
    largest = select(func.max(PaperNumber.number)).where(PaperNumber.organisation_id == organisation_id)
    return Step(
        name=name,
        person=person,
        path=path,
        form=lambda: {"number": (db.session.scalar(largest) or 0) + 1, "issued_on": today()},
        tally=events(subject, "issue"),
        after=1,
        file="signed_copy",
    )
