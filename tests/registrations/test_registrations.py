"""A year of registration from its opening to what came of each name; who reads what; what is refused."""

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

import pytest
from sqlalchemy import select

from app import clock
from app.desk.queries import worklist
from app.extensions import db
from app.nominees.models import NomineeKind
from app.registrations import queries, results
from app.registrations.importing import HEADER
from app.registrations.models import Registration, RegistrationLine, RegistrationYear
from app.spreadsheets import written
from tests import builders
from tests.builders import events_of
from tests.pages import said
from workflows.award_province_1 import State
from workflows.registrations_1 import RegistrationState
from workflows.vocabulary import Role

FIGHTER, COLLECTIVE = "cstd_co_so", "tap_the_ldxs"
PLEDGE = "Hoàn thành xuất sắc nhiệm vụ."
LATE = "Đã hết hạn đăng ký (28/02/2025). Đề nghị Sở Nội vụ mở lại cho đơn vị."


@dataclass
class House:
    unit: object
    other: object
    clerk: object
    head: object
    stranger: object
    ban: object
    intake: object
    people: list


@pytest.fixture
def house(app, tmp_path):
    clock.use(tmp_path / "clock.json")
    stand(2025, 2, 17)
    for code in ("cstd_tinh", FIGHTER, COLLECTIVE):
        builders.award(code)
    unit, other = builders.organisation(), builders.organisation("SYT", "Sở Y tế")
    department = builders.organisation("SNV", "Sở Nội vụ", can_submit=False)
    made = House(
        unit=unit,
        other=other,
        clerk=builders.actor(Role.UNIT_CLERK, unit),
        head=builders.actor(Role.UNIT_HEAD, unit),
        stranger=builders.actor(Role.UNIT_CLERK, other),
        ban=builders.actor(Role.BAN_HEAD, department),
        intake=builders.actor(Role.INTAKE_OFFICER, department),
        people=[builders.nominee(unit, "Lưu Thị Hoa"), builders.nominee(unit, "Phòng Tổ chức", kind="collective")],
    )
    db.session.commit()
    return made


def stand(year, month, day):
    clock.stand_at(datetime(year, month, day, 8, 0, tzinfo=clock.VIETNAM))


class Year:
    """One year, driven through its pages."""

    def __init__(self, post, get, house):
        self.post, self.get, self.house = post, get, house

    def open(self, **more):
        terms = {
            "year": 2025,
            "opens_on": "06/01/2025",
            "closes_on": "28/02/2025",
            "award_codes": [FIGHTER, COLLECTIVE],
            "basis": "Hướng dẫn số 1",
            "version": 1,
        }
        return self.post(self.house.ban, "/registrations/years/new", **(terms | more))

    def sheet(self, unit=None):
        db.session.expire_all()
        own = select(Registration).where(Registration.organisation_id == (unit or self.house.unit).id)
        return db.session.scalars(own).one()

    def url(self, *parts, unit=None):
        return "/".join(["/registrations", str(self.sheet(unit).id), *map(str, parts)])

    def enrol(self, *people, award=FIGHTER, pledge=PLEDGE, who=None):
        data = {"award_code": award, "nominee_ids": [one.id for one in people], "pledge": pledge}
        return self.post(who or self.house.clerk, self.url("names"), **data)

    def step(self, name, who=None, unit=None, **more):
        sheet = self.sheet(unit)
        url = f"/registrations/{sheet.id}/steps/{name}"
        return self.post(who or self.house.head, url, version=sheet.version, **more)

    @property
    def page(self):
        return f"/registrations/years/{queries.years()[0].id}"

    @property
    def lines(self):
        return [(one.name, one.award_code, one.pledge) for one in queries.lines(self.sheet().id)]


@pytest.fixture
def year(post, get, house):
    made = Year(post, get, house)
    assert made.open().status_code == 303
    return made


