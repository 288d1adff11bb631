"""A nominee is written about: the case stands still wherever it is, and goes on there with the days it had."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from app.clock import VIETNAM
from tests.browser.at_the_department import Appraiser, BanHead, Director, LetterClerk, PartyOffice
from tests.browser.at_the_province import Chairman
from tests.browser.conftest import desks, running
from tests.browser.desk import Desk
from workflows.award_province_1 import AwardProvince1, State

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

MONDAY = datetime(2025, 2, 17, 9, 0, tzinfo=VIETNAM)
PLACES = (State.INTAKE, State.COUNCIL_SCHEDULED, State.AT_CHAIR)
REASON = "Có đơn phản ánh đang được xác minh."


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory, browser):
    """One of its own: a week passes in it, and its cases move."""
    with running("demonstration", tmp_path_factory.mktemp("standing")) as office:
        yield office


@pytest.fixture
def sit_down(demonstration, browser):
    with desks(demonstration, browser) as sit:
        yield sit


def cases(folder, *places):
    """Of each place one case: name, where its unit's clerk sits, and when it is due."""
    with closing(sqlite3.connect(f"file:{folder / 'vinhdanh.sqlite3'}?mode=ro", uri=True)) as database:
        ask = (
            "SELECT nominee_name, (SELECT username FROM user_account JOIN appointment ON user_id = user_account.id "
            "WHERE role = 'unit_clerk' AND organisation_id = unit_id ORDER BY username LIMIT 1), due_at "
            "FROM nomination WHERE state = ? ORDER BY id LIMIT 1"
        )
        return [database.execute(ask, [place]).fetchone() for place in places]


def due_of(folder, name):
    with closing(sqlite3.connect(f"file:{folder / 'vinhdanh.sqlite3'}?mode=ro", uri=True)) as database:
        (due,) = database.execute("SELECT due_at FROM nomination WHERE nominee_name = ?", [name]).fetchone()
    return datetime.fromisoformat(due) if due else None


def test_from_three_places_and_back_to_each(demonstration, sit_down):
    demonstration.stand_at(MONDAY)
    found = cases(demonstration.folder, *PLACES)
    head = sit_down("snv_ban_head", BanHead)
    for name, clerk, _ in found:
        head.suspends(name, REASON)
        the_unit_reads_why_and_until_when(sit_down(clerk), name)
    the_chairman_sees_who_stands_still(sit_down("chairman", Chairman), found[-1][0])
    sit_down("snv_van_thu", LetterClerk).numbers(found[0][0], 641)
    unit = sit_down(found[0][1])
    unit.opens_case(found[0][0])
    assert REASON.rstrip(".") in unit.paper("Công văn tạm dừng số 641/SNV-TĐKT")

    demonstration.stand_at(MONDAY + timedelta(days=7))
    for (name, _, due), place in zip(found, PLACES, strict=True):
        head.records_finding(name, clear=True)
        head.resumes(name)
        head.case_is(name, AwardProvince1.state_name(place))
        again = due_of(demonstration.folder, name)
        assert again == (datetime.fromisoformat(due) + timedelta(days=7) if due else None)


def test_a_case_waits_for_the_people_and_the_party_and_is_then_concluded(demonstration, sit_down):
    """Everything else about the case is done: criteria, agencies, the draft of the conclusion."""
    demonstration.stand_at(MONDAY + timedelta(days=8))
    name, title = "Hán Thị Lệ", "Về việc lấy ý kiến"
    appraiser, director = sit_down("snv_appraiser", Appraiser), sit_down("snv_director", Director)
    appraiser.marks_for_the_party(name)
    director.asks_the_party(name)
    sit_down("party_committee", PartyOffice).answers(name)
    appraiser.sums_up(title)
    director.signs_report(title)

    head = sit_down("snv_ban_head", BanHead)
    head.concludes_fit(name)
    head.case_is(name, AwardProvince1.state_name(State.APPRAISED))


def the_unit_reads_why_and_until_when(desk, name):
    desk.case_is(name, "Tạm dừng xét")
    panel = desk.page.locator("section", has=desk.page.locator("#suspensions"))
    expect(panel).to_contain_text(REASON)
    expect(panel).to_contain_text("Có kết luận của cơ quan có thẩm quyền")
    assert "Thanh tra" not in panel.inner_text()


def the_chairman_sees_who_stands_still(chairman, name):
    chairman.open("/proposals/")
    for link in [link.get_attribute("href") for link in chairman.page.locator("main table a").all()]:
        chairman.open(link)
        if chairman.page.get_by_text("Đang tạm dừng xét:").count():
            break
    expect(chairman.page.locator(".notice", has_text="Đang tạm dừng xét:")).to_contain_text(name)


def test_a_violation_ends_the_case_with_a_notice(demonstration, sit_down):
    ((name, clerk, _),) = cases(demonstration.folder, State.APPRAISED)
    head = sit_down("snv_ban_head", BanHead)
    head.suspends(name, REASON)
    head.records_finding(name, clear=False)

    head.ends(name, "Đã có kết luận vi phạm trong quản lý tài chính.")

    unit = sit_down(clerk, Desk)
    unit.case_is(name, "Không khen thưởng (có thông báo lý do)")
    unit.sees("Có vi phạm")
