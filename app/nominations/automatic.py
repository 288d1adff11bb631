"""Criteria that the data of a case answer by themselves, before its unit's council sees it: from the catalogue alone.

What the data do not say is no failure: the unit compares it itself (đơn vị đối chiếu).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.awards.criteria import ruled_out
from app.awards.models import Criterion
from app.awards.queries import leaves_for
from app.awards.words import RATINGS
from app.honours import history
from app.honours.history import Past
from app.nominations.models import Nomination

AUTOMATIC, YEARLY = "auto", "yearly"
MET, NOT_MET = "met", "not_met"
BEST_FIRST = [*RATINGS]
STREAKS = {"rating.streak_years_htxs": BEST_FIRST[0], "rating.streak_years_htt": BEST_FIRST[1]}


@dataclass(frozen=True, kw_only=True)
class Checked:
    """Which criteria are checked, with what was found: met, not_met, or None where the data do not say."""

    criteria: Sequence[tuple[Criterion, str | None]]
    failures: tuple[str, ...]


def checked(case: Nomination) -> Checked:
    tree, leaves = leaves_for(case.award_version, case.subject, case.worker_class, case.route)
    ratings = {entry.year: entry.rating for entry in case.years if entry.rating}
    judged = [(leaf, answer(leaf, ratings, case.period_to)) for leaf in leaves if leaf.check == AUTOMATIC]
    labels, found = {leaf.code: leaf.label for leaf in leaves}, {leaf.code: verdict for leaf, verdict in judged}
    return Checked(criteria=judged, failures=(*ruled_out(tree, found, labels), *_given_already(case)))


def answer(leaf: Criterion, ratings: Mapping[int, str], year: int | None) -> str | None:
    """Only what is entered for the years that count is judged."""
    value = leaf.value["is"]
    if year is None:
        return None
    if leaf.field == "rating.year" and year in ratings:
        wanted = [value] if leaf.op == "eq" else BEST_FIRST[: BEST_FIRST.index(value) + 1]
        return MET if ratings[year] in wanted else NOT_MET
    if leaf.field in STREAKS and leaf.op == "gte":
        return _streak(ratings, year, STREAKS[leaf.field], value)
    return None


def _streak(ratings: Mapping[int, str], year: int, least: str, wanted: int) -> str | None:
    """Years without a gap that end with this one; the first that nobody entered leaves it open."""
    good = BEST_FIRST[: BEST_FIRST.index(least) + 1]
    for one in range(year, year - wanted, -1):
        if one not in ratings:
            return None
        if ratings[one] not in good:
            return NOT_MET
    return MET


def _given_already(case: Nomination) -> Iterator[str]:
    """What is given by the year is given once for a year."""
    if case.award_version.cycle != YEARLY:
        return
    held = (past for past in history.of(case.nominee_id) if _is_the_same(past, case))
    for past in held:
        yield f"Đã được tặng {past.award} năm {past.year} theo Quyết định số {past.decision}."


def _is_the_same(past: Past, case: Nomination) -> bool:
    return past.award == case.award_version.name and past.year == case.period_to
