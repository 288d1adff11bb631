"""Thử đối chiếu: the cases with known answers, typed into the page as people type them."""

from datetime import date
from pathlib import Path

import pytest

from app.awards import common, loading, rulebook
from app.extensions import db
from app.facts import read_facts

VECTORS = read_facts(Path(__file__).parents[1] / "awards" / "vectors.yaml")["eligibility"]
TYPED = [vector for vector in VECTORS if "records" not in vector["given"] and vector["award"] != "any"]
STANDS = {
    "pass": {"Đủ tiêu chuẩn theo dữ liệu đã xác nhận", "Chưa thấy vướng, còn điều phải bổ sung"},
    "fail": {"Chưa đạt", "Không đạt"},
    "hold": {"Đang tạm dừng xét"},
}
BOOK = rulebook.shipped(date(2024, 10, 1))
LABELS = {leaf.code: leaf.label for rule in BOOK.rules.values() for v in rule.variants for leaf in v.leaves}


@pytest.fixture
def page(office, ask):
    loading.load()
    db.session.commit()

    def read(award, subject, **typed):
        words = {"subject": subject, "date": "01/10/2024"} | typed
        return ask(office.clerk, f"/eligibility/awards/{award}", query_string=words).text

    return read


def as_typed(name, value):
    if isinstance(value, bool):
        return str(value).lower()
    if name.startswith("collective.share"):
        return f"{value * 100:g}".replace(".", ",")
    return "/".join(reversed(value.split("-"))) if name == "discipline.ended_on" else str(value).replace(".", ",")


def standing(page):
    return page.split('class="badge-state')[1].split(">")[1].split("<")[0].strip()


def test_every_case_that_can_be_typed_gets_its_known_answer(page):
    assert len(TYPED) > 20
    for vector in TYPED:
        typed = {name: as_typed(name, value) for name, value in vector["given"].items()}
        told = page(vector["award"], vector["subject"], **typed)
        assert standing(told) in STANDS[vector["expect"]], vector
        stands_there = [code for code in vector["failed"] if code in LABELS and LABELS[code] not in told]
        assert stands_there == [], vector


def test_a_hold_is_told_for_whatever_award(page):
    for award in ("cstd_tinh", "bang_khen_tinh", "hc_lao_dong_ba"):
        told = page(award, "individual", **{"hold.investigation_pending": "true"})
        assert (standing(told), common.said()["G02"]["label"] in told) == ("Đang tạm dừng xét", True)


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("title.streak.cstd_co_so", "ba", "Nhập số nguyên, ví dụ 3."),
        ("title.streak.cstd_co_so", "-1", "Nhập số nguyên, ví dụ 3."),
        ("discipline.ended_on", "31/02/2024", "Nhập ngày dạng ngày/tháng/năm, ví dụ 31/12/2024."),
        ("law_compliance.ok", "maybe", "Chọn trong danh sách."),
    ],
)
def test_what_cannot_be_read_says_so_beside_its_field_and_stays(page, name, typed, sentence):
    told = page("cstd_tinh", "individual", **{name: typed, "initiative.count_unused.tinh": "1"})

    assert sentence in told
    assert typed == "maybe" or f'value="{typed}"' in told
    assert 'value="1"' in told


def test_a_share_beyond_every_number_says_so_beside_its_field(page):
    told = page("tap_the_ldtt", "collective", **{"collective.share_ldtt": "1e9999999"})

    assert "Nhập tỷ lệ phần trăm từ 0 đến 100, ví dụ 70." in told


def test_a_share_is_typed_as_per_cent(page):
    told = page("tap_the_ldtt", "collective", **{"collective.share_ldtt": "69,5%"})

    assert "Cần 70%, mới có 69,5%, còn thiếu 0,5%." in told
