"""Handing over to units, what units say of it afterwards, and the money paid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.casework import advance, hold, insist
from app.decisions.models import Decision
from app.deliveries import (
    certificates,
    facts,  # noqa: F401 -- teaches the case what is delivered
    papers,
    queries,
)
from app.deliveries.models import Delivery, Handover, HandoverLine
from app.deliveries.preparing import begin_all
from app.deliveries.queries import Line
from app.errors import refuse_all
from app.extensions import db
from app.nominations.states import AWARDED
from app.organisations.models import Organisation
from app.papers import operations as paper_life
from workflows.vocabulary import Sheet

NOBODY = "Chọn ít nhất một trường hợp."


@dataclass(frozen=True, kw_only=True)
class HandoverRecord:
    """Who fetched what for a unit, when; and whose part was not taken along, by the decision's line."""

    handed_on: date
    place: str
    receiver_name: str
    receiver_title: str
    receiver_paper: str
    money_way: str
    note: str
    item_ids: list[int]
    seen: str
    refused: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Presented:
    """How and when recipients were given their awards, as their unit says."""

    item_ids: list[int]
    presented_on: date
    presented_how: str


@dataclass(frozen=True, kw_only=True)
class Payment:
    """Money paid to recipients by one voucher."""

    item_ids: list[int]
    paid_on: date
    voucher: str


def hand_over(decision: Decision, unit: Organisation, wanted: HandoverRecord, *, actor: Actor) -> Handover:
    """Each chosen case goes on in the same transaction; whose part was refused stays where it is, with the reason."""
    begun = begin_all(decision)
    own = [line for line in queries.lines(decision, actor) if line.case.unit_id == unit.id]
    versions.insist(
        decision.ref, seen=wanted.seen, now=queries.as_shown(own), typed=_typed(wanted), changed=[_changed(own)]
    )
    chosen, refused = _parted(own, wanted)
    for line in chosen:
        hold(line.case)
        insist(line.case, "hand_over", actor=actor)
    _check(decision, chosen, refused, wanted)
    handover = _recorded(decision, unit, wanted, actor)
    decided_by = queries.paper_of(decision)
    for line in (*chosen, *refused):
        _add_line(handover, line, begun[line.item.id], wanted.refused.get(line.item.id))
    for line in chosen:
        delivery = begun[line.item.id]
        delivery.certificate = certificates.certificate(line, decided_by).to_json()
        delivery.handover_id = handover.id
    db.session.flush()
    _issue_papers(handover, actor)
    for line in chosen:
        advance(line.case, "hand_over", actor=actor, data={"handover": handover.id})
    return handover


def _typed(wanted: HandoverRecord) -> dict[str, str]:
    return {"Người nhận": wanted.receiver_name, "Ghi chú": wanted.note}


def _changed(own: Sequence[Line]) -> str:
    waiting = ", ".join(line.case.nominee_name for line in own if line.is_in_production)
    return f"Nay còn chờ bàn giao: {waiting or 'không còn ai'}."


def _parted(own: Sequence[Line], wanted: HandoverRecord) -> tuple[list[Line], list[Line]]:
    chosen = [line for line in own if line.item.id in wanted.item_ids]
    return chosen, [line for line in own if line.item.id in wanted.refused]


def _check(decision: Decision, chosen: Sequence[Line], refused: Sequence[Line], wanted: HandoverRecord) -> None:
    """All at once."""
    unready = "; ".join(f"{line.printed_name}: {', '.join(line.faults)}" for line in chosen if line.faults)
    both = ", ".join(line.printed_name for line in chosen if line in refused)
    whom = (
        (NOBODY if not chosen else "")
        or (f"Vừa chọn bàn giao vừa ghi lý do không nhận: {both}. Bỏ chọn hoặc xóa lý do." if both else "")
        or (f"Chưa bàn giao được – {unready}." if unready else "")
    )
    refuse_all(item_ids=whom, handed_on=_fault_of_day(decision, wanted.handed_on))


