"""What members read of a case before they vote, which cases are like it, and the extract of the minutes for one."""

import pytest

from app import clock
from app.appraisals.models import Conclusion, Consultation, ConsultationStatus, CriterionAnswer
from app.councils import agenda, handouts, matters, precedents, recusals, summaries
from app.councils.models import Body, RecusalKind
from app.councils.recusals import Wanted
from app.extensions import db
from app.nominations.models import DraftField, YearEntry
from tests import builders
from tests.builders import signed_in, statements
from tests.councils import road
from workflows.award_province_1 import State
from workflows.vocabulary import Role


def written(case, **texts):
    by = {"updated_by_id": case.created_by_id, "updated_at": clock.now(), "version": 0}
    case.fields = [DraftField(key=key, text=text, **by) for key, text in texts.items()]


def appraised(case, by):
    """With two criteria, one agency that does not object, and a conclusion."""
    told = {"nomination_id": case.id, "answered_by_id": by.user_id, "answered_at": clock.now()}
    db.session.add_all(
        CriterionAnswer(criterion_code=code, verdict=verdict, **told)
        for code, verdict in (("A", "met"), ("B", "not_met"))
    )
    asked = {"asked_by_id": by.user_id, "asked_at": clock.now(), "due_on": clock.today(), "question": "?"}
    agency = builders.organisation("CAT", "Công an tỉnh").id
    db.session.add(
        Consultation(
            nomination_id=case.id, agency_id=agency, status=ConsultationStatus.ANSWERED, objects=False, **asked
        )
    )
    drafted = {"drafted_by_id": by.user_id, "drafted_at": clock.now()}
    db.session.add(Conclusion(nomination_id=case.id, opinion="fit", reason="Đủ điều kiện.", **drafted))


@pytest.fixture
def meeting(house):
    cases = [house.case(name, State.APPRAISED, submitted_at=clock.now()) for name in ("A Ma Thị Một", "Bo Bo Hai")]
    written(cases[0], citation="Đã có thành tích xuất sắc.", achievements="Dạy giỏi. " * 200)
    cases[0].years = [YearEntry(year=2024, rating="HTXSNV", title="Chiến sĩ thi đua cơ sở")]
    appraised(cases[0], house.intake)
    return road.planned(house.provincial, cases, by=house.provincial_secretary, body=Body.STANDING)


def seated(house, place):
    """A member of the provincial council at their own desk."""
    member = house.provincial.members[place]
    member.user = builders.user(member.name)
    return builders.actor(Role.COUNCIL_MEMBERS, house.provincial.organisation, member.user)


def test_a_summary_says_on_one_page_what_speaks_for_a_case_and_what_was_found(house, meeting):
    first, second = summaries.of_items([*enumerate(agenda.living(meeting), start=1)])

    told = dict(handouts.facts_of(first))
    assert {
        label: told[label] for label in ("Chức vụ, đơn vị", "Đề nghị tặng", "Nội dung đề nghị", "Kết quả từng năm")
    } == {
        "Chức vụ, đơn vị": "Giáo viên, Sở Giáo dục và Đào tạo",
        "Đề nghị tặng": house.award.name,
        "Nội dung đề nghị": "Đã có thành tích xuất sắc.",
        "Kết quả từng năm": "2024: Hoàn thành xuất sắc nhiệm vụ, Chiến sĩ thi đua cơ sở",
    }
    assert {label: told[label] for label in ("Tiêu chí", "Hiệp y", "Kết luận thẩm định")} == {
        "Tiêu chí": "1 tiêu chí đạt, 1 không đạt",
        "Hiệp y": "1/1 cơ quan đã trả lời, không cơ quan nào phản đối",
        "Kết luận thẩm định": "Đủ điều kiện, tiêu chuẩn. Đủ điều kiện.",
    }
    assert (first.is_cut, first.achievements.endswith("Dạy giỏi. …"), len(first.achievements) <= 1202) == (True,) * 3
    assert [text for _, text in handouts.facts_of(second) if text] == [
        "Giáo viên, Sở Giáo dục và Đào tạo",
        house.award.name,
        meeting.items[1].nomination.code,
    ]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Ngắn. ", "Ngắn."),
        ("Câu một khá dài. Câu hai dài hơn nữa.", "Câu một khá dài. …"),
        ("Một câu không có dấu chấm nào cả", "Một câu không có dấu …"),
    ],
)
def test_a_long_text_is_cut_where_something_ends(text, short):
    assert summaries.shortened(text, 22) == short


def test_a_whole_agenda_costs_as_many_statements_as_one_case(house, meeting):
    matter, listed = matters.of(meeting), [*enumerate(agenda.living(meeting), start=1)]
    with statements() as for_one:
        matter.pages(listed[:1])
    with statements() as for_all:
        matter.pages(listed)

    assert len(for_all) == len(for_one)


