"""Facts entered by their unit, confirmed with their evidence at Sở Nội vụ, voided; none contradicts another."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from app.errors import Invalid, Refusal
from app.extensions import db
from app.honours.words import Standing
from app.nominees import operations as nominees
from app.nominees.operations import Entry as NomineeEntry
from app.service_records import fields, operations, queries
from app.service_records.faults import ENDS_FIRST, NEGATIVE, NO_MEMBERS, NOT_CHOSEN, NOT_YET_BEGUN
from app.service_records.models import ServiceRecord
from tests.builders import events_of
from tests.service_records.conftest import MATERNITY, RATING, SCHOOL, WARNING, evidence


def told(office, wanted, nominee=None):
    """What is wrong with it; nothing: it was entered."""
    try:
        office.enter(wanted, nominee)
    except Invalid as invalid:
        db.session.rollback()
        return invalid.errors
    return {}


def held(nominee):
    return [(one.kind.value, one.when, one.summary, one.standing) for one in queries.in_force(nominee.id)]


def counted(nominee):
    return queries.counting_and_entered([nominee.id])[0].get(nominee.id, [])


def test_what_a_unit_enters_counts_once_the_department_has_confirmed_it(office):
    made = office.enter()
    before = counted(office.ann)
    done = [operations.confirm([made], actor=office.intake) for _ in range(2)]

    assert (before, done) == ([], [1, 0])
    assert held(office.ann) == [("rating", "Năm 2023", "Hoàn thành tốt nhiệm vụ", Standing.CONFIRMED)]
    assert counted(office.ann) == [fields.Rating(id=made.id, year=2023, value="HTTNV")]
    assert [(event.action, event.actor_name) for event in events_of(made.ref)] == [
        ("enter_service_record", "Lưu Thị Bích Vân"),
        ("confirm_service_record", "Bá Văn Trịnh"),
    ]
    assert events_of(made.ref)[0].data == {
        "nominee": f"nominee:{office.ann.id}",
        "kind": "rating",
        "value": "HTTNV",
        "year": 2023,
        "decision_number": "125/QĐ-SGDĐT",
        "decided_on": "2023-12-15",
        "decided_by": "Giám đốc Sở Giáo dục và Đào tạo",
        "file": "qd.pdf",
        "sha256": queries.scan(made).sha256,
    }


def test_each_kind_is_read_back_as_it_was_entered(office):
    person = [office.enter(wanted) for wanted in (RATING, WARNING, MATERNITY)]
    school = office.enter(SCHOOL, office.school)
    operations.confirm([*person, school], actor=office.appraiser)

    rating, warning, leave = (one.id for one in person)
    assert queries.counting_and_entered([office.ann.id, office.school.id, office.household.id])[0] == {
        office.ann.id: [
            fields.Rating(id=rating, year=2023, value="HTTNV"),
            fields.Discipline(id=warning, starts_on=date(2022, 3, 1), ends_on=date(2023, 3, 1)),
            fields.Leave(id=leave, value="maternity", starts_on=date(2021, 2, 1), ends_on=date(2021, 8, 1)),
        ],
        office.school.id: [
            fields.MakeUp(
                id=school.id,
                year=2024,
                members=20,
                advanced=14,
                completing=20,
                fighters=2,
                disciplined=0,
                value="HTXSNV",
            )
        ],
    }
    assert [one[:3] for one in held(office.ann) + held(office.school)] == [
        ("rating", "Năm 2023", "Hoàn thành tốt nhiệm vụ"),
        ("discipline", "Từ 01/03/2022 đến 01/03/2023", "Cảnh cáo"),
        ("leave", "Từ 01/02/2021 đến 01/08/2021", "Nghỉ thai sản"),
        (
            "make_up",
            "Năm 2024",
            (
                "20 người: 14 Lao động tiên tiến, 20 hoàn thành nhiệm vụ, 2 Chiến sĩ thi đua cơ sở, "
                "0 bị kỷ luật từ cảnh cáo; tổ chức đảng: Hoàn thành xuất sắc nhiệm vụ"
            ),
        ),
    ]


def test_what_has_no_evidence_is_not_confirmed_until_it_has(office):
    made = office.enter(with_file=False)
    name = made.standing_name
    with pytest.raises(Refusal) as refused:
        operations.confirm([made], actor=office.appraiser)
    operations.attach(made, evidence(), actor=office.clerk)
    with pytest.raises(Refusal) as again:
        operations.attach(made, evidence(), actor=office.clerk)

    assert name == "Chưa xác nhận: thiếu minh chứng"
    whose = "Xếp loại chất lượng của Bà Nguyễn Thị Ngọc Ánh – Năm 2023: Hoàn thành tốt nhiệm vụ,"
    assert refused.value.reasons == [f"{whose} {operations.WITHOUT_EVIDENCE}"]
    assert again.value.reasons == [operations.HAS_EVIDENCE]
    assert operations.confirm([made], actor=office.appraiser) == 1
    assert len(counted(office.ann)) == 1


def test_two_ratings_of_one_year_are_refused_with_both_shown(office):
    office.enter()
    other = replace(RATING, value="HTXSNV", decision_number="9/QĐ-SGDĐT")

    assert told(office, other) == {
        "year": "Mâu thuẫn. Đã ghi: Xếp loại chất lượng – Năm 2023: Hoàn thành tốt nhiệm vụ, Quyết định số "
        "125/QĐ-SGDĐT ngày 15/12/2023 – Đơn vị ghi, chờ xác nhận. Đang ghi: Xếp loại chất lượng – Năm 2023: "
        "Hoàn thành xuất sắc nhiệm vụ, Quyết định số 9/QĐ-SGDĐT ngày 15/12/2023. "
        "Mục nào sai thì hủy mục đó, rồi ghi lại."
    }
    assert told(office, replace(other, year=2022)) == {}


@pytest.mark.parametrize(
    ("first", "start", "end", "meets"),
    [
        (WARNING, date(2023, 3, 1), date(2023, 9, 1), True),
        (WARNING, date(2023, 3, 2), None, False),
        (WARNING, date(2021, 3, 2), None, True),
        (WARNING, date(2021, 3, 2), date(2022, 2, 28), False),
        (replace(WARNING, ends_on=None), date(2024, 3, 2), date(2024, 9, 1), True),
        (MATERNITY, date(2021, 8, 1), date(2021, 9, 1), True),
        (MATERNITY, date(2021, 8, 2), date(2021, 9, 1), False),
    ],
)
def test_times_that_overlap_are_refused(office, first, start, end, meets):
    office.enter(first)
    said = told(office, replace(first, starts_on=start, ends_on=end))

    assert [*said] == (["starts_on"] if meets else [])
    assert said.get("starts_on", "Mâu thuẫn.").startswith("Mâu thuẫn.")


def test_nobody_is_said_to_be_born_after_what_is_recorded(office):
    office.enter()
    office.enter(WARNING)
    late = NomineeEntry(name=office.ann.name, honorific="Bà", birth_date=date(2024, 12, 31), version=office.ann.version)

    with pytest.raises(Invalid) as refused:
        nominees.edit(office.ann, late, actor=office.clerk)
    db.session.rollback()

    assert "có trước ngày sinh này" in refused.value.errors["birth_date"]
    nominees.edit(office.ann, replace(late, birth_date=date(1980, 5, 4)), actor=office.clerk)
    assert office.ann.birth_date == date(1980, 5, 4)


def test_one_kind_says_nothing_against_another(office):
    office.enter(WARNING)

    assert told(office, replace(MATERNITY, starts_on=date(2022, 5, 1), ends_on=date(2022, 11, 1))) == {}


@pytest.mark.parametrize(
    ("wanted", "faults"),
    [
        (replace(RATING, year=2026), {"year": "Năm phải từ 1945 đến 2025."}),
        (replace(RATING, year=1979), {"year": "Trước ngày sinh 03/05/1980."}),
        (replace(RATING, year=2024), {"year": "Năm xếp loại không thể sau năm của quyết định."}),
        (replace(RATING, value="TOT"), {"value": NOT_CHOSEN}),
        (
            replace(RATING, decision_number=" ", decided_on=date(2025, 2, 18), decided_by=""),
            {
                "decision_number": "Nhập số quyết định, ví dụ 125/QĐ-SGDĐT.",
                "decided_on": "Ngày quyết định không thể sau hôm nay.",
                "decided_by": "Nhập người hoặc cơ quan quyết định.",
            },
        ),
        (replace(WARNING, starts_on=date(1980, 5, 2)), {"starts_on": "Trước ngày sinh 03/05/1980."}),
        (replace(WARNING, starts_on=date(2025, 2, 18), ends_on=None), {"starts_on": NOT_YET_BEGUN}),
        (replace(MATERNITY, ends_on=date(2021, 1, 31)), {"ends_on": ENDS_FIRST}),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(office, wanted, faults):
    assert told(office, wanted) == faults
    assert db.session.scalars(select(ServiceRecord)).all() == []


def test_of_a_collective_no_part_is_more_than_the_whole(office):
    wrong = replace(SCHOOL, advanced=21, completing=21, fighters=-1, disciplined=21)

    assert told(office, wrong, office.school) == {
        "advanced": "Số Lao động tiên tiến (21) nhiều hơn số thành viên (20).",
        "completing": "Số người hoàn thành nhiệm vụ (21) nhiều hơn số thành viên (20).",
        "fighters": NEGATIVE,
        "disciplined": "Số người bị kỷ luật (21) nhiều hơn số thành viên (20).",
    }
    none = replace(SCHOOL, members=0, advanced=0, completing=0, fighters=0)
    assert told(office, none, office.school) == {"members": NO_MEMBERS}
    assert told(office, replace(SCHOOL, value=""), office.school) == {}
    assert [*told(office, replace(SCHOOL, advanced=1), office.school)] == ["year"]


@pytest.mark.parametrize(
    ("who", "wanted", "words"),
    [
        ("household", RATING, "Xếp loại chất lượng không dành cho hộ gia đình."),
        ("school", WARNING, "Kỷ luật không dành cho tập thể."),
        ("ann", SCHOOL, "Thành phần tập thể không dành cho cá nhân."),
    ],
)
def test_what_is_not_asked_of_such_a_nominee_is_refused(office, who, wanted, words):
    with pytest.raises(Refusal) as refused:
        office.enter(wanted, getattr(office, who))

    assert refused.value.reasons == [words]


def test_a_voided_one_stays_counts_no_more_and_may_be_entered_anew(office):
    made = office.enter()
    with pytest.raises(Invalid):
        operations.void(made, " ", actor=office.clerk)
    operations.void(made, "Ghi nhầm người.", actor=office.clerk)

    assert held(office.ann) == []
    assert (made.void_reason, made.standing) == ("Ghi nhầm người.", Standing.VOIDED)
    assert told(office, RATING) == {}
    assert operations.confirm([made], actor=office.appraiser) == 0
    with pytest.raises(Refusal) as again:
        operations.void(made, "Lần nữa.", actor=office.clerk)
    assert again.value.reasons == [operations.IS_VOID]
    with pytest.raises(Refusal):
        operations.attach(made, evidence(), actor=office.clerk)


def test_what_was_confirmed_only_the_department_voids(office):
    made = office.enter()
    operations.confirm([made], actor=office.appraiser)

    with pytest.raises(Refusal) as told_no:
        operations.void(made, "Ghi nhầm.", actor=office.clerk)
    operations.void(made, "Quyết định đã thu hồi.", actor=office.intake)

    assert told_no.value.reasons == ["Sở Nội vụ đã xác nhận: đề nghị Sở Nội vụ hủy và nêu lý do."]
    assert counted(office.ann) == []


def test_nobody_confirms_what_they_entered_themselves_in_another_office(office):
    record = office.enter()
    both = replace(office.intake, user_id=record.entered_by_id)

    with pytest.raises(Refusal) as refused:
        operations.confirm([record], actor=both)

    assert [reason.endswith(operations.ENTERED_BY_YOU) for reason in refused.value.reasons] == [True]
    assert operations.confirm([record], actor=office.intake) == 1
