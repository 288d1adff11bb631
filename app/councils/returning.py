"""Sums of a vote, typed off the papers: by two people, neither of whom sees what the other typed before both have.

Two equal entries by two people are the meeting's sums. Where they differ nobody's are: both look again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.councils import agenda, seats, typists, voting
from app.councils.models import AgendaItem, Meeting, ReturnsEntry, Voting
from app.councils.rules import Ballots, Totals
from app.errors import Forbidden, Invalid, Refusal
from app.extensions import db
from workflows.sheets_1 import MeetingState

NOT_YET = "Chưa thể ghi kết quả bỏ phiếu."
NOT_YOURS = "Chỉ Thư ký Hội đồng và Ban kiểm phiếu nhập kết quả bỏ phiếu."
EMPTY = Totals(agree=None, disagree=None, invalid=None)
NO_BALLOTS = Ballots(issued=None, returned=None, invalid=None)


@dataclass(frozen=True, kw_only=True)
class Returns:
    """What one person counted: the ballots, the sums of each name. `version`: of their own entry; 0: the first."""

    ballots: Ballots
    totals: Mapping[int, Totals]  # AgendaItem.id -> sums
    version: int = 0
    typed: Mapping[str, str] = field(default_factory=dict)


def enter(meeting: Meeting, handed: Returns, *, actor: Actor) -> None:
    """Keep somebody's own entry; contradictions are told beside the field and nothing is kept."""
    voting.hold_whole(meeting)
    own = entry_of(meeting, actor)
    versions.insist(meeting.ref, seen=handed.version, now=own.version if own else 0, typed=handed.typed)
    _insist_on_open(meeting)
    if not seats.may_enter(meeting, actor):
        raise Forbidden(NOT_YET, [NOT_YOURS])
    if not meeting.is_on_paper:
        raise Refusal(NOT_YET, ["Phiên họp này không bỏ phiếu bằng phiếu giấy."])
    items = agenda.living(meeting)
    if fault := voting.fault_of_committee(meeting, agenda.people_of(meeting)):
        raise Refusal(NOT_YET, [fault])
    if fault := typists.fault(meeting, actor):
        raise Refusal(NOT_YET, [fault])
    wanted = _insist_on_sums(meeting, items, handed.ballots, handed.totals)
    _keep_entry(meeting, own, handed.ballots, wanted, actor)
    audit.record(actor=actor, subject=meeting.ref, action="enter_returns")  # no number before both have typed
    _settle(meeting, actor)


def record_hands(meeting: Meeting, handed: Returns, *, actor: Actor) -> None:
    """A show of hands is counted before everybody's eyes and typed once, by the secretary; no ballot is handed out."""
    voting.hold_whole(meeting)
    versions.insist(meeting.ref, seen=handed.version, now=meeting.version, typed=handed.typed)
    _insist_on_open(meeting)
    if not seats.keeps(meeting, actor):
        raise Forbidden(NOT_YET, ["Thư ký Hội đồng ghi kết quả biểu quyết."])
    if meeting.voting is not Voting.HANDS:
        raise Refusal(NOT_YET, ["Phiên họp này không biểu quyết giơ tay."])
    items = agenda.living(meeting)
    wanted = _insist_on_sums(meeting, items, NO_BALLOTS, handed.totals)
    keep_sums(meeting, NO_BALLOTS, wanted, actor=actor)


def keep_sums(meeting: Meeting, ballots: Ballots, totals: Mapping[int, Totals], *, actor: Actor) -> None:
    """The meeting's sums from here on, as the log tells them too (`wholeness`)."""
    meeting.ballots_issued, meeting.ballots_returned = ballots.issued, ballots.returned
    meeting.ballots_invalid = ballots.invalid
    items = agenda.living(meeting)
    for item in items:
        sums = totals.get(item.id, EMPTY)
        item.agree, item.disagree, item.invalid = sums.agree, sums.disagree, sums.invalid
    versions.touch(meeting)
    audit.record(actor=actor, subject=meeting.ref, action="record_returns", data=_told(meeting, items))


def forget(meeting: Meeting) -> None:
    """The sums and all that was entered: a vote that was cancelled."""
    meeting.entries.clear()
    _clear(meeting)


