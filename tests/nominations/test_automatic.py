"""Before the unit's council: what the data rule out is refused with its sentence; what they do not say stops nobody."""

from datetime import date

import pytest

from app.casework import TransitionRefused, advance
from app.extensions import db
from app.honours.models import Honour
from app.nominations import automatic
from app.nominations.models import YearEntry
from app.nominees.models import NomineeKind
from tests import builders
from workflows.award_province_1 import State
from workflows.vocabulary import Role


@pytest.fixture
def unit(app):
    return builders.organisation()


def checked_case(unit, code, kind, **ratings):
    award = builders.award(code)
    case = builders.nomination(
        unit,
        award,
        builders.award_round(award),
        "Trường THPT An Phước",
        NomineeKind(kind),
        state=State.UNIT_CHECK,
        period_from=2024,
        period_to=2024,
        route="cong_trang",
    )
    case.years = [YearEntry(year=int(year[1:]), rating=rating) for year, rating in ratings.items()]
    db.session.flush()
    return case


def refusals(case, unit):
    clerk = builders.actor(Role.UNIT_CLERK, unit)
    try:
        advance(case, "refer_to_unit_council", actor=clerk)
    except TransitionRefused as refused:
        return refused.reasons
    return []


def test_a_year_that_was_rated_too_low_is_refused_by_name(unit):
    case = checked_case(unit, "tap_the_ldxs", "collective", y2024="HTTNV")
    (criterion, found) = automatic.checked(case).criteria[0]

    assert (criterion.code, found) == ("TTXS-1", "not_met")
    assert refusals(case, unit) == [f"Không đạt: {criterion.label}."]


@pytest.mark.parametrize("ratings", [{"y2024": "HTXSNV"}, {"y2023": "HTTNV"}, {}])
def test_what_is_well_or_not_said_stops_nobody(unit, ratings):
    case = checked_case(unit, "tap_the_ldxs", "collective", **ratings)

    assert refusals(case, unit) == []


def test_one_of_several_ways_that_is_ruled_out_leaves_the_others(unit):
    case = checked_case(unit, "bang_khen_tinh", "individual", y2024="HTTNV", y2023="HTXSNV")
    found = {criterion.code: verdict for criterion, verdict in automatic.checked(case).criteria}

    assert found["BK-6a"] == "not_met"
    assert refusals(case, unit) == []


@pytest.mark.parametrize(
    ("ratings", "verdict"),
    [
        ({"y2024": "HTXSNV", "y2023": "HTXSNV"}, "met"),
        ({"y2024": "HTXSNV"}, None),
        ({"y2024": "HTXSNV", "y2023": "HTTNV"}, "not_met"),
        ({"y2023": "HTXSNV"}, None),
    ],
)
def test_a_streak_is_open_where_a_year_was_not_entered(unit, ratings, verdict):
    case = checked_case(unit, "bang_khen_tinh", "individual", **ratings)
    found = {criterion.code: verdict for criterion, verdict in automatic.checked(case).criteria}

    assert found["BK-6a"] == verdict


def test_what_is_given_by_the_year_is_given_once_for_a_year(unit):
    case = checked_case(unit, "tap_the_ldxs", "collective")
    given = {
        "nominee_id": case.nominee_id,
        "unit_id": unit.id,
        "award_name": case.award_version.name,
        "award_code": "tap_the_ldxs",
        "level": "province",
        "decided_by": "Chủ tịch UBND tỉnh",
        "entered_by_id": case.created_by_id,
        "entered_at": case.created_at,
    }
    for year in (2023, 2024):
        number = f"{year - 2000}/QĐ-UBND"
        db.session.add(Honour(year=year, decision_number=number, decided_on=date(year, 12, 5), **given))
    db.session.flush()

    already = f"Đã được tặng {case.award_version.name} năm 2024 theo Quyết định số 24/QĐ-UBND ngày 05/12/2024."
    assert refusals(case, unit) == [already]


def test_the_page_tells_what_is_open(app, unit):
    case = checked_case(unit, "tap_the_ldxs", "collective", y2024="HTXSNV")
    db.session.commit()
    browser = builders.signed_in(app.test_client(), builders.actor(Role.UNIT_CLERK, unit))

    page = " ".join(browser.get(f"/nominations/{case.id}").text.split())

    assert "Kiểm tra tự động" in page
    assert page.count("đơn vị đối chiếu</b>") == len(automatic.checked(case).criteria) - 1
