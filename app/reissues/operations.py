"""A certificate is made anew: asked for, checked by the Ban, handed over; the old one is withdrawn or lost."""

from dataclasses import dataclass
from datetime import date

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.casework import advance, hold, insist
from app.deliveries import queries as deliveries
from app.deliveries.models import Delivery
from app.deliveries.settings import CERTIFICATE
from app.documents.models import StoredFile
from app.errors import Invalid, Refusal, refuse_all
from app.extensions import db
from app.nominations.models import Nomination
from app.nominations.openings import Look
from app.organisations.substitutes import insist_on_another
from app.reissues import (
    certificates,
    facts,
    queries,
)
from app.reissues.kinds import ASKED_FOR, ReissueKind
from app.reissues.models import Reissue, Standing
from workflows.award_province_1 import State

GIVEN = frozenset({State.HANDED_OVER, State.ARCHIVED})
ASK, CHECK, HAND = "Chưa đề nghị cấp đổi, cấp lại được.", "Chưa kiểm tra được.", "Chưa bàn giao được."
FUTURE = "Ngày này chưa đến."
NOT_WITHOUT = "Thu lại bản cũ rồi mới giao bản mới."


@dataclass(frozen=True, kw_only=True)
class Request:
    """Who asks for a new certificate, and why."""

    kind: str
    asked_by: str
    asked_on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the Ban finds."""

    is_approved: bool
    reason: str
    version: int


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """Who took the new certificate; the old one came back, where there is one."""

    handed_on: date
    receiver_name: str
    version: int
    is_old_back: bool = False


def ask(nomination: Nomination, wanted: Request, file: StoredFile, *, actor: Actor) -> Reissue:
    hold(nomination)
    delivery = askable(nomination)
    refuse_all(
        kind=None if wanted.kind in [*ASKED_FOR] else "Chọn lý do cấp đổi, cấp lại.",
        asked_on=_fault_of_day(delivery, wanted.asked_on),
    )
    made = _opened(nomination, delivery, ReissueKind(wanted.kind), Standing.ASKED, actor)
    made.asked_by, made.asked_on, made.reason, made.file_id = wanted.asked_by, wanted.asked_on, wanted.reason, file.id
    return _kept(made, "ask_for_reissue", actor, {"kind": made.kind.value, "file": file.sha256}, wanted.reason)


def askable(nomination: Nomination) -> Delivery:
    """What was handed over may be asked for anew, one request at a time."""
    if (delivery := _given(nomination)) is None:
        raise Refusal(ASK, ["Bằng chưa bàn giao, hoặc hồ sơ đang ở bước khác."])
    if queries.under_way(nomination) is not None:
        raise Refusal(ASK, ["Đang có một đề nghị cấp đổi, cấp lại chưa xong của hồ sơ này."])
    return delivery


def follow_correction(nomination: Nomination, *, actor: Actor) -> Reissue | None:
    """A decision was put right: a certificate at hand is printed as it reads now, one handed over is made anew."""
    delivery = deliveries.of_case(nomination.id)
    usual = deliveries.usual_name(nomination), deliveries.usual_detail(nomination)
    if delivery is None:
        return None
    delivery.deposit_id = None  # the dossier is closed once more, with the paper that came to it
    if usual == (delivery.printed_name, delivery.printed_detail):
        return None
    delivery.printed_name, delivery.printed_detail, delivery.name_reason = *usual, ""
    if delivery.handover_id is None:
        delivery.printed_at, delivery.ready = None, [code for code in delivery.ready if code != CERTIFICATE]
        return None
    made = _opened(nomination, delivery, ReissueKind.CORRECTED, Standing.APPROVED, actor)
    made.asked_by, made.asked_on, made.reason = "Sở Nội vụ", clock.today(), "Quyết định đã được đính chính, sửa đổi."
    return _kept(made, "ask_for_reissue", actor, {"kind": made.kind.value}, made.reason)


def check(reissue: Reissue, found: Verdict, *, actor: Actor) -> None:
    """The Ban agrees, or refuses and says why."""
    hold(reissue.nomination)
    db.session.refresh(reissue)
    checkable(reissue, actor=actor)
    versions.insist(reissue.nomination.ref, seen=found.version, now=reissue.version)
    if not found.is_approved and not found.reason.strip():
        raise Invalid(reason="Nêu lý do không cấp đổi, cấp lại.")
    reissue.standing = Standing.APPROVED if found.is_approved else Standing.REFUSED
    reissue.checked_by_id, reissue.checked_at, reissue.checked_reason = actor.user_id, clock.now(), found.reason
    done = "approve_reissue" if found.is_approved else "refuse_reissue"
    _kept(reissue, done, actor, {}, found.reason)


def checkable(reissue: Reissue, *, actor: Actor) -> None:
    _insist_on(reissue, Standing.ASKED, CHECK)
    insist_on_another(actor, reissue.opened_by_id, CHECK)


def hand_over(reissue: Reissue, receipt: Receipt, file: StoredFile, *, actor: Actor) -> None:
    """The new certificate takes the old one's place; a case that waited for it goes on."""
    case = reissue.nomination
    hold(case)
    db.session.refresh(reissue)
    is_corrected = ready_to_hand(reissue, actor=actor)
    versions.insist(case.ref, seen=receipt.version, now=reissue.version)
    delivery = deliveries.of_case(case.id)
    assert delivery is not None, "it was handed over before"
    refuse_all(
        handed_on=_fault_of_day(delivery, receipt.handed_on),
        is_old_back=None if receipt.is_old_back or reissue.kind is ReissueKind.LOST else NOT_WITHOUT,
    )
    reissue.handed_on, reissue.receiver_name, reissue.receipt_id = receipt.handed_on, receipt.receiver_name, file.id
    reissue.new_certificate = delivery.certificate = certificates.new_of(reissue, delivery).to_json()
    reissue.standing = Standing.HANDED
    _kept(reissue, "hand_over_reissue", actor, {"kind": reissue.kind.value, "receipt": file.sha256})
    if is_corrected:
        advance(case, "hand_over", actor=actor, data={"reissue": reissue.id})


