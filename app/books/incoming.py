"""Sổ văn bản đến: dossiers as the intake desk took them in, and what văn thư entered, in one row of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Row,
    ScalarSelect,
    Select,
    String,
    bindparam,
    exists,
    func,
    select,
)
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from app import clock
from app.awards.models import AwardVersion
from app.books.outgoing import MOST, PAGE, Search
from app.documents.layout import number_and_symbol
from app.documents.models import Paper, StoredFile
from app.extensions import db, read_rows
from app.intake.models import IncomingDocument, IncomingNumber
from app.nominations.models import Nomination
from app.organisations.models import Organisation
from app.submissions.models import Submission, SubmissionItem
from app.text import fold
from workflows.paper_life_1 import State
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet


class Line(NamedTuple):
    """One number of the register."""

    number: int
    arrived_on: date
    sender: str
    symbol: str
    dated_on: date | None
    title: str
    nomination_id: int | None
    case: str  # its code
    submission_id: int | None  # the Tờ trình whose number it is
    cases: int  # how many came with it
    file_of: int | None  # the document whose scan there is
    paper_id: int | None  # the Tờ trình it came with


@dataclass(frozen=True)
class Page:
    lines: Sequence[Line]
    next_after: int | None
    is_cut_off: bool  # the year has more than MOST: the oldest are not here


def page(search: Search) -> Page:
    """Newest first, a page; or the whole year in the order of its numbers."""
    most = MOST + 1 if search.is_whole else PAGE + 1
    bound: dict[str, Any] = {"house_id": search.house_id, "year": search.year, "most": most}
    bound |= {"after": search.after} if search.after is not None and not search.is_whole else {}
    bound |= {"words": f"%{_plain(fold(search.words))}%"} if search.words else {}
    asked = frozenset(bound)
    lines = [_of_dossier(row) for row in read_rows(_dossiers(asked), bound)]
    lines += [_of_document(row) for row in read_rows(_documents(asked), bound)]
    lines.sort(key=lambda line: line.number, reverse=True)
    if search.is_whole:
        return Page(lines[:MOST][::-1], None, len(lines) > MOST)
    return Page(lines[:PAGE], lines[PAGE - 1].number if len(lines) > PAGE else None, is_cut_off=False)


@cache
def _dossiers(asked: frozenset[str]) -> Select[Any]:
    """Tờ trình with what came with them; a case that has a number of its own, with the newest that carries it."""
    found = (
        select(
            IncomingNumber.number,
            IncomingNumber.given_at,
            Organisation.name.label("sender"),
            AwardVersion.name.label("award"),
            Nomination.id.label("nomination_id"),
            Nomination.code,
            Nomination.nominee_name,
            IncomingNumber.submission_id,
            select(func.count()).where(*_CAME_WITH).correlate(IncomingNumber).scalar_subquery().label("cases"),
            Submission.title,
            Paper.id.label("paper_id"),
            Paper.number.label("letter_number"),
            Paper.symbol,
            Paper.issued_on,
        )
        .join(Nomination, Nomination.id == IncomingNumber.nomination_id)
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .outerjoin(Submission, Submission.id == IncomingNumber.submission_id)
        .join(Organisation, Organisation.id == func.coalesce(Submission.unit_id, Nomination.unit_id))
        .outerjoin(Paper, Paper.id == _letter())
    )
    return _within(found, IncomingNumber, asked, _says_of_a_dossier(bindparam("words", type_=String)))


_CAME_WITH = SubmissionItem.submission_id == IncomingNumber.submission_id, SubmissionItem.struck_reason.is_(None)


def _letter() -> ScalarSelect[int]:
    """The issued Tờ trình: the one that has the number, or the newest that carries the case."""
    return (
        select(Paper.id)
        .join(SubmissionItem, SubmissionItem.submission_id == Paper.sheet_id)
        .where(
            Paper.sheet == Sheet.SUBMISSION,
            Paper.code == PaperCode.SUBMISSION_LETTER,
            Paper.state == State.ISSUED,
            Paper.sheet_id == func.coalesce(IncomingNumber.submission_id, Paper.sheet_id),
            SubmissionItem.nomination_id == IncomingNumber.nomination_id,
            SubmissionItem.struck_reason.is_(None),
        )
        .order_by(Paper.id.desc())
        .limit(1)
        .correlate(IncomingNumber)
        .scalar_subquery()
    )


def _says_of_a_dossier(words: BindParameter[str]) -> ColumnElement[bool]:
    """In the name of the nominee, of anybody else on the list, or of who sent it."""
    named = aliased(Nomination)
    is_among = exists().where(
        SubmissionItem.nomination_id == named.id, *_CAME_WITH, named.nominee_folded.like(words, escape="/")
    )
    own = Nomination.nominee_folded.like(words, escape="/")
    return own | Organisation.folded.like(words, escape="/") | is_among.correlate(IncomingNumber)


@cache
def _documents(asked: frozenset[str]) -> Select[Any]:
    found = select(
        IncomingDocument.id,
        IncomingDocument.number,
        IncomingDocument.arrived_on,
        IncomingDocument.sender,
        IncomingDocument.symbol,
        IncomingDocument.dated_on,
        IncomingDocument.title,
        IncomingDocument.nomination_id,
        IncomingDocument.file_id,
        Nomination.code,
    ).outerjoin(Nomination, Nomination.id == IncomingDocument.nomination_id)
    return _within(
        found, IncomingDocument, asked, IncomingDocument.folded.like(bindparam("words", type_=String), escape="/")
    )


def _within(found: Select[Any], kept: Any, asked: frozenset[str], text: Any) -> Select[Any]:  # noqa: ANN401 -- columns
    found = found.where(kept.organisation_id == bindparam("house_id"), kept.year == bindparam("year"))
    if "after" in asked:
        found = found.where(kept.number < bindparam("after", type_=Integer))
    if "words" in asked:
        found = found.where(text)
    return found.order_by(kept.number.desc()).limit(bindparam("most", type_=Integer))


def _of_dossier(row: Row[Any]) -> Line:
    return Line(
        number=row.number,
        arrived_on=clock.local(row.given_at).date(),
        sender=row.sender,
        symbol=number_and_symbol(row.letter_number, row.symbol) if row.paper_id else "",
        dated_on=row.issued_on,
        title=row.title if row.cases > 1 else f"Hồ sơ đề nghị {row.award}: {row.nominee_name}",
        nomination_id=row.nomination_id,
        case=row.code if row.cases <= 1 else f"{row.code} và {row.cases - 1} hồ sơ khác",
        submission_id=row.submission_id if row.cases > 1 else None,
        cases=max(row.cases, 1),
        file_of=None,
        paper_id=row.paper_id,
    )


def _of_document(row: Row[Any]) -> Line:
    return Line(
        number=row.number,
        arrived_on=row.arrived_on,
        sender=row.sender,
        symbol=row.symbol,
        dated_on=row.dated_on,
        title=row.title,
        nomination_id=row.nomination_id,
        case=row.code or "",
        submission_id=None,
        cases=0,
        file_of=row.id if row.file_id else None,
        paper_id=None,
    )


def _plain(text: str) -> str:
    """Letters of LIKE are letters here."""
    for sign in ("/", "%", "_"):
        text = text.replace(sign, f"/{sign}")
    return text


def scan(document_id: int, houses: Sequence[int]) -> StoredFile | None:
    """Of a document in one of the books that somebody reads, or 404."""
    found = db.session.get(IncomingDocument, document_id)
    if found is None or found.organisation_id not in houses:
        raise NotFound
    return found.file
