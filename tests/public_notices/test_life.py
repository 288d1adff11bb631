"""A notice from its list to the signed report: each step in its time, by working days, signed as it was read."""

from datetime import date, datetime, timedelta

import pytest

from app import clock
from app.appraisals import beside
from app.awards import loading
from app.errors import Invalid, Refusal, SomebodyWasFaster
from app.extensions import db
from app.nominations import openings
from app.public_notices import operations, opinions, papers, queries
from app.public_notices.models import NoticeStatus, Stance
from app.public_notices.operations import NoticeDraft, Posting
from app.public_notices.rules import rules
from tests import builders
from tests.public_notices.conftest import LAST_DAY, MONDAY
from workflows.award_province_1 import AwardProvince1, State
from workflows.medal_nomination_1 import MedalNomination1
from workflows.nomination_guards_1 import no_matter_is_open

LISTED = "Công khai: thông báo lấy ý kiến có hồ sơ này chưa có báo cáo kết quả được ký."
NOT_LISTED = "Công khai: đợt này phải lấy ý kiến công khai, hồ sơ chưa có trong thông báo nào."


def matters(case):
    return openings.facts(case).open_matters


def posting(notice, **more):
    return Posting(**({"posted_on": clock.today(), "places": "Báo Ninh Thuận", "version": notice.version} | more))


def test_the_last_day_is_ten_working_days_after_the_posting(hall):
    notice = hall.posted()

    assert (notice.status, notice.posted_on, notice.closes_on) == (NoticeStatus.OPEN, MONDAY.date(), LAST_DAY)


@pytest.mark.parametrize("status", list(NoticeStatus))
def test_the_cases_of_a_notice_wait_until_its_report_is_signed(hall, status):
    hall.brought_to(status)

    waits_for = {NoticeStatus.SUMMARISED: (), NoticeStatus.CANCELLED: (NOT_LISTED,)}.get(status, (LISTED,))
    assert [matters(case) for case in hall.cases] == [waits_for] * 2


def test_a_round_without_the_setting_waits_for_nothing_but_a_notice_that_lists_the_case(hall):
    hall.in_round.people_notice = False
    first, second = hall.cases
    hall.drafted(first)

    assert [matters(first), matters(second)] == [(LISTED,), ()]


def test_a_case_is_on_one_living_notice_and_free_again_when_that_is_cancelled(hall):
    notice = hall.drafted()
    with pytest.raises(Invalid) as refused:
        hall.drafted(hall.cases[0])
    operations.cancel(notice, "Lập nhầm.", version=notice.version, actor=hall.appraiser)

    assert [*refused.value.errors] == ["nomination_ids"]
    assert hall.drafted(hall.cases[0]).status is NoticeStatus.DRAFT


def test_a_case_that_moved_on_is_not_laid_before_the_people(hall):
    notice = hall.drafted()
    hall.cases[1].state = State.RETURNED
    db.session.flush()

    with pytest.raises(Refusal) as refused:
        operations.sign(notice, version=notice.version, actor=hall.director)

    assert refused.value.reasons == ["Không còn ở bước thẩm định: Đạo Thị Lan. Sửa danh sách rồi ký."]


def test_nobody_signs_another_list_than_was_read(hall):
    notice = hall.drafted()
    seen = notice.version
    wanted = NoticeDraft(title="Khác", nomination_ids=[hall.cases[0].id], version=seen)
    db.session.commit()
    operations.redraft(notice, wanted, actor=hall.appraiser)

    with pytest.raises(SomebodyWasFaster):
        operations.sign(notice, version=seen, actor=hall.director)


def test_what_has_no_number_is_not_posted(hall):
    notice = hall.signed()

    with pytest.raises(Refusal):
        operations.post(notice, posting(notice), actor=hall.appraiser)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"posted_on": date(2025, 2, 18)}, "posted_on"),
        ({"posted_on": date(2025, 2, 14)}, "posted_on"),
        ({"places": " \n "}, "places"),
    ],
)
def test_a_posting_has_a_possible_day_and_a_place(hall, wrong, field):
    notice = hall.signed()
    hall.number(notice.letter)

    with pytest.raises(Invalid) as refused:
        operations.post(notice, posting(notice, **wrong), actor=hall.appraiser)

    assert [*refused.value.errors] == [field]


