"""From the council's vote to the report: one list, one signature, many names; Sở Nội vụ sees nothing before."""

from dataclasses import replace
from io import BytesIO

import pytest
from sqlalchemy import select

from app.documents.kinds import read
from app.documents.models import Paper
from app.errors import Invalid, Refusal
from app.extensions import db
from app.nominations.reach import visible_to
from app.nominees.models import NomineeKind
from app.unit_decisions import operations, queries
from app.unit_decisions.models import UnitDecision
from app.unit_decisions.operations import Posting, UnitDecisionDraft
from tests import builders
from tests.builders import SIGNATURES, as_shown, signed_in
from tests.pages import said as said_on
from tests.unit_decisions.conftest import NAMES, vote
from workflows.award_province_1 import State
from workflows.award_unit_1 import UnitState
from workflows.vocabulary import Role

DECIDED = "Về việc tặng danh hiệu “Lao động tiên tiến”"
BONUS = 710_000  # 0,3 of 2.340.000 đồng, rounded up
BONUS_OF_A_VILLAGE = 3_510_000  # 1,5 of it


def wanted(cases, **more):
    told = {
        "title": DECIDED,
        "merit": "đã có thành tích trong công tác năm 2024",
        "nomination_ids": [c.id for c in cases],
    }
    return UnitDecisionDraft(**(told | more))


def drafted(office, cases=None):
    made = operations.draft(office.unit, office.award, wanted(cases or office.cases), actor=office.clerk)
    db.session.commit()
    return made


def post(app, who, url, **data):
    """Press the button of a page that has just been opened."""
    client = signed_in(app.test_client(), who)
    seen = as_shown(url) if url.endswith(SIGNATURES) else {}
    return client.post(url, data=seen | data)


def get(app, who, url):
    return signed_in(app.test_client(), who).get(url)


def seen_by(who):
    return [case.nominee_name for case in db.session.scalars(visible_to(who).order_by("id"))]


def issued(app, office, decision, scan):
    entry = {"number": "7", "issued_on": f"{office.today:%d/%m/%Y}", "signed_copy": (BytesIO(scan), "qd.pdf")}
    return post(app, office.clerical, f"/unit-decisions/{decision.id}/register", **entry).status_code


def walked(app, office, scan, *, to="reported"):
    decision = drafted(office)
    operations.sign(decision, {}, actor=office.head)
    db.session.commit()
    issued(app, office, decision, scan)
    operations.post(decision, Posting(posted_on=office.today, posted_where="Niêm yết"), actor=office.clerk)
    if to == "reported":
        operations.report(decision, actor=office.clerk)
    db.session.commit()
    return decision


def test_a_decision_walks_from_the_vote_to_the_report_by_its_pages(app, passed, scan):
    form = {"title": DECIDED, "merit": "đã có thành tích", "nomination_ids": [str(case.id) for case in passed.cases]}
    took = [post(app, passed.clerk, f"/unit-decisions/new/{passed.award.id}", **form).status_code]
    decision = db.session.scalars(select(UnitDecision)).one()
    url = f"/unit-decisions/{decision.id}"
    took.append(post(app, passed.head, f"{url}/sign").status_code)
    states = [{case.state for case in passed.cases}]
    took.append(issued(app, passed, decision, scan))
    states.append({case.state for case in passed.cases})
    made_known = {"posted_on": f"{passed.today:%d/%m/%Y}", "posted_where": "Niêm yết tại trụ sở"}
    took.append(post(app, passed.clerk, f"{url}/post", **made_known).status_code)
    states.append({case.state for case in passed.cases})
    hidden = [get(app, passed.ban, url).status_code, seen_by(passed.ban)]
    took.append(post(app, passed.clerk, f"{url}/report").status_code)

    db.session.expire_all()
    paper = db.session.scalars(select(Paper).where(Paper.sheet == "unit_decision")).one()
    shown = get(app, passed.ban, url)
    assert took == [303] * 5
    assert states == [{UnitState.DECIDED}, {UnitState.DECIDED}, {UnitState.PUBLISHED}]
    assert {case.state for case in passed.cases} == {UnitState.REPORTED}
    assert hidden == [404, []]
    assert (paper.number, paper.symbol, paper.state) == (7, "QĐ-SGDDT", "ISSUED")
    assert [item.bonus for item in decision.items] == [BONUS] * 3
    assert seen_by(passed.ban) == [*NAMES]
    assert (shown.status_code, f"/papers/{paper.id}" in shown.text) == (200, True)
    assert [tuple(row) for row in queries.reported()] == [("Lao động tiên tiến", "Sở Giáo dục và Đào tạo", 1, 3)]
    assert get(app, passed.ban, "/unit-decisions/").text.count("Lao động tiên tiến") >= 2


