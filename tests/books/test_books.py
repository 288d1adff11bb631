"""The books of văn thư: what went out with its number, what came in with its own, each house's for itself."""

import re
import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
from flask import current_app

from app import clock, remarks
from app.books import incoming, operations, outgoing, queries
from app.books.operations import Arrival, LeftOut
from app.books.outgoing import Search
from app.casework import begin
from app.documents import numbers
from app.documents.models import Paper
from app.errors import Invalid
from app.extensions import db
from app.intake import operations as intake
from app.intake import queries as intake_queries
from app.submissions.models import Submission, SubmissionItem
from tests import builders, kept
from workflows.award_province_1 import State
from workflows.paper_life_1 import State as PaperState
from workflows.sheets_1 import SubmissionState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role, Sheet


class Houses:
    def __init__(self):
        self.department = builders.organisation("SNV", "Sở Nội vụ")
        self.unit = builders.organisation("SGDDT", "Sở Giáo dục và Đào tạo")
        self.clerk = builders.actor(Role.SNV_CLERICAL, self.department, builders.user("Ngô Thị Hạnh"))
        self.of_unit = builders.actor(Role.UNIT_CLERICAL, self.unit)
        self.intake = builders.actor(Role.INTAKE_OFFICER, self.department)
        self.inspector = builders.actor(Role.INSPECTOR, self.department)
        self.award = builders.award()
        come = {"state": State.SUBMITTED, "submitted_at": clock.now()}
        in_round = builders.award_round(self.award)
        self.case = builders.nomination(self.unit, self.award, in_round, "Chamaléa Thị Sương", **come)

    def letter(self, number, title, *, at=None, code=PaperCode.CONSULTATION_REQUEST, **more):
        paper = Paper(
            code=code,
            sheet=Sheet.CASE,
            sheet_id=self.case.id,
            organisation_id=(at or self.department).id,
            template="official_letter",
            title=title,
            content={"addressees": ["Công an tỉnh"], "recipients": ["Lưu: VT"]},
            symbol="SNV-TĐKT",
            issued_on=date(2025, 2, 14),
            signer_name="Trương Đức Hòa",
            created_at=clock.now(),
            **more,
        )
        begin(paper, "paper")
        paper.state = PaperState.ISSUED
        db.session.add(paper)
        db.session.flush()
        return numbers.take(paper, number, year=2025)

    def search(self, at=None, **more):
        return Search(house_id=(at or self.department).id, year=2025, **more)

    def arrival(self, **more):
        usual = {
            "number": 7,
            "arrived_on": date(2025, 2, 17),
            "sender": "Công an tỉnh",
            "symbol": "123/CAT-PX01",
            "dated_on": date(2025, 2, 14),
            "title": "Trả lời hiệp y khen thưởng",
            "case": "",
        }
        return Arrival(**(usual | more))


@pytest.fixture
def houses(app, tmp_path):
    clock.use(tmp_path / "clock.json")
    clock.stand_at(datetime(2025, 2, 17, 8, 0, tzinfo=clock.VIETNAM))
    return kept.once(Houses)


@pytest.fixture
def ask(app):
    def send(actor, url, **data):
        client = builders.signed_in(current_app.test_client(), actor)
        return client.post(url, data=data) if data else client.get(url)

    return send


def test_what_went_out_stands_with_its_number_and_a_cancelled_one_with_its_reason(houses):
    houses.letter(12, "V/v hiệp y khen thưởng")
    cancelled = houses.letter(13, "V/v bổ sung hồ sơ")
    numbers.cancel(cancelled, "In nhầm mẫu")
    operations.leave_out(LeftOut(register="CV", number=9, reason="Bỏ trống"), actor=houses.clerk)

    assert [(*line[1:7], line.remark) for line in outgoing.page(houses.search()).lines] == [
        ("09", "Công văn", None, "", "", "", "Số hủy: Bỏ trống"),
        ("13/SNV-TĐKT", "Công văn", None, "V/v bổ sung hồ sơ", "", "", "Số hủy: In nhầm mẫu"),
        ("12/SNV-TĐKT", "Công văn", date(2025, 2, 14), "V/v hiệp y khen thưởng", "Trương Đức Hòa", "Công an tỉnh", ""),
    ]
    whole = outgoing.page(houses.search(is_whole=True)).lines
    assert [line.number for line in whole] == ["09", "12/SNV-TĐKT", "13/SNV-TĐKT"]