@pytest.mark.parametrize(("first", "then"), [(17, 19), (19, 17)])
def test_a_slip_in_the_day_of_posting_is_mended_and_what_people_were_told_is_not_cut_short(hall, first, then):
    notice = hall.signed()
    hall.number(notice.letter)
    clock.stand_at(datetime(2025, 2, 19, 8, 0, tzinfo=clock.VIETNAM))
    for day in (first, then):
        operations.post(notice, posting(notice, posted_on=date(2025, 2, day)), actor=hall.appraiser)

    assert (notice.posted_on, notice.closes_on) == (date(2025, 2, then), LAST_DAY + timedelta(days=2))
    assert [event.action for event in builders.events_of(hall.cases[0].ref)] == ["open_public_notice"]


def test_a_notice_is_closed_after_its_last_day_with_every_remark_looked_into(hall):
    notice = hall.posted()
    objection = hall.said(notice)
    hall.said(notice, stance=Stance.AGREES, nomination_id=opinions.ABOUT_ALL)
    before = [*operations.in_the_way_of_closing(notice)]
    clock.stand_at(datetime(2025, 3, 3, 23, 59, tzinfo=clock.VIETNAM))
    in_the_evening = [*operations.in_the_way_of_closing(notice)]
    clock.stand_at(datetime(2025, 3, 4, 0, 0, tzinfo=clock.VIETNAM))
    after = [*operations.in_the_way_of_closing(notice)]
    opinions.handle(objection, "Đã kiểm tra, số liệu đúng.", version=objection.version, actor=hall.appraiser)

    assert (
        before
        == in_the_evening
        == [
            "Chưa hết thời hạn lấy ý kiến (03/03/2025): chờ đến hết ngày cuối.",
            "Còn 1 ý kiến chưa ghi kết quả xem xét.",
        ]
    )
    assert after == ["Còn 1 ý kiến chưa ghi kết quả xem xét."]
    assert [*operations.in_the_way_of_closing(notice)] == []


@pytest.mark.parametrize("day", [date(2025, 2, 14), date(2025, 3, 4)])
def test_what_comes_before_the_first_day_or_after_the_last_is_no_opinion_on_the_notice(hall, day):
    notice = hall.posted()
    clock.stand_at(datetime(2025, 3, 5, 8, 0, tzinfo=clock.VIETNAM))

    with pytest.raises(Invalid) as refused:
        hall.said(notice, received_on=day)

    assert [*refused.value.errors] == ["received_on"]


def test_an_opinion_is_about_a_name_of_the_list(hall):
    notice = hall.posted(hall.cases[0])

    with pytest.raises(Invalid) as refused:
        hall.said(notice, nomination_id=hall.cases[1].id)

    assert [*refused.value.errors] == ["nomination_id"]


@pytest.mark.parametrize("status", [one for one in NoticeStatus if one is not NoticeStatus.OPEN])
def test_opinions_are_entered_while_the_notice_is_open(hall, status):
    notice = hall.brought_to(status)

    with pytest.raises(Refusal):
        hall.said(notice)


def test_each_case_counts_what_was_said_of_it_and_of_the_whole_list(hall):
    notice = hall.posted()
    hall.said(notice)
    hall.said(notice, nomination_id=opinions.ABOUT_ALL)
    db.session.flush()

    assert [beside.of_case(case).notices[0].opinions for case in hall.cases] == [2, 1]
    assert [(line.names, line.opinions, line.objections) for line in queries.notices()] == [(2, 2, 2)]


def test_the_director_gives_a_summary_back_and_signs_the_next(hall):
    notice = hall.closed()
    operations.reopen(notice, "Nêu rõ hơn.", version=notice.version, actor=hall.director)
    operations.close(notice, "Đã nêu rõ.", version=notice.version, actor=hall.appraiser)
    operations.sign_report(notice, version=notice.version, actor=hall.director)

    assert (notice.status, notice.summary) == (NoticeStatus.SUMMARISED, "Đã nêu rõ.")
    assert [event.action for event in builders.events_of(notice.ref)] == [
        *("draft", "sign", "post", "close", "reopen", "close", "sign_report"),
    ]


def test_the_letter_ends_with_the_words_of_its_round_or_the_usual_ones(hall):
    notice = hall.posted()
    usual = papers.notice_letter(notice).closing
    notice.award_round.closing_text = "Đề nghị các đơn vị niêm yết\ntại trụ sở."

    assert (usual, papers.notice_letter(notice).closing) == (papers.CLOSING, "Đề nghị các đơn vị niêm yết tại trụ sở")


