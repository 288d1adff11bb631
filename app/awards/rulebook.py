"""The rules of a day, ready to be asked: from rows to plain values.

`meets.<award>` is answered by asking that award's own rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from sqlalchemy import Select
from sqlalchemy.orm import joinedload, selectinload

from app.awards import common, criteria, fields, loading, queries, words
from app.awards.checking import Case, Checked, Rule, Variant, check
from app.awards.fields import MEETS
from app.awards.models import AwardVersion
from app.awards.verdicts import Leaf
from app.extensions import db


@dataclass(frozen=True)
class Rulebook:
    """The rule of every award in force, by its code."""

    rules: Mapping[str, Rule]

    def check(self, award: str, case: Case) -> Checked:
        """Raises KeyError for an award that is not in force."""
        rule = self.rules[award]
        return check(rule, replace(case, known=self._known(rule, case)), common.checks())

    def _known(self, rule: Rule, case: Case) -> fields.Known:
        known = fields.derived({**case.known, "subject.type": case.subject})
        for award in _asked_for(rule):
            name = f"{MEETS}{award}"
            if name not in known and (met := self._meets(award, case)) is not None:
                known = {**known, name: met}
        return known

    def _meets(self, award: str, case: Case) -> bool | None:
        """Whether the criteria are met (the decision is not needed); None while something is open."""
        if award not in self.rules:
            return None
        found = self.check(award, case)
        if found.failed_criteria:
            return False
        return None if found.open_criteria else True


def on(day: date) -> Rulebook:
    return Rulebook(_rules(queries.in_force(day)))


def around(version: AwardVersion, day: date) -> Rulebook:
    """One version, which a case has pinned, with the rules of the day for the awards whose criteria it asks for."""
    queries.read_whole(version)
    rule = of_version(version)
    others = _asked_for(rule)
    found = _rules(queries.in_force(day).where(AwardVersion.award_code.in_(sorted(others)))) if others else {}
    return Rulebook(found | {rule.award: rule})


def _asked_for(rule: Rule) -> set[str]:
    """Awards whose criteria it asks for."""
    asked = {leaf.field for variant in rule.variants for leaf in variant.leaves}
    return {name.removeprefix(MEETS) for name in asked if name.startswith(MEETS)}


def _rules(versions: Select[tuple[AwardVersion]]) -> dict[str, Rule]:
    whole = versions.options(selectinload(AwardVersion.leaves), joinedload(AwardVersion.award))
    return {version.award_code: of_version(version) for version in db.session.scalars(whole)}


def shipped(day: date) -> Rulebook:
    """The same of the file that comes with the program, where there is no database yet."""
    return Rulebook({rule.award: rule for version, rule in _shipped() if version.holds_on(day)})


@cache
def _shipped() -> list[tuple[AwardVersion, Rule]]:
    return [(version, of_version(version)) for version in loading.shipped()]


def of_version(version: AwardVersion) -> Rule:
    leaves = {row.code: Leaf.of(row) for row in version.leaves}
    variants = tuple(
        Variant(row["when"], row["tree"], tuple(leaves[code] for code in criteria.codes(row["tree"])))
        for row in version.criteria["variants"]
    )
    return Rule(
        award=version.award_code,
        is_title=version.award.kind == "title",
        name=version.name,
        level=version.level,
        is_unsettled=version.confidence not in words.CONFIDENCE,
        subjects=frozenset(version.subjects),
        routes=tuple(version.routes),
        variants=variants,
    )
