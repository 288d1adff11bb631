"""From the Chairman's letter to the day of effect, under each law, with what may come between."""

from datetime import date, timedelta

import pytest

from app import clock
from app.errors import Invalid, Refusal, SomebodyWasFaster
from app.extensions import db
from app.resolutions import consulting, operations, putting_down, queries
from app.resolutions.models import Answered
from app.resolutions.operations import Entry
from app.resolutions.putting_down import Described
from tests.builders import events_of
from tests.resolutions.world import HDND_NO, HDND_YES, UBND_NO, a_file
from workflows.vocabulary import Paper, Role


def state_of(resolution):
    return resolution.state.partition("_")[0]


def consulted(world, resolution):
    """Thirty days on the portal: one agency answers, one is silent."""
    world.takes(resolution, "open_consultation")
    answering, silent = world.consults(resolution)
    world.on(clock.today() + timedelta(days=31))
    world.answers(answering)
    consulting.record_silence(silent, actor=world.actors[Role.SNV_DRAFTER])
    world.comments(resolution)
    world.comments(resolution, Answered.EXPLAINED)
    db.session.flush()
    world.takes(resolution, "close_consultation")


def test_a_resolution_comes_into_force_after_two_returns(world):
    resolution = world.start()
    for name in ("plan_drafting", "sign_request", "approve_request"):
        world.takes(resolution, name)
    consulted(world, resolution)
    world.takes(resolution, "send_for_appraisal")
    world.takes(resolution, "ask_for_papers", reason="Thiếu bản chụp góp ý.")
    assert state_of(resolution) == "NQ05"
    for name in ("send_for_appraisal", "accept_for_appraisal", "appraise_fit", "submit_to_ubnd"):
        world.takes(resolution, name)
    world.takes(resolution, "send_back_from_vpub", reason="Sai thể thức.")
    assert state_of(resolution) == "NQ08"
    world.on(date(2024, 11, 12))
    for name in ("submit_to_ubnd", "schedule_ubnd", "ubnd_agrees", "assign_examination", "examine", "send_revised"):
        world.takes(resolution, name)
    world.takes(resolution, "send_to_delegates")
    world.on(date(2024, 12, 10))
    for name in ("put_to_vote", "pass_resolution"):
        world.takes(resolution, name)
    world.takes(resolution, "certify", effective_on=date(2025, 1, 1))
    world.takes(resolution, "promulgate")
    world.on(date(2024, 12, 31))
    assert operations.bring_into_force() == []
    world.on(date(2025, 1, 1))

    assert operations.bring_into_force() == [resolution]

    last = events_of(resolution.ref)[-1]
    assert (state_of(resolution), last.actor_name, last.actor_id) == ("NQ20", "Hệ thống", None)
    assert (resolution.number, resolution.effective_on) == ("07/2024/NQ-HĐND", date(2025, 1, 1))
    editions = [paper.edition for paper in resolution.papers if paper.code == Paper.DRAFT_RESOLUTION]
    assert editions == [1, 2, 3, 4, 5, 6, 7, 8]


def test_the_shortened_way_goes_straight_to_the_appraisal_and_may_hold_from_the_day_it_was_passed(world):
    resolution = world.start(is_shortened=True, shortened_ground="Cấp bách")
    assert resolution.workflow_key == "resolution_2015_shortened"
    for name in (
        "plan_drafting",
        "sign_request",
        "approve_request",
        "send_straight_to_appraisal",
        "accept_for_appraisal",
    ):
        world.takes(resolution, name)
    for name in ("appraise_fit", "submit_to_ubnd", "schedule_ubnd", "ubnd_agrees", "assign_examination", "examine"):
        world.takes(resolution, name)
    for name in ("send_revised", "send_to_delegates"):
        world.takes(resolution, name)
    world.on(date(2024, 12, 10))
    for name in ("put_to_vote", "pass_resolution"):
        world.takes(resolution, name)
    world.takes(resolution, "certify", effective_on=date(2024, 12, 10))
    world.takes(resolution, "promulgate")

    assert (operations.bring_into_force(), state_of(resolution)) == ([resolution], "NQ20")


