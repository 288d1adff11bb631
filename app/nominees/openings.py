"""Where rooms above show themselves on a nominee's page without being imported by it.

What is known of them by the day says from when on they cannot have been born (`tells_of_a_life`).

The room of nominations fills this in, for example in its `history.py`, imported by its views:

    @shows_history
    def nominations_of(nominee: Nominee, actor: Actor) -> list[Past]: ...

A maker returns only what the actor may see, newest first.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.actor import Actor
from app.nominees.models import Nominee


@dataclass(frozen=True, kw_only=True)
class Past:
    """One nomination of a nominee, as their page lists it."""

    award: str
    round_name: str
    state: str  # its name, for people
    since: date
    endpoint: str
    values: Mapping[str, int]


@dataclass(frozen=True)
class Part:
    """What a room above shows on the page: a template, which finds its values in `part.context`."""

    template: str
    context: Mapping[str, Any]


@dataclass(frozen=True, order=True)
class Fact:
    """Something that stands in the registers about somebody, in words, and the last day on which they may be born."""

    born_by: date
    words: str

    @classmethod
    def of_year(cls, year: int, words: str) -> "Fact":
        return cls(date(year, 12, 31), words)


HistoryMaker = Callable[[Nominee, Actor], list[Past]]
PartMaker = Callable[[Nominee, Actor], Part]
FactFinder = Callable[[int], Iterable[Fact]]

_makers: list[HistoryMaker] = []
_parts: list[PartMaker] = []
_finders: list[FactFinder] = []


def shows_history(maker: HistoryMaker) -> HistoryMaker:
    """A room tells what became of a nominee."""
    _makers.append(maker)
    return maker


def history(nominee: Nominee, actor: Actor) -> list[Past]:
    return [past for maker in _makers for past in maker(nominee, actor)]


def shows_part(maker: PartMaker) -> PartMaker:
    """A room adds a part to a nominee's page, before what became of their nominations."""
    _parts.append(maker)
    return maker


def parts(nominee: Nominee, actor: Actor) -> list[Part]:
    return [maker(nominee, actor) for maker in _parts]


def tells_of_a_life(finder: FactFinder) -> FactFinder:
    """A room knows what somebody was given or did, by their id."""
    _finders.append(finder)
    return finder


def first_of_a_life(nominee_id: int) -> Fact | None:
    return min((fact for finder in _finders for fact in finder(nominee_id)), default=None)
