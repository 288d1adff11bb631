"""A paper for somebody who may see its sheet. Rooms that own sheets say who that is."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import bindparam, select
from werkzeug.exceptions import NotFound

from app.actor import Actor
from app.documents.layout import number_and_symbol
from app.documents.models import Paper
from app.extensions import db, read_rows
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

Reach = Callable[[int, Actor], bool]
_reaches: dict[Sheet, Reach] = {}
_closer: dict[PaperCode, Reach] = {}


def guards(sheet: Sheet) -> Callable[[Reach], Reach]:
    """A room says whether an actor may see its sheet with a given id."""

    def keep(reach: Reach) -> Reach:
        _reaches[sheet] = reach
        return reach

    return keep


def guards_closer(*codes: PaperCode) -> Callable[[Reach], Reach]:
    """A room says whether an actor who may see the sheet may also see a paper of these kinds, by the paper's id."""

    def keep(reach: Reach) -> Reach:
        _closer.update(dict.fromkeys(codes, reach))
        return reach

    return keep


def one(paper_id: int, actor: Actor) -> Paper:
    """The paper, or 404 for whoever may not see it."""
    paper = db.session.get(Paper, paper_id)
    if paper is None or not may_see(paper, actor):
        raise NotFound
    return paper


def may_see(paper: Paper, actor: Actor) -> bool:
    if paper.sheet not in _reaches or not _reaches[paper.sheet](paper.sheet_id, actor):
        return False
    return paper.code not in _closer or _closer[paper.code](paper.id, actor)


def of_sheet(sheet: Sheet, sheet_id: int) -> Sequence[Paper]:
    """All papers of one sheet that whoever sees it sees, oldest first; the others stand on their own rooms' pages."""
    return db.session.scalars(
        select(Paper)
        .where(Paper.sheet == sheet, Paper.sheet_id == sheet_id, Paper.code.not_in(_closer))
        .order_by(Paper.id)
    ).all()


_NUMBERED = (
    select(Paper.sheet_id, Paper.number, Paper.symbol, Paper.issued_on)
    .where(
        Paper.sheet == bindparam("sheet"),
        Paper.sheet_id.in_(bindparam("sheet_ids", expanding=True)),
        Paper.number.is_not(None),
    )
    .order_by(Paper.id)
)


def numbers(sheet: Sheet, sheet_ids: Iterable[int]) -> Mapping[int, str]:
    """'45/TTr-SGDĐT, 17/02/2025' of each sheet's newest paper that has a number; none: not there."""
    rows = read_rows(_NUMBERED, {"sheet": sheet, "sheet_ids": list(sheet_ids)})
    return {
        sheet_id: f"{number_and_symbol(number, symbol)}, {issued_on:%d/%m/%Y}"
        for sheet_id, number, symbol, issued_on in rows.tuples()
    }
