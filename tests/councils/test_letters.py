"""What a council writes: the notice of whom it did not propose, invitations, ballots to be printed."""

from datetime import timedelta

import pytest
from flask import current_app
from sqlalchemy import select

from app import clock
from app.books import queries as books
from app.books.outgoing import Search, page
from app.councils import agenda, inviting, letters, operations, sitting
from app.desk import queries as desk
from app.documents.kinds import read
from app.documents.models import Paper
from app.documents.store import Store
from app.errors import Refusal, SomebodyWasFaster
from app.extensions import db
from app.papers import operations as papers
from app.papers import queries as paper_queries
from app.papers.operations import Registration
from tests import builders
from tests.builders import signed_in
from tests.councils import road
from workflows.award_province_1 import State
from workflows.vocabulary import Role


@pytest.fixture
def clerical(house):
    return builders.actor(Role.SNV_CLERICAL, house.department)


def scan():
    return Store(current_app.config["PAPERS_FOLDER"]).put_bytes(builders.blank_pdf(), "ban-ky.pdf", "application/pdf")


def of_kind(code):
    return db.session.scalars(select(Paper).where(Paper.code == code).order_by(Paper.id)).all()


def planned(house, *names, ahead=timedelta(days=3)):
    cases = [house.case(name, State.APPRAISED, house.title, submitted_at=clock.now()) for name in names]
    meeting = road.planned(house.provincial, cases, by=house.provincial_secretary)
    meeting.held_at = clock.now() + ahead
    db.session.commit()
    return meeting


def closed(house, sums):
    """All fifteen voted, so many in favour of each."""
    meeting = planned(house, *(f"Chamaléa Thị {place}" for place, _ in enumerate(sums)), ahead=timedelta())
    road.call_roll(meeting, by=house.provincial_secretary)
    road.opened(meeting, by=house.chair)
    handed = [(agree, 15 - agree, 0) for agree in sums]
    road.returned(meeting, handed, ballots=15, by=house.provincial_secretary)
    meeting.items[-1].note = "Phạm vi ảnh hưởng chưa rõ."
    road.counted(meeting, by=house.provincial_secretary)
    road.closed(meeting, by=house.chair)
    db.session.commit()
    return meeting


def test_whom_the_council_does_not_propose_its_unit_is_told_by_a_paper_of_the_council(house):
    meeting = closed(house, [15, 6])
    (paper,) = of_kind("TB_KETQUA")
    said = read(paper.template, paper.content)

    assert (paper.sheet_id, paper.organisation_id, paper.symbol, paper.state) == (
        meeting.items[1].nomination_id,
        meeting.council.organisation_id,
        "TB-HĐTĐKT",
        "SIGNED",
    )
    assert (said.addressees, said.signature.name) == ((house.unit.name,), house.chair.name)
    assert said.signature.lines.startswith("TM. HỘI ĐỒNG\n")
    assert said.paragraphs[1:] == (
        (
            "Kết quả bỏ phiếu: 6/15 phiếu (40%) đồng ý, tính trên tổng số thành viên; trường hợp này đạt khi có từ"
            " 90% tổng số thành viên Hội đồng trở lên đồng ý. Hội đồng không đề nghị khen thưởng"
        ),
        "Ý kiến của Hội đồng: Phạm vi ảnh hưởng chưa rõ",
    )


def test_a_units_own_council_writes_no_notice(house):
    refused = house.case("Lê Văn Thạnh", State.UNIT_COUNCIL)
    meeting = road.planned(house.council, [refused], by=house.secretary)
    road.call_roll(meeting, by=house.secretary)
    road.opened(meeting, by=house.secretary)
    road.returned(meeting, [(0, 9, 0)], ballots=9, by=house.secretary)
    road.counted(meeting, by=house.secretary)
    road.closed(meeting, by=house.secretary)

    assert (refused.state, of_kind("TB_KETQUA")) == (State.NOT_PROPOSED, [])


def test_van_thu_of_the_department_numbers_it_in_the_councils_own_register(app, house, clerical):
    closed(house, [6])
    (paper,) = of_kind("TB_KETQUA")
    waiting = [(line.what, line.detail) for line in desk.worklist(clerical) if line.room == "papers"]
    other = builders.actor(Role.UNIT_CLERICAL, house.unit)
    opened = [signed_in(app.test_client(), who).get(f"/papers/{paper.id}").status_code for who in (clerical, other)]
    of_case = paper_queries.letter(paper.id, clerical)
    papers.register(of_case, Registration(number=4, issued_on=clock.today()), scan(), actor=clerical)

    assert waiting == [(paper.title, house.title.name)]
    assert opened == [200, 404]
    assert [*books.houses(clerical)] == [house.department.id, house.provincial.organisation_id]
    book = page(Search(house_id=house.provincial.organisation_id, year=clock.today().year))
    assert [line.number for line in book.lines] == ["04/TB-HĐTĐKT"]