def test_the_law_of_2025_has_no_request_and_twenty_days_on_the_portal(world):
    world.on(date(2025, 4, 1))
    resolution = world.start(session_opens_on=date(2025, 7, 10))
    assert (resolution.workflow_key, resolution.law_profile) == ("resolution_2025", "vbqppl-2025")
    world.takes(resolution, "plan_drafting")
    world.takes(resolution, "open_consultation")
    (asked,) = world.consults(resolution, "Sở Tài chính")
    world.on(date(2025, 4, 20))
    world.answers(asked)
    refused = world.refused(resolution, "close_consultation")
    world.on(date(2025, 4, 21))
    world.takes(resolution, "close_consultation")
    for name in ("send_for_appraisal", "appraise_unfit", "send_for_appraisal", "appraise_fit", "submit_to_ubnd"):
        world.takes(resolution, name)
    for name in ("ubnd_agrees", "assign_examination", "examine", "send_to_delegates"):
        world.takes(resolution, name)
    world.on(date(2025, 7, 10))
    world.takes(resolution, "pass_resolution", number="03/2025/NQ-HĐND", effective_on=date(2025, 7, 20))
    world.takes(resolution, "promulgate")
    world.on(date(2025, 7, 20))

    assert operations.bring_into_force() == [resolution]
    assert refused == ["Đăng Cổng từ 01/04/2025, phải đủ 20 ngày: đóng đợt lấy ý kiến được từ 21/04/2025."]


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2025, 3, 31), "resolution_2015"),
        (date(2025, 4, 1), "resolution_2025"),
        (date(2020, 1, 1), "resolution_2015"),
    ],
)
def test_the_law_is_that_of_the_day(world, day, key):
    world.on(day)

    assert world.start().workflow_key == key


def test_the_new_law_has_no_shortened_way_here(world):
    world.on(date(2025, 4, 1))

    with pytest.raises(Invalid) as refused:
        world.start(is_shortened=True, shortened_ground="Cấp bách")

    assert refused.value.errors == {"is_shortened": operations.NO_SHORTENED}


def at(world, state, key="resolution_2015"):
    resolution = world.start()
    assert resolution.workflow_key == key
    resolution.state = resolution.workflow.state(next(s for s in resolution.workflow.states if s.startswith(state)))
    db.session.flush()
    return resolution


def test_votes_that_do_not_add_up_are_told_beside_their_field(world):
    resolution = at(world, "NQ10")

    assert world.refused(resolution, "ubnd_agrees", absent=1) == {
        "agree": "Cộng lại là 18, phải bằng tổng số 19 thành viên: "
        "tán thành + không tán thành + không biểu quyết + vắng."
    }


def test_half_of_all_members_is_no_majority_whoever_was_there(world):
    resolution = at(world, "NQ10")

    assert world.refused(resolution, "ubnd_agrees", **UBND_NO) == {
        "agree": "Tán thành 9/19: chưa quá một nửa tổng số, không chuyển bước này được."
    }


def test_a_resolution_that_passed_is_not_voted_down(world):
    resolution = at(world, "NQ16")

    assert world.refused(resolution, "vote_down", **HDND_YES) == {
        "agree": "Tán thành 40/50: đã quá một nửa tổng số, chọn “Thông qua”."
    }


def test_a_resolution_without_a_majority_ends(world):
    resolution = at(world, "NQ16")

    world.takes(resolution, "vote_down", **HDND_NO)

    assert (state_of(resolution), resolution.steps[-1].agree, resolution.steps[-1].members) == ("NQ90", 25, 50)


@pytest.mark.parametrize(
    ("present", "errors"),
    [
        (33, {"present": "Có mặt 33/50 đại biểu, cần ít nhất 34 (2/3 tổng số): chưa đưa ra biểu quyết được."}),
        (51, {"present": "Có mặt 51, nhiều hơn tổng số 50 đại biểu."}),
        (None, {"present": "Nhập số đại biểu có mặt."}),
    ],
)
def test_too_few_delegates_take_no_vote(world, present, errors):
    resolution = at(world, "NQ15")
    world.on(date(2024, 12, 10))

    assert world.refused(resolution, "put_to_vote", present=present) == errors


def test_an_effect_that_is_too_early_is_told_beside_its_day(world):
    resolution = at(world, "NQ17")

    errors = world.refused(resolution, "certify", passed_on=date(2024, 9, 4), effective_on=date(2024, 9, 13))

    assert errors == {"effective_on": "Ngày có hiệu lực phải sau ngày thông qua ít nhất 10 ngày."}


