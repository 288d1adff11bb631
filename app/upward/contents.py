"""What goes up beside the Tờ trình: of each name report, evidence, votes, appraisal, opinions; and what lacks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app import clock
from app.appraisals.models import Consultation, ConsultationStatus
from app.councils import agenda, handouts
from app.councils.models import AgendaItem, Meeting
from app.documents.kinds import read
from app.documents.layout import number_and_symbol
from app.documents.models import Paper, StoredFile
from app.documents.printable import PrintedPaper
from app.extensions import db
from app.intake import checklist
from app.nominations.completeness import is_report
from app.nominations.models import Evidence, Nomination
from app.nominations.openings import Look
from app.public_notices.models import NoticeItem, PublicNotice
from app.upward import written
from app.upward.models import UpwardSubmission
from workflows.paper_life_1 import State as PaperState
from workflows.sheets_1 import MeetingState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

NO_COUNCIL = "none"


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One file of the package: what it is, and what is printed or taken out of the store for it."""

    title: str
    number: str = ""
    dated: date | None = None
    held: StoredFile | PrintedPaper | bytes
    of: str = ""  # the name it is about; without: of all

    @property
    def ending(self) -> str:
        if isinstance(self.held, StoredFile):
            return self.held.path.rpartition(".")[2]
        return "xlsx" if isinstance(self.held, bytes) else "pdf"


def gaps(sheet: UpwardSubmission) -> tuple[str, ...]:
    """A sentence for each compulsory paper that a name lacks; nothing: the package is whole."""
    return tuple(f"{item.nomination.nominee_name}: {gap}" for item in sheet.items for gap in _gaps(item.nomination))


def _gaps(case: Nomination) -> Iterator[str]:
    for missing in checklist.missing(Look(case)):
        yield missing[:1].lower() + missing[1:]
    if not _case_papers(case):
        yield "thiếu Báo cáo thẩm định của Sở Nội vụ."
    votes = _votes(case)
    if case.award_version.considered_by != NO_COUNCIL and not any(vote.meeting.council.is_provincial for vote in votes):
        yield "thiếu biên bản, kết quả bỏ phiếu của Hội đồng tỉnh."


def pieces(case: Nomination) -> Iterator[Piece]:
    """In the order of the table of contents."""
    yield from _reports(case)
    yield from (_evidence(one) for one in case.evidence if one.removed_at is None and not is_report(one.doc_code))
    for vote in _votes(case):
        where = "tỉnh" if vote.meeting.council.is_provincial else "đơn vị"
        yield Piece(
            title=f"Trích biên bản họp Hội đồng {where}, kết quả bỏ phiếu",
            dated=clock.local(vote.meeting.held_at).date(),
            held=handouts.minutes_extract(agenda.line(vote)),
        )
    yield from (paper_piece(paper) for paper in _case_papers(case))
    yield from _opinions(case)
    yield from (paper_piece(paper) for paper in _notice_reports(case))


def paper_piece(paper: Paper) -> Piece:
    """The signed copy where there is one: what goes up is what was signed."""
    said = read(paper.template, paper.content)
    return Piece(
        title=" ".join(f"{said.kind.capitalize()} {paper.title[:1].lower()}{paper.title[1:]}".split()),
        number=number_and_symbol(paper.number, paper.symbol) if paper.number else "",
        dated=paper.issued_on or (clock.local(paper.signed_at).date() if paper.signed_at else None),
        held=paper.signed_copy or paper.rendering or said,
    )


def _reports(case: Nomination) -> Iterator[Piece]:
    attached = [one for one in case.evidence if one.removed_at is None and is_report(one.doc_code)]
    if attached:
        yield from (_evidence(one) for one in attached)
    else:
        yield Piece(title="Báo cáo thành tích", held=written.report(case))


def _evidence(one: Evidence) -> Piece:
    own = PurePath(one.title).stem if one.title == one.file.original_name else one.title  # nobody gave it another
    title = one.doc_type.name if own in {"", one.doc_type.name} else f"{one.doc_type.name}: {own}"
    return Piece(
        title=title,
        dated=clock.local(one.added_at).date(),
        held=one.file,
    )


def _opinions(case: Nomination) -> Iterator[Piece]:
    """What came with a file as that file; what agencies wrote on their page on one page of ours."""
    asked = db.session.scalars(
        select(Consultation)
        .where(Consultation.nomination_id == case.id, Consultation.status != ConsultationStatus.CANCELLED)
        .options(joinedload(Consultation.agency), joinedload(Consultation.file))
        .order_by(Consultation.id)
    ).all()
    for one in asked:
        if one.file is not None:
            yield Piece(
                title=f"Trả lời hiệp y của {one.agency.name}",
                number=one.letter_number,
                dated=clock.local(one.answered_at).date() if one.answered_at else None,
                held=one.file,
            )
    if asked:
        yield Piece(title="Tổng hợp ý kiến hiệp y", held=written.opinions(case, asked))


def _votes(case: Nomination) -> list[AgendaItem]:
    """The counted votes of closed meetings, the unit's first."""
    found = db.session.scalars(
        select(AgendaItem)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            AgendaItem.nomination_id == case.id,
            AgendaItem.removed_reason.is_(None),
            AgendaItem.members.is_not(None),
            Meeting.state == MeetingState.CLOSED,
        )
        .options(joinedload(AgendaItem.meeting).joinedload(Meeting.council))
        .order_by(Meeting.held_at, Meeting.id)
    )
    return [*found]


def _case_papers(case: Nomination) -> list[Paper]:
    """The appraisal's report, the newest: an earlier one was of another appraisal."""
    reports = select(Paper).where(
        Paper.sheet == Sheet.CASE,
        Paper.sheet_id == case.id,
        Paper.code == PaperCode.APPRAISAL_REPORT,
        Paper.state.in_((PaperState.SIGNED, PaperState.NUMBERED, PaperState.ISSUED)),
    )
    return [*db.session.scalars(reports.order_by(Paper.id.desc()).limit(1))]


def _notice_reports(case: Nomination) -> list[Paper]:
    reports = (
        select(Paper)
        .join(PublicNotice, PublicNotice.report_id == Paper.id)
        .join(NoticeItem, NoticeItem.notice_id == PublicNotice.id)
        .where(NoticeItem.nomination_id == case.id)
        .order_by(Paper.id)
    )
    return [*db.session.scalars(reports)]
