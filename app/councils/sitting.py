"""The meeting itself: opened, voted, counted, closed. Each step moves the sheet and its cases in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.casework import advance, insist
from app.councils import agenda, issuing, matters, noting, openings, returning, voting
from app.councils import papers as said
from app.councils.models import Meeting, Voting
from app.errors import Invalid, Refusal

NOT_OPENED = "Chưa thể khai mạc phiên họp."


@dataclass(frozen=True, kw_only=True)
class Proceedings:
    """What was said and concluded, in words."""

    discussion: str
    conclusion: str
    notes: Mapping[int, str]  # AgendaItem.id -> the council's opinion of the case
    version: int
    typed: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, int] = field(default_factory=dict)  # by field, the mark of the text it was written over


@dataclass(frozen=True, kw_only=True)
class Closing:
    """When it ended, and which cases the council wants clarified before it concludes (item id to reason)."""

    ended_at: datetime
    clarify: Mapping[int, str]
    took_days: bool = False  # it is said that it did not end on the day it began


def likely_opening(meeting: Meeting) -> datetime:
    """When it began, as far as one can guess: as planned; now, where that hour is still to come."""
    return min(meeting.held_at, clock.now())


def open_meeting(meeting: Meeting, held_at: datetime, *, actor: Actor) -> None:
    """Khai mạc, at the hour that the minutes will tell: with quorum; a provincial case is under vote from here."""
    _insist_on_ready(meeting, "open", actor)
    _insist_on_past("held", held_at, "Giờ khai mạc không thể sau lúc này.")
    if fault := matters.of(meeting).fault_of_day(meeting, held_at, agenda.living(meeting)):
        raise Invalid(held_on=fault)
    _begin_vote(meeting, held_at, sheet_step="open", case_step="open_meeting", actor=actor)


def collect_written_opinions(meeting: Meeting, *, actor: Actor) -> None:
    """Lấy phiếu bằng văn bản: nobody sits; the opinions handed in make the quorum."""
    _insist_on_ready(meeting, "collect_written_opinions", actor)
    if not meeting.is_on_paper:
        raise Refusal(
            NOT_OPENED, ["Lấy phiếu bằng văn bản thì đếm phiếu giấy: đổi cách bỏ phiếu sang phiếu giấy trước."]
        )
    held_at = likely_opening(meeting)
    if fault := matters.of(meeting).fault_of_day(meeting, held_at, agenda.living(meeting)):
        raise Refusal(NOT_OPENED, [fault])
    meeting.is_in_writing = True
    step = "collect_written_opinions"
    _begin_vote(meeting, held_at, sheet_step=step, case_step=step, actor=actor)


def _insist_on_ready(meeting: Meeting, step: str, actor: Actor) -> None:
    insist(meeting, step, actor=actor)
    if left := [stray for stray in matters.of(meeting).strays(meeting) if not stray.is_suspended]:
        reasons = [f"{stray.name}: {stray.state_name}. Đưa hồ sơ này ra khỏi chương trình." for stray in left]
        raise Refusal(NOT_OPENED, reasons)


def _begin_vote(meeting: Meeting, held_at: datetime, *, sheet_step: str, case_step: str, actor: Actor) -> None:
    """The body is that of the day it began: who is counted, and whether they are enough, is asked for that day."""
    matters.of(meeting).set_aside(meeting, actor)
    times = {"planned": _written(meeting.held_at), "held": _written(held_at)}
    meeting.held_at = held_at
    if meeting.voting is Voting.HANDS and (fault := voting.fault_of_openness(meeting)):
        raise Refusal(NOT_OPENED, [f"{fault} Đổi cách bỏ phiếu trước khi khai mạc."])
    advance(meeting, sheet_step, actor=actor, data=times)
    matters.of(meeting).opened(meeting, case_step, actor)


def cancel_vote(meeting: Meeting, reason: str, *, actor: Actor) -> None:
    """Hủy lần bỏ phiếu: sums are forgotten, the meeting and its cases go back to before the opening."""
    insist(meeting, "cancel_vote", actor=actor)
    openings.insist_list_may_change(meeting, "Chưa thể hủy lần bỏ phiếu.")
    content = said.minutes_of_cancelling(meeting, reason)
    advance(meeting, "cancel_vote", actor=actor, reason=reason)
    issuing.minutes_of_cancelling(content, meeting, actor=actor)
    returning.forget(meeting)
    meeting.is_in_writing = False
    matters.of(meeting).called_off(meeting, reason, actor)


def write_minutes(meeting: Meeting, told: Proceedings, *, actor: Actor) -> None:
    """Keep discussion, conclusion and the opinions on each case, until the minutes are issued."""
    voting.hold_whole(meeting)  # a text that saves itself moves no version
    versions.insist(meeting.ref, seen=told.version, now=meeting.version, typed=told.typed)
    noting.insist_not_over(meeting)
    _insist_on_own_texts(meeting, told)
    meeting.discussion, meeting.conclusion = told.discussion, told.conclusion
    for item in agenda.living(meeting):
        item.note = told.notes.get(item.id, item.note)
    versions.touch(meeting)
    audit.record(actor=actor, subject=meeting.ref, action="write_minutes")


def _insist_on_own_texts(meeting: Meeting, told: Proceedings) -> None:
    """A text that saved itself at another desk meanwhile is not written over unseen."""
    wanted = {noting.DISCUSSION: told.discussion, noting.CONCLUSION: told.conclusion}
    wanted |= {f"{noting.NOTE}{item_id}": note for item_id, note in told.notes.items()}
    for key, text in noting.texts(meeting).items():
        if key in told.seen and wanted.get(key, text) != text:
            versions.insist(meeting.ref, seen=told.seen[key], now=noting.mark(text), typed=told.typed)


def count(meeting: Meeting, *, seen: int, actor: Actor) -> None:
    """Kiểm phiếu: each name's rule and the number of all members are pinned, the tally sheet is issued.

    Nothing of it can be changed afterwards. `seen`: the version of the meeting whose numbers were shown.
    """
    insist(meeting, "count", actor=actor)
    versions.insist(meeting.ref, seen=seen, now=meeting.version)
    for line in agenda.lines(meeting):
        line.item.rule_code, line.item.pct, line.item.strict = line.rule_code, line.pct, line.strict
        line.item.members = line.members
    advance(meeting, "count", actor=actor, data={"rules": _pinned(meeting)})
    matters.of(meeting).counted(meeting, actor)
    issuing.tally_sheet(meeting, actor=actor)


def close(meeting: Meeting, wanted: Closing, *, actor: Actor) -> None:
    """Kết luận, bế mạc: the minutes are issued and each case goes its own way."""
    voting.hold_whole(meeting)  # what was written last is in the minutes
    insist(meeting, "close", actor=actor)
    _insist_on_times(meeting, wanted)
    advance(meeting, "close", actor=actor)
    meeting.ended_at = wanted.ended_at
    issuing.minutes(meeting, actor=actor)
    matters.of(meeting).closed(meeting, wanted.clarify, actor)


def _insist_on_times(meeting: Meeting, wanted: Closing) -> None:
    _insist_on_past("ended", wanted.ended_at, "Giờ kết thúc không thể sau lúc này.")
    ended_on, held_on = clock.local(wanted.ended_at).date(), clock.local(meeting.held_at).date()
    if ended_on < held_on:
        raise Invalid(ended_on=f"Ngày kết thúc không thể trước ngày khai mạc ({held_on:%d/%m/%Y}).")
    if _whole_minutes(wanted.ended_at) < _whole_minutes(meeting.held_at):
        began = f"{clock.local(meeting.held_at):%H:%M}"
        raise Invalid(ended_time=f"Giờ kết thúc không thể trước giờ khai mạc ({began}).")
    if ended_on != held_on and not (wanted.took_days or meeting.is_in_writing):
        raise Invalid(
            took_days=f"Khai mạc ngày {held_on:%d/%m/%Y} mà kết thúc ngày {ended_on:%d/%m/%Y}: sửa ngày kết thúc;"
            " phiên họp đúng là kéo dài thì đánh dấu ô này."
        )


def _insist_on_past(field: str, moment: datetime, sentence: str) -> None:
    """Said beside the part that is wrong: the day, or the hour of today."""
    if moment > clock.now():
        part = "time" if clock.local(moment).date() == clock.today() else "on"
        raise Invalid(**{f"{field}_{part}": sentence})


def _written(moment: datetime) -> str:
    return clock.local(moment).isoformat(timespec="minutes")


def _whole_minutes(moment: datetime) -> datetime:
    """People write minutes; the clock knows seconds."""
    return moment.replace(second=0, microsecond=0)


def _pinned(meeting: Meeting) -> dict[str, object]:
    items = agenda.living(meeting)
    return {item.subject: [item.rule_code, item.pct, item.strict, item.members] for item in items}
