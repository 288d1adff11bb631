"""From opened choices to sums. Whole numbers; no rows, no keys."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Choice(IntEnum):
    """As the opened box has it: first byte of what was sealed, or what could not be opened."""

    BLANK = 0
    AGREE = 1
    DISAGREE = 2
    VOID = 255


@dataclass(frozen=True, kw_only=True)
class Sums:
    agree: int
    disagree: int
    blank: int
    void: int

    @property
    def invalid(self) -> int:
        """Phiếu không hợp lệ for this name: blank, or not to be read."""
        return self.blank + self.void

    @property
    def votes(self) -> int:
        return self.agree + self.disagree + self.invalid


def sums_of(choices: Iterable[int]) -> Sums:
    """Anything that is no choice is void."""
    found = dict.fromkeys(Choice, 0)
    for value in choices:
        found[Choice(value) if value in {*Choice} else Choice.VOID] += 1
    return Sums(
        agree=found[Choice.AGREE],
        disagree=found[Choice.DISAGREE],
        blank=found[Choice.BLANK],
        void=found[Choice.VOID],
    )
