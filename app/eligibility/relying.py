"""What initiatives tell of one nominee for one award: counts, what waits, what was counted, what was used before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.achievements import fields
from app.achievements.fields import Authored, Wanted
from app.awards import words
from app.awards.checking import Rule
from app.awards.fields import Known
from app.awards.verdicts import OPERATORS

ON_END = ("title.streak.", "rating.streak_")


@dataclass(frozen=True, kw_only=True)
class Question:
    """The proposed year, the day of the proposal, and the loại hình; unsaid, the award's first one."""

    year: int
    day: date
    route: str = ""
    case_id: int | None = None  # nobody's case yet: what could be proposed


@dataclass(frozen=True, kw_only=True)
class Told:
    known: Known
    waiting: frozenset[str]
    counted: Mapping[str, tuple[str, ...]]  # by field
    used_before: tuple[tuple[str, bool], ...]  # what the case relies on nevertheless, and whether it was for a title


def told(rule: Rule, authored: Sequence[Authored], question: Question) -> Told:
    """A count is a lower bound: what it does not satisfy stays open, and waits where a recognition would do."""
    wanted = _wanted(rule, question)
    found, perhaps = fields.computed(authored, wanted), fields.perhaps(authored, wanted)
    asked = [leaf for leaf in rule.leaves if leaf.field.startswith(fields.ABOUT)]
    satisfied = {
        leaf.field for leaf in asked if leaf.field in found and OPERATORS[leaf.op](found[leaf.field].value, leaf.wanted)
    }
    lacking = {leaf.field for leaf in asked} - satisfied
    return Told(
        known={name: found[name].value for name in satisfied},
        waiting=frozenset(name for name in lacking if perhaps.get(name) != found.get(name)),
        counted={name: found[name].titles for name in satisfied},
        used_before=tuple((title, rule.is_title) for title in fields.used_already(authored, wanted)),
    )


def _wanted(rule: Rule, question: Question) -> Wanted:
    """The years that count are as many as the award asks of ratings or titles on end; one where it asks none."""
    years = (leaf.wanted for leaf in rule.leaves if leaf.field.startswith(ON_END) and leaf.op == "gte")
    return Wanted(
        kind=words.TITLE if rule.is_title else words.COMMENDATION,
        first_year=question.year - max(years, default=1) + 1,
        year=question.year,
        day=question.day,
        case_id=question.case_id,
    )
