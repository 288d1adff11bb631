"""What was told to one office is opened in that office, whichever of them its holder happens to act in."""

import re

import pytest

from app import clock
from app.accounts.models import UserSession
from app.extensions import db
from app.outbox import operations as outbox
from app.outbox.models import Notice
from tests import builders
from workflows.award_province_1 import State
from workflows.vocabulary import Role


@pytest.fixture
def both(app):
    """One person: clerk of a unit, and administrator's neighbour at the department without a room of cases."""
    unit, department = builders.organisation(), builders.organisation("SNV", "Sở Nội vụ")
    person = builders.user("Lưu Thị Thanh Nhàn")
    clerk = builders.actor(Role.UNIT_CLERK, unit, person)
    accountant = builders.actor(Role.ACCOUNTANT, department, person)
    award = builders.award()
    case = builders.nomination(unit, award, builders.award_round(award), "Katơr Thị Nhung", state=State.RETURNED)
    errand = outbox.put("tell", subject=case.ref)
    db.session.flush()
    told = {"user_id": person.id, "errand_id": errand.id, "organisation_id": unit.id, "created_at": clock.now()}
    db.session.add(Notice(**told, text="Sở Nội vụ trả hồ sơ: Katơr Thị Nhung.", subject=case.ref))
    db.session.commit()
    return clerk, accountant, case


def leads_to(page, case):
    return f'<a href="/nominations/{case.id}">Sở Nội vụ trả hồ sơ: Katơr Thị Nhung.</a>' in page


def test_in_its_own_office_a_notice_is_a_link(client, both):
    clerk, _, case = both

    page = builders.signed_in(client, clerk).get("/").text

    assert (leads_to(page, case), "Mở bằng vai trò" in page) == (True, False)


def test_in_another_office_it_says_which_one_opens_it_and_the_button_leads_there(client, both):
    clerk, accountant, case = both
    inside = builders.signed_in(client, accountant)

    page = inside.get("/").text
    button = re.search(r'name="next" value="([^"]*)">.*?name="appointment_id"\s+value="(\d+)"', page, re.DOTALL)
    pressed = inside.post("/accounts/act-as", data={"next": button.group(1), "appointment_id": button.group(2)})

    words = "Mở bằng vai trò Cán bộ TĐKT đơn vị trình – Sở Giáo dục và Đào tạo"
    assert (leads_to(page, case), words in page) == (False, True)
    assert (pressed.status_code, pressed.location) == (303, f"/nominations/{case.id}")
    assert db.session.query(UserSession).one().appointment_id == clerk.appointment_id
    assert inside.get(pressed.location).status_code == 200


def test_an_office_that_opens_no_such_room_is_led_nowhere(client, both):
    _, accountant, case = both
    db.session.query(Notice).one().organisation_id = accountant.organisation_id

    page = builders.signed_in(client, accountant).get("/").text

    assert "Sở Nội vụ trả hồ sơ: Katơr Thị Nhung." in page
    assert (leads_to(page, case), "Mở bằng vai trò" in page) == (False, False)


def test_a_closed_door_names_the_office_that_opens_it(client, both):
    clerk, accountant, case = both
    inside = builders.signed_in(client, accountant)

    refused = inside.get(f"/nominations/{case.id}")

    assert (refused.status_code, f'name="next" value="/nominations/{case.id}"' in refused.text) == (403, True)
    assert re.findall(
        r'name="appointment_id"\s+value="(\d+)"\s*>\s*<span[^>]*>.{0,600}?Mở bằng', refused.text, re.DOTALL
    ) == [f"{clerk.appointment_id}"]


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "/\\example.com"])
def test_changing_the_office_leads_to_no_other_site(client, both, elsewhere):
    clerk, accountant, _ = both
    inside = builders.signed_in(client, accountant)

    pressed = inside.post("/accounts/act-as", data={"next": elsewhere, "appointment_id": clerk.appointment_id})

    assert (pressed.status_code, pressed.location) == (303, "/")
