"""What a unit reads before it proposes somebody: which awards stand open, what lacks, by which article."""

from dataclasses import replace
from datetime import date

import pytest

from app.awards import queries as awards
from app.awards.verdicts import Verdict
from app.blocks.queries import Rank
from app.eligibility import facts, queries
from app.extensions import db
from app.honours import history
from app.honours import operations as honours
from app.service_records import operations as service
from app.service_records import queries as service_records
from tests import builders
from tests.honours.conftest import LDTT
from tests.service_records.conftest import MATERNITY, WARNING, evidence

FIGHTER = replace(LDTT, award_code="cstd_co_so")
TODAY = date(2025, 2, 17)
YEARS = (2024, 2023, 2022)


def held(office, year, *, confirmed=True, award="cstd_co_so"):
    entry = replace(
        FIGHTER, award_code=award, year=year, decided_on=date(year, 12, 20), decision_number=f"{year}/QĐ-SGDĐT"
    )
    made = office.enter(entry)
    if confirmed:
        honours.confirm([made], actor=office.appraiser)
    return made


@pytest.fixture
def page(office, ask):
    def read(year=2024, nominee=None):
        return ask(office.clerk, f"/eligibility/nominees/{(nominee or office.ann).id}?year={year}").text

    return read


def part_of(page, award):
    return next(part for part in page.split("<details") if f'/awards/{award}"' in part)


def test_it_says_which_year_of_a_title_lacks_and_by_which_article(office, page):
    held(office, 2024)
    held(office, 2023)

    told = part_of(page(), "cstd_tinh")

    assert "Cần 3 năm, mới có 2 năm, còn thiếu 1 năm. Chưa có của năm: 2022." in told
    assert "(Luật TĐKT Điều 22 khoản 1 điểm a)" in told


def test_three_years_on_end_that_are_confirmed_are_met(office, page):
    for year in YEARS:
        held(office, year)

    told = part_of(page(), "cstd_tinh")

    assert "còn thiếu" not in told
    assert "Đã đạt" in told


def test_what_nobody_has_confirmed_satisfies_nothing_and_is_named_as_waiting(office, page):
    held(office, 2024)
    held(office, 2023)
    held(office, 2022, confirmed=False)

    told = part_of(page(), "cstd_tinh")

    assert "Đã ghi nhưng chưa xác nhận: số năm liên tục đạt Chiến sĩ thi đua cơ sở." in told
    assert "Đã đạt" not in told


def test_the_unit_sees_its_people_for_one_award_with_what_to_do_first(office, ask):
    held(office, 2024)

    told = ask(office.clerk, "/eligibility/?award=cstd_tinh&year=2024").text

    assert office.ann.full_name in told
    assert "Cần 3 năm, mới có 1 năm, còn thiếu 2 năm. Chưa có của năm: 2022, 2023." in told
    assert office.household.full_name not in told


def test_an_award_nobody_knows_and_people_of_others_are_not_found(office, ask):
    assert ask(office.clerk, "/eligibility/?award=x").status_code == 404
    assert ask(office.stranger, f"/eligibility/nominees/{office.ann.id}").status_code == 404


def test_the_list_reads_as_many_statements_for_many_as_for_one(office, ask):
    ask(office.clerk, "/eligibility/?award=cstd_tinh")
    db.session.commit()
    with builders.statements() as few:
        ask(office.clerk, "/eligibility/?award=cstd_tinh")
    for number in range(5):
        builders.nominee(office.unit, name=f"Lê Văn {number}")
    db.session.commit()
    with builders.statements() as many:
        ask(office.clerk, "/eligibility/?award=cstd_tinh")

    assert len(many) == len(few)


def rated(office, value, *, confirmed=True):
    wanted = service.Rating(
        year=2024, value=value, decision_number="9/QĐ-SGDĐT", decided_on=date(2024, 12, 30), decided_by="Giám đốc Sở"
    )
    made = service.enter(office.ann, wanted, evidence(), actor=office.clerk)
    if confirmed:
        service.confirm([made], actor=office.appraiser)
    db.session.commit()


