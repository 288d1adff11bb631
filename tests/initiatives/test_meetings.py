"""An initiative council meets in the rooms of every council: agenda, roll, recusals, two who count, minutes, result."""

import re
from datetime import date, timedelta

import pytest

from app import clock
from app.ballots import voting as voters
from app.ballots import witness
from app.councils import agenda, operations, recusals, returning, suggesting, voting
from app.councils.constitution import CouncilThreshold
from app.councils.models import RecusalKind, Voting
from app.councils.recusals import Wanted
from app.councils.returning import NO_BALLOTS, Returns
from app.councils.rules import Totals
from app.councils.voting import Choice
from app.desk import queries as desk
from app.documents.models import Paper
from app.errors import Invalid, Refusal
from app.extensions import db
from app.initiatives import operations as initiatives
from app.initiatives import sittings, wholeness
from app.initiatives.models import InitiativeDecision, InitiativeSitting, Scope
from app.initiatives.operations import Entry
from tests import builders
from tests.ballots import road as boxes
from tests.councils import road
from tests.pages import scan
from workflows.award_province_1 import State
from workflows.vocabulary import Role

TELLERS = ["Bá Văn Trịnh", "Đạo Thị Ngọc Lan", "Patâu Axá Thị Đông"]


def entered(house, title="Học liệu số", authors="Phan Quốc Thái"):
    wanted = Entry(title=title, summary="Áp dụng tại 12 trường.", applied_on=date(2024, 9, 5), authors=authors)
    return initiatives.enter(wanted, actor=house.clerk)


def prepared(house, listed, council=None, by=None):
    """Its roll called and its tellers named."""
    council, by = council or house.council, by or house.secretary
    meeting = road.planned(council, listed, by=by)
    road.call_roll(meeting, by=by)
    road.named(meeting)
    return meeting


def held(house, sums, council=None, by=None):
    """Initiative to sums, from the plan to the end."""
    by = by or house.secretary
    meeting = prepared(house, [*sums], council, by)
    road.opened(meeting, by=by)
    road.returned(meeting, [*sums.values()], ballots=len(meeting.council.members), by=by)
    road.counted(meeting, by=by)
    road.closed(meeting, by=by)
    db.session.commit()
    return meeting


def the_vote(initiative, scope=Scope.BASE):
    db.session.expire_all()
    found = initiative.vote_at(scope)
    return found and (found.agree, found.members, found.rule_code, found.pct, found.strict, found.vote.passes)


def test_a_meeting_passes_each_initiative_by_the_numbers_of_its_own_council(house):
    own = CouncilThreshold(
        vote_rule_code="VMAJ", pct=70, strict=False, basis="Điều 8", confidence="province", valid_from=date(2020, 1, 1)
    )
    house.council.thresholds.append(own)
    passed, failed = entered(house, "Một"), entered(house, "Hai")

    meeting = held(house, {passed: (7, 2, 0), failed: (6, 2, 1)})

    assert [the_vote(one) for one in (passed, failed)] == [
        (7, 9, "VMAJ", 70, False, True),
        (6, 9, "VMAJ", 70, False, False),
    ]
    told = db.session.query(InitiativeSitting).one()
    assert (told.meeting_id, told.members, told.needed, len(told.present)) == (meeting.id, 9, 6, 9)
    assert [*wholeness.faults()] == []


def test_its_papers_speak_of_initiatives_and_of_their_council(house):
    meeting = held(house, {entered(house): (9, 0, 0)})

    papers = {paper.code.value: paper.content for paper in db.session.query(Paper).all()}
    tally, minutes = papers["BB_KIEMPHIEU"], papers["BB_HOP"]
    assert sorted(papers) == ["BB_HOP", "BB_KIEMPHIEU"]
    assert tally["subject"] == "Kiểm phiếu xét công nhận sáng kiến"
    assert [line["name"] for line in tally["tally"]["lines"]] == ["Học liệu số"]
    assert (minutes["letterhead"]["organisation"], minutes["letterhead"]["symbol"]) == (
        "Hội đồng\nSáng kiến",
        "BB-HĐSK",
    )
    assert "khen thưởng" not in str(minutes["proceedings"]) + str(minutes["conclusions"]) + str(minutes["subject"])
    assert agenda.line(meeting.items[0]).item.whom == "sáng kiến “Học liệu số” của Phan Quốc Thái, đề nghị công nhận"


def test_the_province_meets_on_what_a_unit_sent_up_by_its_own_rule(house):
    sent = entered(house)
    held(house, {sent: (9, 0, 0)})
    initiatives.send_up(sent, seen=sent.version, actor=house.secretary)

    held(house, {sent: (4, 3, 0)}, council=house.provincial, by=house.provincial_secretary)

    assert the_vote(sent, Scope.PROVINCE) == (4, 7, "VMAJ", 50, True, True)


