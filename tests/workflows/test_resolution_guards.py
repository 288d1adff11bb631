"""Every step of every law, with facts that let it through, and with each of its conditions unmet in turn."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.facts_file import RESOLUTIONS
from workflows import registry
from workflows import resolution_guards_1 as guards
from workflows.facts import ResolutionFacts, Share, Vote
from workflows.vocabulary import PAPER_NAMES, Paper

TODAY = date(2024, 12, 12)
OPENS = date(2024, 12, 10)
EVERY_PAPER = frozenset(Paper)
PASSED = Vote(agree=26, members=50, pct=50, strict=True)
FAILED = Vote(agree=25, members=50, pct=50, strict=True)
READY = ResolutionFacts(
    today=TODAY,
    papers=EVERY_PAPER,
    condition_is_confirmed=True,
    vote=PASSED,
    present=Share(there=34, members=50, numerator=2, denominator=3),
    number="07/2024/NQ-HĐND",
    passed_on=date(2024, 11, 1),
    effective_on=date(2024, 12, 1),
    replaced_on=date(2024, 12, 12),
    assignment_is_recorded=True,
    is_shortened=True,
    posted_on=date(2024, 10, 1),
    posted_until=date(2024, 10, 31),
    agencies_asked=2,
    appraisal_is_on_file=True,
    session_name="Kỳ họp thứ 20",
    session_opens_on=OPENS,
    days_to_effect=10,
)
NEXT_SESSION = {"session_opens_on": TODAY}
CALLED = {
    Paper.RETURN_LETTER: "Công văn trả lại",
    Paper.DRAFT_RESOLUTION: "Dự thảo Nghị quyết",
    Paper.LEGAL_APPRAISAL_REPORT: "Báo cáo thẩm định",
    Paper.UBND_LETTER: "Tờ trình của UBND tỉnh trình HĐND tỉnh",
    Paper.RESOLUTION: "Nghị quyết",
    Paper.GAZETTE_NUMBER: "Công báo",
}
# condition: what it finds unmet, and what it says then
UNMET = {
    "condition_is_confirmed": (
        {"condition_is_confirmed": False},
        "Đánh dấu xác nhận đã kiểm tra điều kiện của bước này.",
    ),
    "vote_is_recorded": (
        {"vote": None},
        "Nhập kết quả biểu quyết: tán thành, không tán thành, không biểu quyết, vắng.",
    ),
    "vote_passes": (
        {"vote": FAILED},
        "Tán thành 25/50: chưa quá một nửa tổng số, không chuyển bước này được.",
    ),
    "vote_fails": ({"vote": PASSED}, "Tán thành 26/50: đã quá một nửa tổng số, chọn “Thông qua”."),
    "enough_are_present": (
        {"present": Share(there=33, members=50, numerator=2, denominator=3)},
        "Có mặt 33/50 đại biểu, cần ít nhất 34 (2/3 tổng số): chưa đưa ra biểu quyết được.",
    ),
    "is_numbered": (
        {"number": ""},
        "Nhập số, ngày thông qua và ngày có hiệu lực của Nghị quyết.",
    ),
    "replacement_is_in_force": (
        {"replaced_on": TODAY + timedelta(days=1)},
        "Nhập ngày có hiệu lực của Nghị quyết mới; chờ đến ngày đó mới ghi nhận Nghị quyết này hết hiệu lực.",
    ),
    "next_session_is_set": (
        {"session_opens_on": TODAY - timedelta(days=1)},
        "Ghi kỳ họp kế tiếp và ngày khai mạc, từ hôm nay trở đi.",
    ),
    "assignment_is_recorded": (
        {"assignment_is_recorded": False},
        "Ghi số, ngày và đính kèm công văn giao việc của Chủ tịch UBND tỉnh.",
    ),
    "session_is_named": (
        {"session_name": ""},
        "Chưa ghi dự kiến trình tại kỳ họp nào: ghi tên kỳ họp vào hồ sơ.",
    ),
    "is_shortened": (
        {"is_shortened": False},
        "Hồ sơ này không theo trình tự rút gọn, hoặc chưa nêu trường hợp được áp dụng.",
    ),
    "was_posted_long_enough": (
        {"posted_on": date(2024, 11, 20), "posted_until": date(2024, 12, 20)},
        "Đăng Cổng từ 20/11/2024, phải đủ 30 ngày: đóng đợt lấy ý kiến được từ 20/12/2024.",
    ),
    "agencies_were_asked": ({"agencies_asked": 0}, "Ghi các cơ quan được hỏi ý kiến."),
    "agencies_have_answered": (
        {"agencies_owing": ("Sở Tài chính", "Công an tỉnh")},
        "Chưa có trả lời của: Sở Tài chính; Công an tỉnh. Ghi trả lời, hoặc hết hạn thì ghi nhận không trả lời.",
    ),
    "every_comment_is_answered": (
        {"comments_unanswered": 3},
        "Còn 3 ý kiến chưa có dòng tiếp thu, giải trình trong Bảng tổng hợp.",
    ),
    "appraisal_is_on_file": (
        {"appraisal_is_on_file": False},
        "Chưa có Báo cáo thẩm định của Sở Tư pháp trong hồ sơ.",
    ),
    "session_is_set": ({"session_opens_on": None}, "Chưa ghi ngày khai mạc kỳ họp."),
    "came_in_time": (
        {"received_on": date(2024, 11, 26), "latest_on": date(2024, 11, 25)},
        (
            "Hồ sơ nhận ngày (26/11/2024) đã quá hạn: chậm nhất 15 ngày trước khai mạc 10/12/2024, tức ngày 25/11/2024."
            " Ghi lại ngày khai mạc nếu kỳ họp đã đổi, hoặc chuyển kỳ họp sau."
        ),
    ),
    "is_early_enough": (
        {"latest_on": date(2024, 11, 30)},
        (
            "Hôm nay (12/12/2024) đã quá hạn: chậm nhất 10 ngày trước khai mạc 10/12/2024, tức ngày 30/11/2024. "
            "Ghi lại ngày khai mạc nếu kỳ họp đã đổi, hoặc chuyển kỳ họp sau."
        ),
    ),
    "session_has_opened": (
        {"session_opens_on": date(2024, 12, 13)},
        "Kỳ họp khai mạc ngày 13/12/2024: thực hiện bước này từ ngày đó.",
    ),
    "effective_day_has_come": (
        {"effective_on": date(2024, 12, 13)},
        "Nghị quyết có hiệu lực từ ngày 13/12/2024.",
    ),
    "effect_is_late_enough": (
        {"passed_on": date(2024, 11, 22)},
        "Ngày có hiệu lực phải sau ngày thông qua ít nhất 10 ngày.",
    ),
}
STEPS = [(key, name) for key in RESOLUTIONS for name in registry.get(key, 1).transitions()]


def step_of(key, name):
    step = registry.get(key, 1).transition(name)
    more = {"vote": FAILED} if guards.vote_fails in step.when else {}
    return step, replace(READY, **more | (NEXT_SESSION if guards.next_session_is_set in step.when else {}))


def asked(step, facts):
    return [*step.refusals(min(step.source), step.by, facts)]


def unmet(condition):
    """What makes a condition say no, and its sentence."""
    if condition.name.startswith("has_"):
        paper = next(paper for paper in Paper if condition == guards.has(paper))
        return {"papers": EVERY_PAPER - {paper}}, f"Đính kèm {CALLED.get(paper, PAPER_NAMES[paper])}."
    return UNMET[condition.name]


@pytest.mark.parametrize(("key", "name"), STEPS)
def test_a_step_goes_through_when_its_facts_are_there(key, name):
    step, ready = step_of(key, name)

    assert asked(step, ready) == []


@pytest.mark.parametrize(("key", "name"), STEPS)
def test_each_unmet_condition_is_said_alone(key, name):
    step, ready = step_of(key, name)
    said = {c.name: asked(step, replace(ready, **unmet(c)[0])) for c in step.when}

    assert said == {c.name: [unmet(c)[1]] for c in step.when}


@pytest.mark.parametrize(("key", "name"), STEPS)
def test_every_paper_of_a_step_is_asked_for_but_opinions_that_nobody_sent(key, name):
    step, _ = step_of(key, name)
    wanted = {paper for paper in step.papers if guards.has(paper) in step.when}

    assert wanted == {*step.papers} - {Paper.OPINION}


def test_nothing_is_known_and_nothing_is_let_through_that_needs_a_day_or_a_name():
    nothing = ResolutionFacts(today=TODAY)
    silent = {
        name
        for key in RESOLUTIONS
        for name, step in registry.get(key, 1).transitions().items()
        if not asked(step, nothing)
    }

    assert silent == set()


@given(st.integers(1, 300), st.integers(1, 300))
def test_two_thirds_are_counted_in_whole_people(there, members):
    share = Share(there=min(there, members), members=members, numerator=2, denominator=3)

    assert share.is_enough == (3 * share.there >= 2 * members)


@given(st.dates(date(2024, 1, 1), date(2026, 1, 1)), st.integers(0, 60))
def test_a_consultation_may_be_closed_from_the_day_that_its_refusal_names(today, days):
    posted = date(2024, 6, 1)
    until = posted + timedelta(days=days)
    facts = replace(READY, today=today, posted_on=posted, posted_until=until)
    said = [*guards.was_posted_long_enough.refusals(facts)]

    assert bool(said) == (today < until)
    assert all(f"{until:%d/%m/%Y}" in sentence for sentence in said)
