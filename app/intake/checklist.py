"""The papers an award's dossier needs, each present or missing. Rooms that hold a paper themselves say so here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from sqlalchemy import select

from app.awards.dossier import papers
from app.awards.models import DossierItem
from app.documents.models import Paper
from app.extensions import db
from app.nominations import sections
from app.nominations.completeness import is_report
from app.nominations.models import Evidence, Nomination
from app.submissions.models import SubmissionItem
from app.submissions.openings import results
from workflows.paper_life_1 import State as PaperState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

Finder = Callable[[Nomination], str]  # what the house holds, in words; empty: nothing

_finders: dict[str, Finder] = {}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One paper of the checklist."""

    doc_code: str
    name: str
    copies: int
    note: str
    condition: str  # when it is needed at all; empty: always
    files: tuple[Evidence, ...]
    held: str  # "Tờ trình số 12/TTr-SGDĐT ngày 05/02/2025"

    @property
    def is_present(self) -> bool:
        return bool(self.files or self.held)

    @property
    def is_missing(self) -> bool:
        return not self.is_present and not self.condition


def holds(*doc_codes: str) -> Callable[[Finder], Finder]:
    """A room finds these papers among its own sheets, so that nobody has to upload them."""

    def keep(finder: Finder) -> Finder:
        _finders.update(dict.fromkeys(doc_codes, finder))
        return finder

    return keep


def lines(nomination: Nomination) -> list[Line]:
    """What the award asks for this kind of nominee: first what is always needed, then what may be."""
    asked = papers(nomination.award_version, nomination.nominee_kind, nomination.route)
    held = cache(lambda finder: finder(nomination))  # one sheet often stands for several papers
    return [_line(nomination, item, held) for item in (*asked.required, *asked.optional)]


def missing(nomination: Nomination) -> Iterator[str]:
    for line in lines(nomination):
        if line.is_missing:
            yield f"Thiếu giấy tờ: {line.name}."


def _line(nomination: Nomination, item: DossierItem, held: Callable[[Finder], str]) -> Line:
    finder = written_report if is_report(item.doc_code) else _finders.get(item.doc_code)
    return Line(
        doc_code=item.doc_code,
        name=item.doc_type.name,
        copies=item.copies,
        note=item.note,
        condition=item.condition or "",
        files=tuple(e for e in nomination.evidence if e.doc_code == item.doc_code and e.removed_at is None),
        held=held(finder) if finder else "",
    )


def written_report(nomination: Nomination) -> str:
    """The report is a part of the dossier itself; a signed copy may be attached, and need not be."""
    return "Báo cáo viết trong hồ sơ" if sections.text_of(nomination, sections.ACHIEVEMENTS) else ""


@holds("to_trinh", "danh_sach")
def submission_letter(nomination: Nomination) -> str:
    paper = db.session.scalars(
        select(Paper)
        .join(SubmissionItem, SubmissionItem.submission_id == Paper.sheet_id)
        .where(
            Paper.sheet == Sheet.SUBMISSION,
            Paper.code == PaperCode.SUBMISSION_LETTER,
            Paper.state == PaperState.ISSUED,
            SubmissionItem.nomination_id == nomination.id,
            SubmissionItem.struck_reason.is_(None),
        )
        .order_by(Paper.id.desc())
        .limit(1)
    ).one_or_none()
    if paper is None:
        return ""
    return f"Tờ trình số {paper.number}/{paper.symbol} ngày {paper.issued_on:%d/%m/%Y}"


@holds("bien_ban_binh_xet", "bien_ban_xet_kt", "ket_qua_bo_phieu")
def unit_minutes(nomination: Nomination) -> str:
    """The unit's council met and voted in this system: its minutes and count are kept there."""
    result = results([nomination.id]).get(nomination.id)
    return f"Biên bản họp Hội đồng đơn vị ngày {result.held_on:%d/%m/%Y}. {result.words}" if result else ""
