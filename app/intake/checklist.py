"""The papers an award's dossier needs, each present or missing. Rooms that hold a paper themselves say so here."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select

from app.awards.dossier import papers
from app.awards.models import DossierItem
from app.documents.models import Paper
from app.extensions import read_rows
from app.nominations import sections
from app.nominations.completeness import is_report
from app.nominations.models import Evidence, Nomination
from app.nominations.openings import Look
from app.submissions.models import SubmissionItem
from workflows.paper_life_1 import State as PaperState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

LETTERS = ("to_trinh", "danh_sach")


@dataclass(frozen=True)
class Held:
    """A paper that the house holds itself: in words, and the page that opens it."""

    words: str
    endpoint: str
    values: Mapping[str, Any] = field(default_factory=dict)


Finder = Callable[[Look], Mapping[str, Held]]  # by the code of the paper; what is not held is not there

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
    kept: Held | None

    @property
    def held(self) -> str:
        """'Tờ trình số 12/TTr-SGDĐT ngày 05/02/2025'."""
        return self.kept.words if self.kept else ""

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


def lines(look: Look) -> list[Line]:
    """What the award asks for this kind of nominee: first what is always needed, then what may be."""
    nomination = look.case
    asked = papers(nomination.award_version, nomination.subject, nomination.route)
    held = cache(lambda finder: finder(look))  # one sheet often stands for several papers
    return [_line(nomination, item, held) for item in (*asked.required, *asked.optional)]


def missing(look: Look) -> Iterator[str]:
    for line in lines(look):
        if line.is_missing:
            yield f"Thiếu giấy tờ: {line.name}."


def _line(nomination: Nomination, item: DossierItem, held: Callable[[Finder], Mapping[str, Held]]) -> Line:
    finder = _finders.get(item.doc_code)
    kept = held(finder).get(item.doc_code) if finder else None
    return Line(
        doc_code=item.doc_code,
        name=item.doc_type.name,
        copies=item.copies,
        note=item.note,
        condition=item.condition or "",
        files=tuple(e for e in nomination.evidence if e.doc_code == item.doc_code and e.removed_at is None),
        kept=written_report(nomination) if is_report(item.doc_code) else kept,
    )


def written_report(nomination: Nomination) -> Held | None:
    """The report is a part of the dossier itself; a signed copy may be attached, and need not be."""
    if not sections.text_of(nomination, sections.ACHIEVEMENTS):
        return None
    here = {"nomination_id": nomination.id, "_anchor": "panel-texts"}
    return Held("Báo cáo viết trong hồ sơ", "nominations.show", here)


@holds(*LETTERS)
def submission_letter(look: Look) -> Mapping[str, Held]:
    paper = read_rows(_LETTER, {"nomination_id": look.case.id}).one_or_none()
    if paper is None:
        return {}
    letter = printed(f"Tờ trình số {paper.number}/{paper.symbol} ngày {paper.issued_on:%d/%m/%Y}", paper.id)
    return dict.fromkeys(LETTERS, letter)


_LETTER = (
    select(Paper.id, Paper.number, Paper.symbol, Paper.issued_on)
    .join(SubmissionItem, SubmissionItem.submission_id == Paper.sheet_id)
    .where(
        Paper.sheet == Sheet.SUBMISSION,
        Paper.code == PaperCode.SUBMISSION_LETTER,
        Paper.state == PaperState.ISSUED,
        SubmissionItem.nomination_id == bindparam("nomination_id"),
        SubmissionItem.struck_reason.is_(None),
    )
    .order_by(Paper.id.desc())
    .limit(1)
)


def printed(words: str, paper_id: int | None) -> Held:
    return Held(words, "papers.pdf", {"paper_id": paper_id}) if paper_id else Held(words, "")