def _fault_of_day(decision: Decision, day: date) -> str | None:
    issued_on = queries.paper_of(decision).issued_on
    if day > clock.today():
        return "Ngày này chưa đến."
    return f"Trước ngày Quyết định ({issued_on:%d/%m/%Y})." if issued_on and day < issued_on else None


def _recorded(decision: Decision, unit: Organisation, wanted: HandoverRecord, actor: Actor) -> Handover:
    assert actor.user_id is not None, "awards are handed over by people"
    handover = Handover(
        decision=decision,
        unit=unit,
        handed_on=wanted.handed_on,
        place=wanted.place,
        receiver_name=wanted.receiver_name,
        receiver_title=wanted.receiver_title,
        receiver_paper=wanted.receiver_paper,
        money_way=wanted.money_way,
        note=wanted.note,
        made_by_id=actor.user_id,
        made_at=clock.now(),
    )
    db.session.add(handover)
    db.session.flush()
    return handover


def _add_line(handover: Handover, line: Line, delivery: Delivery, refused: str | None) -> None:
    handover.lines.append(
        HandoverLine(
            delivery=delivery,
            articles=[article.code for article in line.given.articles],
            bonus=line.item.bonus,
            refused_reason=refused,
        )
    )


def _issue_papers(handover: Handover, actor: Actor) -> None:
    for content in papers.of_handover(handover, actor):
        paper = paper_life.draft(
            content, sheet=Sheet.DECISION, sheet_id=handover.decision_id, issuer=papers.issuer(), anew=True
        )
        paper_life.issue_unnumbered(paper, content, actor=actor)
        if content.code == papers.MINUTES:
            handover.minutes = paper
        else:
            handover.payment_list = paper
    db.session.flush()


def present(handover: Handover, wanted: Presented, *, actor: Actor) -> None:
    """The unit says when and how its people were given what was fetched."""
    audit.take_the_pen()
    waiting = {line.delivery.decision_item_id: line for line in unpresented(handover)}
    chosen = [waiting[item_id] for item_id in dict.fromkeys(wanted.item_ids) if item_id in waiting]
    early = (
        f"Trước ngày bàn giao ({handover.handed_on:%d/%m/%Y})." if wanted.presented_on < handover.handed_on else None
    )
    future = "Ngày này chưa đến." if wanted.presented_on > clock.today() else None
    refuse_all(item_ids=None if chosen else NOBODY, presented_on=future or early)
    for line in chosen:
        line.delivery.presented_on, line.delivery.presented_how = wanted.presented_on, wanted.presented_how
        case = line.delivery.item.nomination
        told = {"on": wanted.presented_on.isoformat(), "how": wanted.presented_how}
        audit.record(actor=actor, subject=case.ref, action="present_award", data=told)


def unpresented(handover: Handover) -> list[HandoverLine]:
    """Handed over and not yet said to have been presented."""
    return [line for line in handover.lines if line.refused_reason is None and line.delivery.presented_on is None]


def pay(decision: Decision, wanted: Payment, *, actor: Actor) -> None:
    """What is paid is kept by recipient, with its day and voucher."""
    begun = begin_all(decision)
    wanted_ids = set(wanted.item_ids)
    unpaid = [item for item in decision.items if item.id in wanted_ids and item.bonus and not begun[item.id].paid_on]
    for item in unpaid:
        hold(item.nomination)  # its award may be under review, or taken back, by now
    payable = {item.id: item for item in unpaid if item.nomination.state in AWARDED}
    chosen = [payable[item_id] for item_id in dict.fromkeys(wanted.item_ids) if item_id in payable]
    gone = len(wanted_ids) - len(chosen)
    whom = (
        NOBODY
        if not wanted.item_ids
        else f"{gone} người đã được ghi chi trước đó. Xem lại danh sách."
        if gone
        else None
    )
    refuse_all(item_ids=whom, paid_on=_fault_of_day(decision, wanted.paid_on))
    for item in chosen:
        begun[item.id].paid_on, begun[item.id].voucher = wanted.paid_on, wanted.voucher
        told = {"on": wanted.paid_on.isoformat(), "voucher": wanted.voucher, "amount": item.bonus}
        audit.record(actor=actor, subject=item.nomination.ref, action="pay_bonus", data=told)
