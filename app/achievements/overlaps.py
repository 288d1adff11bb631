"""Cases that may tell of the achievement of another one, and what was answered. A case that never left its unit tells
nobody anything yet, unless its unit decided it; one that ended without a decision used nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Integer, Row, Select, and_, bindparam, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from app.accounts.models import User
from app.achievements import combinations
from app.achievements.combinations import Kind, Ladder
from app.achievements.models import OverlapAnswer
from app.achievements.standings import ENDED, USED_UP, Standing, standing
from app.awards import common
from app.awards.models import Award, AwardVersion, Criterion
from app.documents.models import StoredFile
from app.extensions import read_rows
from app.nominations.models import Evidence, Nomination

PERIOD = "period"
ONE_AWARD = "G01"  # of `awards/checks.yaml`


@dataclass(frozen=True, kw_only=True)
class Answered:
    id: int
    is_same: bool
    reason: str
    by: str
    grounds: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Overlap:
    """Another case, why it may be about the same, and the newest answer."""

    id: int
    code: str
    state: str
    award: str
    nominee: str
    period: tuple[int | None, int | None]
    grounds: frozenset[str]
    files: tuple[str, ...]  # names, as this case has them
    answer: Answered | None

    @property
    def standing(self) -> Standing:
        return standing(self.state)

    @property
    def is_same(self) -> bool:
        return self.answer is not None and self.answer.is_same

    @property
    def is_open(self) -> bool:
        """Nobody has answered, or something came since that nobody looked at."""
        return self.answer is None or (not self.answer.is_same and not self.grounds <= self.answer.grounds)


def of_case(case: Nomination) -> list[Overlap]:
    """In one statement where there is nothing; the older cases first."""
    rows = read_rows(_found(), _bound(case)).all()
    if not rows:
        return []
    told, answers = _those_to_ask(case, rows), _answers(case.id)
    return [_overlap(number, several, answers.get(number)) for number, several in sorted(told.items())]


def used_up(overlaps: Sequence[Overlap]) -> tuple[str, ...]:
    """The decided cases that used this one's achievement (G01)."""
    return tuple(one.code for one in overlaps if one.is_same and one.standing is Standing.USED)


def in_the_way(overlaps: Sequence[Overlap]) -> Iterator[str]:
    """Why appraisal is not concluded, a sentence each, for Sở Nội vụ."""
    for one in overlaps:
        if one.is_open:
            yield f"Chưa xác định có trùng thành tích với hồ sơ {one.code} ({one.award}) hay không."
        elif one.is_same:
            rule = common.rule(ONE_AWARD)
            yield f"Cùng một thành tích với hồ sơ {one.code} ({one.award}): {rule[:1].lower()}{rule[1:]}."


def _bound(case: Nomination) -> dict[str, object]:
    return {
        "case_id": case.id,
        "nominee_id": case.nominee_id,
        "first": case.period_from or case.period_to,
        "last": case.period_to or case.period_from,
    }


@cache
def _found() -> Select[Any]:
    """A line for each other case and ground; the period's are narrowed by `combinations` afterwards."""
    together = union_all(_by_period(), _by_file()).subquery()
    return (
        select(
            together.c.ground,
            together.c.file,
            Nomination.id,
            Nomination.code,
            Nomination.state,
            Nomination.route,
            Nomination.nominee_name,
            Nomination.period_from,
            Nomination.period_to,
            AwardVersion.name.label("award"),
            AwardVersion.award_code,
            Award.kind,
        )
        .join(Nomination, Nomination.id == together.c.id)
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .join(Award, Award.code == AwardVersion.award_code)
        .where(Nomination.id != bindparam("case_id"), Nomination.state.not_in(ENDED))
        .where(or_(Nomination.submitted_at.is_not(None), Nomination.state.in_(USED_UP)))
    )


def _by_period() -> Select[Any]:
    first = func.coalesce(Nomination.period_from, Nomination.period_to)
    last = func.coalesce(Nomination.period_to, Nomination.period_from)
    return select(Nomination.id, literal(PERIOD).label("ground"), literal("").label("file")).where(
        Nomination.nominee_id == bindparam("nominee_id", type_=Integer),
        first <= bindparam("last", type_=Integer),
        last >= bindparam("first", type_=Integer),
    )


def _by_file() -> Select[Any]:
    mine, others, here, there = aliased(Evidence), aliased(Evidence), aliased(StoredFile), aliased(StoredFile)
    told = combinations.papers()
    return (
        select(others.nomination_id.label("id"), here.sha256.label("ground"), here.original_name.label("file"))
        .select_from(mine)
        .join(here, here.id == mine.file_id)
        .join(there, there.sha256 == here.sha256)
        .join(others, others.file_id == there.id)
        .where(mine.nomination_id == bindparam("case_id", type_=Integer))
        .where(*(and_(paper.removed_at.is_(None), paper.doc_code.in_(told)) for paper in (mine, others)))
    )


def _those_to_ask(case: Nomination, rows: Sequence[Row[Any]]) -> dict[int, list[Row[Any]]]:
    own = Kind(award=case.award_version.award_code, kind=case.award_version.award.kind, route=case.route)
    ladder = _ladder() if any(row.ground == PERIOD for row in rows) else {}
    found: dict[int, list[Row[Any]]] = {}
    for row in rows:
        other = Kind(award=row.award_code, kind=row.kind, route=row.route)
        if row.ground != PERIOD or combinations.is_asked(own, other, ladder):
            found.setdefault(row.id, []).append(row)
    return found


def _ladder() -> Ladder:
    asked = select(AwardVersion.award_code, Criterion.field).join(
        Criterion, Criterion.award_version_id == AwardVersion.id
    )
    about = or_(*(Criterion.field.startswith(base, autoescape=True) for base in combinations.BASES))
    return combinations.ladder((row.award_code, row.field) for row in read_rows(asked.where(about)))


def _answers(case_id: int) -> dict[int, Answered]:
    """The newest of each pair."""
    mine = or_(OverlapAnswer.low_id == case_id, OverlapAnswer.high_id == case_id)
    asked = (
        select(
            OverlapAnswer.id,
            OverlapAnswer.low_id,
            OverlapAnswer.high_id,
            OverlapAnswer.is_same,
            OverlapAnswer.grounds,
            OverlapAnswer.reason,
            User.full_name,
        )
        .join(User, User.id == OverlapAnswer.answered_by_id)
        .where(mine)
        .order_by(OverlapAnswer.id)
    )
    return {
        row.low_id + row.high_id - case_id: Answered(
            id=row.id, is_same=row.is_same, reason=row.reason, by=row.full_name, grounds=frozenset(row.grounds)
        )
        for row in read_rows(asked)
    }


def _overlap(number: int, several: Sequence[Row[Any]], answer: Answered | None) -> Overlap:
    row = several[0]
    return Overlap(
        id=number,
        code=row.code,
        state=row.state,
        award=row.award,
        nominee=row.nominee_name,
        period=(row.period_from, row.period_to),
        grounds=frozenset(one.ground for one in several),
        files=tuple(sorted({one.file for one in several if one.ground != PERIOD})),
        answer=answer,
    )
