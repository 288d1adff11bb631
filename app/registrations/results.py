"""What came of a registration: read from decided awards and from cases, never typed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_

from app.actor import Actor
from app.awards.models import AwardVersion
from app.extensions import in_few_lengths, read_rows
from app.honours import history
from app.honours.words import Standing
from app.moving import state_name_of
from app.nominations.models import Nomination
from app.nominations.reach import visible_to
from app.nominations.states import AWARDED
from app.registrations import queries
from app.registrations.models import RegistrationLine
from app.rounds.models import AwardRound

COUNTS = frozenset({Standing.DECIDED, Standing.CONFIRMED})
NOTHING = "Chưa có hồ sơ đề nghị"


@dataclass(frozen=True)
class Result:
    words: str
    nomination_id: int | None = None
    is_awarded: bool = False


def of(lines: Sequence[RegistrationLine], year: int, actor: Actor) -> Mapping[int, Result]:
    """By the line. An award of the year that is confirmed; else where its newest case of the year is."""
    people = {line.nominee_id for line in lines}
    awarded, cases = _awarded(people, year), _cases(people, year, actor)
    found = dict[int, Result]()
    for line in lines:
        key = line.nominee_id, line.award_code
        found[line.id] = awarded.get(key) or cases.get(key) or Result(NOTHING)
    return found


def counted(results: Mapping[int, Result]) -> dict[str, int]:
    said: defaultdict[str, int] = defaultdict(int)
    for one in results.values():
        said["awarded" if one.is_awarded else "proposed" if one.nomination_id else "nothing"] += 1
    return dict(said)


def _awarded(people: set[int], year: int) -> dict[tuple[int, str], Result]:
    """Awards are told by their name as it was decided; a code has all names its versions ever had."""
    codes = queries.codes_by_name()
    found = dict[tuple[int, str], Result]()
    for one in history.of_many(people):
        code = codes.get(one.award)
        if code and one.year == year and one.standing in COUNTS:
            found.setdefault((one.nominee_id, code), Result(f"Đã đạt: Quyết định số {one.decision}", is_awarded=True))
    return found


def _cases(people: set[int], year: int, actor: Actor) -> dict[tuple[int, str], Result]:
    """Whose years of achievement have this one as their last; where none are written, whose round is of it."""
    of_year = or_(Nomination.period_to == year, and_(Nomination.period_to.is_(None), AwardRound.year == year))
    wanted = (
        visible_to(actor)
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .join(AwardRound, AwardRound.id == Nomination.award_round_id)
        .where(Nomination.nominee_id.in_(in_few_lengths(people)), of_year)
        .order_by(Nomination.id)
        .with_only_columns(
            *(Nomination.id, Nomination.code, Nomination.nominee_id, AwardVersion.award_code, Nomination.state),
            *(Nomination.workflow_key, Nomination.workflow_version),
        )
    )
    return {
        (row.nominee_id, row.award_code): Result(
            f"Hồ sơ {row.code}: {state_name_of(row)}", row.id, is_awarded=row.state in AWARDED
        )
        for row in (read_rows(wanted) if people else ())
    }
