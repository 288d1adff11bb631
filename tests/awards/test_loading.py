from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from werkzeug.exceptions import NotFound

from app.awards import loading, money, queries
from app.awards.criteria import failing
from app.awards.dossier import papers
from app.awards.models import AwardVersion, Criterion, DossierItem, VoteRule

DAY = date(2025, 2, 17)
TABLES = (AwardVersion, Criterion, DossierItem, VoteRule)


@pytest.fixture
def catalogue(session):
    loading.load()


def test_all_awards_are_there_and_loading_again_changes_nothing(session, catalogue):
    def counts():
        return [session.scalar(select(func.count()).select_from(table)) for table in TABLES]

    before, ids = counts(), session.scalars(select(Criterion.id).order_by(Criterion.id)).all()
    loading.load()

    assert counts() == before == [22, 95, 94, 3]
    assert session.scalars(select(Criterion.id).order_by(Criterion.id)).all() == ids


def test_a_row_that_drifted_from_the_file_comes_back(session, catalogue):
    version = queries.version_on("cstd_tinh", DAY)
    version.leaves[0].label = "sai"
    session.delete(version.dossier[-1])
    session.flush()
    session.expire_all()

    loading.load()
    session.expire_all()

    again = queries.version_on("cstd_tinh", DAY)
    assert again.leaves[0].label == "Đã 03 lần liên tục được tặng danh hiệu Chiến sĩ thi đua cơ sở"
    assert [item.doc_code for item in again.dossier][-1] == "quyet_dinh_da_khen"


def test_every_criterion_has_words_of_its_own(session, catalogue):
    unsaid = session.scalars(select(Criterion.code).where(Criterion.label == Criterion.basis)).all()

    assert unsaid == []


def test_thresholds_are_those_of_the_law(session, catalogue):
    rules = {rule.code: (rule.pct, rule.strict, rule.denominator) for rule in session.scalars(select(VoteRule))}

    assert rules == {
        "V90": (90, False, "all_members"),
        "V80": (80, False, "all_members"),
        "VMAJ": (50, True, "all_members"),
    }
    assert queries.version_on("cstd_tinh", DAY).vote_rule.code == "V90"


def test_which_body_considers_an_award_and_how_sure_that_is(session, catalogue):
    awards = ["cstd_tinh", "bang_khen_tinh", "xa_phuong_tieu_bieu", "lao_dong_tien_tien"]
    versions = [queries.version_on(award, DAY) for award in awards]

    assert [(version.considered_by, version.considered_confidence) for version in versions] == [
        ("full", "practice"),
        ("standing", "practice"),
        ("standing", "setting"),
        ("none", "setting"),
    ]


def test_the_certificate_of_the_district_ends_with_the_districts(session, catalogue):
    assert queries.version_on("giay_khen_huyen", date(2025, 6, 30)).name == "Giấy khen của Chủ tịch UBND cấp huyện"
    with pytest.raises(NotFound):
        queries.version_on("giay_khen_huyen", date(2025, 7, 1))
    assert len(queries.versions_open(date(2025, 7, 1))) == 21


def test_the_base_salary_follows_the_day(session, catalogue):
    days = [date(2023, 6, 30), date(2024, 6, 30), date(2024, 7, 1)]
    found = [queries.base_salary_on(day) for day in days]

    assert [row and row.value for row in found] == [None, 1_800_000, 2_340_000]


def test_money_is_rounded_up_to_ten_thousand(session, catalogue):
    expected = {
        ("lao_dong_tien_tien", "individual"): 710_000,
        ("cstd_tinh", "individual"): 7_020_000,
        ("tap_the_ldxs", "collective"): 3_510_000,
        ("co_thi_dua_tinh", "collective"): 18_720_000,
        ("bang_khen_tinh", "household"): 5_270_000,
        ("giay_khen_xa", "household"): 1_060_000,
        ("xa_phuong_tieu_bieu", "commune"): 4_680_000,
        ("ky_niem_chuong_tinh", "individual"): None,  # the law says only: at most
        ("cstd_tinh", "collective"): None,
    }

    paid = {(award, kind): money.bonus(queries.version_on(award, DAY), kind, DAY) for award, kind in expected}

    assert paid == expected


