"""Taking dossiers in: one, and all of a Tờ trình."""

import re
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select

from app import clock
from app.audit.models import AuditEvent
from app.documents.kinds import read
from app.documents.kinds.of_intake import HandedIn
from app.documents.models import Paper
from app.documents.render import html_of
from app.extensions import db
from app.intake import operations
from app.intake.models import IncomingNumber
from app.nominations.models import Nomination
from app.outbox.models import Errand
from tests import builders
from tests.intake.conftest import submitted
from workflows.award_province_1 import State
from workflows.paper_life_1 import State as PaperState
from workflows.sheets_1 import SubmissionState
from workflows.vocabulary import Paper as PaperCode


def rows():
    return [tuple(row) for row in db.session.execute(select(*COLUMNS).order_by(Nomination.id))]


COLUMNS = (Nomination.state, Nomination.received_number, Nomination.result_due_on)


def receipts():
    return db.session.scalars(select(Paper).where(Paper.code == PaperCode.INTAKE_RECEIPT).order_by(Paper.id)).all()


NOT_ISSUED = "Tờ trình chưa phát hành: đơn vị ghi số, ngày và đính kèm bản đã ký."


def in_words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split()).replace(" ,", ",").replace(" .", ".")


def test_a_dossier_gets_a_number_a_receipt_and_the_day_of_its_result(desk, post):
    response = post(desk.officer, f"/intake/{desk.cases[0].id}/register", number="7")

    assert response.status_code == 303
    assert rows() == [
        (State.INTAKE, 7, date(2025, 3, 24)),
        (State.SUBMITTED, None, None),
        (State.SUBMITTED, None, None),
    ]
    assert [(paper.state, paper.title) for paper in receipts()] == [
        (PaperState.ISSUED, "Hồ sơ đề nghị tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh")
    ]


def test_the_receipt_says_who_gave_what_and_when_the_result_is_due(desk, post):
    builders.evidence(desk.cases[0], "bao_cao_ca_nhan")

    post(desk.officer, f"/intake/{desk.cases[0].id}/register", number="7")

    (paper,) = receipts()
    said = read(paper.template, paper.content)
    assert (said.received_from, said.working_days, said.due_at) == (
        "Sở Giáo dục và Đào tạo",
        25,
        datetime(2025, 3, 24, 17, 0, tzinfo=clock.VIETNAM),
    )
    assert said.papers == (
        HandedIn(name="Tờ trình số 12/TTr-SGDDT ngày 14/02/2025", form="Bản điện tử"),
        HandedIn(name="Báo cáo thành tích của cá nhân", form="Bản điện tử"),
    )
    assert said.signature.name == "Hán Thị Tuyết Nhung"


def test_a_receipt_claims_the_law_for_its_days_only_where_they_rest_on_it(desk, post):
    post(desk.officer, f"/intake/{desk.cases[0].id}/register", number="7")

    (paper,) = receipts()
    said = read(paper.template, paper.content)
    told = [text_of(each) for each in (said, replace(said, note=""))]
    assert [[line for line in lines if "giải quyết hồ sơ:" in line or "quy định" in line] for lines in told] == [
        [f"{TERM}: 25 ngày làm việc (mức do tỉnh quy định – chưa nhập căn cứ pháp lý).", RESULT],
        [f"{TERM} theo quy định: 25 ngày làm việc.", RESULT],
    ]


TERM = "Thời gian giải quyết hồ sơ"
RESULT = "Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 24 tháng 3 năm\u00a02025."


def text_of(paper):
    return re.findall(r"<p>([^<]*)</p>", html_of(paper))


def test_registering_writes_history_and_tells_the_unit(desk, post):
    post(desk.officer, f"/intake/{desk.cases[0].id}/register", number="7")

    ref = desk.cases[0].ref
    events = db.session.scalars(select(AuditEvent).where(AuditEvent.subject == ref)).all()
    errands = db.session.scalars(select(Errand).where(Errand.subject == ref)).all()
    assert [(e.action, e.source, e.target, e.data) for e in events] == [
        ("register", State.SUBMITTED, State.INTAKE, {"number": 7})
    ]
    assert [(e.kind, e.payload["role"]) for e in errands] == [("tell", "unit_clerk")]


def test_a_number_is_given_once_a_year(desk, post):
    post(desk.officer, f"/intake/{desk.cases[0].id}/register", number="7")
    of_another_letter(desk, desk.cases[1])

    response = post(desk.officer, f"/intake/{desk.cases[1].id}/register", number="7")

    assert response.status_code == 422
    assert "Số đến 7 năm 2025 đã dùng. Số tiếp theo còn trống là 8." in response.text
    assert rows()[1] == (State.SUBMITTED, None, None)


