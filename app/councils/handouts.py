"""What is printed around a meeting and kept nowhere: summaries of its cases, the extract of its minutes for one."""

from collections.abc import Iterator

from app.councils import agenda, matters, papers, rules
from app.councils.agenda import Line
from app.councils.matters import OnePage
from app.councils.models import Meeting, Presence, Voting
from app.councils.papers import METHODS, body_name, chair_of, secretary_of, superior
from app.councils.summaries import Summary
from app.councils.words import share
from app.documents import layout
from app.documents.kinds.of_councils import CaseSummary, MeetingPapers, MinutesExtract
from app.documents.printable import Letterhead, Signature
from app.organisations.naming import in_full


def meeting_papers(meeting: Meeting) -> MeetingPapers:
    """Tài liệu họp for those who read on paper."""
    listed = [*enumerate(agenda.living(meeting), start=1)]
    return MeetingPapers(
        letterhead=_letterhead(meeting),
        subject=f"Xét {papers.matter(meeting)}",
        signature=Signature(lines=""),
        meeting=f"{body_name(meeting)} họp {layout.moment(meeting.held_at)}, tại {in_full(meeting.place)}",
        cases=tuple(_case(page) for page in matters.of(meeting).pages(listed)),
    )


def _letterhead(meeting: Meeting) -> Letterhead:
    called = papers.words(meeting).council
    return Letterhead(superior=superior(meeting.council), organisation=called, symbol="", is_draft=False)


def _case(page: OnePage) -> CaseSummary:
    return CaseSummary(
        name=page.item.name,
        honorific=page.item.honorific,
        facts=tuple((label, text) for label, text in page.facts if text),
        achievements=page.text,
    )


def facts_of(summary: Summary) -> Iterator[tuple[str, str]]:
    """Label and text; what nobody wrote is an empty text. The page and the paper say the same."""
    item = summary.item
    case = item.case
    yield "Chức vụ, đơn vị", layout.in_one_line(case.nominee_title, case.unit.name)
    yield "Đề nghị tặng", case.award_version.name
    yield "Hồ sơ", case.code
    yield "Nội dung đề nghị", summary.citation
    yield "Kết quả từng năm", "; ".join(summary.years)
    yield "Đã được khen", "; ".join(f"{past.award} ({past.decision})" for past in summary.honours)
    yield "Hội đồng đơn vị", summary.unit_vote
    yield "Tiêu chí", summary.criteria
    yield "Hiệp y", summary.consulted
    yield "Kết luận thẩm định", summary.appraisal
    yield "Không bỏ phiếu", ", ".join(recusal.member.name for recusal in item.recusals)


def minutes_extract(line: Line) -> MinutesExtract:
    """Of a meeting that was closed, signed by its secretary."""
    item = line.item
    meeting = item.meeting
    noted = [one.presence for one in meeting.attendance]
    chair, secretary = chair_of(meeting), secretary_of(meeting)
    needed = share(line.pct, meeting.body, strict=line.strict)
    assert line.vote is not None, "a closed meeting was counted"
    return MinutesExtract(
        letterhead=_letterhead(meeting),
        subject=f"Họp {body_name(meeting)}\nxét {papers.matter(meeting)}",
        signature=Signature(lines="Thư ký Hội đồng", name=secretary.name),
        recipients=("Đơn vị đề nghị", papers.kept_at(meeting)),
        council=body_name(meeting),
        started_at=meeting.held_at,
        ended_at=meeting.ended_at,
        venue=in_full(meeting.place),
        members=line.members,
        present=noted.count(Presence.PRESENT),
        absent=noted.count(Presence.ABSENT),
        by_letter=noted.count(Presence.WRITTEN),
        chair=chair,
        secretary=secretary,
        led_by=item.chaired_by.name if item.chaired_by else "",
        matter=item.whom,
        opinion=item.note.strip(),
        voting_method="lấy phiếu bằng văn bản" if meeting.is_in_writing else METHODS[meeting.voting],
        recused=len(item.recusals),
        agree=item.agree or 0,
        disagree=item.disagree or 0,
        invalid=item.invalid or 0,
        is_by_hands=meeting.voting is Voting.HANDS,
        threshold=f"đạt khi có {needed} đồng ý",
        result=f"{rules.votes(line.vote)} đồng ý: {'đạt' if line.vote.passes else 'không đạt'}",
    )
