"""The steps of a sealed ballot, each a compare-and-set on its state. Beside it: `slips`, `casting`, `counting`."""

from collections.abc import Iterator

from sqlalchemy import delete, select

from app import clock
from app.actor import Actor
from app.audit import operations as audit
from app.ballots import box, facts, keys, papers, presence, queries, witness
from app.ballots.models import Ballot, BallotName, Excused, KeyEnd, Roll, Slip, WrappedKey
from app.casework import advance, begin, insist
from app.complaints.rules import WINDOW
from app.councils import agenda, voting
from app.councils.models import Meeting
from app.documents.kinds.of_councils import MeetingMinutes
from app.errors import Invalid, Refusal
from app.extensions import db, let_others_write
from app.outbox import operations as outbox
from app.papers.operations import issue_at_once
from workflows.ballot_1 import BallotState
from workflows.sheets_1 import MeetingState
from workflows.vocabulary import Sheet

NOT_YET = "Chưa chốt được danh sách bỏ phiếu."


def freeze(meeting: Meeting, key_end: KeyEnd, *, actor: Actor) -> Ballot:
    """Chốt danh sách: names, members, recusals and tellers stand still. A cancelled ballot is followed by another."""
    voting.hold_whole(meeting)
    assert actor.user_id is not None, "a ballot is prepared by a person"
    newest = queries.newest_of(meeting)
    if newest is not None and newest.state != BallotState.CANCELLED:
        raise Refusal(NOT_YET, ["Phiên họp này đã có một lần bỏ phiếu trực tuyến."])
    ballot = Ballot(meeting=meeting, key_end=key_end, created_by_id=actor.user_id, created_at=clock.now())
    begin(ballot, "sealed_ballot")
    db.session.add(ballot)
    db.session.flush()
    names = {str(item.id): item.subject for item in agenda.living(meeting)}
    advance(ballot, "freeze", actor=actor, data={"meeting": meeting.ref, "key_end": key_end.value, "names": names})
    _copy_list(ballot)
    outbox.put("tell_tellers", subject=ballot.ref, step="freeze")
    return ballot


def _copy_list(ballot: Ballot) -> None:
    meeting = ballot.meeting
    body, names = agenda.body_of(meeting), agenda.living(meeting)
    ballot.members = len(body)
    ballot.names = [BallotName(item_id=item.id, position=place) for place, item in enumerate(names, start=1)]
    ballot.slips = [
        Slip(position=place, name=teller.name, user_id=teller.user_id)
        for place, teller in enumerate(facts.holders(meeting), start=1)
    ]
    seated = {member.id for member in body}
    db.session.add_all(Roll(ballot_id=ballot.id, member_id=member.id) for member in body)
    db.session.add_all(
        Excused(ballot_id=ballot.id, item_id=item_id, member_id=member_id)
        for item_id, member_id in facts.recused(names, seated)
    )
    db.session.flush()


def start(ballot: Ballot, *, actor: Actor) -> None:
    """Bắt đầu bỏ phiếu: a pair of keys is made, the one that opens is sealed to each two of the three slips."""
    insist(ballot, "start", actor=actor)
    _insist_on_frozen(ballot)
    held = _slips_held(ballot)
    let_others_write()
    made = keys.make_keys(held)
    insist(ballot, "start", actor=actor)
    _insist_on_frozen(ballot)
    if _slips_held(ballot) != held:
        raise Refusal("Chưa bắt đầu bỏ phiếu.", ["Ban kiểm phiếu vừa nhận phiếu mở thùng khác: làm lại bước này."])
    advance(ballot, "start", actor=actor, data={"public_key": made.public_key})
    ballot.public_key = made.public_key
    outbox.put("tell_voters", subject=ballot.ref)
    db.session.add_all(WrappedKey(ballot_id=ballot.id, **wrapped) for wrapped in made.wrapped)
    db.session.flush()