def test_what_is_on_an_agenda_is_neither_on_another_nor_withdrawn_nor_entered_from_paper(house):
    listed = entered(house)
    prepared(house, [listed])
    other = road.planned(house.council, [], by=house.secretary)

    with pytest.raises(Invalid) as twice:
        operations.put_on(other, [listed.id], actor=house.secretary)
    with pytest.raises(Refusal) as withdrawn:
        initiatives.withdraw(listed, "Trùng.", seen=listed.version, actor=house.clerk)

    assert twice.value.errors == {"nomination_ids": "Có sáng kiến không còn chờ Hội đồng này: tải lại trang, chọn lại."}
    assert withdrawn.value.reasons == ["Sáng kiến đang ở chương trình một phiên họp: Thư ký đưa ra trước."]
    assert sittings.queries.waiting(house.council) == []


def test_what_was_taken_off_waits_again_and_may_come_back(house):
    listed = entered(house)
    meeting = prepared(house, [listed])
    operations.take_off(meeting.items[0], "Chưa đủ số liệu.", actor=house.secretary)

    waiting = [*sittings.queries.waiting(house.council)]
    operations.put_on(meeting, [listed.id], actor=house.secretary)

    assert waiting == [listed]
    assert [item.initiative for item in agenda.living(meeting)] == [listed]


def test_authors_do_not_vote_and_do_not_count(house):
    house.council.members[4].name = "Phan Quốc Thái"
    house.council.members[4].user = builders.user("Phan Quốc Thái")
    meeting = prepared(house, [entered(house)])

    suggested = [(one.member.name, one.kind) for one in suggesting.suggestions(meeting)]
    item, member = meeting.items[0], house.council.members[4]
    wanted = Wanted(item_id=item.id, member_id=member.id, kind=RecusalKind.AUTHOR, reason="Tác giả.")
    recusals.pin(meeting, wanted, actor=house.secretary)

    fault = voting.fault_of_committee(meeting, ["Bá Văn Trịnh", *agenda.people_of(meeting)])
    assert suggested == [("Phan Quốc Thái", RecusalKind.AUTHOR)]
    assert fault == "Bá Văn Trịnh có tên trong danh sách đề nghị, không tham gia Ban kiểm phiếu."
    assert agenda.people_of(meeting) == ["Phan Quốc Thái"]
    road.opened(meeting, by=house.secretary)
    road.returned(meeting, [(8, 0, 0)], ballots=9, by=house.secretary)
    road.counted(meeting, by=house.secretary)
    assert (item.agree, item.members) == (8, 9)


def test_hands_are_counted_where_no_regulation_forbids_them(house):
    passed = entered(house)
    meeting = prepared(house, [passed])
    voting.choose(meeting, Choice(voting=Voting.HANDS, version=meeting.version), actor=house.secretary)
    road.opened(meeting, by=house.secretary)
    sums = {meeting.items[0].id: Totals(agree=6, disagree=2, invalid=1)}
    told = Returns(ballots=NO_BALLOTS, totals=sums, version=meeting.version)
    returning.record_hands(meeting, told, actor=house.secretary)
    road.counted(meeting, by=house.secretary)
    road.closed(meeting, by=house.secretary)

    assert the_vote(passed) == (6, 9, "VMAJ", 50, True, True)


def test_a_sealed_box_has_initiatives_as_its_names(house):
    boxes.seated(house.council)
    meeting = prepared(house, [entered(house, "Một"), entered(house, "Hai")])
    boxes.sealed_meeting(meeting)
    road.opened(meeting, by=house.secretary)
    ballot = boxes.frozen(meeting, by=house.secretary)

    named = voters.names(ballot, house.council.members[0].id)

    assert [(row.position, row.name, row.title, row.award, row.unit, row.is_excused) for row in named] == [
        (1, "Một", "Phan Quốc Thái", "Công nhận sáng kiến", house.unit.name, False),
        (2, "Hai", "Phan Quốc Thái", "Công nhận sáng kiến", house.unit.name, False),
    ]


def test_initiatives_exchanged_on_a_frozen_list_are_found_by_the_log(house):
    boxes.seated(house.council)
    meeting = prepared(house, [entered(house, "Một"), entered(house, "Hai")])
    boxes.sealed_meeting(meeting)
    ballot = boxes.frozen(meeting, by=house.secretary)
    before = witness.has_its_names(ballot)
    first, second = meeting.items
    first.initiative, second.initiative = second.initiative, first.initiative
    db.session.commit()

    assert (before, witness.has_its_names(ballot)) == (True, False)


