"""Emulation councils (Hội đồng Thi đua - Khen thưởng) as their decisions of establishment and regulations have them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, or_, select

from app import clock
from app.accounts.models import User
from app.actor import Actor
from app.administration.operations import ENDS_EARLY
from app.audit import operations as audit
from app.councils.models import BY_ITS_REGULATION, Body, Council, CouncilMember, Meeting
from app.errors import Refusal, refuse_all
from app.extensions import db, is_there
from app.organisations.models import Organisation
from app.organisations.queries import called
from app.text import name_key, one_line
from workflows.sheets_1 import MeetingState

ORDER = ("chair", "deputy", "member", "secretary")  # as papers list the parts
ROOM_FOR_EACH = 1000  # members of one part
MORE_THAN_ALL = "Túc số không thể lớn hơn toàn thể: tử số không quá mẫu số."
NO_ACCOUNT = "Không có tài khoản này. Mở tài khoản trước, hoặc để trống."


@dataclass(frozen=True, kw_only=True)
class CouncilTerms:
    """A council: of whom, by which decision, and its quorum as the regulation says it."""

    organisation_code: str
    name: str
    is_provincial: bool
    established_by: str
    quorum_numerator: int
    quorum_denominator: int
    quorum_basis: str


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A member from a day to a day; with a username, the account that takes part in meetings."""

    name: str
    title: str
    part: str  # chair | deputy | member | secretary
    is_standing: bool
    valid_from: date
    valid_to: date | None
    username: str


def found_council(terms: CouncilTerms, *, actor: Actor) -> Council:
    organisation = _organisation(terms.organisation_code)
    other = db.session.scalar(select(Council.name).where(Council.is_provincial)) if terms.is_provincial else None
    refuse_all(
        organisation_code=_fault_of_organisation(organisation),
        is_provincial=f"Tỉnh chỉ có một Hội đồng cấp tỉnh: {other}." if other else None,
        quorum_numerator=_fault_of_quorum(terms),
    )
    council = Council(organisation=organisation, is_provincial=terms.is_provincial, confidence=BY_ITS_REGULATION)
    _write(council, terms)
    db.session.add(council)
    db.session.flush()
    _record(council, "found_council", actor, _said(council))
    return council


def change_council(council: Council, terms: CouncilTerms, *, actor: Actor) -> None:
    """Name, decision and quorum; whose council it is stays."""
    fault = _fault_of_quorum(terms)
    quorum = (terms.quorum_numerator, terms.quorum_denominator)
    if quorum != (council.quorum_numerator, council.quorum_denominator):
        fault = fault or next((_wait_for(meeting) for meeting in _being_held(council)), None)
    refuse_all(quorum_numerator=fault)
    before = _said(council)
    _write(council, terms)
    council.confidence = BY_ITS_REGULATION
    _record(council, "change_council", actor, {"before": before, "after": _said(council)})


def seat(council: Council, wanted: Seat, *, actor: Actor) -> CouncilMember:
    user = _account(wanted.username)
    held = (meeting for meeting in _being_held(council) if _counts(wanted, meeting))
    refuse_all(
        username=NO_ACCOUNT if wanted.username and user is None else None,
        part=_fault_of_chair(council, wanted),
        valid_to=ENDS_EARLY if wanted.valid_to and wanted.valid_to < wanted.valid_from else None,
        valid_from=next((_wait_for(meeting) for meeting in held), None),
    )
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
    )
    council.members.append(member)
    db.session.flush()
    _record(council, "seat_member", actor, {"member": member.id, "name": name, "part": wanted.part})
    return member


def unseat(member: CouncilMember, *, actor: Actor) -> None:
    """Yesterday was the member's last day: meetings from now on are counted without."""
    yesterday = clock.today() - timedelta(days=1)
    for meeting in _being_held(member.council):
        if _counts(member, meeting) and yesterday < _day_of(meeting):
            raise Refusal("Chưa thể kết thúc nhiệm kỳ.", [_wait_for(meeting)])
    member.valid_to = min(member.valid_to or yesterday, yesterday)
    _record(member.council, "unseat_member", actor, {"member": member.id, "name": member.name})


def _being_held(council: Council) -> Iterator[Meeting]:
    """Meetings whose body must stay as it is: the roll is called, and the minutes are not issued."""
    audit.take_the_pen()
    begun = Meeting.state.in_((MeetingState.OPEN, MeetingState.COUNTED))
    about_to = and_(Meeting.state == MeetingState.PREPARING, Meeting.attendance.any())
    found = db.session.scalars(select(Meeting).where(Meeting.council_id == council.id, or_(begun, about_to)))
    today = clock.today()
    yield from (one for one in found if one.state != MeetingState.PREPARING or _day_of(one) <= today)


def _day_of(meeting: Meeting) -> date:
    return clock.local(meeting.held_at).date()


def _counts(one: Seat | CouncilMember, meeting: Meeting) -> bool:
    day = _day_of(meeting)
    is_there = one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)
    return is_there and (meeting.body is Body.FULL or one.is_standing)


def _wait_for(meeting: Meeting) -> str:
    return (
        f"“{meeting.title}” đang họp: số thành viên và túc số giữ nguyên đến khi bế mạc."
        " Bế mạc hoặc hủy phiên họp đó rồi sửa."
    )


def _organisation(words: str) -> Organisation | None:
    found = called(words, clock.today())
    return found if found and found.exists_on(clock.today()) else None


def _fault_of_organisation(organisation: Organisation | None) -> str | None:
    if organisation is None:
        return "Không có đơn vị đang hoạt động mang mã hoặc tên này. Chọn trong danh sách gợi ý."
    if is_there(select(Council.id).where(Council.organisation_id == organisation.id)):
        return f"{organisation.name} đã có Hội đồng."
    return None


def _account(username: str) -> User | None:
    if not username:
        return None
    return db.session.scalars(select(User).where(User.username == one_line(username).lower())).one_or_none()


def _fault_of_quorum(terms: CouncilTerms) -> str | None:
    return MORE_THAN_ALL if terms.quorum_numerator > terms.quorum_denominator else None


def _fault_of_chair(council: Council, wanted: Seat) -> str | None:
    if wanted.part != "chair":
        return None
    for member in council.members:
        if member.part == "chair" and (member.valid_to is None or member.valid_to >= wanted.valid_from):
            return f"Hội đồng đã có Chủ tịch là {member.name}: kết thúc nhiệm kỳ người đó trước."
    return None


def _position(council: Council, part: str) -> int:
    first = ORDER.index(part) * ROOM_FOR_EACH
    own = [m.position for m in council.members if first <= m.position < first + ROOM_FOR_EACH]
    return max(own, default=first) + 1


def _write(council: Council, terms: CouncilTerms) -> None:
    council.name, council.established_by = terms.name, terms.established_by
    council.quorum_numerator, council.quorum_denominator = terms.quorum_numerator, terms.quorum_denominator
    council.quorum_basis = terms.quorum_basis


def _said(council: Council) -> dict[str, object]:
    quorum = f"{council.quorum_numerator}/{council.quorum_denominator}"
    return {
        "name": council.name,
        "established_by": council.established_by,
        "quorum": quorum,
        "basis": council.quorum_basis,
    }


def _record(council: Council, action: str, actor: Actor, data: dict[str, object]) -> None:
    audit.record(actor=actor, subject=f"council:{council.id}", action=action, data=data)
