"""A block's year from its opening to the rank that a title asks for; who reads what on the way; what is refused."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest
from sqlalchemy import update

from app import clock
from app.blocks import operations, queries, wholeness
from app.blocks.models import BlockMember, BlockRank, BlockSitting, BlockYear, Part
from app.casework import TransitionRefused
from app.extensions import db
from app.organisations.models import Block
from app.organisations.queries import by_code
from tests import builders
from tests.builders import events_of
from tests.pages import said, scan
from workflows.blocks_1 import BlockState
from workflows.vocabulary import Role

CODE = "KTD-VHXH"
TABLE = "Thực hiện nhiệm vụ chính trị: 40\nXây dựng Đảng, đoàn thể – 60,5 điểm"
DAY = "15/01/2025"


@dataclass
class House:
    units: list
    clerks: list
    appraiser: object
    head: object
    director: object

    @property
    def leader(self):
        return self.clerks[0]


@pytest.fixture
def house(app, tmp_path):
    clock.use(tmp_path / "clock.json")
    clock.stand_at(datetime(2025, 2, 17, 8, 0, tzinfo=clock.VIETNAM))
    db.session.add(Block(code=CODE, name="Khối Văn hóa - Xã hội", confidence="verified", source="x"))
    db.session.flush()
    names = ("Sở Giáo dục và Đào tạo", "Sở Y tế", "Sở Văn hóa")
    units = [builders.organisation(f"S{place}", name, block_code=CODE) for place, name in enumerate(names)]
    department = builders.organisation("SNV", "Sở Nội vụ")
    made = House(
        units=units,
        clerks=[builders.actor(Role.UNIT_CLERK, unit) for unit in units],
        appraiser=builders.actor(Role.APPRAISER, department),
        head=builders.actor(Role.BAN_HEAD, department),
        director=builders.actor(Role.SNV_DIRECTOR, department),
    )
    db.session.commit()
    return made


class Year:
    """One block's year, driven through its pages."""

    def __init__(self, post, get, house, year=None):
        self.post, self.get, self.house = post, get, house
        year = year or clock.today().year
        answer = post(house.appraiser, "/blocks/new", block_code=CODE, year=year)
        assert answer.status_code == 303
        self.id = int(answer.location.split("/")[2])

    @property
    def row(self):
        db.session.expire_all()
        return db.session.get_one(BlockYear, self.id)

    def of(self, place):
        unit = self.house.units[place]
        return next(one for one in self.row.members if one.organisation_id == unit.id)

    def url(self, *parts):
        return "/".join([f"/blocks/{self.id}", *map(str, parts)])

    def send(self, who, *parts, version=None, **data):
        version = self.row.version if version is None else version
        return self.post(who, self.url(*parts), **({"version": version} | data))

    def step(self, name, who=None, **data):
        return self.send(who or self.house.leader, "steps", name, **data)

    def prepare(self):
        parts = {f"part_{self.of(place).id}": part for place, part in enumerate(("leader", "deputy", "member"))}
        document = {"number": "15/QĐ-UBND", "decided_on": "10/01/2025"}
        assert self.send(self.house.appraiser, "members", **parts, **document).status_code == 303
        assert self.send(self.house.leader, "table", table=TABLE).status_code == 303
        assert self.step("publish").status_code == 303
        return self

    def sheet(self, place, page, points, who=None, **more):
        """`points`: as typed, a criterion each."""
        member = self.of(place)
        lines = queries.table(self.id)
        data = {f"points_{line.id}": typed for line, typed in zip(lines, points, strict=True)}
        data |= {f"note_{lines[int(key)].id}": words for key, words in more.pop("notes", {}).items()}
        parts = ("members", member.id, page) if page else ("members", member.id)
        version = more.pop("version", member.version)
        return self.send(who or self.house.clerks[place], *parts, version=version, **data, **more)

    def score(self, *scores):
        for place, points in enumerate(scores):
            assert self.sheet(place, "score", points, sends="1").status_code == 303
        return self

    def assign(self):
        ring = {f"checker_{self.of(place).id}": self.of((place + 1) % 3).id for place in range(3)}
        assert self.send(self.house.leader, "checkers", **ring).status_code == 303
        assert self.step("begin_cross_check").status_code == 303
        return self

    def check(self, *scores, notes=None):
        for place, points in enumerate(scores):
            who = self.house.clerks[(place + 1) % 3]
            answer = self.sheet(place, "check", points, who=who, sends="1", notes=(notes or {}).get(place, {}))
            assert answer.status_code == 303, said(answer)
        return self

    def closed(self, *scores):
        self.prepare().score(*scores).assign().check(*scores)
        assert self.step("close_scores").status_code == 303
        return self

    def meet(self, ranks, **more):
        data = {"held_on": DAY, "place": "Hội trường", "present": "Lê Hữu Tường\nNguyễn Khắc Duy", "file": scan()}
        data |= {f"rank_{self.of(place).id}": rank for place, rank in enumerate(ranks)}
        return self.send(self.house.leader, "sittings/new", **(data | more))


