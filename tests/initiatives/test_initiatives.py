"""Initiatives from the unit that enters them to the province's council, as the minutes of two meetings tell it."""

from datetime import date, timedelta

import pytest

from app import clock
from app.awards.loading import read
from app.councils.constitution import CouncilThreshold
from app.extensions import db
from app.initiatives import wholeness
from app.initiatives.models import Initiative, InitiativeSitting, Scope
from app.initiatives.words import ASK_FOR_THEM
from tests import builders
from tests.builders import events_of
from tests.pages import scan
from workflows.award_province_1 import State

TELLERS = "Bá Văn Trịnh\nĐạo Thị Ngọc Lan\nPatâu Axá Thị Đông"


def entry(**more):
    return {
        "title": "Bồi dưỡng giáo viên vùng khó bằng học liệu số",
        "authors": "Phan Quốc Thái",
        "applied_on": "05/09/2024",
        "summary": "Áp dụng tại 12 trường, giảm một nửa thời gian chuẩn bị.",
    } | more


def minutes(council, votes, *, present=None, **more):
    """`votes`: initiative to its sums, or None where it was not voted on."""
    there = council.members[: len(council.members) if present is None else present]
    data = {"held_on": f"{clock.today():%d/%m/%Y}", "place": "Phòng họp", "tellers": TELLERS, "file": scan()}
    data |= {f"present_{member.id}": "y" for member in there}
    for initiative, sums in votes.items():
        parts = zip(("agree", "disagree", "invalid"), sums or ("", "", ""), strict=True)
        data |= {f"{part}_{initiative.id}": number for part, number in parts}
    return data | more


def entered(post, house, **more):
    answer = post(house.clerk, "/initiatives/new", **entry(**more))
    assert answer.status_code == 303
    return db.session.get_one(Initiative, int(answer.location.rsplit("/", 1)[1]))


def recorded(post, who, council, votes, **more):
    return post(who, f"/initiatives/councils/{council.id}/sittings/new", **minutes(council, votes, **more))


def the_vote(initiative, scope=Scope.BASE):
    db.session.expire_all()
    found = initiative.vote_at(scope)
    return found and (found.agree, found.members, found.rule_code, found.pct, found.strict, found.vote.passes)


def test_an_initiative_is_voted_on_by_the_numbers_of_its_council_and_stands_beside_the_author_s_case(post, get, house):
    own = CouncilThreshold(
        vote_rule_code="VMAJ", pct=70, strict=False, basis="Điều 8", confidence="province", valid_from=date(2020, 1, 1)
    )
    house.council.thresholds.append(own)
    passed, failed, waits = (entered(post, house, title=title) for title in ("Một", "Hai", "Ba"))

    answer = recorded(post, house.secretary, house.council, {passed: (7, 2, 0), failed: (6, 2, 1), waits: None})

    assert answer.status_code == 303
    assert [the_vote(one) for one in (passed, failed, waits)] == [
        (7, 9, "VMAJ", 70, False, True),
        (6, 9, "VMAJ", 70, False, False),
        None,
    ]
    words = "Thông qua, phạm vi cơ sở. Đạt 7/9 phiếu (77,78%), cần từ 70%, tức ít nhất 7 phiếu"
    case = builders.nomination(house.unit, house.award, builders.award_round(house.award), state=State.UNIT_COUNCIL)
    case.nominee_id = house.author.id
    db.session.commit()
    assert words in get(house.secretary, f"/nominations/{case.id}").text
    appraised = builders.nomination(
        house.unit, house.award, case.award_round, state=State.APPRAISAL, submitted_at=clock.now()
    )
    appraised.nominee_id = house.author.id
    db.session.commit()
    link = f"/initiatives/of-case/{appraised.id}"
    assert link in get(house.appraiser, f"/nominations/{appraised.id}").text
    assert words in get(house.appraiser, link).text
    assert [event.action for event in events_of(passed.ref)] == ["enter_initiative"]


def test_the_awards_beside_which_it_stands_are_those_whose_criteria_ask_for_it():
    asked = {
        award["code"]
        for award in read("catalogue.yaml")["awards"]
        if "individual" in award["subjects"] and "initiative." in str(award)
    }

    assert asked == ASK_FOR_THEM


