from datetime import date

import pytest
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from app.awards import loading as awards
from app.awards.models import AwardVersion
from app.extensions import db
from app.rounds import loading, queries
from app.rounds.models import AwardRound, Movement


def test_the_seven_movements_are_loaded_once(session):
    loading.load()
    loading.load()

    assert len(db.session.scalars(select(Movement.code)).all()) == 7


def test_a_movement_ends_with_the_year_in_its_name(session):
    loading.load()

    assert len(queries.movements_on(date(2025, 12, 31))) == 7
    assert "xoa_nha_tam" not in [movement.code for movement in queries.movements_on(date(2026, 1, 1))]


def test_a_round_takes_nominations_from_its_first_to_its_last_day(session):
    made = AwardRound(
        code="2025-1",
        name="Đợt 1 năm 2025",
        year=2025,
        opens_on=date(2025, 2, 1),
        closes_on=date(2025, 2, 28),
        confidence="setting",
    )
    session.add(made)
    session.flush()

    days = [date(2025, 1, 31), date(2025, 2, 1), date(2025, 2, 28), date(2025, 3, 1)]
    assert [[*queries.open_on(day)] for day in days] == [[], [made], [made], []]
    assert queries.one(made.id) is made
    with pytest.raises(NotFound):
        queries.one(made.id + 1)


@pytest.mark.parametrize(
    ("name", "subject", "in_a_sentence"),
    [
        ("Đợt khen thưởng tổng kết năm 2024", "tổng kết năm 2024", "đợt khen thưởng tổng kết năm 2024"),
        ("Khen thưởng ngành Giáo dục", "ngành Giáo dục", "đợt khen thưởng ngành Giáo dục"),
        ("Đợt 1 năm 2025", "đợt 1 năm 2025", "đợt 1 năm 2025"),
    ],
)
def test_what_a_round_is_for_follows_the_word_reward(name, subject, in_a_sentence):
    found = AwardRound(name=name)

    assert (found.subject, found.in_a_sentence) == (subject, in_a_sentence)


def test_no_award_on_offer_goes_past_the_councils(session):
    """Only the simplified procedure does: what no council considers no round can be for; of a unit's it is its own."""
    awards.load()
    edges = {end for one in session.scalars(select(AwardVersion)) for end in (one.valid_from, one.valid_to) if end}

    offered = {day: queries.awards_offered(day) for day in edges | {date(2025, 2, 17), date(2030, 1, 1)}}

    assert all(offered[day] for day in (date(2025, 2, 17), date(2030, 1, 1)))
    on_offer = {one for on_a_day in offered.values() for one in on_a_day}
    assert {one.process for one in on_offer if one.level == "unit"} == {"award_unit"}
    assert {(one.award_code, one.considered_by) for one in on_offer if one.level != "unit"} == {
        ("bang_khen_tinh", "standing"),
        ("co_thi_dua_tinh", "full"),
        ("cstd_tinh", "full"),
        ("ky_niem_chuong_tinh", "full"),
        ("tap_the_ldxs", "standing"),
        ("xa_phuong_tieu_bieu", "standing"),
    }
