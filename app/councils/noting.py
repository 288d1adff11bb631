"""What is said at a meeting, written down while it is said: each text saves itself, and no other form hears of it.

A text is known by a mark of what it says, so that two people may write different texts of one meeting side by side.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

from sqlalchemy import update

from app.casework import hold
from app.councils import agenda
from app.councils.models import AgendaItem, Meeting
from app.errors import Invalid, Refusal, or_404
from app.extensions import db
from app.numbers import LARGEST
from app.text import nfc
from workflows.sheets_1 import MeetingState

DISCUSSION, CONCLUSION, NOTE = "discussion", "conclusion", "note_"
LONGEST = {DISCUSSION: 10_000, CONCLUSION: 10_000}
LONGEST_NOTE = 2_000
WRITTEN_IN = frozenset({MeetingState.PREPARING, MeetingState.OPEN, MeetingState.COUNTED})
TITLE, OVER = "Chưa thể sửa diễn biến phiên họp.", "Biên bản đã lập: không sửa được nữa."


@dataclass(frozen=True)
class Late:
    """Somebody else has written there meanwhile: this is theirs, nothing was kept."""

    text: str

    @property
    def mark(self) -> int:
        return mark(self.text)


def mark(text: str) -> int:
    return crc32(text.encode()) & LARGEST


def texts(meeting: Meeting) -> Mapping[str, str]:
    """By field: what is said of the meeting, and of each case."""
    notes = {f"{NOTE}{item.id}": item.note for item in agenda.living(meeting)}
    return {DISCUSSION: meeting.discussion, CONCLUSION: meeting.conclusion} | notes


def save(meeting: Meeting, key: str, value: str, *, seen: int) -> Late | None:
    """Keep one text as it is being written; the meeting's version stays, for nothing that was decided has changed."""
    hold(meeting)
    insist_not_over(meeting)
    or_404(texts(meeting).get(key))
    text = nfc(value)
    if len(text) > (longest := LONGEST.get(key, LONGEST_NOTE)):
        raise Invalid(value=f"Không dài quá {longest} ký tự.")
    current = _read_anew(meeting, key)
    if text == current:
        return None
    if seen != mark(current):
        return Late(current)
    _write(meeting, key, text)
    return None


def insist_not_over(meeting: Meeting) -> None:
    if meeting.state not in WRITTEN_IN:
        raise Refusal(TITLE, [OVER])


def _item(meeting: Meeting, key: str) -> AgendaItem:
    return next(item for item in agenda.living(meeting) if f"{NOTE}{item.id}" == key)


def _read_anew(meeting: Meeting, key: str) -> str:
    """As it is now that nobody else writes."""
    if key in LONGEST:
        db.session.refresh(meeting, [key])
    else:
        db.session.refresh(_item(meeting, key), ["note"])
    return texts(meeting)[key]


def _write(meeting: Meeting, key: str, text: str) -> None:
    """Past the row's version: whoever calls the roll meanwhile must not be told that somebody was faster."""
    if key in LONGEST:
        db.session.execute(update(Meeting.__table__).where(Meeting.id == meeting.id).values({key: text}))  # type: ignore[arg-type]
        db.session.refresh(meeting, [key])
    else:
        _item(meeting, key).note = text
        db.session.flush()
