"""Sổ văn bản đến: dossiers as the intake desk took them in, and what văn thư entered, in one row of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Integer, Row, Select, String, bindparam, select
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
from app.submissions.models import SubmissionItem
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
    """Each with the newest Tờ trình that carries it."""
    letter = (
        select(Paper.id)
        .join(SubmissionItem, SubmissionItem.submission_id == Paper.sheet_id)
        .where(
            Paper.sheet == Sheet.SUBMISSION,
            Paper.code == PaperCode.SUBMISSION_LETTER,
            Paper.state == State.ISSUED,
            SubmissionItem.nomination_id == IncomingNumber.nomination_id,
            SubmissionItem.struck_reason.is_(None),
        )
        .order_by(Paper.id.desc())
        .limit(1)
        .correlate(IncomingNumber)
        .scalar_subquery()
    )
    found = (
        select(
            IncomingNumber.number,
            IncomingNumber.given_at,
            Organisation.name.label("sender"),
            AwardVersion.name.label("award"),
            Nomination.id.label("nomination_id"),
            Nomination.code,
            Nomination.nominee_name,
            Paper.id.label("paper_id"),
            Paper.number.label("letter_number"),
            Paper.symbol,
            Paper.issued_on,
        )
        .join(Nomination, Nomination.id == IncomingNumber.nomination_id)
        .join(Organisation, Organisation.id == Nomination.unit_id)
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .outerjoin(Paper, Paper.id == letter)
    )
    words = bindparam("words", type_=String)
    text = Nomination.nominee_folded.like(words, escape="/") | Organisation.folded.like(words, escape="/")
    return _within(found, IncomingNumber, asked, text)


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
        title=f"Hồ sơ đề nghị {row.award}: {row.nominee_name}",
        nomination_id=row.nomination_id,
        case=row.code,
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