def test_the_letter_lists_every_name_and_the_report_names_no_sender(hall):
    notice = hall.posted()
    objection = hall.said(notice)
    opinions.handle(objection, "Đã kiểm tra, số liệu đúng.", version=objection.version, actor=hall.appraiser)
    clock.stand_at(datetime(2025, 3, 4, 8, 0, tzinfo=clock.VIETNAM))
    operations.close(notice, "Đủ điều kiện.", version=notice.version, actor=hall.appraiser)
    letter, report = papers.notice_letter(notice), papers.report(notice)

    assert [row.name for row in letter.roll.individuals] == ["Đạo Thị Lan", "Bá Văn Trịnh"]  # by the last word
    assert letter.paragraphs[1] == "Thời hạn lấy ý kiến: 10 ngày làm việc, kể từ ngày đăng Thông báo này"
    assert report.items == ("Về bà Bá Văn Trịnh: Đề nghị xem lại số liệu. Kết quả xem xét: Đã kiểm tra, số liệu đúng",)
    assert report.paragraphs[1] == "Sở Nội vụ nhận được 01 ý kiến (01 không đồng tình)"
    assert "Trần Văn Góp" not in str(report.to_json())


def test_a_report_read_before_an_opinion_was_looked_into_says_so(hall):
    notice = hall.posted()
    hall.said(notice)

    assert papers.report(notice).items == ("Về bà Bá Văn Trịnh: Đề nghị xem lại số liệu. Chưa có kết quả xem xét",)


def test_what_people_said_is_not_got_rid_of_by_cancelling(hall):
    notice = hall.posted()
    objection = hall.said(notice)
    with pytest.raises(Refusal) as refused:
        operations.cancel(notice, "Sai đợt.", version=notice.version, actor=hall.appraiser)
    opinions.handle(objection, "Đã kiểm tra, số liệu đúng.", version=objection.version, actor=hall.appraiser)
    operations.cancel(notice, "Sai đợt.", version=notice.version, actor=hall.appraiser)

    assert refused.value.reasons == ["Còn 1 ý kiến chưa ghi kết quả xem xét."]
    assert notice.status is NoticeStatus.CANCELLED


def test_a_cancelled_notice_takes_its_unnumbered_letter_with_it(hall):
    notice = hall.signed()
    operations.cancel(notice, "Sai đợt.", version=notice.version, actor=hall.appraiser)

    assert (notice.status, notice.letter.state) == (NoticeStatus.CANCELLED, "VOID")


def test_what_the_law_says_of_an_award_is_demanded_though_its_round_does_not(hall):
    hall.in_round.people_notice = False
    first, second = hall.cases
    first.award_version = builders.award("hc_lao_dong_ba")
    db.session.flush()

    demanded = (
        "Công khai: danh hiệu, hình thức này (Nghị định 98/2023/NĐ-CP Điều 46 khoản 2) phải lấy ý kiến công khai,"
        " hồ sơ chưa có trong thông báo nào."
    )
    assert [matters(first), matters(second)] == [(demanded,), ()]
    assert [(one.must, one.cases) for one in queries.rounds_waiting()] == [(True, 2)]
    hall.drafted(first)
    assert matters(first) == (LISTED,)
    assert [(one.must, one.cases) for one in queries.rounds_waiting()] == [(False, 1)]


def test_the_law_names_the_awards_that_the_fact_file_names():
    """Each in the catalogue by the step of its own."""
    named = {
        award["code"] for award in loading.read("catalogue.yaml")["awards"] if rules().demanded.holds(award["steps"])
    }

    assert named == {
        *("hc_lao_dong_nhat", "hc_lao_dong_nhi", "hc_lao_dong_ba"),
        *("huan_chuong_doc_lap", "anh_hung_lao_dong"),
    }


def test_no_step_leads_to_a_vote_but_by_a_conclusion_that_waits_for_the_people():
    """In every process whose cases are voted on: what leads on from appraisal asks for the matters beside it."""
    for process in (MedalNomination1, AwardProvince1):
        onward = [step for step in process.options(State.APPRAISAL) if step.target is State.APPRAISED]
        assert [no_matter_is_open in step.when for step in onward] == [True]
