"""What each reader is shown of a suspension, and the forms by which it begins and ends."""

import html
import re
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from app import clock
from app.desk.queries import worklist
from app.documents.models import Paper
from app.effects import runner
from app.extensions import db
from app.outbox.models import Notice
from app.suspensions import queries
from tests.builders import actor as somebody
from tests.builders import blank_pdf, signed_in, statements
from tests.suspensions.conftest import REASON
from workflows.award_province_1 import State
from workflows.vocabulary import Role

TODAY = "17/02/2025"
FORM = {
    "ground": "kiem_tra",
    "source_agency": "Thanh tra tỉnh",
    "source_number": "12/QĐ-TTT",
    "source_on": "14/02/2025",
    "reason": REASON,
}


@pytest.fixture
def as_role(app, office):
    """A browser of whoever holds the role."""
    return lambda role: signed_in(app.test_client(), office.actor(role))


def panel(page):
    found = re.search(r'<section class="panel" aria-labelledby="suspensions">(.*?)</section>', page, re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", found[1])).split()) if found else ""


def story(page):
    return page[page.index('id="history"') :]


def test_the_form_suspends_and_the_case_says_so(office, as_role):
    case = office.case_at(State.INTAKE)
    head = as_role(Role.BAN_HEAD)

    shown = head.get(f"/suspensions/{case.id}/suspend").text
    answer = head.post(
        f"/suspensions/{case.id}/suspend",
        data=FORM | {"seen": case.state, "source_file": (BytesIO(blank_pdf()), "quyet-dinh.pdf")},
    )

    told = panel(head.get(f"/nominations/{case.id}").text)
    assert "(Điều 4 Nghị định số 98/2023/NĐ-CP)" in shown
    assert (answer.status_code, case.state) == (303, State.SUSPENDED)
    assert "Hồ sơ đang tạm dừng xét" in told
    assert "Số 12/QĐ-TTT, ngày 14/02/2025, Thanh tra tỉnh · bản quét" in told
    assert "xét tiếp thì tính tiếp từ đó" in told


def test_every_fault_is_said_at_once_and_what_was_typed_stays(office, as_role):
    case = office.case_at(State.INTAKE)

    answer = as_role(Role.BAN_HEAD).post(
        f"/suspensions/{case.id}/suspend", data={"seen": case.state, "source_on": "20/02/2025", "source_number": "77"}
    )

    page = html.unescape(answer.text)
    assert (answer.status_code, case.state) == (422, State.INTAKE)
    assert [
        sentence
        for sentence in (
            "Chọn căn cứ tạm dừng.",
            "Nhập cơ quan ban hành văn bản hoặc chuyển đơn.",
            "Ngày này không thể sau hôm nay.",
            "Nêu rõ lý do.",
        )
        if sentence not in page
    ] == []
    assert 'value="77"' in page


def test_a_preview_shows_the_letter_and_changes_nothing(office, as_role):
    case = office.case_at(State.INTAKE)

    answer = as_role(Role.BAN_HEAD).post(
        f"/suspensions/{case.id}/suspend", data=FORM | {"seen": case.state, "preview": "1"}
    )

    assert (answer.mimetype, case.state) == ("application/pdf", State.INTAKE)
    assert db.session.scalars(select(Paper.code).where(Paper.code == "CV_TAMDUNG")).all() == []


READERS = {  # by role: reads why, reads by whose word, may open the scans
    Role.UNIT_CLERK: (True, False, False),
    Role.APPRAISER: (True, True, False),
    Role.SNV_DIRECTOR: (True, True, True),
    Role.CHAIRMAN: (True, False, False),
    Role.COUNCIL_MEMBERS: (False, False, False),
    Role.CLERICAL_UBND: (False, False, False),
}


def test_each_reader_is_told_what_they_may_know(office, as_role):
    case = office.case_at(State.AT_CHAIR)
    made = office.suspend(case, source_agency="Ban Tiếp công dân")
    made.source_file = office.at_work.scan

    seen = {}
    for role in READERS:
        browser = as_role(role)
        page = browser.get(f"/nominations/{case.id}").text
        told = panel(page)
        assert "Hồ sơ đang tạm dừng xét" in told
        seen[role] = (
            REASON in told and REASON in story(page),
            "Ban Tiếp công dân" in told,
            browser.get(f"/suspensions/{made.id}/source").status_code == 200,
        )
        assert (REASON in page) == seen[role][0]

    assert seen == READERS


@pytest.mark.parametrize(
    ("role", "before", "after"),
    [
        (Role.BAN_HEAD, 200, 200),
        (Role.UNIT_CLERK, 404, 200),  # once it is issued
        (Role.COUNCIL_MEMBERS, 404, 404),
    ],
)
def test_the_letter_is_read_by_whom_it_is_for_once_it_is_issued(office, as_role, role, before, after):
    case = office.case_at(State.AT_CHAIR)
    made = office.suspend(case)
    browser = as_role(role)
    first = browser.get(f"/papers/{made.letter_id}.pdf").status_code

    number(as_role, made.letter_id)

    assert (first, browser.get(f"/papers/{made.letter_id}.pdf").status_code) == (before, after)


def number(as_role, paper_id, number=21):
    signed_copy = (BytesIO(blank_pdf()), "cong-van.pdf")
    return as_role(Role.SNV_CLERICAL).post(
        f"/papers/{paper_id}", data={"number": str(number), "issued_on": TODAY, "signed_copy": signed_copy}
    )


def test_van_thu_finds_the_letter_numbers_it_and_it_is_off_the_list(office, as_role):
    case = office.case_at(State.INTAKE)
    made = office.suspend(case)
    clerical = office.actor(Role.SNV_CLERICAL)
    waiting = [(line.room, line.id, line.todo) for line in worklist(clerical)]
    page = as_role(Role.SNV_CLERICAL).get("/").text

    answer = number(as_role, made.letter_id)

    assert waiting == [("papers", made.letter_id, "Ghi số, ngày, đính bản đã ký, phát hành")]
    assert f'href="/papers/{made.letter_id}"' in page
    assert (answer.status_code, made.letter.number, made.letter.state) == (303, 21, "ISSUED")
    assert worklist(clerical) == []
    assert "Công văn tạm dừng số 21/SNV-TĐKT, ngày 17/02/2025" in panel(
        as_role(Role.UNIT_CLERK).get(f"/nominations/{case.id}").text
    )


def test_one_register_counts_all_letters_and_a_numbered_one_takes_no_second_number(office, as_role):
    first = office.suspend(office.case_at(State.INTAKE, "Một Thị Một"))
    second = office.suspend(office.case_at(State.INTAKE, "Hai Thị Hai"))
    number(as_role, first.letter_id)

    taken = number(as_role, second.letter_id)
    again = number(as_role, first.letter_id, 22)

    assert (taken.status_code, second.letter.number) == (422, None)
    assert "Số 21 năm 2025 đã cấp cho" in html.unescape(taken.text)
    assert (again.status_code, first.letter.number) == (409, 21)


def test_a_letter_of_another_office_is_none_of_van_thu_s_business(office, as_role):
    case = office.case_at(State.INTAKE)
    receipt = db.session.scalars(select(Paper).where(Paper.code == "PHIEU_TIEPNHAN", Paper.sheet_id == case.id)).one()
    receipt.organisation_id = office.unit.id

    assert as_role(Role.SNV_CLERICAL).get(f"/papers/{receipt.id}").status_code == 404


def test_the_head_s_worklist_says_what_to_do_next(office):
    case = office.case_at(State.APPRAISAL)
    office.suspend(case)
    waiting = [line.todo for line in worklist(office.head)]
    office.conclude(case)

    assert waiting == ["Chờ kết luận; có kết luận thì xét tiếp hoặc chấm dứt"]
    assert [line.todo for line in worklist(office.head)] == ["Đã có kết luận không vi phạm: xét tiếp"]


def test_conclusion_and_resumption_through_the_pages(office, as_role):
    case = office.case_at(State.INTAKE)
    standing, head = office.suspend(case), as_role(Role.BAN_HEAD)
    offered = html.unescape(head.get(f"/nominations/{case.id}").text)
    clock.stand_at(clock.now() + timedelta(days=7))

    concluded = head.post(
        f"/suspensions/{case.id}/conclusion",
        data={
            "version": standing.version,
            "finding": "clear",
            "finding_agency": "Thanh tra tỉnh",
            "finding_number": "15/KL-TTT",
            "finding_on": "24/02/2025",
        },
    )
    resumed = head.post(f"/suspensions/{case.id}/resume", data={"version": standing.version})

    told = panel(as_role(Role.UNIT_CLERK).get(f"/nominations/{case.id}").text)
    assert "Ghi kết luận" in offered
    assert "Chưa có kết luận không vi phạm: ghi nhận văn bản kết luận rồi mới tiếp tục." in offered
    assert (concluded.status_code, resumed.status_code, case.state) == (303, 303, State.INTAKE)
    assert "Đã tạm dừng xét Từ 17/02/2025 đến 24/02/2025" in told
    assert "Không vi phạm : số 15/KL-TTT, ngày 24/02/2025, Thanh tra tỉnh" in told


def test_the_end_through_its_page(office, as_role):
    case = office.case_at(State.AT_CHAIR)
    standing, head = office.suspend(case), as_role(Role.BAN_HEAD)
    office.conclude(case, "violation")
    url = f"/suspensions/{case.id}/end"
    db.session.commit()

    empty = head.post(url, data={"version": standing.version, "reason": ""})
    answer = head.post(url, data={"version": standing.version, "reason": "Có vi phạm về tài chính."})
    again = head.post(url, data={"version": standing.version, "reason": "Có vi phạm về tài chính."})

    assert (empty.status_code, answer.status_code, again.status_code) == (422, 303, 409)
    assert (case.state, standing.notice.code) == (State.NOT_APPROVED, "TB_KETQUA")


def test_a_case_that_does_not_stand_still_has_no_conclusion_to_record(office, as_role):
    case = office.case_at(State.INTAKE)

    assert as_role(Role.BAN_HEAD).get(f"/suspensions/{case.id}/conclusion").status_code == 409


def test_whoever_had_the_case_hears_of_it_and_the_unit_why(office):
    case = office.case_at(State.AT_CHAIR)
    office.suspend(case)
    db.session.commit()

    runner.run_waiting()

    told = {
        role: db.session.scalars(select(Notice.text).where(Notice.user_id == office.actor(role).user_id)).all()[-1:]
        for role in (Role.CHAIRMAN, Role.UNIT_CLERK)
    }
    name = f"{case.nominee_name} – {case.award_version.name}"
    assert told == {
        Role.CHAIRMAN: [f"Hồ sơ tạm dừng xét: {name}."],
        Role.UNIT_CLERK: [f"Hồ sơ tạm dừng xét: {name}. Lý do: {REASON}"],
    }


def test_of_several_appraisers_the_one_whose_case_it_is_hears_of_it(office):
    case = office.case_at(State.APPRAISAL)
    case.appraiser_id = office.actor(Role.APPRAISER).user_id
    other = somebody(Role.APPRAISER, db.session.get_one(type(office.unit), office.head.organisation_id))
    office.suspend(case)
    db.session.commit()

    runner.run_waiting()

    heard = {
        who: "Hồ sơ tạm dừng xét" in " ".join(db.session.scalars(select(Notice.text).where(Notice.user_id == who)))
        for who in (case.appraiser_id, other.user_id)
    }
    assert heard == {case.appraiser_id: True, other.user_id: False}


def test_the_panel_costs_one_statement_and_none_where_nothing_stood_still(office, as_role):
    case = office.case_at(State.AT_CHAIR)
    browser = as_role(Role.SNV_DIRECTOR)
    costs = []
    for change in (lambda: None, lambda: office.suspend(case), lambda: office.resume(case)):
        change()
        db.session.commit()
        browser.get(f"/nominations/{case.id}")
        with statements() as said:
            browser.get(f"/nominations/{case.id}")
        costs.append(len(said))

    before, suspended, resumed = costs
    assert (suspended <= before + 1, resumed <= before + 1) == (True, True)
    assert len(queries.of_case(case)) == 1
