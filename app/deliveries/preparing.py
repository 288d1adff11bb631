"""Awards made ready: what stands on each certificate, the register's number, what lies ready, the order to print."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from sqlalchemy import select

from app import clock, remarks, versions
from app.actor import Actor
from app.audit import operations as audit
from app.decisions.models import Decision, DecisionItem
from app.deliveries import queries
from app.deliveries.models import Delivery, PrintRun
from app.deliveries.queries import Line
from app.errors import Invalid, Refusal
from app.extensions import db
from app.nominations.states import AWARDED
from app.numbers import LARGEST_OF_A_REGISTER, leap
from app.outbox import operations as outbox
from app.runs import operations as runs
from app.runs.models import BulkRun
from app.runs.operations import Wanted
from app.runs.selecting import ticked
from workflows.sheets_1 import DecisionState

PRINT = "print_certificates"  # the errand
ALL_TOLD = "Chọn ít nhất một Quyết định còn hồ sơ chưa thông báo kết quả."
NO_REASON = "Nêu lý do sửa: danh xưng, chức danh khác với danh sách kèm Quyết định vì sao."
NONE_STANDS = "Mọi hồ sơ của Quyết định đang được đính chính, xem xét hủy hoặc đã hủy."
HANDED = "Đã bàn giao: tên trên Bằng, số vào sổ không sửa được nữa."


@dataclass(frozen=True, kw_only=True)
class Inscription:
    """What one certificate says of its recipient, and its number in the register."""

    printed_name: str
    printed_detail: str
    name_reason: str
    register_number: int | None
    seen: str


def insist_on_issued(decision: Decision) -> None:
    if decision.state != DecisionState.ISSUED:
        raise Refusal("Chưa chuẩn bị trao được.", ["Quyết định chưa phát hành: văn thư cấp số, đính bản đã ký trước."])


def begin_all(decision: Decision) -> dict[int, Delivery]:
    """Each recipient has a row from the first thing that is done about any of them; by the decision's line."""
    audit.take_the_pen()
    insist_on_issued(decision)
    found = {one.decision_item_id: one for one in queries.deliveries(decision)}
    for item in decision.items:
        if item.id not in found:
            found[item.id] = Delivery(
                decision_item_id=item.id,
                printed_name=queries.usual_name(item.nomination),
                printed_detail=queries.usual_detail(item.nomination),
                ready=[],
            )
            db.session.add(found[item.id])
    db.session.flush()
    return found


def announce(decision_ids: Iterable[int], *, actor: Actor) -> BulkRun:
    """Units and nominees are to be told the results of these decisions; first it is looked at whom it would tell."""
    untold = queries.unannounced_cases(decision_ids, actor)
    if not untold:
        raise Invalid(decision_ids=ALL_TOLD)
    return runs.prepare(ticked(untold, actor), Wanted(step="announce_result", reason=""), actor=actor)


def inscribe(decision: Decision, item: DecisionItem, wanted: Inscription, *, actor: Actor) -> None:
    """Write the name as it is printed; one that differs from the decision's list says why."""
    delivery = begin_all(decision)[item.id]
    now = queries.as_shown([queries.line(decision, item.id, actor)])
    typed = {"Tên in trên Bằng": wanted.printed_name, "Dòng dưới tên": wanted.printed_detail}
    versions.insist(decision.ref, seen=wanted.seen, now=now, typed=typed)
    _insist_not_handed(delivery)
    usual = queries.usual_name(item.nomination), queries.usual_detail(item.nomination)
    if (wanted.printed_name, wanted.printed_detail) != usual and not wanted.name_reason:
        raise Invalid(name_reason=NO_REASON)
    before = delivery.printed_name, delivery.printed_detail, delivery.register_number
    delivery.printed_name, delivery.printed_detail = wanted.printed_name, wanted.printed_detail
    delivery.name_reason = wanted.name_reason
    if wanted.register_number != delivery.register_number:
        _give_number(delivery, wanted.register_number, year_of(decision))
    after = delivery.printed_name, delivery.printed_detail, delivery.register_number
    if after != before:
        _is_to_be_printed_again(delivery)
    db.session.flush()
    told = {"name": delivery.printed_name, "detail": delivery.printed_detail, "register": delivery.register_number}
    _record(decision, "inscribe", told | {"case": item.nomination.ref}, actor, wanted.name_reason)


