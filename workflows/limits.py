"""How many days each step of a process may take: numbers of the law, read from the file beside its definition.

A definition says what a step is and by which article and with what confidence; `<definition>.toml` says its days. Both
are of one published version, whose digest holds them together.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workflows.engine import Limit
from workflows.vocabulary import DaysKind, DayUnit


def beside(definition: str) -> Mapping[str, Limit]:
    """By step, for the module whose `__file__` is given."""
    told = tomllib.loads(Path(definition).with_suffix(".toml").read_text(encoding="utf-8"))
    return {step: _limit(**terms) for step, terms in told.items()}


def _limit(*, unit: str, kind: str, **rest: Any) -> Limit:  # noqa: ANN401 -- as Limit, which checks the names
    return Limit(unit=DayUnit(unit), kind=DaysKind(kind), **rest)
