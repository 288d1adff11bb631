"""One start at a time: two that find the same empty database must not both fill it."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from app.extensions import db

FILE = "starting.lock"
PORTAL = 20250217  # any number of our own: the name of the lock in PostgreSQL


@contextmanager
def one_at_a_time(instance: Path, on_waiting: Callable[[], None]) -> Iterator[None]:
    """Among processes of this machine by a file, among machines by the database they share.

    System and database drop the locks of one that dies.
    """
    with (instance / FILE).open("w") as door:
        try:
            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_waiting()
            fcntl.flock(door, fcntl.LOCK_EX)
        with _one_among_machines():
            yield


@contextmanager
def _one_among_machines() -> Iterator[None]:
    if db.engine.dialect.name != "postgresql":
        yield
        return
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SELECT pg_advisory_lock(:portal)"), {"portal": PORTAL})
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:portal)"), {"portal": PORTAL})