def ready_to_hand(reissue: Reissue, *, actor: Actor) -> bool:
    """Agreed to, and its case where it is handed over: is it the case's own step, as after a correction?"""
    _insist_on(reissue, Standing.APPROVED, HAND)
    case = reissue.nomination
    is_corrected = facts.wrong_certificate(Look(case)) is not None
    if is_corrected:
        insist(case, "hand_over", actor=actor)
    elif case.state not in GIVEN:
        raise Refusal(HAND, ["Hồ sơ chưa đến bước bàn giao: thông báo kết quả trước."])
    return is_corrected


def pass_on(nomination: Nomination, *, actor: Actor) -> None:
    """A correction that leaves the certificate as it is: there is nothing to hand over a second time."""
    hold(nomination)
    insist(nomination, "hand_over", actor=actor)
    advance(nomination, "hand_over", actor=actor, data={"reissue": None})


def _given(nomination: Nomination) -> Delivery | None:
    delivery = deliveries.of_case(nomination.id) if nomination.state in GIVEN else None
    return delivery if delivery is not None and delivery.certificate is not None else None


def _opened(nomination: Nomination, delivery: Delivery, kind: ReissueKind, standing: Standing, actor: Actor) -> Reissue:
    assert actor.user_id is not None, "a certificate is made anew for somebody"
    return Reissue(
        nomination=nomination,
        kind=kind,
        standing=standing,
        opened_by_id=actor.user_id,
        opened_at=clock.now(),
        old_certificate=delivery.certificate or {},
    )


def _kept(reissue: Reissue, action: str, actor: Actor, data: dict[str, object], reason: str = "") -> Reissue:
    db.session.add(reissue)
    db.session.flush()
    told = {"reissue": reissue.id, **data}
    audit.record(actor=actor, subject=reissue.nomination.ref, action=action, reason=reason, data=told)
    return reissue


def _insist_on(reissue: Reissue, standing: Standing, doing: str) -> None:
    if reissue.standing is not standing:
        raise Refusal(doing, ["Đề nghị cấp đổi, cấp lại này đã chuyển sang bước khác."])


def _fault_of_day(delivery: Delivery, day: date) -> str | None:
    first = delivery.handover.handed_on if delivery.handover else day
    if day > clock.today():
        return FUTURE
    return f"Trước ngày bàn giao ({first:%d/%m/%Y})." if day < first else None
