"""Who a new member of a council may be: accounts, found by name."""

import re
from dataclasses import dataclass

from sqlalchemy.orm import contains_eager

from app import clock
from app.accounts.models import User
from app.accounts.queries import by_username
from app.councils.models import Council
from app.extensions import db
from app.organisations.models import Appointment
from app.organisations.queries import holding_on
from app.text import fold, one_line

NO_ACCOUNT = (
    "Không tìm thấy tài khoản của người này. Chọn một dòng trong danh sách gợi ý;"
    " người chưa có tài khoản thì để trống ô này, ghi họ tên ở ô dưới."
)
CHOSEN = re.compile(r"\(([^()\s]+)\)$")  # of a line that was chosen: its user name


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who holds an office today, as the list offers them: 'Lê Hữu Tường (tuong.lh)', Giám đốc, Sở Y tế."""

    user: User
    title: str
    organisation: str

    @property
    def line(self) -> str:
        return f"{self.user.full_name} ({self.user.username})"


def offered(council: Council) -> list[Person]:
    """By their last word: of a unit's council its own people, of the province's everybody who holds an office."""
    held = holding_on(clock.today()).join(Appointment.user).options(contains_eager(Appointment.user))
    held = held.where(User.is_active).order_by(User.name_key, User.id, Appointment.id)
    if not council.is_provincial:
        held = held.where(Appointment.organisation_id == council.organisation_id)
    found: dict[int, Person] = {}
    for office in db.session.scalars(held):
        if office.standing_in is None:
            person = Person(user=office.user, title=office.title, organisation=office.organisation.name)
            found.setdefault(office.user_id, person)
    return [*found.values()]


def found(council: Council, typed: str) -> tuple[User | None, str | None]:
    """Whose account was meant, by a line of the list, a user name or a whole name; or why nobody's."""
    if not typed:
        return None, None
    typed = one_line(typed)
    chosen = CHOSEN.search(typed)
    if user := by_username(chosen[1] if chosen else typed):
        return user, None
    alike = [person for person in offered(council) if fold(person.user.full_name) == fold(typed)]
    if len(alike) > 1:
        return None, f"Có {len(alike)} người tên {typed}: chọn đúng người trong danh sách gợi ý."
    return (alike[0].user, None) if alike else (None, NO_ACCOUNT)


def as_called(council: Council, user: User | None, name: str, title: str) -> tuple[str, str]:
    """Name and title of a member; what was left empty as the account and its office have it."""
    if user is None:
        return name, title
    titles = (person.title for person in offered(council) if person.user.id == user.id)
    return name or user.full_name, title or next(titles, "")
