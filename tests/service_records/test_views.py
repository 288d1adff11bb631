"""Pages of the yearly facts: who may open which, what is found, what a form sent back says."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import select

from app.extensions import db
from app.service_records.faults import NOT_CHOSEN
from app.service_records.models import ServiceRecord
from tests import builders
from tests.builders import statements
from tests.service_records.conftest import MATERNITY, RATING, SCHOOL, WARNING

TYPED = {
    "rating": {
        "year": "2023",
        "value": "HTTNV",
        "decision_number": "125/QĐ-SGDĐT",
        "decided_on": "15/12/2023",
        "decided_by": "Giám đốc Sở",
    },
    "discipline": {
        "value": "warning",
        "starts_on": "01/03/2022",
        "ends_on": "",
        "decision_number": "15/QĐ-SGDĐT",
        "decided_on": "28/02/2022",
        "decided_by": "Giám đốc Sở",
    },
    "leave": {"value": "maternity", "starts_on": "01/02/2021", "ends_on": "01/08/2021"},
    "make_up": {
        "year": "2024",
        "members": "20",
        "advanced": "14",
        "completing": "20",
        "fighters": "0",
        "disciplined": "0",
        "value": "",
    },
}
SHOWN = {
    "rating": "Hoàn thành tốt nhiệm vụ",
    "discipline": "Từ 01/03/2022 chưa kết thúc",
    "leave": "Nghỉ thai sản",
    "make_up": "20 người: 14 Lao động tiên tiến",
}


def records():
    return db.session.scalars(select(ServiceRecord).order_by(ServiceRecord.id)).all()


def a_scan():
    return BytesIO(builders.blank_pdf()), "quyet-dinh.pdf"


@pytest.mark.parametrize("kind", TYPED)
def test_each_kind_is_entered_with_its_evidence_and_stands_on_the_nominees_page(office, ask, kind):
    whose = office.school if kind == "make_up" else office.ann
    answer = ask(office.clerk, f"/service-records/new/{whose.id}/{kind}", TYPED[kind] | {"scan": a_scan()})
    (made,) = records()
    page, own = ask(office.clerk, f"/nominees/{whose.id}").text, ask(office.appraiser, answer.location).text

    assert (answer.status_code, answer.location) == (303, f"/service-records/{made.id}")
    assert SHOWN[kind] in page
    assert SHOWN[kind] in own
    assert "Đơn vị ghi, chờ xác nhận" in page
    assert "Xác nhận đã đối chiếu minh chứng" in own
    assert ask(office.clerk, f"/service-records/{made.id}/scan").data.startswith(b"%PDF")


@pytest.mark.parametrize("kind", TYPED)
def test_an_empty_form_comes_back_with_what_is_missing(office, ask, kind):
    whose = office.school if kind == "make_up" else office.ann
    answer = ask(office.clerk, f"/service-records/new/{whose.id}/{kind}", {})

    assert answer.status_code == 422
    assert (NOT_CHOSEN in answer.text) == (kind != "make_up")
    assert records() == []


def test_a_contradiction_is_told_beside_the_year_with_all_that_was_typed(office, ask):
    office.enter()
    answer = ask(office.clerk, f"/service-records/new/{office.ann.id}/rating", TYPED["rating"] | {"value": "HTXSNV"})

    assert answer.status_code == 422
    assert "Mâu thuẫn. Đã ghi: Xếp loại chất lượng – Năm 2023: Hoàn thành tốt nhiệm vụ" in answer.text
    assert 'value="15/12/2023"' in answer.text
    assert len(records()) == 1


def test_only_what_is_asked_of_such_a_nominee_is_offered(office, ask):
    def offered(nominee):
        page = ask(office.clerk, f"/nominees/{nominee.id}").text
        return [kind for kind in TYPED if f"/service-records/new/{nominee.id}/{kind}" in page]

    assert offered(office.ann) == ["rating", "discipline", "leave"]
    assert offered(office.school) == ["rating", "make_up"]
    assert offered(office.household) == []
    assert ask(office.clerk, f"/service-records/new/{office.household.id}/rating").status_code == 409
    assert ask(office.clerk, f"/service-records/new/{office.ann.id}/wealth").status_code == 404


def test_evidence_comes_later_and_then_it_may_be_confirmed(office, ask):
    ask(office.clerk, f"/service-records/new/{office.ann.id}/rating", TYPED["rating"])
    (made,) = records()
    bare = ask(office.appraiser, f"/service-records/{made.id}").text
    refused = ask(office.appraiser, "/service-records/confirm", {"record_ids": made.id})
    nothing = ask(office.clerk, f"/service-records/{made.id}/evidence", {})
    added = ask(office.clerk, f"/service-records/{made.id}/evidence", {"scan": a_scan()})
    confirmed = ask(office.appraiser, "/service-records/confirm", {"record_ids": made.id})

    assert "Chưa có minh chứng nên chưa được xác nhận" in bare
    assert "Xác nhận đã đối chiếu" not in bare
    assert [refused.status_code, nothing.status_code, added.status_code, confirmed.status_code] == [409, 422, 303, 303]
    db.session.refresh(made)
    assert made.confirmed_by_id == office.appraiser.user_id
    assert ask(office.clerk, f"/service-records/{made.id}/evidence").status_code == 409


@pytest.mark.parametrize("tail", ["", "/scan", "/void", "/evidence"])
def test_another_unit_does_not_see_them(office, ask, tail):
    made = office.enter()

    assert ask(office.stranger, f"/service-records/{made.id}{tail}").status_code == 404
    assert ask(office.stranger, f"/service-records/new/{office.ann.id}/rating").status_code == 404
    assert "Ngọc Ánh" not in ask(office.stranger, "/service-records/").text


def test_the_head_of_a_unit_reads_and_does_not_enter(office, ask):
    made = office.enter()

    assert ask(office.head, f"/service-records/{made.id}").status_code == 200
    assert ask(office.head, f"/service-records/new/{office.ann.id}/rating").status_code == 403
    assert ask(office.head, f"/service-records/{made.id}/void").status_code == 403
    assert ask(office.clerk, "/service-records/confirm", {"record_ids": made.id}).status_code == 403
    assert ask(office.appraiser, f"/service-records/new/{office.ann.id}/rating").status_code == 403


def test_the_list_is_narrowed_by_kind_standing_and_unit(office, ask):
    for wanted in (RATING, WARNING, MATERNITY):
        office.enter(wanted)
    office.enter(SCHOOL, office.school)

    def found(query, who=office.appraiser):
        page = ask(who, f"/service-records/?{query}").text
        return [number for number in range(1, 5) if f'href="/service-records/{records()[number - 1].id}"' in page]

    assert found("") == found("standing=waiting") == [1, 2, 3, 4]
    assert found("kind=discipline") == [2]
    assert found("kind=make_up", office.clerk) == [4]
    assert found("standing=voided") == found("standing=confirmed") == found(f"unit_id={office.other.id}") == []
    assert found("kind=x&standing=decided&after=y") == [1, 2, 3, 4]


def test_a_long_list_goes_on_where_it_stopped(office, ask, monkeypatch):
    monkeypatch.setattr("app.service_records.queries.PAGE", 2)
    for year in range(2015, 2020):
        office.enter(replace(RATING, year=year))

    seen, url = [], "/service-records/"
    while url:
        page = ask(office.clerk, url).text
        seen += [year for year in range(2015, 2020) if f"Năm {year}" in page]
        _, _, rest = page.partition('href="/service-records/?after=')
        url = f"/service-records/?after={rest.partition(chr(34))[0]}" if rest else ""

    assert seen == [2018, 2019, 2016, 2017, 2015]


def test_the_department_confirms_those_it_ticked_of_one_unit(office, ask):
    first, _ = office.enter(), office.enter(replace(RATING, year=2022))
    office.enter(replace(RATING, year=2021), with_file=False)
    desks = [ask(who, "/").text for who in (office.intake, office.appraiser)]
    page = ask(office.intake, f"/service-records/?standing=waiting&unit_id={office.unit.id}").text
    answer = ask(office.intake, "/service-records/confirm", {"record_ids": [first.id]})
    nothing = ask(office.intake, "/service-records/confirm", {}, follow_redirects=True)

    for desk in desks:
        assert f'href="/service-records/?standing=waiting&amp;unit_id={office.unit.id}"' in desk
        assert "Kết quả công tác: 2 mục" in desk
    assert page.count('name="record_ids"') == 2
    assert answer.status_code == 303
    assert [one.confirmed_at is not None for one in records()] == [True, False, False]
    assert "Chưa xác nhận mục nào" in nothing.text


def test_voiding_asks_why_and_shows_it_to_whoever_looks(office, ask):
    made = office.enter()
    without = ask(office.clerk, f"/service-records/{made.id}/void", {"reason": ""})
    answer = ask(office.clerk, f"/service-records/{made.id}/void", {"reason": "Ghi nhầm người."})

    assert (without.status_code, answer.status_code) == (422, 303)
    assert "Lý do: Ghi nhầm người." in ask(office.appraiser, f"/service-records/{made.id}").text
    assert ask(office.clerk, f"/service-records/{made.id}/void").status_code == 409
    assert "Ngọc Ánh" not in ask(office.clerk, "/service-records/").text
    assert "Ngọc Ánh" in ask(office.clerk, "/service-records/?standing=voided").text


def test_one_row_or_fifty_cost_the_same_statements(office, app):
    counts = {"/service-records/": [], f"/nominees/{office.ann.id}": []}
    client = builders.signed_in(app.test_client(), office.clerk)
    start = 1990
    for more in (1, 2, 30):
        for _ in range(more):
            office.enter(replace(RATING, year=start, decided_on=date(2024, 1, 5)))
            start += 1
        for url, found in counts.items():
            with statements() as said:
                assert client.get(url).status_code == 200
            found.append(len(said))

    assert [len(set(found)) for found in counts.values()] == [1, 1]
    assert max(found[0] for found in counts.values()) <= 11
