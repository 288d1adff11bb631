"""What the state answers, name by name: given, not given, or more asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app import clock, versions
from app.actor import Actor
from app.awards import money
from app.casework import advance, begin
from app.decisions.models import Decision, DecisionItem
from app.decisions.papers import committee, title_of_giving
from app.documents.models import StoredFile
from app.errors import NOT_AFTER_TODAY, Invalid, refuse_all
from app.extensions import db
from app.papers import receiving
from app.upward import queries
from app.upward.models import UpwardItem, UpwardRefusal, UpwardRequest, UpwardSubmission
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

NOBODY = "Chọn ít nhất một tên."
NOT_BEFORE_SENDING = "Ngày văn bản không thể trước ngày gửi hồ sơ."


@dataclass(frozen=True, kw_only=True)
class Given:
    """The state's decision, as it came (quyết định khen thưởng)."""

    item_ids: list[int]
    number: int
    symbol: str
    issued_on: date
    authority: str
    signer: str
    title: str
    version: int


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A letter that says no, and why."""

    item_ids: list[int]
    number: str
    issued_on: date
    agency: str
    reason: str
    version: int


@dataclass(frozen=True, kw_only=True)
class MoreAsked:
    """What somebody above wants to see besides."""

    item_ids: list[int]
    number: str
    asked_on: date
    wanted: str
    version: int


@dataclass(frozen=True, kw_only=True)
class SentAgain:
    item_ids: list[int]
    sent_again_on: date
    note: str
    version: int


def award(sheet: UpwardSubmission, given: Given, scan: StoredFile, *, actor: Actor) -> Decision:
    """The names were given the award by this decision; with the money of its day."""
    items = _chosen(sheet, queries.waiting(sheet), given.item_ids, given.version)
    refuse_all(issued_on=_fault_of(given.issued_on, sheet))
    decision = Decision(
        proposal_id=sheet.proposal_id,
        award_version_id=sheet.award_version_id,
        title=given.title or title_of_giving(sheet.award_version),
        signed_at=min(clock.end_of(given.issued_on), clock.now()),
        authority=given.authority,
        signer=given.signer,
    )
    begin(decision, "state_decision")
    db.session.add(decision)
    for place, item in enumerate(items, start=1):
        bonus = money.bonus(sheet.award_version, item.nomination.subject, given.issued_on)
        decision.items.append(DecisionItem(nomination_id=item.nomination_id, position=place, bonus=bonus))
    db.session.flush()
    _receive(decision, given, scan, actor)
    for item in items:
        item.decision_id = decision.id
        advance(item.nomination, "decide", actor=actor)
    _settle(sheet, actor)
    return decision


def _receive(decision: Decision, given: Given, scan: StoredFile, actor: Actor) -> None:
    arrived = receiving.Arrived(
        code=PaperCode.AWARD_DECISION,
        title=decision.title,
        number=given.number,
        symbol=given.symbol,
        issued_on=given.issued_on,
        signer_name=given.signer,
        author=given.authority,
    )
    receiving.receive(arrived, scan, sheet=Sheet.DECISION, sheet_id=decision.id, keeper=committee(), actor=actor)


def refuse(sheet: UpwardSubmission, refused: Refused, file: StoredFile, *, actor: Actor) -> None:
    """The names were not given the award: unit and nominee read the reason."""
    items = _chosen(sheet, queries.waiting(sheet), refused.item_ids, refused.version)
    refuse_all(issued_on=_fault_of(refused.issued_on, sheet))
    assert actor.user_id is not None, "an answer is written down by a person"
    answer = UpwardRefusal(
        sheet_id=sheet.id,
        number=refused.number,
        issued_on=refused.issued_on,
        agency=refused.agency,
        reason=refused.reason,
        file_id=file.id,
        recorded_by_id=actor.user_id,
        recorded_at=clock.now(),
    )
    db.session.add(answer)
    db.session.flush()
    for item in items:
        item.refusal_id = answer.id
        advance(item.nomination, "record_refusal", actor=actor, reason=refused.reason)
    _settle(sheet, actor)


def ask_for_more(sheet: UpwardSubmission, asked: MoreAsked, *, actor: Actor) -> None:
    """More is asked for about these names: Sở Nội vụ has them in hand until it was sent."""
    items = _chosen(sheet, queries.waiting(sheet), asked.item_ids, asked.version)
    refuse_all(asked_on=_fault_of(asked.asked_on, sheet))
    for item in items:
        item.requests.append(UpwardRequest(number=asked.number, asked_on=asked.asked_on, wanted=asked.wanted))
        advance(item.nomination, "record_more_asked", actor=actor, reason=asked.wanted)
    versions.touch(sheet)


def send_again(sheet: UpwardSubmission, sent: SentAgain, *, actor: Actor) -> None:
    """What was asked for went up."""
    items = _chosen(sheet, queries.asked_for_more(sheet), sent.item_ids, sent.version)
    last = max(item.requests[-1].asked_on for item in items)
    before = "Ngày gửi bổ sung không thể trước ngày được yêu cầu."
    late = NOT_AFTER_TODAY if sent.sent_again_on > clock.today() else None
    refuse_all(sent_again_on=late or (before if sent.sent_again_on < last else None))
    for item in items:
        item.requests[-1].sent_again_on, item.requests[-1].note = sent.sent_again_on, sent.note
        advance(item.nomination, "send_again", actor=actor)
    versions.touch(sheet)


def publish(decision: Decision, *, actor: Actor) -> None:
    """The state's decision is made known: units and nominees are told, and what follows is as after any decision."""
    advance(decision, "issue", actor=actor)
    for item in decision.items:
        advance(item.nomination, "publish", actor=actor)


def _chosen(
    sheet: UpwardSubmission, among: Sequence[UpwardItem], item_ids: Iterable[int], version: int
) -> list[UpwardItem]:
    versions.insist(sheet.ref, seen=version, now=sheet.version)
    wanted = set(item_ids)
    chosen = [item for item in among if item.id in wanted]
    if not chosen or len(chosen) != len(wanted):
        raise Invalid(item_ids=NOBODY)
    return chosen


def _fault_of(day: date, sheet: UpwardSubmission) -> str | None:
    if day > clock.today():
        return NOT_AFTER_TODAY
    return NOT_BEFORE_SENDING if sheet.sent_on is not None and day < sheet.sent_on else None


def conclude(sheet: UpwardSubmission, *, actor: Actor) -> None:
    """The last name that was waited for is withdrawn, or ended here: nothing more will be answered."""
    advance(sheet, "conclude", actor=actor)


def _settle(sheet: UpwardSubmission, actor: Actor) -> None:
    """With the last name answered the sheet is, too."""
    db.session.flush()
    if queries.unanswered(sheet):
        versions.touch(sheet)
    else:
        advance(sheet, "conclude", actor=actor)
