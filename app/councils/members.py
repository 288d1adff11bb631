"""Who belongs to a council, from a day to a day. Nobody is deleted: a membership ends, with its reason and decision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select

from app import versions
from app.accounts.models import User
from app.actor import Actor
from app.audit import operations as audit
from app.councils.customs import ADDRESS
from app.councils.held import fault_of_change
from app.councils.models import Council, CouncilMember
from app.councils.words import PARTS
from app.errors import refuse_all
from app.extensions import db
from app.text import fold, name_key, one_line

ORDER = ("chair", "deputy", "member", "secretary")  # as papers list the parts
ROOM_FOR_EACH = 1000  # members of one part
ENDS_EARLY = "Ngày kết thúc không thể trước ngày bắt đầu."
NO_ACCOUNT = "Không có tài khoản này. Mở tài khoản trước, hoặc để trống."
A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A member from a day to a day; with a username, the account that takes part in meetings."""

    name: str
    title: str
    part: str  # chair | deputy | member | secretary
    is_standing: bool
    valid_from: date
    valid_to: date | None = None
    username: str = ""
    paper_id: int | None = None
    version: int = 0  # of the council as it was shown
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """The last day of a membership and why; `is_slip`: that person was never a member."""

    last_day: date
    reason: str
    is_slip: bool = False
    paper_id: int | None = None
    version: int = 0
    typed: Mapping[str, str] = field(default_factory=dict)


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


def seat(council: Council, wanted: Seat, *, actor: Actor) -> CouncilMember:
    versions.insist(council.ref, seen=wanted.version, now=council.version, typed=wanted.typed)
    user = _account(wanted.username)
    refuse_all(
        username=NO_ACCOUNT if wanted.username and user is None else None,
        name=_fault_of_person(council, wanted, user),
        part=_fault_of_chair(council, wanted),
        valid_to=ENDS_EARLY if wanted.valid_to and wanted.valid_to < wanted.valid_from else None,
        valid_from=fault_of_change(council, wanted.valid_from, wanted.valid_to, is_standing=wanted.is_standing),
    )
    member = _seated(council, wanted, user)
    versions.touch(council, by="name")
    _record(council, "seat_member", actor, _said(member))
    return member


def unseat(member: CouncilMember, leaving: Leaving, *, actor: Actor) -> None:
    """Meetings after the last day are counted without; those before it were counted with."""
    council = member.council
    versions.insist(council.ref, seen=leaving.version, now=council.version, typed=leaving.typed)
    last_day = member.valid_from - A_DAY if leaving.is_slip else leaving.last_day
    refuse_all(last_day=_fault_of_last_day(member, last_day, is_slip=leaving.is_slip))
    _end(member, last_day, leaving.reason, leaving.paper_id)
    versions.touch(council, by="name")
    _record(council, "unseat_member", actor, _said(member), leaving.reason)


def change_chair(council: Council, wanted: NewChair, *, actor: Actor) -> CouncilMember:
    """One goes and the other comes on one day, so that there is a chair on every day, and one."""
    versions.insist(council.ref, seen=wanted.version, now=council.version, typed=wanted.typed)
    former, successor = chair_on(council, wanted.valid_from), _member_of(council, wanted.member_id)
    user = successor.user if successor else _account(wanted.username)
    refuse_all(
        member_id=_fault_of_successor(former, successor, wanted),
        username=NO_ACCOUNT if not successor and wanted.username and user is None else None,
        name=None if successor else _fault_of_newcomer(council, wanted, user),
        valid_from=_fault_of_change_of_chair(council, former, wanted.valid_from),
    )
    day_before, data = wanted.valid_from - A_DAY, {}
    if former is not None:
        _end(former, day_before, wanted.reason, wanted.paper_id)
        data["former"] = former.id
        if wanted.former_part:
            _again(former, wanted.former_part, wanted)
    if successor is not None:
        _end(successor, day_before, wanted.reason, wanted.paper_id)
        made = _again(successor, "chair", wanted, title=wanted.title)
    else:
        made = _seated(council, _as_seat(wanted), user)
    versions.touch(council, by="name")
    _record(council, "change_chair", actor, _said(made) | data, wanted.reason)
    return made


def chair_on(council: Council, day: date) -> CouncilMember | None:
    return next((one for one in council.members if one.part == "chair" and one.belongs_on(day)), None)


