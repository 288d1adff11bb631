"""A list goes on without the names that stand still, says so, and none of them is lost."""

import html

import pytest

from app.decisions import aside, papers, queries
from app.decisions import operations as decisions
from app.decisions.facts import decision_of, latest_item
from app.decisions.operations import ProposalDraft
from app.desk.queries import worklist
from app.errors import Refusal, SomebodyWasFaster
from app.extensions import db
from app.nominations.openings import Look, facts, tasks
from tests.builders import events_of, signed_in
from tests.casework import road
from tests.casework.moves import MOVES
from workflows.award_province_1 import State
from workflows.sheets_1 import ProposalState
from workflows.vocabulary import Role

STANDS, GOES = "Chamaléa Thị Sương", "Katơr Thị Sính"


STEPS = {State.SNV_SUBMISSION: 1, State.VPUB_REVIEW: 2}  # from where both wait for a list: it is drafted, signed


@pytest.fixture
def listed(office):
    """Two names on one list, and the list, as far as a test wants it."""

    def walk(state):
        drafts = [office.at_work.draft(office.unit, name) for name in (STANDS, GOES)]
        first, second = road.walk_together(office.at_work, drafts, State.SNV_SUBMISSION if state in STEPS else state)
        for _ in range(STEPS.get(state, 0)):
            road.take(office.at_work, first)
        return first, second, latest_item(first).proposal

    return walk


@pytest.fixture
def page_of(app, office):
    """A list as somebody reads it."""
    return lambda proposal, role: html.unescape(
        signed_in(app.test_client(), office.actor(role)).get(f"/proposals/{proposal.id}").text
    )


def names(proposal):
    return [item.nomination.nominee_name for item in queries.living_items(proposal)]


def decide(office, proposal):
    decisions.decide(proposal, actor=office.actor(Role.CHAIRMAN))


def on_another_list(office, case):
    """Listed, signed, decided: the road goes on from wherever the case stands."""
    road.walk_to(office.at_work, case, State.PUBLISHED)
    return decision_of(case)


def test_the_chairman_sees_who_stands_still_and_decides_the_others(office, listed, page_of):
    case, other, proposal = listed(State.AT_CHAIR)
    before = queries.as_shown(proposal)
    office.suspend(case)
    page = page_of(proposal, Role.CHAIRMAN)

    with pytest.raises(SomebodyWasFaster) as slower:
        decisions.decide(proposal, actor=office.actor(Role.CHAIRMAN), seen=before)
    decide(office, proposal)

    assert f"Bà {STANDS} – {office.unit.name}." in page
    assert "Danh sách đi tiếp không có tên này" in page
    assert slower.value.changed == [f"Danh sách nay gồm: {GOES}."]
    assert (case.state, other.state) == (State.SUSPENDED, State.DECIDED)
    assert [item.nomination for item in proposal.decision.items] == [other]
    assert events_of(proposal.ref)[-2].action == "go_on_without"
    assert "Danh sách đã đi tiếp không có tên tạm dừng xét" in page_of(proposal, Role.CHAIRMAN)


def test_a_name_that_comes_back_in_time_is_on_its_list_again(office, listed):
    case, other, proposal = listed(State.AT_CHAIR)
    office.suspend(case)
    while_it_stood = names(proposal)
    office.resume(case)

    decide(office, proposal)

    assert while_it_stood == [GOES]
    assert (case.state, other.state) == (State.DECIDED, State.DECIDED)


def test_a_name_left_by_a_decided_list_goes_back_by_the_chairman_and_onto_another(office, listed):
    case, _, proposal = listed(State.AT_CHAIR)
    office.suspend(case)
    decide(office, proposal)
    office.resume(case)
    chairman = office.actor(Role.CHAIRMAN)
    led_to = [(task.label, task.endpoint) for task in tasks(Look(case), chairman)]
    waiting = [(line.room, line.id, line.todo) for line in worklist(chairman)]

    decision = on_another_list(office, case)

    assert case.state == State.PUBLISHED
    assert led_to == [("Trả Sở Nội vụ, đưa vào Tờ trình khác", "proposals.left_behind")]
    assert waiting == [
        ("nominations", case.id, "Xét tiếp sau tạm dừng, Tờ trình đã đi: trả Sở Nội vụ đưa vào Tờ trình khác")
    ]
    assert decision.proposal_id != proposal.id


