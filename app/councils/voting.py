"""How a meeting votes: chosen while it is prepared, fixed when it opens; and whether its vote has begun."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app import versions
from app.actor import Actor
from app.audit import operations as audit
from app.casework import hold
from app.councils import openings, queries, regulation, rules
from app.councils.customs import TELLERS
from app.councils.models import Meeting, Voting
from app.errors import Invalid, Refusal
from workflows.sheets_1 import MeetingState

NOT_AFTERWARDS = "Việc bỏ phiếu đã bắt đầu: không sửa được nữa."


@dataclass(frozen=True, kw_only=True)
class Choice:
    voting: Voting
    version: int
    typed: Mapping[str, str] = field(default_factory=dict)


def choose(meeting: Meeting, wanted: Choice, *, actor: Actor) -> None:
    """Only while it is prepared: members are told with the invitation how they will vote."""
    hold(meeting)
    versions.insist(meeting.ref, seen=wanted.version, now=meeting.version, typed=wanted.typed)
    if meeting.state != MeetingState.PREPARING:
        raise Refusal("Chưa thể đổi cách bỏ phiếu.", ["Phiên họp đã khai mạc hoặc đã kết thúc: cách bỏ phiếu đã chốt."])
    openings.insist_list_may_change(meeting, "Chưa thể đổi cách bỏ phiếu.")
    if wanted.voting is Voting.SEALED and meeting.committee and (fault := fault_of_keepers(meeting)):
        raise Invalid(voting=fault)
    if wanted.voting is Voting.HANDS and (fault := fault_of_openness(meeting)):
        raise Invalid(voting=fault)
    before = meeting.voting
    meeting.voting = wanted.voting
    versions.touch(meeting)
    changed = {"voting": [before.value, wanted.voting.value]}
    audit.record(actor=actor, subject=meeting.ref, action="choose_voting", data=changed)


def fault_of_openness(meeting: Meeting) -> str | None:
    """A regulation that somebody entered as saying so keeps the vote secret; the custom alone does not."""
    settings = regulation.of_meeting(meeting)
    if not settings.is_secret or not regulation.is_settled(settings.secrecy_confidence):
        return None
    return f"Quy chế của Hội đồng quy định bỏ phiếu kín ({settings.secrecy_basis}): không biểu quyết giơ tay."


def fault_of_keepers(meeting: Meeting) -> str | None:
    """A sealed box is opened by tellers who have accounts."""
    return rules.fault_of_keepers(sum(teller.user_id is not None for teller in meeting.committee))


def fault_of_committee(meeting: Meeting, nominees: list[str]) -> str | None:
    """Ban kiểm phiếu as it stands; hands may be counted without one."""
    if meeting.voting is Voting.HANDS and not meeting.committee:
        return None
    if not meeting.committee:
        return f"Chưa ghi Ban kiểm phiếu: cần {TELLERS.at_least}."
    fault = rules.fault_of_tellers(meeting.tellers, nominees)
    return fault or (fault_of_keepers(meeting) if meeting.voting is Voting.SEALED else None)


def has_begun(meeting: Meeting) -> bool:
    """Something of the vote is there: sums, or somebody's entry of them, or a list that was frozen for a sealed box."""
    if meeting.state not in {MeetingState.PREPARING, MeetingState.OPEN}:
        return True
    vote = openings.vote_elsewhere(meeting)
    if vote is not None and vote.stands:
        return True
    if meeting.state == MeetingState.PREPARING:
        return False
    return bool(meeting.entries) or any(item.agree is not None for item in meeting.items if item.removed_reason is None)


def hold_whole(meeting: Meeting) -> None:
    """The meeting with all that hangs on it, as it is now: a page reads before the pen is its own, and who was recused
    or named meanwhile would vote, or type, all the same.
    """
    hold(meeting)
    queries.read_anew(meeting)


def insist_not_begun(meeting: Meeting, title: str) -> None:
    hold_whole(meeting)
    if has_begun(meeting):
        openings.insist_list_may_change(meeting, title)
        raise Refusal(title, [NOT_AFTERWARDS])


def insist_not_counted(meeting: Meeting) -> None:
    hold_whole(meeting)
    if meeting.state not in {MeetingState.PREPARING, MeetingState.OPEN}:
        raise Refusal("Chưa thể chọn người điều hành.", ["Phiên họp đã kiểm phiếu hoặc đã kết thúc."])
