"""Preparing a meeting: its plan, its agenda, who came. What happens in it stands in `sitting`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.casework import advance, begin, hold
from app.councils import (
    agenda,
    cases,  # noqa: F401 -- tells what councils on awards consider
    facts,  # noqa: F401 -- teaches casework what a meeting is
    inviting,
    matters,
    openings,
)
from app.councils.models import AgendaItem, Attendance, Body, Council, CouncilMember, Meeting, Presence
from app.errors import Invalid, Refusal, refuse_all
from app.extensions import db
from app.nominations import listing
from workflows.sheets_1 import MeetingState

NO_REASON = "Ghi lý do vắng mặt."


@dataclass(frozen=True, kw_only=True)
class MeetingPlan:
    """What is to be known of a meeting before it is held."""

    title: str
    body: Body
    held_at: datetime
    place: str
    version: int = 0  # of the meeting when its form was opened; 0: a new one
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Roll:
    """Who came, who did not and why: member id to presence and reason. `version` is the meeting's as it was read."""

    presence: Mapping[int, Presence]
    reasons: Mapping[int, str]
    version: int
    typed: Mapping[str, str] = field(default_factory=dict)  # to be shown back to whoever was slower


def plan(council: Council, wanted: MeetingPlan, *, actor: Actor) -> Meeting:
    assert actor.user_id is not None, "a meeting is prepared by a person"
    _insist_on_body(council, wanted.body)
    meeting = Meeting(
        council=council,
        body=wanted.body,
        title=wanted.title,
        held_at=wanted.held_at,
        place=wanted.place,
        created_by_id=actor.user_id,
        created_at=clock.now(),
    )
    begin(meeting, "council_meeting")
    db.session.add(meeting)
    db.session.flush()
    audit.record(actor=actor, subject=meeting.ref, action="plan", target=meeting.state)
    return meeting


def replan(meeting: Meeting, wanted: MeetingPlan, *, actor: Actor) -> None:
    """Change the plan of a meeting not opened yet; the body only while its agenda is empty."""
    _insist_on_preparing(meeting)
    versions.insist(meeting.ref, seen=wanted.version, now=meeting.version, typed=wanted.typed)
    _insist_on_body(meeting.council, wanted.body)
    is_other_body = wanted.body is not meeting.body and agenda.living(meeting)
    refuse_all(
        body="Chương trình đã có hồ sơ: đưa hồ sơ ra trước khi đổi toàn thể hay Thường trực."
        if is_other_body
        else None,
        held_on=matters.of(meeting).fault_of_day(meeting, wanted.held_at, agenda.living(meeting)),
    )
    before = _planned(meeting)
    meeting.title, meeting.body = wanted.title, wanted.body
    meeting.held_at, meeting.place = wanted.held_at, wanted.place
    after = _planned(meeting)
    if any(before[name] != after[name] for name in ("held_at", "place", "body")):
        inviting.call_off(meeting, inviting.MOVED, actor=actor)
    changed = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    audit.record(actor=actor, subject=meeting.ref, action="replan", data=changed)


def put_on(meeting: Meeting, ids: Iterable[int], *, actor: Actor) -> None:
    """Add to the end of the agenda what waits for this council."""
    audit.take_the_pen()  # two agendas at once: the slower sees what the faster took
    _insist_on_preparing(meeting)
    matter = matters.of(meeting)
    chosen = matter.chosen(meeting, ids, actor)
    if early := matter.fault_of_day(meeting, meeting.held_at, chosen):
        raise Invalid(nomination_ids=early)
    listed = {item.subject: item for item in meeting.items}
    position = max((item.position for item in meeting.items), default=0)
    for new in chosen:
        item = _again(listed[new.subject]) if new.subject in listed else new
        item.position = position = position + 1
        if item is new:
            meeting.items.append(item)
        db.session.flush()
        matter.listed(item, actor)
    versions.touch(meeting)
    audit.record(actor=actor, subject=meeting.ref, action="put_on", data={"cases": [item.subject for item in chosen]})


def take_off(item: AgendaItem, reason: str, *, actor: Actor) -> None:
    """Remove it from the agenda: it waits again."""
    _insist_on_preparing(item.meeting)
    if not reason.strip():
        raise Invalid(reason=f"Nêu lý do đưa {matters.of(item.meeting).words.one} ra khỏi chương trình.")
    matters.of(item.meeting).released(item, reason, actor)
    item.removed_reason = reason
    versions.touch(item.meeting)
    data = {"case": item.subject}
    audit.record(actor=actor, subject=item.meeting.ref, action="take_off", reason=reason, data=data)


