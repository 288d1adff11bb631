"""What goes up through the pages: who sees it, what waits on whose desk, and what bad input gets."""

import pytest

from app import clock
from app.desk.queries import worklist
from app.effects import runner
from app.extensions import db
from app.gatherings import operations
from app.gatherings.models import Gathering
from app.gatherings.operations import NO_REASON, NOTHING_ANSWERED, Answer
from app.nominations import steps
from app.outbox.models import Notice
from app.papers.operations import Registration
from tests import builders
from tests.gatherings.conftest import checked, drafted, sent
from tests.pages import said, scan
from workflows.award_province_1 import State
from workflows.vocabulary import Role


@pytest.fixture
def at(app):
    """A client of somebody who is signed in."""
    return lambda who: builders.signed_in(app.test_client(), who)


def shown(url):
    return builders.as_shown(f"{url}/sign")


def test_a_list_walks_from_draft_to_answer_by_its_pages(house, schools, at):
    school = schools[0]
    one, two = checked(house, school, "A Ma Thị Một", "Bo Bo Hai")
    wanted = {"title": "Về việc đề nghị", "nomination_ids": [str(one.id), str(two.id)]}
    walked = [at(school.clerk).post(f"/gatherings/new/{house.award_round.id}", data=wanted).status_code]
    gathering = db.session.query(Gathering).one()
    url = f"/gatherings/{gathering.id}"
    walked.append(at(school.head).post(f"{url}/sign", data=shown(url)).status_code)
    entry = {"number": "21", "issued_on": clock.today().strftime("%d/%m/%Y")}
    scanned = scan("to-trinh.pdf")
    walked.append(at(school.clerical).post(f"{url}/register", data=entry | {"signed_copy": scanned}).status_code)
    first, second = (item.id for item in gathering.items)
    words = {f"answer_{first}": "take_up", f"answer_{second}": "hand_back", f"reason_{second}": "Trùng thành tích."}

    walked.append(at(house.clerk).post(f"{url}/answer", data=shown(url) | words).status_code)

    db.session.expire_all()
    assert walked == [303] * 4
    assert (gathering.state, one.state, two.state) == ("ANSWERED", State.UNIT_CHECK, State.DRAFT)
    page = said(at(school.clerk).get(url))
    assert "Không tiếp nhận , " in page.replace("tiếp nhận,", "tiếp nhận ,")
    assert "Trùng thành tích." in page
    assert "Trùng thành tích." in said(at(school.clerk).get(f"/nominations/{two.id}"))


def test_a_school_never_sees_what_else_its_superior_has_and_the_superior_no_more_what_it_handed_back(
    house, schools, scan, at
):
    school, neighbour = schools[:2]
    (case,), (foreign,) = checked(house, school, "A Ma Thị Một"), checked(house, neighbour, "Bo Bo Hai")
    own = house.case("Lưu Thị Năm", State.UNIT_CHECK)
    theirs = sent(house, school, [case], scan)
    others = sent(house, neighbour, [foreign], scan, number=5)
    operations.answer(theirs, {theirs.items[0].id: Answer(takes_up=False, reason="Thiếu.")}, actor=house.clerk)
    db.session.commit()

    def codes(who):
        urls = [
            *(f"/nominations/{one.id}" for one in (case, foreign, own)),
            *(f"/gatherings/{g.id}" for g in (theirs, others)),
        ]
        return [at(who).get(url).status_code for url in urls]

    assert codes(school.clerk) == [200, 404, 404, 200, 404]
    assert codes(house.clerk) == [404, 200, 200, 200, 200]
    assert codes(house.intake)[:3] == [404, 404, 404]
    assert [at(house.intake).get(f"/gatherings/{g.id}").status_code for g in (theirs, others)] == [403, 403]


def test_bad_answers_stand_beside_their_fields_and_change_nothing(house, schools, scan, at):
    school = schools[0]
    gathering = sent(house, school, checked(house, school, "A Ma Thị Một", "Bo Bo Hai"), scan)
    first, second = (item.id for item in gathering.items)
    url = f"/gatherings/{gathering.id}"
    typed = {f"answer_{first}": "hand_back", f"answer_{second}": "take_up", f"reason_{second}": "Nhầm ô"}

    answer = at(house.clerk).post(f"{url}/answer", data=shown(url) | typed)

    assert answer.status_code == 422
    assert NO_REASON in said(answer)
    assert "Đã ghi lý do nhưng chưa chọn “Không tiếp nhận”" in said(answer)
    assert "Nhầm ô" in answer.text
    assert [item.is_answered for item in gathering.items] == [False, False]
    nothing = at(house.clerk).post(f"{url}/answer", data=shown(url))
    assert (nothing.status_code, NOTHING_ANSWERED in said(nothing)) == (422, True)


