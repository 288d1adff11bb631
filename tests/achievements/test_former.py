"""Uses for awards given on paper: entered once with the decision, confirmed by somebody else, void where wrong."""

from datetime import date
from io import BytesIO

import pytest

from app.achievements import former, queries
from app.achievements.former import Entry
from app.eligibility import queries as eligibility
from app.errors import Invalid, Refusal
from app.extensions import db
from app.nominations.held import already
from tests import builders
from tests.achievements.test_uses import chosen, refusal, rely
from tests.builders import events_of
from workflows.award_province_1 import State

GIVEN = {
    "kind": "title",
    "award_name": "Chiến sĩ thi đua cơ sở năm 2024",
    "decision_number": "125/QĐ-SGDĐT",
    "decided_on": date(2025, 1, 15),
    "decided_by": "Giám đốc Sở Giáo dục và Đào tạo",
}
CALLED = "Chiến sĩ thi đua cơ sở năm 2024, Quyết định số 125/QĐ-SGDĐT ngày 15/01/2025"


def enter(house, one, **more):
    entry = Entry(**({"nominee_id": house.author.id} | GIVEN | more))
    made = former.enter(one, entry, builders.stored_file(), actor=house.clerk)
    db.session.commit()
    return made


def faults(house, one, **more):
    with pytest.raises(Invalid) as told:
        enter(house, one, **more)
    db.session.rollback()
    return told.value.errors


def test_what_was_used_on_paper_no_case_uses_again_for_the_same_kind(house):
    one = house.initiative()
    enter(house, one)
    praise = house.case("bang_khen_tinh")
    rely(house, praise, one)

    assert refusal(house, house.case(), one) == {
        "initiatives": "“Học liệu số”: Đã dùng cho Chiến sĩ thi đua cơ sở năm 2024 trước đây."
    }
    assert chosen(praise) == [one.id]


def test_a_use_is_entered_once_and_not_beside_a_decided_case(house):
    one, other = house.initiative(), house.initiative("Sổ theo dõi học sinh")
    enter(house, one)
    case = house.case()
    rely(house, case, other)
    case.state = State.PUBLISHED
    db.session.commit()

    assert faults(house, one) == {"kind": f"Đã ghi một lần dùng cho danh hiệu thi đua: {CALLED}."}
    assert faults(house, other) == {"kind": f"Đã dùng cho danh hiệu thi đua ở hồ sơ {case.code}, đã có quyết định."}
    assert faults(house, other, decided_on=date(2024, 2, 29), kind="commendation") == {
        "decided_on": "Trước ngày sáng kiến được áp dụng lần đầu (01/03/2024)."
    }
    assert faults(house, other, nominee_id=0, decided_on=date(2099, 1, 1), kind="commendation").keys() == {
        "nominee_id",
        "decided_on",
    }


def test_once_confirmed_a_case_that_relies_on_it_has_failed(house):
    one, case = house.initiative(), house.case()
    rely(house, case, one)
    made = enter(house, one)
    found = []
    for _ in range(2):
        outlook = eligibility.of_case(case, already(case))
        found.append("G08" in [line.code for line in outlook.in_the_way])
        former.confirm(made, actor=house.appraiser)
        db.session.commit()

    assert found == [False, True]
    assert [event.action for event in events_of(made.ref)] == ["enter_former_use", "confirm_former_use"]


def test_what_is_void_counts_no_more_and_who_voids_depends_on_the_confirmation(house):
    one = house.initiative()
    made = enter(house, one)
    former.confirm(made, actor=house.appraiser)
    with pytest.raises(Refusal) as told:
        former.void(made, "Ghi nhầm.", actor=house.clerk)
    former.void(made, "Ghi nhầm.", actor=house.appraiser)
    with pytest.raises(Refusal):
        former.confirm(made, actor=house.appraiser)

    assert told.value.reasons == ["Sở Nội vụ đã xác nhận: đề nghị Sở Nội vụ hủy và nêu lý do."]
    assert [choice.is_free for choice in queries.choices(house.case())] == [True]


def test_the_pages_from_the_initiative_to_the_confirmation(house, ask):
    one = house.initiative()
    page = f"/achievements/former-uses/new/{one.id}"
    typed = {"nominee_id": house.author.id} | GIVEN | {"decided_on": "15/01/2025"}
    bare = ask(house.clerk, page, typed)
    made = ask(house.clerk, page, typed | {"scan": (BytesIO(builders.blank_pdf()), "quyet-dinh.pdf")})
    (use,) = former.listed(house.clerk)
    listed = ask(house.appraiser, "/achievements/former-uses").text
    done = ask(house.appraiser, f"/achievements/former-uses/{use.id}/confirm", {})
    void = f"/achievements/former-uses/{use.id}/void"

    assert page in ask(house.clerk, f"/initiatives/{one.id}").text
    assert (bare.status_code, "Chọn bản quét quyết định." in bare.text, GIVEN["award_name"] in bare.text) == (
        422,
        True,
        True,
    )
    assert (made.status_code, CALLED in listed, done.status_code) == (303, True, 303)
    assert ask(house.clerk, void).status_code == 409
    assert ask(house.appraiser, void, {"reason": "Nhầm sáng kiến."}).status_code == 303
    assert "Nhầm sáng kiến." in ask(house.clerk, "/achievements/former-uses").text
    assert ask(house.stranger, f"/achievements/former-uses/{use.id}/scan").status_code == 404
    assert ask(house.stranger, page).status_code == 404