def move(item: AgendaItem, by: int, *, actor: Actor) -> None:
    """Move a case up (-1) or down (+1): the order is set by hand."""
    _insist_on_preparing(item.meeting)
    listing.move(agenda.living(item.meeting), item, by)
    versions.touch(item.meeting)
    audit.record(actor=actor, subject=item.meeting.ref, action="reorder", data={"case": item.subject})


def call_roll(meeting: Meeting, roll: Roll, *, actor: Actor) -> None:
    """Note of each member: present, absent with a reason, opinion in writing."""
    hold(meeting)
    versions.insist(meeting.ref, seen=roll.version, now=meeting.version, typed=roll.typed)
    if meeting.state not in {MeetingState.PREPARING, MeetingState.OPEN}:
        raise Refusal("Chưa thể điểm danh lại.", ["Phiên họp đã kiểm phiếu: không sửa điểm danh được nữa."])
    _insist_on_reasons(roll)
    known = {line.member_id: line for line in meeting.attendance}
    _insist_on_vote(meeting, roll, known)
    for member in agenda.body_of(meeting):
        if (presence := roll.presence.get(member.id)) is None:
            continue
        if (line := known.get(member.id)) is None:
            line = Attendance(member=member)
            meeting.attendance.append(line)
        line.presence = presence
        line.reason = "" if presence is Presence.PRESENT else roll.reasons.get(member.id, "").strip()
    versions.touch(meeting)
    audit.record(actor=actor, subject=meeting.ref, action="call_roll", data={"quorum": agenda.quorum_of(meeting).text})


def note_opinion(meeting: Meeting, member: CouncilMember, reason: str, *, actor: Actor) -> None:
    """Of a member who was noted as away: their opinion comes in writing."""
    line = next((line for line in meeting.attendance if line.member_id == member.id), None)
    if line is None or line.presence is not Presence.ABSENT:
        return
    line.presence = Presence.WRITTEN
    versions.touch(meeting)
    data = {"member": member.name}
    audit.record(actor=actor, subject=meeting.ref, action="note_opinion", reason=reason, data=data)


def discard(meeting: Meeting, reason: str, *, actor: Actor) -> None:
    """Give a meeting up; its cases wait for another."""
    openings.insist_list_may_change(meeting, "Chưa thể hủy phiên họp.")
    advance(meeting, "discard", actor=actor, reason=reason)
    inviting.call_off(meeting, reason, actor=actor)
    for item in agenda.living(meeting):
        matters.of(meeting).released(item, reason, actor)
        item.removed_reason = reason


def _insist_on_preparing(meeting: Meeting) -> None:
    if meeting.state != MeetingState.PREPARING:
        raise Refusal("Chưa thể sửa phiên họp.", ["Phiên họp đã khai mạc hoặc đã kết thúc: không sửa được nữa."])
    openings.insist_list_may_change(meeting, "Chưa thể sửa phiên họp.")


def _insist_on_body(council: Council, body: Body) -> None:
    if body is Body.STANDING and council.is_kept_by_unit:
        raise Invalid(body="Hội đồng này họp toàn thể.")


def _planned(meeting: Meeting) -> dict[str, str]:
    return {
        "title": meeting.title,
        "body": meeting.body.value,
        "held_at": clock.local(meeting.held_at).isoformat(timespec="minutes"),
        "place": meeting.place,
    }


def _again(item: AgendaItem) -> AgendaItem:
    """What was taken off and is put on again has one line, for a cancelled ballot may point to it; nothing is left of
    before. Why it was off, who did not vote on it, stays in the audit log.
    """
    item.removed_reason, item.note, item.chaired_by = None, "", None
    item.agree = item.disagree = item.invalid = item.members = None
    item.rule_code = item.pct = item.strict = None
    item.recusals.clear()
    return item


def _insist_on_vote(meeting: Meeting, roll: Roll, known: Mapping[int, Attendance]) -> None:
    """Nobody is noted otherwise by whom a vote under way was counted, or may be."""
    wanted = {
        member_id: presence
        for member_id, presence in roll.presence.items()
        if member_id not in known or known[member_id].presence is not presence
    }
    if faults := openings.faults_of_presence(meeting, wanted):
        raise Invalid(**{f"presence_{member_id}": fault for member_id, fault in faults.items()})


def _insist_on_reasons(roll: Roll) -> None:
    missing = {
        f"reason_{member_id}": NO_REASON
        for member_id, presence in roll.presence.items()
        if presence is Presence.ABSENT and not roll.reasons.get(member_id, "").strip()
    }
    if missing:
        raise Invalid(**missing)
