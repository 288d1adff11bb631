"""Where a room above tells of the awards that were decided in this system, so that nobody enters them a second time.

The room of decisions does, in its `honours.py`:

    tells_decided(select(...))

The statement has the columns of `app.honours.history.ENTERED`, in their order, and reads whoever it is about: who may
see what is said by the reader.
"""

from typing import Any

from sqlalchemy import Select

_decided: list[Select[Any]] = []


def tells_decided(statement: Select[Any]) -> None:
    _decided.append(statement)


def decided() -> tuple[Select[Any], ...]:
    return tuple(_decided)
