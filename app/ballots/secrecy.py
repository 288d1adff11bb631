"""How many ballots keep a vote secret, and whether the box holds as many as the council must be to decide at all.

Below either the box is not opened: who voted is then named, and what so few chose would be theirs by name.
"""

from collections.abc import Iterator
from typing import Final

from app.ballots import box
from app.ballots.models import Ballot
from app.councils import agenda, matters
from app.councils.models import Meeting

FEWEST: Final = 3  # of two, each knows the other's: how a secret vote is built, no number of the law
ANEW = "Thùng phiếu không mở: hủy lần bỏ phiếu này và bỏ phiếu lại."


def needed(meeting: Meeting) -> int:
    """Ballots without which there is no vote: the quorum of the council's regulation, and what keeps a secret."""
    return max(agenda.quorum_of(meeting).needed, FEWEST)


def too_few(ballot: Ballot) -> Iterator[str]:
    """Why a closed box is not opened, a sentence each."""
    cast, quorum = ballot.cast or 0, agenda.quorum_of(ballot.meeting)
    if cast < needed(ballot.meeting):
        yield f"Trong thùng có {cast} lá phiếu, cần ít nhất {needed(ballot.meeting)} lá mới kiểm được. {ANEW}"
        return
    if not quorum.is_met:
        yield f"Chưa đủ số thành viên: {quorum.text}. Ghi sót ai thì điểm danh lại, không thì hủy lần bỏ phiếu."
    expected = box.votes_expected(ballot)
    for name in ballot.names:
        if 0 < expected[name.item_id] < FEWEST:
            yield (
                f"{name.item.name}: chỉ {expected[name.item_id]} người bỏ phiếu trường hợp này,"
                f" kiểm ra là biết ai chọn gì. {ANEW}"
            )


def too_few_may_vote(meeting: Meeting) -> Iterator[str]:
    """Of a list to be frozen: names on which so few have a vote that it would be no secret."""
    body = {member.id for member in agenda.body_of(meeting)}
    for item in agenda.living(meeting):
        able = len(body - {recusal.member_id for recusal in item.recusals})
        if 0 < able < FEWEST:
            yield (
                f"{item.name}: chỉ {able} thành viên được bỏ phiếu trường hợp này, không còn là"
                f" phiếu kín. Đưa {matters.of(meeting).words.one} này ra khỏi chương trình, hoặc đổi cách bỏ phiếu."
            )
