"""Huey without the driver of a storage it does not use here: psycopg is 15 MB and a third of a second a process."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _hidden(name: str) -> Iterator[None]:
    """Not to be imported meanwhile; Huey takes that for not being installed."""
    kept = sys.modules.get(name)
    sys.modules[name] = None  # type: ignore[assignment]  # how Python notes that there is no such module
    try:
        yield
    finally:
        del sys.modules[name]
        if kept is not None:
            sys.modules[name] = kept


with _hidden("psycopg"):
    from huey import SqliteHuey
    from huey.consumer import Consumer

__all__ = ["Consumer", "SqliteHuey"]
