"""A run's verbs: it is written down with its cases, each case is asked, each is done, and its end is told.

Each case is a transaction of its own, begun with the pen and a fresh look at its row: whatever stops the work between
two of them, the rest is found waiting, and nothing is done twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from app import clock
from app.actor import Actor
from app.audit import operations as audit
from app.documents.layout import thousands
from app.errors import Refusal, refuse_all
from app.extensions import db
from app.nominations import bulk, openings, steps
from app.nominations.models import Nomination
from app.organisations.queries import in_office
from app.outbox import operations as outbox
from app.runs import queries
from app.runs.models import BulkItem, BulkRun, Outcome, Stage
from app.runs.selecting import MOST, Chosen, offers

WORK = "run"  # the errand
AT_ONCE = 50  # so few cases are asked while the page is made; more in the background
A_TURN = 100  # cases an errand works on before it lets others come in between
A_TURN_TAKES = timedelta(minutes=1)  # at most; whoever has it longer is lost
NOBODY = "Chưa chọn hồ sơ nào: quay lại danh sách, đánh dấu các hồ sơ cần xử lý."
TOO_MANY = f"Một lần xử lý không quá {thousands(MOST)} hồ sơ: quay lại danh sách, thu hẹp bộ lọc rồi làm nhiều lần."
NO_STEP = "Chọn một bước trong danh sách."
NO_REASON = "Nêu rõ lý do: bước này phải có lý do, ghi cho mọi hồ sơ."
CHANGED = "Hồ sơ đã thay đổi sau khi được chọn; mở hồ sơ xem lại rồi làm riêng."
OUT_OF_SIGHT = "Hồ sơ không còn thuộc phạm vi xử lý của người yêu cầu."
OUT_OF_OFFICE = "Người yêu cầu không còn giữ nhiệm vụ này."
BROKEN = "Phần mềm gặp lỗi ở hồ sơ này, chưa làm gì với hồ sơ; quản trị xem nhật ký máy. Mở hồ sơ để làm riêng."


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The step that is to be taken of the chosen cases, and the reason common to all."""

    step: str
    reason: str


def prepare(chosen: Sequence[Chosen], wanted: Wanted, *, actor: Actor) -> BulkRun:
    """Write the run down with all its cases; nothing of them is done before somebody has seen what would be."""
    assert actor.user_id is not None, "a run is asked for by a person"
    assert actor.appointment_id is not None, "a run is asked for in an office"
    offer = next((one for one in offers(chosen, actor.role) if one.name == wanted.step), None)
    refuse_all(
        chosen=NOBODY if not chosen else TOO_MANY if len(chosen) > MOST else None,
        step=NO_STEP if chosen and offer is None else None,
        reason=NO_REASON if offer and offer.needs_reason and not wanted.reason.strip() else None,
    )
    assert offer is not None, "refused above"
    run = BulkRun(
        step=offer.name,
        label=offer.label,
        reason=wanted.reason,
        stage=Stage.CHECKING,
        asked_by_id=actor.user_id,
        appointment_id=actor.appointment_id,
        asked_at=clock.now(),
    )
    run.items = [
        BulkItem(nomination_id=one.id, seen_version=one.seen, position=place, outcome=Outcome.UNCHECKED, reasons=[])
        for place, one in enumerate(chosen, start=1)
    ]
    db.session.add(run)
    db.session.flush()
    if len(run.items) > AT_ONCE:
        _work_on(run)
        return run
    for item in run.items:
        _ask(item, run)
    go_on(run)
    return run


def start(run: BulkRun, *, actor: Actor) -> None:
    """What was looked at is to be done: in the background, whatever happens to the page."""
    _insist(run, Stage.READY, "Chưa thực hiện được.")
    run.stage = Stage.WORKING
    told = {"step": run.step, "cases": queries.counted(run).waiting}
    audit.record(actor=actor, subject=run.ref, action="start_run", reason=run.reason, data=told)
    _work_on(run)


def discard(run: BulkRun) -> None:
    _insist(run, Stage.READY, "Chưa bỏ được.", Stage.CHECKING)
    run.stage = Stage.DISCARDED


def work(item_id: int) -> None:
    """Ask one case, or do it, whichever its run is at; what was settled meanwhile stays as it is."""
    audit.take_the_pen()
    db.session.expire_all()  # as it is now: the case before this one may have changed what both hang on
    item = db.session.get_one(BulkItem, item_id)
    if item.outcome is Outcome.UNCHECKED and item.run.stage is Stage.CHECKING:
        _ask(item, item.run)
    elif item.outcome is Outcome.WAITING and item.run.stage is Stage.WORKING:
        _do(item, item.run)


def give_up(item_id: int, why: str) -> None:
    """Of a case that nobody foresaw: it is refused like others, so that the run goes on."""
    audit.take_the_pen()
    item = db.session.get_one(BulkItem, item_id, populate_existing=True)
    if item.outcome in queries.OPEN.values():
        _settle(item, [why])


def go_on(run: BulkRun) -> bool:
    """When nothing is left of a stage the next one begins; else the next errand takes the rest. Whether it ended."""
    if run.stage not in queries.OPEN:
        return False
    db.session.flush()
    if queries.next_items(run, 1):
        _work_on(run)
    elif run.stage is Stage.CHECKING:
        run.stage = Stage.READY
    else:
        run.stage, run.finished_at = Stage.DONE, clock.now()
    return run.stage is Stage.DONE


def _work_on(run: BulkRun) -> None:
    outbox.put(WORK, subject=run.ref, run_id=run.id)


def _ask(item: BulkItem, run: BulkRun) -> None:
    """What the step's own checks say now; nothing of the case is written."""
    actor, case, reasons = _faced(item, run)
    if actor and case and not reasons:
        reasons = steps.why_not(case, run.step, run.reason, actor=actor)
    if reasons:
        _settle(item, reasons)
    else:
        item.outcome = Outcome.WAITING


def _do(item: BulkItem, run: BulkRun) -> None:
    actor, case, reasons = _faced(item, run)
    deed = openings.deed_of(run.step)
    assert deed is not None, "a run is made of steps that are offered"
    if actor and case and not reasons:
        reasons = [*bulk.attempt(case, lambda: deed(case, run.reason, actor)).reasons]
    _settle(item, reasons)


def _faced(item: BulkItem, run: BulkRun) -> tuple[Actor | None, Nomination | None, list[str]]:
    """Whoever asked for it, in their office as it is today, and the case as they may see it; or why not."""
    actor = in_office(run.appointment_id)
    if actor is None:
        return None, None, [OUT_OF_OFFICE]
    case = queries.case(item.nomination_id, actor)
    if case is None:
        return actor, None, [OUT_OF_SIGHT]
    return actor, case, [CHANGED] if case.version != item.seen_version else []


def _settle(item: BulkItem, reasons: list[str]) -> None:
    item.outcome = Outcome.REFUSED if reasons else Outcome.DONE
    item.reasons, item.settled_at = reasons, clock.now()


def _insist(run: BulkRun, stage: Stage, title: str, *or_at: Stage) -> None:
    """Two who press at once: the second hears that it was done."""
    audit.take_the_pen()
    db.session.refresh(run, ["stage"])
    if run.stage not in {stage, *or_at}:
        raise Refusal(title, [f"Lần xử lý này {queries.STAGE_NAMES[run.stage].lower()}."])
