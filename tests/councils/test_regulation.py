"""The numbers a council sits by: of the day of its meeting, its own where entered, never below the law."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import clock
from app.councils import agenda, regulation
from app.councils.constitution import CouncilThreshold
from app.councils.models import Body, Council, Recusal, RecusalKind
from app.councils.regulation import OwnRule, is_below
from app.councils.rules import votes_needed
from app.extensions import db
from tests import builders
from tests.builders import events_of
from tests.councils import road
from workflows.award_province_1 import State

ALL = range(1, 61)
shares = st.tuples(st.integers(1, 100), st.booleans()).map(
    lambda share: OwnRule(code="X", pct=share[0], strict=share[1], basis="", confidence="province")
)


def url(council, more=""):
    return f"/councils/{council.id}{more}"


def numbers(council, **more):
    return {
        "valid_from": f"{clock.today():%d/%m/%Y}",
        "quorum_numerator": 4,
        "quorum_denominator": 5,
        "quorum_basis": "Điều 6 Quy chế",
        "is_secret": "False",
        "keeps_recused": "True",
        "version": council.version,
    } | more


def own(council, **more):
    return {
        "what": "rule:VMAJ",
        "pct": 70,
        "strict": "False",
        "valid_from": f"{clock.today():%d/%m/%Y}",
        "basis": "Điều 9 Quy chế",
        "version": council.version,
    } | more


def planned(house, *, council=None, award=None, state=State.UNIT_COUNCIL):
    body = Body.STANDING if council is house.provincial and award is house.award else Body.FULL
    by = house.provincial_secretary if council is house.provincial else house.secretary
    case = house.case("Katơr Thị Sính", state, award)
    meeting = road.planned(council or house.council, [case], by=by, body=body)
    db.session.commit()
    return meeting


def rule(meeting):
    db.session.expire_all()
    (line,) = agenda.lines(meeting)
    return line.rule_code, line.pct, line.strict, line.basis, line.is_verified


@given(shares, shares)
def test_a_share_is_below_another_just_when_some_council_would_let_pass_what_it_does_not(one, other):
    needed = [[votes_needed(n, share.pct, strict=share.strict) for n in ALL] for share in (one, other)]
    fewer = any(mine < its for mine, its in zip(*needed, strict=True))

    assert not fewer or is_below(one, other)
    assert is_below(one, other) is ((one.pct, one.strict) < (other.pct, other.strict))


def test_custom_holds_where_nothing_was_entered_and_says_what_the_facts_say():
    province = regulation.customary(Council(name="", is_provincial=True, kind="emulation"))
    unit = regulation.customary(Council(name="", is_provincial=False, kind="emulation"))

    quorum = [(one.quorum_numerator, one.quorum_denominator, one.quorum_confidence) for one in (province, unit)]
    assert quorum == [(4, 5, "practice"), (2, 3, "practice")]  # 80 % where awards are considered, else 2/3
    assert (unit.is_secret, unit.secrecy_confidence, unit.keeps_recused) == (True, "inferred", True)


def test_numbers_hold_from_their_day_for_meetings_of_that_day(post, get, house):
    meeting = planned(house)

    before = agenda.quorum_of(meeting).needed
    answer = post(house.secretary, url(house.council, "/rules"), **numbers(house.council))

    db.session.expire_all()
    settings = regulation.of_meeting(meeting)
    assert (answer.status_code, before, agenda.quorum_of(meeting).needed) == (303, 6, 8)
    assert (settings.quorum_confidence, settings.secrecy_confidence) == ("province", "setting")
    yesterday = regulation.in_force(house.council, clock.today() - timedelta(days=1))
    assert (yesterday.quorum_numerator, yesterday.quorum_denominator) == (2, 3)
    (event,) = events_of(house.council.ref)
    assert (event.action, event.data["quorum"]) == ("set_council_rules", "4/5")
    page = get(house.clerk, url(house.council)).text
    said = ("4/5 (80%)", "Biểu quyết công khai", "chưa nhập căn cứ pháp lý")
    assert [words for words in said if words not in page] == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"quorum_numerator": 6}, "tử số không quá mẫu số"),
        ({"quorum_denominator": 0}, "Số phải từ 1 đến 100."),
        ({"valid_from": "01/01/2020"}, "Đã nhập số liệu có hiệu lực từ ngày 01/01/2020. Chọn ngày khác."),
        ({"paper_id": "77"}, "Chọn một mục trong danh sách."),
    ],
)
def test_faulty_numbers_are_refused(post, house, wrong, sentence):
    answer = post(house.secretary, url(house.council, "/rules"), **numbers(house.council, **wrong))

    db.session.expire_all()
    assert (answer.status_code, sentence in answer.text, len(house.council.settings)) == (422, True, 1)


def test_a_regulation_asks_for_more_than_the_majority_and_what_was_counted_stays(post, house):
    meeting = planned(house)
    answer = post(house.secretary, url(house.council, "/thresholds/new"), **own(house.council))

    assert (answer.status_code, rule(meeting)) == (303, ("VMAJ", 70, False, "Điều 9 Quy chế", True))
    road.call_roll(meeting, by=house.secretary)
    road.opened(meeting, by=house.secretary)
    road.returned(meeting, [(6, 3, 0)], ballots=9, by=house.secretary)
    road.counted(meeting, by=house.secretary)
    (item,) = meeting.items
    assert (item.rule_code, item.pct, item.strict, item.members) == ("VMAJ", 70, False, 9)
    assert agenda.line(item).vote.passes is False  # of nine it takes seven


def test_an_award_s_own_share_goes_before_that_of_its_rule(post, house):
    meeting = planned(house)
    award = f"award:{house.award.award_code}"
    for one in (own(house.council), own(house.council, what=award, pct=75)):
        db.session.expire_all()
        assert post(house.secretary, url(house.council, "/thresholds/new"), **one | {"version": house.council.version})

    assert rule(meeting)[1:3] == (75, False)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"pct": 50}, "Không được thấp hơn mức chung: trên 50% tổng số thành viên"),
        ({"pct": 40, "strict": "True"}, "Không được thấp hơn mức chung"),
        ({"pct": 100, "strict": "True"}, "Không thể trên 100%."),
        ({"pct": 101}, "Số phải từ 1 đến 100."),
        ({"what": "rule:V90"}, "Chọn một mục trong danh sách."),
    ],
)
def test_a_share_below_the_general_one_is_refused(post, house, wrong, sentence):
    answer = post(house.secretary, url(house.council, "/thresholds/new"), **own(house.council, **wrong))

    assert (answer.status_code, sentence in answer.text) == (422, True)


def test_the_province_cannot_ask_for_less_than_the_law_for_a_title(post, house):
    title = f"award:{house.title.award_code}"
    asked = [own(house.provincial, what=title, pct=pct) for pct in (89, 95)]

    answers = [post(house.provincial_secretary, url(house.provincial, "/thresholds/new"), **one) for one in asked]

    assert [answer.status_code for answer in answers] == [422, 303]
    assert "từ 90% tổng số thành viên, theo Nghị định 98/2023/NĐ-CP" in answers[0].text


def test_a_law_that_became_stricter_goes_before_what_was_entered_under_the_older(house):
    lenient = CouncilThreshold(
        vote_rule_code="VMAJ", pct=60, strict=False, basis="x", confidence="province", valid_from=clock.today()
    )
    house.council.thresholds.append(lenient)
    law = OwnRule(code="VMAJ", pct=65, strict=False, basis="Luật mới", confidence="verified")

    assert regulation.applied(house.council, clock.today(), "bang_khen_tinh", law) is law


def test_a_share_of_its_own_ends_and_the_general_one_holds_again(post, house):
    post(house.secretary, url(house.council, "/thresholds/new"), **own(house.council))
    (made,) = house.council.thresholds
    path = url(house.council, f"/thresholds/{made.id}/end")
    today, tomorrow = clock.today(), clock.today() + timedelta(days=1)
    data = {"last_day": f"{today:%d/%m/%Y}", "reason": "Quy chế sửa."}

    early = post(house.secretary, path, **data | {"last_day": "01/01/2020"}, version=house.council.version)
    answer = post(house.secretary, path, **data, version=house.council.version)

    db.session.expire_all()
    law = agenda.majority_rule()
    found = [regulation.applied(house.council, day, "bang_khen_tinh", law).pct for day in (today, tomorrow)]
    assert (early.status_code, answer.status_code, found) == (422, 303, [70, 50])


def test_who_may_not_vote_is_left_out_only_where_regulation_says_so_and_the_law_does_not(house):
    found = {}
    for award in (house.award, house.title):
        meeting = planned(house, council=house.provincial, award=award, state=State.APPRAISED)
        (item,) = meeting.items
        item.recusals.append(recusal(house.provincial.members[1], house.chair))
        for keeps in (True, False):
            house.provincial.settings[0].keeps_recused = keeps
            (line,) = agenda.lines(meeting)
            found[award.award_code, keeps] = line.members
        db.session.rollback()

    assert found == {
        ("bang_khen_tinh", True): 5,  # of the standing body
        ("bang_khen_tinh", False): 4,
        ("cstd_tinh", True): 15,
        ("cstd_tinh", False): 15,  # 90 % of all members, as the law has it
    }


@pytest.mark.parametrize(("confidence", "status"), [("province", 422), ("inferred", 303)])
def test_hands_are_raised_unless_the_regulation_says_secret(post, house, confidence, status):
    meeting = planned(house)
    (settings,) = house.council.settings
    settings.secrecy_basis, settings.secrecy_confidence = "Điều 7 Quy chế", confidence
    db.session.commit()

    answer = post(house.secretary, f"/meetings/{meeting.id}/voting", voting="hands", version=meeting.version)

    said = "Quy chế của Hội đồng quy định bỏ phiếu kín (Điều 7 Quy chế)" in answer.text
    assert (answer.status_code, said) == (status, status == 422)


def recusal(member, by):
    return Recusal(
        member=member, kind=RecusalKind.DECLARED, reason="x", recorded_by_id=by.user_id, recorded_at=clock.now()
    )


def test_every_page_of_a_council_opens(get, house):
    paper = builders.council_paper(house.council)
    house.council.thresholds.append(
        CouncilThreshold(
            award_code=house.award.award_code,
            pct=80,
            strict=False,
            basis="",
            confidence="setting",
            valid_from=clock.today(),
        )
    )
    db.session.commit()
    paths = (
        "",
        "?day=01/01/2021",
        "?day=hôm",
        "/papers/new",
        f"/papers/{paper.id}/end",
        "/members/new",
        f"/members/{house.council.members[0].id}/end",
        "/chair",
        "/rules",
        "/thresholds/new",
        f"/thresholds/{house.council.thresholds[0].id}/end",
    )

    answers = {path: get(house.secretary, url(house.council, path)).status_code for path in paths}

    assert answers == dict.fromkeys(paths, 200)
