"""Files whose rows are not committed yet: they go when their rows go, with the transaction or with its savepoint.

Once a commit has been tried nobody here knows whether the database did it; such a file is left to the daily sweep.
"""

from pathlib import Path
from typing import Final

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

_FRESH: Final = "fresh files"
_Fresh = list[tuple[Path, SessionTransaction | None]]


def remember(session: Session, path: Path) -> None:
    """Call it when the row is in the session: the file belongs to the transaction of this moment."""
    fresh: _Fresh = session.info.setdefault(_FRESH, [])
    fresh.append((path, session.get_nested_transaction() or session.get_transaction()))


@event.listens_for(Session, "before_commit")
def _leave_to_the_sweep(session: Session) -> None:
    if session.get_nested_transaction() is None:
        session.info.pop(_FRESH, None)


@event.listens_for(Session, "after_soft_rollback")
def _remove(session: Session, undone: SessionTransaction) -> None:
    fresh: _Fresh = session.info.get(_FRESH, [])
    gone = [(path, within) for path, within in fresh if _is_inside(within, undone)]
    for path, _ in gone:
        path.unlink(missing_ok=True)
    if fresh:
        session.info[_FRESH] = [one for one in fresh if one not in gone]


def _is_inside(transaction: SessionTransaction | None, outer: SessionTransaction) -> bool:
    while transaction is not None and transaction is not outer:
        transaction = transaction.parent
    return transaction is outer