def test_the_head_strikes_one_name_and_decides_on_the_rest(app, passed):
    decision = drafted(passed)
    struck = decision.items[1]

    answer = post(
        app,
        passed.head,
        f"/unit-decisions/{decision.id}/sign",
        **{f"strike_{struck.id}": "y", f"reason_{struck.id}": "Chờ kết luận kiểm tra."},
    )

    db.session.expire_all()
    paper = db.session.scalars(select(Paper).where(Paper.code == "QD_KHENTHUONG")).one()
    said = read(paper.template, paper.content)
    slip = db.session.scalars(select(Paper).where(Paper.code == "PHIEU_YC")).one()
    assert answer.status_code == 303
    assert [case.state for case in passed.cases] == [UnitState.DECIDED, State.RETURNED, UnitState.DECIDED]
    assert [row.name for row in said.roll.individuals] == [NAMES[0], NAMES[2]]
    assert "không có trong Quyết định" in read(slip.template, slip.content).closing
    assert "Thủ trưởng gạch tên" in get(app, passed.clerk, "/nominations/?words=Bo+Bo").text
    case = passed.cases[1]
    assert post(app, passed.head, f"/nominations/{case.id}/steps/withdraw-in-unit", reason="Thôi.").status_code == 303
    assert db.session.get_one(type(case), case.id).state == State.WITHDRAWN


def test_a_list_is_not_emptied_by_strikes(passed):
    decision = drafted(passed)

    with pytest.raises(Refusal):
        operations.sign(decision, {item.id: "Lý do" for item in decision.items}, actor=passed.head)

    assert {case.state for case in passed.cases} == {UnitState.AWAITS_DECISION}


def test_a_strike_without_its_reason_is_said_beside_the_name(app, passed):
    decision = drafted(passed)

    answer = post(app, passed.head, f"/unit-decisions/{decision.id}/sign", **{f"strike_{decision.items[0].id}": "y"})

    assert (answer.status_code, "Ghi lý do gạch tên." in answer.text) == (422, True)
    assert {case.state for case in passed.cases} == {UnitState.AWAITS_DECISION}


def test_who_was_passed_and_stands_on_no_list_is_told_to_clerk_and_head(app, passed):
    decision = drafted(passed, passed.cases[:2])
    url = f"/unit-decisions/{decision.id}"
    pages = [get(app, passed.clerk, url), get(app, passed.head, f"{url}/sign")]
    adds = get(app, passed.clerk, f"{url}/edit?add=1")

    told = f"Còn 1 hồ sơ Hội đồng đã thông qua chưa có trong Quyết định: {NAMES[2]}."
    assert [told in said_on(page) for page in pages] == [True, True]
    assert [f'href="{url}/edit?add=1"' in page.text for page in pages] == [True, False]
    assert "Đã có một Quyết định đang soạn. 1 hồ sơ mới đã được đánh dấu sẵn" in said_on(adds)


def test_a_list_that_changed_while_the_head_read_it_is_not_signed(app, passed):
    decision = drafted(passed, passed.cases[:2])
    url = f"/unit-decisions/{decision.id}/sign"
    read_before = as_shown(url)
    operations.redraft(decision, wanted(passed.cases, version=decision.version), actor=passed.clerk)
    db.session.commit()

    answer = signed_in(app.test_client(), passed.head).post(url, data=read_before)

    assert (answer.status_code, {case.state for case in passed.cases}) == (409, {UnitState.AWAITS_DECISION})
    assert f"Danh sách nay gồm: {', '.join(NAMES)}." in answer.text


def test_whom_the_council_refused_stands_on_no_list(office):
    vote(office, [(9, 0, 0), (1, 8, 0), (9, 0, 0)])

    with pytest.raises(Invalid, match="Bo Bo Hai"):
        operations.draft(office.unit, office.award, wanted(office.cases), actor=office.clerk)

    assert [case.state for case in office.cases][1] == State.NOT_PROPOSED
    assert seen_by(office.ban) == []


def test_one_draft_an_award_and_a_discarded_one_sets_its_cases_free(passed):
    first = drafted(passed, passed.cases[:1])
    with pytest.raises(Invalid, match="đang soạn"):
        operations.draft(passed.unit, passed.award, wanted(passed.cases[1:]), actor=passed.clerk)

    operations.discard(first, "Gộp lại.", actor=passed.clerk)

    assert [item.nomination_id for item in drafted(passed).items] == [case.id for case in passed.cases]


def test_the_day_it_was_made_known_is_not_before_its_date(app, passed, scan):
    decision = drafted(passed)
    operations.sign(decision, {}, actor=passed.head)
    db.session.commit()
    issued(app, passed, decision, scan)

    answer = post(
        app, passed.clerk, f"/unit-decisions/{decision.id}/post", posted_on="01/01/2024", posted_where="Niêm yết"
    )

    assert answer.status_code == 422
    assert "Ngày công bố không thể trước ngày Quyết định" in answer.text
    assert "Niêm yết" in answer.text


@pytest.mark.parametrize(
    ("role", "page", "status"),
    [
        (Role.UNIT_CLERK, "sign", 403),
        (Role.UNIT_HEAD, "register", 403),
        (Role.UNIT_COUNCIL_SECRETARY, "edit", 403),
        (Role.BAN_HEAD, "", 404),
        (Role.CHAIRMAN, "", 403),
    ],
)
def test_who_has_no_hand_in_it(app, passed, role, page, status):
    decision = drafted(passed)
    at = passed.house.department if role is Role.BAN_HEAD else passed.house.committee
    who = builders.actor(role, passed.unit if role.value.startswith("unit") else at)

    assert get(app, who, f"/unit-decisions/{decision.id}{f'/{page}' if page else ''}").status_code == status


