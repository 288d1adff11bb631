"""Reference data and the first administrator of a real site."""

from app import clock, holidays, site
from app.accounts import passwords
from app.accounts.models import User
from app.accounts.queries import as_username
from app.awards import loading as awards
from app.extensions import db
from app.organisations import loading as organisations
from app.organisations import queries
from app.organisations.models import Appointment, Organisation
from app.rounds import loading as rounds
from app.text import name_key, one_line
from workflows.vocabulary import Role

HOME = "SNV"  # Sở Nội vụ runs the system, and after a restructuring whoever took over from it


def load_reference() -> None:
    """Safe to repeat. The caller commits."""
    awards.load()
    organisations.load()
    rounds.load()
    holidays.load()


def found_empty(username: str, full_name: str, password: str) -> None:
    """Leave with a sentence, and nothing made, when the account will not do."""
    username, full_name = as_username(username), one_line(full_name)
    reason = objection_to_username(username) or objection_to_full_name(full_name)
    if reason := reason or passwords.weakness(password, username):
        raise SystemExit(f"{reason} Chưa tạo gì; hãy chạy lại lệnh.")
    site.found(site.REAL)
    load_reference()
    _appoint_administrator(username, full_name, password)


def objection_to_username(username: str) -> str | None:
    username = one_line(username)
    if not username or not username.isascii() or " " in username:
        return "Tên đăng nhập phải có, viết liền không dấu, ví dụ quantri."
    return None


def objection_to_full_name(full_name: str) -> str | None:
    return None if one_line(full_name) else "Phải nhập họ và tên của người quản trị."


def _appoint_administrator(username: str, full_name: str, password: str) -> None:
    administrator = User(
        username=username,
        full_name=full_name,
        name_key=name_key(full_name),
        password_hash=passwords.hashed(password),
        created_at=clock.real_now(),
    )
    home = _home()
    db.session.add(administrator)
    db.session.add(
        Appointment(
            user=administrator,
            organisation=home,
            role=Role.ADMINISTRATOR,
            title="Quản trị hệ thống",
            valid_from=clock.today(),
        )
    )
    db.session.flush()


def _home() -> Organisation:
    home, today = queries.by_code(HOME), clock.today()
    while not home.exists_on(today):
        home = queries.by_code(home.successors[0].successor_code)
    return home