def test_a_rating_that_was_confirmed_answers_the_criterion_and_one_that_waits_does_not(office, page):
    rated(office, "HTNV", confirmed=False)
    before = part_of(page(), "lao_dong_tien_tien")
    service.confirm(service_records.in_force(office.ann.id), actor=office.appraiser)
    db.session.commit()
    after = part_of(page(), "lao_dong_tien_tien")

    assert "Đã ghi nhưng chưa xác nhận: mức xếp loại của năm xét." in before
    assert "Đang ghi: Hoàn thành nhiệm vụ." in after


def disciplined(office, *, confirmed=True, **said):
    made = service.enter(office.ann, replace(WARNING, **said), evidence(), actor=office.clerk)
    if confirmed:
        service.confirm([made], actor=office.appraiser)
    db.session.commit()


def test_titles_count_from_the_end_of_a_discipline(office, page):
    for year in YEARS:
        held(office, year)
    disciplined(office, starts_on=date(2022, 3, 1), ends_on=date(2023, 3, 1))

    told = part_of(page(), "cstd_tinh")

    assert "Cần 3 năm, mới có 1 năm, còn thiếu 2 năm. Chưa có của năm: 2022, 2023." in told


def test_a_discipline_that_waits_for_its_confirmation_leaves_open_what_it_would_turn(office, page):
    for year in YEARS:
        held(office, year)
    disciplined(office, confirmed=False, starts_on=date(2024, 3, 1), ends_on=None)

    told = part_of(page(), "cstd_tinh")

    assert "Đã ghi nhưng chưa xác nhận: số năm liên tục đạt Chiến sĩ thi đua cơ sở." in told
    assert "Đã ghi nhưng chưa xác nhận: Sau kỷ luật" in told
    assert "Đã đạt" not in told


def test_a_title_that_waits_takes_nothing_from_those_that_are_enough(office, page):
    for year in YEARS:
        held(office, year)
    held(office, 2021, confirmed=False)

    assert "Đã đạt" in part_of(page(), "cstd_tinh")


def test_a_year_on_maternity_leave_breaks_no_streak_of_titles(office, page):
    for year in (2024, 2023, 2021):
        held(office, year)
    before = part_of(page(), "cstd_tinh")
    leave = replace(MATERNITY, starts_on=date(2022, 2, 1), ends_on=date(2022, 8, 1))
    service.confirm([service.enter(office.ann, leave, evidence(), actor=office.clerk)], actor=office.appraiser)
    db.session.commit()

    assert "Chưa có của năm: 2022." in before
    assert "Đã đạt" in part_of(page(), "cstd_tinh")


@pytest.mark.parametrize(
    ("route", "met"), [("cong_trang", True), ("", True), ("dot_xuat", False), ("chuyen_de", False)]
)
def test_what_was_given_unexpectedly_or_for_a_theme_is_no_base_for_more_by_merit(office, monkeypatch, route, met):
    builders.award("bang_khen_tinh")
    builders.award("bang_khen_ttg")
    held(office, 2023)
    db.session.commit()
    name = next(version.name for version in awards.versions_of("bang_khen_tinh"))
    past = [one._replace(award=name, route=route) for one in history.of(office.ann.id)]
    monkeypatch.setattr(facts.history, "of_many", lambda _: past)

    (line,) = [one for one in queries.of_nominee(office.ann, year=2024, day=TODAY) if one.award == "bang_khen_ttg"]

    assert (line.checked.verdicts["BKTTG-1"] is Verdict.MET) is met


def test_a_unit_that_leads_its_block_meets_the_first_criterion_of_the_flag(office, page, monkeypatch):
    builders.award("co_thi_dua_tinh")
    whole = builders.nominee(office.unit, office.unit.name, kind="collective")
    part = builders.nominee(office.unit, "Phòng Tổ chức", kind="collective")
    db.session.commit()
    rank = Rank(rank=1, block="Khối", year=2024, members=8, held_on=date(2025, 1, 10), minutes=1)
    monkeypatch.setattr(facts, "rank_of", lambda unit, year: rank if (unit, year) == (office.unit.id, 2024) else None)

    assert "Đạt: Dẫn đầu cụm, khối thi đua" in part_of(page(nominee=whole), "co_thi_dua_tinh")
    assert "Chưa có dữ liệu: xếp hạng trong cụm, khối thi đua." in part_of(page(nominee=part), "co_thi_dua_tinh")
