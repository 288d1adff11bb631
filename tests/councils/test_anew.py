"""A case may come before its council a second time; then only the second vote counts."""

import pytest

from app.casework import TransitionRefused, advance
from app.councils import sitting
from app.errors import Refusal
from app.extensions import db
from app.nominations.openings import Look, facts, panels
from app.submissions.openings import results
from tests.builders import signed_in
from tests.councils import road
from workflows.award_province_1 import State
from workflows.facts import Vote

LATER = "Hồ sơ đã vào một phiên họp sau: kết luận theo phiên họp đó."
NO_LONGER = "Kết quả này không còn tính: hồ sơ đã trình lại Hội đồng sau phiên họp đó."
ANEW = "Hồ sơ đã trình lại Hội đồng sau phiên họp này: Hội đồng phải họp, bỏ phiếu lại."


def voted(council, cases, sums, *, by, chair=None, clarify=""):
    """A meeting from its plan to its end, everybody there."""
    meeting = road.planned(council, cases, by=by)
    road.call_roll(meeting, by=by)
    sitting.open_meeting(meeting, actor=chair or by)
    road.returned(meeting, sums, ballots=len(council.members), by=by)
    sitting.count(meeting, actor=by)
    road.closed(meeting, by=chair or by, clarify={meeting.items[0].id: clarify} if clarify else None)
    return meeting


def back_at_the_unit_council(house, case):
    """Returned, changed and referred again."""
    case.state = State.UNIT_CHECK
    advance(case, "refer_to_unit_council", actor=house.clerk)


def shown_in_the_panel(case, actor):
    return [
        result.words
        for panel in panels(Look(case), actor)
        if panel.template == "councils/_results.html"
        for result in panel.context["results"]
    ]


def test_a_case_referred_again_is_not_concluded_by_its_old_vote(app, house):
    case = house.case("Katơr Thị Sính", State.UNIT_COUNCIL)
    meeting = voted(house.council, [case], [(9, 0, 0)], by=house.secretary)
    back_at_the_unit_council(house, case)
    db.session.commit()
    client = app.test_client()
    signed_in(client, house.secretary)

    answer = client.post(f"/meetings/{meeting.id}/items/{meeting.items[0].id}/conclude")

    db.session.expire_all()
    assert (answer.status_code, ANEW in answer.text, case.state) == (409, True, State.UNIT_COUNCIL)


def test_an_old_vote_is_no_fact_of_a_case_referred_again(house):
    case = house.case("Katơr Thị Sính", State.UNIT_COUNCIL)
    voted(house.council, [case], [(9, 0, 0)], by=house.secretary)
    while_it_counted = (facts(case).unit_vote, facts(case).unit_quorum_met, [*results([case.id])])

    back_at_the_unit_council(house, case)

    with pytest.raises(TransitionRefused):
        advance(case, "pass_unit_council", actor=house.secretary)
    assert while_it_counted == (Vote(agree=9, members=9, pct=50, strict=True), True, [case.id])
    assert (facts(case).unit_vote, facts(case).unit_quorum_met, results([case.id])) == (None, False, {})
    assert shown_in_the_panel(case, house.head) == [
        f"Đạt 9/9 phiếu (100 %), cần trên 50 %, tức ít nhất 5 phiếu. {NO_LONGER}"
    ]


def test_a_case_referred_again_goes_by_its_new_vote(house):
    case = house.case("Katơr Thị Sính", State.UNIT_COUNCIL)
    voted(house.council, [case], [(9, 0, 0)], by=house.secretary)
    back_at_the_unit_council(house, case)

    voted(house.council, [case], [(6, 3, 0)], by=house.secretary)

    assert (case.state, facts(case).unit_vote, results([case.id])[case.id].vote.agree) == (
        State.UNIT_SIGN,
        Vote(agree=6, members=9, pct=50, strict=True),
        6,
    )


def test_a_case_of_a_later_meeting_is_not_concluded_by_an_earlier_one(house):
    case = house.case("A Ma Thị Một", State.APPRAISED, house.title)
    people = {"by": house.provincial_secretary, "chair": house.chair}
    first = voted(house.provincial, [case], [(15, 0, 0)], clarify="Làm rõ sáng kiến.", **people)
    case.state = State.APPRAISED
    second = road.planned(house.provincial, [case], by=house.provincial_secretary)
    road.call_roll(second, by=house.provincial_secretary)
    sitting.open_meeting(second, actor=house.chair)
    road.returned(second, [(3, 12, 0)], ballots=15, by=house.provincial_secretary)
    sitting.count(second, actor=house.provincial_secretary)

    with pytest.raises(Refusal) as by_vote:
        sitting.conclude(first.items[0], "", actor=house.chair)
    with pytest.raises(Refusal) as by_clarifying:
        sitting.conclude(first.items[0], "Làm rõ nữa.", actor=house.chair)

    assert (by_vote.value.reasons, by_clarifying.value.reasons, case.state) == ([LATER], [LATER], State.COUNCIL_RESULT)


def test_a_case_suspended_after_the_count_is_concluded_by_its_own_meeting(house):
    cases = [house.case(name, State.APPRAISED, house.title) for name in ("A Ma Thị Một", "Bo Bo Hai")]
    meeting = road.planned(house.provincial, cases, by=house.provincial_secretary)
    road.call_roll(meeting, by=house.provincial_secretary)
    sitting.open_meeting(meeting, actor=house.chair)
    road.returned(meeting, [(15, 0, 0)] * 2, ballots=15, by=house.provincial_secretary)
    sitting.count(meeting, actor=house.provincial_secretary)
    cases[0].state = State.SUSPENDED
    road.closed(meeting, by=house.chair)
    cases[0].state = State.COUNCIL_RESULT

    sitting.conclude(meeting.items[0], "", actor=house.chair)

    assert [case.state for case in cases] == [State.SNV_SUBMISSION] * 2