def of_another_letter(desk, case):
    """It came again, with a Tờ trình of its own."""
    submitted(desk.unit, desk.submission.award_round, [case], desk.clerk)
    db.session.commit()


def test_the_next_free_number_is_proposed_or_the_one_the_letter_has(desk, post, get):
    of_another_letter(desk, desk.cases[2])
    post(desk.officer, f"/intake/{desk.cases[0].id}/register", number="41")

    same, another = (get(desk.officer, f"/intake/{case.id}/register").text for case in desk.cases[1:])
    of_all = get(desk.officer, f"/intake/submissions/{desk.submission.id}").text

    assert ['value="41"' in page for page in (same, of_all)] == [True, True]
    assert 'value="42"' in another


def test_cases_that_came_with_one_letter_stand_under_one_number(desk, post):
    post(desk.officer, f"/intake/{desk.cases[0].id}/register", number="7")

    wrong = post(desk.officer, f"/intake/{desk.cases[1].id}/register", number="8")
    right = post(desk.officer, f"/intake/{desk.cases[1].id}/register", number="7")
    operations.register_next(desk.cases[2], actor=desk.officer)

    assert (wrong.status_code, right.status_code) == (422, 303)
    assert "Tờ trình này đã vào sổ, số đến 7: các hồ sơ kèm theo mang cùng số đó." in wrong.text
    assert [number for _, number, _ in rows()] == [7, 7, 7]
    assert db.session.scalars(select(IncomingNumber.number)).all() == [7]


def test_all_of_a_submission_are_taken_in_in_one_go(desk, post):
    response = post(desk.officer, f"/intake/submissions/{desk.submission.id}", number="3")

    assert response.status_code == 200
    assert "Đã tiếp nhận 3 hồ sơ." in in_words(response)
    assert rows() == [(State.INTAKE, number, date(2025, 3, 24)) for number in (3, 3, 3)]
    assert len(receipts()) == 3


def test_a_bulk_says_case_by_case_what_was_refused(desk, post):
    newer = submitted(desk.unit, desk.submission.award_round, [desk.cases[1]], desk.clerk)
    newer.state = SubmissionState.SIGNED

    response = post(desk.officer, f"/intake/submissions/{desk.submission.id}", number="3")

    told = in_words(response)
    for sentence in (
        "Đã tiếp nhận 2 hồ sơ, 1 hồ sơ chưa tiếp nhận được.",
        f"{desk.cases[0].nominee_name} Số đến 3, hẹn trả kết quả ngày 24/03/2025",
        f"{desk.cases[1].nominee_name} Chưa tiếp nhận: {NOT_ISSUED}",
    ):
        assert sentence in told
    assert rows() == [
        (State.INTAKE, 3, date(2025, 3, 24)),
        (State.SUBMITTED, None, None),
        (State.INTAKE, 3, date(2025, 3, 24)),
    ]


def test_a_bulk_does_not_begin_with_a_number_already_given(desk, post):
    of_another_letter(desk, desk.cases[1])
    post(desk.officer, f"/intake/{desk.cases[1].id}/register", number="4")

    response = post(desk.officer, f"/intake/submissions/{desk.submission.id}", number="4")

    assert response.status_code == 422
    assert [number for _, number, _ in rows()] == [None, 4, None]


def test_a_dossier_that_comes_again_gets_a_receipt_of_its_own(desk, post):
    post(desk.officer, f"/intake/{desk.cases[0].id}/register", number="7")
    desk.cases[0].state = State.SUBMITTED
    of_another_letter(desk, desk.cases[0])

    response = post(desk.officer, f"/intake/{desk.cases[0].id}/register", number="8")

    assert response.status_code == 303
    assert [paper.state for paper in receipts()] == [PaperState.ISSUED, PaperState.ISSUED]


def test_only_the_desk_takes_in(desk, post):
    url = f"/intake/{desk.cases[0].id}/register"

    assert [post(actor, url, number="1").status_code for actor in (desk.clerk, desk.head)] == [403, 403]
    assert rows()[0] == (State.SUBMITTED, None, None)


def test_what_the_unit_has_not_sent_is_not_there(desk, get):
    desk.cases[0].submitted_at = None

    assert get(desk.officer, f"/intake/{desk.cases[0].id}/register").status_code == 404
