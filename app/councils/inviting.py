"""The invitation to a meeting: signed by its secretary, numbered by văn thư, void with it or by a newer one."""

from app import clock, versions
from app.actor import Actor
from app.casework import hold
from app.councils import agenda, letters, matters
from app.councils.models import Meeting
from app.documents.models import Paper
from app.errors import Refusal
from app.papers import operations as papers
from workflows.paper_life_1 import State as PaperState
from workflows.sheets_1 import MeetingState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

TITLE = "Chưa ký được giấy mời."
OVERTAKEN = "Có giấy mời khác thay."
MOVED = "Phiên họp đổi thời gian, địa điểm hoặc thành phần."


def in_the_way(meeting: Meeting) -> list[str]:
    """Why nobody is invited yet, a sentence each."""
    if meeting.state != MeetingState.PREPARING:
        return ["Phiên họp đã khai mạc hoặc đã kết thúc."]
    one, reasons = matters.of(meeting).words.one, []
    if not agenda.living(meeting):
        reasons.append(f"Chương trình chưa có {one} nào: đưa {one} vào trước khi mời họp.")
    if meeting.held_at < clock.now():
        reasons.append("Giờ họp đã qua: sửa thời gian phiên họp trước khi mời.")
    return reasons


def invite(meeting: Meeting, *, seen: int, actor: Actor) -> Paper:
    """One paper for all members. Signed again after a change, it takes the place of one that has no number yet."""
    hold(meeting)
    versions.insist(meeting.ref, seen=seen, now=meeting.version)
    if reasons := in_the_way(meeting):
        raise Refusal(TITLE, reasons)
    call_off(meeting, OVERTAKEN, actor=actor)
    content = letters.invitation(meeting, signer=actor)
    issuer = meeting.council.organisation
    paper = papers.draft(content, sheet=Sheet.MEETING, sheet_id=meeting.id, issuer=issuer, anew=True)
    papers.sign(paper, content, actor=actor)
    versions.touch(meeting)  # whoever presses twice has read a meeting to which nobody was invited yet
    return paper


def call_off(meeting: Meeting, reason: str, *, actor: Actor) -> None:
    """An invitation that has not gone out yet never will; one that has is in the hands of those invited."""
    paper = papers.of_sheet(PaperCode.INVITATION, Sheet.MEETING, meeting.id)
    if paper is not None and paper.state == PaperState.SIGNED:
        papers.void(paper, reason, actor=actor)
