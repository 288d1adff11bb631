"""Awards entered in one step by whoever has the right, confirmed, voided; never twice, never deleted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.errors import Invalid, Refusal
from app.extensions import db
from app.honours import history, operations
from app.honours.history import number_key
from app.honours.models import Honour
from app.honours.operations import Entry
from app.honours.words import Standing
from app.nominees import operations as nominees
from app.nominees.operations import Entry as NomineeEntry
from tests.builders import events_of
from tests.honours.conftest import CERTIFICATE, LDTT


def told(office, entry, *, nominee=None, actor=None):
    """What is wrong with it; nothing: it was entered."""
    try:
        office.enter(entry, nominee, actor)
    except Invalid as invalid:
        db.session.rollback()
        return invalid.errors
    return {}


def held(nominee):
    return [(one.award, one.year, one.decision, one.standing) for one in history.of(nominee.id)]


def test_a_unit_enters_what_units_give_and_the_department_confirms_it(office):
    made = office.enter()

    assert held(office.ann) == [("Lao động tiên tiến", 2023, "125/QĐ-SGDĐT ngày 15/07/2023", Standing.WAITING)]
    assert operations.confirm([made], actor=office.appraiser) == 1
    assert operations.confirm([made], actor=office.appraiser) == 0
    assert held(office.ann)[0][-1] is Standing.CONFIRMED
    assert [(event.action, event.actor_name, event.data) for event in events_of(made.ref)] == [
        (
            "enter_honour",
            "Lưu Thị Bích Vân",
            {
                "nominee": f"nominee:{office.ann.id}",
                "award": "Lao động tiên tiến",
                "decision": "125/QĐ-SGDĐT ngày 15/07/2023",
            },
        ),
        ("confirm_honour", office.appraiser.name, {}),
    ]


def test_nobody_confirms_what_they_entered_themselves_in_another_office(office):
    made = office.enter()
    both = replace(office.appraiser, user_id=made.entered_by_id)

    with pytest.raises(Refusal) as refused:
        operations.confirm([made], actor=both)

    assert refused.value.reasons == [
        "Lao động tiên tiến của Bà Nguyễn Thị Ngọc Ánh, Quyết định số 125/QĐ-SGDĐT ngày 15/07/2023, "
        + operations.ENTERED_BY_YOU
    ]
    assert operations.confirm([made], actor=office.appraiser) == 1


def test_what_the_province_gave_only_the_department_enters_and_it_needs_no_other_eye(office):
    refused = told(office, CERTIFICATE)
    made = office.enter(CERTIFICATE, actor=office.appraiser)

    assert refused == {"award_code": operations.NOT_YOURS}
    assert (made.level, made.confirmed_by_id) == ("province", office.appraiser.user_id)


def test_nobody_was_awarded_before_they_were_born(office):
    born = office.ann.birth_date
    early = replace(LDTT, year=born.year, decided_on=born - timedelta(days=1))
    earlier = replace(early, year=born.year - 1, decided_on=born)
    sentence = "Mâu thuẫn: Nguyễn Thị Ngọc Ánh sinh ngày 03/05/1980, ghi khen thưởng năm {} theo Quyết định ngày {}."

    assert told(office, early) == {"year": sentence.format(1980, "02/05/1980")}
    assert told(office, earlier) == {"year": sentence.format(1979, "03/05/1980")}
    assert told(office, replace(early, decided_on=born)) == {}


def test_nobody_is_said_to_be_born_after_an_award(office):
    office.enter()
    late = NomineeEntry(name=office.ann.name, honorific="Bà", birth_date=date(2023, 7, 16), version=office.ann.version)

    with pytest.raises(Invalid) as refused:
        nominees.edit(office.ann, late, actor=office.clerk)
    db.session.rollback()
    nominees.edit(office.ann, replace(late, birth_date=date(2023, 7, 15)), actor=office.clerk)

    assert refused.value.errors == {
        "birth_date": "Mâu thuẫn: Lao động tiên tiến năm 2023, Quyết định số 125/QĐ-SGDĐT ngày 15/07/2023 có trước "
        "ngày sinh này. Mục nào sai thì sửa mục đó."
    }
    assert office.ann.birth_date == date(2023, 7, 15)


def test_an_award_outside_the_catalogue_has_a_name_and_a_level(office):
    outside = replace(LDTT, award_code="", award_name="Giấy khen của Công đoàn  ngành", level="unit")
    other = replace(outside, level="ministry", decision_number="9/QĐ-LĐLĐ")

    assert told(office, replace(outside, level="")) == {"level": operations.NO_LEVEL}
    assert told(office, other) == {"level": operations.NO_LEVEL}
    assert told(office, replace(outside, award_name="")) == {"award_code": operations.NO_AWARD}
    assert told(office, replace(LDTT, award_name="Giấy khen")) == {"award_name": operations.TWO_AWARDS}
    for name, sentence in (
        ("bằng khen của chủ tịch UBND tỉnh", operations.NOT_YOURS),
        ("Lao động tiên tiến", operations.IN_CATALOGUE),
    ):
        assert told(office, replace(outside, award_name=name)) == {"award_name": sentence}
    assert told(office, outside) == {}
    assert told(office, other, actor=office.appraiser) == {}
    assert [one[0] for one in held(office.ann)] == ["Giấy khen của Công đoàn ngành"] * 2


def test_all_faults_are_told_at_once_and_nothing_is_kept(office):
    wrong = Entry(
        award_code="gia_dinh_van_hoa",
        year=2026,
        decision_number=" ",
        decided_on=date(2025, 2, 18),
        decided_by="",
    )

    assert told(office, wrong) == {
        "award_code": "Gia đình văn hóa không dành cho cá nhân.",
        "year": "Năm phải từ 1945 đến 2025.",
        "decision_number": operations.NO_NUMBER,
        "decided_on": operations.NOT_YET,
        "decided_by": operations.NO_GIVER,
    }
    assert db.session.scalars(select(Honour)).all() == []


def test_a_household_holds_what_households_are_given(office):
    title = replace(LDTT, award_code="gia_dinh_van_hoa", decision_number="12/QĐ-UBND", decided_by="Chủ tịch UBND xã")

    assert told(office, title, nominee=office.household) == {}
    assert told(office, LDTT, nominee=office.household) == {
        "award_code": "Lao động tiên tiến không dành cho hộ gia đình."
    }


@pytest.mark.parametrize(
    ("code", "day", "fault"),
    [
        ("giay_khen_huyen", date(2024, 12, 20), None),
        ("giay_khen_huyen", date(2019, 12, 20), None),
        (
            "giay_khen_huyen",
            date(2025, 7, 1),
            "Ngày 01/07/2025 không còn cấp nào quyết định Giấy khen của Chủ tịch UBND",
        ),
    ],
)
def test_nobody_gave_it_after_its_giver_was_gone(office, code, day, fault):
    from app import clock  # noqa: PLC0415 -- only here
    from tests.honours.conftest import TODAY  # noqa: PLC0415 -- only here

    clock.stand_at(TODAY.replace(year=2026))
    said = told(office, replace(LDTT, award_code=code, year=2018, decided_on=day))

    assert [*said] == (["award_code"] if fault else [])
    assert said.get("award_code", "").startswith(fault or "")


@pytest.mark.parametrize("number", ["125/QĐ-SGDĐT", "0125 / qđ-sgdđt", "125/QD-SGDDT"])
def test_the_same_person_is_named_once_in_a_decision(office, number):
    office.enter()

    assert told(office, replace(LDTT, decision_number=number), actor=office.appraiser) == {
        "decision_number": "Bà Nguyễn Thị Ngọc Ánh đã có Lao động tiên tiến theo Quyết định số "
        "125/QĐ-SGDĐT ngày 15/07/2023: không ghi lần nữa."
    }
    assert told(office, replace(LDTT, decided_on=date(2023, 7, 16), decision_number=number)) == {}


def test_a_voided_one_stays_counts_no_more_and_may_be_entered_anew(office):
    made = office.enter()
    with pytest.raises(Invalid):
        operations.void(made, " ", actor=office.colleague)
    operations.void(made, "Ghi nhầm người.", actor=office.colleague)

    assert held(office.ann) == []
    assert (made.void_reason, made.voided_by_id) == ("Ghi nhầm người.", office.colleague.user_id)
    assert events_of(made.ref)[-1].action == "void_honour"
    assert told(office, LDTT) == {}
    with pytest.raises(Refusal) as again:
        operations.void(made, "Lần nữa.", actor=office.clerk)
    assert again.value.reasons == ["Khen thưởng này đã hủy trước đó."]


def test_what_was_confirmed_only_the_department_voids(office):
    made = office.enter()
    operations.confirm([made], actor=office.appraiser)

    with pytest.raises(Refusal) as told_no:
        operations.void(made, "Ghi nhầm.", actor=office.clerk)
    operations.void(made, "Quyết định đã thu hồi.", actor=office.appraiser)

    assert told_no.value.reasons == ["Sở Nội vụ đã xác nhận: đề nghị Sở Nội vụ hủy và nêu lý do."]
    assert operations.confirm([made], actor=office.appraiser) == 0


@given(st.integers(1, 9999), st.text("abcđ /-", max_size=8), st.integers(0, 3))
def test_zeros_blanks_marks_and_capitals_make_no_other_number(number, rest, zeros):
    typed = f"{number}/{rest}"

    assert number_key("0" * zeros + typed.upper()) == number_key(f" {typed} ".replace("đ", "d"))
    assert number_key(typed) != number_key(f"{number + 1}/{rest}")
