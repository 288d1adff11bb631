"""Who stands where by points; and what a meeting may make of it. Knows no rows."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

Who = TypeVar("Who", bound=Hashable)


def ranked(points: Mapping[Who, int]) -> dict[Who, int]:
    """The most points come first; equal points are equal ranks, and the next one counts all before it."""
    return {one: 1 + sum(other > mine for other in points.values()) for one, mine in points.items()}


def tied(points: Mapping[Who, int]) -> frozenset[Who]:
    """Whoever has as many points as somebody else."""
    seen = [*points.values()]
    return frozenset(one for one, mine in points.items() if seen.count(mine) > 1)


def is_order(ranks: Mapping[Who, int]) -> bool:
    """Whether everybody has a rank of their own, from the first on without a gap."""
    return sorted(ranks.values()) == [*range(1, len(ranks) + 1)]


def departs(points: Mapping[Who, int], ranks: Mapping[Who, int]) -> bool:
    """Whether anybody stands before somebody with more points."""
    in_order = [points[one] for one in sorted(ranks, key=lambda one: ranks[one])]
    return in_order != sorted(in_order, reverse=True)
