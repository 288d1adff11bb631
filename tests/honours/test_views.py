"""Pages of awards: who may open which, what is found, what a form sent back says."""

from dataclasses import replace
from io import BytesIO

import pytest
from sqlalchemy import select

from app.extensions import db
from app.honours.models import Honour
from app.honours.operations import NO_AWARD
from tests import builders
from tests.builders import statements
from tests.honours.conftest import CERTIFICATE, LDTT

TYPED = {
    "award_code": "lao_dong_tien_tien",
    "year": "2023",
    "decision_number": "125/QĐ-SGDĐT",
    "decided_on": "15/07/2023",
    "decided_by": "Giám đốc Sở",
}


def honours():
    return db.session.scalars(select(Honour).order_by(Honour.id)).all()


def test_an_award_is_entered_with_its_scan_and_stands_on_the_persons_page(office, ask):
    scan = (BytesIO(builders.blank_pdf()), "quyet-dinh.pdf")
    answer = ask(office.clerk, f"/honours/new/{office.ann.id}", TYPED | {"scan": scan})
    (made,) = honours()
    page = ask(office.clerk, f"/nominees/{office.ann.id}").text
    own = ask(office.clerk, answer.location).text

    assert (answer.status_code, answer.location) == (303, f"/honours/{made.id}")
    for shown in (
        "Khen thưởng đã có",
        "Lao động tiên tiến",
        "Số 125/QĐ-SGDĐT ngày 15/07/2023",
        "Đơn vị ghi, chờ xác nhận",
    ):
        assert shown in page
    assert "Quyết định trước ngày 01/01/2024, theo luật có hiệu lực khi đó." in own
    assert ask(office.clerk, f"/honours/{made.id}/scan").data.startswith(b"%PDF")


def test_bad_input_comes_back_with_all_that_was_typed_and_changes_nothing(office, ask):
    wrong = TYPED | {"award_code": "", "year": "", "decided_on": "31/02/2023", "decided_by": ""}
    answer = ask(office.clerk, f"/honours/new/{office.ann.id}", wrong)

    assert answer.status_code == 422
    assert NO_AWARD in answer.text
    for shown in ("Nhập năm đạt.", "Ngày này không có trong lịch.", 'value="31/02/2023"', 'value="125/QĐ-SGDĐT"'):
        assert shown in answer.text
    assert honours() == []


def test_a_unit_is_offered_what_units_give_to_such_a_nominee_and_the_department_all(office, ask):
    for_person = ask(office.clerk, f"/honours/new/{office.ann.id}").text
    for_household = ask(office.clerk, f"/honours/new/{office.household.id}").text
    at_department = ask(office.appraiser, f"/honours/new/{office.ann.id}").text

    assert ("lao_dong_tien_tien" in for_person, "bang_khen_tinh" in for_person) == (True, False)
    assert ("gia_dinh_van_hoa" in for_household, "lao_dong_tien_tien" in for_household) == (True, False)
    assert "bang_khen_tinh" in at_department
    assert '<option value="ministry">' in at_department


@pytest.mark.parametrize("tail", ["", "/scan", "/void"])
def test_another_unit_does_not_see_them(office, ask, tail):
    made = office.enter()

    assert ask(office.stranger, f"/honours/{made.id}{tail}").status_code == 404
    assert ask(office.stranger, f"/honours/new/{office.ann.id}").status_code == 404
    assert "Lao động tiên tiến" not in ask(office.stranger, "/honours/").text
    assert "125/QĐ-SGDĐT" not in ask(office.stranger, "/honours/export.csv").text


def test_the_head_of_a_unit_reads_and_does_not_enter(office, ask):
    made = office.enter()

    assert ask(office.head, f"/honours/{made.id}").status_code == 200
    assert ask(office.head, f"/honours/new/{office.ann.id}").status_code == 403
    assert ask(office.clerk, "/honours/confirm", {"honour_ids": made.id}).status_code == 403


