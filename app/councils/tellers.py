"""Ban kiểm phiếu: chosen from the body, from the people of the council's office, or written down by name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from app import clock, versions
from app.accounts import duty
from app.actor import UNIT_ROLES, Actor
from app.audit import operations as audit
from app.councils import agenda, rules, voting
from app.councils.models import Meeting, Teller, Voting
from app.councils.queries import UNDER_WAY
from app.errors import Invalid
from app.extensions import db, is_there
from app.nominations.reach import DEPARTMENT_ROLES
from app.organisations.models import Appointment
from app.organisations.queries import holding_on
from workflows.vocabulary import Role

MEMBERS, STAFF = "Thành viên Hội đồng", "Cơ quan thường trực của Hội đồng"
NOT_STAFF = frozenset({Role.INSPECTOR})  # of another house
SPARE, MOST = 2, 15  # lines offered beyond those filled in, and lines altogether


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Who may count: a member of the body, or somebody of the office; with an account or without."""

    key: str
    name: str
    title: str
    group: str
    user_id: int | None

    @property
    def words(self) -> str:
        """Who has no account counts papers, and holds no slip of a sealed box."""
        return f"{self.name}, {self.title}{'' if self.user_id else ' (không có tài khoản)'}"


@dataclass(frozen=True, kw_only=True)
class Committee:
    """As it was chosen, line by line: a candidate's key, or a name; an empty line is nobody."""

    chosen: Sequence[tuple[str, str]]
    version: int
    typed: Mapping[str, str] = field(default_factory=dict)


def candidates(meeting: Meeting) -> list[Candidate]:
    members = [
        Candidate(
            key=_key(member.user_id, member.id),
            name=member.name,
            title=member.title,
            group=MEMBERS,
            user_id=member.user_id,
        )
        for member in agenda.body_of(meeting)
    ]
    seated = {member.user_id for member in members}
    staff = {held.user_id: held for held in _staff(meeting) if held.user_id not in seated}
    return members + [
        Candidate(key=_key(user_id, 0), name=held.user.full_name, title=held.title, group=STAFF, user_id=user_id)
        for user_id, held in sorted(staff.items(), key=lambda pair: pair[1].user.name_key)
    ]


def _key(user_id: int | None, member_id: int) -> str:
    return f"u{user_id}" if user_id is not None else f"m{member_id}"


def _staff(meeting: Meeting) -> Iterable[Appointment]:
    """Who holds an office of their own today in the house that keeps the council."""
    held = holding_on(clock.today()).join(Appointment.user).options(contains_eager(Appointment.user))
    if not meeting.council.is_kept_by_unit:
        held = held.where(Appointment.role.in_(DEPARTMENT_ROLES - NOT_STAFF))
    else:
        held = held.where(
            Appointment.organisation_id == meeting.council.organisation_id, Appointment.role.in_(UNIT_ROLES)
        )
    found = db.session.scalars(held.order_by(Appointment.id)).all()
    return [office for office in found if office.standing_in is None and office.user.is_active]


def name(meeting: Meeting, wanted: Committee, *, actor: Actor) -> None:
    """The head first. All that is wrong is told at once, beside its line."""
    voting.insist_not_begun(meeting, "Chưa thể sửa Ban kiểm phiếu.")
    versions.insist(meeting.ref, seen=wanted.version, now=meeting.version, typed=wanted.typed)
    known = {one.key: one for one in candidates(meeting)}
    faults = dict(_faults_of_lines(wanted.chosen, known))
    people = dict(_people(wanted.chosen, known))
    nominees = agenda.people_of(meeting)
    if not faults and (fault := rules.fault_of_tellers([*people], nominees)):
        faults["committee"] = fault
    if not faults and meeting.voting is Voting.SEALED:
        with_account = sum(user_id is not None for user_id in people.values())
        if fault := rules.fault_of_keepers(with_account):
            faults["committee"] = fault
    if faults:
        raise Invalid(**faults)
    agenda.name_tellers(meeting, people, people)
    versions.touch(meeting)
    audit.record(actor=actor, subject=meeting.ref, action="name_tellers", data={"tellers": meeting.tellers})


def _people(chosen: Iterable[tuple[str, str]], known: Mapping[str, Candidate]) -> Iterator[tuple[str, int | None]]:
    for key, written in chosen:
        if key in known:
            yield known[key].name, known[key].user_id
        elif written:
            yield written, None


def _faults_of_lines(chosen: Iterable[tuple[str, str]], known: Mapping[str, Candidate]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    named: set[str] = set()
    for line, (key, written) in enumerate(chosen, start=1):
        if key and written:
            yield f"other_{line}", "Chọn trong danh sách, hoặc ghi tên người khác; không cả hai."
        elif key and key not in known:
            yield f"person_{line}", "Người này không còn trong danh sách; hãy chọn lại."
        elif key in seen:
            yield f"person_{line}", f"{known[key].name} đã được chọn ở dòng trên."
        elif (who := known[key].name if key else written) in named:
            yield f"person_{line}", f"Ở dòng trên đã có người tên {who}: chọn người khác, để biên bản phân biệt được."
        else:
            named |= {who} - {""}
        seen |= {key} - {""}


@duty.binds
def counts_somewhere(user_id: int) -> bool:
    """A teller with an account, until that meeting is over."""
    named = select(Teller.id).join(Meeting, Meeting.id == Teller.meeting_id)
    return is_there(named.where(Teller.user_id == user_id, Meeting.state.in_(UNDER_WAY)))


def lines_for(meeting: Meeting, offered: Iterable[Candidate]) -> list[tuple[str, str]]:
    """The committee as lines of the form, and empty ones after them."""
    keys = {(one.name, one.user_id): one.key for one in offered}
    filled = [
        (key, "") if (key := keys.get((teller.name, teller.user_id), "")) else ("", teller.name)
        for teller in meeting.committee
    ]
    wanted = max(len(filled) + SPARE, rules.SLIPS + SPARE)
    return filled + [("", "")] * (min(wanted, max(MOST, len(filled))) - len(filled))