def test_the_province_votes_on_what_a_unit_sent_up_and_on_nothing_else(post, get, house):
    sent, kept = entered(post, house, title="Một"), entered(post, house, title="Hai")
    recorded(post, house.secretary, house.council, {sent: (9, 0, 0), kept: (4, 5, 0)})
    db.session.expire_all()

    steps = [
        post(house.secretary, f"/initiatives/{one.id}/send-up", version=one.version).status_code for one in (sent, kept)
    ]
    seen = [get(house.provincial_secretary, f"/initiatives/{one.id}").status_code for one in (sent, kept)]
    voted = recorded(post, house.provincial_secretary, house.provincial, {sent: (5, 2, 0)})

    assert (steps, seen, voted.status_code) == ([303, 409], [200, 404], 303)
    assert the_vote(sent, Scope.PROVINCE) == (5, 7, "VMAJ", 50, True, True)


@pytest.mark.parametrize(
    ("authors", "sentence"),
    [
        ("Không Có Ai", "Không có Không Có Ai trong danh sách cá nhân của đơn vị"),
        ("Phan Quốc Thái 50%", "phải cộng lại đúng 100%"),
        ("Phan Quốc Thái 60%\nphan quoc thai 40%", "Một người ghi hai lần."),
        ("Bá Văn Trịnh 60%\nPhan Quốc Thái 40%", "Có 2 người tên Bá Văn Trịnh: ghi thêm năm sinh"),
    ],
)
def test_authors_that_are_not_clear_are_refused(post, house, authors, sentence):
    for year in (1980, 1985):
        builders.nominee(house.unit, "Bá Văn Trịnh", birth_date=date(year, 1, 1))
    db.session.commit()

    answer = post(house.clerk, "/initiatives/new", **entry(authors=authors))

    assert (answer.status_code, sentence in answer.text) == (422, True)


def test_authors_of_one_name_are_told_apart_by_their_year_and_share(post, house):
    for year in (1980, 1985):
        builders.nominee(house.unit, "Bá Văn Trịnh", birth_date=date(year, 1, 1))
    db.session.commit()

    made = entered(post, house, authors="Bá Văn Trịnh (1985) 60%\nPhan Quốc Thái – 40%")

    assert [(one.nominee.name, one.nominee.birth_date, one.share) for one in made.authors] == [
        ("Bá Văn Trịnh", date(1985, 1, 1), 60),
        ("Phan Quốc Thái", None, 40),
    ]


@pytest.mark.parametrize(
    ("sums", "more", "sentence"),
    [
        ((9, 1, 0), {}, "Tổng cộng 10 phiếu, phải bằng 9 thành viên có mặt"),
        ((9, 0, ""), {}, "Nhập đủ số phiếu"),
        (None, {}, "Ghi số phiếu của ít nhất một sáng kiến."),
        ((5, 0, 0), {"present": 5}, "Chưa đủ số thành viên: có mặt 5/9 thành viên, cần 6"),
        ((9, 0, 0), {"tellers": "Phan Quốc Thái\nA B\nC D"}, "Phan Quốc Thái có tên trong danh sách đề nghị"),
        ((9, 0, 0), {"held_on": "31/12/2099"}, "không thể sau hôm nay"),
        ((9, 0, 0), {"held_on": "04/09/2024"}, "Ngày họp trước ngày áp dụng lần đầu (05/09/2024)."),
    ],
)
def test_minutes_that_contradict_themselves_change_nothing(post, house, sums, more, sentence):
    made = entered(post, house)

    answer = recorded(post, house.secretary, house.council, {made: sums}, **more)

    assert (answer.status_code, sentence in answer.text, the_vote(made)) == (422, True, None)


