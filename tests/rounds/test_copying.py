"""Next year's round: its days are worked, its awards in force, its units exist; what became another is kept."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app import clock, workdays
from app.audit.models import AuditEvent
from app.awards.models import AwardVersion
from app.extensions import db
from app.organisations.models import Successor
from app.rounds import copying, queries
from app.rounds.models import AwardRound
from app.workdays import Holiday
from tests import builders
from tests.pages import said
from workflows.vocabulary import Role

DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2026, 12, 31))
TET = [date(2026, 2, 16) + timedelta(days=more) for more in range(5)]
WORKED_SATURDAY = date(2026, 8, 22)


@pytest.fixture
def calendar(session):
    named = {"name": "Tết", "basis": "x", "confidence": "verified"}
    session.add_all(Holiday(day=day, **named) for day in TET)
    session.add(Holiday(day=WORKED_SATURDAY, is_worked=True, **named))
    session.flush()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=DAYS, length=st.integers(min_value=0, max_value=400))
def test_days_move_a_year_onto_working_days_and_keep_their_order(calendar, first, length):
    last = first + timedelta(days=length)

    opens_on, closes_on = copying.a_year_on(first), copying.a_year_on(last)

    for then, now in ((first, opens_on), (last, closes_on)):
        assert workdays.working_days_between(now - timedelta(days=1), now) == 1
        assert timedelta(days=364) <= now - then <= timedelta(days=366 + len(TET) + 4)
    assert opens_on <= closes_on


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2025, 2, 16), date(2026, 2, 23)),  # over Tết and two weekends
        (date(2025, 8, 22), WORKED_SATURDAY),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2025, 3, 2), date(2026, 3, 2)),
    ],
)
def test_a_day_off_gives_way_to_the_next_worked_one(calendar, day, moved):
    assert copying.a_year_on(day) == moved


def version(code, number):
    return AwardVersion(award_code=code, number=number, name=code)


@given(
    old=st.lists(st.tuples(st.sampled_from("abcd"), st.integers(1, 3)), unique_by=lambda one: one[0]),
    offered=st.sets(st.sampled_from("abcd")),
)
def test_awards_are_always_those_offered_and_the_others_are_named(old, offered):
    in_force = [version(code, 9) for code in sorted(offered)]

    found, gone = copying.in_force([version(*one) for one in old], in_force)

    assert [one.award_code for one in found] == [code for code, _ in old if code in offered]
    assert {one.number for one in found} <= {9}
    assert [sentence.split(":")[0] for sentence in gone] == [code for code, _ in old if code not in offered]


@pytest.mark.parametrize(
    ("words", "later"),
    [
        ("Đợt khen thưởng tổng kết năm 2025", "Đợt khen thưởng tổng kết năm 2026"),
        ("Giai đoạn 2021–2025", "Giai đoạn 2021–2026"),
        ("Văn bản 12025", "Văn bản 12025"),
    ],
)
def test_the_year_in_a_name_is_the_next_one(words, later):
    assert copying.named_a_year_on(words, 2025) == later


@pytest.fixture
def office(app, tmp_path):
    clock.use(tmp_path / "clock.json")
    clock.stand_at(clock.end_of(date(2025, 2, 17)))
    return builders.actor(Role.BAN_HEAD, builders.organisation("SNV", "Sở Nội vụ"))


@pytest.fixture
def old(office):
    """With a unit that another took over, one that ended, and one that goes on."""
    units = [
        builders.organisation("STTTT", "Sở Thông tin và Truyền thông", valid_to=date(2025, 2, 28)),
        builders.organisation("BANDT", "Ban Dân tộc", valid_to=date(2025, 2, 28)),
        builders.organisation("SGDDT", "Sở Giáo dục và Đào tạo"),
    ]
    builders.organisation("SKHCN", "Sở Khoa học và Công nghệ", valid_from=date(2025, 3, 1))
    db.session.add(Successor(organisation_id=units[0].id, successor_code="SKHCN"))
    award = builders.award("cstd_tinh")
    made = builders.award_round(award, opening_text="Kính gửi các đơn vị: tổng kết năm 2025.", invites_all=False)
    made.name, made.opens_on, made.closes_on, made.units = (
        "Tổng kết năm 2025",
        date(2025, 3, 1),
        date(2025, 5, 1),
        units,
    )
    db.session.commit()
    return made


def test_the_page_lays_old_and_new_side_by_side_and_names_what_cannot_be_carried(office, old, get):
    copy = copying.following(old)

    assert (
        {line.what: (line.old, line.new) for line in copy.lines if line.differs}
        == {
            "Tên đợt xét": ("Tổng kết năm 2025", "Tổng kết năm 2026"),
            "Năm": ("2025", "2026"),
            "Nhận hồ sơ từ ngày": ("01/03/2025", "02/03/2026"),
            "Đến hết ngày": ("01/05/2025", "01/05/2026"),
            "Đơn vị được gửi hồ sơ": (
                "Ban Dân tộc; Sở Giáo dục và Đào tạo; Sở Thông tin và Truyền thông",
                "Sở Giáo dục và Đào tạo; Sở Khoa học và Công nghệ",
            ),
        }
        | {}
        if (old.basis or "Chưa ghi") != "Chưa ghi"
        else True
    )
    assert copy.left == [
        "Ban Dân tộc: đã kết thúc hoạt động, chưa biết đơn vị nào kế thừa.",
        "Căn cứ mở đợt: nhập kế hoạch, hướng dẫn của năm mới.",
        "Thư mở đợt: còn nhắc năm 2025, xem lại.",
    ]
    words = said(get(office, f"/rounds/{old.id}/next"))
    assert [one in words for one in (*copy.left, "Sở Khoa học và Công nghệ", copying.MOVED)] == [True] * 5
    assert db.session.scalars(select(AwardRound.id)).all() == [old.id]


def test_what_was_opened_is_kept_with_what_became_another(office, old, post):
    terms = copying.following(old).terms
    form = {
        "name": terms.name,
        "year": terms.year,
        "opens_on": f"{terms.opens_on:%d/%m/%Y}",
        "closes_on": "29/05/2026",
        "award_ids": terms.award_ids,
        "only_some": "y",
        "unit_names": terms.unit_names,
        "basis": "Kế hoạch số 5",
        "opening_text": "Kính gửi.",
    }

    answer = post(office, f"/rounds/{old.id}/next", **form)

    made = db.session.scalars(select(AwardRound).order_by(AwardRound.id.desc())).first()
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.subject == made.ref)).one()
    assert (answer.status_code, event.action, event.data["copied_from"]) == (303, "open_next_round", old.code)
    assert event.data["changed"] == {
        "name": ["Tổng kết năm 2025", "Tổng kết năm 2026"],
        "from": ["2025-03-01", "2026-03-02"],
        "to": ["2025-05-01", "2026-05-29"],
        "asks_agencies": [True, False],
        "basis": ["", "Kế hoạch số 5"],
        "units": [["BANDT", "SGDDT", "STTTT"], ["SGDDT", "SKHCN"]],
        "texts": [["Kính gửi các đơn vị: tổng kết năm 2025.", "", ""], ["Kính gửi.", "", ""]],
    }
    assert (made.year, made.closes_on) == (2026, date(2026, 5, 29))


def test_awards_of_a_copy_are_offered_today(office, old):
    offered = {award.id for award in queries.awards_offered(clock.today())}

    assert {*copying.following(old).terms.award_ids} == {*offered} == {old.awards[0].id}


def test_units_that_name_each_other_as_successors_are_left_out_and_named(office, old):
    """Entered wrongly: neither exists any more, so nobody takes over."""
    ended = {one.code: one for one in old.units}
    others = {"STTTT": "BANDT", "BANDT": "STTTT"}
    db.session.query(Successor).delete()
    db.session.add_all(Successor(organisation_id=ended[code].id, successor_code=to) for code, to in others.items())
    db.session.commit()

    found, left = copying._units(old, date(2025, 3, 1))

    assert [one.code for one in found] == ["SGDDT"]
    assert left == [
        f"{ended[code].name}: đã kết thúc hoạt động, chưa biết đơn vị nào kế thừa." for code in ("STTTT", "BANDT")
    ]
