"""What waits, kind by kind, in the same columns: a desk reads all kinds in one statement."""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Row, Select, String, bindparam, cast, literal, null, type_coerce

from app import clock
from app.columns import UTCDateTime
from app.desk.waiting import Waiting
from app.extensions import at_most
from workflows.vocabulary import Role

PAGE = 50  # lines of each source; the most urgent of them are shown
MOST = at_most(PAGE)
TODAY = bindparam("today", type_=Date)
NOTHING = literal("", String)
NEVER = cast(null(), UTCDateTime)
NO_DAY = cast(null(), Date)
NO_COUNT = cast(null(), Integer)


@dataclass(frozen=True, kw_only=True, eq=False)
class Source:
    """What waits of one kind: for which offices, which rows, in which words."""

    offices: Container[Role]
    waiting: Callable[[Role], Select[Any]]  # of the columns of `line`, at most MOST, the most urgent first
    told: Callable[[Row[Any], Role], Waiting]


def line(  # noqa: PLR0913 -- a column each
    *,
    id: Any,  # noqa: A002, ANN401 -- columns
    what: Any,  # noqa: ANN401
    since: Any,  # noqa: ANN401
    detail: Any = NOTHING,  # noqa: ANN401
    more: Any = NOTHING,  # noqa: ANN401 -- whatever else the words need: a state, a kind
    count: Any = NO_COUNT,  # noqa: ANN401
    due_at: Any = NEVER,  # noqa: ANN401
    due_on: Any = NO_DAY,  # noqa: ANN401 -- the last day, where the limit is one
) -> Iterator[ColumnElement[Any]]:
    yield id.label("id")
    yield what.label("what")
    yield detail.label("detail")
    yield type_coerce(more, String).label("more")
    yield count.label("count")
    yield since.label("since")
    yield due_at.label("due_at")
    yield due_on.label("due_on")


def waits(row: Row[Any], todo: str, room: str, *, what: str = "", detail: str = "") -> Waiting:
    """The row as a line of the worklist."""
    return Waiting(
        what=what or row.what,
        detail=detail or row.detail,
        todo=todo,
        room=room,
        id=row.id,
        since=row.since,
        due=row.due_at or (clock.end_of(row.due_on) if row.due_on else None),
    )
