"""Reading the log, and finding out whether anyone has been at it.

The chain shows every row changed, put in, moved or taken from the middle. Rows cut from the end, or a log rewritten
as a whole, only show against a head digest kept outside: print `head()` on every biên bản and every daily report.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple

from sqlalchemy import Row, bindparam, case, select, text

from app.audit.chain import BODY, MOMENTS, NUMBERS, TEXTS, seal
from app.audit.models import AuditEvent
from app.audit.triggers import GENESIS, missing_triggers
from app.extensions import db, read_rows

CHUNK = 2000  # rows in memory at a time
SHORTEST_DIGEST = 16  # hex digits of a short form that still mean one row


class Damage(StrEnum):
    """What can be wrong with a row; the value is the sentence an inspector reads."""

    ALTERED = "Dòng {first} đã bị sửa sau khi ghi."
    UNLINKED = "Dòng {first} không nối với dòng trước nó: một trong hai dòng đã bị thay."
    MISSING = "Thiếu dòng {first} đến dòng {last}."
    EXTRA = "Dòng {first} không thuộc nhật ký."
    CUT = "Không còn dòng mang mã đã in: nhật ký bị cắt sau dòng {first}, hoặc đã bị viết lại."


@dataclass(frozen=True)
class Fault:
    """One thing wrong with the log, and where. For what was cut off, `seq` is the last row left."""

    seq: int
    damage: Damage
    last: int | None = None  # of several missing rows

    def __str__(self) -> str:
        return self.damage.format(first=self.seq, last=self.last or self.seq)


def head() -> tuple[int, str]:
    """Number and hash of the last row: the digest to keep outside."""
    newest = select(AuditEvent.seq, AuditEvent.hash).order_by(AuditEvent.seq.desc()).limit(1)
    row = read_rows(newest).first()
    return (row.seq, row.hash) if row else (0, GENESIS)


def last_moment() -> datetime | None:
    """Office time of the newest event; None while nothing has happened."""
    newest = select(AuditEvent.at_office).order_by(AuditEvent.seq.desc()).limit(1)
    return db.session.scalars(newest).first()


class Happened(NamedTuple):
    """One event as a story tells it; what else the log keeps of it stays there."""

    at_office: datetime
    actor_name: str
    role: str
    action: str
    source: str
    target: str
    reason: str
    data: dict[str, Any] | None  # only of what tells whom a case was given to, to which version or day it was moved


HANDED = ("assign_appraiser", "assign_deputy", "present_work", "send_back_work")  # whom a case went to
EXTENDED = ("extend_supplement", "extend_step")  # to which day a limit was moved
RECOUNTED = "recount_limit"  # to which day it moved with the calendar
DATED = (*EXTENDED, RECOUNTED)
_event = AuditEvent.__table__.c  # ADR 13
_STORY = (
    select(
        _event.at_office,
        _event.actor_name,
        _event.role,
        _event.action,
        _event.source,
        _event.target,
        _event.reason,
        case((_event.action.in_(("move_to_version", *HANDED, *DATED)), _event.data)),
    )
    .where(_event.subject == bindparam("subject"))
    .order_by(_event.seq)
)


def story_of(subject: str) -> list[Happened]:
    """What was done to one thing, oldest first, as plain rows: every page of a case reads it."""
    return [Happened(*row) for row in read_rows(_STORY, {"subject": subject})]


def last_of(*subjects: str) -> AuditEvent | None:
    """The newest event of any of them."""
    newest = select(AuditEvent).where(AuditEvent.subject.in_(subjects)).order_by(AuditEvent.seq.desc()).limit(1)
    return db.session.scalars(newest).first()


def told_of(subject: str, action: str) -> list[dict[str, Any]]:
    """What the log keeps of each time something was done to one thing, oldest first."""
    told = select(AuditEvent.data).where(AuditEvent.subject == subject, AuditEvent.action == action)
    return [*db.session.scalars(told.order_by(AuditEvent.seq))]


def unguarded() -> list[str]:
    """Sentences on the locks of the table that somebody has taken off; while they are off rows can be rewritten."""
    gone = missing_triggers(db.session.connection())
    return [f"Khóa chống sửa của bảng nhật ký đã bị gỡ hoặc tắt: {name}." for name in sorted(gone)]


def verify(head_digest: str | None = None) -> list[Fault]:
    """Every fault of the chain, in order. `head_digest`: one that was printed, whole or its first 16 digits or more."""
    if head_digest is not None:
        head_digest = head_digest.strip().lower()
        if len(head_digest) < SHORTEST_DIGEST:
            raise ValueError("too short to mean one row")
        if GENESIS.startswith(head_digest) and head()[0]:
            raise ValueError("the head of an empty log says nothing of one with rows")
    walk = _Walk(head_digest)
    for row in _rows_as_stored():
        walk.step(row)
    return walk.end()


@dataclass
class _Walk:
    wanted: str | None
    faults: list[Fault] = field(default_factory=list)
    expected: int = 1
    links: frozenset[str] = frozenset({GENESIS})  # what the next row may name as the row before it

    def __post_init__(self) -> None:
        self.meets_digest = self.wanted is None or GENESIS.startswith(self.wanted)

    def step(self, row: Row[Any]) -> None:
        seq = row.seq
        if seq < self.expected:
            self.faults.append(Fault(seq, Damage.EXTRA))
            return
        if seq > self.expected:
            self.faults.append(Fault(self.expected, Damage.MISSING, last=seq - 1))
            self.links = frozenset({_text(row.previous_hash)})  # what is gone cannot be checked against
        previous, stored = _text(row.previous_hash), _text(row.hash)
        computed = seal(previous, _body(row))
        if computed != stored:
            self.faults.append(Fault(seq, Damage.ALTERED))
        elif previous not in self.links:
            self.faults.append(Fault(seq, Damage.UNLINKED))
        if self.wanted and not self.meets_digest:
            self.meets_digest = stored.startswith(self.wanted) or computed.startswith(self.wanted)
        self.links = frozenset({stored, computed})  # a row is not to blame for a hash changed in the row before it
        self.expected = seq + 1

    def end(self) -> list[Fault]:
        if not self.meets_digest:
            self.faults.append(Fault(self.expected - 1, Damage.CUT))
        return self.faults


# The rows are read as they lie there, past the types of the model: a moment or a text that a vandal has made
# unreadable must be named as a fault, not end the search.
_AS_STORED: Final = {
    "sqlite": {
        **{name: f"CAST({name} AS BLOB)" for name in (*NUMBERS[1:], *TEXTS, "previous_hash", "hash")},
        **{name: f"CAST(replace({name}, ' ', 'T') || '+00:00' AS BLOB)" for name in MOMENTS},
    },
    "postgresql": {
        name: f"""to_char({name} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')""" for name in MOMENTS
    },
}


def _rows_as_stored() -> Iterator[Row[Any]]:
    connection = db.session.connection()
    forms = _AS_STORED[connection.dialect.name]
    columns = ", ".join(f"{forms.get(name, name)} AS {name}" for name in (*BODY, "previous_hash", "hash"))
    statement = text(f"SELECT {columns} FROM audit_event ORDER BY audit_event.seq")  # noqa: S608 -- names from above
    yield from connection.execute(statement, execution_options={"yield_per": CHUNK})


def _body(row: Row[Any]) -> dict[str, object]:
    body: dict[str, object] = {name: _text(value) for name, value in zip(BODY, row, strict=False)}
    for name, value in zip(NUMBERS, row, strict=False):
        body[name] = _number(value)
    return body


def _text(value: Any) -> str:  # noqa: ANN401 -- whatever lies there
    return value.decode(errors="surrogateescape") if isinstance(value, bytes) else str(value)


def _number(value: Any) -> int | str | None:  # noqa: ANN401 -- whatever lies there
    if value is None:
        return None
    try:
        return int(value)
    except ValueError:
        return _text(value)