THREE = (("40", "60"), ("39,5", "60"), ("30", "50"))


def test_a_year_from_its_opening_to_the_rank_a_title_asks_for(post, get, house):
    year = Year(post, get, house).closed(*THREE)

    assert year.meet((1, 2, 3)).status_code == 303
    sent = year.step("send")
    before = queries.rank_of(house.units[0].id, 2025)
    by_leader, by_head = year.step("confirm"), year.step("confirm", house.head)

    assert (sent.status_code, before, by_leader.status_code, by_head.status_code) == (303, None, 403, 303)
    ranks = [queries.rank_of(unit.id, 2025) for unit in house.units]
    assert [(one.rank, one.block, one.year, one.members) for one in ranks] == [
        (place, "Khối Văn hóa - Xã hội", 2025, 3) for place in (1, 2, 3)
    ]
    assert (ranks[0].held_on, queries.rank_of(house.units[0].id, 2024)) == (date(2025, 1, 15), None)
    minutes = year.url("sittings", queries.standing_sitting(year.id).id, "minutes")
    assert get(house.clerks[2], minutes).status_code == 200
    assert [event.action for event in events_of(f"blockyear:{year.id}")] == [
        *("open_block_year", "set_block_members", "set_block_table", "publish", "assign_block_checks"),
        *("begin_cross_check", "close_scores", "record_block_sitting", "send", "confirm"),
    ]


def test_a_confirmation_that_is_taken_back_leaves_no_rank_and_a_void_result_none_either(post, get, house):
    year = Year(post, get, house).closed(*THREE)
    year.meet((1, 2, 3))
    year.step("send")
    year.step("confirm", house.director)
    sitting = queries.standing_sitting(year.id)
    void = year.url("sittings", sitting.id, "void")

    too_early = post(house.leader, void, reason="Nhập nhầm")
    year.step("reopen", house.director, reason="Sai thứ hạng")
    voided = post(house.leader, void, reason="Nhập nhầm")
    again = year.meet((2, 1, 3), settlement="Khối biểu quyết suy tôn Sở Y tế.")

    assert (too_early.status_code, voided.status_code, again.status_code) == (409, 303, 303)
    assert queries.rank_of(house.units[1].id, 2025) is None
    year.step("send")
    year.step("confirm", house.director)
    assert [queries.rank_of(unit.id, 2025).rank for unit in house.units] == [2, 1, 3]
    assert "đã hủy, nhập nhầm" in said(get(house.leader, year.url()))


