"""A medal walks the rooms that every award walks, from its draft to its announced decision."""

from datetime import date

import pytest
from sqlalchemy import select

from app import clock
from app.casework import TransitionRefused, options
from app.decisions.facts import decision_of
from app.documents.kinds import read
from app.documents.models import Paper
from app.extensions import db
from app.honours.models import Honour
from app.medals.queries import sheet_of
from app.nominations import openings, steps
from app.nominees.models import NomineeKind
from tests.casework import road, story
from tests.casework.moves import MOVES, unit_of
from tests.medals.conftest import draft, period
from workflows.award_province_1 import State
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role


def take(house, case, name):
    verb = MOVES[name]
    verb.do(house, case, house.actor(verb.by(case), unit_of(case)), 9)


def papers_of(sheet):
    return db.session.scalars(select(Paper).where(Paper.sheet == sheet).order_by(Paper.id)).all()


def test_a_medal_goes_from_its_draft_to_its_announced_decision(house):
    case = road.walk_to(house, draft(house), State.PRODUCTION)
    decision = decision_of(case)

    assert (case.workflow_key, [item.bonus for item in decision.items]) == ("medal_nomination", [1_410_000])
    assert story.faults(story.read()) == []


def test_its_decision_is_the_medals_own_paper_with_its_resolution_and_its_groups(house):
    cases = road.walk_together(
        house, [draft(house, "Đàng Năng Thọ"), draft(house, "Bá Thị Hoa", gender="female", group="E")], State.AT_CHAIR
    )
    road.walk_to(house, cases[0], State.PUBLISHED)
    (paper,) = papers_of("decision")
    said = read(paper.template, paper.content)

    assert (paper.code, paper.template, decision_of(cases[0]).title) == (
        PaperCode.MEDAL_DECISION,
        "medal_decision",
        "Về việc tặng Kỷ niệm chương “Vì sự nghiệp xây dựng và phát triển tỉnh Ninh Thuận”",
    )
    assert (
        "Căn cứ Nghị quyết số 00/2024/NQ-HĐND ngày 13 tháng 12 năm 2024 của Hội đồng nhân dân tỉnh Ninh Thuận"
        " (văn bản giả định của bản trình diễn)"
    ) in said.grounds
    assert said.articles[0].endswith(
        "cho 02 cá nhân (có danh sách kèm theo) đã có đóng góp cho sự nghiệp xây dựng và phát triển tỉnh Ninh Thuận"
    )
    assert sorted((row.name, row.group) for row in said.roll.individuals) == [
        ("Bá Thị Hoa", "E"),
        ("Đàng Năng Thọ", "D"),
    ]


def test_the_units_letter_counts_by_groups_and_lists_the_service(house):
    road.walk_together(
        house, [draft(house, "Đàng Năng Thọ"), draft(house, "Bá Thị Hoa", gender="female", group="E")], State.SUBMITTED
    )
    (paper,) = papers_of("submission")
    said = read(paper.template, paper.content)

    assert said.counts == ("Nhóm D: 01 cá nhân", "Nhóm E: 01 cá nhân")
    assert {(row.name, row.group, row.service) for row in said.roll.individuals} == {
        ("Bá Thị Hoa", "E", "24 năm"),
        ("Đàng Năng Thọ", "D", "24 năm"),
    }


def test_before_the_resolution_only_a_draft_can_be_written(waiting_house):
    case = draft(waiting_house)

    with pytest.raises(TransitionRefused) as refused:
        take(waiting_house, case, "send_to_check")

    assert refused.value.reasons == [
        "Bộ tiêu chuẩn chưa có hiệu lực: hiện chỉ lập được bản nháp, chờ nghị quyết hoặc quy định có hiệu lực."
    ]


def test_the_day_the_set_comes_into_force_the_draft_may_go_on(house):
    case = draft(house)
    clock.stand_at(clock.now().replace(year=2024, month=12, day=22))
    before = openings.facts(case).rule_set_is_in_force
    clock.stand_at(clock.now().replace(day=23))

    assert (before, openings.facts(case).rule_set_is_in_force) == (False, True)