def test_a_number_left_out_is_given_to_nobody_and_one_that_was_given_cannot_be_left_out(houses):
    houses.letter(12, "V/v hiệp y khen thưởng")
    operations.leave_out(LeftOut(register="CV", number=13, reason="Hủy"), actor=houses.clerk)

    with pytest.raises(Invalid) as given:
        operations.leave_out(LeftOut(register="CV", number=12, reason="Hủy"), actor=houses.clerk)
    with pytest.raises(numbers.NumberTaken):
        houses.letter(13, "V/v khác")
    operations.leave_out(LeftOut(register="QD", number=12, reason="Sổ khác"), actor=houses.clerk)
    assert "Số 12 năm 2025 đã cấp cho “V/v hiệp y khen thưởng”." in given.value.errors["number"]


def test_each_house_has_its_own_books_and_the_inspector_reads_all(houses, ask):
    houses.letter(12, "V/v hiệp y khen thưởng")
    houses.letter(3, "V/v đề nghị", at=houses.unit)
    db.session.commit()

    own = ask(houses.of_unit, "/books/outgoing").text
    foreign = ask(houses.of_unit, f"/books/outgoing?house_id={houses.department.id}")

    assert ("V/v đề nghị" in own, "V/v hiệp y" in own, foreign.status_code) == (True, False, 404)
    assert set(queries.houses(houses.inspector)) == {houses.department.id, houses.unit.id}
    shown = [ask(houses.inspector, f"/books/outgoing?house_id={at.id}") for at in (houses.department, houses.unit)]
    assert ["V/v đề nghị" in page.text for page in shown] == [False, True]
    assert ask(houses.inspector, "/books/incoming/new").status_code == 403
    assert ask(houses.intake, "/books/outgoing").status_code == 403


def test_the_books_are_searched_without_marks(houses):
    houses.letter(12, "V/v hiệp y khen thưởng")
    houses.letter(13, "V/v bổ sung hồ sơ")
    operations.enter(houses.arrival(), None, actor=houses.clerk)
    operations.enter(houses.arrival(number=8, title="Mời họp 100%", sender="Sở Y tế"), None, actor=houses.clerk)

    found = {words: len(outgoing.page(houses.search(words=words)).lines) for words in ("HIEP Y", "cong an", "xyz")}
    came = {
        words: len(incoming.page(houses.search(words=words)).lines) for words in ("so y te", "100%", "cat-px", "x_")
    }
    only = [len(outgoing.page(houses.search(register=register)).lines) for register in ("CV", "QD")]

    assert (found, only) == ({"HIEP Y": 1, "cong an": 2, "xyz": 0}, [2, 0])
    assert came == {"so y te": 1, "100%": 1, "cat-px": 2, "x_": 0}


def test_a_dossier_enters_by_itself_when_it_is_taken_in_and_shares_the_numbers(houses):
    operations.enter(houses.arrival(number=7), None, actor=houses.clerk)
    next_one = intake_queries.next_number(houses.department.id)
    with pytest.raises(intake.NumberRefused):
        intake._take_number(houses.case, 7, houses.intake)
    intake._take_number(houses.case, 8, houses.intake)
    with pytest.raises(Invalid) as taken:
        operations.enter(houses.arrival(number=8), None, actor=houses.clerk)

    lines = incoming.page(houses.search()).lines
    assert (next_one, taken.value.errors) == (
        8,
        {"number": "Số đến 8 năm 2025 đã dùng. Số tiếp theo còn trống là 9."},
    )
    assert [(line.number, line.sender, line.title, line.case) for line in lines] == [
        (8, "Sở Giáo dục và Đào tạo", f"Hồ sơ đề nghị {houses.award.name}: Chamaléa Thị Sương", houses.case.code),
        (7, "Công an tỉnh", "Trả lời hiệp y khen thưởng", ""),
    ]


