"""What a dossier still lacks before its unit may send it on: a sentence each, and where to mend it.

The room itself looks only at rows already loaded; rooms above find their own.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.awards.dossier import papers
from app.awards.models import DossierItem
from app.nominations import sections
from app.nominations.models import Nomination
from app.nominees.models import NomineeKind

THEMATIC = "chuyen_de"
BY_MERIT = "cong_trang"
REPORT = "bao_cao_"  # how the codes of reports begin: the report may be written here instead of attached
MADE_HERE = frozenset({"to_trinh", "danh_sach", "bien_ban_binh_xet", "bien_ban_xet_kt", "ket_qua_bo_phieu"})


@dataclass(frozen=True)
class Gap:
    sentence: str
    anchor: str  # of the part of the draft that mends it


Finder = Callable[[Nomination], Iterable[Gap]]
_finders: list[Finder] = []


def finds_gaps(finder: Finder) -> Finder:
    """A room above says what its own part of the dossier lacks."""
    _finders.append(finder)
    return finder


def gaps(nomination: Nomination) -> list[Gap]:
    own = [*_general(nomination), *_texts(nomination), *_years(nomination), *_papers(nomination)]
    return [*own, *(gap for finder in _finders for gap in finder(nomination))]


def _general(nomination: Nomination) -> Iterator[Gap]:
    if not nomination.route and nomination.movement_id is None:
        yield Gap("Chưa chọn loại hình khen thưởng.", "general")
    if nomination.route == THEMATIC and nomination.movement_id is None:
        yield Gap("Khen theo chuyên đề: chưa chọn phong trào thi đua.", "general")
    if nomination.nominee_kind is NomineeKind.INDIVIDUAL and not nomination.nominee_title:
        yield Gap("Chưa ghi chức vụ, nơi công tác của người được đề nghị.", "general")
    if nomination.nominee_kind is NomineeKind.HOUSEHOLD and not nomination.nominee_title:
        yield Gap("Chưa ghi nơi cư trú của hộ gia đình được đề nghị.", "general")
    if nomination.route == BY_MERIT and nomination.period_from is None:
        yield Gap("Chưa ghi thành tích tính từ năm nào đến năm nào.", "general")


def _texts(nomination: Nomination) -> Iterator[Gap]:
    for section in sections.of(nomination):
        if section.key == sections.ACHIEVEMENTS and _has_attached_report(nomination):
            continue
        if section.key != sections.AWARDS_HELD and not sections.text_of(nomination, section.key):
            yield Gap(f"Chưa viết mục “{section.title}”.", section.anchor)


def _years(nomination: Nomination) -> Iterator[Gap]:
    if nomination.period_from is not None and nomination.period_to is not None:
        written = {entry.year for entry in nomination.years}
        for year in range(nomination.period_from, nomination.period_to + 1):
            if year not in written:
                yield Gap(f"Chưa nhập thành tích năm {year}.", "years")
    for entry in nomination.years:
        if entry.title and not (entry.decision_number and entry.decision_date):
            yield Gap(f"Năm {entry.year}: “{entry.title}” chưa ghi số và ngày quyết định.", "years")


def _papers(nomination: Nomination) -> Iterator[Gap]:
    attached = _attached(nomination)
    for item in asked_of_unit(nomination):
        if item.doc_code not in attached:
            yield Gap(f"Chưa đính kèm {item.doc_type.name[:1].lower()}{item.doc_type.name[1:]}.", "evidence")


def asked_of_unit(nomination: Nomination) -> list[DossierItem]:
    """Papers the unit must attach before it sends the case on."""
    asked = papers(nomination.award_version, nomination.subject, nomination.route).required
    return [item for item in asked if item.doc_code not in MADE_HERE and not is_report(item.doc_code)]


def is_report(doc_code: str) -> bool:
    return doc_code.startswith(REPORT)


def _has_attached_report(nomination: Nomination) -> bool:
    return any(is_report(code) for code in _attached(nomination))


def _attached(nomination: Nomination) -> set[str]:
    return {paper.doc_code for paper in nomination.evidence if paper.removed_at is None}
