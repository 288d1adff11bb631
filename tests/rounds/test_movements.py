"""Movements: those of the letter keep its words; others are launched, changed and closed; cases answer them."""

import pytest
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.rounds import loading, queries
from app.rounds.models import Movement
from tests import builders
from tests.builders import events_of
from tests.pages import said
from workflows.award_province_1 import State
from workflows.vocabulary import Role


@pytest.fixture
def ban(app):
    loading.load()
    made = builders.actor(Role.BAN_HEAD, builders.organisation("SNV", "Sở Nội vụ"))
    db.session.commit()
    return made


def of_letter():
    return db.session.scalars(select(Movement).where(Movement.code == "nong_thon_moi")).one()


def launch(post, ban, **more):
    told = {"name": "Thi đua chuyển đổi số", "source": "Kế hoạch số 9/KH-UBND, mục 2", "version": 1}
    return post(ban, "/movements/new", **(told | more))


def test_one_is_launched_shown_and_logged(ban, post, get):
    answer = launch(
        post, ban, launched_by="Chủ tịch UBND tỉnh", plan="Ba nội dung.", valid_from="", valid_to="31/12/2030"
    )

    page = said(get(ban, answer.location))
    assert (answer.status_code, "Ba nội dung." in page, "Đến hết 31/12/2030" in page) == (303, True, True)
    made = db.session.scalars(select(Movement).where(Movement.is_by_hand)).one()
    assert [event.action for event in events_of(made.ref)] == ["launch_movement"]
    assert made in queries.movements_on(clock.today())


def test_of_the_letter_only_what_it_does_not_say_is_changed(ban, post, get):
    movement = of_letter()
    told = movement.name, movement.source

    answer = post(ban, f"/movements/{movement.id}/edit", name="Khác", source="Khác", plan="Kế hoạch.", version=1)

    db.session.expire_all()
    assert (answer.status_code, of_letter().plan, (of_letter().name, of_letter().source)) == (303, "Kế hoạch.", told)
    loading.load()
    assert of_letter().plan == "Kế hoạch."


def test_closed_it_is_offered_no_more_and_stays_closed(ban, post):
    movement = of_letter()
    answer = post(ban, f"/movements/{movement.id}/close", reason="Đã tổng kết.", version=movement.version)
    loading.load()
    db.session.expire_all()

    again = post(ban, f"/movements/{movement.id}/edit", plan="x", version=of_letter().version)

    offered = [[one.code for one in queries.movements_on(clock.today(), kept)] for kept in (None, movement.id)]
    assert (answer.status_code, again.status_code) == (303, 409)
    assert ["nong_thon_moi" in codes for codes in offered] == [False, True]
    assert [event.reason for event in events_of(movement.ref)] == ["Đã tổng kết."]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " "}, "Nhập tên phong trào thi đua."),
        ({"source": ""}, "Nhập văn bản phát động."),
        ({"valid_from": "02/01/2025", "valid_to": "01/01/2025"}, "Ngày cuối không thể trước ngày đầu."),
    ],
)
def test_what_is_wrong_is_said(ban, post, wrong, sentence):
    answer = launch(post, ban, **wrong)

    assert (answer.status_code, sentence in said(answer)) == (422, True)
    assert db.session.scalars(select(Movement.id).where(Movement.is_by_hand)).all() == []


def test_its_page_counts_the_cases_that_left_their_units(ban, get):
    award, unit = builders.award("cstd_tinh"), builders.organisation()
    in_round, movement = builders.award_round(award), of_letter()
    for state, sent in ((State.DRAFT, None), (State.APPRAISAL, clock.now()), (State.PUBLISHED, clock.now())):
        builders.nomination(unit, award, in_round, state=state, submitted_at=sent, movement_id=movement.id)
    db.session.commit()

    page = said(get(builders.actor(Role.UNIT_CLERK, unit), f"/movements/{movement.id}"))

    assert "Đợt 1 năm 2025 2 1" in page


def test_a_unit_reads_and_does_not_keep(ban, get, post):
    clerk = builders.actor(Role.UNIT_CLERK, builders.organisation())

    assert [get(clerk, url).status_code for url in ("/movements/", f"/movements/{of_letter().id}")] == [200, 200]
    assert launch(post, clerk).status_code == 403
