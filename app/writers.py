"""Who writes on SQLite stands in line in this process.

SQLite lets one write at a time, and whoever finds it busy sleeps and looks again, longer each time: of eight who wrote
at once, one in a hundred waited twenty-five times as long as alone, while others came and went before it. The line is
only kept for fairness: SQLite's own lock, which other processes take too, still decides.
"""

from collections import defaultdict
from threading import Lock

from sqlalchemy import Connection, Engine, event

PATIENCE = 2.0  # seconds; then SQLite is asked without the line
_HAS_TURN = "vinhdanh.has_turn"
_lines: defaultdict[str, Lock] = defaultdict(Lock)  # by the file of the database


def stand_in_line(connection: Connection) -> None:
    """Before a transaction that will write; its end lets the next one in."""
    line = _line(connection)
    if line is not None and line.acquire(timeout=PATIENCE):
        connection.info[_HAS_TURN] = True


@event.listens_for(Engine, "commit")
@event.listens_for(Engine, "rollback")
def let_the_next_in(connection: Connection) -> None:
    """A moment before the transaction has ended: who comes next waits that moment at SQLite's own lock."""
    line = _line(connection) if connection.info.pop(_HAS_TURN, False) else None
    if line is not None:
        line.release()


def _line(connection: Connection) -> "Lock | None":  # a function to Python 3.11, a type to mypy
    """None in memory, where all have one connection."""
    file = connection.engine.url.database
    return _lines[file] if file else None