def test_a_list_that_was_answered_meanwhile_is_not_answered_twice(house, schools, scan, at):
    school = schools[0]
    gathering = sent(house, school, checked(house, school, "A Ma Thị Một", "Bo Bo Hai"), scan)
    first, second = (item.id for item in gathering.items)
    url = f"/gatherings/{gathering.id}"
    read = shown(url)
    operations.answer(gathering, {first: Answer(takes_up=True)}, actor=house.clerk)

    late = at(house.clerk).post(
        f"{url}/answer", data=read | {f"answer_{second}": "hand_back", f"reason_{second}": "Còn thiếu giấy tờ."}
    )

    assert (late.status_code, "Còn thiếu giấy tờ." in late.text) == (409, True)
    assert not gathering.items[1].is_answered


def todo(who):
    return {(line.what, line.todo) for line in worklist(who)}


def test_each_desk_has_what_waits_for_it(house, schools, scan):
    school = schools[0]
    (case,) = checked(house, school, "A Ma Thị Một")
    name, title = "A Ma Thị Một", "Về việc đề nghị khen thưởng"
    desks = [todo(school.clerk)]
    gathering = drafted(house, school, [case])
    desks += [todo(school.clerk), todo(school.head)]
    operations.sign(gathering, actor=school.head)
    desks.append(todo(school.clerical))
    operations.issue(gathering, Registration(number=3, issued_on=clock.today()), scan, actor=school.clerical)
    desks += [todo(school.clerk), todo(house.clerk)]
    operations.answer(gathering, {gathering.items[0].id: Answer(takes_up=True)}, actor=house.clerk)
    desks.append(todo(house.clerk))

    assert desks == [
        {(name, "Kiểm tra, đưa vào Tờ trình gửi cấp trên")},
        {(name, "Đã ở Tờ trình gửi cấp trên, chờ thủ trưởng ký")},
        {(title, "Xem danh sách, ký Tờ trình gửi cấp trên")},
        {(title, "Cấp số, đính bản đã ký, gửi cấp trên")},
        set(),
        {(name, "Tiếp nhận hồ sơ đơn vị trực thuộc gửi lên, hoặc trả lại"), (title, "Tiếp nhận, trả lời từng hồ sơ")},
        {(name, "Kiểm tra hồ sơ đơn vị trực thuộc, trình Hội đồng")},
    ]


def test_the_superior_is_told_what_came_and_the_school_what_was_answered_and_what_its_council_voted(
    house, schools, scan
):
    school = schools[0]
    (case,) = checked(house, school, "A Ma Thị Một")
    gathering = sent(house, school, [case], scan)
    operations.answer(gathering, {gathering.items[0].id: Answer(takes_up=True)}, actor=house.clerk)
    steps.take(case, "refer_to_unit_council", "", actor=house.clerk)
    db.session.commit()
    runner.run_waiting()

    told = {
        who: {n.text.partition(":")[0] for n in db.session.query(Notice).filter_by(user_id=who.user_id)}
        for who in (house.clerk, school.clerk, school.clerical, house.secretary)
    }
    assert told == {
        house.clerk: {"Đơn vị trực thuộc gửi Tờ trình đề nghị khen thưởng"},
        school.clerk: {"Đơn vị cấp trên đã trả lời từng hồ sơ"},
        school.clerical: {"Tờ trình gửi cấp trên đã ký, chờ cấp số"},
        house.secretary: {"Hồ sơ trình Hội đồng đơn vị xét"},
    }


def test_a_school_writes_no_simplified_case(house, schools, at):
    """It goes straight to the Tờ trình of a unit, and a school has none."""
    clerk = at(schools[0].clerk)

    assert clerk.get("/submissions/").status_code == 200
    assert clerk.get("/gatherings/").status_code == 200
    assert clerk.post(f"/submissions/new/{house.award_round.id}", data={"title": "X"}).status_code == 422


def test_roles_are_kept_apart(house, schools, scan, at):
    school = schools[0]
    gathering = sent(house, school, checked(house, school, "A Ma Thị Một"), scan)
    url = f"/gatherings/{gathering.id}"

    assert Role.UNIT_CLERK is house.clerk.role
    assert [at(house.head).get(url).status_code, at(house.head).get(f"{url}/answer").status_code] == [200, 403]
