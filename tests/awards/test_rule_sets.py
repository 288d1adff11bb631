"""Rule sets: rows, in force by a resolution from its day on, and read with all that is not settled yet."""

from datetime import date

import pytest
from sqlalchemy import func, select
from werkzeug.exceptions import NotFound

from app.awards import loading, money, queries, rule_sets
from app.awards.models import RuleGroup, RuleSet
from app.awards.simplified import SIMPLIFIED
from app.extensions import db
from tests import builders
from workflows.medal_simplified_1 import MedalSimplified1
from workflows.vocabulary import Role

MEDAL, CODE = "ky_niem_chuong_tinh", "medal_default_2024"
RESOLUTION = rule_sets.Resolution("00/2024/NQ-HĐND", date(2024, 12, 13), is_assumed=True)
FROM = date(2024, 12, 23)


@pytest.fixture
def rules(session):
    loading.load()
    return rule_sets.one(CODE)


def test_the_groups_ask_for_what_the_facts_say(rules):
    numbers = {
        group.code: (group.years_in_office, group.or_terms, group.years_men, group.years_women)
        for group in rules.groups
    }

    assert numbers == {
        "A": (3, 1, None, None),
        "B": (5, None, None, None),
        "C": (10, None, None, None),
        "D": (None, None, 20, 15),
        "E": (None, None, 15, 15),
        "F": (None, None, 10, 10),
        "G": (None, None, None, None),
        "H": (None, None, None, None),
        "I": (None, None, None, None),
        "K": (None, None, None, None),
    }
    assert [group.code for group in rules.groups if group.by_contribution] == ["G", "H", "I"]
    assert [group.code for group in rules.groups if group.years_are_waived] == ["K"]


def test_loading_again_changes_nothing_not_even_what_a_resolution_said(rules):
    rule_sets.bring_into_force(CODE, RESOLUTION, valid_from=FROM)
    ids = db.session.scalars(select(RuleGroup.id).order_by(RuleGroup.id)).all()

    loading.load()
    db.session.expire_all()

    assert db.session.scalars(select(RuleGroup.id).order_by(RuleGroup.id)).all() == ids
    again = rule_sets.one(CODE)
    assert (again.valid_from, again.resolution_number, again.is_assumed) == (FROM, "00/2024/NQ-HĐND", True)


def test_a_set_is_in_force_from_the_day_of_its_resolution_on(rules):
    days = [date(2024, 12, 22), FROM, date(2030, 1, 1)]
    before = [rule_sets.in_force_on(MEDAL, day) for day in days]
    rule_sets.bring_into_force(CODE, RESOLUTION, valid_from=FROM)

    assert (before, [rule_sets.in_force_on(MEDAL, day) for day in days]) == ([None] * 3, [None, rules, rules])
    version = queries.version_on(MEDAL, FROM)
    assert [rule_sets.is_in_force(version, day) for day in days] == [False, True, True]


def test_the_next_resolution_ends_the_set_before_it(rules):
    rule_sets.bring_into_force(CODE, RESOLUTION, valid_from=FROM)
    later = RuleSet(
        code="medal_2026",
        award_code=MEDAL,
        title="Bộ tiêu chuẩn năm 2026",
        confidence="verified",
        vote_rule_code="V80",
        settings=[],
        counting=[],
        reductions=[],
        exclusions=[],
    )
    db.session.add(later)
    db.session.flush()

    rule_sets.bring_into_force(
        "medal_2026", rule_sets.Resolution("07/2026/NQ-HĐND", date(2026, 7, 10)), valid_from=date(2026, 8, 1)
    )

    days = [date(2026, 7, 31), date(2026, 8, 1)]
    assert [rule_sets.in_force_on(MEDAL, day).code for day in days] == [CODE, "medal_2026"]


def test_other_awards_need_no_resolution(rules):
    assert rule_sets.is_in_force(queries.version_on("bang_khen_tinh", FROM), FROM)


def test_an_unknown_set_is_not_found(rules):
    with pytest.raises(NotFound):
        rule_sets.one("medal_1900")


def test_the_money_of_the_medal_is_what_the_set_in_force_says(rules):
    version = queries.version_on(MEDAL, FROM)
    before = money.bonus(version, "individual", FROM)
    rule_sets.bring_into_force(CODE, RESOLUTION, valid_from=FROM)

    assert (before, money.bonus(version, "individual", FROM)) == (None, 1_410_000)
    assert money.bonus(version, "collective", FROM) is None


def test_the_cases_of_the_simplified_procedure_are_those_of_its_process(rules):
    assert len(SIMPLIFIED.cases) == len(MedalSimplified1.entry_cases)
    assert [SIMPLIFIED.fault(code) for code in SIMPLIFIED.cases] == [None] * len(SIMPLIFIED.cases)
    assert SIMPLIFIED.fault(SIMPLIFIED.refused) == SIMPLIFIED.refusal


@pytest.fixture
def page(session, client):
    builders.medal(in_force=False)
    reader = builders.signed_in(client, builders.actor(Role.UNIT_CLERK, builders.organisation()))
    return lambda url: reader.get(url).text


def test_the_page_says_that_nothing_is_settled_and_who_may_be_given_it(page):
    said = page(f"/awards/rule-sets/{CODE}")

    for words in (
        "Mức do tỉnh quy định – chưa nhập căn cứ pháp lý",
        "Chưa có hiệu lực: chờ nghị quyết của Hội đồng nhân dân tỉnh.",
        "Công tác từ 20 năm (nam), 15 năm (nữ)",
        "Trường hợp có nội dung bí mật nhà nước không đưa lên phần mềm",
    ):
        assert words in said
    assert f"/awards/rule-sets/{CODE}" in page("/awards/")


def test_an_assumed_resolution_is_bannered(page):
    rule_sets.bring_into_force(CODE, RESOLUTION, valid_from=date(2020, 1, 1))
    db.session.commit()

    said = page(f"/awards/rule-sets/{CODE}")

    assert "<b>Giả định.</b>" in said
    assert "Đang có hiệu lực (giả định)" in page("/awards/")


def test_there_is_one_set(page):
    assert db.session.scalar(select(func.count()).select_from(RuleSet)) == 1