def test_another_unit_sees_nothing_of_it(app, passed):
    decision = drafted(passed)
    stranger = builders.actor(Role.UNIT_HEAD, builders.organisation("SYT", "Sở Y tế"))

    assert get(app, stranger, f"/unit-decisions/{decision.id}").status_code == 404
    assert post(app, stranger, f"/unit-decisions/{decision.id}/report").status_code == 404


def test_each_desk_has_its_own_work(app, passed, scan):
    def waits(who):
        page = get(app, who, "/").text
        words = [
            "Đưa vào Quyết định của đơn vị",
            "Xem danh sách, ký Quyết định khen thưởng",
            "Cấp số, đính bản đã ký của Quyết định",
            "Công bố Quyết định tại đơn vị",
            "Báo cáo Quyết định với Sở Nội vụ",
        ]
        return [number for number, text in enumerate(words) if text in page]

    people = (passed.clerk, passed.head, passed.clerical)
    seen = [[waits(who) for who in people]]
    decision = drafted(passed)
    seen.append([waits(who) for who in people])
    operations.sign(decision, {}, actor=passed.head)
    db.session.commit()
    seen.append([waits(who) for who in people])
    issued(app, passed, decision, scan)
    seen.append([waits(who) for who in people])
    operations.post(decision, Posting(posted_on=passed.today, posted_where="Niêm yết"), actor=passed.clerk)
    db.session.commit()
    seen.append([waits(who) for who in people])

    assert seen == [
        [[0], [], []],
        [[], [1], []],
        [[2], [], [2]],
        [[3], [], []],
        [[4], [], []],
    ]


def test_the_list_finds_what_the_unit_decides_in_a_group_of_its_own(app, passed):
    page = [get(app, passed.clerk, f"/nominations/?group={group}").text for group in (8, 9)]

    assert [NAMES[0] in text for text in page] == [False, True]
    assert "Hội đồng đơn vị đã thông qua, chờ đưa vào Quyết định" in page[1]


def test_a_unit_without_authority_goes_no_further_than_its_check(app, passed):
    award = builders.award("giay_khen_xa")
    case = passed.house.case("Mang Thị Tư", State.UNIT_CHECK, award)
    db.session.commit()

    page = get(app, passed.clerk, f"/nominations/{case.id}").text

    assert "Sở Giáo dục và Đào tạo không có thẩm quyền quyết định" in page
    assert "Chủ tịch UBND xã" in page


def test_whoever_stands_in_for_the_head_signs_as_a_deputy_alone(passed):
    decision = drafted(passed)
    stands_in = replace(passed.head, user_id=builders.user("Kiều Văn Thay").id, for_user_id=passed.head.user_id)

    with pytest.raises(Refusal):
        operations.sign(decision, {}, actor=stands_in)
    operations.sign(decision, {}, actor=replace(stands_in, signs="KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"))

    paper = db.session.scalars(select(Paper).where(Paper.sheet == "unit_decision")).one()
    assert (paper.signer_lines, paper.signer_name) == ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", passed.head.name)


def test_a_school_by_its_superior_is_decided_by_the_superior(app, passed, scan):
    school = builders.organisation("CVA", "Trường THPT Chu Văn An", parent_id=passed.unit.id, can_submit=False)
    passed.cases[0].unit_id = school.id
    db.session.commit()
    clerk = builders.actor(Role.UNIT_CLERK, school)
    decision = drafted(passed)
    url = f"/unit-decisions/{decision.id}"
    before = get(app, clerk, url).status_code
    operations.sign(decision, {}, actor=passed.head)
    db.session.commit()
    issued(app, passed, decision, scan)
    operations.post(decision, Posting(posted_on=passed.today, posted_where="Niêm yết"), actor=passed.clerk)
    db.session.commit()

    assert (before, get(app, clerk, url).status_code) == (404, 200)
    assert post(app, clerk, f"{url}/report").status_code == 403


def test_a_commune_decides_on_its_cultural_villages(app, office, scan):
    office.unit.kind, office.award = "commune", builders.award("thon_to_dan_pho_van_hoa")
    villages = {"kind": NomineeKind.COLLECTIVE, "nominee_locality": "village"}
    names = ("Thôn Ma Ty", "Thôn Rã Giữa")
    office.cases = [office.house.case(name, State.UNIT_COUNCIL, office.award, **villages) for name in names]
    vote(office, [(9, 0, 0), (8, 1, 0)])
    decision = walked(app, office, scan)

    db.session.expire_all()
    paper = db.session.scalars(select(Paper).where(Paper.sheet == "unit_decision")).one()
    said = read(paper.template, paper.content)
    assert {case.state for case in office.cases} == {UnitState.REPORTED}
    assert [row.name for row in said.roll.collectives] == [*names]
    assert [item.bonus for item in decision.items] == [BONUS_OF_A_VILLAGE] * 2
