"""Who types the sums of a vote on paper: two people, neither of whom has a case of their own among the names."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import select

from app.accounts.models import User
from app.actor import Actor
from app.councils import agenda, rules
from app.councils.models import Meeting
from app.extensions import read_rows
from app.organisations.queries import holders
from workflows.vocabulary import Role

NEEDED = 2  # each for themself
SECRETARY, TELLER, MEMBER = "Thư ký Hội đồng", "Ban kiểm phiếu", "thành viên Hội đồng có tài khoản"
WHOM = "người có tài khoản, không có tên trong danh sách đề nghị và bỏ phiếu mọi trường hợp"


class Typist(NamedTuple):
    user_id: int
    name: str
    by: str  # what makes them one, in words


def fault(meeting: Meeting, actor: Actor) -> str | None:
    """Why this person, who may enter (`seats`), types in no sums of this meeting; or why nobody does yet."""
    if names := concerned(meeting, actor.user_id, actor.name):
        others = [one.name for one in able(meeting)]
        return (
            f"Anh/chị không bỏ phiếu, hoặc là người được đề nghị, ở trường hợp {', '.join(names)}: người khác nhập kết"
            f" quả phiên họp này. {_whom(others)}"
        )
    left = [one.name for one in able(meeting) if one.user_id != actor.user_id]
    return None if len(left) >= NEEDED - 1 else f"Cần hai người nhập độc lập. {_whom([actor.name])}"


def concerned(meeting: Meeting, user_id: int | None, name: str) -> list[str]:
    """The names of the agenda in whose sums somebody has a part: recused there, or the very person."""
    return [
        item.name
        for item in agenda.living(meeting)
        if any(rules.is_same_person(name, person) for person in item.people)
        or any(recusal.member.user_id == user_id for recusal in item.recusals if recusal.member.user_id)
    ]


def able(meeting: Meeting) -> list[Typist]:
    """Everybody with an account who may, each once."""
    found = {one.user_id: one for one in reversed([*_all(meeting)])}
    return [one for one in reversed(found.values()) if not concerned(meeting, one.user_id, one.name)]


def awaited(meeting: Meeting) -> str:
    """'Ban kiểm phiếu hoặc Thư ký Hội đồng': whose second entry is waited for, by what they are."""
    typed = {entry.user_id for entry in meeting.entries}
    return " hoặc ".join(dict.fromkeys(one.by for one in able(meeting) if one.user_id not in typed)) or TELLER


def _whom(others: list[str]) -> str:
    if len(others) >= NEEDED:
        return f"Người nhập được: {', '.join(others)}."
    now = f"Hiện chỉ có {', '.join(others)}" if others else "Hiện chưa có ai"
    return f"{now}: ghi thêm vào Ban kiểm phiếu {WHOM}."


def _all(meeting: Meeting) -> Iterator[Typist]:
    council = meeting.council
    counting = [teller.user_id for teller in meeting.committee if teller.user_id is not None]
    yield from (Typist(*row, TELLER) for row in _named(counting))
    role = Role.UNIT_COUNCIL_SECRETARY if council.is_kept_by_unit else Role.COUNCIL_SECRETARY
    keeping = holders(role, council.organisation_id if council.is_kept_by_unit else None)
    yield from (Typist(held.user_id, held.user.full_name, SECRETARY) for held in keeping if held.user.is_active)
    if council.is_kept_by_unit:
        seated = [member.user_id for member in agenda.body_of(meeting) if member.user_id is not None]
        yield from (Typist(*row, MEMBER) for row in _named(seated))


def _named(user_ids: list[int]) -> list[tuple[int, str]]:
    active = select(User.id, User.full_name).where(User.id.in_(user_ids), User.is_active).order_by(User.id)
    return [(row.id, row.full_name) for row in read_rows(active)] if user_ids else []
