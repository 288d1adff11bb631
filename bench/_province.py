"""A province to measure on: an instance folder of its own, reference data, one person an office, and their cookies."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from app import clock, create_app, founding, schema, serving, site
from app.accounts import operations as accounts
from app.accounts.models import User
from app.councils.models import Council, CouncilMember
from app.extensions import db, unit_of_work
from app.organisations.models import Appointment, Organisation
from app.organisations.queries import by_code
from app.text import name_key
from workflows.vocabulary import Role

DEPARTMENT, COMMITTEE = "SNV", "UBND-T"
CSRF_SECRET = "bench"  # lies in the signed cookie; the token of each form is made from it
OFFICES = {
    Role.INTAKE_OFFICER: DEPARTMENT,
    Role.APPRAISER: DEPARTMENT,
    Role.BAN_HEAD: DEPARTMENT,
    Role.SNV_DIRECTOR: DEPARTMENT,
    Role.SNV_CLERICAL: DEPARTMENT,
    Role.COUNCIL_SECRETARY: DEPARTMENT,
    Role.ADMINISTRATOR: DEPARTMENT,
    Role.VPUB: COMMITTEE,
    Role.CHAIRMAN: COMMITTEE,
    Role.CLERICAL_UBND: COMMITTEE,
}


@dataclass(frozen=True)
class Person:
    """Somebody signed in: what their browser sends."""

    user_id: int
    organisation_id: int
    cookie: str
    csrf: str


@contextmanager
def environment(folder: Path, url: str) -> Iterator[None]:
    """As the server's process will have it; put back afterwards."""
    wanted = {"VINHDANH_INSTANCE": str(folder), "VINHDANH_DATABASE_URL": url}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def found(folder: Path, url: str = "") -> Flask:
    """A new site on the demonstration's clock, on whose days the province's bodies exist, with nothing else of it."""
    folder.mkdir(parents=True, exist_ok=True)
    app = opened(folder, url)
    with app.app_context():
        schema.upgrade()
        with unit_of_work():
            site.found(site.DEMONSTRATION)
            founding.load_reference()
        site.set_clock(folder)
        serving.resume_clock()
    return app


def opened(folder: Path, url: str = "") -> Flask:
    with environment(folder, url):
        return create_app()


def appoint(role: Role, organisation: Organisation, name: str = "Nguyễn Thị Ngọc Ánh") -> Appointment:
    """A new person in an office. The caller commits."""
    number = db.session.query(User).count() + 1
    user = User(
        username=f"bench{number}",
        full_name=f"{name} {number}",
        name_key=name_key(f"{name} {number}"),
        password_hash="-",
        created_at=clock.real_now(),
    )
    held = Appointment(
        user=user, organisation=organisation, role=role, title="Chuyên viên", valid_from=date(2020, 1, 1)
    )
    db.session.add(held)
    db.session.flush()
    return held


def appoint_offices() -> dict[Role, Appointment]:
    """One person for each office of the province. The caller commits."""
    return {role: appoint(role, by_code(code)) for role, code in OFFICES.items()}


def council(at: Organisation, members: int, *, is_provincial: bool) -> Council:
    """With its chair, deputy and secretary first; all of them standing."""
    made = Council(
        organisation=at,
        name=f"Hội đồng Thi đua - Khen thưởng, {at.name}",
        is_provincial=is_provincial,
    )
    parts = ["chair", "deputy", "secretary"] + ["member"] * members
    for place in range(members):
        name = f"Thành viên Thứ {place + 1}"
        made.members.append(
            CouncilMember(
                name=name,
                name_key=name_key(name),
                title="Lãnh đạo",
                part=parts[place],
                position=place,
                is_standing=True,
                valid_from=date(2020, 1, 1),
            )
        )
    db.session.add(made)
    db.session.flush()
    return made


def signed_in(app: Flask, held: Appointment) -> Person:
    """A session without the cost of a password, as good as any. The caller commits."""
    token = accounts.open_session(
        db.session.get_one(User, held.user_id), address="127.0.0.1", agent="bench", appointment_id=held.id
    )
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    signed = serializer.dumps({"_user_id": token, "_fresh": False, "csrf_token": CSRF_SECRET})
    csrf = URLSafeTimedSerializer(app.config["SECRET_KEY"], salt="wtf-csrf-token").dumps(CSRF_SECRET)
    return Person(
        user_id=held.user_id,
        organisation_id=held.organisation_id,
        cookie=f"{app.config['SESSION_COOKIE_NAME']}={signed}",
        csrf=csrf if isinstance(csrf, str) else csrf.decode(),
    )
