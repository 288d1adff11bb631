"""Head, deputy, specialist and back: a case is on one desk at a time, with the words it came with."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.accounts.models import User
from app.appraisals import handing, holding, lists
from app.appraisals.handing import HandBack
from app.desk.queries import worklist
from app.effects import runner
from app.errors import Forbidden, Invalid, Refusal, SomebodyWasFaster
from app.extensions import db
from app.nominations import lists as nominations
from app.nominations import timeline
from app.nominations.models import Assignment, Handing
from app.nominations.searching import Search
from app.organisations.models import Appointment
from app.outbox.models import Notice
from tests import builders
from workflows.award_province_1 import State
from workflows.vocabulary import Role


@pytest.fixture
def deputy(ban):
    department = builders.organisation("BTDKT", "Ban Thi đua - Khen thưởng")
    made = builders.actor(Role.BAN_DEPUTY, department, builders.user("Trượng Văn Ngọc"))
    db.session.commit()
    return made


def back(ban, how, note="", *, actor):
    wanted = HandBack(handing=how, note=note, seen=ban.case.holding.id)
    return handing.hand_back(ban.case, wanted, actor=actor)


def chain(case):
    rows = db.session.scalars(select(Assignment).where(Assignment.nomination_id == case.id).order_by(Assignment.id))
    return [
        (row.giver.full_name, row.holder.full_name, row.handing.value, row.note, row.ended_at is None) for row in rows
    ]


def test_a_case_goes_from_the_head_by_a_deputy_to_the_specialist_and_the_same_way_back(ban, deputy):
    handing.assign(ban.case, deputy.user_id, "Xem giúp.", actor=ban.head)
    handing.assign(ban.case, ban.appraiser.user_id, "Xong trong tuần.", actor=deputy)
    back(ban, Handing.PRESENTED, "Đủ tiêu chuẩn.", actor=ban.appraiser)
    back(ban, Handing.PRESENTED, actor=deputy)

    head, second, third = "Lưu Thị Thanh Nhàn", "Trượng Văn Ngọc", "Đàng Thị Mỹ Hương"
    assert chain(ban.case) == [
        (head, second, "given", "Xem giúp.", False),
        (second, third, "given", "Xong trong tuần.", False),
        (third, second, "presented", "Đủ tiêu chuẩn.", False),
        (second, head, "presented", "", True),
    ]
    assert [(event.what, event.why) for event in timeline.of(ban.case, timeline.log_of(ban.case), ban.head)] == [
        (f"Chuyển Phó Trưởng ban xử lý: {second}", "Xem giúp."),
        (f"Phân công thẩm định cho {third}", "Xong trong tuần."),
        (f"Đã xử lý, trình {second}", "Đủ tiêu chuẩn."),
        (f"Đã xử lý, trình {head}", ""),
    ]
    assert timeline.of(ban.case, timeline.log_of(ban.case), ban.clerk) == []


def test_what_is_sent_back_undone_is_nobody_s_work_any_more_and_what_is_presented_stays_theirs(ban):
    handing.assign(ban.case, ban.appraiser.user_id, "", actor=ban.head)
    back(ban, Handing.PRESENTED, actor=ban.appraiser)
    presented = ban.case.appraiser_id
    handing.assign(ban.case, ban.appraiser.user_id, "", actor=ban.head)
    back(ban, Handing.SENT_BACK, "Tôi đi công tác.", actor=ban.appraiser)

    assert (presented, ban.case.appraiser_id) == (ban.appraiser.user_id, None)


def test_to_send_back_asks_for_a_reason(ban, get, post):
    handing.assign(ban.case, ban.appraiser.user_id, "", actor=ban.head)
    db.session.commit()
    seen = ban.case.holding.id
    url = f"/appraisals/{ban.case.id}/hand-back"

    nothing = post(ban.appraiser, url, seen=seen)
    silent = post(ban.appraiser, url, seen=seen, handing="sent_back")
    told = post(ban.appraiser, url, seen=seen, handing="sent_back", note="Trùng việc.")

    assert [answer.status_code for answer in (nothing, silent, told)] == [422, 422, 303]
    assert "Chọn trình hoặc trả lại." in nothing.text
    assert "Nêu lý do trả lại." in silent.text
    assert "Người nhận: <b>Lưu Thị Thanh Nhàn</b>" in re.sub(r"\s+", " ", silent.text)
    assert ban.case.holding.note == "Trùng việc."


def test_only_the_head_gives_what_others_have_and_only_who_has_it_hands_it_back(ban, deputy):
    handing.assign(ban.case, ban.appraiser.user_id, "", actor=ban.head)
    wanted = HandBack(handing=Handing.PRESENTED, note="", seen=ban.case.holding.id)
    refused = []
    for deed in (
        lambda: handing.assign(ban.case, ban.colleague.user_id, "", actor=deputy),
        lambda: handing.hand_back(ban.case, wanted, actor=ban.colleague),
        lambda: handing.hand_back(ban.case, wanted, actor=deputy),
    ):
        with pytest.raises(Refusal) as refusal:
            deed()
        refused.append(refusal.value.reasons)
    for actor, deed in (
        (ban.appraiser, lambda who: handing.give(ban.case, None, "", actor=who)),
        (ban.head, lambda who: handing.hand_back(ban.case, wanted, actor=who)),
    ):
        with pytest.raises(Forbidden):
            deed(actor)
    with pytest.raises(Invalid):
        handing.assign(ban.case, deputy.user_id, "", actor=deputy)

    assert refused == [["Hồ sơ đang ở Đàng Thị Mỹ Hương, không ở anh/chị."]] * 3
    handing.assign(ban.case, ban.colleague.user_id, "", actor=ban.head)
    assert ban.case.holding.to_id == ban.colleague.user_id


def test_nobody_gives_or_hands_back_over_what_a_colleague_did_meanwhile(ban, post):
    handing.assign(ban.case, ban.appraiser.user_id, "", actor=ban.head)
    with pytest.raises(SomebodyWasFaster) as faster:
        handing.assign(ban.case, ban.colleague.user_id, "Gấp", actor=ban.head, seen=0)
    db.session.commit()
    unseen = post(ban.head, f"/appraisals/{ban.case.id}/assign", user_id=str(ban.colleague.user_id))
    late = post(ban.appraiser, f"/appraisals/{ban.case.id}/hand-back", seen="0", handing="presented")

    assert (faster.value.changed, faster.value.kept) == (["Hồ sơ đang ở Đàng Thị Mỹ Hương."], {"Ghi chú": "Gấp"})
    assert (unseen.status_code, late.status_code) == (409, 409)
    assert ban.case.holding.to_id == ban.appraiser.user_id


def test_who_gave_it_and_has_left_gets_nothing_back_the_head_does(ban, deputy):
    handing.assign(ban.case, deputy.user_id, "", actor=ban.head)
    handing.assign(ban.case, ban.appraiser.user_id, "", actor=deputy)
    for office in db.session.scalars(select(Appointment).where(Appointment.user_id == deputy.user_id)):
        office.valid_to = clock.today().replace(year=2024)
    db.session.flush()

    assert back(ban, Handing.PRESENTED, actor=ban.appraiser).full_name == "Lưu Thị Thanh Nhàn"


def test_a_case_is_on_one_desk_at_a_time_and_says_so(ban, deputy):
    def desks():
        who = {"head": ban.head, "deputy": deputy, "appraiser": ban.appraiser, "colleague": ban.colleague}
        return {name: [(line.todo, line.words) for line in worklist(actor)] for name, actor in who.items()}

    nobodys = desks()
    handing.assign(ban.case, deputy.user_id, "Xem giúp.", actor=ban.head)
    with_deputy = desks()
    handing.assign(ban.case, ban.appraiser.user_id, "", actor=deputy)
    with_specialist = desks()
    back(ban, Handing.PRESENTED, "Đủ tiêu chuẩn.", actor=ban.appraiser)
    back(ban, Handing.PRESENTED, "Nhất trí.", actor=deputy)
    presented = desks()

    assert nobodys == {
        "head": [("Phân công thẩm định", "")],
        "deputy": [],
        "appraiser": [("Thẩm định", "")],
        "colleague": [("Thẩm định", "")],
    }
    assert with_deputy == {
        "head": [("Đang xử lý: Trượng Văn Ngọc", "")],
        "deputy": [("Xử lý, hoặc giao chuyên viên", "Lưu Thị Thanh Nhàn: Xem giúp.")],
        "appraiser": [],
        "colleague": [],
    }
    assert with_specialist == {
        "head": [("Đang xử lý: Đàng Thị Mỹ Hương", "")],
        "deputy": [],
        "appraiser": [("Thẩm định", "Trượng Văn Ngọc giao")],
        "colleague": [],
    }
    assert presented == {
        "head": [("Chờ kết luận thẩm định", "Trượng Văn Ngọc: Nhất trí.")],
        "deputy": [],
        "appraiser": [],
        "colleague": [],
    }


def test_each_is_told_what_came_to_them_in_the_giver_s_words(ban, deputy):
    handing.assign(ban.case, deputy.user_id, "Xem giúp.", actor=ban.head)
    handing.assign(ban.case, ban.appraiser.user_id, "", actor=deputy)
    back(ban, Handing.SENT_BACK, "Trùng việc.", actor=ban.appraiser)
    db.session.commit()
    runner.run_waiting()

    told = select(User.full_name, Notice.text).join(Notice, Notice.user_id == User.id).order_by(Notice.id)
    case = f"{ban.case.nominee_name} – {ban.award.name}"
    assert [tuple(row) for row in db.session.execute(told)] == [
        ("Trượng Văn Ngọc", f"Trưởng ban giao anh/chị xử lý hồ sơ: {case}. Lời dặn: Xem giúp."),
        ("Đàng Thị Mỹ Hương", f"Phó Trưởng ban giao anh/chị thẩm định hồ sơ: {case}."),
        ("Trượng Văn Ngọc", f"Đàng Thị Mỹ Hương trả lại hồ sơ: {case}. Ghi chú: Trùng việc."),
    ]


def test_the_lists_show_who_has_it_and_since_when_to_the_department_alone(ban, get):
    handing.assign(ban.case, ban.appraiser.user_id, "", actor=ban.head)
    db.session.commit()

    seen = [get(actor, "/nominations/").text.count("Đang xử lý: Đàng") for actor in (ban.head, ban.clerk)]
    page = re.sub(r"\s+", " ", get(ban.head, f"/nominations/{ban.case.id}").text)
    of_unit = get(ban.clerk, f"/nominations/{ban.case.id}").text

    assert seen == [1, 0]
    assert "Đang xử lý: <b>Đàng Thị Mỹ Hương</b>, từ 17/02/2025 (Lưu Thị Thanh Nhàn giao)." in page
    assert "Đang xử lý" not in of_unit
    ban.case.state = State.APPRAISED
    db.session.commit()
    assert "Đang xử lý" not in get(ban.head, f"/nominations/{ban.case.id}").text


def test_the_list_is_narrowed_to_one_s_own_desk(ban):
    builders.nomination(ban.unit, ban.award, ban.in_round, "Bá Văn A", state=State.APPRAISAL, submitted_at=clock.now())
    handing.assign(ban.case, ban.appraiser.user_id, "", actor=ban.head)

    found = {
        actor.name: [line.name for line in nominations.page(Search(is_mine=True), actor).lines]
        for actor in (ban.appraiser, ban.colleague)
    }

    assert found == {"Đàng Thị Mỹ Hương": ["Bà Chamaléa Thị Sương"], "Katơr Minh Tuấn": []}


def test_what_waits_to_be_given_is_nobody_s_or_was_sent_back_and_a_deputy_s_what_they_have(ban, deputy):
    def waiting(actor):
        return [line.nominee_name for line in lists.under_appraisal(actor, whose="to_give")]

    name = ban.case.nominee_name
    told = [(waiting(ban.head), waiting(deputy))]
    for deed in (
        lambda: handing.assign(ban.case, deputy.user_id, "", actor=ban.head),
        lambda: back(ban, Handing.SENT_BACK, "Bận.", actor=deputy),
        lambda: handing.assign(ban.case, ban.appraiser.user_id, "", actor=ban.head),
        lambda: back(ban, Handing.PRESENTED, actor=ban.appraiser),
    ):
        deed()
        told.append((waiting(ban.head), waiting(deputy)))

    assert told == [([name], []), ([], [name]), ([name], []), ([], []), ([], [])]


def test_a_case_that_came_again_waits_to_be_given_though_it_was_once_presented(ban):
    handing.assign(ban.case, ban.appraiser.user_id, "", actor=ban.head)
    back(ban, Handing.PRESENTED, actor=ban.appraiser)
    ban.case.state_since = clock.now().replace(year=2026)
    db.session.flush()

    (line,) = worklist(ban.head)

    assert line.todo == "Phân công thẩm định"
    assert [line.nominee_name for line in lists.under_appraisal(ban.head, whose="to_give")] == [ban.case.nominee_name]


def test_the_database_keeps_a_case_from_two_desks(ban):
    handing.assign(ban.case, ban.appraiser.user_id, "", actor=ban.head)
    second = {"from_id": ban.head.user_id, "to_id": ban.colleague.user_id, "handing": Handing.GIVEN, "at": clock.now()}

    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.execute(Assignment.__table__.insert().values(nomination_id=ban.case.id, note="", **second))


MOVES = st.lists(st.sampled_from(["deputy", "appraiser", "colleague", "on", "present", "send_back"]), max_size=8)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_however_it_is_handed_about_the_last_one_has_it_and_it_is_on_no_other_desk(ban, deputy, moves):
    people = {"deputy": deputy, "appraiser": ban.appraiser, "colleague": ban.colleague, "head": ban.head}
    outer = db.session.begin_nested()
    at = None
    for move in moves:
        try:
            if move in people:
                handing.assign(ban.case, people[move].user_id, "", actor=ban.head)
                at = move
            elif move == "on":
                handing.assign(ban.case, ban.colleague.user_id, "", actor=deputy)
                at = "colleague"
            elif at in {"deputy", "appraiser", "colleague"}:
                how = Handing.PRESENTED if move == "present" else Handing.SENT_BACK
                to = back(ban, how, "Lý do.", actor=people[at])
                at = next(name for name, actor in people.items() if actor.user_id == to.id)
        except Refusal:
            assert (move, at == "deputy") == ("on", False)
    current = holding.current(ban.case.id)
    has = {name for name in ("deputy", "appraiser", "colleague") if worklist(people[name])}
    outer.rollback()
    db.session.expire_all()

    assert (current.to_id if current else None) == (people[at].user_id if at else None)
    assert has == ({at} - {"head"} if at else {"appraiser", "colleague"})
