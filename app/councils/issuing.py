"""What a meeting issues with its steps: what needs no number at once, what has one signed for văn thư to number."""

from collections.abc import Mapping

from app.actor import Actor
from app.councils import letters
from app.councils import papers as said
from app.councils.case_items import CaseItem
from app.councils.models import Meeting
from app.documents.kinds.of_councils import MeetingMinutes
from app.documents.printable import PrintedPaper
from app.papers import operations as papers
from workflows.vocabulary import Sheet


def tally_sheet(meeting: Meeting, *, actor: Actor) -> None:
    _issue(said.tally_sheet(meeting), meeting, actor)


def minutes(meeting: Meeting, *, actor: Actor) -> None:
    _issue(said.minutes(meeting), meeting, actor)


def minutes_of_cancelling(content: MeetingMinutes, meeting: Meeting, *, actor: Actor) -> None:
    """Gathered before the vote was cancelled: afterwards nobody knows any more who had voted how."""
    _issue(content, meeting, actor)


def refusal(item: CaseItem, *, actor: Actor) -> None:
    """Thông báo không khen thưởng, in the council's name; văn thư of Sở Nội vụ, its standing agency, numbers it."""
    content = letters.refusal(item, signer=actor)
    issuer = item.meeting.council.organisation
    paper = papers.draft(content, sheet=Sheet.CASE, sheet_id=item.case.id, issuer=issuer, anew=True)
    papers.sign(paper, content, actor=actor)


def conclusion(meeting: Meeting, asked: Mapping[int, str], *, actor: Actor) -> None:
    """Thông báo kết luận, numbered as that: one for all cases that the council wants clarified."""
    content = letters.conclusion(meeting, asked, signer=actor)
    issuer = meeting.council.organisation
    paper = papers.draft(content, sheet=Sheet.MEETING, sheet_id=meeting.id, issuer=issuer, anew=True)
    papers.sign(paper, content, actor=actor)


def _issue(content: PrintedPaper, meeting: Meeting, actor: Actor) -> None:
    """A vote that was cancelled has left minutes of its own, so each is written anew."""
    issuer = meeting.council.organisation
    papers.issue_at_once(content, sheet=Sheet.MEETING, sheet_id=meeting.id, issuer=issuer, actor=actor)
