"""The pages of petitions: what was typed stays, what is wrong is said, and the way from the case and back."""

import pytest
from sqlalchemy import select

from app.complaints.models import Complaint
from app.extensions import db
from tests.pages import said, scan
from workflows.vocabulary import Role

TYPED = {
    "kind": "complaint",
    "petitioner": "nominee",
    "name": "Đạo Thị Lan",
    "received_on": "17/02/2025",
    "known_on": "03/02/2025",
    "content": "Đề nghị xem lại.",
}


def petitions():
    found = db.session.scalars(select(Complaint).order_by(Complaint.id))
    return [(one.kind.value, one.status.value) for one in found]


def enter(browser, case, **changes):
    return browser.post(f"/complaints/new/{case.id}", data=TYPED | changes)


def test_a_petition_goes_from_the_case_to_its_officer_and_back_to_the_case(browsers, house):
    clerk, officer = browsers[Role.UNIT_CLERK], browsers[Role.COMPLAINT_OFFICER]
    case = house.refused
    assert "Ghi nhận đơn khiếu nại" in said(clerk.get(f"/nominations/{case.id}"))
    assert enter(clerk, case, file=scan()).status_code == 303
    (complaint,) = db.session.scalars(select(Complaint))
    page = f"/complaints/{complaint.id}"
    assert officer.post(f"{page}/accept", data={"version": "1"}).status_code == 303
    settled = {
        "outcome": "upheld",
        "answer": "Khiếu nại đúng.",
        "letter_number": "12/QĐ-SNV",
        "letter_on": "17/02/2025",
        "letter": scan(),
        "version": "2",
    }
    assert officer.post(f"{page}/settle", data=settled).status_code == 303

    assert petitions() == [("complaint", "resolved_upheld")]
    assert "Khiếu nại đúng." in said(clerk.get(page))
    assert clerk.get(f"{page}/letter").mimetype == "application/pdf"
    chairman = browsers[Role.CHAIRMAN]
    assert "Cho thẩm định lại" in said(chairman.get(f"/complaints/reappraise/{case.id}"))
    assert chairman.post(f"/complaints/reappraise/{case.id}").status_code == 303
    db.session.refresh(case)
    assert case.state == "KN08_APPRAISAL"


def test_out_of_time_it_is_told_so(browsers, house):
    clerk = browsers[Role.UNIT_CLERK]

    answer = enter(clerk, house.refused, known_on="01/11/2024")

    assert "Đơn đã quá thời hiệu khiếu nại nên được giữ là phản ánh." in said(clerk.get(answer.location))
    assert petitions() == [("reflection", "received")]


def test_all_faults_are_said_at_once_and_what_was_typed_stays(browsers, house):
    answer = enter(browsers[Role.UNIT_CLERK], house.refused, name="", received_on="31/02/2025", kind="")

    text = said(answer)
    assert answer.status_code == 422
    for sentence in ("Chọn loại đơn.", "Ghi tên người có đơn.", "Ngày này không có trong lịch."):
        assert sentence in text
    assert "31/02/2025" in answer.text
    assert "Đề nghị xem lại." in text
    assert petitions() == []


@pytest.mark.parametrize(
    ("step", "typed", "sentence"),
    [
        ("decline", {"version": "1"}, "Nêu rõ lý do."),
        ("withdraw", {"version": "1"}, "Nêu rõ lý do."),
        ("settle", {"version": "1"}, "Chọn kết quả giải quyết."),
    ],
)
def test_what_a_step_needs_is_asked_for(browsers, house, step, typed, sentence):
    enter(browsers[Role.UNIT_CLERK], house.refused)
    (complaint,) = db.session.scalars(select(Complaint))

    answer = browsers[Role.COMPLAINT_OFFICER].post(f"/complaints/{complaint.id}/{step}", data=typed)

    assert answer.status_code == 422
    assert sentence in said(answer)
    assert petitions() == [("complaint", "received")]


def test_a_step_out_of_turn_is_refused_with_its_reason(browsers, house):
    enter(browsers[Role.UNIT_CLERK], house.refused)
    (complaint,) = db.session.scalars(select(Complaint))
    officer = browsers[Role.COMPLAINT_OFFICER]
    officer.post(f"/complaints/{complaint.id}/accept", data={"version": "1"})

    again = officer.post(
        f"/complaints/{complaint.id}/decline", data={"version": "2", "reason": "Không thuộc thẩm quyền"}
    )
    late = officer.post(f"/complaints/{complaint.id}/withdraw", data={"version": "1", "reason": "Rút"})

    assert (again.status_code, late.status_code) == (409, 409)
    assert "Đơn đã thụ lý thì phải giải quyết hoặc ghi nhận rút đơn." in said(again)
    assert petitions() == [("complaint", "accepted")]


def test_nothing_is_entered_about_a_case_that_never_left_its_unit(browsers, house):
    house.refused.submitted_at = None
    db.session.commit()

    assert browsers[Role.UNIT_CLERK].get(f"/complaints/new/{house.refused.id}").status_code == 404


def test_who_does_not_settle_takes_no_step(browsers, house):
    enter(browsers[Role.UNIT_CLERK], house.refused)
    (complaint,) = db.session.scalars(select(Complaint))

    for role in (Role.UNIT_CLERK, Role.INTAKE_OFFICER, Role.BAN_HEAD, Role.CHAIRMAN):
        answers = [browsers[role].post(f"/complaints/{complaint.id}/{step}") for step in ("accept", "settle")]
        assert [answer.status_code for answer in answers] == [403, 403]
    assert "Thụ lý" not in said(browsers[Role.BAN_HEAD].get(f"/complaints/{complaint.id}"))