@given(st.decimals("0.1", "40", places=2), st.integers(1_000_000, 5_000_000))
def test_rounding_up_never_loses_and_never_adds_a_whole_step(times, salary):
    paid = money.rounded_up(times * salary, 10_000)

    assert paid % 10_000 == 0
    assert Decimal(0) <= paid - times * salary < 10_000


def test_papers_follow_the_kind_of_nominee_and_the_route(session, catalogue):
    version = queries.version_on("bang_khen_tinh", DAY)
    reports = {
        ("individual", ""): "bao_cao_ca_nhan",
        ("household", "doi_ngoai"): "bao_cao_ca_nhan",
        ("collective", "cong_trang"): "bao_cao_tap_the",
        ("individual", "dot_xuat"): "bao_cao_dot_xuat",
        ("collective", "chuyen_de"): "bao_cao_chuyen_de",
    }

    needed = {(kind, route): papers(version, kind, route) for kind, route in reports}

    assert {case: [item.doc_code for item in found.required] for case, found in needed.items()} == {
        case: ["to_trinh", report, "bien_ban_xet_kt"] for case, report in reports.items()
    }
    assert [item.doc_code for item in needed["individual", ""].optional] == [
        "cn_sang_kien_co_so",
        "xn_thanh_tich",
        "xn_nghia_vu",
    ]


def test_criteria_follow_who_is_nominated(session, catalogue):
    expected = {
        ("cstd_tinh", "individual", "cong_nhan", ""): ["CST-1", "CST-2", "CST-3", "CST-4", "CST-5"],
        ("bang_khen_tinh", "household", "", ""): ["BK-16"],
        ("lao_dong_tien_tien", "individual", "cong_chuc_vien_chuc", ""): ["LDTT-1", "LDTT-2"],
        ("lao_dong_tien_tien", "individual", "", ""): ["LDTT-1", "LDTT-2"],
        ("lao_dong_tien_tien", "individual", "nong_dan", ""): ["LDTT-3", "LDTT-4"],
        ("co_thi_dua_tinh", "collective", "", "chuyen_de"): ["COT-5", "COT-6"],
        ("co_thi_dua_tinh", "collective", "", ""): ["COT-1", "COT-2", "COT-3", "COT-4", "COT-5", "COT-6"],
    }

    found = {case: queries.leaves_for(queries.version_on(case[0], DAY), *case[1:])[1] for case in expected}

    assert {case: [leaf.code for leaf in leaves] for case, leaves in found.items()} == expected


def test_a_worker_may_use_the_easier_criteria_or_those_of_everybody(session, catalogue):
    version = queries.version_on("bang_khen_tinh", DAY)
    tree, _ = queries.leaves_for(version, "individual", "cong_nhan")

    assert failing(tree, {"BK-7": "met", "BK-8": "met"}) == []
    assert failing(tree, {"BK-1": "met", "BK-5": "met"}) == []
    assert failing(tree, {"BK-7": "met"}) != []


def test_the_rules_fail_where_the_examples_of_the_catalogue_do(session, catalogue):
    def missed(award, *met):
        tree, _ = queries.leaves_for(queries.version_on(award, DAY), "individual")
        return failing(tree, dict.fromkeys(met, "met"))

    assert missed("cstd_tinh", "CST-2", "CST-4", "CST-5") == ["CST-1"]
    assert missed("cstd_co_so", "CSCS-1", "CSCS-3") == []
    assert missed("cstd_co_so", "CSCS-1") == ["CSCS-2", "CSCS-3", "CSCS-4", "CSCS-5"]
