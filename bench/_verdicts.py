"""Rounds in turns, the medians of their ratios, and one table of bars at the end."""

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bench.load import Reading, calibration

ROUNDS = 3
STEADY = 1.3  # two calibrations around a round may differ by this much
MOST_TRIES = 6


@dataclass(frozen=True)
class Line:
    bar: str
    what: str
    ours: float
    other: float | None  # what ours was held against; None: the bar is a number by itself
    value: float  # what is compared with the limit
    limit: float
    unit: str = ""

    @property
    def is_held(self) -> bool:
        return self.value <= self.limit


@dataclass
class Verdicts:
    lines: list[Line] = field(default_factory=list)

    def ratio(self, bar: str, what: str, rounds: list[tuple[float, float]], limit: float, unit: str = "ms") -> None:
        """Both sides of each round; the median of the rounds' own ratios counts."""
        ours, other = (statistics.median(side) for side in zip(*rounds, strict=True))
        value = statistics.median(mine / theirs for mine, theirs in rounds)
        self._add(Line(bar, what, ours, other, value, limit, unit))

    def number(self, bar: str, what: str, value: float, limit: float, unit: str = "") -> None:
        self._add(Line(bar, what, value, None, value, limit, unit))

    def _add(self, line: Line) -> None:
        self.lines.append(line)
        print(_told(line), flush=True)

    def table(self) -> int:
        """The exit code: 1 when a bar was missed."""
        print(f"\n{'bar':4} {'what':58} {'ours':>10} {'other':>10} {'ratio':>7} {'limit':>7}  verdict")
        for line in self.lines:
            print(_told(line))
        missed = [line for line in self.lines if not line.is_held]
        print(f"{len(self.lines)} bars, {len(missed)} missed")
        return 1 if missed else 0


def _told(line: Line) -> str:
    other = f"{line.other:10.2f}" if line.other is not None else " " * 10
    ratio = f"{line.value:6.2f}×" if line.other is not None else " " * 7
    verdict = "held" if line.is_held else "MISSED"
    return f"{line.bar:4} {line.what:58} {line.ours:10.2f} {other} {ratio} {line.limit:7.2f}  {verdict} {line.unit}"


def in_turns(sides: Mapping[str, Callable[[], Reading]]) -> dict[str, list[Reading]]:
    """Rounds in which each side is measured once. One around which the machine changed its speed is taken again;
    on a machine that never holds still the rounds count as they are, and it is said.
    """
    steady: list[dict[str, Reading]] = []
    unsteady: list[dict[str, Reading]] = []
    for _ in range(MOST_TRIES):
        before = calibration()
        readings = {name: side() for name, side in sides.items()}
        after = calibration()
        is_steady = max(before, after) <= STEADY * min(before, after)
        (steady if is_steady else unsteady).append(readings)
        if len(steady) == ROUNDS:
            break
    kept = (steady + unsteady)[: max(ROUNDS, len(steady))]
    if len(steady) < ROUNDS:
        print(f"     the machine held still for {len(steady)} of {len(kept)} rounds: {', '.join(sides)}")
    _insist_on_good_answers(kept)
    return {name: [readings[name] for readings in kept] for name in sides}


def _insist_on_good_answers(rounds: list[dict[str, Reading]]) -> None:
    for readings in rounds:
        for name, reading in readings.items():
            if reading.bad:
                raise SystemExit(f"{name}: {reading.bad} answers were not as wished; nothing can be said.")