def test_a_year_begins_with_an_empty_sheet_for_each_unit_that_proposes(year, house):
    sheets = db.session.scalars(select(Registration)).all()

    assert {(one.organisation_id, one.state) for one in sheets} == {(house.unit.id, "DRAFT"), (house.other.id, "DRAFT")}
    assert {one.id: one.todo for one in worklist(house.clerk) if one.room == "registrations"} == {
        year.sheet().id: "Lập bản đăng ký thi đua của đơn vị"
    }
    (opened,) = db.session.scalars(select(RegistrationYear))
    assert [event.action for event in events_of(opened.ref)] == ["open_registration_year"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({}, "Đã mở đăng ký của năm 2025."),
        ({"year": 2026, "closes_on": "05/01/2025"}, "Ngày cuối đăng ký không thể trước ngày đầu."),
        ({"year": 2026, "award_codes": []}, "Chọn ít nhất một danh hiệu, hình thức."),
        ({"year": 2026, "award_codes": ["x"]}, "Có 1 danh hiệu, hình thức không còn hiệu lực"),
    ],
)
def test_a_year_that_cannot_be_says_why_and_nothing_is_opened(year, wrong, sentence):
    answer = year.open(**wrong)

    assert (answer.status_code, sentence in said(answer)) == (422, True)
    assert len(queries.years()) == 1


def test_names_are_written_by_the_clerk_signed_by_the_head_and_read_by_the_department(year, house, get):
    person, collective = house.people
    assert year.enrol(person).status_code == 303
    assert year.enrol(collective, award=COLLECTIVE).status_code == 303
    hidden = said(get(house.ban, year.url()))
    assert [one.todo for one in worklist(house.head)] == ["Xem, ký, gửi bản đăng ký thi đua"]

    answer = year.step("send")

    shown, overview = said(get(house.ban, year.url())), said(get(house.ban, year.page))
    assert ("Lưu Thị Hoa" in hidden, "tên người đăng ký hiện sau khi thủ trưởng" in hidden) == (False, True)
    assert (answer.status_code, year.sheet().state) == (303, RegistrationState.SENT)
    assert ("Lưu Thị Hoa" in shown, PLEDGE in shown, "Phòng Tổ chức" in shown) == (True, True, True)
    assert "Đã gửi 1/2 đơn vị, còn 1 đơn vị chưa gửi" in overview
    assert worklist(house.head) == []
    assert [event.action for event in events_of(year.sheet().ref)] == ["enrol", "enrol", "send"]


def test_nobody_else_reads_or_writes_a_units_sheet(year, house, get, post):
    year.enrol(house.people[0])
    url = year.url()

    assert [get(house.stranger, url).status_code, post(house.stranger, f"{url}/names").status_code] == [404, 404]
    assert [post(who, f"{url}/names").status_code for who in (house.head, house.ban)] == [403, 403]
    assert [year.step("send", who=who).status_code for who in (house.clerk, house.ban)] == [403, 403]
    assert year.sheet().state == RegistrationState.DRAFT


@pytest.mark.parametrize(
    ("people", "award", "pledge", "sentence"),
    [
        ((), FIGHTER, PLEDGE, "Chọn ít nhất một tên trong danh sách."),
        ((1,), FIGHTER, PLEDGE, "không dành cho loại đối tượng của Phòng Tổ chức."),
        ((0,), "bang_khen_tinh", PLEDGE, "Chọn danh hiệu, hình thức trong danh sách của năm đăng ký."),
        ((0,), FIGHTER, " ", "Ghi nội dung cam kết."),
    ],
)
def test_what_cannot_be_registered_says_why(year, house, people, award, pledge, sentence):
    answer = year.enrol(*(house.people[place] for place in people), award=award, pledge=pledge)

    assert (answer.status_code, sentence in said(answer), year.lines) == (422, True, [])


def test_an_empty_sheet_is_not_sent_and_a_sent_one_not_written(year, house):
    empty = year.step("send")
    year.enrol(house.people[0])
    year.step("send")

    after = year.enrol(house.people[1], award=COLLECTIVE)

    assert (empty.status_code, "Chưa có ai trong bản đăng ký." in said(empty)) == (409, True)
    assert (after.status_code, "đã gửi Sở Nội vụ" in said(after), len(year.lines)) == (409, True, 1)


def test_late_is_refused_with_a_sentence_until_it_is_opened_again_with_a_reason(year, house, get):
    year.enrol(house.people[0])
    stand(2025, 3, 3)
    late = [year.step("send"), year.enrol(house.people[1], award=COLLECTIVE)]
    unreasoned = year.step("reopen", who=house.ban)

    reopened = year.step("reopen", who=house.ban, reason="Đơn vị mới sáp nhập.")

    assert [(one.status_code, LATE in said(one)) for one in late] == [(409, True), (409, True)]
    assert (unreasoned.status_code, reopened.status_code) == (422, 303)
    assert "Sở Nội vụ mở lại: Đơn vị mới sáp nhập." in said(get(house.clerk, year.url()))
    assert year.enrol(house.people[1], award=COLLECTIVE).status_code == 303
    assert year.step("send_again").status_code == 303
    assert (year.sheet().state, len(year.lines)) == (RegistrationState.SENT, 2)


