import pytest
from sqlalchemy import event, select

from app.extensions import db
from app.nominees import openings
from app.nominees.models import Nominee
from app.nominees.openings import Past
from tests import builders

PERSON = {
    "honorific": "Bà",
    "name": "Nguyễn Thị Ngọc Ánh",
    "birth_date": "03/05/1980",
    "worker_class": "cong_chuc_vien_chuc",
    "citizen_id": "058 080 001 234",
}


@pytest.fixture
def unit(session):
    return builders.organisation()


@pytest.fixture
def clerk(client, unit):
    return builders.signed_in(client, builders.actor("unit_clerk", unit))


def test_adding_a_person_leads_to_their_page(clerk):
    answer = clerk.post("/nominees/new/individual", data=PERSON)
    answer = clerk.post("/nominees/new", data=PERSON) if answer.status_code == 308 else answer

    made = db.session.scalars(select(Nominee)).one()
    assert (answer.status_code, answer.location) == (303, f"/nominees/{made.id}")
    assert (made.name, made.citizen_id, made.worker_class) == (
        "Nguyễn Thị Ngọc Ánh",
        "058080001234",
        "cong_chuc_vien_chuc",
    )


def test_bad_input_comes_back_with_all_that_was_typed(clerk):
    answer = clerk.post("/nominees/new", data=PERSON | {"name": "", "citizen_id": "123", "position": "Giáo viên"})

    assert answer.status_code == 422
    for shown in ('href="#name"', "Số căn cước gồm đúng 12 chữ số.", 'value="Giáo viên"', 'value="03/05/1980"'):
        assert shown in answer.text


def test_a_young_person_is_saved_with_a_doubt(clerk):
    page = clerk.post("/nominees/new", data=PERSON | {"birth_date": "01/01/2024"}, follow_redirects=True).text

    assert "Nguyễn Thị Ngọc Ánh sinh ngày 01/01/2024, chưa đủ 16 tuổi. Kiểm tra lại ngày sinh." in page


def test_a_namesake_must_be_confirmed_on_the_page(clerk, unit):
    clerk.post("/nominees/new", data=PERSON)
    again = PERSON | {"citizen_id": ""}

    told = clerk.post("/nominees/new", data=again)
    kept = clerk.post("/nominees/new", data=again | {"is_another": "y"})

    assert (told.status_code, kept.status_code) == (422, 303)
    assert 'name="is_another"' in told.text


def test_a_collective_has_a_page_of_its_own(clerk):
    page = clerk.get("/nominees/new/collective").text
    answer = clerk.post("/nominees/new/collective", data={"name": "Tổ Toán", "collective_class": "Đơn vị sự nghiệp"})

    assert "Phân loại tập thể" in page
    assert answer.status_code == 303


HOUSEHOLD = {
    "honorific": "Bà",
    "name": "Katơr Thị Sính",
    "household_size": "5",
    "hamlet": "Thôn Ma Oai",
    "address": "xã Phước Thắng, huyện Bác Ái",
}


def test_a_household_has_a_page_of_its_own(clerk):
    answer = clerk.post("/nominees/new/household", data=HOUSEHOLD)
    page = clerk.get(answer.location).text

    assert answer.status_code == 303
    for shown in ("Hộ gia đình bà Katơr Thị Sính", "Thôn Ma Oai", "xã Phước Thắng, huyện Bác Ái", "Số nhân khẩu"):
        assert shown in page
    assert "Hộ gia đình bà Katơr Thị Sính" in clerk.get("/nominees/?kind=household").text
    assert "Katơr Thị Sính" not in clerk.get("/nominees/?kind=collective").text


def test_a_household_without_place_or_with_nobody_in_it_comes_back_with_all_that_was_typed(clerk):
    answer = clerk.post("/nominees/new/household", data=HOUSEHOLD | {"hamlet": "", "household_size": "0"})

    assert answer.status_code == 422
    for shown in ('href="#hamlet"', "Số nhân khẩu phải từ 1 đến 50.", 'value="Katơr Thị Sính"', 'value="Bà"'):
        assert shown in answer.text


@pytest.mark.parametrize("tail", ["", "/edit"])
def test_another_unit_does_not_see_the_register(client, unit, tail):
    nominee = builders.nominee(unit, "Katơr Bình")
    stranger = builders.actor("unit_clerk", builders.organisation("SYT", "Sở Y tế"))
    signed = builders.signed_in(client, stranger)

    assert signed.get(f"/nominees/{nominee.id}{tail}").status_code == 404
    assert signed.post(f"/nominees/{nominee.id}/retire").status_code == 404
    assert nominee.name not in signed.get("/nominees/").text


@pytest.mark.parametrize("role", ["unit_head", "snv_intake", "chairman"])
def test_only_the_clerk_of_a_unit_keeps_a_register(client, unit, role):
    signed = builders.signed_in(client, builders.actor(role, unit))

    assert signed.get("/nominees/").status_code == 403


def test_an_edit_of_an_old_page_shows_back_what_was_typed(clerk, unit):
    nominee = builders.nominee(unit, worker_class="cong_nhan", honorific="Bà")
    db.session.commit()
    url = f"/nominees/{nominee.id}/edit"
    clerk.post(url, data=PERSON | {"version": "1", "position": "Giáo viên"})

    answer = clerk.post(url, data=PERSON | {"version": "1", "position": "Hiệu trưởng"})

    assert answer.status_code == 409
    assert "Hiệu trưởng" in answer.text


def test_retiring_and_bringing_back(clerk, unit):
    nominee = builders.nominee(unit)
    db.session.commit()

    assert clerk.post(f"/nominees/{nominee.id}/retire").status_code == 303
    assert "Đã ngừng dùng" in clerk.get(f"/nominees/{nominee.id}").text
    assert clerk.post(f"/nominees/{nominee.id}/bring-back").status_code == 303
    assert clerk.get(f"/nominees/{nominee.id}/retire").status_code == 405


def test_lists_show_only_the_end_of_a_citizen_id(clerk, unit):
    builders.nominee(unit, citizen_id="058080001234")
    db.session.commit()

    page = clerk.get("/nominees/").text

    assert "••••••••1234" in page
    assert "058080001234" not in page


def test_a_room_above_tells_what_became_of_a_nominee(clerk, unit, monkeypatch):
    nominee = builders.nominee(unit)
    db.session.commit()
    monkeypatch.setattr(openings, "_makers", [])
    openings.shows_history(
        lambda found, actor: [
            Past(
                award=f"Bằng khen cho {found.name}",
                round_name="Đợt 1",
                state="Đang thẩm định",
                since=found.created_at.date(),
                endpoint="nominations.show",
                values={"nomination_id": 7},
            )
        ]
    )

    page = clerk.get(f"/nominees/{nominee.id}").text
    assert '<a href="/nominations/7">Bằng khen cho Nguyễn Thị Ngọc Ánh</a>' in page


def test_one_row_or_fifty_cost_the_same_queries(clerk, unit):
    def cost():
        asked = []
        count = lambda *args: asked.append(args[2])  # noqa: E731 -- an event wants the same object to be removed
        event.listen(db.engine, "before_cursor_execute", count)
        clerk.get("/nominees/")
        event.remove(db.engine, "before_cursor_execute", count)
        return len(asked)

    costs = []
    for more in (1, 2, 47):
        for number in range(more):
            builders.nominee(unit, f"Lê Văn {number}")
        db.session.commit()
        costs.append(cost())

    assert costs[0] == costs[1] == costs[2] <= 10