def test_a_letter_with_many_cases_stands_in_the_book_once(houses, ask):
    title = "Về việc đề nghị khen thưởng năm học"
    letter = Submission(
        unit_id=houses.unit.id,
        award_round_id=houses.case.award_round_id,
        title=title,
        created_by_id=houses.of_unit.user_id,
        created_at=clock.now(),
    )
    begin(letter, "unit_submission")
    letter.state = SubmissionState.ISSUED
    other = builders.nomination(houses.unit, houses.award, houses.case.award_round, "Katơr Thị Sính")
    both = (houses.case, other)
    letter.items = [SubmissionItem(nomination=case, position=place) for place, case in enumerate(both, start=1)]
    db.session.add(letter)
    db.session.flush()
    for case in both:
        intake._take_number(case, 8, houses.intake)
    db.session.commit()

    (line,) = incoming.page(houses.search()).lines
    asked = ("suong", "sinh", "giao duc", "x")
    found = {words: len(incoming.page(houses.search(words=words)).lines) for words in asked}
    assert (line.number, line.sender, line.title, line.case, line.cases) == (
        *(8, "Sở Giáo dục và Đào tạo", title),
        *(f"{houses.case.code} và 1 hồ sơ khác", 2),
    )
    assert found == {"suong": 1, "sinh": 1, "giao duc": 1, "x": 0}
    assert f'/submissions/{letter.id}">2 hồ sơ kèm theo' in ask(houses.clerk, "/books/incoming").text


def test_what_is_wrong_with_an_arrival_is_said_all_at_once(houses):
    wrong = houses.arrival(number=0, arrived_on=date(2024, 12, 31), dated_on=date(2025, 1, 2), case="HS-1999-00001")

    with pytest.raises(Invalid) as invalid:
        operations.enter(wrong, None, actor=houses.clerk)

    assert {field: words[:22] for field, words in invalid.value.errors.items()} == {
        "number": "Số đến phải từ 1 đến 9",
        "arrived_on": operations.NOT_THIS_YEAR[:22],
        "dated_on": operations.DATED_LATER[:22],
        "case": "Không có hồ sơ mang mã",
    }


def test_entered_on_the_page_with_its_scan_and_its_case_and_taken_away(houses, ask):
    form = {
        "number": "7",
        "arrived_on": "17/02/2025",
        "sender": "Công an tỉnh",
        "symbol": "123/CAT-PX01",
        "dated_on": "14/02/2025",
        "title": "Trả lời hiệp y",
        "case": houses.case.code,
    }
    nothing = ask(houses.clerk, "/books/incoming/new", number="7")
    scan = (BytesIO(builders.blank_pdf()), "tra-loi.pdf")
    done = ask(houses.clerk, "/books/incoming/new", **form, file=scan)
    page = ask(houses.clerk, "/books/incoming")
    (document_id,) = re.findall(r"/books/incoming/(\d+)/scan", page.text)
    kept = ask(houses.clerk, f"/books/incoming/{document_id}/scan")
    foreign = ask(houses.of_unit, f"/books/incoming/{document_id}/scan")
    book = ask(houses.clerk, "/books/incoming.xlsx?words=tra+loi")
    out = ask(houses.clerk, "/books/outgoing.xlsx")

    assert (nothing.status_code, done.status_code, kept.status_code, foreign.status_code) == (422, 303, 200, 404)
    for sentence in ("Nhập cơ quan, người gửi.", "Nhập trích yếu.", "Nhập ngày đến."):
        assert sentence in nothing.text
    assert f"/nominations/{houses.case.id}" in page.text
    with zipfile.ZipFile(BytesIO(book.data)) as sheet:
        assert "Trả lời hiệp y" in sheet.read("xl/worksheets/sheet1.xml").decode()
    assert out.status_code == 200
    year, own = clock.today().year, f"reading:book:{houses.clerk.organisation_id}"
    assert [(event.action, event.data) for event in builders.events_of(own)] == [
        ("take_incoming_book", {"year": year, "lines": 1}),
        ("take_outgoing_book", {"year": year, "lines": 0}),
    ]


