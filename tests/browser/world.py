"""The office the browser walks through: the demonstration's people at their desks, its councils, one open round.

No case yet: the tests make theirs, through the pages.
"""

from datetime import date, datetime

from app import clock, founding, site
from app.awards.queries import version_on
from app.clock import VIETNAM
from app.extensions import db, unit_of_work
from app.founding import people
from app.founding.seats import seat
from app.rounds.models import AwardRound

MORNING = datetime(2025, 2, 17, 8, 0, tzinfo=VIETNAM)
ROUND = "Đợt xét khen thưởng năm 2024"
AWARDS = ("cstd_tinh", "bang_khen_tinh")


def found(instance):
    """Fill an empty database; the accounts and their passwords stand in the demonstration's own file."""
    with unit_of_work():
        site.found(site.DEMONSTRATION)
    site.set_clock(instance)
    clock.stand_at(MORNING)
    with unit_of_work():
        founding.load_reference()
        facts = people.read()
        everybody = people.settle(facts["accounts"])
        seat(facts["councils"], facts["quorum"], everybody)
        db.session.add(_round())
        people.write_accounts(everybody, facts["accounts"], instance)


def _round():
    return AwardRound(
        code="TK-2024",
        name=ROUND,
        year=2024,
        opens_on=date(2024, 12, 2),
        closes_on=date(2025, 6, 30),
        basis="Kế hoạch của Ủy ban nhân dân tỉnh",
        confidence="practice",
        awards=[version_on(code, MORNING.date()) for code in AWARDS],
    )
