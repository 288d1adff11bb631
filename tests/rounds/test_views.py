"""Rounds are opened by Sở Nội vụ, read by everybody, and changed only where no case stands in the way."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.audit.models import AuditEvent
from app.extensions import db
from app.nominations import views  # noqa: F401 -- the cases that use a round
from app.rounds.models import AwardRound
from tests import builders
from workflows.vocabulary import Role


@pytest.fixture
def awards(app):
    return [builders.award("bang_khen_tinh"), builders.award("cstd_tinh"), builders.award("ky_niem_chuong_tinh")]


@pytest.fixture
def department():
    return builders.organisation("SNV", "Sở Nội vụ")


@pytest.fixture
def head(app, department):
    return builders.signed_in(app.test_client(), builders.actor(Role.BAN_HEAD, department))


def terms(awards, **more):
    return {
        "name": "Đợt khen thưởng tổng kết năm 2025",
        "year": "2025",
        "opens_on": "01/12/2025",
        "closes_on": "28/02/2026",
        "award_ids": [str(award.id) for award in awards],
        "basis": "Kế hoạch số 12/KH-UBND ngày 02/01/2025",
        "note": "Gửi một Tờ trình cho cả đơn vị.",
        "version": "1",
    } | more


def kept():
    rounds = db.session.scalars(select(AwardRound).order_by(AwardRound.id)).all()
    return [(r.name, r.opens_on, r.closes_on, [award.award_code for award in r.awards], r.basis) for r in rounds]


def test_a_round_is_opened_with_its_awards_and_logged(head, awards):
    answer = head.post("/rounds/new", data=terms(awards[:2]))

    assert (answer.status_code, kept()) == (
        303,
        [
            (
                "Đợt khen thưởng tổng kết năm 2025",
                date(2025, 12, 1),
                date(2026, 2, 28),
                ["bang_khen_tinh", "cstd_tinh"],
                "Kế hoạch số 12/KH-UBND ngày 02/01/2025",
            )
        ],
    )
    assert db.session.scalars(select(AuditEvent.action)).all() == ["open_round"]


def test_a_round_may_be_for_the_medal_whose_drafts_wait_for_its_resolution(head, awards):
    page = head.get("/rounds/new").text

    assert ("Bằng khen của Chủ tịch" in page, "Kỷ niệm chương" in page) == (True, True)
    assert head.post("/rounds/new", data=terms(awards)).status_code == 303


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"closes_on": "30/11/2025"}, "Ngày cuối nhận hồ sơ không thể trước ngày bắt đầu."),
        ({"award_ids": []}, "Chọn ít nhất một danh hiệu, hình thức."),
        ({"name": "   "}, "Nhập tên đợt xét."),
        ({"basis": ""}, "Nhập căn cứ mở đợt xét."),
        ({"opens_on": "32/13/2025"}, "Ngày này không có trong lịch."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(head, awards, wrong, sentence):
    answer = head.post("/rounds/new", data=terms(awards[:2], **wrong))

    assert (answer.status_code, sentence in answer.text, kept()) == (422, True, [])
    assert "Gửi một Tờ trình cho cả đơn vị." in answer.text


def test_a_change_is_logged_with_before_and_after(head, awards):
    head.post("/rounds/new", data=terms(awards[:2]))
    (made,) = db.session.scalars(select(AwardRound))

    answer = head.post(f"/rounds/{made.id}", data=terms(awards[:1], closes_on="15/03/2026", version=made.version))

    assert (answer.status_code, kept()[0][2:4]) == (303, (date(2026, 3, 15), ["bang_khen_tinh"]))
    event = db.session.scalars(select(AuditEvent).order_by(AuditEvent.seq.desc())).first()
    assert (event.action, event.data["before"]["to"], event.data["after"]["to"]) == (
        "change_round",
        "2026-02-28",
        "2026-03-15",
    )


def test_whoever_is_slower_is_told_who_was_faster_and_keeps_the_words(head, awards):
    head.post("/rounds/new", data=terms(awards[:2]))
    (made,) = db.session.scalars(select(AwardRound))
    read = made.version
    head.post(f"/rounds/{made.id}", data=terms(awards[:2], version=read, basis="Kế hoạch số 13"))

    answer = head.post(f"/rounds/{made.id}", data=terms(awards[:2], version=read, basis="Kế hoạch số 14"))

    assert (answer.status_code, "Nguyễn Thị Ngọc Ánh" in answer.text, "Kế hoạch số 14" in answer.text) == (
        409,
        True,
        True,
    )
    assert kept()[0][4] == "Kế hoạch số 13"


def test_an_award_with_cases_stays_in_its_round(head, awards):
    head.post("/rounds/new", data=terms(awards[:2]))
    (made,) = db.session.scalars(select(AwardRound))
    builders.nomination(builders.organisation(), awards[0], made)
    db.session.commit()

    answer = head.post(f"/rounds/{made.id}", data=terms(awards[1:2], version=made.version))

    assert (answer.status_code, "Đã có hồ sơ đề nghị Bằng khen của Chủ tịch UBND tỉnh" in answer.text) == (422, True)
    assert kept()[0][3] == ["bang_khen_tinh", "cstd_tinh"]


def test_units_read_which_rounds_take_nominations(app, awards):
    today = clock.today()
    for name, first, last in (
        ("Đợt đang mở", today, today),
        ("Đợt sắp mở", today + timedelta(days=1), today + timedelta(days=2)),
        ("Đợt đã đóng", today - timedelta(days=2), today - timedelta(days=1)),
    ):
        made = builders.award_round(awards[0], code=name)
        made.name, made.opens_on, made.closes_on = name, first, last
    clerk = builders.signed_in(app.test_client(), builders.actor(Role.UNIT_CLERK, builders.organisation()))

    page = clerk.get("/rounds/").text

    assert [page.count(words) for words in ("Đang nhận", "Chưa mở", "Đã đóng", "/rounds/new")] == [1, 1, 1, 0]
    assert clerk.post("/rounds/new", data={}).status_code == 403
