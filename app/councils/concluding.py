"""Cases after a closed meeting: each by its vote; or, at the province, back to be clarified."""

from collections.abc import Mapping, Sequence

from app.actor import Actor
from app.casework import advance
from app.councils import issuing, rules
from app.councils.case_items import CaseItem
from app.councils.facts import lines_of, vote_of
from app.councils.models import Meeting
from app.errors import Refusal
from workflows.sheets_1 import MeetingState

TITLE = "Chưa thể kết luận hồ sơ."


def conclude(meeting: Meeting, items: Sequence[CaseItem], clarify: Mapping[int, str], *, actor: Actor) -> None:
    """`clarify`: by entry, what the council wants to know first; one notice for all of these."""
    asked = {}
    for item in items:
        wanted = clarify.get(item.id, "").strip()
        if _conclude(item, wanted, actor=actor):
            asked[item.id] = wanted
    if asked:
        issuing.conclusion(meeting, asked, actor=actor)


def conclude_one(item: CaseItem, clarify: str, *, actor: Actor) -> None:
    """A case that could not be concluded when its meeting closed."""
    conclude(item.meeting, [item], {item.id: clarify}, actor=actor)


def _conclude(item: CaseItem, clarify: str, *, actor: Actor) -> bool:
    """Whether it is to be clarified."""
    if item.meeting.state != MeetingState.CLOSED:
        raise Refusal(TITLE, ["Phiên họp chưa bế mạc."])
    _insist_on_last_word(item)
    if clarify and item.meeting.council.is_provincial:
        advance(item.case, "ask_to_clarify", actor=actor, reason=clarify)
        return True
    vote = vote_of(item)
    assert vote is not None, "a closed meeting was counted"
    passed, refused = (
        ("pass_council", "refuse_at_council")
        if item.meeting.council.is_provincial
        else ("pass_unit_council", "refuse_at_unit_council")
    )
    if vote.passes:
        advance(item.case, passed, actor=actor)
        return False
    advance(item.case, refused, actor=actor, reason=f"{rules.in_words(vote)}. {item.note}".strip())
    if item.meeting.council.is_provincial:
        issuing.refusal(item, actor=actor)
    return False


def _insist_on_last_word(item: CaseItem) -> None:
    """A case is concluded by its newest meeting, and by none that was opened before it came to the council anew."""
    is_provincial = item.meeting.council.is_provincial
    newest = next((line for line in lines_of(item.case) if line.is_provincial is is_provincial), None)
    if newest is None or newest.item_id != item.id:
        raise Refusal(TITLE, ["Hồ sơ đã vào một phiên họp sau: kết luận theo phiên họp đó."])
    if not newest.counts:
        raise Refusal(
            TITLE,
            ["Hồ sơ đã trình lại Hội đồng sau phiên họp này: Hội đồng phải họp, bỏ phiếu lại."],
        )