def test_a_unit_that_came_later_is_let_in_with_a_reason(year, house, get, post):
    new = builders.organisation("SXD", "Sở Xây dựng")
    db.session.commit()
    overview = said(get(house.ban, year.page))

    answer = post(house.ban, f"{year.page}/units/{new.id}/open", reason="Mới thành lập.")

    assert "Chưa có bản đăng ký (đơn vị có sau khi mở)" in overview
    assert (answer.status_code, year.sheet(new).state) == (303, RegistrationState.REOPENED)


def test_a_unit_that_never_proposes_is_not_let_in(year, house, post):
    council = builders.organisation("HDTDKT", "Hội đồng Thi đua - Khen thưởng", can_submit=False)
    db.session.commit()

    answer = post(house.ban, f"{year.page}/units/{council.id}/open", reason="Nhầm.")

    assert answer.status_code == 409
    assert "Hội đồng Thi đua - Khen thưởng không đề nghị khen thưởng nên không có bản đăng ký." in said(answer)
    assert db.session.scalar(select(Registration).where(Registration.organisation_id == council.id)) is None


def test_a_unit_that_ended_is_not_waited_for_but_what_it_sent_stays(year, house):
    year.enrol(house.people[0])
    year.step("send")
    for unit in (house.unit, house.other):
        db.session.get_one(type(unit), unit.id).valid_to = date(2025, 2, 28)
    db.session.commit()
    (opened,) = queries.years()

    days = (date(2025, 2, 28), date(2025, 3, 1))
    assert [queries.counted(day)[opened.id] for day in days] == [(1, 2), (1, 1)]
    assert [[row.state for row in queries.units(opened.id, day)] for day in days] == [["DRAFT", "SENT"], ["SENT"]]


def test_a_pledge_is_changed_and_a_name_taken_off_only_by_whoever_saw_the_sheet_as_it_is(year, house, post):
    year.enrol(house.people[0])
    (line,) = queries.lines(year.sheet().id)
    url, version = year.url("names", line.id), year.sheet().version
    changed = post(house.clerk, url, version=version, pledge="Một sáng kiến cấp cơ sở.")

    slower = [
        post(house.clerk, url, version=version, pledge="Khác."),
        post(house.clerk, f"{url}/strike", version=version),
    ]

    assert [changed.status_code, *(one.status_code for one in slower)] == [303, 409, 409]
    assert year.lines == [("Lưu Thị Hoa", FIGHTER, "Một sáng kiến cấp cơ sở.")]
    assert post(house.clerk, f"{url}/strike", version=year.sheet().version).status_code == 303
    assert year.lines == []


def bring(year, rows):
    data = {"sheet": (BytesIO(written(HEADER, rows)), "dang-ky.csv")}
    return year.post(year.house.clerk, year.url("import"), **data)


