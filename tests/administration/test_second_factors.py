"""Whoever lost telephone and sheet is helped by another: with a reason, in the log, and those concerned hear of it."""

import re

import pytest
from sqlalchemy import select

from app import clock
from app.accounts.models import FailedTry, SecondFactor, SheetCode, User, UserSession
from app.administration.second_factors import NOT_ONESELF, NOTHING_THERE
from app.audit.models import AuditEvent
from app.cli.accounts import AT_THE_SERVER
from app.effects import runner
from app.extensions import db
from app.outbox.models import Notice
from tests import builders
from workflows.vocabulary import Role

REASON = "Ông Bình báo mất điện thoại lúc 9 giờ, đã gặp tại phòng."


@pytest.fixture
def head(app):
    """Head of a unit, with an app, a sheet and wrong codes behind him."""
    actor = builders.actor(Role.UNIT_HEAD, builders.organisation(), builders.user("Phạm Văn Bình", username="binh.pv"))
    builders.second_factor(db.session.get_one(User, actor.user_id), sealed_secret="x")
    db.session.add(SheetCode(user_id=actor.user_id, position=1, digest="0" * 64))
    db.session.add(FailedTry(of=f"code:{actor.user_id}", address="10.0.0.1", at=clock.real_now()))
    return actor


def what_is_left(user_id):
    """Of app, sheet and wrong codes."""
    of_them = (SecondFactor.user_id == user_id, SheetCode.user_id == user_id, FailedTry.of == f"code:{user_id}")
    return [db.session.scalars(select(one.left.table).where(one)).all() for one in of_them]


def logged():
    found = db.session.scalars(select(AuditEvent).order_by(AuditEvent.seq)).all()
    return [(event.action, event.actor_name, event.data["username"], event.reason) for event in found]


def told():
    runner.run_waiting()
    return dict(db.session.execute(select(Notice.user_id, Notice.text)).tuples().all())


def test_a_reset_leaves_nothing_ends_the_sessions_and_is_told_and_written_down(
    app, desk, department, administrator, head
):
    second = builders.actor(Role.ADMINISTRATOR, department)
    browser = builders.signed_in(app.test_client(), head)
    page = desk.get(f"/administration/users/{head.user_id}").text
    address = re.search(r'href="([^"]+/reset-second-factor)"', page)[1]

    answer = desk.post(address, data={"reason": REASON})

    assert (answer.status_code, browser.get("/").status_code, what_is_left(head.user_id)) == (303, 303, [[], [], []])
    ended = select(UserSession.ended_at).where(UserSession.user_id == head.user_id)
    assert None not in db.session.scalars(ended).all()
    assert logged() == [("reset_second_factor", "Tạ Minh Đăng", "binh.pv", REASON)]
    notices = told()
    assert {*notices} == {head.user_id, second.user_id}
    by = "Quản trị Tạ Minh Đăng đã đặt lại xác thực hai lớp của"
    assert notices[head.user_id].startswith(f"{by} tài khoản của anh/chị lúc ")
    assert notices[second.user_id].startswith(f"{by} Phạm Văn Bình (Thủ trưởng đơn vị, Sở Giáo dục và Đào tạo) lúc ")
    page = desk.get(f"/administration/users/{head.user_id}").text
    assert "chưa thiết lập; vai trò đang giữ bắt buộc có, đăng nhập lần tới phải thiết lập." in page


def test_no_reset_without_a_reason(desk, head):
    answer = desk.post(f"/administration/users/{head.user_id}/reset-second-factor", data={"reason": " "})

    assert (answer.status_code, "Nêu rõ lý do." in answer.text) == (422, True)
    assert len(db.session.scalars(select(SheetCode)).all()) == 1


def test_nobody_resets_their_own(desk, administrator):
    address = f"/administration/users/{administrator.user_id}/reset-second-factor"
    answers = [desk.get(address), desk.post(address, data={"reason": REASON})]

    assert [(answer.status_code, NOT_ONESELF in answer.text) for answer in answers] == [(200, True), (409, True)]
    assert 'name="reason"' not in answers[0].text
    assert logged() == []


def test_where_there_is_nothing_it_says_so(desk, head):
    address = f"/administration/users/{head.user_id}/reset-second-factor"
    offered = 'name="reason"' in desk.get(address).text
    answers = [desk.post(address, data={"reason": REASON}) for _ in range(2)]

    assert (offered, [answer.status_code for answer in answers]) == (True, [303, 409])
    assert [NOTHING_THERE in page for page in (answers[1].text, desk.get(address).text)] == [True, True]
    assert len(logged()) == 1


def test_the_last_administrator_is_helped_at_the_server(app, desk, administrator):
    run = app.test_cli_runner()
    db.session.commit()
    first = run.invoke(args=["accounts", "reset-second-factor", " Dang.TM "])
    again = run.invoke(args=["accounts", "reset-second-factor", "dang.tm"])
    nobody = run.invoke(args=["accounts", "reset-second-factor", "ai.do"])
    db.session.expire_all()

    assert [result.exit_code for result in (first, again, nobody)] == [0, 1, 1]
    assert "Đã đặt lại xác thực hai lớp của Tạ Minh Đăng" in first.output
    assert NOTHING_THERE in again.output
    assert "Không có tài khoản “ai.do”." in nobody.output
    assert logged() == [("reset_second_factor", "Hệ thống", "dang.tm", AT_THE_SERVER)]
    assert desk.get("/").status_code == 303
    assert told()[administrator.user_id].startswith("Người giữ máy chủ đã đặt lại xác thực hai lớp của tài khoản")
