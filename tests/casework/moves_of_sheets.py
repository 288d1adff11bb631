"""The verbs of the rooms on sheets: a unit's Tờ trình, a meeting, a proposal, a decision."""

from dataclasses import replace

from sqlalchemy import select

from app import clock
from app.casework import advance
from app.councils import agenda, concluding, returning, sitting, voting
from app.councils import operations as meetings
from app.councils.models import Body, Meeting, Presence
from app.councils.queries import candidates
from app.councils.returning import Returns
from app.councils.rules import Ballots, Totals
from app.decisions import operations as proposals
from app.decisions import queries as listed
from app.decisions.facts import decision_of
from app.decisions.models import Decision, Proposal
from app.deliveries import archiving, preparing
from app.deliveries import operations as deliveries
from app.deliveries import queries as after
from app.documents.models import PaperNumber
from app.extensions import db
from app.nominations.models import Nomination
from app.papers.operations import Registration
from app.submissions import operations as submissions
from app.submissions import queries as letters
from app.submissions.facts import living
from app.submissions.models import Submission
from tests.casework.moves import UNLUCKY, WHY, move
from tests.casework.province import MEMBERS
from workflows.award_province_1 import State
from workflows.vocabulary import Role

TELLERS = ["Bá Văn Trịnh", "Đạo Thị Ngọc Lan", "Patâu Axá Thị Đông"]


def keeper(meeting):
    return Role.COUNCIL_SECRETARY if meeting.council.is_provincial else Role.UNIT_COUNCIL_SECRETARY


def chair(meeting):
    return Role.COUNCIL_CHAIR if meeting.council.is_provincial else Role.UNIT_COUNCIL_SECRETARY


def caller(case):
    return Role.UNIT_COUNCIL_SECRETARY if case.state == State.UNIT_COUNCIL else Role.COUNCIL_SECRETARY


# ── a unit's Tờ trình ──


@move(Nomination, Role.UNIT_CLERK)
def draft_submission(_province, case, actor, _luck):
    """All that wait beside this case."""
    waiting = db.session.scalars(letters.waiting(case.unit_id, case.award_round_id)).all()
    wanted = submissions.SubmissionDraft(
        title="Về việc đề nghị khen thưởng", summary="", nomination_ids=[one.id for one in waiting]
    )
    submissions.draft(case.unit, case.award_round, wanted, actor=actor)


@move(Submission, Role.UNIT_HEAD)
def sign_submission(_province, sheet, actor, luck):
    items = living(sheet)
    strikes = {items[-1].id: "Chưa đủ thành tích."} if luck == UNLUCKY and len(items) > 1 else {}
    submissions.sign(sheet, strikes, actor=actor)


@move(Submission, Role.UNIT_CLERICAL)
def issue_submission(province, sheet, actor, luck):
    submissions.issue(sheet, entry(sheet.unit_id, luck), province.scan, actor=actor)


@move(Submission, Role.UNIT_CLERK)
def discard_submission(_province, sheet, actor, _luck):
    submissions.discard(sheet, WHY, actor=actor)


def entry(organisation_id, luck):
    """The next number of the organisation's papers; once in ten one that was given before."""
    given = db.session.scalars(select(PaperNumber.number).where(PaperNumber.organisation_id == organisation_id)).all()
    return Registration(number=max(max(given, default=0) + (luck != UNLUCKY), 1), issued_on=clock.today())


# ── a meeting ──


@move(Nomination, caller)
def plan(province, case, actor, _luck):
    """For the council the case waits for, with all that wait for it."""
    is_provincial = case.state != State.UNIT_COUNCIL
    council = province.provincial if is_provincial else province.councils[case.unit_id]
    wanted = meetings.MeetingPlan(
        title="Phiên họp xét khen thưởng",
        body=Body(case.award_version.considered_by) if is_provincial else Body.FULL,
        held_at=clock.now(),
        place="Phòng họp số 2",
    )
    meeting = meetings.plan(council, wanted, actor=actor)
    if waiting := candidates(meeting):
        meetings.put_on(meeting, [one.id for one in waiting], actor=actor)