@pytest.mark.parametrize(
    ("number", "lacks"),
    [(6, ""), (8, ""), (9, "số 8"), (12, "các số từ 8 đến 11")],
)
def test_a_number_that_leaps_is_kept_and_remarked_upon(houses, number, lacks):
    operations.enter(houses.arrival(number=7), None, actor=houses.clerk)
    houses.letter(7, "V/v hiệp y khen thưởng")
    of_the_first = remarks.taken()

    operations.enter(houses.arrival(number=number), None, actor=houses.clerk)
    houses.letter(number, "V/v bổ sung hồ sơ")

    said = [
        f"Đã ghi số {number}, nhưng sổ ở đây chưa có {lacks} (số liền trước là 7)."
        f" Đối chiếu sổ văn bản {book} của cơ quan xem có ghi nhầm số không."
        for book in ("đến", "đi")
    ]
    assert (of_the_first, remarks.taken()) == ([], said if lacks else [])


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_whoever_enters_a_leaping_number_reads_it_on_the_next_page(houses, ask):
    operations.enter(houses.arrival(number=7), None, actor=houses.clerk)
    db.session.commit()
    form = {"number": "9", "arrived_on": "17/02/2025", "sender": "Công an tỉnh", "title": "Trả lời hiệp y"}
    client = builders.signed_in(current_app.test_client(), houses.clerk)

    page = client.post("/books/incoming/new", data=form, follow_redirects=True).text

    assert "sổ ở đây chưa có số 8 (số liền trước là 7)" in page


def test_a_page_goes_on_where_the_one_before_ended(houses, monkeypatch):
    monkeypatch.setattr(outgoing, "PAGE", 2)
    monkeypatch.setattr(incoming, "PAGE", 2)
    for number in range(1, 6):
        houses.letter(number, f"V/v {number}")
        operations.enter(houses.arrival(number=number), None, actor=houses.clerk)

    def walk(book, key):
        seen, after = [], None
        while True:
            page = book.page(houses.search(after=after))
            seen += [getattr(line, key) for line in page.lines]
            after = page.next_after
            if after is None:
                return seen

    assert walk(incoming, "number") == [5, 4, 3, 2, 1]
    assert [number[:2] for number in walk(outgoing, "number")] == ["05", "04", "03", "02", "01"]


def test_of_a_year_with_more_numbers_than_are_looked_through_the_newest_are_shown_and_that_is_said(
    houses, ask, monkeypatch
):
    monkeypatch.setattr(outgoing, "MOST", 3)
    monkeypatch.setattr(incoming, "MOST", 3)
    for number in range(1, 5):
        houses.letter(number, f"V/v {number}")
        operations.enter(houses.arrival(number=number), None, actor=houses.clerk)

    out, came = (book.page(houses.search(is_whole=True)) for book in (outgoing, incoming))

    assert ([line.number[:2] for line in out.lines], out.is_cut_off) == (["02", "03", "04"], True)
    assert ([line.number for line in came.lines], came.is_cut_off) == ([2, 3, 4], True)
    assert "chỉ có 3 số mới nhất" in ask(houses.clerk, "/books/outgoing").text


def test_the_books_cost_the_same_for_thirty_as_for_three(houses, ask):
    counts = []
    for numbers_now in (range(1, 4), range(4, 31)):
        for number in numbers_now:
            houses.letter(number, f"V/v {number}")
            operations.enter(houses.arrival(number=number), None, actor=houses.clerk)
        db.session.commit()
        client = builders.signed_in(current_app.test_client(), houses.clerk)
        client.get("/books/outgoing")
        with builders.statements() as said:
            client.get("/books/outgoing")
            client.get("/books/incoming")
        counts.append(len(said))

    assert counts[0] == counts[1] <= 12