def test_a_name_left_by_a_forwarded_list_goes_back_by_the_office_and_onto_another(office, listed):
    case, other, proposal = listed(State.VPUB_REVIEW)
    office.suspend(case)
    MOVES["register_proposal"].do(office.at_work, proposal, office.actor(Role.SNV_CLERICAL), 9)
    decisions.forward(proposal, actor=office.actor(Role.VPUB))
    office.resume(case)
    stands_at, waiting = (
        case.state,
        [line.id for line in worklist(office.actor(Role.VPUB)) if line.room == "nominations"],
    )
    asked = facts(case)
    may_run_ahead = asked.proposal_is_forwarded

    decide(office, proposal)
    on_another_list(office, case)

    assert (stands_at, waiting, may_run_ahead) == (State.VPUB_REVIEW, [case.id], False)
    assert (case.state, other.state) == (State.PUBLISHED, State.DECIDED)


def test_a_name_suspended_in_a_draft_is_not_signed_and_waits_for_another_list(office, listed):
    case, other, proposal = listed(State.SNV_SUBMISSION)
    office.suspend(case)

    decisions.sign(proposal, actor=office.actor(Role.SNV_DIRECTOR))
    letter = papers.proposal_letter(proposal)
    office.resume(case)

    waiting = db.session.scalars(queries.awaiting_proposal(case.award_version_id)).all()
    assert [row.name for row in letter.roll.individuals] == [GOES]
    assert (case.state, other.state, waiting) == (State.SNV_SUBMISSION, State.VPUB_REVIEW, [case])
    on_another_list(office, case)
    assert case.state == State.PUBLISHED


def test_the_letter_says_of_a_suspended_name_that_it_stands_still(office, listed):
    case, _, proposal = listed(State.SNV_SUBMISSION)
    office.suspend(case)

    assert "01 cá nhân đang tạm dừng xem xét" in papers.proposal_letter(proposal).appraisal


def test_a_list_sent_back_without_it_is_signed_again_with_it(office, listed):
    case, other, proposal = listed(State.AT_CHAIR)
    office.suspend(case)
    wanted = decisions.Return(reason="Xem lại thể thức.", exclusions={})
    decisions.send_back_from_chairman(proposal, wanted, actor=office.actor(Role.CHAIRMAN))
    office.resume(case)
    MOVES["send_back_left_behind"].do(office.at_work, case, office.actor(Role.CHAIRMAN), 9)
    draft = ProposalDraft(
        title=proposal.title, summary="", nomination_ids=[other.id, case.id], version=proposal.version
    )

    decisions.redraft(proposal, draft, actor=office.actor(Role.SNV_DRAFTER))
    decisions.sign(proposal, actor=office.actor(Role.SNV_DIRECTOR))

    assert names(proposal) == [GOES, STANDS]
    assert (case.state, other.state, proposal.state) == (State.VPUB_REVIEW, State.VPUB_REVIEW, ProposalState.AT_VPUB)


def test_a_draft_changed_meanwhile_remembers_whom_it_went_on_without(office, listed):
    case, other, proposal = listed(State.AT_CHAIR)
    office.suspend(case)
    wanted = decisions.Return(reason="Xem lại thể thức.", exclusions={})
    decisions.send_back_from_chairman(proposal, wanted, actor=office.actor(Role.CHAIRMAN))
    draft = ProposalDraft(title=proposal.title, summary="", nomination_ids=[other.id], version=proposal.version)

    decisions.redraft(proposal, draft, actor=office.actor(Role.SNV_DRAFTER))
    office.resume(case)

    assert [item.nomination for item in queries.set_aside_items(proposal)] == [case]
    assert queries.stands_left_behind(case)


def test_a_case_on_its_list_is_not_sent_back_alone(office, listed):
    case, _, _ = listed(State.AT_CHAIR)

    with pytest.raises(Refusal) as refused:
        aside.send_back(case, "Vì sao.", actor=office.actor(Role.CHAIRMAN))

    assert refused.value.reasons == ["Hồ sơ đang ở trong Tờ trình: trả cả danh sách, hoặc loại tên này."]
    assert tasks(Look(case), office.actor(Role.CHAIRMAN)) == []


@pytest.mark.parametrize(
    ("role", "status"), [(Role.CHAIRMAN, 303), (Role.VPUB, 403), (Role.SNV_DIRECTOR, 403), (Role.COUNCIL_MEMBERS, 403)]
)
def test_who_sends_it_back_through_the_page(office, listed, app, role, status):
    case, _, proposal = listed(State.AT_CHAIR)
    office.suspend(case)
    decide(office, proposal)
    office.resume(case)
    browser = signed_in(app.test_client(), office.actor(role))

    answer = browser.post(f"/proposals/left-behind/{case.id}", data={"reason": "Đưa vào Tờ trình khác."})

    assert answer.status_code == status
    assert case.state == (State.SNV_SUBMISSION if status == 303 else State.AT_CHAIR)


def test_a_list_of_suspended_names_alone_is_not_signed(office, listed):
    case, other, proposal = listed(State.AT_CHAIR)
    office.suspend(case)
    office.suspend(other)

    with pytest.raises(Refusal):
        decide(office, proposal)

    db.session.rollback()
