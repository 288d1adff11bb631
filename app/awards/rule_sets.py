"""Rule sets that the People's Council brings into force: loaded from `rule_sets.yaml`, asked by the day.

The file says what is in a set, a resolution says from when; loading again leaves the latter alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.awards.models import AwardVersion, RuleGroup, RuleSet
from app.errors import or_404
from app.extensions import db
from app.facts import read_facts
from app.organisations.models import Organisation

SOURCE = Path(__file__).with_name("rule_sets.yaml")
Facts = dict[str, Any]
_OF_SET = ("title", "confidence", "bonus_ratio", "settings", "counting", "reductions", "exclusions")
_OF_GROUP: Facts = {
    "name": "",
    "years_in_office": None,
    "or_terms": None,
    "years_men": None,
    "years_women": None,
    "years_hard_area": None,
    "by_contribution": False,
    "years_are_waived": False,
    "condition": "",
    "consult": [],
    "basis": "",
    "confidence": "",
}


@dataclass(frozen=True)
class Resolution:
    """The resolution that brings a set into force."""

    number: str
    day: date
    is_assumed: bool = False  # of the demonstration: there is no such text


@cache
def facts() -> Facts:
    found: Facts = read_facts(SOURCE)
    return found


def load() -> None:
    """Bring the sets and their groups to what the file says; what a resolution said stays.

    A group that cases have chosen is never taken away: a resolution that drops one is a set of its own.
    """
    for row in facts()["rule_sets"]:
        said = {name: row[name] for name in _OF_SET}
        db.session.merge(RuleSet(code=row["code"], award_code=row["award"], vote_rule_code=row["vote_rule"], **said))
        db.session.flush()
        of_set = select(RuleGroup.code, RuleGroup.id).where(RuleGroup.rule_set_code == row["code"])
        known = dict(db.session.execute(of_set).tuples().all())
        for position, group in enumerate(row["groups"], start=1):
            said = {name: group.get(name, otherwise) for name, otherwise in _OF_GROUP.items()}
            own = {"id": known.get(group["code"]), "rule_set_code": row["code"], "code": group["code"]}
            db.session.merge(RuleGroup(**own, position=position, **said))
    db.session.flush()


def bring_into_force(code: str, resolution: Resolution, *, valid_from: date) -> RuleSet:
    """From a day on the set is the award's; what was in force before ends the day before. The caller records it."""
    found = one(code)
    for other in db.session.scalars(_in_force(found.award_code, valid_from)):
        if other is not found:
            other.valid_to = date.fromordinal(valid_from.toordinal() - 1)
    found.valid_from, found.valid_to = valid_from, None
    found.resolution_number, found.resolution_date = resolution.number, resolution.day
    found.is_assumed = resolution.is_assumed
    db.session.flush()
    return found


def end(resolution_number: str, *, on: date) -> None:
    """The resolution that brought a set holds no longer from a day on; with it goes what it brought."""
    brought = select(RuleSet).where(RuleSet.resolution_number == resolution_number, RuleSet.valid_from <= on)
    for rules in db.session.scalars(brought.where(or_(RuleSet.valid_to.is_(None), RuleSet.valid_to >= on))):
        rules.valid_to = date.fromordinal(on.toordinal() - 1)
    db.session.flush()


def waiting(award_code: str) -> RuleSet | None:
    """The set that no resolution has brought into force yet."""
    found = select(RuleSet).where(RuleSet.award_code == award_code, RuleSet.valid_from.is_(None))
    return db.session.scalars(found.order_by(RuleSet.code)).first()


def in_force_on(award_code: str, day: date) -> RuleSet | None:
    """The set by which an award is given on a day; none before a resolution brings one into force."""
    return db.session.scalars(_in_force(award_code, day)).first()


def newest(award_code: str, day: date) -> RuleSet | None:
    """What a draft is written by: the set in force, or the one that waits for its resolution."""
    return in_force_on(award_code, day) or waiting(award_code)


def is_in_force(version: AwardVersion, day: date) -> bool:
    """Whether cases of this award may leave their draft: its own days, and for some a resolution's too."""
    return version.holds_on(day) and (not version.by_resolution or in_force_on(version.award_code, day) is not None)


def one(code: str) -> RuleSet:
    return or_404(db.session.get(RuleSet, code, options=[selectinload(RuleSet.groups), joinedload(RuleSet.vote_rule)]))


def every() -> Sequence[RuleSet]:
    """Each with its award: those in force first."""
    return db.session.scalars(select(RuleSet).order_by(RuleSet.valid_from.desc().nulls_last(), RuleSet.code)).all()


def agencies_of(rules: RuleSet) -> dict[str, str]:
    """Names of the agencies that the groups name, by their codes."""
    codes = {code for group in rules.groups for code in group.consult}
    found = select(Organisation.code, Organisation.name).where(Organisation.code.in_(sorted(codes)))
    return dict(db.session.execute(found).tuples().all())


def _in_force(award_code: str, day: date) -> Select[tuple[RuleSet]]:
    return (
        select(RuleSet)
        .where(
            RuleSet.award_code == award_code,
            RuleSet.valid_from <= day,
            or_(RuleSet.valid_to.is_(None), RuleSet.valid_to >= day),
        )
        .order_by(RuleSet.valid_from.desc())
    )