def test_the_province_does_not_sit_before_the_unit(post, house):
    made = entered(post, house)
    recorded(post, house.secretary, house.council, {made: (9, 0, 0)})
    db.session.expire_all()
    post(house.secretary, f"/initiatives/{made.id}/send-up", version=made.version)
    yesterday = f"{clock.today() - timedelta(days=1):%d/%m/%Y}"

    answer = recorded(post, house.provincial_secretary, house.provincial, {made: (7, 0, 0)}, held_on=yesterday)

    sentence = f"Ngày họp trước ngày Hội đồng của đơn vị họp ({clock.today():%d/%m/%Y})."
    assert (answer.status_code, sentence in answer.text, the_vote(made, Scope.PROVINCE)) == (422, True, None)


def test_a_meeting_entered_wrongly_is_void_and_its_initiatives_wait_again(post, house):
    made = entered(post, house)
    location = recorded(post, house.secretary, house.council, {made: (9, 0, 0)}).location

    answer = post(house.secretary, f"{location}/void", reason="Nhầm biên bản.")

    assert (answer.status_code, the_vote(made)) == (303, None)
    assert recorded(post, house.secretary, house.council, {made: (8, 1, 0)}).status_code == 303


def test_sums_that_were_changed_behind_the_log_are_found(post, house):
    made = entered(post, house)
    recorded(post, house.secretary, house.council, {made: (8, 1, 0)})
    before = [*wholeness.faults()]

    made.vote_at(Scope.BASE).agree = 9
    db.session.flush()

    day = f"{clock.today():%d/%m/%Y}"
    found = f"{house.council.name}, phiên họp ngày {day}: số phiếu khác số đã nhập, theo nhật ký."
    assert (before, [*wholeness.faults()]) == ([], [found])


def test_who_was_counted_on_the_day_of_such_a_meeting_stays(post, house):
    recorded(post, house.secretary, house.council, {entered(post, house): (9, 0, 0)})
    db.session.expire_all()
    council = house.council
    data = {"last_day": f"{clock.today() - timedelta(days=1):%d/%m/%Y}", "reason": "x", "version": council.version}

    answer = post(house.secretary, f"/councils/{council.id}/members/{council.members[4].id}/end", **data)

    assert (answer.status_code, "đã điểm danh hoặc đã họp" in answer.text) == (422, True)


def test_who_may_what(post, get, house):
    made = entered(post, house)
    location = recorded(post, house.secretary, house.council, {made: (9, 0, 0)}).location
    new = f"/initiatives/councils/{house.council.id}/sittings/new"

    answers = [
        get(house.clerk, f"{location}/minutes").status_code,
        get(house.provincial_secretary, f"{location}/minutes").status_code,
        get(house.appraiser, f"/initiatives/{made.id}").status_code,  # until it is sent up
        post(house.clerk, new).status_code,
        post(house.provincial_secretary, new).status_code,
        get(house.provincial_secretary, f"/initiatives/{made.id}").status_code,
        post(house.provincial_secretary, f"/initiatives/{made.id}/withdraw", reason="x").status_code,
    ]

    assert answers == [200, 404, 404, 403, 404, 404, 404]


def test_what_was_voted_on_is_not_withdrawn_and_what_was_withdrawn_does_not_wait(post, house):
    voted, taken = entered(post, house, title="Một"), entered(post, house, title="Hai")
    gone = post(house.clerk, f"/initiatives/{taken.id}/withdraw", reason="Trùng.", version=taken.version)
    recorded(post, house.secretary, house.council, {voted: (9, 0, 0)})
    db.session.expire_all()

    late = post(house.clerk, f"/initiatives/{voted.id}/withdraw", reason="Trùng.", version=voted.version)
    vain = recorded(post, house.secretary, house.council, {taken: (9, 0, 0)})

    assert (gone.status_code, late.status_code, vain.status_code) == (303, 409, 422)
    assert db.session.query(InitiativeSitting).count() == 1


def test_every_page_opens(get, post, house):
    made = entered(post, house)
    pages = ["/initiatives/", f"/initiatives/{made.id}", f"/initiatives/{made.id}/withdraw", "/initiatives/new"]
    pages.append(f"/initiatives/councils/{house.council.id}/sittings/new?day=01/02/2024")
    sitting = recorded(post, house.secretary, house.council, {made: (9, 0, 0)}).location
    pages += [sitting, f"{sitting}/void"]

    assert [get(house.secretary, page).status_code for page in pages] == [200] * len(pages)
