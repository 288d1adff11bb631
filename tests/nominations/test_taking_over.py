"""Titles of the years come from what the nominee holds, by a tick instead of by hand."""

from datetime import date

import pytest

from app.errors import Invalid, Refusal
from app.extensions import db
from app.honours import operations as honours
from app.honours.operations import Entry
from app.nominations import taking_over
from app.nominations.models import YearEntry
from app.nominees.models import NomineeKind
from tests import builders
from workflows.award_province_1 import State


@pytest.fixture
def held(office, draft):
    """Two titles of the nominee, of 2022 and 2023."""
    builders.award("lao_dong_tien_tien")
    for year in (2022, 2023):
        entry = Entry(
            award_code="lao_dong_tien_tien",
            year=year,
            decision_number=f"{year - 1900}/QĐ-SGDĐT",
            decided_on=date(year, 7, 15),
            decided_by="Giám đốc Sở",
        )
        honours.enter(draft.nominee, entry, None, actor=office.clerk)
    db.session.commit()
    return {one.year: one.key for one in taking_over.offered(draft)}


def lines(case):
    return sorted((one.year, one.title, one.decision_number, one.decision_date, one.rating) for one in case.years)


def test_a_ticked_title_becomes_the_line_of_its_year_and_is_offered_no_more(ask, office, draft, held):
    page = ask(office.clerk, f"/nominations/{draft.id}/years/take-over").text
    answer = ask(office.clerk, f"/nominations/{draft.id}/years/take-over", {"honours": [held[2023]]})

    assert "2023: Lao động tiên tiến – Quyết định số 123/QĐ-SGDĐT ngày 15/07/2023, Giám đốc Sở" in page
    assert (answer.status_code, answer.location) == (303, f"/nominations/{draft.id}/edit#years")
    assert lines(draft) == [(2023, "Lao động tiên tiến", "123/QĐ-SGDĐT", date(2023, 7, 15), "")]
    assert [one.year for one in taking_over.offered(draft)] == [2022]
    assert [event.action for event in builders.events_of(draft.ref)] == ["add_year"]


def test_a_year_that_tells_of_work_and_no_title_gets_the_title(office, draft, held):
    draft.years.append(YearEntry(year=2023, rating="HTXSNV", achievement="Dạy giỏi."))
    db.session.commit()

    taking_over.take_over(draft, [held[2023]], actor=office.clerk)

    assert lines(draft) == [(2023, "Lao động tiên tiến", "123/QĐ-SGDĐT", date(2023, 7, 15), "HTXSNV")]
    assert draft.years[0].achievement == "Dạy giỏi."


def test_those_of_the_years_that_count_are_ticked_already(ask, office, draft, held):
    draft.period_from, draft.period_to = 2023, 2024
    db.session.commit()

    page = ask(office.clerk, f"/nominations/{draft.id}/years/take-over").text

    assert page.count("checked") == 1
    assert f'value="{held[2022]}"' in page


def test_nothing_chosen_or_gone_meanwhile_is_said_beside_the_boxes(ask, office, draft, held):
    url = f"/nominations/{draft.id}/years/take-over"
    nothing = ask(office.clerk, url, {})
    with pytest.raises(Invalid) as told:
        taking_over.take_over(draft, [held[2023], "20230715-honours-999999"], actor=office.clerk)

    assert (nothing.status_code, taking_over.NOTHING_CHOSEN in nothing.text) == (422, True)
    assert told.value.errors == {"honours": taking_over.ALREADY_THERE}
    assert lines(draft) == []


def test_a_case_that_left_its_unit_takes_nothing_over(ask, office, draft, held):
    draft.state = State.SUBMITTED
    db.session.commit()

    assert ask(office.clerk, f"/nominations/{draft.id}/years/take-over").status_code == 409
    with pytest.raises(Refusal):
        taking_over.take_over(draft, [held[2023]], actor=office.clerk)


def test_whoever_holds_nothing_is_led_to_where_it_is_entered(ask, office, draft):
    page = ask(office.clerk, f"/nominations/{draft.id}/years/take-over").text

    assert f'href="/honours/new/{draft.nominee_id}"' in page
    assert draft.nominee_kind is NomineeKind.INDIVIDUAL