@pytest.mark.parametrize(
    ("change", "sentences"),
    [
        ({"periods": []}, ["Chưa nhập quá trình công tác."]),
        ({"held_before": None}, ["Chưa khai đã được tặng Kỷ niệm chương này hay chưa."]),
        ({"group": None}, ["Chưa chọn nhóm đối tượng."]),
    ],
)
def test_what_is_missing_keeps_the_draft(house, change, sentences):
    case = draft(house, group=change.get("group", "D"), file={k: v for k, v in change.items() if k != "group"})

    with pytest.raises(TransitionRefused) as refused:
        take(house, case, "send_to_check")

    assert refused.value.reasons == sentences


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (
            {"since": date(2010, 1, 1)},
            "Nhóm D cần công tác từ 20 năm (nam); đã khai 15 năm 2 tháng.",
        ),
        ({"held_before": True}, "Đã được tặng Kỷ niệm chương này: mỗi người chỉ được tặng một lần."),
        (
            {"is_under_review": True},
            "Đang bị xem xét kỷ luật, thanh tra, kiểm tra, điều tra hoặc có đơn thư đang xác minh: chưa xét.",
        ),
    ],
)
def test_what_fails_by_itself_never_reaches_the_units_council(house, file, sentence):
    told = {"periods": [period(file["since"])]} if "since" in file else file
    case = road.walk_to(house, draft(house, file=told), State.UNIT_CHECK)

    with pytest.raises(TransitionRefused) as refused:
        take(house, case, "refer_to_unit_council")

    assert refused.value.reasons == [sentence]


def test_who_has_the_medal_by_a_decision_here_is_not_given_another(house):
    first = road.walk_to(house, draft(house), State.PUBLISHED)
    first.nominee.citizen_id = "058201001234"
    again = draft(house, unit=house.units[1], name="Đàng Năng Thọ")
    again.nominee.citizen_id = "058201001234"
    road.walk_to(house, again, State.UNIT_CHECK)

    with pytest.raises(TransitionRefused) as refused:
        take(house, again, "refer_to_unit_council")

    assert refused.value.reasons == [
        f"Đã được tặng Kỷ niệm chương này theo hồ sơ {first.code}: mỗi người chỉ được tặng một lần."
    ]


def test_who_was_given_the_medal_in_an_earlier_year_is_not_given_another(house):
    case = road.walk_to(house, draft(house), State.UNIT_CHECK)
    db.session.add(
        Honour(
            nominee_id=case.nominee_id,
            unit_id=case.unit_id,
            award_code="ky_niem_chuong_tinh",
            award_name="Kỷ niệm chương",
            level="province",
            year=2023,
            decision_number="745/QĐ-UBND",
            decided_on=date(2023, 4, 1),
            decided_by="Chủ tịch UBND tỉnh",
            entered_by_id=case.created_by_id,
            entered_at=clock.now(),
        )
    )
    db.session.commit()

    with pytest.raises(TransitionRefused) as refused:
        take(house, case, "refer_to_unit_council")

    assert refused.value.reasons == [
        "Đã được tặng Kỷ niệm chương này theo Quyết định số 745/QĐ-UBND: mỗi người chỉ được tặng một lần."
    ]


def test_only_people_are_given_the_medal(house):
    case = draft(house)
    case.nominee_kind = NomineeKind.COLLECTIVE
    db.session.commit()

    refusals = steps.refusals(case, "send_to_check", house.actor(Role.UNIT_CLERK))

    assert "Kỷ niệm chương chỉ tặng cho cá nhân: chọn người được đề nghị là cá nhân." in refusals


def test_another_threshold_of_the_rule_set_is_the_councils(house):
    case = road.walk_to(house, draft(house), State.APPRAISED)
    sheet_of(case).group.rule_set.vote_rule_code = "V80"
    db.session.commit()
    db.session.expire_all()
    road.walk_to(house, case, State.COUNCIL_RESULT)

    vote = openings.facts(case).vote

    assert (vote.pct, vote.strict) == (80, False)


def test_nobody_is_offered_the_way_past_the_council(house):
    case = road.walk_to(house, draft(house), State.APPRAISED)
    look = openings.Look(case)

    assert [offered.transition.name for offered in steps.offered(look, house.actor(Role.SNV_DIRECTOR))] == []
    assert {option.name for option in options(case, house.actor(Role.SNV_DIRECTOR))} == {"propose_directly"}