def test_members_come_from_the_year_before_and_what_became_another_is_shown(post, get, house):
    first = Year(post, get, house, 2024)
    first.prepare()
    new = builders.organisation("SMOI", "Sở Mới")
    second = Year(post, get, house, 2025)
    parts = {one.organisation_id: one.part for one in second.row.members}
    assert parts == dict(zip([unit.id for unit in house.units], (Part.LEADER, Part.DEPUTY, Part.MEMBER), strict=True))
    leaves, leads = second.of(0), second.of(1)

    answer = second.send(
        house.appraiser, "members", **{f"part_{leaves.id}": "leaves", f"part_{leads.id}": "leader"}, added="so moi"
    )

    page = said(get(house.appraiser, second.url()))
    assert answer.status_code == 303
    assert f"Mới vào so với năm 2024 {new.name}" in page
    assert "Không còn so với năm 2024 Sở Giáo dục và Đào tạo" in page
    assert "Đổi vai trò so với năm 2024 Sở Y tế" in page
    assert "Thực hiện nhiệm vụ chính trị: 40" in get(house.appraiser, second.url("table")).text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"added": "Sở Không Có"}, "Không có cơ quan, đơn vị nào tên “Sở Không Có”"),
        ({"added": "S1"}, "Có đơn vị đã ở trong khối"),
        ({"added": "SNV"}, "Sở Nội vụ năm 2025 đã ở Khối KHAC"),
        ({"part": "leader"}, "Mỗi khối chỉ có một trưởng khối."),
        ({"decided_on": "30/02/2025"}, "Ngày này không có trong lịch."),
        ({"decided_on": "01/01/2026"}, "Ngày này không thể sau hôm nay."),
    ],
)
def test_members_that_cannot_be_are_refused_and_what_was_typed_stands_there_still(post, get, house, data, sentence):
    builders.block_year(by_code("SNV"), code="KHAC")
    db.session.commit()
    year = Year(post, get, house)
    if part := data.get("part"):
        data = {f"part_{one.id}": part for one in year.row.members}

    answer = year.send(house.appraiser, "members", number="15/QĐ-UBND", **data)

    assert (answer.status_code, sentence in said(answer)) == (422, True)
    assert all(typed in answer.text for typed in ("15/QĐ-UBND", *map(str, data.values())))


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("", "Ghi ít nhất một tiêu chí."),
        ("Nhiệm vụ chính trị", "Dòng “Nhiệm vụ chính trị” chưa có điểm tối đa"),
        ("Nhiệm vụ: 0", "Dòng “Nhiệm vụ: 0” chưa có điểm tối đa"),
        ("Nhiệm vụ: 10\nNhiệm vụ: 20", "Có tiêu chí ghi hai lần."),
        ("Nhiệm vụ " + "A" * 500 + ": 10", "tên tiêu chí dài quá 500 chữ."),
        ("Điểm trừ: -5", "Dòng “Điểm trừ: -5” chưa có điểm tối đa"),
        ("Phong trào 2021-2025", "Dòng “Phong trào 2021-2025” chưa có điểm tối đa"),
        ("Nhiệm vụ: ٤٠", "Dòng “Nhiệm vụ: ٤٠” chưa có điểm tối đa"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_its_line(post, get, house, table, sentence):
    year = Year(post, get, house)

    answer = year.send(house.appraiser, "table", table=table)

    assert (answer.status_code, sentence in said(answer)) == (422, True)


def test_nothing_is_published_that_is_not_ready_and_nothing_changes_after_the_first_score(post, get, house):
    year = Year(post, get, house)
    unready = year.step("publish", house.appraiser)
    year.prepare()
    fixed = year.send(house.appraiser, "table", table="Khác: 10")
    year.sheet(0, "score", ("40", ""))
    taken_back = year.step("take_back", reason="Sửa")

    assert [answer.status_code for answer in (unready, fixed, taken_back)] == [409, 409, 409]
    assert "Khối chưa có trưởng khối." in said(unready)
    assert "Khối chưa có bảng chấm điểm." in said(unready)
    assert "Đã có đơn vị tự chấm điểm" in said(taken_back)


def test_a_table_nobody_has_scored_by_is_taken_back_and_changed(post, get, house):
    year = Year(post, get, house).prepare()

    assert year.step("take_back", reason="Thiếu tiêu chí").status_code == 303
    assert year.send(house.leader, "table", table="Khác: 10").status_code == 303
    assert [(one.name, one.most) for one in queries.table(year.id)] == [("Khác", 100)]


def test_a_draft_keeps_what_was_typed_and_is_not_sent(post, get, house):
    year = Year(post, get, house).prepare()

    answer = year.sheet(1, "score", ("39,5", ""), notes={"0": "Báo cáo số 12"})

    page = get(house.clerks[1], answer.location).text
    assert (answer.status_code, year.of(1).sent_at) == (303, None)
    assert 'value="39,5"' in page
    assert "Báo cáo số 12" in page
    refused = year.step("begin_cross_check")
    assert "Chưa gửi điểm tự chấm: " in said(refused)


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        (("41", "60"), "Tối đa 40 điểm."),
        (("40", "60,6"), "Tối đa 60,5 điểm."),
        (("40", ""), "Ghi điểm; không đạt thì ghi 0."),
        (("40", "sáu"), "Ghi số điểm, nhiều nhất một chữ số lẻ, ví dụ 9 hoặc 9,5."),
    ],
)
def test_points_that_cannot_be_are_refused_beside_their_field(post, get, house, points, sentence):
    year = Year(post, get, house).prepare()

    answer = year.sheet(0, "score", points, sends="1", notes={"1": "Minh chứng"})

    assert (answer.status_code, sentence in said(answer), "Minh chứng" in answer.text) == (422, True, True)
    assert all(f'value="{typed}"' in answer.text for typed in points if typed)