def test_members_read_summaries_of_what_they_vote_on_and_of_no_other_body(app, house, meeting):
    members = [seated(house, place) for place in (1, 9)]  # of the standing body, and not
    db.session.commit()
    item = meeting.items[0].id
    paths = (f"/meetings/{meeting.id}/items/{item}/summary", f"/meetings/{meeting.id}/summaries.pdf")
    people = (*members, house.provincial_secretary, house.secretary)

    answers = [[signed_in(app.test_client(), who).get(path).status_code for path in paths] for who in people]
    shown = signed_in(app.test_client(), members[1]).get(f"/meetings/{meeting.id}").text
    page = signed_in(app.test_client(), members[0]).get(paths[0]).text

    assert answers == [[200, 200], [404, 404], [200, 200], [404, 404]]
    assert (">Tóm tắt<" in shown, "Đủ điều kiện, tiêu chuẩn." in page, "Sau: Bo Bo Hai" in page) == (False, True, True)


def held(house, names, sums, *, award=None):
    """A provincial meeting that was counted."""
    cases = [house.case(name, State.APPRAISED, award, submitted_at=clock.now()) for name in names]
    body = Body.FULL if award else Body.STANDING
    meeting = road.planned(house.provincial, cases, by=house.provincial_secretary, body=body)
    road.call_roll(meeting, by=house.provincial_secretary)
    road.opened(meeting, by=house.chair)
    ballots = len(agenda.body_of(meeting))
    road.returned(meeting, sums, ballots=ballots, by=house.provincial_secretary)
    road.counted(meeting, by=house.provincial_secretary)
    road.closed(meeting, by=house.chair)
    return meeting


def test_cases_alike_are_of_the_same_award_and_those_the_reader_may_see(house, meeting):
    held(house, ["Katơr Thị Sính", "Lê Văn Thạnh"], [(5, 0, 0), (1, 4, 0)])
    held(house, ["Người Danh Hiệu Khác"], [(15, 0, 0)], award=house.title)
    back = held(house, ["Hồ Sơ Trả Lại"], [(5, 0, 0)]).items[0].nomination
    back.state = State.APPRAISAL

    for_members = precedents.of_item(meeting.items[0], seated(house, 1))
    for_the_secretary = precedents.of_item(meeting.items[0], house.provincial_secretary)

    assert [(one.name, one.votes, one.passed) for one in for_members] == [
        ("Bà Lê Văn Thạnh", "1/5 phiếu (20%)", False),
        ("Bà Katơr Thị Sính", "5/5 phiếu (100%)", True),
    ]
    assert [one.name for one in for_the_secretary] == ["Bà Hồ Sơ Trả Lại", *(one.name for one in for_members)]


def test_an_extract_tells_the_numbers_of_one_case_and_nobody_s_name_beside_a_vote(app, house, meeting):
    member = house.provincial.members[3]
    wanted = {"kind": RecusalKind.OTHER, "reason": "Cùng họ."}
    item = meeting.items[0]
    recusals.pin(meeting, Wanted(item_id=item.id, member_id=member.id, **wanted), actor=house.provincial_secretary)
    road.call_roll(meeting, by=house.provincial_secretary)
    road.opened(meeting, by=house.chair)
    road.returned(meeting, [(3, 1, 0), (5, 0, 0)], ballots=5, by=house.provincial_secretary)
    road.counted(meeting, by=house.provincial_secretary)
    db.session.commit()
    client, url = signed_in(app.test_client(), house.provincial_secretary), f"/meetings/{meeting.id}/items/{item.id}"
    too_early = client.get(f"{url}/extract.pdf").status_code
    db.session.expire_all()
    road.closed(meeting, by=house.chair)
    db.session.commit()

    paper = handouts.minutes_extract(agenda.line(item))
    answer = client.get(f"{url}/extract.pdf")

    assert (too_early, answer.status_code, answer.data[:4]) == (409, 200, b"%PDF")
    assert (paper.agree, paper.disagree, paper.invalid, paper.recused, paper.members) == (3, 1, 0, 1, 5)
    assert paper.result == "3/5 phiếu (60%) đồng ý: đạt"
    assert member.name not in str(paper.to_json())
    assert type(paper).from_json(paper.to_json()) == paper


def test_the_papers_of_a_meeting_come_back_equal_from_json(meeting):
    paper = handouts.meeting_papers(meeting)

    assert type(paper).from_json(paper.to_json()) == paper
    assert [case.name for case in paper.cases] == ["A Ma Thị Một", "Bo Bo Hai"]