def test_a_dossier_that_came_late_waits_for_the_next_session(world):
    world.on(date(2024, 11, 26))
    resolution = at(world, "NQ11")
    resolution.state_since = clock.now()
    db.session.flush()
    assert world.refused(resolution, "assign_examination") == [
        (
            "Hồ sơ nhận ngày (26/11/2024) đã quá hạn: chậm nhất 15 ngày trước khai mạc 10/12/2024, tức ngày 25/11/2024."
            " Ghi lại ngày khai mạc nếu kỳ họp đã đổi, hoặc chuyển kỳ họp sau."
        )
    ]

    world.takes(resolution, "leave_off_session")
    world.takes(resolution, "take_up_again", session_name="Kỳ họp thứ 21", session_opens_on=date(2025, 7, 10))
    world.takes(resolution, "assign_examination")

    assert (state_of(resolution), clock.local(resolution.due_at).date()) == ("NQ12", date(2025, 6, 30))


MOVED = operations.Session(session_name="Kỳ họp thứ 21", session_opens_on=date(2025, 7, 10))


def test_the_session_is_moved_until_the_vote(world):
    resolution = at(world, "NQ15")

    operations.set_session(resolution, MOVED, actor=world.actors[Role.HDND_OFFICE])

    assert (resolution.session_name, resolution.session_opens_on) == ("Kỳ họp thứ 21", date(2025, 7, 10))


@pytest.mark.parametrize("state", ["NQ16", "NQ20", "NQ90"])
def test_after_the_vote_it_is_not(world, state):
    resolution = at(world, state)

    with pytest.raises(Refusal) as refused:
        operations.set_session(resolution, MOVED, actor=world.actors[Role.HDND_OFFICE])

    assert refused.value.reasons == ["Dự thảo đã được đưa ra biểu quyết hoặc hồ sơ đã kết thúc."]


def test_a_resolution_that_another_replaced_holds_no_more(world):
    resolution = at(world, "NQ20")
    resolution.number, resolution.effective_on = "07/2024/NQ-HĐND", date(2024, 8, 1)
    world.takes(resolution, "supersede", number="02/2024/NQ-HĐND", effective_on=date(2024, 9, 2))

    assert (state_of(resolution), resolution.superseded_on) == ("NQ21", date(2024, 9, 2))
    assert resolution.superseded_by == "02/2024/NQ-HĐND"


def test_a_draft_may_go_along_unchanged_and_keeps_its_edition(world):
    resolution = at(world, "NQ03")
    step = resolution.workflow.transition("open_consultation")
    actor = world.of(step)
    with pytest.raises(Invalid):
        putting_down.keep_former(resolution, step, Paper.DRAFT_RESOLUTION, actor=actor)
    world.takes(resolution, "open_consultation")
    resolution.state = resolution.workflow.state("NQ05_REVISING")
    step = resolution.workflow.transition("send_for_appraisal")
    putting_down.keep_former(resolution, step, Paper.DRAFT_RESOLUTION, actor=actor)
    putting_down.put_down(resolution, step, Paper.DRAFT_UBND_LETTER, Described(), a_file(), actor=actor)

    editions = {paper.code: paper.edition for paper in queries.waiting_papers(resolution.id)}
    assert editions == {Paper.DRAFT_RESOLUTION: 1, Paper.DRAFT_UBND_LETTER: 2}


def test_the_drafter_lays_ready_what_the_director_signs_and_nobody_else(world):
    resolution = at(world, "NQ00")
    step = resolution.workflow.transition("plan_drafting")
    described = Described(number="12/KH-SNV", issued_on=clock.today(), agency="Sở Nội vụ")
    for role in (Role.SNV_DRAFTER, Role.SNV_DIRECTOR):
        putting_down.put_down(resolution, step, Paper.DRAFTING_PLAN, described, a_file(), actor=world.actors[role])
    assert len(queries.waiting_papers(resolution.id)) == 1

    for role in (Role.VPUB, Role.HDND_DELEGATES, Role.UBND_MEMBERS):
        with pytest.raises(putting_down.NotYourStep):
            putting_down.take_back(resolution, step, Paper.DRAFTING_PLAN, actor=world.actors[role])
    putting_down.take_back(resolution, step, Paper.DRAFTING_PLAN, actor=world.actors[Role.SNV_DRAFTER])

    assert queries.waiting_papers(resolution.id) == []


def test_a_step_upon_papers_that_have_changed_is_not_taken(world):
    resolution = at(world, "NQ00")
    step = resolution.workflow.transition("plan_drafting")
    world.lays_ready(resolution, step)
    seen = queries.as_shown(resolution)
    world.lays_ready(resolution, step)

    with pytest.raises(SomebodyWasFaster):
        operations.take(resolution, "plan_drafting", Entry(seen=seen), actor=world.of(step))