def test_whoever_was_slower_hears_of_it_and_gets_back_what_they_typed(post, get, house):
    year = Year(post, get, house).prepare()
    seen = year.of(0).version
    year.sheet(0, "score", ("40", "60"), sends="1")

    answer = year.sheet(0, "score", ("38", "57"), version=seen, notes={"0": "Gõ sau"})

    assert answer.status_code == 409
    assert all(typed in said(answer) for typed in ("38", "57", "Gõ sau"))
    assert [score.own for score in queries.scores_of(year.of(0)).values()] == [400, 600]


def test_scores_of_others_are_read_as_the_stage_allows(post, get, house):
    year = Year(post, get, house).prepare().score(*THREE)
    pages = [year.url("members", year.of(place).id) for place in range(3)]

    def opened(who):
        return [get(who, page).status_code for page in pages]

    own = [[200 if mine == page else 404 for page in range(3)] for mine in range(3)]
    assert [opened(clerk) for clerk in house.clerks] == own
    assert "39,5" not in said(get(house.clerks[0], year.url()))
    assert opened(house.director) == [200, 200, 200]
    year.assign()
    # the first leads, the second is deputy, the third checks the second
    assert [opened(clerk) for clerk in house.clerks] == [[200] * 3, [200] * 3, [404, 200, 200]]
    year.check(*THREE)
    year.step("close_scores")
    assert opened(house.clerks[2]) == [200, 200, 200]
    stranger = builders.actor(Role.UNIT_CLERK, builders.organisation("KHAC", "Sở Khác"))
    assert [get(stranger, url).status_code for url in (year.url(), pages[0])] == [404, 404]


def test_what_differs_is_shown_and_settled_by_whoever_leads_but_not_for_their_own_unit(post, get, house):
    year = Year(post, get, house).prepare().score(*THREE).assign()
    lower = (("38", "60"), ("35", "60"), ("30", "50"))
    without_reason = year.sheet(0, "check", lower[0], who=house.clerks[1], sends="1")
    year.check(*lower, notes={0: {"0": "Thiếu minh chứng"}, 1: {"0": "Chậm báo cáo"}})

    refused = year.step("close_scores")
    page = said(get(house.leader, year.url("members", year.of(1).id)))
    own = settle(year, 0, "38", house.leader)
    by_deputy = settle(year, 0, "38", house.clerks[1])
    by_leader = settle(year, 1, "37,5", house.leader)

    assert (without_reason.status_code, "điểm khác điểm đơn vị tự chấm" in said(without_reason)) == (422, True)
    assert "Còn điểm chênh lệch chưa chốt của: Sở Giáo dục và Đào tạo, Sở Y tế." in said(refused)
    assert "Chênh lệch" in page
    assert [answer.status_code for answer in (own, by_deputy, by_leader)] == [404, 303, 303]
    assert year.step("close_scores").status_code == 303
    assert sorted(queries.totals(year.row).values()) == [800, 975, 980]


def settle(year, place, typed, who, note="Theo biên bản làm việc"):
    member, line = year.of(place), queries.table(year.id)[0]
    data = {f"points_{line.id}": typed, f"note_{line.id}": note}
    return year.send(who, "members", member.id, version=member.version, **data)


