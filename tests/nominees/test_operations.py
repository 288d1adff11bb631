from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.errors import Invalid, SomebodyWasFaster
from app.nominees import operations, queries
from app.nominees.models import Nominee, NomineeKind
from app.nominees.operations import Entry
from app.nominees.queries import Search
from tests import builders
from tests.builders import events_of

ANH = Entry(name="Nguyễn Thị  Ngọc Ánh ", honorific="Bà", birth_date=date(1980, 5, 3), citizen_id="058080001234")


@pytest.fixture
def clerk(session):
    return builders.actor("unit_clerk", builders.organisation())


def added(entry, clerk, kind=NomineeKind.INDIVIDUAL):
    return operations.add(kind, entry, actor=clerk)


def names(search, clerk):
    return [nominee.name for nominee in queries.register(search, clerk).rows]


def test_a_person_is_found_without_marks_and_listed_by_the_last_word(clerk):
    for name in ("Đỗ Văn Đạt", "Katơr Bình", "Trần Thị Ánh"):
        added(replace(ANH, name=name, citizen_id=""), clerk)
    added(Entry(name="Trường THPT Bác Ái"), clerk, NomineeKind.COLLECTIVE)

    assert names(Search(), clerk) == ["Trần Thị Ánh", "Katơr Bình", "Đỗ Văn Đạt", "Trường THPT Bác Ái"]
    assert names(Search(words="dat"), clerk) == ["Đỗ Văn Đạt"]
    assert names(Search(words="ái"), clerk) == ["Trường THPT Bác Ái"]
    assert names(Search(kind=NomineeKind.COLLECTIVE), clerk) == ["Trường THPT Bác Ái"]
    assert names(Search(words="%"), clerk) == []


def test_a_namesake_is_told_of_and_kept_when_confirmed(clerk):
    added(ANH, clerk)
    twin = replace(ANH, name="NGUYEN THI NGOC ANH", citizen_id="")

    with pytest.raises(Invalid) as told:
        added(twin, clerk)
    added(replace(twin, is_another=True), clerk)

    assert told.value.errors == {
        "is_another": "Danh sách của đơn vị đã có Nguyễn Thị Ngọc Ánh, sinh ngày 03/05/1980. "
        "Nếu không phải cùng một người, một tập thể, một hộ, hãy đánh dấu vào ô xác nhận rồi lưu lại."
    }
    assert len(names(Search(), clerk)) == 2


@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad", "\u202e"])
def test_a_character_that_is_not_seen_makes_no_other_person(clerk, unseen):
    added(ANH, clerk)

    with pytest.raises(Invalid) as told:
        added(replace(ANH, name=f"Nguyễn Thị Ngọc Á{unseen}nh", citizen_id=""), clerk)

    assert [*told.value.errors] == ["is_another"]


def test_another_birth_date_or_another_unit_is_another_person(clerk):
    added(ANH, clerk)
    other = builders.actor("unit_clerk", builders.organisation("SYT", "Sở Y tế"))

    added(replace(ANH, birth_date=date(1980, 5, 4), citizen_id=""), clerk)
    added(ANH, other)

    assert (len(names(Search(), clerk)), len(names(Search(), other))) == (2, 1)


def test_one_citizen_id_belongs_to_one_person_of_the_unit(clerk):
    added(ANH, clerk)

    with pytest.raises(Invalid) as told:
        added(replace(ANH, name="Lê Văn Bình", is_another=True), clerk)

    assert told.value.errors == {"citizen_id": "Số căn cước này đã ghi cho Nguyễn Thị Ngọc Ánh, sinh ngày 03/05/1980."}


def test_nobody_is_born_tomorrow(clerk):
    with pytest.raises(Invalid) as told:
        added(replace(ANH, birth_date=date(2099, 1, 1)), clerk)

    assert told.value.errors == {"birth_date": "Ngày sinh phải trước hôm nay."}


def test_an_edit_is_not_its_own_namesake_and_history_names_fields_only(clerk):
    nominee = added(ANH, clerk)

    operations.edit(nominee, replace(ANH, position="Giáo viên", version=nominee.version), actor=clerk)

    assert (nominee.name, nominee.position, nominee.version) == ("Nguyễn Thị Ngọc Ánh", "Giáo viên", 2)
    assert [(event.action, event.data) for event in events_of(f"nominee:{nominee.id}")] == [
        ("add_nominee", {}),
        ("edit_nominee", {"changed": ["position"]}),
    ]


def test_the_slower_of_two_colleagues_keeps_what_was_typed(clerk):
    nominee = added(ANH, clerk)
    operations.edit(nominee, replace(ANH, position="Giáo viên"), actor=clerk)

    with pytest.raises(SomebodyWasFaster) as told:
        operations.edit(nominee, replace(ANH, position="Hiệu trưởng"), actor=clerk)

    assert told.value.who == clerk.name
    assert told.value.kept["Chức vụ"] == "Hiệu trưởng"
    assert nominee.position == "Giáo viên"


def test_the_retired_stay_but_are_offered_no_more(clerk):
    nominee = added(ANH, clerk)

    operations.retire(nominee, actor=clerk)
    operations.retire(nominee, actor=clerk)

    assert names(Search(), clerk) == []
    assert names(Search(with_retired=True), clerk) == ["Nguyễn Thị Ngọc Ánh"]
    assert [event.action for event in events_of(f"nominee:{nominee.id}")] == ["add_nominee", "retire_nominee"]

    operations.bring_back(nominee, actor=clerk)
    operations.bring_back(nominee, actor=clerk)
    assert names(Search(), clerk) == ["Nguyễn Thị Ngọc Ánh"]
    assert [event.action for event in events_of(f"nominee:{nominee.id}")][2:] == ["bring_back_nominee"]


