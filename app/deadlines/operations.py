"""Gia hạn: a later day for the step a case stands in. What had expired is open again; nothing gets shorter."""

from dataclasses import dataclass
from datetime import date

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.casework import hold, set_due
from app.deadlines import limits
from app.deadlines.models import CaseExtension
from app.errors import NOT_AFTER_TODAY, Forbidden, Refusal, refuse_all
from app.extensions import db
from app.intake import extending as intake
from app.nominations.models import Nomination
from app.outbox import operations as outbox
from workflows.award_province_1 import State
from workflows.vocabulary import Role

EXTENDING = "Gia hạn"
NOT_YOURS = "Trưởng ban gia hạn các bước của Sở Nội vụ và thời hạn bổ sung của đơn vị."


@dataclass(frozen=True, kw_only=True)
class Extension:
    """Until when, why, and on which paper."""

    until: date
    reason: str
    document: str = ""
    document_on: date | None = None
    seen: str | None = None  # `as_shown` of the limit; None: the caller has just looked


def as_shown(nomination: Nomination) -> str:
    """Which limit the page showed."""
    return f"{nomination.state} {nomination.due_at.isoformat()}" if nomination.due_at else nomination.state


def extend(nomination: Nomination, wanted: Extension, *, actor: Actor) -> CaseExtension:
    """As often as needed; its unit hears of more days for what was asked of it."""
    if actor.role is not Role.BAN_HEAD:
        raise Forbidden(EXTENDING, [NOT_YOURS])
    assert actor.user_id is not None, "a limit is extended by a person"
    hold(nomination)
    db.session.refresh(nomination, ["due_at"])
    if wanted.seen is not None:
        typed = {"Lý do": wanted.reason, "Văn bản": wanted.document}
        versions.insist(nomination.ref, seen=wanted.seen, now=as_shown(nomination), typed=typed)
    if (refused := limits.why_not(nomination)) is not None:
        raise Refusal(EXTENDING, [refused])
    assert nomination.due_at is not None, "refused above"
    known = clock.local(nomination.due_at).date()
    refuse_all(
        until=_fault_of_day(wanted.until, known),
        document=limits.NEEDS_PAPER if limits.of(nomination).is_legal and not wanted.document else None,
        document_on=NOT_AFTER_TODAY if wanted.document_on and wanted.document_on > clock.today() else None,
    )
    made = CaseExtension(
        nomination_id=nomination.id,
        state=nomination.state,
        due_on=known,
        until=wanted.until,
        reason=wanted.reason,
        document=wanted.document,
        document_on=wanted.document_on,
        extended_at=clock.now(),
        extended_by_id=actor.user_id,
    )
    db.session.add(made)
    set_due(nomination, clock.end_of(wanted.until))
    _record(nomination, made, actor)
    return made


def _record(nomination: Nomination, made: CaseExtension, actor: Actor) -> None:
    is_of_unit = nomination.state == State.SUPPLEMENT
    if is_of_unit:
        intake.give_until(nomination, made.until)
        happened = f"Sở Nội vụ gia hạn bổ sung đến hết ngày {made.until:%d/%m/%Y}"
        outbox.put("tell_offices", subject=nomination.ref, role=Role.UNIT_CLERK.value, happened=happened)
    action = "extend_supplement" if is_of_unit else "extend_step"
    data = {"from": made.due_on.isoformat(), "to": made.until.isoformat(), "document": made.document}
    audit.record(actor=actor, subject=nomination.ref, action=action, reason=made.reason, data=data)


def _fault_of_day(day: date, known: date) -> str | None:
    if day <= known:
        return f"Ngày mới phải sau ngày {known:%d/%m/%Y} đang áp dụng: gia hạn không rút ngắn."
    if day < clock.today():
        return "Ngày mới phải từ hôm nay trở đi."
    return None