def _insist_on_frozen(ballot: Ballot) -> None:
    """The list may be frozen before the meeting opens, which sets suspended cases aside and settles whose day it is."""
    if ballot.meeting.state == MeetingState.OPEN and (reasons := [*facts.moved_on(ballot), *_unnoted(ballot)]):
        raise Refusal("Chưa bắt đầu bỏ phiếu.", reasons)


def _unnoted(ballot: Ballot) -> Iterator[str]:
    if names := presence.unnoted(ballot.meeting):
        yield f"Chưa điểm danh {', '.join(names)}: chỉ người có mặt hoặc gửi ý kiến bằng văn bản được bỏ phiếu."


def _slips_held(ballot: Ballot) -> dict[int, str]:
    """By position, what seals to them; the step is refused by its guard where one is missing."""
    witness.insist_on_slips(ballot)
    return {slip.position: slip.public_key for slip in ballot.slips if slip.public_key and slip.is_confirmed}


def close(ballot: Ballot, reason: str, *, actor: Actor) -> None:
    """Kết thúc bỏ phiếu. `reason`: why, where not everybody has voted. What is in the box then is in the digest."""
    insist(ballot, "close", actor=actor)
    hold_box(ballot)
    missing = (ballot.members or 0) - box.cast_in(ballot)
    if missing and not reason.strip():
        raise Invalid(reason=f"Còn {missing} thành viên chưa bỏ phiếu: ghi lý do kết thúc, ví dụ đã hết giờ bỏ phiếu.")
    box.rewrite(ballot)
    ballot.cast, ballot.digest = box.cast_in(ballot), box.digest_of(ballot)
    told = {"cast": ballot.cast, "roll": ballot.members, "digest": ballot.digest}
    advance(ballot, "close", actor=actor, reason=reason.strip(), data=told)
    outbox.put("tell_tellers", subject=ballot.ref, step="close")
    outbox.put("tell_typed_in", subject=ballot.ref)


def hold_box(ballot: Ballot) -> None:
    """Nobody casts between what is looked at now and the end of this transaction."""
    audit.take_the_pen()
    db.session.execute(select(Ballot.id).where(Ballot.id == ballot.id).with_for_update())
    db.session.refresh(ballot)


def sign(ballot: Ballot, *, actor: Actor) -> None:
    """Ký biên bản: nothing is counted again; the slips go into their envelope, or their key is forgotten at once."""
    until = WINDOW.ends(clock.today()) if ballot.key_end is KeyEnd.AFTER_COMPLAINTS else None
    advance(ballot, "sign", actor=actor, data={"slips_kept_until": f"{until or ''}"})
    ballot.slips_kept_until = until
    if until is None:
        _forget_keys(ballot)


def destroy_keys(ballot: Ballot, *, actor: Actor) -> None:
    """Hủy phiếu mở thùng, by minutes: from here nobody can open the box, with whatever slips."""
    advance(ballot, "destroy_keys", actor=actor)
    _issue(papers.minutes_of_destroying(ballot), ballot, actor)
    _forget_keys(ballot)


def cancel(ballot: Ballot, reason: str, *, actor: Actor) -> None:
    """Hủy lần bỏ phiếu: the box is never opened, for its key is forgotten."""
    insist(ballot, "cancel", actor=actor)
    hold_box(ballot)
    content = papers.minutes_of_cancelling(ballot, reason)
    was_open = ballot.state in {BallotState.VOTING, BallotState.CLOSED}
    advance(ballot, "cancel", actor=actor, reason=reason)
    if was_open:
        _issue(content, ballot, actor)
    _forget_keys(ballot)


def _issue(content: MeetingMinutes, ballot: Ballot, actor: Actor) -> None:
    meeting = ballot.meeting
    issuer = meeting.council.organisation
    issue_at_once(content, sheet=Sheet.MEETING, sheet_id=meeting.id, issuer=issuer, actor=actor)


def _forget_keys(ballot: Ballot) -> None:
    db.session.execute(delete(WrappedKey).where(WrappedKey.ballot_id == ballot.id))
    for slip in ballot.slips:
        slip.salt = slip.public_key = None
    db.session.flush()
