"""Where rooms above show themselves on a nominee's page without being imported by it.

The room of nominations fills this in, for example in its `history.py`, imported by its views:

    @shows_history
    def nominations_of(nominee: Nominee, actor: Actor) -> list[Past]: ...

A maker returns only what the actor may see, newest first.
"""

from collections.abc import Callable, Mapping
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


HistoryMaker = Callable[[Nominee, Actor], list[Past]]
PartMaker = Callable[[Nominee, Actor], Part]

_makers: list[HistoryMaker] = []
_parts: list[PartMaker] = []


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
