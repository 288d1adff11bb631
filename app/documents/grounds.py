"""The laws a paper leans on, from `grounds.yaml`: each with the days between which it may be cited.

No template names a law. What nobody has compared with its text is named to whoever reads the draft.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.facts import read_facts

SOURCE = Path(__file__).with_name("grounds.yaml")


@dataclass(frozen=True, kw_only=True)
class Ground:
    """One ground (căn cứ) as it is printed, without its closing mark."""

    text: str
    valid_from: date
    valid_to: date | None = None  # the last day it may be cited
    is_about_money: bool = False
    basis: str
    confidence: str

    @property
    def is_verified(self) -> bool:
        return self.confidence == "verified"

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


AWARD_GROUNDS = tuple(Ground(**row) for row in read_facts(SOURCE)["grounds"])


def for_awards(on: date, *, with_money: bool = False) -> tuple[str, ...]:
    """What a paper about awards may cite on that day, in the order of rank; local texts are added by the caller."""
    return tuple(ground.text for ground in _citable(on, with_money=with_money))


def unread(on: date, *, with_money: bool = False) -> tuple[str, ...]:
    """What of these nobody has compared with its text, each without the word that begins a line of grounds."""
    found = (ground for ground in _citable(on, with_money=with_money) if not ground.is_verified)
    return tuple(ground.text.removeprefix("Căn cứ ") for ground in found)


def _citable(on: date, *, with_money: bool) -> Iterator[Ground]:
    return (ground for ground in AWARD_GROUNDS if ground.holds(on) and (with_money or not ground.is_about_money))
