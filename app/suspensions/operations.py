"""The head's verbs: take a case out of its road, record what was found, bring it back where it was, or end it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app import clock, versions
from app.actor import Actor
from app.appraisals import consulting
from app.audit import operations as audit
from app.casework import advance, hold, insist
from app.documents.models import StoredFile
from app.errors import NOT_AFTER_TODAY, Refusal, refuse_all
from app.extensions import db
from app.intake import pausing
from app.nominations import letters
from app.nominations.models import Nomination
from app.outbox import operations as outbox
from app.suspensions import (
    facts,  # noqa: F401 -- teaches casework what was found
    grounds,
    papers,
    queries,
)
from app.suspensions.models import Finding, Suspension

NO_GROUND = "Chọn căn cứ tạm dừng."
NO_FINDING = "Chọn kết luận."
NOT_BEFORE_ITS_CAUSE = "Ngày kết luận không thể trước ngày của văn bản, đơn thư là căn cứ tạm dừng."
NOBODY_ASKS = "Hồ sơ chấm dứt sau tạm dừng."


@dataclass(frozen=True, kw_only=True)
class Cause:
    """Why a case is suspended (căn cứ tạm dừng), and the paper it rests on."""

    ground: str
    source_agency: str
    source_number: str
    source_on: date
    reason: str
    seen: str | None = None  # the state the page showed; None: the caller has just looked


@dataclass(frozen=True, kw_only=True)
class Conclusion:
    """What was found in the end (kết luận), by whom, and when."""

    finding: str  # of Finding
    finding_agency: str
    finding_number: str
    finding_on: date
    finding_summary: str
    version: int = 0  # of the suspension when its form was opened


def suspend(nomination: Nomination, cause: Cause, file: StoredFile | None = None, *, actor: Actor) -> Suspension:
    """Tạm dừng: the case stands still, its unit is told by a letter, and what its limit had left is kept."""
    assert actor.user_id is not None, "a case is suspended by a person"
    hold(nomination)
    insist(nomination, "suspend", actor=actor)
    if cause.seen is not None:
        versions.insist(nomination.ref, seen=cause.seen, now=nomination.state, typed={"Lý do": cause.reason})
    ground = grounds.of(cause.ground)
    refuse_all(ground=None if ground else NO_GROUND, source_on=_fault_of_day(cause.source_on))
    assert ground is not None, "refused above"
    state = nomination.state
    advance(nomination, "suspend", actor=actor, reason=cause.reason, data={"ground": ground.code})
    made = Suspension(
        nomination=nomination,
        state=state,
        ground=ground.code,
        ground_name=ground.name,
        ground_basis=ground.basis,
        source_agency=cause.source_agency,
        source_number=cause.source_number,
        source_on=cause.source_on,
        source_file=file,
        reason=cause.reason,
        suspended_at=clock.now(),
        suspended_by_id=actor.user_id,
    )
    content = papers.suspension_letter(
        nomination, in_letter=ground.in_letter, basis=ground.basis, reason=cause.reason, signer=actor
    )
    made.letter = letters.sign(content, nomination, actor=actor)
    db.session.add(made)
    _tell_holder(made, "suspend", actor)
    return made


def conclude(suspension: Suspension, wanted: Conclusion, file: StoredFile | None = None, *, actor: Actor) -> None:
    """Record what was found; a slip is mended by recording it again, as long as nothing followed from it."""
    _insist_on_open(suspension, "Ghi kết luận")
    _insist_on_version(suspension, wanted.version, {"Tóm tắt kết luận": wanted.finding_summary})
    fault = _fault_of_day(wanted.finding_on)
    if fault is None and wanted.finding_on < suspension.source_on:
        fault = NOT_BEFORE_ITS_CAUSE
    refuse_all(finding=None if wanted.finding in set(Finding) else NO_FINDING, finding_on=fault)
    suspension.finding = Finding(wanted.finding)
    suspension.finding_agency, suspension.finding_number = wanted.finding_agency, wanted.finding_number
    suspension.finding_on, suspension.finding_summary = wanted.finding_on, wanted.finding_summary
    suspension.finding_file = file or suspension.finding_file
    suspension.found_at, suspension.found_by_id = clock.now(), actor.user_id
    said = {"finding": wanted.finding, "number": wanted.finding_number, "on": wanted.finding_on.isoformat()}
    audit.record(actor=actor, subject=suspension.nomination.ref, action="record_finding", data=said)


def resume_case(nomination: Nomination, note: str, *, actor: Actor) -> None:
    """One of many: by the suspension that stands when its turn comes; the guard asks for what was found."""
    hold(nomination)
    insist(nomination, "resume", actor=actor)
    suspension = queries.current(nomination)
    assert suspension is not None, "a suspended case has one that stands"
    resume(suspension, actor=actor, note=note)


def resume(suspension: Suspension, *, actor: Actor, version: int | None = None, note: str = "") -> None:
    """Xét tiếp: back to the very state, with the days its limit had left; so are the days of those it waits for."""
    _insist_on_read(suspension, version)
    advance(suspension.nomination, "resume", actor=actor, reason=note)
    _close(suspension, actor)
    pausing.go_on(suspension.nomination, since=suspension.suspended_at)
    _tell_holder(suspension, "resume", actor)


def end(suspension: Suspension, reason: str, *, actor: Actor, version: int | None = None) -> None:
    """Chấm dứt: no award, and a notice that says why; what was asked of others is asked no more."""
    nomination = suspension.nomination
    _insist_on_read(suspension, version)
    advance(nomination, "end_after_suspension", actor=actor, reason=reason)
    _close(suspension, actor)
    suspension.notice = letters.sign(papers.result_notice(suspension, reason, signer=actor), nomination, actor=actor)
    pausing.give_up(nomination)
    consulting.stop_asking(nomination, NOBODY_ASKS, actor=actor)
    _tell_holder(suspension, "end_after_suspension", actor)


def _close(suspension: Suspension, actor: Actor) -> None:
    suspension.ended_at, suspension.ended_by_id = clock.now(), actor.user_id
    db.session.flush()


def _tell_holder(suspension: Suspension, step: str, actor: Actor) -> None:
    """Whoever had the case in hand; its unit is told by the step itself."""
    outbox.put("tell_holder", subject=suspension.nomination.ref, step=step, state=suspension.state, by=actor.user_id)


def _insist_on_open(suspension: Suspension, doing: str) -> None:
    hold(suspension.nomination)
    db.session.refresh(suspension)  # as it is now, not as it was before the pen was ours
    if suspension.ended_at is not None:
        raise Refusal(doing, ["Việc tạm dừng này đã kết thúc: hồ sơ đã được xét tiếp hoặc chấm dứt."])


def _insist_on_read(suspension: Suspension, version: int | None) -> None:
    """Nobody ends a suspension on a conclusion that became another one while it was read."""
    hold(suspension.nomination)
    db.session.refresh(suspension)
    if version is not None and suspension.ended_at is None:
        _insist_on_version(suspension, version, {})


def _insist_on_version(suspension: Suspension, version: int, typed: Mapping[str, str]) -> None:
    versions.insist(suspension.nomination.ref, seen=version, now=suspension.version, typed=typed)


def _fault_of_day(day: date) -> str | None:
    return NOT_AFTER_TODAY if day > clock.today() else None
