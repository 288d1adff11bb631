"""The straight road: which verb takes a case on from where it stands, on which thing."""

from sqlalchemy import select

from app.councils import agenda
from app.councils.models import AgendaItem, Meeting
from app.decisions.facts import decision_of
from app.decisions.facts import latest_item as on_proposal
from app.decisions.queries import stands_left_behind
from app.deliveries.queries import of_case
from app.extensions import db
from app.intake import queries as desk
from app.nominations import openings
from app.papers import operations as papers
from app.submissions.facts import latest_item as on_submission
from app.suspensions import queries as suspensions
from app.suspensions.models import Finding
from tests.casework import moves_of_sheets
from tests.casework.moves import MOVES, unit_of
from workflows.award_province_1 import State
from workflows.sheets_1 import MeetingState, ProposalState, SubmissionState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

assert moves_of_sheets, "its verbs are on the list now"

PLAIN = {
    State.DRAFT: "send_to_check",
    State.UNIT_CHECK: "refer_to_unit_council",
    State.PUBLISHED: "announce_result",
    State.RETURNED: "rework",
}
HALTS = [
    State.DRAFT,
    State.UNIT_COUNCIL,
    State.UNIT_SIGN,
    State.SUBMITTED,
    State.APPRAISAL,
    State.APPRAISED,
    State.SNV_SUBMISSION,
    State.AT_CHAIR,
]


def onward(case):
    """The verb and what it is taken on; the case itself and nothing where the road ends."""
    if case.state in PLAIN:
        return PLAIN[case.state], case
    find = {
        State.UNIT_COUNCIL: _at_a_meeting,
        State.UNIT_SIGN: _at_the_head,
        State.SUBMITTED: _at_the_register,
        State.INTAKE: _at_the_desk,
        State.SUPPLEMENT: _with_the_unit,
        State.APPRAISAL: _under_appraisal,
        State.APPRAISED: _at_a_meeting,
        State.COUNCIL_SCHEDULED: _at_a_meeting,
        State.COUNCIL_VOTING: _at_a_meeting,
        State.COUNCIL_RESULT: _at_a_meeting,
        State.SNV_SUBMISSION: _at_the_director,
        State.VPUB_REVIEW: _at_the_office,
        State.PRODUCTION: lambda one: ("prepare_award" if _is_unready(one) else "hand_over", one),
        State.HANDED_OVER: lambda one: ("archive", one),
        State.AT_CHAIR: _at_the_chairman,
        State.SUSPENDED: _standing_still,
        State.DECIDED: lambda one: ("issue_decision", decision_of(one)),
    }.get(case.state)
    return find(case) if find else (None, case)


def _at_a_meeting(case):
    is_provincial = case.state != State.UNIT_COUNCIL
    meeting = next((one for one in _meetings(case) if one.council.is_provincial == is_provincial), None)
    if meeting is None or (meeting.state == MeetingState.CLOSED and case.state != State.COUNCIL_RESULT):
        return "plan", case
    if meeting.state == MeetingState.PREPARING:
        return ("open_meeting" if meeting.attendance else "call_roll"), meeting
    if meeting.state == MeetingState.OPEN:
        counted = all(item.agree is not None for item in agenda.living(meeting))
        return ("count" if counted else "record_returns"), meeting
    return ("close" if meeting.state == MeetingState.COUNTED else "conclude"), meeting


def _meetings(case):
    return db.session.scalars(
        select(Meeting)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .where(
            AgendaItem.nomination_id == case.id,
            AgendaItem.removed_reason.is_(None),
            Meeting.state != MeetingState.CANCELLED,
        )
        .order_by(Meeting.id.desc())
    )


def _at_the_head(case):
    item = on_submission(case.id)
    if item is not None and item.submission.state == SubmissionState.DRAFT:
        return "sign_submission", item.submission
    return "draft_submission", case


def _at_the_register(case):
    sheet = on_submission(case.id).submission
    return ("issue_submission", sheet) if sheet.state == SubmissionState.SIGNED else ("register", case)


def _at_the_desk(case):
    asked = desk.open_supplement(case.id)
    return ("accept" if asked is None else "check_again"), case


def _with_the_unit(case):
    asked = desk.open_supplement(case.id)
    is_answered = asked is not None and all(item.answered_at for item in asked.items)
    return ("supplement" if is_answered else "answer"), case


def _under_appraisal(case):
    return ("appraise" if openings.facts(case).unmet_criteria else "conclude_fit"), case


def _at_the_director(case):
    item = on_proposal(case)
    if item is not None and item.proposal.state == ProposalState.DRAFT:
        return ("refuse", case) if item.excluded_reason else ("sign_proposal", item.proposal)
    return "draft_proposal", case


def _standing_still(case):
    found = suspensions.current(case)
    if found is None or found.finding is None:
        return "record_finding", case
    return ("resume" if found.finding is Finding.CLEAR else "end_after_suspension"), case


def _at_the_chairman(case):
    if stands_left_behind(case):
        return "send_back_left_behind", case
    return "decide", on_proposal(case).proposal


def _at_the_office(case):
    if stands_left_behind(case):
        return "send_back_left_behind", case
    sheet = on_proposal(case).proposal
    letter = papers.of_sheet(PaperCode.PROPOSAL_LETTER, Sheet.PROPOSAL, sheet.id)
    return ("register_proposal" if letter.number is None else "forward"), sheet


def _is_unready(case):
    delivery = of_case(case.id)
    return delivery is None or not delivery.ready or delivery.register_number is None


def take(province, case, luck=9):
    """One step on by whoever takes it by right; its name, or nothing where the road ends."""
    name, thing = onward(case)
    if name is not None:
        verb = MOVES[name]
        verb.do(province, thing, province.actor(verb.by(thing), unit_of(thing)), luck)
    return name


def walk_to(province, case, state):
    """Along the straight road until the case stands there."""
    for _ in range(40):
        if case.state == state:
            return case
        take(province, case)
    raise AssertionError(f"{case.ref} stands at {case.state}, never came to {state}")


def walk_together(province, cases, state):
    """Side by side: on the same agenda, the same lists, the same decision."""
    for halt in [*HALTS[: HALTS.index(state)], state]:
        for case in cases:
            walk_to(province, case, halt)
    return cases
