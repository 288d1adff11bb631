"""One achievement, one award: cases that may tell of the same warn each other, and Sở Nội vụ says what is so."""

from datetime import datetime

import pytest

from app import clock
from app.achievements import answering, overlaps
from app.achievements.answering import Answer
from app.achievements.facts import may_be_the_same
from app.errors import Refusal, SomebodyWasFaster
from app.extensions import db
from app.nominations.openings import Look
from tests import builders
from workflows.award_province_1 import State

HASH = "a" * 64
LAW = "một thành tích chỉ được khen thưởng một lần (Luật TĐKT Điều 5 khoản 2)."


def alike(case):
    return [(one.code, sorted(one.grounds)) for one in overlaps.of_case(case)]


def with_file(case, code="bao_cao_ca_nhan", sha256=HASH, **more):
    made = builders.evidence(case, code)
    made.file.sha256 = sha256
    for name, value in more.items():
        setattr(made, name, value)
    db.session.flush()
    return made


def reply(house, case, other, *, is_same, seen=None, reason="Đã đối chiếu báo cáo."):
    told = answering.seen(answering.one(case, other.id)) if seen is None else seen
    answering.answer(case, other.id, Answer(is_same=is_same, reason=reason, seen=told), actor=house.appraiser)
    db.session.commit()


def open_matters(case):
    builders.judged_as_met(case)
    return tuple(may_be_the_same(Look(case)))


@pytest.fixture
def pair(house):
    """The same award twice, for years that overlap."""
    return house.case(state=State.PUBLISHED, period=(2022, 2023)), house.case(
        state=State.APPRAISAL, period=(2023, 2024)
    )


def test_both_sides_of_overlapping_years_know_of_each_other(pair):
    decided, later = pair

    assert alike(decided) == [(later.code, ["period"])]
    assert alike(later) == [(decided.code, ["period"])]


@pytest.mark.parametrize(
    "other",
    [
        {"period": (2021, 2022)},
        {"period": (None, None)},
        {"award": "bang_khen_tinh"},
        {"award": "cstd_co_so"},
        {"route": "chuyen_de"},
        {"state": State.DRAFT},
        {"state": State.WITHDRAWN},
        {"state": State.REVOKED},
    ],
    ids=[
        "other years",
        "no years",
        "a commendation",
        "its own base",
        "another route",
        "a draft",
        "withdrawn",
        "revoked",
    ],
)
def test_what_is_allowed_warns_nobody(house, other):
    case = house.case(state=State.APPRAISAL)
    house.case(**({"state": State.PUBLISHED} | other))

    assert alike(case) == []


def test_the_years_of_somebody_else_warn_nobody(house):
    case = house.case(state=State.APPRAISAL)
    house.case(state=State.PUBLISHED, nominee=builders.nominee(house.unit, "Lê Thị Hoa"))

    assert alike(case) == []


def test_the_same_file_warns_both_wherever_they_come_from(house):
    case = house.case(state=State.APPRAISAL)
    unit = builders.organisation("SYT2", "Sở Y tế")
    other = house.case(
        "bang_khen_tinh",
        state=State.INTAKE,
        unit=unit,
        nominee=builders.nominee(unit, "Lê Thị Hoa"),
        period=(2019, 2019),
    )
    with_file(case)
    with_file(other, "xn_thanh_tich")

    assert alike(case) == [(other.code, [HASH])]
    assert alike(other) == [(case.code, [HASH])]


@pytest.mark.parametrize(
    "paper",
    [
        {"code": "quyet_dinh_da_khen"},
        {"code": "cn_sang_kien_co_so"},
        {"removed_at": datetime(2025, 2, 17, 8, 0, tzinfo=clock.VIETNAM)},
        {"sha256": "b" * 64},
    ],
    ids=["a decision on many", "an initiative's", "removed", "another file"],
)
def test_papers_that_many_share_or_that_were_removed_warn_nobody(house, paper):
    case = house.case(state=State.APPRAISAL)
    other = house.case(state=State.PUBLISHED, nominee=builders.nominee(house.unit, "Lê Thị Hoa"))
    with_file(case)
    with_file(other, **paper)

    assert alike(case) == []


def test_appraisal_stays_open_until_somebody_says_that_they_differ(house, pair):
    decided, later = pair
    before = open_matters(later)
    reply(house, later, decided, is_same=False)

    assert before == (
        f"Chưa xác định có trùng thành tích với hồ sơ {decided.code} (Chiến sĩ thi đua cấp tỉnh) hay không.",
    )
    assert open_matters(later) == ()
    assert [one.answer.is_same for one in overlaps.of_case(decided)] == [False]


def test_the_same_achievement_as_a_decided_case_does_not_go_on(house, pair):
    decided, later = pair
    reply(house, later, decided, is_same=True)

    assert open_matters(later) == (f"Cùng một thành tích với hồ sơ {decided.code} (Chiến sĩ thi đua cấp tỉnh): {LAW}",)
    assert overlaps.used_up(overlaps.of_case(later)) == (decided.code,)
    decided.state = State.REVOKED
    db.session.commit()
    assert (open_matters(later), overlaps.used_up(overlaps.of_case(later))) == ((), ())


def test_an_answer_covers_what_was_looked_at_and_no_file_that_came_later(house, pair):
    decided, later = pair
    reply(house, later, decided, is_same=False)
    with_file(decided)
    with_file(later)

    assert [one.is_open for one in overlaps.of_case(later)] == [True]
    reply(house, later, decided, is_same=False)
    assert [one.is_open for one in overlaps.of_case(later)] == [False]


def test_the_newest_answer_counts_and_whoever_was_slower_hears_of_it(house, pair):
    decided, later = pair
    told = answering.seen(answering.one(later, decided.id))
    reply(house, later, decided, is_same=True)
    with pytest.raises(SomebodyWasFaster):
        reply(house, later, decided, is_same=False, seen=told)
    db.session.rollback()
    reply(house, later, decided, is_same=False)

    assert [one.is_same for one in overlaps.of_case(later)] == [False]


def test_it_is_answered_while_the_case_is_appraised(house, pair):
    decided, later = pair

    with pytest.raises(Refusal):
        reply(house, decided, later, is_same=False)
