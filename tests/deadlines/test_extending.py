"""More days: what had expired is open again until the new day, nothing gets shorter, everything is written down."""

from datetime import date

import pytest

from app import clock
from app.deadlines import operations, queries
from app.deadlines.operations import Extension
from app.effects import runner
from app.errors import Forbidden, Invalid, Refusal, SomebodyWasFaster
from app.extensions import db
from app.intake import operations as intake
from app.intake import queries as desk
from app.nominations import timeline
from app.outbox.models import Notice
from tests import builders
from tests.deadlines.conftest import REASON, stand
from workflows.award_province_1 import State
from workflows.vocabulary import Role

MONDAY, TUESDAY = date(2025, 2, 24), date(2025, 2, 25)
NEXT_MONDAY, LATER = date(2025, 3, 3), date(2025, 3, 7)


def refused(deed):
    with pytest.raises(Refusal) as why:
        deed()
    return why.value.reasons


def invalid(deed):
    with pytest.raises(Invalid) as why:
        deed()
    return why.value.errors


def test_a_unit_that_was_too_late_answers_again_until_the_new_day(office):
    case = office.asked_for_more(MONDAY)
    stand(TUESDAY)
    assert refused(lambda: office.mend(case)) == ["Đã quá hạn bổ sung. Liên hệ Sở Nội vụ để biết cách giải quyết."]

    office.extend(case, NEXT_MONDAY, document="Công văn 15/SNV", document_on=MONDAY)
    stand(NEXT_MONDAY, 16)
    office.mend(case)

    assert (case.state, clock.local(case.state_since).date()) == (State.INTAKE, NEXT_MONDAY)


def test_after_the_new_day_it_is_too_late_again_and_may_be_extended_once_more(office):
    case = office.asked_for_more(MONDAY)
    office.extend(case, TUESDAY)
    stand(NEXT_MONDAY)
    late = refused(lambda: office.mend(case))
    office.extend(case, LATER)
    office.mend(case)

    assert late == ["Đã quá hạn bổ sung. Liên hệ Sở Nội vụ để biết cách giải quyết."]
    given = [(one.due_on, one.until, one.reason) for one in queries.of_case(case.id)]
    assert given == [(TUESDAY, LATER, REASON), (MONDAY, TUESDAY, REASON)]


def test_an_extension_is_in_the_story_the_log_and_the_news_of_the_unit(office):
    case = office.asked_for_more(MONDAY)
    office.extend(case, NEXT_MONDAY, document="Công văn 15/SNV")
    runner.run_waiting()

    (event,) = [one for one in builders.events_of(case.ref) if one.action == "extend_supplement"]
    told = {"from": "2025-02-24", "to": "2025-03-03", "document": "Công văn 15/SNV"}
    assert (event.data, event.reason, event.actor_name) == (told, REASON, office.head.name)
    for who in (office.head, office.actor(Role.UNIT_CLERK)):
        story = timeline.of(case, timeline.log_of(case), who)
        assert [(one.what, one.why) for one in story if "Gia hạn" in one.what] == [
            ("Gia hạn bổ sung đến hết ngày 03/03/2025", REASON)
        ]
    clerk = office.actor(Role.UNIT_CLERK).user_id
    news = [one.text for one in db.session.query(Notice).filter_by(user_id=clerk) if "gia hạn" in one.text]
    assert news == [
        f"Sở Nội vụ gia hạn bổ sung đến hết ngày 03/03/2025: {case.nominee_name} – {case.award_version.name}."
    ]


def test_what_took_longer_than_its_step_and_not_than_its_extension_is_in_time(office):
    case = office.asked_for_more(MONDAY)
    office.extend(case, LATER)
    stand(LATER)
    office.mend(case)

    (told,) = [
        one for one in timeline.of(case, timeline.log_of(case), office.head) if one.what.startswith("Nộp bổ sung")
    ]
    assert (told.took, told.limit, told.late) == ("Mất 14 ngày làm việc", "14 ngày làm việc", False)


def test_nothing_gets_shorter_and_no_day_that_is_over_is_given(office):
    case = office.asked_for_more(MONDAY)
    same = invalid(lambda: office.extend(case, MONDAY))
    stand(NEXT_MONDAY)
    over = invalid(lambda: office.extend(case, TUESDAY))

    assert same == {"until": "Ngày mới phải sau ngày 24/02/2025 đang áp dụng: gia hạn không rút ngắn."}
    assert over == {"until": "Ngày mới phải từ hôm nay trở đi."}
    assert clock.local(case.due_at).date() == desk.open_supplement(case.id).due_on == MONDAY


def test_what_went_back_to_its_unit_has_nothing_to_extend(office):
    case = office.asked_for_more(MONDAY)
    stand(TUESDAY)
    intake.return_overdue(case, "Quá hạn.", actor=office.head)

    assert refused(lambda: office.extend(case, LATER)) == [
        "Hồ sơ đã trả lại đơn vị, không còn thời hạn bổ sung để gia hạn. Đơn vị hoàn thiện rồi nộp lại."
    ]


def test_what_stands_still_needs_no_more_days(office):
    case = office.case_at(State.APPRAISAL)
    office.suspend(case)

    assert refused(lambda: office.extend(case, LATER)) == [
        "Hồ sơ đang đứng lại, thời hạn không chạy: đi tiếp thì tính tiếp những ngày còn lại."
    ]


def test_a_limit_of_the_law_wants_a_paper(office):
    case = office.case_at(State.SUBMITTED)
    without = invalid(lambda: office.extend(case, LATER))
    office.extend(case, LATER, document="Văn bản 10/UBND")

    assert without == {"document": "Thời hạn này do luật định: ghi văn bản cho phép gia hạn."}
    assert clock.local(case.due_at).date() == LATER


def test_others_extend_nothing_and_a_unit_reads_nothing_of_the_departments_days(office):
    case = office.case_at(State.APPRAISAL)
    for role in (Role.APPRAISER, Role.UNIT_CLERK, Role.SNV_DIRECTOR):
        with pytest.raises(Forbidden):
            operations.extend(case, Extension(until=LATER, reason="x"), actor=office.actor(role))
    office.extend(case, date(2025, 5, 5))

    story = timeline.of(case, timeline.log_of(case), office.actor(Role.UNIT_CLERK))
    assert [one.what for one in story if "Gia hạn" in one.what] == []


def test_whoever_was_slower_hears_that_the_limit_is_another_one(office):
    case = office.asked_for_more(MONDAY)
    seen = operations.as_shown(case)
    office.extend(case, TUESDAY)

    with pytest.raises(SomebodyWasFaster):
        office.extend(case, LATER, seen=seen)


def test_the_page_says_the_limit_and_that_nobody_read_on_what_it_rests(office, get, post):
    case = office.asked_for_more(MONDAY)
    url = f"/deadlines/{case.id}/extend"
    page = get(office.head, url).text
    wrong = post(office.head, url, until="31/12/2024", reason="Lụt.", seen=operations.as_shown(case))
    right = post(office.head, url, until="03/03/2025", reason="Lụt.", seen=operations.as_shown(case))

    assert "Mức do tỉnh quy định – chưa nhập căn cứ pháp lý" in page
    assert (wrong.status_code, "gia hạn không rút ngắn" in wrong.text, "Lụt." in wrong.text) == (422, True, True)
    assert (right.status_code, right.location) == (303, f"/nominations/{case.id}")
    assert "Gia hạn bổ sung đến hết ngày 03/03/2025" in get(office.head, f"/nominations/{case.id}").text
    assert "Đến hết 03/03/2025" in get(office.head, url).text
