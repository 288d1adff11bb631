"""Where the councils' room tells a Tờ trình how each of its names was voted on, without being imported."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from workflows.facts import Vote


@dataclass(frozen=True)
class UnitResult:
    """The counted vote of the unit's council on one case."""

    vote: Vote
    words: str  # "Đạt 9/9 phiếu (100%), cần …"
    held_on: date
    meeting_id: int


Teller = Callable[[Iterable[int]], Mapping[int, UnitResult]]
_tellers: list[Teller] = []


def tells_results(teller: Teller) -> Teller:
    """A room says what came of the unit's vote, for many nominations at once, by their ids."""
    _tellers.append(teller)
    return teller


def results(nomination_ids: Iterable[int]) -> dict[int, UnitResult]:
    ids = list(nomination_ids)
    return {key: result for teller in _tellers for key, result in teller(ids).items()}
