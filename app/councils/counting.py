"""Why the vote of a meeting cannot be counted yet, a sentence each."""

from collections.abc import Iterator, Mapping

from app.councils import agenda, matters, openings, returning, voting
from app.councils.models import Meeting, Voting
from workflows.sheets_1 import MeetingState

NOT_OPENED_YET = "Thùng phiếu kín trực tuyến chưa mở để kiểm."


def faults(meeting: Meeting) -> list[str]:
    """Sums that contradict themselves, who counted, who was there, who led."""
    items, quorum = agenda.living(meeting), agenda.quorum_of(meeting)
    names = {f"agree_{item.id}": item.name for item in items}
    sentences = _of_box(meeting) if meeting.voting is Voting.SEALED else _of_sums(meeting, names)
    if fault := voting.fault_of_committee(meeting, agenda.people_of(meeting)):
        sentences.append(fault)
    if not quorum.is_met:
        sentences.append(f"Chưa đủ số thành viên: {quorum.text}.")
    return [*sentences, *before_sums(meeting)]


def _of_sums(meeting: Meeting, names: Mapping[str, str]) -> list[str]:
    totals = agenda.totals_of(agenda.living(meeting))
    found = agenda.faults_of(meeting, agenda.ballots_of(meeting), totals)
    return [f"{names[field]}: {said}" if field in names else said for field, said in found.items()]


def _of_box(meeting: Meeting) -> list[str]:
    """Its sums come from the box, which answers for them."""
    vote = openings.vote_elsewhere(meeting)
    return [*vote.faults] if vote and vote.is_counted else [NOT_OPENED_YET]


def unopened(meeting: Meeting) -> str:
    """Of a meeting that votes by the box: that nobody has looked into it yet, and how far the vote is."""
    if meeting.voting is not Voting.SEALED or meeting.state != MeetingState.OPEN:
        return ""
    vote = openings.vote_elsewhere(meeting)
    how_far = f": {vote.words[:1].lower()}{vote.words[1:]}." if vote else "."
    return f"{NOT_OPENED_YET.removesuffix('.')}{how_far}"


def before_sums(meeting: Meeting) -> Iterator[str]:
    """What is said whether the sums are in or not."""
    if lack := returning.lack(meeting):
        yield lack
    yield from without_voters(meeting)
    yield from unled(meeting)


def without_voters(meeting: Meeting) -> Iterator[str]:
    """Names on which nobody at all votes: there is nothing to count, and nobody who could lead."""
    body = {member.id for member in agenda.body_of(meeting)}
    for item in agenda.living(meeting):
        if body and body <= {recusal.member_id for recusal in item.recusals}:
            yield (
                f"{item.name}: mọi thành viên đều không bỏ phiếu trường hợp này."
                f" Xem lại ai không bỏ phiếu, hoặc đưa {matters.of(meeting).words.one} này ra khỏi chương trình."
            )


def unled(meeting: Meeting) -> Iterator[str]:
    """Names on which whoever leads does not vote, and nobody was chosen to lead in their place."""
    leads = agenda.presiding(meeting)
    if leads is None or meeting.is_in_writing:  # nobody leads where nobody sits
        return
    for item in agenda.living(meeting):
        if item.chaired_by_id is None and any(recusal.member_id == leads.id for recusal in item.recusals):
            yield (f"{item.name}: {leads.name} chủ trì nhưng không bỏ phiếu trường hợp này, chọn người điều hành thay.")
