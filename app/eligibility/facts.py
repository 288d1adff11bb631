"""What is known of nominees, gathered from the rooms that keep it: for the proposed year, on a day."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from app.awards.checking import Rule
from app.awards.common import HOLDS
from app.awards.fields import Known
from app.awards.models import AwardVersion
from app.extensions import db
from app.honours import fields as honours
from app.honours import history
from app.honours.fields import Asked, Held
from app.honours.words import Standing
from app.nominees.models import Nominee

STREAK = "title.streak."
WINDOW_TOLD_BY = "rating.streak_years_htt"  # an award that counts titles says with it over how many years


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Of one nominee: `known` is confirmed; `waiting` are fields that entries nobody has confirmed would change."""

    known: Known
    waiting: frozenset[str] = frozenset()
    title_years: Mapping[str, frozenset[int]] = field(default_factory=dict)  # award to the years it was given for


@dataclass(frozen=True)
class Register:
    """What the nominees of one page have been awarded: read once, asked for many awards."""

    confirmed: Mapping[int, Sequence[Held]]
    entered: Mapping[int, Sequence[Held]]  # with what still waits

    @classmethod
    def of(cls, nominee_ids: Collection[int]) -> "Register":
        codes = _codes_by_name()
        confirmed: dict[int, list[Held]] = {}
        entered: dict[int, list[Held]] = {}
        for past in history.of_many(nominee_ids):
            if (code := codes.get(past.award)) is None:
                continue
            held = Held(code, past.year, past.decided_on)
            entered.setdefault(past.nominee_id, []).append(held)
            if past.standing is not Standing.WAITING:
                confirmed.setdefault(past.nominee_id, []).append(held)
        return cls(confirmed, entered)


def of(nominee: Nominee, rule: Rule, register: Register, *, year: int, day: date) -> Facts:
    """For one award: what its criteria ask for, as far as it is known."""
    wanted = {leaf.field for variant in rule.variants for leaf in variant.leaves}
    asked = Asked(year=year, day=day, window=_window(rule))
    sure = honours.of(register.confirmed.get(nominee.id, ()), wanted, asked)
    perhaps = honours.of(register.entered.get(nominee.id, ()), wanted, asked)
    waiting = frozenset(name for name in perhaps if perhaps[name] != sure.get(name))
    known = {name: value for name, value in sure.items() if name not in waiting}
    return Facts(
        known={**known, **_of_person(nominee), **dict.fromkeys(HOLDS, False), "discipline.ended_on": None},
        waiting=waiting,
        title_years=_years(register.confirmed.get(nominee.id, ())),
    )


def missing(facts: Facts, rule: Rule, year: int) -> Mapping[str, tuple[int, ...]]:
    """For each title that must be held so many years on end: the years of them it was not given for."""
    leaves = {leaf for variant in rule.variants for leaf in variant.leaves if leaf.field.startswith(STREAK)}
    return {
        leaf.field: tuple(
            honours.missing_years(facts.title_years.get(leaf.field.removeprefix(STREAK), ()), year, leaf.wanted)
        )
        for leaf in leaves
    }


def _of_person(nominee: Nominee) -> Known:
    return {"subject.worker_class": nominee.worker_class} if nominee.kind == "individual" else {}


def _window(rule: Rule) -> int:
    leaves = [leaf for variant in rule.variants for leaf in variant.leaves]
    return max((leaf.wanted for leaf in leaves if leaf.field == WINDOW_TOLD_BY), default=0)


def _years(held: Sequence[Held]) -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for one in held:
        found.setdefault(one.award, set()).add(one.year)
    return {award: frozenset(years) for award, years in found.items()}


def _codes_by_name() -> Mapping[str, str]:
    return dict(db.session.execute(select(AwardVersion.name, AwardVersion.award_code)).tuples().all())
