"""What somebody has been awarded: entered here or decided in this system, read as one, the newest decision first."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Integer, Row, Select, String, and_, bindparam, case, cast, literal, null, select, union_all
from sqlalchemy.sql.selectable import Subquery

from app.documents.layout import number_and_symbol
from app.extensions import in_few_lengths, read_rows
from app.honours import openings
from app.honours.models import Honour
from app.honours.words import LEVELS, STANDINGS, Standing
from app.nominees.models import Nominee, NomineeKind, form_of_address
from app.nominees.openings import Fact, tells_of_a_life
from app.organisations.models import Organisation
from app.text import fold


class Past(NamedTuple):
    """One award somebody holds, in plain values."""

    source: str  # honours | decisions: the room whose page shows it
    line: int  # of the source, to go on from
    id: int
    nominee_id: int
    name: str
    unit_id: int
    unit: str
    award: str
    level: str
    year: int
    number: str
    decided_on: date
    decided_by: str
    standing: Standing
    route: str = ""  # loại hình; of what was entered here nobody has said it

    @property
    def key(self) -> str:
        """By which a list goes on."""
        return f"{self.decided_on:%Y%m%d}-{self.source}-{self.line}"

    @property
    def level_name(self) -> str:
        return LEVELS.get(self.level, self.level)

    @property
    def standing_name(self) -> str:
        return STANDINGS[self.standing]

    @property
    def decision(self) -> str:
        return f"{self.number} ngày {self.decided_on:%d/%m/%Y}"


ENTERED_HERE = "honours"
STANDING = case(
    (Honour.voided_at.is_not(None), literal(Standing.VOIDED.value)),
    (Honour.confirmed_at.is_not(None), literal(Standing.CONFIRMED.value)),
    else_=literal(Standing.WAITING.value),
)
ENTERED: Select[Any] = (
    select(
        literal(ENTERED_HERE).label("source"),
        Honour.id.label("line"),
        Honour.id,
        Honour.nominee_id,
        Nominee.kind,
        Nominee.honorific,
        Nominee.name,
        Nominee.folded,
        Honour.unit_id,
        Organisation.name.label("unit"),
        Honour.award_name.label("award"),
        Honour.level,
        Honour.year,
        Honour.decision_number.label("number"),
        cast(null(), Integer).label("ordinal"),  # of a decision numbered here, whose number is its symbol's
        Honour.decided_on,
        Honour.decided_by,
        STANDING.label("standing"),
        literal("", String(40)).label("route"),
    )
    .join(Nominee, Nominee.id == Honour.nominee_id)
    .join(Organisation, Organisation.id == Honour.unit_id)
)


def sources() -> list[Subquery]:
    return [statement.subquery() for statement in (ENTERED, *openings.decided())]


def of(nominee_id: int) -> list[Past]:
    """In one statement; what was voided is no award."""
    return [told(row) for row in read_rows(_of_many(), {"nominee_ids": [nominee_id]})]


def of_many(nominee_ids: Collection[int]) -> list[Past]:
    if not nominee_ids:
        return []
    return [told(row) for row in read_rows(_of_many(), {"nominee_ids": in_few_lengths(nominee_ids)})]


@cache
def _of_many() -> Select[Any]:
    asked = bindparam("nominee_ids", type_=Integer, expanding=True)
    parts = [
        select(part).where(and_(part.c.nominee_id.in_(asked), part.c.standing != Standing.VOIDED.value))
        for part in sources()
    ]
    together = union_all(*parts).subquery()
    return select(together).order_by(together.c.decided_on.desc(), together.c.source, together.c.line.desc())


def told(row: Row[Any]) -> Past:
    return Past(
        source=row.source,
        line=row.line,
        id=row.id,
        nominee_id=row.nominee_id,
        name=_name(row),
        unit_id=row.unit_id,
        unit=row.unit,
        award=row.award,
        level=row.level,
        year=row.year,
        number=row.number if row.ordinal is None else number_and_symbol(row.ordinal, row.number),
        decided_on=row.decided_on,
        decided_by=row.decided_by,
        standing=Standing(row.standing),
        route=row.route,
    )


def _name(row: Row[Any]) -> str:
    """Of a case the form of address is told as it stood there, of the register by its kind."""
    is_entered = row.source == ENTERED_HERE
    before = form_of_address(NomineeKind(row.kind), row.honorific) if is_entered else row.honorific
    return f"{before} {row.name}".strip()


@tells_of_a_life
def first_of(nominee_id: int) -> Iterator[Fact]:
    """Nobody is born after what they were given."""
    for past in of(nominee_id):
        words = f"{past.award} năm {past.year}, Quyết định số {past.decision}"
        yield min(Fact(past.decided_on, words), Fact.of_year(past.year, words))


def same_decision(past: Sequence[Past], number: str, decided_on: date) -> Past | None:
    """Somebody is named once in a decision."""
    wanted = number_key(number), decided_on
    return next((one for one in past if (number_key(one.number), one.decided_on) == wanted), None)


def number_key(number: str) -> str:
    """'05 / QĐ-UBND' and '5/qđ-ubnd' are one number."""
    return "".join(fold(number).split()).lstrip("0")
