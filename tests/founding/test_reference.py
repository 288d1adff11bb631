import pytest
from sqlalchemy import func, select

from app import founding, site
from app.accounts import passwords
from app.accounts.models import User
from app.awards.models import Award
from app.extensions import db, unit_of_work
from app.organisations import queries
from app.organisations.models import Organisation
from workflows.vocabulary import Role

GOOD = "bon tu ghep lai"


def test_an_empty_site_has_the_law_and_one_administrator_who_can_act_today(app):
    with unit_of_work():
        founding.found_empty(" QuanTri ", "Trần  Văn Quản", GOOD)
    assert site.mode() == site.REAL

    person = db.session.scalars(select(User)).one()
    assert (person.username, person.full_name) == ("quantri", "Trần Văn Quản")
    assert passwords.is_right(person.password_hash, GOOD)
    assert [held.user for held in queries.holders(Role.ADMINISTRATOR)] == [person]
    assert db.session.scalar(select(func.count()).select_from(Award)) == 22


@pytest.mark.parametrize(
    ("username", "full_name", "password"),
    [
        ("quantri", "Trần Văn Quản", "ngan"),
        ("", "Trần Văn Quản", GOOD),
        ("quản trị", "A", GOOD),
        ("quantri", " ", GOOD),
    ],
)
def test_a_bad_account_founds_nothing(app, username, full_name, password):
    with pytest.raises(SystemExit) as left, unit_of_work():
        founding.found_empty(username, full_name, password)

    assert str(left.value).endswith("Chưa tạo gì; hãy chạy lại lệnh.")
    assert site.mode() is None
    assert db.session.scalar(select(func.count()).select_from(Organisation)) == 0


def test_loading_the_reference_data_twice_is_loading_it_once(app):
    for _ in range(2):
        with unit_of_work():
            founding.load_reference()

    assert db.session.scalar(select(func.count()).select_from(Organisation)) == 157
