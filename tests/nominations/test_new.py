"""A case is opened: chosen from open rounds and the unit's own register, refused in words."""

import pytest
from sqlalchemy import select

from app import clock
from app.audit.models import AuditEvent
from app.errors import Invalid
from app.extensions import db
from app.nominations import codes, drafting
from app.nominations.choosing import Offer
from app.nominations.drafting import NewCase
from app.nominations.models import DraftField, Nomination
from app.nominees.models import NomineeKind
from tests import builders
from workflows.award_province_1 import State


@pytest.fixture
def person(office):
    made = builders.nominee(
        office.unit, "Đàng Năng Thọ", honorific="Ông", position="Giáo viên", department="Trường THPT Chu Văn An"
    )
    db.session.commit()
    return made


def sent(person, **more):
    fields = {"nominee_id": person.id, "route": "cong_trang", "is_unclassified": "y"} | more
    return {name: value for name, value in fields.items() if value is not None}


def url(office):
    return f"/nominations/new?what={office.offer.value}"


def cases():
    return db.session.scalars(select(Nomination).order_by(Nomination.id)).all()


def test_the_first_page_offers_open_rounds_and_speaks_of_state_secrets(ask, office):
    page = ask(office.clerk, "/nominations/new").text

    assert "Không đưa bí mật nhà nước vào phần mềm này." in page
    assert "Bằng khen của Chủ tịch UBND tỉnh" in page


def test_people_are_found_without_marks_and_without_script(ask, office, person):
    builders.nominee(office.unit, "Trượng Thị Kim Phụng")

    page = ask(office.clerk, url(office) + "&words=dang nang").text

    assert ("Đàng Năng Thọ" in page, "Trượng Thị Kim Phụng" in page) == (True, False)


def test_a_new_case_has_a_code_a_snapshot_blank_texts_and_a_history(ask, office, person):
    response = ask(office.clerk, url(office), sent(person, period_from="2023", period_to="2024"))

    (case,) = cases()
    assert (response.status_code, response.location) == (303, f"/nominations/{case.id}/edit")
    assert (case.code, case.state, case.honorific, case.nominee_name, case.nominee_title) == (
        "HS-2025-00001",
        State.DRAFT,
        "Ông",
        "Đàng Năng Thọ",
        "Giáo viên, Trường THPT Chu Văn An",
    )
    assert (case.unit_id, case.route, case.period_from, case.period_to) == (office.unit.id, "cong_trang", 2023, 2024)
    assert [(f.key, f.text, f.version) for f in case.fields] == [
        ("achievements", "", 0),
        ("awards_held", "", 0),
        ("citation", "", 0),
        ("profile", "", 0),
    ]
    assert db.session.scalars(select(AuditEvent.action)).all() == ["open_draft"]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"is_unclassified": ""}, "Xác nhận hồ sơ không có nội dung bí mật nhà nước"),
        ({"nominee_id": None}, "Chọn cá nhân, tập thể hoặc hộ gia đình được đề nghị."),
        ({"route": ""}, "Chọn loại hình khen thưởng."),
        ({"route": "nien_han"}, "Chọn một mục trong danh sách."),
        ({"route": "chuyen_de"}, "Khen theo chuyên đề phải chọn phong trào thi đua."),
        ({"period_from": "2024"}, "Nhập cả năm đầu và năm cuối."),
        ({"period_from": "2024", "period_to": "2023"}, "Năm đầu không sau năm cuối"),
        ({"period_from": "2024", "period_to": "2026"}, "từ 1945 đến 2025"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_made(ask, office, person, more, sentence):
    response = ask(office.clerk, url(office), sent(person, **more))

    assert (response.status_code, sentence in response.text, cases()) == (422, True, [])


def test_the_same_award_for_the_same_person_in_the_round_is_refused_with_a_link(ask, office, person):
    ask(office.clerk, url(office), sent(person))

    response = ask(office.colleague, url(office), sent(person))

    (case,) = cases()
    assert response.status_code == 422
    assert "đã có hồ sơ HS-2025-00001 cho danh hiệu, hình thức này trong đợt" in response.text
    assert f'href="/nominations/{case.id}"' in response.text


def test_after_a_withdrawal_the_person_may_be_nominated_again(ask, office, person):
    ask(office.clerk, url(office), sent(person))
    cases()[0].state = State.WITHDRAWN

    ask(office.clerk, url(office), sent(person))

    assert [case.code for case in cases()] == ["HS-2025-00001", "HS-2025-00002"]


def test_a_refused_case_takes_no_number(ask, office, person):
    ask(office.clerk, url(office), sent(person, period_from="2024", period_to="2026"))
    ask(office.clerk, url(office), sent(person))

    assert [case.code for case in cases()] == ["HS-2025-00001"]


def test_a_kind_the_award_is_not_for_is_refused(office):
    office.award.subjects = ["individual"]
    body = builders.nominee(office.unit, "Trường THPT Chu Văn An", NomineeKind.COLLECTIVE)
    wanted = NewCase(nominee_id=body.id, route="cong_trang", is_unclassified=True)

    with pytest.raises(Invalid) as refused:
        drafting.open_draft(office.offer, wanted, actor=office.clerk)

    assert refused.value.errors == {
        "nominee_id": "Bằng khen của Chủ tịch UBND tỉnh không dành cho loại đối tượng của Trường THPT Chu Văn An."
    }


def test_a_retired_person_is_refused(ask, office, person):
    person.is_active = False

    response = ask(office.clerk, url(office), sent(person))

    assert (response.status_code, "đã ngừng dùng trong danh sách" in response.text) == (422, True)


def test_a_closed_round_takes_no_case(ask, office, person):
    office.in_round.closes_on = clock.today().replace(day=1)

    response = ask(office.clerk, url(office), sent(person))

    assert (response.status_code, cases()) == (422, [])
    assert "Hôm nay không có đợt xét nào nhận hồ sơ" in response.text


def test_a_round_that_closed_meanwhile_is_refused_by_the_operation_too(office, person):
    office.in_round.closes_on = clock.today().replace(day=1)

    with pytest.raises(Invalid) as refused:
        drafting.open_draft(
            Offer(office.in_round, office.award),
            NewCase(nominee_id=person.id, route="cong_trang", is_unclassified=True),
            actor=office.clerk,
        )

    assert [*refused.value.errors] == ["what"]


def test_somebody_of_another_unit_cannot_be_named(ask, office, person):
    assert ask(office.stranger, url(office), sent(person)).status_code == 404


def test_only_the_clerk_opens_cases(ask, office, person):
    answers = [ask(who, url(office), sent(person)).status_code for who in (office.head, office.officer)]

    assert answers == [403, 403]


def test_codes_count_by_year(office, tmp_path):
    first = [codes.take(), codes.take()]
    clock.stand_at(clock.now().replace(year=2026))

    assert [*first, codes.take()] == ["HS-2025-00001", "HS-2025-00002", "HS-2026-00001"]


def test_every_text_of_the_form_is_there_from_the_start(office, person, ask):
    ask(office.clerk, url(office), sent(person))

    assert len(db.session.scalars(select(DraftField)).all()) == 4
