"""A council begins, is called otherwise, and is given its papers: decision, kiện toàn, quy chế."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.councils.constitution import CouncilKind, CouncilPaper, PaperKind
from app.councils.models import Council
from app.councils.words import COUNCILS
from app.documents.models import StoredFile
from app.errors import Refusal, refuse_all
from app.extensions import db
from app.organisations.models import Organisation
from app.organisations.queries import called
from app.text import fold

BEFORE_ISSUED = "Ngày có hiệu lực không thể trước ngày ban hành."
ENDS_EARLY = "Ngày hết hiệu lực không thể trước ngày có hiệu lực."
REPLACED = "Có quy chế mới thay."


@dataclass(frozen=True, kw_only=True)
class CouncilTerms:
    """A council: of whom, and what it is called."""

    organisation_code: str
    kind: CouncilKind
    is_provincial: bool
    name: str


@dataclass(frozen=True, kw_only=True)
class PaperEntry:
    """A paper as it is written; its signed copy comes beside."""

    kind: PaperKind
    number: str
    issued_on: date
    issuer: str
    title: str
    valid_from: date
    version: int = 0
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PaperEnd:
    """The last day a paper held; or that it was entered by mistake."""

    is_slip: bool
    valid_to: date | None
    reason: str
    version: int = 0
    typed: Mapping[str, str] = field(default_factory=dict)


def found(terms: CouncilTerms, *, actor: Actor) -> Council:
    audit.take_the_pen()
    organisation = _organisation(terms.organisation_code)
    refuse_all(organisation_code=_fault_of_organisation(organisation, terms), is_provincial=_fault_of_second(terms))
    council = Council(organisation=organisation, kind=terms.kind, is_provincial=terms.is_provincial, name=terms.name)
    db.session.add(council)
    db.session.flush()
    said = {"name": council.name, "kind": council.kind.value, "is_provincial": council.is_provincial}
    audit.record(actor=actor, subject=council.ref, action="found_council", data=said)
    return council


def rename(council: Council, name: str, *, seen: int, actor: Actor) -> None:
    """Whose council it is, and of which kind, stays."""
    versions.insist(council.ref, seen=seen, now=council.version, typed={"Tên Hội đồng": name})
    before, council.name = council.name, name
    audit.record(actor=actor, subject=council.ref, action="rename_council", data={"name": [before, name]})


def add_paper(council: Council, entry: PaperEntry, copy: StoredFile, *, actor: Actor) -> CouncilPaper:
    """A new regulation takes the place of the one before; a kiện toàn leaves the decision of establishment in force."""
    versions.insist(council.ref, seen=entry.version, now=council.version, typed=entry.typed)
    refuse_all(
        number=_fault_of_number(council, entry),
        valid_from=BEFORE_ISSUED if entry.valid_from < entry.issued_on else None,
    )
    if entry.kind is PaperKind.REGULATION:
        _replace_regulation(council, entry.valid_from)
    paper = CouncilPaper(
        kind=entry.kind,
        number=entry.number,
        issued_on=entry.issued_on,
        issuer=entry.issuer,
        title=entry.title,
        file=copy,
        valid_from=entry.valid_from,
        entered_by_id=actor.user_id,
        entered_at=clock.now(),
        end_reason="",
        is_slip=False,
    )
    council.papers.append(paper)
    versions.touch(council, by="name")
    said = {"paper": paper.id, "called": paper.called, "sha256": copy.sha256}
    audit.record(actor=actor, subject=council.ref, action="add_council_paper", data=said)
    return paper


def end_paper(council: Council, paper: CouncilPaper, end: PaperEnd, *, actor: Actor) -> None:
    versions.insist(council.ref, seen=end.version, now=council.version, typed=end.typed)
    if paper.is_slip or paper.valid_to is not None:
        raise Refusal("Chưa ghi được.", ["Văn bản này đã ghi hết hiệu lực hoặc đã đánh dấu nhập nhầm."])
    if end.is_slip:
        _insist_on_unused(council, paper)
        paper.is_slip = True
    else:
        refuse_all(valid_to=_fault_of_last_day(paper, end.valid_to))
        paper.valid_to = end.valid_to
    paper.end_reason = end.reason
    versions.touch(council, by="name")
    said = {"paper": paper.id, "called": paper.called, "is_slip": paper.is_slip}
    audit.record(actor=actor, subject=council.ref, action="end_council_paper", reason=end.reason, data=said)


def _organisation(words: str) -> Organisation | None:
    known = called(words, clock.today())
    return known if known and known.exists_on(clock.today()) else None


def _fault_of_organisation(organisation: Organisation | None, terms: CouncilTerms) -> str | None:
    if organisation is None:
        return "Không có đơn vị đang hoạt động mang mã hoặc tên này. Chọn trong danh sách gợi ý."
    other = db.session.scalar(
        select(Council.name).where(
            Council.organisation_id == organisation.id,
            Council.kind == terms.kind,
            Council.is_provincial.is_(terms.is_provincial),
        )
    )
    return f"{organisation.name} đã có {other}." if other else None


def _fault_of_second(terms: CouncilTerms) -> str | None:
    if not terms.is_provincial:
        return None
    other = db.session.scalar(select(Council.name).where(Council.is_provincial, Council.kind == terms.kind))
    return f"Tỉnh chỉ có một {COUNCILS[terms.kind]} cấp tỉnh: {other}." if other else None


def _fault_of_number(council: Council, entry: PaperEntry) -> str | None:
    for paper in council.papers:
        is_same = (fold(paper.number), paper.issued_on) == (fold(entry.number), entry.issued_on)
        if is_same and paper.kind is entry.kind and not paper.is_slip:
            return f"Văn bản số {paper.number} ngày {entry.issued_on:%d/%m/%Y} đã có trong danh sách."
    return None


def _fault_of_last_day(paper: CouncilPaper, last_day: date | None) -> str | None:
    if last_day is None:
        return "Nhập ngày cuối cùng còn hiệu lực."
    return ENDS_EARLY if last_day < paper.valid_from else None


def _replace_regulation(council: Council, from_day: date) -> None:
    for paper in council.papers:
        if paper.kind is PaperKind.REGULATION and paper.holds_on(from_day) and paper.valid_from < from_day:
            paper.valid_to, paper.end_reason = from_day - timedelta(days=1), REPLACED


def _insist_on_unused(council: Council, paper: CouncilPaper) -> None:
    uses = [f"Thành viên {one.name}" for one in council.members if paper.id in {one.begun_by_id, one.ended_by_id}]
    uses += [f"Số liệu từ ngày {one.valid_from:%d/%m/%Y}" for one in council.settings if one.paper_id == paper.id]
    uses += ["Tỷ lệ phiếu riêng" for one in council.thresholds if one.paper_id == paper.id]
    if uses:
        reasons = [f"{use} lấy căn cứ ở văn bản này." for use in dict.fromkeys(uses)]
        raise Refusal("Chưa đánh dấu nhập nhầm được.", reasons)