def test_no_council_meets_before_what_it_considers_was_applied(house):
    wanted = Entry(title="Mới", summary="x", applied_on=clock.today(), authors="Phan Quốc Thái")
    made = initiatives.enter(wanted, actor=house.clerk)
    meeting = road.planned(house.council, [], by=house.secretary)
    meeting.held_at = clock.now() - timedelta(days=3)

    with pytest.raises(Invalid) as early:
        operations.put_on(meeting, [made.id], actor=house.secretary)

    sentence = f"“Mới”: Ngày họp trước ngày áp dụng lần đầu ({clock.today():%d/%m/%Y})."
    assert early.value.errors == {"nomination_ids": sentence}


def test_a_meeting_held_here_is_not_void_by_a_click(house):
    held(house, {entered(house): (9, 0, 0)})

    with pytest.raises(Refusal) as refused:
        sittings.void(db.session.query(InitiativeSitting).one(), "Nhầm.", actor=house.secretary)

    assert refused.value.reasons == ["Phiên họp được tổ chức trên phần mềm, biên bản đã lập: kết quả không hủy được."]


def decision(*chosen, **more):
    return {
        "number": "125/QĐ-SGDĐT",
        "decided_on": f"{clock.today():%d/%m/%Y}",
        "signer": "Đàng Thị Mỹ Hương",
        "signer_title": "Giám đốc",
        "chosen": [str(one.id) for one in chosen],
        "file": scan(),
    } | more


def recognised(post, house, *chosen, **more):
    where = f"/initiatives/councils/{house.council.id}/decisions/new"
    return post(house.secretary, where, **decision(*chosen, **more))


def test_the_head_recognises_what_the_council_passed_and_the_unit_reads_it(get, post, house):
    passed, failed = entered(house, "Một"), entered(house, "Hai")
    held(house, {passed: (9, 0, 0), failed: (2, 7, 0)})

    refused = recognised(post, house, passed, failed)
    done = recognised(post, house, passed)

    sentence = "Có sáng kiến không còn chờ công nhận: tải lại trang, chọn lại."
    assert (refused.status_code, sentence in refused.text, done.status_code) == (422, True, 303)
    db.session.expire_all()
    made = db.session.query(InitiativeDecision).one()
    assert (made.called, made.scope, made.initiatives) == (
        f"Quyết định số 125/QĐ-SGDĐT ngày {clock.today():%d/%m/%Y}",
        Scope.BASE,
        [passed],
    )
    assert [one.recognised_at(Scope.BASE) for one in (passed, failed)] == [made, None]
    assert made.called in get(house.clerk, f"/initiatives/{passed.id}").text
    assert "công nhận: 125/QĐ-SGDĐT" in get(house.clerk, "/initiatives/").text
    assert (
        "Không có sáng kiến nào chờ quyết định công nhận."
        in get(house.secretary, f"/initiatives/councils/{house.council.id}/decisions/new").text
    )


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"chosen": []}, "Chọn ít nhất một sáng kiến có trong quyết định."),
        ({"decided_on": "01/01/2024"}, "Ngày quyết định trước ngày Hội đồng họp về “Học liệu số”"),
        ({"decided_on": "31/12/2099"}, "không thể sau hôm nay"),
        ({"number": ""}, "Nhập số quyết định."),
    ],
)
def test_a_decision_that_cannot_be_is_not_kept(post, house, more, sentence):
    passed = entered(house)
    held(house, {passed: (9, 0, 0)})

    answer = recognised(post, house, passed, **more)

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert db.session.query(InitiativeDecision).count() == 0


def test_a_number_is_given_once_a_year(post, house):
    first, second = entered(house, "Một"), entered(house, "Hai")
    held(house, {first: (9, 0, 0), second: (9, 0, 0)})
    recognised(post, house, first)
    year, met = clock.today().year, []

    for day in (date(year, 1, 1), date(year - 1, 12, 31)):
        db.session.query(InitiativeDecision).update({"decided_on": day})
        db.session.commit()
        met.append(recognised(post, house, second))

    sentence = f"Quyết định số 125/QĐ-SGDĐT năm {year} đã được ghi. Xem lại số, ngày."
    assert [(page.status_code, sentence in page.text) for page in met] == [(422, True), (303, False)]


def test_a_decision_entered_wrongly_is_void_and_its_initiatives_wait_for_another(post, house):
    passed = entered(house)
    held(house, {passed: (9, 0, 0)})
    location = recognised(post, house, passed).location

    answers = [
        post(house.clerk, f"{location}/void", reason="Nhầm số.").status_code,
        post(house.provincial_secretary, f"{location}/void", reason="Nhầm số.").status_code,
        post(house.secretary, f"{location}/void", reason="Nhầm số.").status_code,
        post(house.secretary, f"{location}/void", reason="Nhầm số.").status_code,
        recognised(post, house, passed).status_code,
    ]

    assert answers == [403, 404, 303, 409, 303]


