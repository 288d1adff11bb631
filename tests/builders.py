"""Small makers of rows for tests: believable, minimal, flushed but not committed."""

from datetime import date
from itertools import count

from app import clock
from app.accounts.models import User
from app.actor import Actor
from app.extensions import db
from app.organisations.models import Appointment, Organisation
from app.organisations.queries import actor_of
from app.text import fold, name_key, sort_key
from workflows.vocabulary import Role

_numbers = count(1)


def organisation(code="SGDDT", name="Sở Giáo dục và Đào tạo", **more):
    made = Organisation(
        code=code,
        name=name,
        sort_key=sort_key(name),
        folded=fold(name),
        kind="department",
        doc_abbr=code,
        can_submit=True,
        confidence="verified",
        **more,
    )
    db.session.add(made)
    db.session.flush()
    return made


def user(full_name="Nguyễn Thị Ngọc Ánh", username=None, **more):
    made = User(
        username=username or f"user{next(_numbers)}",
        full_name=full_name,
        name_key=name_key(full_name),
        password_hash="-",
        created_at=clock.real_now(),
        **more,
    )
    db.session.add(made)
    db.session.flush()
    return made


def appointment(role, at, holder=None, title="Chuyên viên"):
    made = Appointment(
        user=holder or user(), organisation=at, role=Role(role), title=title, valid_from=date(2020, 1, 1)
    )
    db.session.add(made)
    db.session.flush()
    return made


def actor(role, at, holder=None) -> Actor:
    """Somebody who holds `role` in the organisation `at`, ready to act."""
    made = appointment(role, at, holder)
    return actor_of(made, made.user)


def signed_in(client, who: Actor):
    """The client with a living session of that actor."""
    from app.accounts import operations  # noqa: PLC0415 -- only here

    token = operations.open_session(
        db.session.get_one(User, who.user_id), address="127.0.0.1", agent="test", appointment_id=who.appointment_id
    )
    db.session.commit()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
        cookie["_fresh"] = True
    return client