def faults_on(council: Council, day: date) -> Iterator[str]:
    """What a composition of that day lacks."""
    there = [member for member in council.members if member.belongs_on(day)]
    if not there:
        yield "Hội đồng chưa có thành viên nào."
        return
    for part in ("chair", "secretary"):
        if all(member.part != part for member in there):
            yield f"Hội đồng chưa có {PARTS[part].removesuffix(' Hội đồng')}."


def _member_of(council: Council, member_id: int | None) -> CouncilMember | None:
    return next((one for one in council.members if one.id == member_id), None)


def _account(username: str) -> User | None:
    if not username:
        return None
    return db.session.scalars(select(User).where(User.username == one_line(username).lower())).one_or_none()


def _overlaps(member: CouncilMember, first: date, last: date | None) -> bool:
    ends = member.valid_to or date.max
    return member.valid_from <= ends and member.valid_from <= (last or date.max) and first <= ends


def _fault_of_person(council: Council, wanted: Seat, user: User | None) -> str | None:
    """Nobody sits twice. Two people may have one name; then their accounts or their titles tell them apart."""
    for member in council.members:
        if not _overlaps(member, wanted.valid_from, wanted.valid_to):
            continue
        if user is not None and member.user is not None:
            is_same = user.id == member.user_id
        else:
            is_same = _who(member.name, member.title) == _who(wanted.name, wanted.title)
        if is_same:
            return (
                f"{member.name} đã là {PARTS[member.part]} từ {member.valid_from:%d/%m/%Y}: một người không tham gia"
                " hai lần. Kết thúc lần trước rồi thêm, hoặc ghi chức vụ khác nếu là người trùng tên."
            )
    return None


def _who(name: str, title: str) -> tuple[str, str]:
    return fold(ADDRESS.off(name)), fold(title)


def _fault_of_chair(council: Council, wanted: Seat) -> str | None:
    if wanted.part != "chair":
        return None
    for member in council.members:
        if member.part == "chair" and _overlaps(member, wanted.valid_from, wanted.valid_to):
            return f"Hội đồng đã có Chủ tịch là {member.name}: dùng “Đổi Chủ tịch Hội đồng”."
    return None


def _fault_of_last_day(member: CouncilMember, last_day: date, *, is_slip: bool) -> str | None:
    if member.valid_to is not None and last_day >= member.valid_to:
        return f"{member.name} đã thôi tham gia sau ngày {member.valid_to:%d/%m/%Y}."
    if last_day < member.valid_from and not is_slip:
        return f"{member.name} tham gia từ ngày {member.valid_from:%d/%m/%Y}: ngày cuối không thể trước ngày đó."
    return fault_of_change(member.council, last_day + A_DAY, member.valid_to, is_standing=member.is_standing)


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
    return _fault_of_person(council, _as_seat(wanted), user)


def _fault_of_change_of_chair(council: Council, former: CouncilMember | None, day: date) -> str | None:
    if former is not None and former.valid_from >= day:
        return f"{former.name} làm Chủ tịch từ ngày {former.valid_from:%d/%m/%Y}: chọn ngày sau ngày đó."
    later = next((one for one in council.members if one.part == "chair" and one.valid_from > day), None)
    if later is not None and _overlaps(later, day, None):
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


def _seated(council: Council, wanted: Seat, user: User | None) -> CouncilMember:
    name = one_line(wanted.name)
    member = CouncilMember(
        user=user,
        name=name,
        name_key=name_key(name),
        title=wanted.title,
        part=wanted.part,
        position=_position(council, wanted.part),
        is_standing=wanted.is_standing,
        valid_from=wanted.valid_from,
        valid_to=wanted.valid_to,
        begun_by_id=wanted.paper_id,
    )
    council.members.append(member)
    db.session.flush()
    return member


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
    return _seated(member.council, seat, member.user)


def _end(member: CouncilMember, last_day: date, reason: str, paper_id: int | None) -> None:
    member.valid_to, member.end_reason, member.ended_by_id = last_day, reason, paper_id


def _position(council: Council, part: str) -> int:
    first = ORDER.index(part) * ROOM_FOR_EACH
    own = [m.position for m in council.members if first <= m.position < first + ROOM_FOR_EACH]
    return max(own, default=first) + 1


def _said(member: CouncilMember) -> dict[str, object]:
    days = [member.valid_from.isoformat(), member.valid_to.isoformat() if member.valid_to else None]
    return {"member": member.id, "name": member.name, "part": member.part, "days": days}


def _record(council: Council, action: str, actor: Actor, data: dict[str, object], reason: str = "") -> None:
    audit.record(actor=actor, subject=council.ref, action=action, reason=reason, data=data)
