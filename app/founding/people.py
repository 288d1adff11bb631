"""Accounts of the demonstration with their appointments and signing rights, and the file that lists them."""

import csv
import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from app.accounts import operations as accounts
from app.accounts import passwords
from app.accounts.models import User
from app.actor import Actor
from app.documents.models import SigningRight
from app.extensions import db
from app.facts import read_facts
from app.organisations.models import Appointment
from app.organisations.queries import actor_of, by_code
from workflows.vocabulary import Role

SOURCE = Path(__file__).with_name("people.yaml")
FILE = "demo-accounts.csv"
HEADER = ("username", "password", "role", "organisation")
SINCE = date(2024, 1, 2)
BASIS = "Phân công ký (dữ liệu trình diễn)"
_ONLY_US = 0o600


class People:
    """Everybody by account name, and each office by the role and the organisation's code."""

    def __init__(self) -> None:
        self.users: dict[str, User] = {}
        self.offices: dict[tuple[Role, str], list[Actor]] = {}
        self.passwords: dict[str, str] = {}

    def of(self, role: Role, at: str) -> Actor:
        """The first who holds the office."""
        return self.offices[role, at][0]

    def acting(self, username: str, role: Role) -> Actor:
        """One person in one of their offices."""
        own = self.users[username].id
        return next(one for held in self.offices.values() for one in held if (one.user_id, one.role) == (own, role))


def read() -> dict[str, Any]:
    facts: dict[str, Any] = read_facts(SOURCE)
    return facts


def settle(rows: list[dict[str, Any]]) -> People:
    """Open every account with a password of its own and put everybody into their offices."""
    people = People()
    for row in rows:
        username = row["username"]
        user, password = accounts.create_user(username, row["name"], password=passwords.fresh())
        db.session.flush()
        people.users[username], people.passwords[username] = user, password
        for office in _offices(row):
            _appoint(people, user, office)
    return people


def write_accounts(people: People, rows: list[dict[str, Any]], folder: Path) -> None:
    """For whoever tries the demonstration, and readable by nobody else on the machine."""
    target = folder / FILE
    target.unlink(missing_ok=True)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _ONLY_US)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out)
        lines.writerow(HEADER)
        for row in rows:
            username = row["username"]
            roles, places = zip(*((Role(o["role"]), by_code(o["at"]).name) for o in _offices(row)), strict=True)
            lines.writerow((username, people.passwords[username], "; ".join(roles), "; ".join(places)))


def _offices(row: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The one the account is named after, and perhaps another elsewhere."""
    yield {"role": row.get("role", row["username"]), **row}
    if "also" in row:
        yield row["also"]


def _appoint(people: People, user: User, office: Mapping[str, Any]) -> None:
    role, organisation = Role(office["role"]), by_code(office["at"])
    made = Appointment(user=user, organisation=organisation, role=role, title=office["title"], valid_from=SINCE)
    db.session.add(made)
    if "signs" in office:
        right = SigningRight(
            organisation_id=organisation.id, user_id=user.id, lines=office["signs"], valid_from=SINCE, basis=BASIS
        )
        db.session.add(right)
    db.session.flush()
    people.offices.setdefault((role, organisation.code), []).append(actor_of(made))