def test_the_members_are_invited_by_one_paper_that_the_secretary_signs(house):
    meeting = planned(house, "Chamaléa Thị Sương")
    paper = inviting.invite(meeting, seen=meeting.version, actor=house.provincial_secretary)
    said = read(paper.template, paper.content)

    assert (paper.code, paper.sheet, paper.sheet_id, paper.state) == ("GIAY_MOI", "meeting", meeting.id, "SIGNED")
    assert [guest.name for guest in said.guests] == [member.name for member in agenda.body_of(meeting)]
    assert (said.held_at, said.venue) == (meeting.held_at, meeting.place)
    assert said.signature.lines.startswith("TL. CHỦ TỊCH HỘI ĐỒNG\n")


def test_nobody_is_invited_to_an_empty_or_a_past_meeting_or_to_one_that_changed_since_it_was_read(house):
    empty, past = planned(house), planned(house, "Chamaléa Thị Một", ahead=-timedelta(hours=1))
    reasons = []
    for meeting in (empty, past):
        with pytest.raises(Refusal) as refused:
            inviting.invite(meeting, seen=meeting.version, actor=house.provincial_secretary)
        reasons += refused.value.reasons
    with pytest.raises(SomebodyWasFaster):
        inviting.invite(past, seen=past.version - 1, actor=house.provincial_secretary)

    assert reasons == [
        "Chương trình chưa có hồ sơ nào: đưa hồ sơ vào trước khi mời họp.",
        "Giờ họp đã qua: sửa thời gian phiên họp trước khi mời.",
    ]


def test_a_newer_invitation_takes_the_place_of_one_without_a_number_and_goes_with_its_meeting(house):
    meeting = planned(house, "Chamaléa Thị Sương")
    for _ in range(2):
        inviting.invite(meeting, seen=meeting.version, actor=house.provincial_secretary)
    after = [paper.state for paper in of_kind("GIAY_MOI")]
    operations.discard(meeting, "Hoãn họp.", actor=house.provincial_secretary)

    assert after == ["VOID", "SIGNED"]
    assert [paper.state for paper in of_kind("GIAY_MOI")] == ["VOID", "VOID"]


def test_a_ballot_names_whom_it_is_about_and_nobody_who_votes(house):
    meeting = planned(house, "Chamaléa Thị Một", "Bo Bo Hai")

    assert [line.name for line in letters.ballot(meeting).lines] == ["Chamaléa Thị Một", "Bo Bo Hai"]
    assert (letters.ballot(meeting).signature.lines, letters.opinion_slip(meeting).member) == ("", "")


def test_the_pages_show_what_can_be_printed_and_signed_now(app, house):
    meeting = planned(house, "Chamaléa Thị Sương")
    who = signed_in(app.test_client(), house.provincial_secretary)
    shown = who.get(f"/meetings/{meeting.id}").text
    files = [
        who.get(f"/meetings/{meeting.id}/{name}.pdf").data[:5] for name in ("invitation", "ballot", "opinion-slip")
    ]
    signed = who.post(f"/meetings/{meeting.id}/invite", data={"version": meeting.version})
    chair = signed_in(app.test_client(), house.chair).get(f"/meetings/{meeting.id}/invite")

    for words in ("Ký giấy mời", "Phiếu bầu, để in", "Phiếu xin ý kiến thành viên"):
        assert words in shown
    assert files == [b"%PDF-"] * 3
    assert (signed.status_code, chair.status_code) == (303, 403)
    assert "Giấy mời</a>" in who.get(f"/meetings/{meeting.id}").text


def test_the_chair_reads_what_a_unit_will_be_told_before_the_meeting_is_closed(app, house):
    meeting = planned(house, "Chamaléa Thị Một", "Bo Bo Hai", ahead=timedelta())
    road.call_roll(meeting, by=house.provincial_secretary)
    road.opened(meeting, by=house.chair)
    road.returned(meeting, [(15, 0, 0), (6, 9, 0)], ballots=15, by=house.provincial_secretary)
    road.counted(meeting, by=house.provincial_secretary)
    db.session.commit()
    chair = signed_in(app.test_client(), house.chair)
    urls = [f"/meetings/{meeting.id}/items/{item.id}/notice.pdf" for item in agenda.living(meeting)]

    assert [chair.get(url).status_code for url in urls] == [404, 200]
    assert [url in chair.get(f"/meetings/{meeting.id}/close").text for url in urls] == [False, True]
    assert sitting.likely_opening(meeting) <= clock.now()