def test_ties_are_shown_and_settled_by_the_minutes_alone(post, get, house):
    year = Year(post, get, house).closed(("40", "60"), ("40", "60"), ("30", "50"))
    page = said(get(house.leader, year.url("sittings/new")))
    ranking = said(get(house.clerks[2], year.url("ranking")))

    unsettled, same = year.meet((2, 1, 3)), year.meet((1, 1, 3))
    settled = year.meet((2, 1, 3), settlement="Biểu quyết 3/3: Sở Y tế dẫn đầu.")

    assert "Có 2 đơn vị bằng điểm" in page
    assert "Bằng điểm 1 100" in ranking
    assert ("Ghi cách biên bản xếp hạng" in said(unsettled), unsettled.status_code) == (True, 422)
    assert ("Mỗi đơn vị một thứ hạng, từ 1 đến 3." in said(same), same.status_code) == (True, 422)
    assert settled.status_code == 303
    assert get(house.clerks[2], year.url("ranking.xlsx")).data[:2] == b"PK"


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"held_on": "31/12/2024"}, "Ngày họp trước năm 2025."),
        ({"held_on": "18/02/2025"}, "Ngày họp không thể sau hôm nay."),
        ({"present": " "}, "Ghi thành phần dự họp, mỗi dòng một người."),
        ({"file": None}, "Chọn tệp biên bản đã ký."),
        ({"place": ""}, "Nhập địa điểm họp."),
    ],
)
def test_minutes_that_cannot_be_are_refused(post, get, house, more, sentence):
    year = Year(post, get, house).closed(*THREE)
    more = {key: value if value is not None else "" for key, value in more.items()}

    answer = year.meet((1, 2, 3), **more)

    assert (answer.status_code, sentence in said(answer)) == (422, True)
    assert queries.sittings(year.id) == []


def test_who_checked_and_left_since_stays_written_and_the_others_are_assigned_anew(post, get, house):
    year = Year(post, get, house).prepare().score(*THREE).assign()
    year.sheet(0, "check", THREE[0], who=house.clerks[1], sends="1")
    gone, last = year.of(1), year.of(2)
    year.send(house.leader, "members", gone.id, "aside", version=gone.version, reason="Giải thể")

    answer = year.send(house.leader, "checkers", **{f"checker_{last.id}": year.of(0).id})

    assert answer.status_code == 303
    assert (year.of(0).checker_id, year.of(2).checker_id) == (gone.id, year.of(0).id)


def test_ranks_that_were_changed_behind_the_pages_are_found(post, get, house):
    year = Year(post, get, house).closed(*THREE)
    year.meet((1, 2, 3))
    assert [*wholeness.faults()] == []

    db.session.query(BlockRank).filter_by(member_id=year.of(2).id).update({"rank": 1})

    (sentence,) = wholeness.faults()
    assert "họp ngày 15/01/2025: thứ hạng khác thứ hạng đã ghi" in sentence


@pytest.mark.parametrize(
    ("model", "changes", "sentence"),
    [
        (BlockRank, {"points": 1}, "thứ hạng khác thứ hạng đã ghi"),
        (BlockMember, {"organisation_id": None}, "thứ hạng khác thứ hạng đã ghi"),  # whose rank it is
        (BlockSitting, {"void_reason": ""}, "hủy hay còn hiệu lực khác điều đã ghi"),
    ],
)
def test_points_members_and_a_void_that_were_changed_behind_the_pages_are_found(
    post, get, house, model, changes, sentence
):
    year = Year(post, get, house).closed(*THREE)
    year.meet((1, 2, 3))
    if model is BlockSitting:
        post(house.leader, year.url("sittings", queries.standing_sitting(year.id).id, "void"), reason="Nhập nhầm")
    if "organisation_id" in changes:
        changes = {"organisation_id": builders.organisation("SKHAC", "Sở Khác").id}
    assert [*wholeness.faults()] == []
    which = {BlockRank: "member_id", BlockMember: "id"}.get(model)

    changed = db.session.query(model)
    (changed.filter_by(**{which: year.of(2).id}) if which else changed).update(changes)

    (told,) = wholeness.faults()
    assert sentence in told


def test_a_meeting_is_recorded_once(post, get, house):
    year = Year(post, get, house).closed(*THREE)
    year.meet((1, 2, 3))
    seen = year.row.version

    assert [year.meet((1, 2, 3)).status_code, year.meet((1, 2, 3), version=seen - 1).status_code] == [409, 409]
    assert len(queries.sittings(year.id)) == 1


