"""A paper for somebody who may see its sheet. Rooms that own sheets say who that is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, or_, select
from werkzeug.exceptions import NotFound

from app.actor import Actor
from app.documents.layout import number_and_symbol
from app.documents.models import Paper
from app.extensions import OWN_UNIT, db, is_there, read_rows
from app.organisations.models import Organisation
from workflows.paper_life_1 import PaperLife1
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role, Sheet

LETTERS = frozenset({Sheet.CASE, Sheet.NOTICE, Sheet.MEETING, Sheet.PROPOSAL})  # numbered on the page of letters …
ON_THEIR_SHEET = frozenset({PaperCode.PROPOSAL_LETTER})  # … but these, on the page of what they are about
COUNCIL = "council"  # of the province: it has a register of its own, and nobody but its standing agency keeps it
Reach = Callable[[int, Actor], bool]
Readers = Callable[[Any, Actor], bool]  # of a paper, or of a line that tells of one
_reaches: dict[Sheet, Reach] = {}
_readers: dict[PaperCode, Readers] = {}
_elsewhere: set[PaperCode] = set()


def guards(sheet: Sheet) -> Callable[[Reach], Reach]:
    """A room says whether an actor may see its sheet with a given id."""

    def keep(reach: Reach) -> Reach:
        _reaches[sheet] = reach
        return reach

    return keep


def guards_paper(*codes: PaperCode, is_elsewhere: bool = False) -> Callable[[Readers], Readers]:
    """A room says who of those that see the sheet may also read these papers of it.

    `is_elsewhere`: they stand on that room's own pages, not among the papers of the sheet.
    """

    def keep(readers: Readers) -> Readers:
        _readers.update(dict.fromkeys(codes, readers))
        if is_elsewhere:
            _elsewhere.update(codes)
        return readers

    return keep


def one(paper_id: int, actor: Actor) -> Paper:
    """The paper, or 404 for whoever may not see its sheet, or not this paper of it."""
    paper = db.session.get(Paper, paper_id)
    if paper is None or not may_see(paper, actor):
        raise NotFound
    return paper


def letter(paper_id: int, actor: Actor) -> Paper:
    """A letter about a case, an invitation, a notice, a conclusion or a report that this office numbers; else 404."""
    paper = one(paper_id, actor)
    own = select(Paper.id).where(Paper.id == paper_id, is_numbered_by(actor.role))
    if paper.sheet not in LETTERS or not is_there(own.params(own_unit=actor.organisation_id)):
        raise NotFound
    return paper


def is_numbered_by(role: Role | None) -> ColumnElement[bool]:
    """The papers of an office's own house; Sở Nội vụ's văn thư has the council's too. Whose: `own_unit`.

    Who numbers for UBND tỉnh may sit in its Văn phòng; its conclusions alone are not told and numbered elsewhere.
    """
    if role is Role.CLERICAL_UBND:
        return and_(Paper.code == PaperCode.CONCLUSION_NOTICE, ~_of_the_council())
    own = Paper.organisation_id == OWN_UNIT
    is_own = or_(own, _of_the_council()) if role is Role.SNV_CLERICAL else own
    return and_(is_own, Paper.code.not_in(ON_THEIR_SHEET))


def _of_the_council() -> ColumnElement[bool]:
    return Paper.organisation_id.in_(select(Organisation.id).where(Organisation.kind == COUNCIL))


def may_see(paper: Paper, actor: Actor) -> bool:
    if paper.sheet not in _reaches or not _reaches[paper.sheet](paper.sheet_id, actor):
        return False
    return paper.code not in _readers or _readers[paper.code](paper, actor)


def of_sheet(sheet: Sheet, sheet_id: int) -> Sequence[Paper]:
    """All papers of one sheet that whoever sees it sees, oldest first; the others stand on their own rooms' pages."""
    return db.session.scalars(
        select(Paper)
        .where(Paper.sheet == sheet, Paper.sheet_id == sheet_id, Paper.code.not_in(_elsewhere))
        .order_by(Paper.id)
    ).all()


class CasePaper(NamedTuple):
    """A paper of one case, as a list tells it."""

    id: int
    code: PaperCode
    state: str
    title: str
    number: int | None
    symbol: str
    issued_on: date | None
    signed_copy_id: int | None

    @property
    def state_name(self) -> str:
        return PaperLife1.state_name(self.state)


_OF_CASE = (
    select(*(getattr(Paper, name) for name in CasePaper._fields))
    .where(Paper.sheet == Sheet.CASE, Paper.sheet_id == bindparam("case_id"))
    .order_by(Paper.id)
)


def of_case(case_id: int) -> list[CasePaper]:
    """All papers of one case, oldest first; who may read which is asked by `readable`."""
    return [CasePaper(*row) for row in read_rows(_OF_CASE, {"case_id": case_id})]


def readable(papers: Iterable[CasePaper], actor: Actor) -> list[CasePaper]:
    """Of those the ones this reader of the case may open and that no other room's page shows."""
    return [
        paper
        for paper in papers
        if paper.code not in _elsewhere and (paper.code not in _readers or _readers[paper.code](paper, actor))
    ]


_NUMBERED = (
    select(Paper.sheet_id, Paper.number, Paper.symbol, Paper.issued_on)
    .where(
        Paper.sheet == bindparam("sheet"),
        Paper.sheet_id.in_(bindparam("sheet_ids", expanding=True)),
        Paper.number.is_not(None),
        Paper.code != PaperCode.CONCLUSION_NOTICE,
    )
    .order_by(Paper.id)
)


def numbers(sheet: Sheet, sheet_ids: Iterable[int]) -> Mapping[int, str]:
    """'45/TTr-SGDĐT, 17/02/2025' of each sheet's newest paper that has a number; none: not there.

    What was concluded about a sheet is not the sheet's own.
    """
    rows = read_rows(_NUMBERED, {"sheet": sheet, "sheet_ids": list(sheet_ids)})
    return {
        sheet_id: f"{number_and_symbol(number, symbol)}, {issued_on:%d/%m/%Y}"
        for sheet_id, number, symbol, issued_on in rows.tuples()
    }