def enter(decision: Decision, first: int, *, actor: Actor) -> int:
    """Enter all that have no number yet into the register, in the order of the list; how many."""
    begun, year = begin_all(decision), year_of(decision)
    waiting = [begun[item.id] for item in decision.items if begun[item.id].register_number is None]
    if not waiting:
        raise Invalid(first="Mọi người trong danh sách đã có số vào sổ.")
    taken = set(db.session.scalars(select(Delivery.register_number).where(Delivery.register_year == year)))
    if first in taken:
        raise Invalid(first=_whose(first, year))
    below = max((number for number in taken if number and number < first), default=None)
    if leaps := leap(first, below, "sổ cấp Bằng"):
        remarks.leave(leaps)
    free = (number for number in count(first) if number not in taken)
    for delivery in waiting:
        _set_number(delivery, next(free), year)
        _is_to_be_printed_again(delivery)
    db.session.flush()
    numbers = [delivery.register_number for delivery in waiting]
    _record(decision, "enter_register", {"year": year, "numbers": numbers}, actor)
    return len(waiting)


def mark_ready(decision: Decision, ticks: Collection[tuple[int, str]], seen: str, *, actor: Actor) -> None:
    """Which articles lie ready: of each line of the decision exactly those ticked. What was handed over stays."""
    shown = _shown(decision, actor)
    versions.insist(decision.ref, seen=seen, now=queries.as_shown(shown), changed=[_READY_CHANGED])
    begun = begin_all(decision)
    changed = {}
    for line in shown:
        delivery = begun[line.item.id]
        wanted = [article.code for article in line.given.articles if (line.item.id, article.code) in ticks]
        if delivery.handover_id is None and wanted != delivery.ready:
            delivery.ready = changed[line.case.ref] = wanted
    db.session.flush()
    if changed:
        _record(decision, "mark_ready", changed, actor)


_READY_CHANGED = "Tình trạng chuẩn bị vừa được đánh dấu lại."


def order_print(decision: Decision, *, actor: Actor) -> PrintRun:
    """All certificates of the decision into one file, printed in the background; none of an award that is in doubt."""
    assert actor.user_id is not None, "certificates are printed for somebody"
    begin_all(decision)
    standing = [item.id for item in decision.items if item.nomination.state in AWARDED]
    if not standing:
        raise Refusal("Chưa in được.", [NONE_STANDS])
    run = PrintRun(
        decision_id=decision.id,
        items=standing,
        asked_by_id=actor.user_id,
        asked_at=clock.now(),
    )
    db.session.add(run)
    db.session.flush()
    outbox.put(PRINT, subject=decision.ref, run_id=run.id)
    _record(decision, "order_print", {"certificates": len(run.items)}, actor)
    return run


def year_of(decision: Decision) -> int:
    """The register counts by the year of the decision."""
    issued_on = queries.paper_of(decision).issued_on
    return issued_on.year if issued_on else clock.local(decision.signed_at).year


def _shown(decision: Decision, actor: Actor) -> Sequence[Line]:
    return queries.lines(decision, actor)


def _give_number(delivery: Delivery, number: int | None, year: int) -> None:
    if number is None:
        _set_number(delivery, None, year)
        return
    holder = select(Delivery.id).where(
        Delivery.register_year == year, Delivery.register_number == number, Delivery.id != delivery.id
    )
    if db.session.scalars(holder).first() is not None:
        raise Invalid(register_number=_whose(number, year))
    _set_number(delivery, number, year)


def _set_number(delivery: Delivery, number: int | None, year: int) -> None:
    if number is not None and number > LARGEST_OF_A_REGISTER:
        raise Invalid(first=f"Số vào sổ không quá {LARGEST_OF_A_REGISTER}.")
    delivery.register_number, delivery.register_year = number, year if number is not None else None


def _whose(number: int, year: int) -> str:
    name = db.session.scalar(
        select(Delivery.printed_name).where(Delivery.register_year == year, Delivery.register_number == number)
    )
    return f"Số {number} năm {year} đã vào sổ cho {name}. Xem sổ và nhập số khác."


def _is_to_be_printed_again(delivery: Delivery) -> None:
    delivery.printed_at = None


def _insist_not_handed(delivery: Delivery) -> None:
    if delivery.handover_id is not None:
        raise Refusal("Chưa sửa được.", [HANDED])


def _record(decision: Decision, action: str, told: Mapping[str, object], actor: Actor, reason: str = "") -> None:
    audit.record(actor=actor, subject=decision.ref, action=action, data=dict(told), reason=reason)