def test_paging_shows_everybody_once(clerk, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    unit = builders.db.session.get(builders.Organisation, clerk.organisation_id)
    for name in ("Lê An", "Lê An", "Lê Bình", "Lê Cường", "Lê An"):
        builders.nominee(unit, name)

    seen, after, pages = [], None, 0
    while True:
        page = queries.register(Search(after=after), clerk)
        seen += [nominee.id for nominee in page.rows]
        pages, after = pages + 1, page.next_after
        if after is None:
            break

    assert pages == 3
    assert len(seen) == len(set(seen)) == 5


def test_a_citizen_id_is_masked_but_for_its_end(clerk):
    assert added(ANH, clerk).masked_citizen_id == "••••••••1234"
    assert added(replace(ANH, name="Lê Văn Bình", citizen_id=""), clerk).masked_citizen_id == ""


@pytest.mark.parametrize(
    ("kind", "name", "errors"),
    [
        (NomineeKind.INDIVIDUAL, "1234", {"name": operations.NO_FULL_NAME}),
        (NomineeKind.INDIVIDUAL, "Ánh", {"name": operations.NO_FULL_NAME}),
        (NomineeKind.INDIVIDUAL, "Ánh 2", {"name": operations.NO_FULL_NAME}),
        (NomineeKind.INDIVIDUAL, "nguyễn thị kim ngân", {"name": operations.NO_CAPITAL}),
        (NomineeKind.INDIVIDUAL, "Katơr Ánh", {}),
        (NomineeKind.HOUSEHOLD, "Ánh", {"name": operations.NO_FULL_NAME}),
        (NomineeKind.HOUSEHOLD, "Katơr Thị Sính", {}),
        (NomineeKind.COLLECTIVE, "1234", {"name": operations.NO_NAME}),
        (NomineeKind.COLLECTIVE, "Tổ 2", {}),
    ],
)
def test_a_name_is_made_of_letters(clerk, kind, name, errors):
    told = {}
    try:
        added(Entry(name=name), clerk, kind)
    except Invalid as invalid:
        told = invalid.errors

    assert told == errors


@pytest.mark.parametrize(("days", "doubted"), [(-1, False), (0, False), (1, True)])
def test_a_birth_of_less_than_sixteen_years_ago_is_saved_and_doubted(clerk, days, doubted):
    today = clock.today()
    born = date(today.year - operations.YOUNG, today.month, 1) + timedelta(days=today.day - 1 + days)
    child = added(replace(ANH, birth_date=born), clerk)

    said = f"Nguyễn Thị Ngọc Ánh sinh ngày {born:%d/%m/%Y}, chưa đủ 16 tuổi. Kiểm tra lại ngày sinh."
    assert operations.doubt_of(child) == (said if doubted else "")


SINH = Entry(
    name="Katơr Thị Sính",
    honorific="Bà",
    hamlet="Thôn Ma Oai",
    address="xã Phước Thắng, huyện Bác Ái",
    household_size=5,
    citizen_id="058080001234",
)


def test_a_household_stands_by_the_last_word_of_its_head_and_is_called_by_both(clerk):
    added(Entry(name="Trường THPT Bác Ái"), clerk, NomineeKind.COLLECTIVE)
    added(replace(ANH, name="Lê Văn Tám", citizen_id=""), clerk)
    household = added(SINH, clerk, NomineeKind.HOUSEHOLD)

    assert names(Search(), clerk) == ["Katơr Thị Sính", "Lê Văn Tám", "Trường THPT Bác Ái"]
    assert names(Search(kind=NomineeKind.HOUSEHOLD), clerk) == ["Katơr Thị Sính"]
    assert (household.full_name, household.title_line) == (
        "Hộ gia đình bà Katơr Thị Sính",
        "Thôn Ma Oai, xã Phước Thắng, huyện Bác Ái",
    )


def test_the_head_of_a_household_is_a_person_of_the_register_too(clerk):
    added(SINH, clerk, NomineeKind.HOUSEHOLD)
    added(replace(ANH, name="Katơr Thị Sính"), clerk)

    with pytest.raises(Invalid) as told:
        added(replace(SINH, name="Katơr Văn Bình"), clerk, NomineeKind.HOUSEHOLD)

    assert told.value.errors == {
        "citizen_id": "Số căn cước này đã ghi cho Hộ gia đình bà Katơr Thị Sính, "
        "Thôn Ma Oai, xã Phước Thắng, huyện Bác Ái."
    }


@pytest.mark.parametrize(("size", "is_told"), [(None, False), (0, True), (1, False), (50, False), (51, True)])
def test_a_household_has_as_many_people_as_live_in_one_house(clerk, size, is_told):
    told = {}
    try:
        added(replace(SINH, household_size=size), clerk, NomineeKind.HOUSEHOLD)
    except Invalid as invalid:
        told = invalid.errors

    assert told == ({"household_size": operations.NO_SIZE} if is_told else {})


def test_lists_go_by_people_then_collectives_then_households(clerk):
    kinds = (NomineeKind.HOUSEHOLD, NomineeKind.INDIVIDUAL, NomineeKind.COLLECTIVE)
    for kind in kinds:
        added(Entry(name="Katơr Thị Sính"), clerk, kind)

    found = builders.db.session.scalars(select(Nominee.kind).order_by(queries.by_kind(Nominee.kind))).all()
    assert found == [NomineeKind.INDIVIDUAL, NomineeKind.COLLECTIVE, NomineeKind.HOUSEHOLD]
