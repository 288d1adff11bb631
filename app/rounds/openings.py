"""Where rooms above say what a round (đợt xét) or a movement is used for, without being imported by them."""

from collections.abc import Callable
from dataclasses import dataclass

from app.rounds.models import AwardRound, Movement

Usage = Callable[[AwardRound], frozenset[int]]
Senders = Callable[[AwardRound], frozenset[tuple[int, int]]]
Answers = Callable[[Movement], "list[Answer]"]


@dataclass(frozen=True)
class Answer:
    """How many cases of one round answer a movement, of those that came to Sở Nội vụ, and how many were awarded."""

    award_round: str
    cases: int
    awarded: int


_usages: list[Usage] = []
_senders: list[Senders] = []
_answers: list[Answers] = []


def tells_usage(usage: Usage) -> Usage:
    """A room says which awards of a round (ids of their versions) it has cases of."""
    _usages.append(usage)
    return usage


def used(award_round: AwardRound) -> frozenset[int]:
    return frozenset().union(*(usage(award_round) for usage in _usages))


def tells_senders(senders: Senders) -> Senders:
    """A room says which units a round has cases of: whose each is, and who submits it."""
    _senders.append(senders)
    return senders


def senders_of(award_round: AwardRound) -> frozenset[tuple[int, int]]:
    return frozenset().union(*(senders(award_round) for senders in _senders))


def tells_answers(answers: Answers) -> Answers:
    """A room says which cases answer a movement."""
    _answers.append(answers)
    return answers


def answers_to(movement: Movement) -> list[Answer]:
    return [one for answers in _answers for one in answers(movement)]
