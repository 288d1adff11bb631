"""Where rooms above say what an award round (đợt xét) is used for, without being imported by it."""

from collections.abc import Callable

from app.rounds.models import AwardRound

Usage = Callable[[AwardRound], frozenset[int]]

_usages: list[Usage] = []


def tells_usage(usage: Usage) -> Usage:
    """A room says which awards of a round (ids of their versions) it has cases of."""
    _usages.append(usage)
    return usage


def used(award_round: AwardRound) -> frozenset[int]:
    return frozenset().union(*(usage(award_round) for usage in _usages))