@move(Meeting, keeper)
def put_on(_province, meeting, actor, _luck):
    meetings.put_on(meeting, [case.id for case in candidates(meeting)], actor=actor)


@move(Meeting, keeper)
def take_off(_province, meeting, actor, luck):
    items = agenda.living(meeting)
    if items:
        meetings.take_off(items[luck % len(items)], WHY, actor=actor)


@move(Meeting, keeper)
def call_roll(_province, meeting, actor, luck):
    """Once in ten too few have come."""
    members = agenda.body_of(meeting)
    there = 1 if luck == UNLUCKY else MEMBERS
    presence = {
        member.id: Presence.PRESENT if place < there else Presence.ABSENT for place, member in enumerate(members)
    }
    roll = meetings.Roll(presence=presence, reasons=dict.fromkeys(presence, "Đi công tác."), version=meeting.version)
    meetings.call_roll(meeting, roll, actor=actor)


@move(Meeting, chair, "open_meeting")
def open_sitting(_province, meeting, actor, _luck):
    sitting.open_meeting(meeting, sitting.likely_opening(meeting), actor=actor)


@move(Meeting, keeper)
def collect_written_opinions(_province, meeting, actor, _luck):
    sitting.collect_written_opinions(meeting, actor=actor)


def handed_in(meeting, *, agree):
    quorum = agenda.quorum_of(meeting)
    cast = quorum.present + quorum.written
    return Returns(
        ballots=Ballots(issued=quorum.present, returned=quorum.present, invalid=0),
        totals={
            item.id: Totals(agree=min(agree, cast), disagree=max(cast - agree, 0), invalid=0)
            for item in agenda.living(meeting)
        },
    )


@move(Meeting, keeper)
def record_returns(province, meeting, actor, luck):
    """Once in ten nobody agrees. Typed by the secretary, and by a teller of the same house."""
    role = Role.APPRAISER if meeting.council.is_provincial else Role.UNIT_CLERK
    teller = province.actor(role, meeting.council.organisation_id)
    if not voting.has_begun(meeting):
        agenda.name_tellers(meeting, TELLERS, {TELLERS[0]: teller.user_id})
    handed = handed_in(meeting, agree=0 if luck == UNLUCKY else MEMBERS)
    for person in (actor, teller):
        own = returning.entry_of(meeting, person)
        returning.enter(meeting, replace(handed, version=own.version if own else 0), actor=person)


@move(Meeting, keeper)
def count(_province, meeting, actor, _luck):
    sitting.count(meeting, seen=meeting.version, actor=actor)


@move(Meeting, chair)
def close(_province, meeting, actor, luck):
    items = agenda.living(meeting)
    clarify = {items[0].id: "Làm rõ phạm vi ảnh hưởng."} if luck == UNLUCKY and meeting.council.is_provincial else {}
    sitting.close(meeting, sitting.Closing(ended_at=clock.now(), clarify=clarify), actor=actor)


@move(Meeting, chair)
def cancel_vote(_province, meeting, actor, _luck):
    sitting.cancel_vote(meeting, WHY, actor=actor)


@move(Meeting, keeper)
def discard_meeting(_province, meeting, actor, _luck):
    meetings.discard(meeting, WHY, actor=actor)


@move(Meeting, chair)
def conclude(_province, meeting, actor, luck):
    """A case that came back after its meeting had closed."""
    items = agenda.living(meeting)
    if items:
        concluding.conclude_one(items[luck % len(items)], "", actor=actor)


# ── proposal and decision ──