def test_a_sheet_comes_in_whole_once_and_goes_out_again(year, house, get):
    title, other = queries.names()[FIGHTER], queries.names()[COLLECTIVE]
    rows = [("", "lưu thị hoa", title, PLEDGE), (house.people[1].id, "Phòng Tổ chức", other, "Đoàn kết.")]

    answers = [bring(year, rows).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert year.lines == [("Lưu Thị Hoa", FIGHTER, PLEDGE), ("Phòng Tổ chức", COLLECTIVE, "Đoàn kết.")]
    template = get(house.clerk, year.url("template.csv")).data.decode("utf-8-sig")
    assert ("Lưu Thị Hoa" in template, "Phòng Tổ chức" in template) == (True, True)
    assert get(house.clerk, year.url("names.xlsx")).data[:2] == b"PK"
    assert get(house.ban, year.url("names.xlsx")).status_code == 404  # not sent yet


def test_a_sheet_with_faults_is_refused_whole_with_each_line(year, house):
    title = queries.names()[FIGHTER]
    rows = [
        ("", "Lưu Thị Hoa", title, PLEDGE),
        ("", "Ai Đó", title, PLEDGE),
        ("", "Lưu Thị Hoa", "Danh hiệu lạ", PLEDGE),
        ("", "Lưu Thị Hoa", title, ""),
        (house.people[1].id, "Lưu Thị Hoa", title, PLEDGE),
        ("", "Phòng Tổ chức", title, PLEDGE),
        ("9" * 5000, "Phòng Tổ chức", title, PLEDGE),
    ]

    answer = bring(year, rows)

    words = said(answer)
    assert (answer.status_code, year.lines) == (422, [])
    assert "Chưa ghi gì: 6 chỗ cần sửa" in words
    for sentence in (
        "Dòng 3: Danh sách của đơn vị chưa có Ai Đó",
        "Dòng 4: “Danh hiệu lạ” không có trong danh hiệu",
        "Dòng 5: Lưu Thị Hoa: chưa ghi cam kết.",
        f"Dòng 6: Mã {house.people[1].id} không phải của Lưu Thị Hoa",
        "Dòng 7:",
    ):
        assert sentence in words


def test_what_came_of_it_is_read_from_cases_and_decisions(year, house):
    award = builders.award("cstd_tinh")
    in_round = builders.award_round(award)
    waiting, awarded, nothing = (
        builders.nominee(house.unit, name) for name in ("Người Chờ", "Người Đạt", "Người Không")
    )
    cases = [
        builders.nomination(house.unit, award, in_round, state=state, submitted_at=clock.now(), nominee_id=nominee.id)
        for state, nominee in ((State.APPRAISAL, waiting), (State.PUBLISHED, awarded))
    ]
    lines = [
        RegistrationLine(
            id=place, registration_id=year.sheet().id, nominee_id=one.id, award_code="cstd_tinh", name=one.name
        )
        for place, one in enumerate((waiting, awarded, nothing), start=1)
    ]
    db.session.flush()

    found = results.of(lines, 2025, house.ban)

    assert [(found[place].is_awarded, found[place].nomination_id) for place in (1, 2, 3)] == [
        (False, cases[0].id),
        (True, cases[1].id),
        (False, None),
    ]
    assert results.counted(found) == {"proposed": 1, "awarded": 1, "nothing": 1}
    assert {one.words for one in results.of(lines, 2024, house.ban).values()} == {results.NOTHING}


@pytest.mark.parametrize(
    ("award_code", "before_it", "after_it"),
    [
        (FIGHTER, "Không có trong bản đăng ký đã gửi: Chiến sĩ thi đua cơ sở.", "Đã đăng ký Chiến sĩ thi đua cơ sở."),
        ("cstd_tinh", "Năm 2025 không tổ chức đăng ký", "Đã đăng ký: Chiến sĩ thi đua cơ sở."),
    ],
)
def test_beside_a_case_stands_whether_its_nominee_registered(year, house, get, award_code, before_it, after_it):
    award = builders.award(award_code)
    case = builders.nomination(
        house.unit, award, builders.award_round(award), state=State.UNIT_CHECK, period_from=2025, period_to=2025
    )
    case.nominee_id = house.people[0].id
    db.session.commit()
    year.enrol(house.people[0])
    before = said(get(house.clerk, f"/nominations/{case.id}"))
    year.step("send")

    after = said(get(house.clerk, f"/nominations/{case.id}"))

    assert (before_it in before, after_it in after) == (True, True)
    if award_code != FIGHTER:
        assert "Không có trong bản đăng ký" not in after


def test_whoever_the_titles_are_for_is_offered_by_a_part_of_the_name(year, house):
    award = next(one for one in queries.awards_of(queries.years()[0]) if one.award_code == FIGHTER)

    found = [queries.to_choose(year.sheet(), award, words, house.clerk) for words in ("", "hoa", "lạ")]

    assert [[one.name for one in people] for people in found] == [["Lưu Thị Hoa"], ["Lưu Thị Hoa"], []]
    assert {one.kind for one in found[0]} == {NomineeKind.INDIVIDUAL}


def test_the_first_and_last_day_count(year):
    opened = queries.years()[0]

    days = (date(2025, 1, 5), date(2025, 1, 6), date(2025, 2, 28), date(2025, 3, 1))
    assert [opened.takes_on(day) for day in days] == [False, True, True, False]
