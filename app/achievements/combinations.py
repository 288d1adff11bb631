"""Which two cases of one nominee tell of different achievements though their years overlap: by `combinations.yaml`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.facts import read_facts

BASES = ("title.streak.", "title.count_in_window.", "award.held.", "years_since.", "meets.")  # fields about an award
Ladder = Mapping[str, frozenset[str]]  # an award and all that it builds on


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What of a case's award matters here."""

    award: str
    kind: str
    route: str


@cache
def said() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_facts(Path(__file__).with_name("combinations.yaml"))
    return found


def papers() -> Sequence[str]:
    told: Sequence[str] = said()["papers"]
    return told


def is_asked(one: Kind, other: Kind, ladder: Ladder) -> bool:
    """Whether somebody has to look when their years overlap."""
    return not any(_ALLOWED[row["when"]](one, other, ladder) for row in said()["not_asked"])


def ladder(asked: Iterable[tuple[str, str]]) -> Ladder:
    """From the criteria of all awards, award and field: what each builds on, at whatever remove."""
    direct: dict[str, set[str]] = {}
    for award, field in asked:
        direct.setdefault(award, set()).update(field.removeprefix(base) for base in BASES if field.startswith(base))
    return {award: frozenset(_below(award, direct, set())) for award in direct}


def _below(award: str, direct: Mapping[str, set[str]], found: set[str]) -> set[str]:
    for base in direct.get(award, set()) - found:
        found.add(base)
        _below(base, direct, found)
    return found - {award}


_ALLOWED: Mapping[str, Callable[[Kind, Kind, Ladder], bool]] = {
    "other_kind": lambda one, other, _: one.kind != other.kind,
    "other_route": lambda one, other, _: one.route != other.route,
    "builds_on": lambda one, other, ladder: (
        one.award in ladder.get(other.award, frozenset()) or other.award in ladder.get(one.award, frozenset())
    ),
}