def test_the_list_is_narrowed_by_name_year_level_and_standing(office, ask):
    office.enter()
    office.enter(CERTIFICATE, actor=office.appraiser)
    title = replace(LDTT, award_code="gia_dinh_van_hoa", year=2022)
    office.enter(title, office.household)

    def found(query, who=office.appraiser):
        page = ask(who, f"/honours/?{query}").text
        return [name for name in ("Bà Nguyễn Thị", "Hộ gia đình bà Katơr", "Bằng khen của") if name in page]

    assert found("") == ["Bà Nguyễn Thị", "Hộ gia đình bà Katơr", "Bằng khen của"]
    assert found("words=sinh") == ["Hộ gia đình bà Katơr"]
    assert found("year=2022") == ["Hộ gia đình bà Katơr"]
    assert found("level=province") == ["Bà Nguyễn Thị", "Bằng khen của"]
    assert found("standing=waiting&level=unit", office.clerk) == ["Bà Nguyễn Thị", "Hộ gia đình bà Katơr"]
    assert found(f"unit_id={office.other.id}") == []
    assert found("standing=voided") == found("after=xyz&words=%25") == []


def test_a_long_list_goes_on_where_it_stopped(office, ask, monkeypatch):
    monkeypatch.setattr("app.honours.queries.PAGE", 2)
    for number in range(5):
        office.enter(replace(LDTT, decision_number=f"{number + 1}/QĐ-SGDĐT"))

    seen, url = [], "/honours/"
    while url:
        page = ask(office.clerk, url).text
        seen += [number for number in range(1, 6) if f"Số {number}/QĐ" in page]
        _, _, rest = page.partition('href="/honours/?after=')
        url = f"/honours/?after={rest.partition(chr(34))[0]}" if rest else ""

    assert seen == [4, 5, 2, 3, 1]


def test_the_department_confirms_those_it_ticked_of_one_unit(office, ask):
    first, second = office.enter(), office.enter(replace(LDTT, decision_number="126/QĐ-SGDĐT"))
    desk = ask(office.appraiser, "/").text
    page = ask(office.appraiser, f"/honours/?standing=waiting&unit_id={office.unit.id}").text

    answer = ask(office.appraiser, "/honours/confirm", {"honour_ids": [first.id]})
    nothing = ask(office.appraiser, "/honours/confirm", {}, follow_redirects=True)

    assert f'href="/honours/?standing=waiting&amp;unit_id={office.unit.id}"' in desk
    assert "Khen thưởng đã có: 2 mục" in desk
    assert page.count('name="honour_ids"') == 2
    assert answer.status_code == 303
    assert [one.confirmed_at is not None for one in honours()] == [True, False]
    assert "Chưa xác nhận mục nào" in nothing.text
    assert second.confirmed_at is None


def test_voiding_asks_why_and_shows_it_to_whoever_looks(office, ask):
    made = office.enter()
    without = ask(office.clerk, f"/honours/{made.id}/void", {"reason": ""})
    answer = ask(office.clerk, f"/honours/{made.id}/void", {"reason": "Ghi nhầm người."})
    page = ask(office.appraiser, f"/honours/{made.id}").text

    assert (without.status_code, answer.status_code) == (422, 303)
    assert "Lý do: Ghi nhầm người." in page
    assert ask(office.clerk, f"/honours/{made.id}/void").status_code == 409
    assert "Ghi nhầm người" not in ask(office.clerk, "/honours/").text
    assert "Lao động tiên tiến" in ask(office.clerk, "/honours/?standing=voided").text


def test_the_department_finds_people_of_any_unit_by_their_name_and_sees_nobody_unasked(office, ask):
    unasked = ask(office.appraiser, "/honours/people").text
    asked = ask(office.appraiser, "/honours/people?words=anh").text

    assert "Ngọc Ánh" not in unasked
    assert "Bà Nguyễn Thị Ngọc Ánh" in asked
    assert "Bà Nguyễn Thị Ngọc Ánh" in ask(office.clerk, "/honours/people").text
    assert "Ngọc Ánh" not in ask(office.stranger, "/honours/people?words=anh").text


def test_one_row_or_fifty_cost_the_same_statements(office, app):
    counts = {"/honours/": [], f"/nominees/{office.ann.id}": []}
    client = builders.signed_in(app.test_client(), office.clerk)
    for more in (1, 2, 47):
        for number in range(more):
            office.enter(replace(LDTT, decision_number=f"{more}.{number}/QĐ"))
        for url, found in counts.items():
            with statements() as said:
                assert client.get(url).status_code == 200
            found.append(len(said))

    desk = builders.signed_in(app.test_client(), office.appraiser)
    with statements() as said:
        assert "50 mục" in desk.get("/").text

    assert len(said) <= 12
    assert [len(set(found)) for found in counts.values()] == [1, 1]
    assert max(found[0] for found in counts.values()) <= 10
