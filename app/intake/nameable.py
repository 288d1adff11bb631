"""What a request for more may name: texts, data and papers of a dossier, each with the words people know it by."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.intake import checklist, queries
from app.intake.models import Supplement, SupplementItem
from app.medals.operations import PART as SERVICE
from app.nominations import sections
from app.nominations.completeness import is_report
from app.nominations.models import Nomination
from app.nominations.openings import Look

GENERAL = "general"
YEARS = "years"
FIELD = "field"
PAPER = "paper"
TEXT = "text"
DATA = "data"


@dataclass(frozen=True, kw_only=True)
class Nameable:
    """One thing that may be found wanting."""

    kind: str
    key: str
    label: str
    seen: str  # what is there now, in a few words
    note: str = ""  # what was said about it the last time

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.key}"


def of(nomination: Nomination) -> list[Nameable]:
    """Everything that may be named; after an answer only what was found wanting again."""
    supplement = queries.open_supplement(nomination.id)
    if supplement is not None and supplement.answered_at is not None:
        return [*_rejected(supplement)]
    return [*_fields(nomination), *_papers(nomination)]


def shape(item: SupplementItem) -> str:
    """How an item is answered: by a file, by writing its text anew, or on the pages of the draft's data."""
    if item.kind == PAPER:
        return PAPER
    return DATA if item.key in {GENERAL, YEARS, SERVICE} else TEXT


def labels(nomination: Nomination) -> dict[str, str]:
    return {thing.name: thing.label for thing in of(nomination)}


def _rejected(supplement: Supplement) -> Iterator[Nameable]:
    for item in supplement.items:
        if item.accepted is False:
            yield Nameable(kind=item.kind, key=item.key, label=item.label, seen=item.answer, note=item.note)


def _papers(nomination: Nomination) -> Iterator[Nameable]:
    listed = checklist.lines(Look(nomination))
    for line in listed:
        if line.files or not line.held or is_report(line.doc_code):
            seen = line.held or ("Đã có" if line.is_present else "Chưa có")
            yield Nameable(kind=PAPER, key=line.doc_code, label=line.name, seen=seen)
    known = {line.doc_code for line in listed}
    others = {e.doc_code: e.doc_type.name for e in nomination.evidence if e.removed_at is None}
    for code, name in others.items():
        if code not in known:
            yield Nameable(kind=PAPER, key=code, label=name, seen="Đã có")


def _fields(nomination: Nomination) -> Iterator[Nameable]:
    yield Nameable(kind=FIELD, key=GENERAL, label="Thông tin chung", seen=nomination.nominee_title)
    years = ", ".join(str(entry.year) for entry in nomination.years)
    yield Nameable(kind=FIELD, key=YEARS, label="Thành tích, danh hiệu từng năm", seen=years or "Chưa nhập năm nào")
    if nomination.is_of_the_medal:
        yield Nameable(kind=FIELD, key=SERVICE, label="Nhóm đối tượng, khai báo, quá trình công tác", seen="")
    for section in sections.of(nomination):
        text = sections.text_of(nomination, section.key)
        seen = f"Đã viết {len(text)} ký tự" if text else "Chưa viết"
        yield Nameable(kind=FIELD, key=section.key, label=section.title, seen=seen)