def test_the_pages_of_a_meeting_speak_of_initiatives(get, post, house):
    made = entered(house)
    db.session.commit()
    council = house.council.id
    form = {"title": "Phiên họp Hội đồng sáng kiến", "body": "full", "held_on": f"{clock.today():%d/%m/%Y}"}
    form |= {"held_time": "08:00", "place": "Phòng họp số 2"}

    strange = post(house.provincial_secretary, f"/meetings/new?council={council}", **form)
    planned = post(house.secretary, f"/meetings/new?council={council}", **form)
    offered = get(house.secretary, planned.location)
    put = post(house.secretary, planned.location, nomination_ids=[str(made.id)])
    page = get(house.secretary, put.location)

    assert [answer.status_code for answer in (strange, planned, offered, put, page)] == [404, 303, 200, 303, 200]
    assert "Học liệu số" in offered.text
    assert "Chương trình: 1 sáng kiến" in page.text
    assert f'href="/initiatives/{made.id}"' in page.text
    meeting = put.location
    item = re.search(r"items/(\d+)/summary", page.text).group(1)
    paths = ["/roll", "/recusals", "/tellers", "/voting", "/minutes", f"/items/{item}/summary", "/edit"]
    paths += [f"/items/{item}/take-off", "/discard", "/summaries.pdf", "/ballot.pdf", "/invitation.pdf"]
    assert [(path, get(house.secretary, meeting + path).status_code) for path in paths] == [
        (path, 200) for path in paths
    ]
    assert "Áp dụng tại 12 trường." in get(house.secretary, f"{meeting}/items/{item}/summary").text
    assert get(house.appraiser, meeting).status_code == 404


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.COUNCIL_MEMBERS, Role.CHAIRMAN, Role.CONSULTED_AGENCY])
def test_a_member_from_another_house_reads_what_they_vote_on_and_keeps_nothing(get, post, house, role):
    guest = builders.actor(role, builders.organisation("SYT", "Sở Y tế"))
    stranger = builders.actor(Role.UNIT_HEAD, builders.organisation("STC", "Sở Tài chính"))
    house.council.members[5].user_id = guest.user_id
    meeting = prepared(house, [entered(house)])
    db.session.commit()
    pages = [f"/meetings/{meeting.id}", f"/meetings/{meeting.id}/items/{meeting.items[0].id}/summary"]
    pages.append(f"/meetings/{meeting.id}/declare")

    assert [get(guest, page).status_code for page in pages] == [200, 200, 200]
    assert [get(stranger, page).status_code for page in pages] == [404, 404, 404]
    said = {"item_ids": [str(meeting.items[0].id)], "reason": "Đồng tác giả."}
    assert post(guest, pages[2], **said).status_code == 303
    assert post(guest, f"/meetings/{meeting.id}/roll").status_code == 403


def test_the_desk_of_the_secretary_shows_what_waits_for_a_meeting_until_it_is_on_an_agenda(house):
    listed, waits = entered(house, "Một"), entered(house, "Hai")

    before = [line.what for line in desk.worklist(house.secretary) if line.room == "initiatives"]
    prepared(house, [listed])
    after = [line.what for line in desk.worklist(house.secretary) if line.room == "initiatives"]

    assert (before, after) == (["Một", "Hai"], [waits.title])
    assert [line for line in desk.worklist(house.provincial_secretary) if line.room == "initiatives"] == []


def test_beside_the_author_s_case_stands_the_decision_and_the_extract_tells_the_vote(get, post, house):
    passed = entered(house)
    meeting = held(house, {passed: (9, 0, 0)})
    recognised(post, house, passed)
    case = builders.nomination(house.unit, house.award, builders.award_round(house.award), state=State.UNIT_COUNCIL)
    case.nominee_id = house.author.id
    db.session.commit()

    shown = get(house.secretary, f"/nominations/{case.id}").text
    extract = get(house.secretary, f"/meetings/{meeting.id}/items/{meeting.items[0].id}/extract.pdf")
    page = get(house.secretary, f"/meetings/{meeting.id}").text

    assert "Thông qua, phạm vi cơ sở. Đạt 9/9 phiếu" in shown
    assert "Công nhận theo Quyết định số 125/QĐ-SGDĐT" in shown
    assert (extract.status_code, extract.mimetype) == (200, "application/pdf")
    assert f"Đã công nhận: Quyết định số 125/QĐ-SGDĐT ngày {clock.today():%d/%m/%Y}" in page
