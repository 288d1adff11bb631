"""Another chair: one goes and the other comes on one day, so that there is a chair on every day, and one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app import versions
from app.accounts.models import User
from app.actor import Actor
from app.councils import people
from app.councils.held import fault_of_change
from app.councils.members import (
    A_DAY,
    NO_TITLE,
    Seat,
    end,
    fault_of_person,
    overlaps,
    record,
    said,
    seated,
)
from app.councils.models import Council, CouncilMember
from app.errors import refuse_all


@dataclass(frozen=True, kw_only=True)
class NewChair:
    """Who takes the chair from a day: a member, or somebody new; and what becomes of the one before."""

    valid_from: date
    reason: str
    member_id: int | None = None  # none: by name
    name: str = ""
    title: str = ""
    username: str = ""
    former_part: str = ""  # deputy | member; empty: leaves the council
    paper_id: int | None = None
    version: int = 0
    typed: Mapping[str, str] = field(default_factory=dict)


def change_chair(council: Council, wanted: NewChair, *, actor: Actor) -> CouncilMember:
    versions.insist(council.ref, seen=wanted.version, now=council.version, typed=wanted.typed)
    former, successor = chair_on(council, wanted.valid_from), _member_of(council, wanted.member_id)
    user, unknown = (successor.user, None) if successor else people.found(council, wanted.username)
    if not successor:
        name, title = people.as_called(council, user, wanted.name, wanted.title)
        wanted = replace(wanted, name=name, title=title)
    refuse_all(
        member_id=_fault_of_successor(former, successor, wanted),
        username=unknown,
        name=None if successor or unknown else _fault_of_newcomer(council, wanted, user),
        title=NO_TITLE if user and not (successor or wanted.title) else None,
        valid_from=_fault_of_change_of_chair(council, former, wanted.valid_from),
    )
    day_before, data = wanted.valid_from - A_DAY, {}
    if former is not None:
        end(former, day_before, wanted.reason, wanted.paper_id)
        data["former"] = former.id
        if wanted.former_part:
            _again(former, wanted.former_part, wanted)
    if successor is not None:
        end(successor, day_before, wanted.reason, wanted.paper_id)
        made = _again(successor, "chair", wanted, title=wanted.title)
    else:
        made = seated(council, _as_seat(wanted), user)
    versions.touch(council, by="name")
    record(council, "change_chair", actor, said(made) | data, wanted.reason)
    return made


def chair_on(council: Council, day: date) -> CouncilMember | None:
    return next((one for one in council.members if one.part == "chair" and one.belongs_on(day)), None)


def _member_of(council: Council, member_id: int | None) -> CouncilMember | None:
    return next((one for one in council.members if one.id == member_id), None)


def _fault_of_successor(former: CouncilMember | None, successor: CouncilMember | None, wanted: NewChair) -> str | None:
    if wanted.member_id is None:
        return None
    if successor is None or not successor.belongs_on(wanted.valid_from):
        return "Người này không phải thành viên vào ngày đó. Chọn lại trong danh sách."
    if successor is former:
        return f"{successor.name} đang là Chủ tịch Hội đồng."
    if successor.valid_from >= wanted.valid_from:
        return f"{successor.name} mới tham gia từ ngày {successor.valid_from:%d/%m/%Y}: chọn ngày sau ngày đó."
    return None


def _fault_of_newcomer(council: Council, wanted: NewChair, user: User | None) -> str | None:
    if not wanted.name:
        return "Chọn một thành viên, hoặc ghi họ và tên người mới."
    return fault_of_person(council, _as_seat(wanted), user)


def _fault_of_change_of_chair(council: Council, former: CouncilMember | None, day: date) -> str | None:
    if former is not None and former.valid_from >= day:
        return f"{former.name} làm Chủ tịch từ ngày {former.valid_from:%d/%m/%Y}: chọn ngày sau ngày đó."
    later = next((one for one in council.members if one.part == "chair" and one.valid_from > day), None)
    if later is not None and overlaps(later, day, None):
        return f"Đã ghi {later.name} làm Chủ tịch từ ngày {later.valid_from:%d/%m/%Y}."
    return fault_of_change(council, day, None)


def _as_seat(wanted: NewChair) -> Seat:
    return Seat(
        name=wanted.name,
        title=wanted.title,
        part="chair",
        is_standing=True,
        valid_from=wanted.valid_from,
        username=wanted.username,
        paper_id=wanted.paper_id,
    )


def _again(member: CouncilMember, part: str, wanted: NewChair, *, title: str = "") -> CouncilMember:
    """The same person in another part, from the day the chair changes."""
    seat = Seat(
        name=member.name,
        title=title or member.title,
        part=part,
        is_standing=part == "chair" or member.is_standing,
        valid_from=wanted.valid_from,
        paper_id=wanted.paper_id,
    )
    return seated(member.council, seat, member.user)
