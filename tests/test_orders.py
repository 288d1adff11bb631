"""Lists stand in an order of ours, the same on both databases, whatever the collation of either."""

import pytest

from app.awards.models import DocType
from app.councils import queries as councils
from app.decisions import lists as decisions
from app.extensions import db
from app.nominations import queries as nominations
from app.submissions import queries as submissions
from tests.councils.conftest import house  # noqa: F401 -- the same house
from workflows.award_province_1 import State


@pytest.fixture
def awards(house):  # noqa: F811 -- pytest asks for fixtures by name
    """Two awards whose names stand in another order than they do in the catalogue."""
    house.award.name, house.title.name = "Ý tưởng hay", "Anh hùng"
    assert house.award.id < house.title.id
    return house.award, house.title


def test_cases_that_wait_for_a_sheet_stand_in_the_order_of_the_catalogue(house, awards):  # noqa: F811
    cases = [house.case("Chamaléa Thị Sương", State.UNIT_SIGN, award) for award in reversed(awards)]

    waiting = db.session.scalars(submissions.waiting(house.unit.id, house.award_round.id)).all()

    assert waiting == cases[::-1]


def test_cases_that_wait_for_a_council_stand_in_the_order_of_the_catalogue(house, awards):  # noqa: F811
    cases = [house.case("Chamaléa Thị Sương", State.APPRAISED, award) for award in reversed(awards)]

    assert db.session.scalars(councils.waiting(house.provincial)).all() == cases[::-1]


def test_awards_that_wait_for_a_proposal_stand_in_the_order_of_the_catalogue(house, awards):  # noqa: F811
    for award in reversed(awards):
        house.case("Chamaléa Thị Sương", State.SNV_SUBMISSION, award)

    assert [(one.id, one.cases) for one in decisions.waiting_by_award()] == [(award.id, 1) for award in awards]


def test_kinds_of_papers_stand_in_the_order_of_the_dictionary(house):  # noqa: F811
    case = house.case("Chamaléa Thị Sương", State.DRAFT)
    names = ["ảnh chụp", "Áp phích", "Dự toán", "Đề tài", "Ý kiến công khai"]
    for number, name in enumerate(reversed(names)):
        db.session.add(DocType(code=f"new_{number}", name=name, confidence="verified"))
    db.session.flush()

    found = [kind.name for kind in nominations.doc_types(case) if kind.code.startswith("new_")]

    assert found == names
