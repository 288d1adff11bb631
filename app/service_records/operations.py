"""Enter a fact, add its evidence, confirm it, void it. Nothing is changed, nothing is deleted."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import ClassVar

from app import clock
from app.actor import Actor
from app.audit import operations as audit
from app.documents.models import StoredFile
from app.errors import Invalid, Refusal, refuse_all
from app.extensions import db
from app.nominees.models import Nominee
from app.nominees.words import KINDS
from app.service_records import faults, queries
from app.service_records.models import ServiceRecord
from app.service_records.reach import sees_all
from app.service_records.words import NAMES, OF_NOMINEES, RecordKind
from app.text import one_line

WITHOUT_EVIDENCE = "thiếu minh chứng: đề nghị đơn vị thêm minh chứng trước."
ENTERED_BY_YOU = "do anh/chị ghi: người khác đối chiếu và xác nhận."
HAS_EVIDENCE = "Mục này đã có minh chứng: sai thì hủy và ghi lại."
IS_VOID = "Mục này đã hủy trước đó."
NOT_CONFIRMED = "Chưa xác nhận được."


@dataclass(frozen=True, kw_only=True)
class Rating:
    """Kết quả xếp loại chất lượng of a year, by its decision."""

    kind: ClassVar = RecordKind.RATING
    year: int
    value: str
    decision_number: str
    decided_on: date
    decided_by: str


@dataclass(frozen=True, kw_only=True)
class Discipline:
    """Hình thức kỷ luật; without an end it runs on."""

    kind: ClassVar = RecordKind.DISCIPLINE
    value: str
    starts_on: date
    ends_on: date | None = None
    decision_number: str
    decided_on: date
    decided_by: str


@dataclass(frozen=True, kw_only=True)
class Leave:
    kind: ClassVar = RecordKind.LEAVE
    value: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class MakeUp:
    """Who a collective was in a year; `value`: how its party organisation was rated, where it was."""

    kind: ClassVar = RecordKind.MAKE_UP
    year: int
    members: int
    advanced: int
    completing: int
    fighters: int
    disciplined: int
    value: str = ""


Wanted = Rating | Discipline | Leave | MakeUp


def enter(nominee: Nominee, wanted: Wanted, file: StoredFile | None, *, actor: Actor) -> ServiceRecord:
    audit.take_the_pen()  # of two who enter the same year, the slower finds the faster's
    assert actor.user_id is not None, "facts are entered by people"
    insist_on_kind(nominee, wanted.kind)
    made = ServiceRecord(
        kind=wanted.kind,
        **{name: one_line(value) if isinstance(value, str) else value for name, value in asdict(wanted).items()},
        nominee_id=nominee.id,
        unit_id=nominee.unit_id,
        file_id=file.id if file else None,
        entered_by_id=actor.user_id,
        entered_at=clock.now(),
    )
    refuse_all(**faults.of(made, nominee, queries.in_force(nominee.id)))
    db.session.add(made)
    db.session.flush()
    audit.record(actor=actor, subject=made.ref, action="enter_service_record", data=said(made) | _proof(file))
    return made


def insist_on_kind(nominee: Nominee, kind: RecordKind) -> None:
    if kind not in OF_NOMINEES[nominee.kind]:
        raise Refusal("Không ghi được mục này.", [f"{NAMES[kind]} không dành cho {KINDS[nominee.kind]}."])


def attach(record: ServiceRecord, file: StoredFile, *, actor: Actor) -> None:
    """The evidence of a record that had none. It is never replaced by another."""
    audit.take_the_pen()
    insist_on_attaching(_as_it_is(record))
    record.file_id = file.id
    audit.record(actor=actor, subject=record.ref, action="add_evidence", data=_proof(file))


def insist_on_attaching(record: ServiceRecord) -> None:
    if record.voided_at is not None or record.file_id is not None:
        reason = HAS_EVIDENCE if record.voided_at is None else IS_VOID
        raise Refusal("Không thêm được minh chứng.", [reason])


def confirm(records: Iterable[ServiceRecord], *, actor: Actor) -> int:
    """Sở Nội vụ has seen the evidence; how many were waiting for that. What has none satisfies nothing.

    Somebody may hold two offices: nobody confirms what they entered themselves.
    """
    audit.take_the_pen()
    waiting = [_as_it_is(one) for one in records]
    waiting = [one for one in waiting if one.confirmed_at is None and one.voided_at is None]
    if bare := queries.without_evidence(waiting):
        raise Refusal(NOT_CONFIRMED, [f"{_named(one)} {WITHOUT_EVIDENCE}" for one in bare])
    if own := [one for one in waiting if one.entered_by_id == actor.user_id]:
        raise Refusal(NOT_CONFIRMED, [f"{_named(one)} {ENTERED_BY_YOU}" for one in own])
    for one in waiting:
        one.confirmed_by_id, one.confirmed_at = actor.user_id, clock.now()
        audit.record(actor=actor, subject=one.ref, action="confirm_service_record")
    return len(waiting)


def void(record: ServiceRecord, reason: str, *, actor: Actor) -> None:
    """It stays, and counts no more. What Sở Nội vụ confirmed, only Sở Nội vụ voids."""
    audit.take_the_pen()
    insist_on_voiding(_as_it_is(record), actor)
    if not one_line(reason):
        raise Invalid(reason="Nêu rõ lý do.")
    record.voided_by_id, record.voided_at, record.void_reason = actor.user_id, clock.now(), reason.strip()
    audit.record(actor=actor, subject=record.ref, action="void_service_record", reason=record.void_reason)


def insist_on_voiding(record: ServiceRecord, actor: Actor) -> None:
    if reasons := obstacles_to_voiding(record, actor):
        raise Refusal("Chưa hủy được mục này.", reasons)


def obstacles_to_voiding(record: ServiceRecord, actor: Actor) -> list[str]:
    if record.voided_at is not None:
        return [IS_VOID]
    if record.confirmed_at is not None and not sees_all(actor.role):
        return ["Sở Nội vụ đã xác nhận: đề nghị Sở Nội vụ hủy và nêu lý do."]
    return []


def said(record: ServiceRecord) -> dict[str, str | int]:
    """What a record says, for the log: whoever changes it behind the log is found by this."""
    told = {name: getattr(record, name) for name in (*queries.SAID, "decision_number", "decided_on", "decided_by")}
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in told.items()}
    whose: dict[str, str | int] = {"nominee": f"nominee:{record.nominee_id}", "kind": record.kind.value}
    return whose | {name: value for name, value in plain.items() if value not in {None, ""}}


def _named(record: ServiceRecord) -> str:
    return f"{NAMES[record.kind]} của {record.nominee.full_name} – {record.when}: {record.summary},"


def _as_it_is(record: ServiceRecord) -> ServiceRecord:
    """Somebody may have confirmed or voided it while we waited for the pen."""
    db.session.refresh(record)
    return record


def _proof(file: StoredFile | None) -> dict[str, str]:
    return {"file": file.original_name, "sha256": file.sha256} if file else {}
