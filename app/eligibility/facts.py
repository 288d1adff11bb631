"""What is known of nominees, gathered from the rooms that keep it: for the proposed year, on a day."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from app.awards.checking import Rule
from app.awards.common import HOLDS
from app.awards.fields import Known, Value
from app.awards.models import AwardVersion
from app.awards.verdicts import OPERATORS, Leaf
from app.blocks.queries import rank_of
from app.extensions import db
from app.honours import fields as honours
from app.honours import history
from app.honours.fields import Asked, Held
from app.honours.words import Standing
from app.nominees.models import Nominee, NomineeKind
from app.service_records import fields as service
from app.service_records import queries as service_records

STREAK = "title.streak."
WINDOW_TOLD_BY = "rating.streak_years_htt"  # an award that counts titles says with it over how many years
RANK = "cluster.rank"
UNBLEMISHED: Known = {**dict.fromkeys(HOLDS, False), "discipline.ended_on": None}  # where nothing is recorded


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Of one nominee for one award: `known` is confirmed; `waiting` are fields that the unconfirmed would change."""

    known: Known
    waiting: frozenset[str] = frozenset()
    missing_years: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # by field


@dataclass(frozen=True)
class Register:
    """What is kept of the nominees of one page: read once, asked for many awards."""

    confirmed: Mapping[int, Sequence[Held]]
    entered: Mapping[int, Sequence[Held]]  # with what still waits
    service: Mapping[int, Sequence[service.Record]]
    names: Mapping[str, str]  # of awards, by their codes

    @classmethod
    def of(cls, nominee_ids: Collection[int]) -> "Register":
        codes = dict(db.session.execute(select(AwardVersion.name, AwardVersion.award_code)).tuples().all())
        confirmed: dict[int, list[Held]] = {}
        entered: dict[int, list[Held]] = {}
        for past in history.of_many(nominee_ids):
            if (code := codes.get(past.award)) is None:
                continue
            held = Held(code, past.year, past.decided_on)
            entered.setdefault(past.nominee_id, []).append(held)
            if past.standing is not Standing.WAITING:
                confirmed.setdefault(past.nominee_id, []).append(held)
        return cls(
            confirmed, entered, service_records.confirmed(nominee_ids), {code: name for name, code in codes.items()}
        )


def of(nominee: Nominee, rule: Rule, register: Register, *, year: int, day: date) -> Facts:
    """For one award: what its criteria ask for, as far as it is known."""
    asked = Asked(year=year, day=day, window=_window(rule))
    wanted = {leaf.field for leaf in _leaves(rule)}
    held = register.confirmed.get(nominee.id, ())
    sure = honours.of(held, wanted, asked)
    perhaps = honours.of(register.entered.get(nominee.id, ()), wanted, asked)
    waiting = frozenset(name for name in perhaps if perhaps[name] != sure.get(name))
    yearly, missing = _yearly(service.computed(register.service.get(nominee.id, ()), asked), rule)
    titles = {name: value for name, value in sure.items() if name not in waiting}
    return Facts(
        known={**UNBLEMISHED, **titles, **yearly, **_of_person(nominee), **_rank(nominee, wanted, year)},
        waiting=waiting,
        missing_years={**missing, **_years_without_title(held, rule, year)},
    )


def _yearly(found: Mapping[str, service.Found], rule: Rule) -> tuple[dict[str, Value], dict[str, tuple[int, ...]]]:
    """A count that stops where nothing is recorded is a lower bound: what it does not satisfy stays open."""
    known = {name: one.value for name, one in found.items()}
    missing: dict[str, tuple[int, ...]] = {}
    for leaf in _leaves(rule):
        one = found.get(leaf.field)
        if one is not None and one.missing and not OPERATORS[leaf.op](one.value, leaf.wanted):
            missing[leaf.field] = one.missing
            known.pop(leaf.field, None)
    return known, missing


def _years_without_title(held: Sequence[Held], rule: Rule, year: int) -> dict[str, tuple[int, ...]]:
    """For each title that must be held so many years on end: the years of them it was not given for."""
    return {
        leaf.field: tuple(honours.missing_years(_years_of(held, leaf), year, leaf.wanted))
        for leaf in _leaves(rule)
        if leaf.field.startswith(STREAK)
    }


def _years_of(held: Sequence[Held], leaf: Leaf) -> set[int]:
    award = leaf.field.removeprefix(STREAK)
    return {one.year for one in held if one.award == award}


def _of_person(nominee: Nominee) -> Known:
    return {"subject.worker_class": nominee.worker_class} if nominee.kind is NomineeKind.INDIVIDUAL else {}


def _rank(nominee: Nominee, wanted: Collection[str], year: int) -> Known:
    """A unit as a whole stands in its register under its own name; a part of it has no rank in the block."""
    if RANK not in wanted or nominee.kind is not NomineeKind.COLLECTIVE or nominee.name != nominee.unit.name:
        return {}
    found = rank_of(nominee.unit_id, year)
    return {} if found is None else {RANK: found.rank}


def _window(rule: Rule) -> int:
    return max((leaf.wanted for leaf in _leaves(rule) if leaf.field == WINDOW_TOLD_BY), default=0)


def _leaves(rule: Rule) -> Iterator[Leaf]:
    return (leaf for variant in rule.variants for leaf in variant.leaves)
