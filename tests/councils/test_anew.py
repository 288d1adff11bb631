"""A case may come before its council a second time; then only the second vote counts."""

from datetime import timedelta

import pytest

from app import clock
from app.audit import operations as audit
from app.casework import TransitionRefused, advance
from app.councils import concluding, operations, passes
from app.councils.models import Body
from app.councils.operations import MeetingPlan
from app.errors import Invalid, Refusal
from app.extensions import db
from app.nominations.openings import Look, facts, panels
from app.submissions.openings import results
from tests import builders
from tests.builders import signed_in
from tests.councils import road
from workflows.award_province_1 import State
from workflows.facts import Vote
from workflows.vocabulary import Role

LATER = "Hồ sơ đã vào một phiên họp sau: kết luận theo phiên họp đó."
NO_LONGER = "Kết quả này không còn tính: hồ sơ đã trình lại Hội đồng sau phiên họp đó."
ANEW = "Hồ sơ đã trình lại Hội đồng sau phiên họp này: Hội đồng phải họp, bỏ phiếu lại."


def voted(council, cases, sums, *, by, chair=None, clarify=""):
    """A meeting from its plan to its end, everybody there."""
    meeting = road.planned(council, cases, by=by)
    road.call_roll(meeting, by=by)
    road.opened(meeting, by=chair or by)
    road.returned(meeting, sums, ballots=len(council.members), by=by)
    road.counted(meeting, by=by)
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
        f"Đạt 9/9 phiếu (100%), cần trên 50%, tức ít nhất 5 phiếu. {NO_LONGER}"
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
    road.opened(second, by=house.chair)
    road.returned(second, [(3, 12, 0)], ballots=15, by=house.provincial_secretary)
    road.counted(second, by=house.provincial_secretary)

    concludable = [passes.concludable(meeting) for meeting in (first, second)]
    with pytest.raises(Refusal) as by_vote:
        concluding.conclude_one(first.items[0], "", actor=house.chair)
    with pytest.raises(Refusal) as by_clarifying:
        concluding.conclude_one(first.items[0], "Làm rõ nữa.", actor=house.chair)

    assert (by_vote.value.reasons, by_clarifying.value.reasons, case.state) == ([LATER], [LATER], State.COUNCIL_RESULT)
    assert concludable == [frozenset(), frozenset({second.items[0].id})]


def test_a_link_to_conclude_is_shown_by_the_last_closed_meeting_only(app, house):
    case = house.case("A Ma Thị Một", State.APPRAISED, house.title)
    people = {"by": house.provincial_secretary, "chair": house.chair}
    meetings = []
    for _ in range(2):
        meetings.append(voted(house.provincial, [case], [(15, 0, 0)], clarify="Làm rõ sáng kiến.", **people))
        case.state = State.APPRAISED
    case.state = State.COUNCIL_RESULT
    db.session.commit()
    client = signed_in(app.test_client(), house.chair)

    pages = {meeting: client.get(f"/meetings/{meeting.id}").text for meeting in meetings}
    shown = [meeting for meeting, page in pages.items() if "Kết luận hồ sơ này" in page]
    to_the_secretary = signed_in(app.test_client(), house.provincial_secretary).get(f"/meetings/{meetings[1].id}")

    assert shown == meetings[1:]
    assert "Kết luận hồ sơ này" not in to_the_secretary.text
    assert client.get(f"/meetings/{meetings[1].id}/items/{meetings[1].items[0].id}/conclude").status_code == 200


def test_a_case_referred_again_is_not_offered_to_be_concluded_by_its_old_meeting(house):
    case = house.case("Katơr Thị Sính", State.UNIT_COUNCIL)
    meeting = voted(house.council, [case], [(9, 0, 0)], by=house.secretary)
    case.state = State.UNIT_COUNCIL
    while_it_counted = passes.concludable(meeting)
    back_at_the_unit_council(house, case)

    assert (while_it_counted, passes.concludable(meeting)) == (frozenset({meeting.items[0].id}), frozenset())


def test_a_case_suspended_after_the_count_is_concluded_by_its_own_meeting(house):
    cases = [house.case(name, State.APPRAISED, house.title) for name in ("A Ma Thị Một", "Bo Bo Hai")]
    meeting = road.planned(house.provincial, cases, by=house.provincial_secretary)
    road.call_roll(meeting, by=house.provincial_secretary)
    road.opened(meeting, by=house.chair)
    road.returned(meeting, [(15, 0, 0)] * 2, ballots=15, by=house.provincial_secretary)
    road.counted(meeting, by=house.provincial_secretary)
    cases[0].state = State.SUSPENDED
    road.closed(meeting, by=house.chair)
    cases[0].state = State.COUNCIL_RESULT

    concluding.conclude_one(meeting.items[0], "", actor=house.chair)

    assert [case.state for case in cases] == [State.SNV_SUBMISSION] * 2


@pytest.mark.parametrize("how", ["put on", "replanned", "opened"])
def test_no_meeting_is_dated_before_its_cases_came(house, how):
    case = house.case("Katơr Thị Sính", State.UNIT_CHECK)
    advance(case, "refer_to_unit_council", actor=house.clerk)
    meeting = road.planned(house.council, [] if how == "put on" else [case], by=house.secretary)
    road.call_roll(meeting, by=house.secretary)
    before, today = clock.now() - timedelta(days=365), clock.today()
    early = (
        f"Ngày họp {clock.local(before):%d/%m/%Y} trước ngày hồ sơ của Katơr Thị Sính đến Hội đồng"
        f" ({today:%d/%m/%Y}). Sửa ngày họp."
    )
    wanted = MeetingPlan(title="P", body=Body.FULL, held_at=before, place="P", version=meeting.version)
    told = {
        "put on": lambda: operations.put_on(meeting, [case.id], actor=house.secretary),
        "replanned": lambda: operations.replan(meeting, wanted, actor=house.secretary),
        "opened": lambda: road.opened(meeting, by=house.secretary),
    }
    if how != "replanned":
        meeting.held_at = before

    with pytest.raises(Invalid) as refused:
        told[how]()

    assert (
        refused.value.errors
        == {"put on": {"nomination_ids": early}, "replanned": {"held_on": early}, "opened": {"held_on": early}}[how]
    )


def test_a_provincial_meeting_is_not_dated_before_the_appraisal_ended(house):
    case = house.case("A Ma Thị Một", State.APPRAISED, house.title)
    meeting = road.planned(house.provincial, [case], by=house.provincial_secretary)
    road.call_roll(meeting, by=house.provincial_secretary)
    actor = builders.actor(Role.BAN_HEAD, house.department)
    audit.record(actor=actor, subject=case.ref, action="conclude_fit", source=State.APPRAISAL, target=State.APPRAISED)
    meeting.held_at = clock.now() - timedelta(days=2)

    with pytest.raises(Invalid) as refused:
        road.opened(meeting, by=house.chair)

    day, came = clock.local(meeting.held_at), clock.today()
    early = f"Ngày họp {day:%d/%m/%Y} trước ngày hồ sơ của A Ma Thị Một đến Hội đồng ({came:%d/%m/%Y}). Sửa ngày họp."
    assert refused.value.errors == {"held_on": early}