@move(Nomination, Role.APPRAISER)
def draft_proposal(province, _case, actor, _luck):
    waiting = db.session.scalars(listed.awaiting_proposal(province.award.id)).all()
    wanted = proposals.ProposalDraft(
        title="Về việc tặng Bằng khen", summary="", nomination_ids=[one.id for one in waiting]
    )
    proposals.draft(province.award, wanted, actor=actor)


@move(Proposal, Role.SNV_DIRECTOR)
def sign_proposal(_province, proposal, actor, _luck):
    proposals.sign(proposal, actor=actor)


@move(Proposal, Role.SNV_CLERICAL)
def register_proposal(province, proposal, actor, luck):
    proposals.register(proposal, entry(actor.organisation_id, luck), province.scan, actor=actor)


@move(Proposal, Role.VPUB)
def forward(_province, proposal, actor, _luck):
    proposals.forward(proposal, actor=actor)


@move(Proposal, Role.VPUB)
def send_back(_province, proposal, actor, _luck):
    proposals.send_back(proposal, WHY, actor=actor)


@move(Proposal, Role.CHAIRMAN)
def send_back_from_chairman(_province, proposal, actor, luck):
    names = listed.living_items(proposal)
    excluded = {names[luck % len(names)].id: "Chưa xứng đáng."} if names and luck % 2 else {}
    proposals.send_back_from_chairman(proposal, proposals.Return(reason=WHY, exclusions=excluded), actor=actor)


@move(Proposal, Role.CHAIRMAN)
def decide(_province, proposal, actor, _luck):
    proposals.decide(proposal, actor=actor)


@move(Proposal, Role.SNV_DIRECTOR)
def discard_proposal(_province, proposal, actor, _luck):
    proposals.discard(proposal, WHY, actor=actor)


@move(Nomination, Role.SNV_DIRECTOR)
def refuse(_province, case, actor, _luck):
    proposals.refuse(case, WHY, actor=actor)


@move(Decision, Role.CLERICAL_UBND)
def issue_decision(province, decision, actor, luck):
    proposals.issue(decision, entry(actor.organisation_id, luck), province.scan, actor=actor)


# ── after the decision ──


def line_of(case, actor, step):
    """Its line of the decision; without one, or for a stranger, the step itself says why not."""
    decision = decision_of(case)
    found = [line for line in after.lines(decision, actor) if line.case.id == case.id] if decision else []
    if not found:
        advance(case, step, actor=actor)
    return decision, found[0]


@move(Nomination, Role.APPRAISER)
def prepare_award(_province, case, actor, luck):
    """Once in ten nothing lies ready yet."""
    decision, line = line_of(case, actor, "hand_over")
    if not line.register:
        preparing.enter(decision, after.next_number(clock.today().year), actor=actor)
    if luck != UNLUCKY:
        shown = after.lines(decision, actor)
        ticks = {(one.item.id, article.code) for one in shown for article in one.given.articles}
        preparing.mark_ready(decision, ticks, after.as_shown(shown), actor=actor)


@move(Nomination, Role.APPRAISER)
def hand_over(_province, case, actor, _luck):
    decision, line = line_of(case, actor, "hand_over")
    own = [one for one in after.lines(decision, actor) if one.case.unit_id == case.unit_id]
    wanted = deliveries.HandoverRecord(
        handed_on=clock.today(),
        place="Sở Nội vụ",
        receiver_name="Trần Văn Nhận",
        receiver_title="Văn thư",
        receiver_paper="",
        money_way="transfer",
        note="",
        item_ids=[line.item.id],
        seen=after.as_shown(own),
    )
    deliveries.hand_over(decision, case.unit, wanted, actor=actor)


@move(Nomination, Role.ARCHIVIST)
def archive(_province, case, actor, _luck):
    decision, line = line_of(case, actor, "archive")
    wanted = archiving.Closing(
        item_ids=[line.item.id], code=case.code, title="Hồ sơ khen thưởng", retention="years_20", place="", sheets=None
    )
    archiving.close(decision, wanted, actor=actor)