def entry_of(meeting: Meeting, actor: Actor) -> ReturnsEntry | None:
    return next((entry for entry in meeting.entries if entry.user_id == actor.user_id), None)


def agreed(meeting: Meeting) -> tuple[ReturnsEntry, ReturnsEntry] | None:
    """The first two people whose entries are equal."""
    pairs = combinations(meeting.entries, 2)
    return next((pair for pair in pairs if pair[0].sums == pair[1].sums), None)


def differing(meeting: Meeting) -> list[AgendaItem]:
    """The names on which the entries do not say the same."""
    return [
        item
        for item in agenda.living(meeting)
        if len({tuple(entry.totals.get(str(item.id), ())) for entry in meeting.entries}) > 1
    ]


def lack(meeting: Meeting) -> str | None:
    """Why the sums on paper are not the meeting's yet."""
    if not meeting.is_on_paper:
        return None
    people = [entry.user.full_name for entry in meeting.entries]
    if not people:
        return "Chưa ai nhập kết quả: hai người nhập độc lập, khớp nhau mới kiểm phiếu được."
    if len(people) == 1:
        return f"Mới có {people[0]} nhập kết quả: chờ {typists.awaited(meeting)} nhập độc lập lần hai."
    if agreed(meeting) is None:
        return f"Kết quả do {', '.join(people)} nhập chưa khớp nhau: mỗi người xem lại phần mình."
    return None


def _insist_on_sums(
    meeting: Meeting, items: Sequence[AgendaItem], ballots: Ballots, totals: Mapping[int, Totals]
) -> dict[int, Totals]:
    wanted = {item.id: totals.get(item.id, EMPTY) for item in items}
    if found := agenda.faults_of(meeting, ballots, wanted):
        raise Invalid(**found)
    return wanted


def _keep_entry(
    meeting: Meeting, own: ReturnsEntry | None, ballots: Ballots, totals: Mapping[int, Totals], actor: Actor
) -> None:
    assert actor.user_id is not None, "sums are typed by a person"
    assert None not in (ballots.issued, ballots.returned, ballots.invalid), "they were judged before"
    entry = own or ReturnsEntry(user_id=actor.user_id)
    entry.issued, entry.returned, entry.invalid = ballots.issued or 0, ballots.returned or 0, ballots.invalid or 0
    entry.totals = {str(item_id): [sums.agree, sums.disagree, sums.invalid] for item_id, sums in totals.items()}
    entry.entered_at = clock.now()
    if own is None:
        meeting.entries.append(entry)
    db.session.flush()


def _settle(meeting: Meeting, actor: Actor) -> None:
    """After each entry: what two people agree on is kept, what nobody agrees on any more is taken back."""
    pair = agreed(meeting)
    if pair is None:
        if meeting.ballots_issued is not None:
            _clear(meeting)
            versions.touch(meeting)
            audit.record(actor=actor, subject=meeting.ref, action="withdraw_returns")
        return
    issued, returned, invalid, totals = pair[0].sums
    keep_sums(
        meeting,
        Ballots(issued=issued, returned=returned, invalid=invalid),
        {int(item_id): Totals(agree=a, disagree=d, invalid=i) for item_id, (a, d, i) in totals.items()},
        actor=actor,
    )


def _clear(meeting: Meeting) -> None:
    meeting.ballots_issued = meeting.ballots_returned = meeting.ballots_invalid = None
    for item in agenda.living(meeting):
        item.agree = item.disagree = item.invalid = None


def _insist_on_open(meeting: Meeting) -> None:
    if meeting.state != MeetingState.OPEN:
        raise Refusal(NOT_YET, ["Chỉ ghi được khi phiên họp đã khai mạc và chưa kiểm phiếu."])


def _told(meeting: Meeting, items: Sequence[AgendaItem]) -> dict[str, object]:
    ballots = agenda.ballots_of(meeting)
    return {
        "tellers": meeting.tellers,
        "entered_by": [entry.user.full_name for entry in agreed(meeting) or ()],
        "ballots": [ballots.issued, ballots.returned, ballots.invalid],
        "totals": {item.subject: [item.agree, item.disagree, item.invalid] for item in items},
    }
