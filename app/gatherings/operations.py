"""From the cases a subordinate unit has checked to the superior's answer to each: one letter up, many results back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.casework import advance, begin, insist
from app.documents.models import StoredFile
from app.errors import Invalid, Refusal
from app.extensions import db
from app.gatherings import papers as said
from app.gatherings import queries, sheets
from app.gatherings.facts import as_shown
from app.gatherings.models import Gathering, GatheringItem
from app.nominations import listing, steps
from app.organisations.models import Organisation
from app.papers import operations as papers
from app.papers.operations import Registration
from app.rounds.models import AwardRound
from workflows.gatherings_1 import GatheringState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

NO_SUPERIOR = "Đơn vị của anh/chị trình thẳng Sở Nội vụ, không qua cấp trên: dùng Tờ trình của đơn vị."
NO_REASON = "Ghi lý do không tiếp nhận: đơn vị trực thuộc đọc đúng những gì anh/chị viết."
NOTHING_ANSWERED = "Chọn tiếp nhận hoặc không tiếp nhận cho ít nhất một hồ sơ."


@dataclass(frozen=True, kw_only=True)
class GatheringDraft:
    """Which cases of one round go up on one list, and what the Tờ trình says. `version` 0: a new one."""

    title: str
    summary: str
    nomination_ids: list[int]
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The superior's word on one name. `reason`: why it is handed back."""

    takes_up: bool
    reason: str = ""


def draft(unit: Organisation, award_round: AwardRound, wanted: GatheringDraft, *, actor: Actor) -> Gathering:
    assert actor.user_id is not None, "a Tờ trình is drafted by a person"
    audit.take_the_pen()  # two lists at once: the slower sees the one that was begun
    if not unit.sends_up:
        raise Refusal("Chưa lập được Tờ trình gửi cấp trên.", [NO_SUPERIOR])
    if queries.draft_of(unit.id, award_round.id) is not None:
        raise Invalid(title="Đợt này đã có một Tờ trình đang soạn: thêm hồ sơ vào Tờ trình đó.")
    gathering = Gathering(
        unit=unit,
        superior_id=unit.parent_id,
        award_round=award_round,
        title=wanted.title,
        summary=wanted.summary,
        created_by_id=actor.user_id,
        created_at=clock.now(),
    )
    begin(gathering, "unit_gathering")
    db.session.add(gathering)
    db.session.flush()
    _list(gathering, wanted.nomination_ids, actor)
    audit.record(actor=actor, subject=gathering.ref, action="draft", target=gathering.state)
    return gathering


def redraft(gathering: Gathering, wanted: GatheringDraft, *, actor: Actor) -> None:
    """Change a draft's words and list; names that stay keep their order, new ones follow."""
    if gathering.state != GatheringState.DRAFT:
        raise Refusal("Chưa thể sửa Tờ trình.", ["Tờ trình đã ký hoặc đã hủy: không sửa được nữa."])
    typed = {"Trích yếu": wanted.title, "Tóm tắt thành tích": wanted.summary}
    versions.insist(gathering.ref, seen=wanted.version, now=gathering.version, typed=typed)
    gathering.title, gathering.summary = wanted.title, wanted.summary
    _list(gathering, sheets.clear(gathering, wanted.nomination_ids), actor)
    versions.touch(gathering)
    audit.record(actor=actor, subject=gathering.ref, action="redraft")


def sign(gathering: Gathering, *, actor: Actor, seen: str | None = None) -> None:
    """The unit's head signs the whole list. `seen`: what the page showed; None: the caller has just looked."""
    insist(gathering, "sign", actor=actor)
    _insist_on_what_was_seen(gathering, seen)
    content = said.gathering_letter(gathering, signer=actor)
    paper = papers.draft(content, sheet=Sheet.GATHERING, sheet_id=gathering.id, issuer=gathering.unit)
    advance(gathering, "sign", actor=actor)
    papers.sign(paper, content, actor=actor)
    gathering.signed_at = clock.now()


def issue(gathering: Gathering, entry: Registration, signed_copy: StoredFile, *, actor: Actor) -> None:
    """Number, date and signed copy: from now on the superior acts for the cases."""
    insist(gathering, "issue", actor=actor)
    paper = papers.of_sheet(PaperCode.SUBMISSION_LETTER, Sheet.GATHERING, gathering.id)
    assert paper is not None, "signing it made its letter"
    papers.register(paper, entry, signed_copy, actor=actor)
    advance(gathering, "issue", actor=actor)
    for item in gathering.items:
        item.nomination.submitting_unit_id = gathering.superior_id


def discard(gathering: Gathering, reason: str, *, actor: Actor) -> None:
    """Give a draft up; its cases are free for another one."""
    advance(gathering, "discard", actor=actor, reason=reason)


def answer(gathering: Gathering, answers: Mapping[int, Answer], *, actor: Actor, seen: str | None = None) -> None:
    """The superior answers some of the names, by item; with the last of them the Tờ trình is answered."""
    insist(gathering, "answer", actor=actor)
    _insist_on_what_was_seen(gathering, seen, answers)
    open_items = {item.id: item for item in gathering.items if not item.is_answered}
    given = {item_id: one for item_id, one in answers.items() if item_id in open_items}
    if not given:
        raise Refusal("Chưa trả lời hồ sơ nào.", [NOTHING_ANSWERED])
    if faults := {
        f"reason_{key}": NO_REASON for key, one in given.items() if not one.takes_up and not one.reason.strip()
    }:
        raise Invalid(**faults)
    for item_id, one in given.items():
        item = open_items[item_id]
        if one.takes_up:
            take_up(item, actor=actor)
        else:
            steps.take(item.nomination, "hand_back_to_drafter", one.reason.strip(), actor=actor)
    versions.touch(gathering)


def take_up(item: GatheringItem, *, actor: Actor) -> None:
    if item.is_answered:
        return
    item.taken_up_at = clock.now()
    audit.record(actor=actor, subject=item.nomination.ref, action="take_up", data={"gathering": item.gathering.ref})
    _close_if_answered(item.gathering, actor)


def hand_back(item: GatheringItem, reason: str, *, actor: Actor) -> None:
    """What follows the step: its own unit acts for the case again."""
    item.handed_back_at, item.handed_back_reason = clock.now(), reason.strip()
    item.nomination.submitting_unit_id = item.nomination.unit_id
    _close_if_answered(item.gathering, actor)


def _close_if_answered(gathering: Gathering, actor: Actor) -> None:
    db.session.flush()
    if gathering.state == GatheringState.SENT and all(item.is_answered for item in gathering.items):
        advance(gathering, "answer", actor=actor)


def _list(gathering: Gathering, nomination_ids: Iterable[int], actor: Actor) -> None:
    waiting = queries.waiting(gathering.unit_id, gathering.award_round_id)
    sheets.enlist(gathering, GatheringItem, listing.chosen(nomination_ids, waiting, actor))


def _insist_on_what_was_seen(
    gathering: Gathering, seen: str | None, answers: Mapping[int, Answer] | None = None
) -> None:
    """Nobody signs or answers a list that became another one while it was read; reasons typed are given back."""
    if seen is None:
        return
    names = {item.id: item.nomination.nominee_name for item in gathering.items}
    reasons = {key: one.reason for key, one in (answers or {}).items() if key in names and one.reason}
    versions.insist(
        gathering.ref,
        *(item.nomination.ref for item in gathering.items),
        seen=seen,
        now=as_shown(gathering),
        typed={f"Lý do không tiếp nhận {names[key]}": reason for key, reason in reasons.items()},
        changed=[f"Danh sách nay gồm: {', '.join(names.values())}."],
    )
