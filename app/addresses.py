"""What an address says: numbers of rows in its path, words and numbers behind its question mark."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from flask import Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.routing import IntegerConverter, Rule

from app.numbers import DIGITS, LARGEST, whole
from app.text import one_line

LONGEST_SEARCH = 200  # characters; SQLite refuses to look for what is longer than 50,000 bytes


class RowNumber(IntegerConverter):
    """<int:…>: a number that a row can have; any other is a page that does not exist."""

    regex = rf"[0-9]{{1,{DIGITS}}}"

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **{"max": LARGEST, **options})  # type: ignore[arg-type]


class LateRule(Rule):
    """Writes the code that builds its address when somebody first asks for that address.

    Werkzeug has six hundred of them compiled at the start, a fifteenth of what a start takes; most are not asked for.
    Until then all addresses share two functions: one that each had for itself held a megabyte.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:  # noqa: FBT001, FBT002
        return _written_with_query if append_unknown else _written

    def write_builders(self) -> None:
        """As Werkzeug does at once."""
        write = super()._compile_builder
        self._build = write(append_unknown=False).__get__(self, None)
        self._build_unknown = write(append_unknown=True).__get__(self, None)


def _written(rule: LateRule, **values: Any) -> tuple[str, str]:  # noqa: ANN401 -- whatever the address holds
    rule.write_builders()
    return rule._build(**values)  # noqa: SLF001 -- Werkzeug's hook for whoever inherits


def _written_with_query(rule: LateRule, **values: Any) -> tuple[str, str]:  # noqa: ANN401 -- likewise
    rule.write_builders()
    return rule._build_unknown(**values)  # noqa: SLF001


def bound_numbers(app: Flask) -> None:
    app.url_map.converters["int"] = RowNumber


def number_asked(name: str) -> int | None:
    """None for what is no number of a row: the list is then shown from its start."""
    return request.args.get(name, type=whole)


def day_asked(name: str) -> date | None:
    return day_in(request.args.get(name, ""))


def day_in(typed: str) -> date | None:
    """As people write it, or as a browser's calendar does; None for what is no day."""
    for written in ("%d/%m/%Y", "%Y-%m-%d"):
        with suppress(ValueError):
            return datetime.strptime(typed.strip(), written).date()  # noqa: DTZ007 -- a day has no zone
    return None


def words_asked(name: str) -> str:
    """What somebody looks for, on one line; of a whole letter only its beginning."""
    return one_line(request.args.get(name, "")[: 2 * LONGEST_SEARCH])[:LONGEST_SEARCH].strip()


def to_case(nomination_id: int) -> ResponseReturnValue:
    """Where a form about a case leads once it is done."""
    return redirect(url_for("nominations.show", nomination_id=nomination_id), 303)
