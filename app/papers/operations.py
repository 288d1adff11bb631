"""The life of a paper: Dự thảo → Trình ký → Đã ký → Đã cấp số → Phát hành.

A paper belongs to its sheet and moves only when the sheet does, in the same transaction. The rooms gather
what it says; here it is kept, frozen at its signature, numbered, and stored with its signed copy.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import bindparam, select

from app import clock
from app.actor import SYSTEM, Actor
from app.audit import operations as audit
from app.casework import advance, begin
from app.documents import numbers
from app.documents.kinds import read
from app.documents.models import Paper, StoredFile
from app.documents.printable import PrintedPaper
from app.errors import NOT_AFTER_TODAY, Invalid, refuse_all
from app.extensions import db
from app.organisations import substitutes
from app.organisations.models import Organisation
from app.outbox import operations as outbox
from app.papers import facts  # noqa: F401 -- teaches casework what a paper is
from app.papers.wholeness import PRINTED, digest
from workflows.paper_life_1 import State
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet


@dataclass(frozen=True, kw_only=True)
class Registration:
    """What văn thư enters from the agency's register: number and date, and the signed copy."""

    number: int
    issued_on: date


def draft(content: PrintedPaper, *, sheet: Sheet, sheet_id: int, issuer: Organisation, anew: bool = False) -> Paper:
    """Write a sheet's paper, or write it over as long as it is a draft; `anew` writes another beside a signed one."""
    paper = of_sheet(PaperCode(content.code), sheet, sheet_id)
    if paper is None or (anew and paper.state != State.DRAFT):
        return _begun(content, sheet, sheet_id, issuer)
    if paper.state == State.DRAFT:
        paper.title, paper.content = content.subject, content.to_json()
    return paper


def _begun(content: PrintedPaper, sheet: Sheet, sheet_id: int, issuer: Organisation) -> Paper:
    paper = Paper(
        code=PaperCode(content.code),
        sheet=sheet,
        sheet_id=sheet_id,
        organisation_id=issuer.id,
        template=content.template,
        title=content.subject,
        content=content.to_json(),
        symbol=content.letterhead.symbol,
        created_at=clock.now(),
    )
    begin(paper, "paper")
    db.session.add(paper)
    db.session.flush()
    return paper


def sign(paper: Paper, content: PrintedPaper, *, actor: Actor) -> None:
    """Freeze what the paper says and record who signed it in which capacity."""
    substitutes.insist_may_sign(actor)
    final = replace(content, letterhead=replace(content.letterhead, is_draft=False, number=None))
    frozen = final.to_json()
    advance(paper, "present", actor=actor)
    paper.title = content.subject
    paper.content = frozen
    paper.signer_name = content.signature.name
    paper.signer_lines = content.signature.lines
    paper.signed_at = clock.now()
    advance(paper, "sign", actor=actor, data={"content": digest(frozen)})


def register(paper: Paper, entry: Registration, signed_copy: StoredFile, *, actor: Actor) -> None:
    """Give the number and date of the agency's own register, keep the signed copy, and issue the paper."""
    if wrong_day := _fault_of_day(paper, entry):
        taken = numbers.objection_to(paper, entry.number, year=entry.issued_on.year)
        refuse_all(issued_on=wrong_day, number=taken)
    _take_number(paper, entry)
    said = read(paper.template, paper.content)
    numbered = replace(said.letterhead, number=entry.number, issued_on=entry.issued_on, is_draft=False)
    paper.issued_on = entry.issued_on
    paper.content = replace(said, letterhead=numbered).to_json()
    paper.signed_copy_id = signed_copy.id
    given = {"number": entry.number, "issued_on": entry.issued_on.isoformat(), "content": digest(paper.content)}
    advance(paper, "number", actor=actor, data=given)
    advance(paper, "issue", actor=actor, data={"signed_copy": signed_copy.sha256})
    outbox.put("render", subject=paper.ref)


def _fault_of_day(paper: Paper, entry: Registration) -> str | None:
    if entry.issued_on > clock.today():
        return NOT_AFTER_TODAY
    if paper.signed_at and entry.issued_on < clock.local(paper.signed_at).date():
        return "Ngày văn bản không thể trước ngày ký trên hệ thống."
    return None


def _take_number(paper: Paper, entry: Registration) -> None:
    try:
        numbers.take(paper, entry.number, year=entry.issued_on.year)
    except numbers.NumberRefused as refused:
        raise Invalid(number=refused.sentence) from refused


def issue_unnumbered(paper: Paper, content: PrintedPaper, *, actor: Actor) -> None:
    """Sign and issue in one go a paper that takes no number of a register: a receipt, a meeting's minutes."""
    sign(paper, content, actor=actor)
    advance(paper, "issue_unnumbered", actor=actor)
    outbox.put("render", subject=paper.ref)


def issue_at_once(content: PrintedPaper, *, sheet: Sheet, sheet_id: int, issuer: Organisation, actor: Actor) -> Paper:
    """Likewise a paper that goes with a step and is no draft before: one more each time the step is taken."""
    paper = _begun(content, sheet, sheet_id, issuer)
    issue_unnumbered(paper, content, actor=actor)
    return paper


def keep_rendering(paper: Paper, rendering: StoredFile) -> None:
    """From now on the paper is served as it was printed here."""
    db.session.flush()
    paper.rendering_id = rendering.id
    audit.record(actor=SYSTEM, subject=paper.ref, action=PRINTED, data={"rendering": rendering.sha256})


def void(paper: Paper, reason: str, *, actor: Actor) -> None:
    """Take a paper out of use; it stays to be seen, with its reason."""
    advance(paper, "void", actor=actor, reason=reason)


_OF_SHEET = (
    select(Paper)
    .where(
        Paper.code == bindparam("code"),
        Paper.sheet == bindparam("sheet"),
        Paper.sheet_id == bindparam("sheet_id"),
        Paper.state != State.VOID,
    )
    .order_by(Paper.id.desc())
    .limit(1)
)


def of_sheet(code: PaperCode, sheet: Sheet, sheet_id: int) -> Paper | None:
    """The sheet's living paper of one kind; the newest, when a dossier came in twice."""
    return db.session.scalars(_OF_SHEET, {"code": code, "sheet": sheet, "sheet_id": sheet_id}).one_or_none()
