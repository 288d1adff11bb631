"""A household's dossier: its own texts and years, where it lives, and one rule of criteria and money."""

import pytest

from app.awards import money, queries
from app.extensions import db
from app.nominations import sections
from app.nominations.completeness import gaps
from app.nominations.models import Nomination
from app.nominees import operations as nominees
from app.nominees.models import NomineeKind
from app.nominees.operations import Entry
from tests import builders


@pytest.fixture
def household(office):
    entry = Entry(
        name="Katơr Thị Sính",
        honorific="Bà",
        hamlet="Thôn Ma Oai",
        address="xã Phước Thắng, huyện Bác Ái",
        household_size=5,
    )
    made = nominees.add(NomineeKind.HOUSEHOLD, entry, actor=office.clerk)
    db.session.commit()
    return made


@pytest.fixture
def case(ask, office, household):
    sent = {"nominee_id": household.id, "route": "cong_trang", "period_from": 2023, "period_to": 2024}
    answer = ask(office.clerk, f"/nominations/new?what={office.offer.value}", sent | {"is_unclassified": "y"})
    assert answer.status_code == 303
    return db.session.query(Nomination).one()


def test_it_is_offered_where_the_award_is_for_households_and_called_by_its_head(ask, office, household, case):
    page = ask(office.clerk, f"/nominations/new?what={office.offer.value}").text

    assert "Hộ gia đình bà Katơr Thị Sính" in page
    assert (case.honorific, case.nominee_name, case.nominee_key, case.nominee_title, case.worker_class) == (
        "",
        "Hộ gia đình bà Katơr Thị Sính",
        household.sort_key,
        "Thôn Ma Oai, xã Phước Thắng, huyện Bác Ái",
        "",
    )
    shown = ask(office.clerk, f"/nominations/{case.id}").text
    for said in ("Hộ gia đình bà Katơr Thị Sính", "Nơi cư trú", "Thôn Ma Oai, xã Phước Thắng, huyện Bác Ái"):
        assert said in shown


def test_an_award_that_is_not_for_households_refuses_it(ask, office, household):
    office.award.subjects = ["individual", "collective"]
    db.session.commit()
    url = f"/nominations/new?what={office.offer.value}"

    assert "Katơr Thị Sính" not in ask(office.clerk, url).text
    refused = ask(office.clerk, url, {"nominee_id": household.id, "route": "cong_trang", "is_unclassified": "y"})
    assert (refused.status_code, "không dành cho loại đối tượng" in refused.text) == (422, True)


def test_its_texts_and_what_it_lacks_are_a_households(case):
    assert [section.title for section in sections.of(case)] == [
        "Nội dung đề nghị khen",
        "Sơ lược về hộ gia đình",
        "Thành tích đạt được",
        "Các hình thức đã được khen thưởng",
    ]
    case.nominee_title = ""
    assert "Chưa ghi nơi cư trú của hộ gia đình được đề nghị." in [gap.sentence for gap in gaps(case)]


def test_nobody_rates_a_household_in_its_years(ask, office, case):
    url = f"/nominations/{case.id}/years/new"
    page, silent = ask(office.clerk, url).text, ask(office.clerk, url, {"year": "2023"})
    answer = ask(office.clerk, url, {"year": "2023", "title": "Gia đình văn hóa"})

    assert ("Mức xếp loại" in page, "Ví dụ: Gia đình văn hóa." in page) == (False, True)
    assert (silent.status_code, "Ghi ít nhất danh hiệu hoặc thành tích của năm." in silent.text) == (422, True)
    assert answer.status_code == 303
    assert "Xếp loại" not in ask(office.clerk, f"/nominations/{case.id}").text


def test_its_criteria_and_its_money_are_those_of_the_catalogue(app):
    for code, criterion in (("bang_khen_tinh", ["BK-16"]), ("gia_dinh_van_hoa", ["GDVH-1"])):
        version = builders.award(code)
        assert [leaf.code for leaf in queries.leaves_for(version, "household")[1]] == criterion
        assert money.multiple(version, "household") is not None
