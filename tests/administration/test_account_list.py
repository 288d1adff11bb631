"""The list of accounts says who is what, and where; the choice of a role stands in the order of the road."""

import re
from datetime import timedelta

import pytest

from app import clock
from app.actor import UNIT_ROLES
from app.administration.roles import BY_HOUSE
from app.extensions import db
from app.organisations import offices
from tests import builders
from workflows.vocabulary import ROLE_NAMES, Role

NOT_PEOPLE = frozenset({Role.SYSTEM, Role.ANY_PARTY, Role.NOMINEE})


@pytest.fixture
def people(administrator, department):
    """A clerk who is secretary too, an officer, and one whose office ended yesterday."""
    unit = builders.organisation("SYT", "Sở Y tế")
    clerk, officer, gone = (builders.user(name) for name in ("Đàng Thị Mỹ Hương", "Katơr Minh Tuấn", "Bá Văn Trịnh"))
    builders.appointment(Role.UNIT_CLERK, unit, clerk)
    builders.appointment(Role.UNIT_COUNCIL_SECRETARY, unit, clerk)
    builders.appointment(Role.INTAKE_OFFICER, department, officer)
    ended = builders.appointment(Role.INTAKE_OFFICER, department, gone)
    ended.valid_to = clock.today() - timedelta(days=1)
    db.session.commit()


def listed(desk, words=""):
    page = desk.get("/administration/", query_string={"words": words}).text
    rows = re.findall(r"<tr>\s*<td(.*?)</tr>", page, re.DOTALL)
    cells = [
        re.findall(r'data-label="(?:Họ và tên|Vai trò, đơn vị hôm nay)">(.*?)</td>', row, re.DOTALL) for row in rows
    ]
    return [tuple(" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row) for row in cells]


def test_each_account_says_its_roles_and_units_of_today(desk, people):
    assert listed(desk) == [
        ("Tạ Minh Đăng", "Quản trị hệ thống Sở Nội vụ"),
        ("Đàng Thị Mỹ Hương", "Cán bộ TĐKT đơn vị trình Sở Y tế Thư ký Hội đồng TĐKT đơn vị Sở Y tế"),
        ("Bá Văn Trịnh", "Chưa có vai trò"),
        ("Katơr Minh Tuấn", "Chuyên viên tiếp nhận SNV/Ban TĐKT Sở Nội vụ"),
    ]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("dang thi", ["Đàng Thị Mỹ Hương"]),
        ("Đàng Thị", ["Đàng Thị Mỹ Hương"]),
        ("kator", ["Katơr Minh Tuấn"]),
        ("dang.tm", ["Tạ Minh Đăng"]),
        ("so y te", ["Đàng Thị Mỹ Hương"]),
        ("tiếp nhận", ["Katơr Minh Tuấn"]),
        ("thu ky hoi dong", ["Đàng Thị Mỹ Hương"]),
        ("%", []),
    ],
)
def test_accounts_are_found_by_name_role_or_unit_without_marks(desk, people, words, names):
    assert [name for name, _ in listed(desk, words)] == names


def test_the_list_costs_as_much_for_thirty_as_for_three(desk, people, department):
    asked = []
    for _ in range(2):
        db.session.expunge_all()
        with builders.statements() as counted:
            assert desk.get("/administration/").status_code == 200
        asked.append(len(counted))
        for number in range(27):
            builders.appointment(Role.INSPECTOR, db.session.merge(department), builders.user(f"Người Số {number}"))
        db.session.commit()

    assert asked[0] == asked[1]


def test_every_role_of_people_is_offered_once_under_its_house(desk, people, administrator):
    page = desk.get(f"/administration/users/{administrator.user_id}").text
    groups = re.findall(r'<optgroup label="([^"]+)">(.*?)</optgroup>', page, re.DOTALL)

    offered = {house: re.findall(r'value="(\w+)"', options) for house, options in groups}

    assert offered == {house: [role.value for role in roles] for house, roles in BY_HOUSE.items()}
    assert [*offered][:2] == ["Đơn vị trình", "Sở Nội vụ, Ban Thi đua - Khen thưởng"]
    assert sorted(role for roles in offered.values() for role in roles) == sorted(ROLE_NAMES.keys() - NOT_PEOPLE)


def test_every_role_that_is_offered_may_be_given_somewhere():
    """A role without its line in offices.yaml would be offered and always refused."""
    told = offices.places()
    somewhere = {role for role, place in told.items() if place.at or place.submits or place.anywhere}

    assert {role for roles in BY_HOUSE.values() for role in roles} - somewhere == set()


def test_the_first_house_is_the_submitting_unit_s():
    """Its roles see one unit's cases; one that stood elsewhere would be offered as if it saw more."""
    first = next(iter(BY_HOUSE.values()))

    assert set(first) == UNIT_ROLES
    assert {role for role in first if offices.places()[role].submits} == UNIT_ROLES
