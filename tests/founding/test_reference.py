from datetime import date

import pytest
from sqlalchemy import func, select

from app import founding, site
from app.accounts import passwords
from app.accounts.models import User
from app.awards.models import Award, AwardVersion, RuleSet, VoteRule
from app.extensions import db, unit_of_work
from app.founding.newer import Brought
from app.organisations import queries
from app.organisations.models import Organisation
from app.rounds.models import Movement
from app.workdays import Holiday
from tests.builders import events_of
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


def founded():
    with unit_of_work():
        founding.load_reference()
    db.session.expire_all()


def brought():
    with unit_of_work():
        found = founding.bring_newer()
    db.session.expire_all()
    return found


def test_a_site_that_has_all_of_it_is_told_of_nothing(app):
    founded()

    said = app.test_cli_runner().invoke(args=["reference", "load"]).output

    assert brought() == Brought()
    assert said == "0 thêm, 0 cập nhật, 0 giữ nguyên.\n"
    assert events_of("reference") == []


def test_what_the_files_have_more_is_added_and_what_is_published_stays(app):
    founded()
    medal = db.session.scalars(select(RuleSet)).first()
    medal.valid_from, medal.title = date(2024, 12, 20), "Như nghị quyết"
    award = db.session.scalars(select(AwardVersion).where(AwardVersion.award_code == "bang_khen_tinh")).one()
    name, leaves = award.name, len(award.leaves)
    award.name = "Bằng khen, tên cũ"
    db.session.delete(award.leaves[0])
    award.dossier[0].copies = 7
    db.session.get_one(VoteRule, "V90").pct = 85
    movement = db.session.scalars(select(Movement)).first()
    added, movement.name = movement.name, "Tên cũ"
    db.session.delete(db.session.get_one(Holiday, date(2025, 9, 2)))
    db.session.commit()
    db.session.expire_all()

    found = brought()

    assert found.changed == [f"Phong trào thi đua: {added}"]
    assert found.added == ["Ngày nghỉ: " + db.session.get_one(Holiday, date(2025, 9, 2)).name]
    assert {*found.kept} == {
        "Bộ tiêu chuẩn: Như nghị quyết",
        "Danh hiệu, hình thức: Bằng khen, tên cũ (bản 1)",
        "Quy tắc bỏ phiếu: V90",
    }
    award = db.session.get_one(AwardVersion, award.id)
    assert name != award.name == "Bằng khen, tên cũ"
    assert (len(award.leaves), award.dossier[0].copies, db.session.get_one(VoteRule, "V90").pct) == (leaves - 1, 7, 85)
    assert [(one.actor_name, one.data) for one in events_of("reference")] == [("Hệ thống", {"added": 1, "changed": 1})]
    again = brought()
    assert (again.added, again.changed, again.kept) == ([], [], found.kept)
