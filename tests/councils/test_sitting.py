"""A meeting from its plan to its minutes, at the unit and at the province."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.awards import loading
from app.awards.queries import version_on
from app.casework import NotYourStep, TransitionRefused
from app.councils import agenda, operations, sitting
from app.councils.models import Body
from app.councils.operations import MeetingPlan
from app.councils.votes import votes_on
from app.documents.layout import capital
from app.documents.models import Paper
from app.errors import Invalid, Refusal, SomebodyWasFaster
from app.extensions import db
from app.nominations.letters import whom_in_full
from app.nominations.openings import facts
from app.nominations.reach import visible_to
from app.papers import queries as papers
from tests import builders
from tests.builders import events_of
from tests.councils import road
from workflows.award_province_1 import State
from workflows.facts import Vote
from workflows.sheets_1 import MeetingState


def issued():
    return [(paper.code.value, paper.state) for paper in db.session.scalars(select(Paper).order_by(Paper.id))]


def test_a_unit_meeting_sends_each_case_its_own_way(house):
    passed, refused = (house.case(name, State.UNIT_COUNCIL) for name in ("Katơr Thị Sính", "Lê Văn Thạnh"))
    meeting = road.planned(house.council, [passed, refused], by=house.secretary)
    road.call_roll(meeting, by=house.secretary, present=7, written=1)
    road.opened(meeting, by=house.secretary)
    road.returned(meeting, [(8, 0, 0), (4, 4, 0)], ballots=7, by=house.secretary)
    road.counted(meeting, by=house.secretary)

    road.closed(meeting, by=house.secretary)

    assert (passed.state, refused.state, meeting.state) == (State.UNIT_SIGN, State.NOT_PROPOSED, MeetingState.CLOSED)
    assert issued() == [("BB_KIEMPHIEU", "ISSUED"), ("BB_HOP", "ISSUED")]
    assert [line.result for line in agenda.lines(meeting)] == [
        "Đạt 8/9 phiếu (88,89%), cần trên 50%, tức ít nhất 5 phiếu",
        "Không đạt: 4/9 phiếu (44,44%), cần trên 50%, tức ít nhất 5 phiếu",
    ]


def test_what_is_written_down_and_not_counted_yet_is_no_vote(house):
    case = house.case("Katơr Thị Sính", State.UNIT_COUNCIL)
    meeting = road.planned(house.council, [case], by=house.secretary)
    road.call_roll(meeting, by=house.secretary)
    road.opened(meeting, by=house.secretary)
    road.returned(meeting, [(9, 0, 0)], ballots=9, by=house.secretary)
    before = (facts(case).unit_vote, dict(votes_on([case.id])))
    road.counted(meeting, by=house.secretary)

    assert before == (None, {})
    assert facts(case).unit_vote == Vote(agree=9, members=9, pct=50, strict=True)
    assert [vote.agree for _, vote in votes_on([case.id])[case.id]] == [9]


def test_what_a_unit_refused_the_department_never_sees(house):
    refused = house.case("Lê Văn Thạnh", State.UNIT_COUNCIL)
    meeting = road.planned(house.council, [refused], by=house.secretary)
    road.call_roll(meeting, by=house.secretary)
    road.opened(meeting, by=house.secretary)
    road.returned(meeting, [(0, 9, 0)], ballots=9, by=house.secretary)
    road.counted(meeting, by=house.secretary)
    road.closed(meeting, by=house.secretary)

    seen = [list(db.session.scalars(visible_to(actor))) for actor in (house.clerk, house.intake)]

    assert (refused.state, seen) == (State.NOT_PROPOSED, [[refused], []])


def test_a_provincial_meeting_walks_its_cases_to_the_proposal_the_refusal_or_back(house):
    cases = [house.case(name, State.APPRAISED, house.title) for name in ("A Ma Thị Một", "Bo Bo Hai", "Chamaléa Ba")]
    meeting = road.planned(house.provincial, cases, by=house.provincial_secretary)
    scheduled = [case.state for case in cases]
    road.call_roll(meeting, by=house.provincial_secretary, present=14, written=1)
    road.opened(meeting, by=house.chair)
    voting = [case.state for case in cases]
    road.returned(meeting, [(14, 1, 0), (13, 2, 0), (15, 0, 0)], ballots=14, by=house.provincial_secretary)
    road.counted(meeting, by=house.provincial_secretary)
    counted = [case.state for case in cases]

    road.closed(meeting, by=house.chair, clarify={meeting.items[2].id: "Làm rõ sáng kiến năm 2023."})

    assert (scheduled, voting, counted) == (
        [State.COUNCIL_SCHEDULED] * 3,
        [State.COUNCIL_VOTING] * 3,
        [State.COUNCIL_RESULT] * 3,
    )
    assert [case.state for case in cases] == [State.SNV_SUBMISSION, State.NOT_APPROVED, State.APPRAISAL]
    assert agenda.lines(meeting)[0].result == "Đạt 14/15 phiếu (93,33%), cần từ 90%, tức ít nhất 14 phiếu"
    assert facts(cases[0]).vote == Vote(agree=14, members=15, pct=90, strict=False)
    concluded = db.session.scalars(select(Paper).where(Paper.code == "TB_KETLUAN")).one()
    assert (concluded.state, concluded.symbol, concluded.sheet, concluded.sheet_id) == (
        *("SIGNED", "TB-HĐTĐKT", "meeting", meeting.id),
    )
    assert concluded.content["items"] == [
        f"{capital(whom_in_full(cases[2]))}: Làm rõ sáng kiến năm 2023.",
    ]
    assert papers.may_see(concluded, house.chair) is True


def test_the_rule_is_pinned_when_counted(house):
    case = house.case("A Ma Thị Một", State.APPRAISED, house.title)
    meeting = road.planned(house.provincial, [case], by=house.provincial_secretary)
    road.call_roll(meeting, by=house.provincial_secretary)
    road.opened(meeting, by=house.chair)
    road.returned(meeting, [(14, 1, 0)], ballots=15, by=house.provincial_secretary)
    road.counted(meeting, by=house.provincial_secretary)

    house.title.vote_rule.pct = 100
    for member in house.provincial.members[5:]:
        member.valid_to = date(2021, 1, 1)
    db.session.flush()

    item = meeting.items[0]
    assert (item.rule_code, item.pct, item.strict, item.members) == ("V90", 90, False, 15)
    assert agenda.lines(meeting)[0].result == "Đạt 14/15 phiếu (93,33%), cần từ 90%, tức ít nhất 14 phiếu"


def test_a_rule_of_the_province_does_not_bind_a_unit(house):
    loading.load()
    today, majority = clock.today(), agenda.majority_rule()
    awards = ("cstd_tinh", "co_thi_dua_tinh", "bang_khen_tinh")
    councils = {"province": house.provincial, "unit": house.council}

    applied = {
        kind: [agenda.rule_for(version_on(award, today), council, majority).code for award in awards]
        for kind, council in councils.items()
    }

    assert applied == {"province": ["V90", "V80", "VMAJ"], "unit": ["VMAJ", "V80", "VMAJ"]}


def test_without_quorum_nothing_opens_and_the_sentence_counts_the_missing(house):
    case = house.case("A Ma Thị Một", State.UNIT_COUNCIL)
    meeting = road.planned(house.council, [case], by=house.secretary)
    road.call_roll(meeting, by=house.secretary, present=5, written=4)

    with pytest.raises(TransitionRefused) as refused:
        road.opened(meeting, by=house.secretary)

    assert refused.value.reasons == ["Chưa đủ số thành viên để khai mạc: có mặt 5/9 thành viên, cần 6, còn thiếu 1."]


def test_who_leaves_after_the_opening_stops_the_count(house):
    case = house.case("A Ma Thị Một", State.UNIT_COUNCIL)
    meeting = road.planned(house.council, [case], by=house.secretary)
    road.call_roll(meeting, by=house.secretary, present=6)
    road.opened(meeting, by=house.secretary)
    road.returned(meeting, [(6, 0, 0)], ballots=6, by=house.secretary)
    road.call_roll(meeting, by=house.secretary, present=5, written=1)

    with pytest.raises(TransitionRefused) as refused:
        road.counted(meeting, by=house.secretary)

    assert refused.value.reasons == [
        "Phát ra 6 phiếu nhưng chỉ có 5 thành viên có mặt.",
        "Chưa đủ số thành viên: có mặt 5/9 thành viên, cần 6, còn thiếu 1.",
    ]


def test_opinions_in_writing_make_their_own_quorum(house):
    case = house.case("A Ma Thị Một", State.APPRAISED)
    meeting = road.planned(house.provincial, [case], by=house.provincial_secretary, body=Body.STANDING)
    sitting.collect_written_opinions(meeting, actor=house.provincial_secretary)
    road.call_roll(meeting, by=house.provincial_secretary, present=0, written=4)
    road.returned(meeting, [(3, 1, 0)], ballots=0, by=house.provincial_secretary)
    road.counted(meeting, by=house.provincial_secretary)

    road.closed(meeting, by=house.chair)

    assert (case.state, agenda.lines(meeting)[0].result) == (
        State.SNV_SUBMISSION,
        "Đạt 3/5 phiếu (60%), cần trên 50%, tức ít nhất 3 phiếu",
    )


def test_papers_are_made_once(house):
    case = house.case("A Ma Thị Một", State.UNIT_COUNCIL)
    meeting = road.planned(house.council, [case], by=house.secretary)
    road.call_roll(meeting, by=house.secretary)
    road.opened(meeting, by=house.secretary)
    road.returned(meeting, [(9, 0, 0)], ballots=9, by=house.secretary)
    road.counted(meeting, by=house.secretary)

    with pytest.raises(TransitionRefused):
        road.counted(meeting, by=house.secretary)

    assert issued() == [("BB_KIEMPHIEU", "ISSUED")]


def test_a_body_considers_only_its_own_awards(house):
    case = house.case("A Ma Thị Một", State.APPRAISED, house.title)

    with pytest.raises(Invalid) as refused:
        road.planned(house.provincial, [case], by=house.provincial_secretary, body=Body.STANDING)

    assert refused.value.errors == {
        "nomination_ids": f"A Ma Thị Một: “{house.title.name}” do toàn thể Hội đồng xét,"
        " không đưa vào phiên họp Thường trực Hội đồng được."
    }


def test_a_case_stands_on_one_living_agenda(house):
    case = house.case("A Ma Thị Một", State.UNIT_COUNCIL)
    road.planned(house.council, [case], by=house.secretary)

    with pytest.raises(Invalid) as refused:
        road.planned(house.council, [case], by=house.secretary)

    sentence = "Không còn đưa vào chương trình được: A Ma Thị Một. Hãy chọn lại."
    assert refused.value.errors == {"nomination_ids": sentence}


def test_whom_others_propose_no_sentence_tells(house):
    stranger = builders.organisation("SYT", "Sở Y tế")
    cases = [house.case("A Ma Thị Một", State.DRAFT)]
    cases.append(builders.nomination(stranger, house.award, house.award_round, "Lê Quốc Nhựt"))

    with pytest.raises(Invalid) as of_both:
        road.planned(house.council, cases, by=house.secretary)
    with pytest.raises(Invalid) as of_the_other:
        road.planned(house.council, cases[1:], by=house.secretary)

    assert (of_both.value.errors, of_the_other.value.errors) == (
        {"nomination_ids": "Không còn đưa vào chương trình được: A Ma Thị Một. Hãy chọn lại."},
        {"nomination_ids": "Không còn đưa vào chương trình được: hồ sơ đã chọn. Hãy chọn lại."},
    )


def test_what_is_prepared_stands_in_the_log(house):
    cases = [house.case(name, State.UNIT_COUNCIL) for name in ("A Ma Thị Một", "Bo Bo Hai")]
    meeting = road.planned(house.council, cases, by=house.secretary)
    held = clock.local(meeting.held_at).isoformat(timespec="minutes")
    plan = {"body": Body.FULL, "held_at": meeting.held_at, "place": "Phòng 9", "version": meeting.version}

    operations.move(meeting.items[1], -1, actor=house.secretary)
    with pytest.raises(SomebodyWasFaster):
        operations.replan(meeting, MeetingPlan(title="Họp lại", **plan), actor=house.secretary)
    plan |= {"version": meeting.version, "held_at": meeting.held_at + timedelta(hours=2)}
    operations.replan(meeting, MeetingPlan(title="Họp lại", **plan), actor=house.secretary)

    later = clock.local(meeting.held_at).isoformat(timespec="minutes")
    assert [(event.action, event.data) for event in events_of(meeting.ref)] == [
        ("plan", {}),
        ("put_on", {"cases": [case.ref for case in cases]}),
        ("reorder", {"case": cases[1].ref}),
        (
            "replan",
            {
                "title": ["Phiên họp xét khen thưởng", "Họp lại"],
                "held_at": [held, later],
                "place": ["Phòng họp số 2", "Phòng 9"],
            },
        ),
    ]


def test_a_case_taken_off_waits_again_and_may_come_back(house):
    case = house.case("A Ma Thị Một", State.APPRAISED, house.title)
    meeting = road.planned(house.provincial, [case], by=house.provincial_secretary)

    operations.take_off(meeting.items[0], "Chờ xác minh.", actor=house.provincial_secretary)
    after_taking_off = case.state
    operations.put_on(meeting, [case.id], actor=house.provincial_secretary)

    assert (after_taking_off, case.state) == (State.APPRAISED, State.COUNCIL_SCHEDULED)
    assert [item.removed_reason for item in meeting.items] == [None]


def test_a_cancelled_vote_starts_anew(house):
    case = house.case("A Ma Thị Một", State.APPRAISED, house.title)
    meeting = road.planned(house.provincial, [case], by=house.provincial_secretary)
    road.call_roll(meeting, by=house.provincial_secretary)
    road.opened(meeting, by=house.chair)
    road.returned(meeting, [(15, 0, 0)], ballots=15, by=house.provincial_secretary)

    sitting.cancel_vote(meeting, "Phát nhầm phiếu.", actor=house.chair)

    item = meeting.items[0]
    assert (case.state, meeting.state) == (State.COUNCIL_SCHEDULED, MeetingState.PREPARING)
    assert (item.agree, item.disagree, item.invalid, meeting.ballots_issued) == (None, None, None, None)
    (minutes,) = db.session.scalars(select(Paper))
    assert (minutes.code, minutes.state, minutes.title.splitlines()[0]) == ("BB_HOP", "ISSUED", "Hủy lần bỏ phiếu")
    assert minutes.content["tallies"] == []
    assert minutes.content["conclusions"] == [
        "Hủy lần bỏ phiếu. Lý do: Phát nhầm phiếu",
        "Thùng phiếu không mở, phiếu không kiểm; phiếu được niêm phong, giao Thư ký Hội đồng lưu giữ",
        "Phiên họp trở lại bước chuẩn bị; Hội đồng bỏ phiếu lại các trường hợp trong chương trình",
    ]

    road.opened(meeting, by=house.chair)
    road.returned(meeting, [(15, 0, 0)], ballots=15, by=house.provincial_secretary)
    road.counted(meeting, by=house.provincial_secretary)
    road.closed(meeting, by=house.chair)
    assert issued() == [("BB_HOP", "ISSUED"), ("BB_KIEMPHIEU", "ISSUED"), ("BB_HOP", "ISSUED")]


def test_a_withdrawn_case_must_leave_the_agenda_before_the_opening(house):
    cases = [house.case(name, State.APPRAISED, house.title) for name in ("A Ma Thị Một", "Bo Bo Hai")]
    meeting = road.planned(house.provincial, cases, by=house.provincial_secretary)
    road.call_roll(meeting, by=house.provincial_secretary)
    cases[0].state = State.WITHDRAWN

    with pytest.raises(Refusal) as refused:
        road.opened(meeting, by=house.chair)

    operations.take_off(meeting.items[0], "Đơn vị rút hồ sơ.", actor=house.provincial_secretary)
    road.opened(meeting, by=house.chair)
    assert refused.value.reasons == ["A Ma Thị Một: Đơn vị/cá nhân rút. Đưa hồ sơ này ra khỏi chương trình."]
    assert [case.state for case in cases] == [State.WITHDRAWN, State.COUNCIL_VOTING]


def test_the_secretary_of_a_unit_has_no_part_in_the_provincial_council(house):
    case = house.case("A Ma Thị Một", State.APPRAISED, house.title)
    meeting = road.planned(house.provincial, [case], by=house.provincial_secretary)
    road.call_roll(meeting, by=house.provincial_secretary)

    with pytest.raises(NotYourStep):
        road.opened(meeting, by=house.secretary)


def test_a_discarded_meeting_frees_its_cases(house):
    case = house.case("A Ma Thị Một", State.APPRAISED, house.title)
    meeting = road.planned(house.provincial, [case], by=house.provincial_secretary)

    operations.discard(meeting, "Chưa đủ tài liệu.", actor=house.provincial_secretary)

    again = road.planned(house.provincial, [case], by=house.provincial_secretary)
    assert (meeting.state, again.items[0].nomination, case.state) == (
        MeetingState.CANCELLED,
        case,
        State.COUNCIL_SCHEDULED,
    )
