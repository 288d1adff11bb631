"""Who belongs to a council, from a day to a day. Nobody is deleted: a membership ends, with its reason and decision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from app import versions
from app.accounts.models import User
from app.actor import Actor
from app.audit import operations as audit
from app.councils import people
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
NO_TITLE = "Nhập chức vụ."
A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A member from a day to a day. `username`: whose account takes part in meetings, as `people.found` reads it;
    with one, a name or a title that is empty is that of the account.
    """

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


def seat(council: Council, wanted: Seat, *, actor: Actor) -> CouncilMember:
    versions.insist(council.ref, seen=wanted.version, now=council.version, typed=wanted.typed)
    user, unknown = people.found(council, wanted.username)
    name, title = people.as_called(council, user, wanted.name, wanted.title)
    wanted = replace(wanted, name=name, title=title)
    refuse_all(
        username=unknown,
        name=fault_of_person(council, wanted, user),
        title=NO_TITLE if user and not title else None,
        part=_fault_of_chair(council, wanted),
        valid_to=ENDS_EARLY if wanted.valid_to and wanted.valid_to < wanted.valid_from else None,
        valid_from=fault_of_change(council, wanted.valid_from, wanted.valid_to, is_standing=wanted.is_standing),
    )
    member = seated(council, wanted, user)
    versions.touch(council, by="name")
    record(council, "seat_member", actor, said(member))
    return member


def unseat(member: CouncilMember, leaving: Leaving, *, actor: Actor) -> None:
    """Meetings after the last day are counted without; those before it were counted with."""
    council = member.council
    versions.insist(council.ref, seen=leaving.version, now=council.version, typed=leaving.typed)
    last_day = member.valid_from - A_DAY if leaving.is_slip else leaving.last_day
    refuse_all(last_day=_fault_of_last_day(member, last_day, is_slip=leaving.is_slip))
    end(member, last_day, leaving.reason, leaving.paper_id)
    versions.touch(council, by="name")
    record(council, "unseat_member", actor, said(member), leaving.reason)


def faults_on(council: Council, day: date) -> Iterator[str]:
    """What a composition of that day lacks."""
    there = [member for member in council.members if member.belongs_on(day)]
    if not there:
        yield "Hội đồng chưa có thành viên nào."
        return
    for part in ("chair", "secretary"):
        if all(member.part != part for member in there):
            yield f"Hội đồng chưa có {PARTS[part].removesuffix(' Hội đồng')}."


def overlaps(member: CouncilMember, first: date, last: date | None) -> bool:
    ends = member.valid_to or date.max
    return member.valid_from <= ends and member.valid_from <= (last or date.max) and first <= ends


def fault_of_person(council: Council, wanted: Seat, user: User | None) -> str | None:
    """Nobody sits twice. Two people may have one name; then their accounts or their titles tell them apart."""
    for member in council.members:
        if not overlaps(member, wanted.valid_from, wanted.valid_to):
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
        if member.part == "chair" and overlaps(member, wanted.valid_from, wanted.valid_to):
            return f"Hội đồng đã có Chủ tịch là {member.name}: dùng “Đổi Chủ tịch Hội đồng”."
    return None


def _fault_of_last_day(member: CouncilMember, last_day: date, *, is_slip: bool) -> str | None:
    if member.valid_to is not None and last_day >= member.valid_to:
        return f"{member.name} đã thôi tham gia sau ngày {member.valid_to:%d/%m/%Y}."
    if last_day < member.valid_from and not is_slip:
        return f"{member.name} tham gia từ ngày {member.valid_from:%d/%m/%Y}: ngày cuối không thể trước ngày đó."
    return fault_of_change(member.council, last_day + A_DAY, member.valid_to, is_standing=member.is_standing)


def seated(council: Council, wanted: Seat, user: User | None) -> CouncilMember:
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


def end(member: CouncilMember, last_day: date, reason: str, paper_id: int | None) -> None:
    member.valid_to, member.end_reason, member.ended_by_id = last_day, reason, paper_id


def _position(council: Council, part: str) -> int:
    first = ORDER.index(part) * ROOM_FOR_EACH
    own = [m.position for m in council.members if first <= m.position < first + ROOM_FOR_EACH]
    return max(own, default=first) + 1


def said(member: CouncilMember) -> dict[str, object]:
    days = [member.valid_from.isoformat(), member.valid_to.isoformat() if member.valid_to else None]
    return {"member": member.id, "name": member.name, "part": member.part, "days": days}


def record(council: Council, action: str, actor: Actor, data: dict[str, object], reason: str = "") -> None:
    audit.record(actor=actor, subject=council.ref, action=action, reason=reason, data=data)