def test_who_was_merged_is_neither_scored_nor_ranked_until_it_is_brought_back(post, get, house):
    year = Year(post, get, house).prepare()
    year.score(*THREE[:2])
    member = year.of(2)
    assert (
        year.send(house.leader, "members", member.id, "aside", version=member.version, reason="Sáp nhập").status_code
        == 303
    )

    names = [one.name for one in year.row.ranked]
    refused = year.sheet(2, "score", THREE[2])
    member = year.of(2)
    back = year.send(house.leader, "members", member.id, "aside", version=member.version, reason="Ghi nhầm")

    assert (names, refused.status_code, back.status_code) == ([unit.name for unit in house.units[:2]], 409, 303)
    assert len(year.row.ranked) == 3


def test_nobody_writes_for_another_unit_nor_leads_a_block_they_do_not_lead(post, get, house):
    year = Year(post, get, house).prepare()
    other = house.clerks[2]

    answers = [
        year.sheet(0, "score", THREE[0], who=other),
        year.send(other, "table", table="Khác: 10"),
        year.send(other, "members"),
        year.send(other, "checkers"),
        year.send(other, "sittings/new"),
        year.step("begin_cross_check", other),
        post(other, "/blocks/new", block_code=CODE, year=2026),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 404, 404, 403, 403]
    assert year.sheet(2, "score", THREE[2], who=house.appraiser, sends="1").status_code == 303  # from paper


def test_a_year_is_opened_once_and_no_organisation_is_in_two_blocks_of_it(post, get, house):
    Year(post, get, house)
    db.session.add(Block(code="KTD-KTE", name="Khối Kinh tế", confidence="verified", source="x"))
    builders.organisation("SXD", "Sở Xây dựng", block_code="KTD-KTE")
    db.session.commit()

    again = post(house.appraiser, "/blocks/new", block_code=CODE, year=2025)
    other = post(house.appraiser, "/blocks/new", block_code="KTD-KTE", year=2025)

    assert (again.status_code, "Khối này đã mở năm 2025." in said(again), other.status_code) == (422, True, 303)
    page = said(get(house.director, "/blocks/?year=2025"))
    assert all(words in page for words in ("Khối Kinh tế", "Khối Văn hóa - Xã hội", "Chuẩn bị"))
    assert "Khối Kinh tế" not in said(get(house.leader, "/blocks/?year=2025"))


def test_a_desk_shows_a_block_to_whose_turn_it_is(post, get, house):
    def desks():
        return [words in said(get(clerk, "/")) for clerk in house.clerks]

    words, year = "Tự chấm điểm thi đua trong khối", Year(post, get, house).prepare()
    year.score(THREE[0])
    scoring = desks()
    for place in (1, 2):
        year.sheet(place, "score", THREE[place], sends="1")
    words = "Chấm chéo trong khối"
    year.assign().sheet(0, "check", THREE[0], who=house.clerks[1], sends="1")
    checking = desks()
    for place in (1, 2):
        year.sheet(place, "check", THREE[place], who=house.clerks[(place + 1) % 3], sends="1")
    words = "Ghi kết quả họp khối, gửi Sở Nội vụ"
    year.step("close_scores")
    meeting = desks()
    year.meet((1, 2, 3))
    year.step("send")

    assert (scoring, checking, meeting) == ([False, True, True], [True, False, True], [True, False, False])
    assert "Xem, xác nhận kết quả của khối thi đua" in said(get(house.head, "/"))


def test_a_sheet_that_was_opened_again_meanwhile_keeps_the_year_from_going_on(post, get, house):
    year = Year(post, get, house).prepare().score(*THREE).assign().check(*THREE)
    second = year.of(1).id
    row = year.row
    assert all(one.checked_at for one in row.members)  # read before the pen was there
    meanwhile = update(BlockMember).where(BlockMember.id == second).values(checked_at=None)
    db.session.execute(meanwhile, execution_options={"synchronize_session": False})

    with pytest.raises(TransitionRefused) as refused:
        operations.take(row, "close_scores", "", seen=row.version, actor=house.leader)

    assert refused.value.reasons == ["Chưa có điểm chấm chéo của: Sở Y tế."]


def test_lists_cost_as_much_for_many_as_for_one(app, get, house):
    costs = []
    for count in (1, 3):
        made = builders.block_year(*house.units[:count], year=2020 + count, is_scored=True, state=BlockState.MEETING)
        db.session.commit()
        get(house.director, f"/blocks/{made.id}")
        with builders.statements() as told:
            get(house.director, f"/blocks/{made.id}")
        costs.append(len(told))

    assert costs[0] == costs[1]
