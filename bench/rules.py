"""Nominees checked against every award of their kind: processor seconds, memory, and what ten times as many cost.

`python -m bench rules [FEW MANY]` makes nominees with a seed, checks 1,000 and 10,000 of them in turns, three times
each, and compares medians; a loop that does nothing but count is timed beside each turn, so that a slower moment of the
machine is divided out. Exit code 1: a bar was missed.
"""

import random
import resource
import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from app.awards import fields, rulebook
from app.awards.checking import Case
from app.awards.fields import Field, Value
from app.awards.rulebook import Rulebook
from bench._verdicts import Verdicts

FEW, MANY = 1_000, 10_000
ROUNDS = 3
GROWTH = 13.0
DAY = date(2024, 10, 1)
SEED = 20261127
KINDS = ("individual",) * 8 + ("collective", "household")


def main() -> int:
    few, many = [int(word) for word in sys.argv[2:4]] or [FEW, MANY]
    book = rulebook.shipped(DAY)
    people = nominees(book, many)
    print(f"{many} nominees, {len(book.rules)} awards, seed {SEED}")
    turns = [(_cost(book, people[:few]), _cost(book, people)) for _ in range(ROUNDS)]
    small, large = (statistics.median(costs) for costs in zip(*turns, strict=True))
    seconds, grown, answers = _whole(book, people)
    print(f"{answers} answers in {seconds:.1f} s of processor; asking them all left {grown / 1024:.1f} MB behind")
    bars = Verdicts()
    bars.number("5", f"{many} nominees cost so many times {few}", large / small, GROWTH, "x")
    return bars.table()


def nominees(book: Rulebook, number: int) -> list[Case]:
    """Some know much of themselves, some little; values as the vocabulary has them."""
    chance = random.Random(SEED)
    names = sorted({leaf.field for rule in book.rules.values() for v in rule.variants for leaf in v.leaves})
    vocabulary = [field for name in names if (field := fields.find(name)) is not None]
    return [
        Case(
            subject=chance.choice(KINDS),
            day=DAY,
            known={field.name: _value(field, chance) for field in vocabulary if chance.random() < 0.7},
        )
        for _ in range(number)
    ]


def _value(field: Field, chance: random.Random) -> Value:
    match field.type:
        case "bool":
            return chance.random() < 0.5
        case "int":
            return chance.randrange(6)
        case "number":
            return Fraction(chance.randrange(12), 2)
        case "share":
            return Fraction(chance.randrange(60, 101), 100)
        case _:
            return chance.choice(field.values)


def _check(book: Rulebook, people: Iterable[Case]) -> int:
    """How many answers were given. Nothing is kept: whoever asks reads one nominee at a time."""
    given = 0
    for case in people:
        for award, rule in book.rules.items():
            if case.subject in rule.subjects:
                found = book.check(award, case)
                given += 1 if found.result else 0
                _ = found.open
    return given


def _cost(book: Rulebook, people: Sequence[Case]) -> float:
    """Processor seconds, in units of a counting loop timed beside it."""
    before = _counting()
    begun = time.process_time()
    _check(book, people)
    spent = time.process_time() - begun
    return spent / ((before + _counting()) / 2)


def _counting() -> float:
    begun = time.process_time()
    sum(range(2_000_000))
    return time.process_time() - begun


def _whole(book: Rulebook, people: Sequence[Case]) -> tuple[float, int, int]:
    """Seconds, KiB by which the process has grown, answers."""
    before, begun = _resident(), time.process_time()
    answers = _check(book, people)
    return time.process_time() - begun, _resident() - before, answers


def _resident() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
