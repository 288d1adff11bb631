"""Huey with what this application has loaded anyway.

Without the driver of a storage it does not use here: psycopg is 15 MB and a third of a second a process. On the SQLite
that keeps the cases, not on Python's own beside it, which is a megabyte more and an older one.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

try:
    from pysqlite3 import dbapi2 as sqlite
except ImportError:  # a site on PostgreSQL need not have it
    import sqlite3 as sqlite


@contextmanager
def _given(name: str, module: ModuleType | None) -> Iterator[None]:
    """Who imports `name` meanwhile is given `module`; None is how Python notes that there is no such module."""
    kept = sys.modules.get(name)
    sys.modules[name] = module  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]
        if kept is not None:
            sys.modules[name] = kept


with _given("psycopg", None), _given("sqlite3", sqlite):
    from huey import SqliteHuey
    from huey.consumer import Consumer

__all__ = ["Consumer", "SqliteHuey"]
