"""One of everything, twice: for the unit of the person who asks, and for another unit."""

import secrets
from dataclasses import dataclass, field
from datetime import date

from flask import current_app

from app import clock
from app.accounts.models import User, UserSession
from app.actor import UNIT_ROLES
from app.appraisals.models import Consultation
from app.casework import begin
from app.complaints.models import Complaint, ComplaintKind, ComplaintStatus, Petitioner
from app.councils.models import AgendaItem, Attendance, Body, Meeting, Presence
from app.decisions.models import Decision, DecisionItem, Proposal, ProposalItem
from app.documents.models import Paper
from app.documents.store import Store
from app.extensions import db
from app.intake.models import Supplement, SupplementItem
from app.nominations.models import DraftRevision, YearEntry
from app.submissions.models import Submission, SubmissionItem
from app.suspensions.models import Suspension
from tests import builders
from workflows.award_province_1 import State
from workflows.sheets_1 import DecisionState, MeetingState, ProposalState, SubmissionState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role, Sheet

AT_DEPARTMENT = frozenset(
    {
        Role.INTAKE_OFFICER,
        Role.APPRAISER,
        Role.BAN_HEAD,
        Role.BAN_DEPUTY,
        Role.SNV_DRAFTER,
        Role.SNV_DIRECTOR,
        Role.SNV_CLERICAL,
        Role.ARCHIVIST,
        Role.COMPLAINT_OFFICER,
        Role.ACCOUNTANT,
        Role.ADMINISTRATOR,
    }
)
AT_COUNCIL = frozenset({Role.COUNCIL_SECRETARY, Role.COUNCIL_CHAIR, Role.COUNCIL_DEPUTY_CHAIR, Role.COUNCIL_MEMBERS})


@dataclass
class Things:
    """Ids of what belongs to one unit (and, for a consultation, to one agency), by the name a URL gives them."""

    ids: dict[str, dict[str, int | str]] = field(default_factory=dict)  # room -> argument -> id


@dataclass
class World:
    own: Things
    other: Things
    actors: dict[Role, object]


def build():
    award = builders.award()
    award_round = builders.award_round(award)
    units = [builders.organisation("SGDDT", "Sở Giáo dục và Đào tạo"), builders.organisation("SYT", "Sở Y tế")]
    agencies = [builders.organisation("CAT", "Công an tỉnh"), builders.organisation("CT", "Cục Thuế tỉnh")]
    places = {
        "SNV": builders.organisation("SNV", "Sở Nội vụ"),
        "UBND-T": builders.organisation("UBND-T", "Ủy ban nhân dân tỉnh Ninh Thuận"),
        "HDTDKT-T": builders.organisation("HDTDKT-T", "Hội đồng Thi đua - Khen thưởng tỉnh"),
    }
    provincial = builders.council(places["HDTDKT-T"], members=5, standing=3, is_provincial=True)
    actors = {role: builders.actor(role, _seat(role, units[0], agencies[0], places)) for role in Role}
    author = builders.user()
    makings = Makings(award, award_round, provincial, author)
    things = [_things_of(unit, agency, makings) for unit, agency in zip(units, agencies, strict=True)]
    db.session.commit()
    return World(*things, actors)


def _seat(role, unit, agency, places):
    if role in UNIT_ROLES:
        return unit
    if role is Role.CONSULTED_AGENCY:
        return agency
    if role in AT_DEPARTMENT:
        return places["SNV"]
    return places["HDTDKT-T"] if role in AT_COUNCIL else places["UBND-T"]


@dataclass
class Makings:
    award: object
    award_round: object
    provincial: object
    author: object


def _things_of(unit, agency, makings):
    award, award_round, author = makings.award, makings.award_round, makings.author
    sent = {"submitted_at": clock.now(), "received_at": clock.now(), "received_number": 1}
    draft = builders.nomination(unit, award, award_round, "Lưu Thị Nháp", created_by_id=author.id)
    asked = builders.nomination(unit, award, award_round, "Lưu Thị Bổ Sung", state=State.SUPPLEMENT, **sent)
    examined = builders.nomination(unit, award, award_round, "Lưu Thị Thẩm Định", state=State.APPRAISAL, **sent)
    decided = builders.nomination(unit, award, award_round, "Lưu Thị Quyết Định", state=State.PUBLISHED, **sent)
    things = Things()
    things.ids["nominations"] = _draft_things(draft, author)
    things.ids["shown"] = {"nomination_id": decided.id}
    things.ids["intake"] = _supplement(asked, author)
    submission = _submission(unit, award_round, decided, author)
    things.ids["submissions"] = submission | {"round_id": award_round.id, "nomination_id": decided.id}
    things.ids["rounds"] = {"round_id": award_round.id}
    things.ids["complaints"] = {"complaint_id": _petition(decided, author), "nomination_id": decided.id}
    things.ids["processes"] = {"key": "award_province", "version": 1}
    things.ids["intake"]["submission_id"] = submission["submission_id"]
    things.ids["appraisals"] = {
        "nomination_id": examined.id,
        "consultation_id": _consultation(examined, agency, author),
    }
    things.ids["consultations"] = {"consultation_id": things.ids["appraisals"]["consultation_id"]}
    council = builders.council(unit, members=3)
    stopped = builders.nomination(unit, award, award_round, "Lưu Thị Tạm Dừng", state=State.SUSPENDED, **sent)
    things.ids["suspensions"] = _suspension(stopped, author)
    things.ids["meetings"] = _meeting(council, decided, author) | {"nomination_id": decided.id}
    things.ids["provincial meetings"] = _meeting(makings.provincial, decided, author) | {"nomination_id": decided.id}
    things.ids["proposals"], things.ids["decisions"] = _proposal_and_decision(award, decided, author)
    things.ids["proposals"]["nomination_id"] = decided.id
    things.ids["nominees"] = {"nominee_id": draft.nominee_id, "kind": "individual"}
    things.ids["awards"] = {"award_code": award.award_code}
    things.ids["papers"] = {"paper_id": _paper(things.ids["submissions"]["submission_id"], unit)}
    things.ids["administration"] = _account(unit) | {"council_id": council.id, "member_id": council.members[0].id}
    things.ids["accounts"] = {"session_id": _session(author)}
    return things


def _petition(case, author):
    """Settled, with the letter and the decision as files, so that everybody who reads one reads this one."""
    scan = Store(current_app.config["PAPERS_FOLDER"]).put_bytes(builders.blank_pdf(), "don.pdf", "application/pdf")
    db.session.flush()
    made = Complaint(
        nomination_id=case.id,
        kind=ComplaintKind.COMPLAINT,
        status=ComplaintStatus.UPHELD,
        petitioner=Petitioner.NOMINEE,
        name=case.nominee_name,
        received_on=clock.today(),
        content="Đề nghị xem lại.",
        file_id=scan.id,
        letter_id=scan.id,
        entered_by_id=author.id,
        entered_at=clock.now(),
        closed_at=clock.now(),
    )
    case.has_complaints = True
    db.session.add(made)
    db.session.flush()
    return made.id


def _draft_things(draft, author):
    year = YearEntry(nomination_id=draft.id, year=2024)
    revision = DraftRevision(
        nomination_id=draft.id,
        key="citation",
        base_version=0,
        text="x",
        was_kept=False,
        author_id=author.id,
        saved_at=clock.now(),
    )
    paper = builders.evidence(draft, "bao_cao_ca_nhan")
    paper.file_id = _file().id
    db.session.add_all([year, revision])
    db.session.flush()
    return {
        "nomination_id": draft.id,
        "entry_id": year.id,
        "evidence_id": paper.id,
        "revision_id": revision.id,
        "key": "citation",
    }


def _supplement(case, author):
    asked = Supplement(
        nomination_id=case.id, reason="Thiếu", due_on=date(2099, 1, 1), asked_by_id=author.id, asked_at=clock.now()
    )
    asked.items.append(SupplementItem(kind="field", key="citation", label="Nội dung"))
    db.session.add(asked)
    db.session.flush()
    return {"nomination_id": case.id, "item_id": asked.items[0].id}


def _submission(unit, award_round, case, author):
    made = Submission(
        unit_id=unit.id,
        award_round_id=award_round.id,
        title="Về việc đề nghị khen thưởng",
        created_by_id=author.id,
        created_at=clock.now(),
        signed_at=clock.now(),
    )
    begin(made, "unit_submission")
    made.state = SubmissionState.ISSUED
    made.items.append(SubmissionItem(nomination_id=case.id, position=1))
    db.session.add(made)
    db.session.flush()
    return {"submission_id": made.id, "item_id": made.items[0].id}


def _consultation(case, agency, author):
    made = Consultation(
        nomination_id=case.id,
        agency_id=agency.id,
        question="Xin ý kiến",
        asked_by_id=author.id,
        asked_at=clock.now(),
        due_on=date(2099, 1, 1),
    )
    db.session.add(made)
    db.session.flush()
    return made.id


def _suspension(case, author):
    case.previous_state = State.AT_CHAIR
    made = Suspension(
        nomination_id=case.id,
        state=State.AT_CHAIR,
        ground="don_thu",
        ground_name="Có đơn thư",
        ground_basis="Điều 4",
        source_agency="Thanh tra tỉnh",
        source_on=clock.today(),
        reason="Có đơn thư.",
        suspended_at=clock.now(),
        suspended_by_id=author.id,
        source_file_id=_file().id,
        finding_file_id=_file().id,
    )
    db.session.add(made)
    db.session.flush()
    return {"nomination_id": case.id, "suspension_id": made.id}


def _meeting(council, case, author):
    made = Meeting(
        council_id=council.id,
        body=Body.FULL,
        title="Phiên họp",
        held_at=clock.now(),
        place="Phòng họp",
        tellers=["Một", "Hai", "Ba"],
        created_by_id=author.id,
        created_at=clock.now(),
    )
    begin(made, "council_meeting")
    made.state = MeetingState.COUNTED
    for member in council.members:
        made.attendance.append(Attendance(member_id=member.id, presence=Presence.PRESENT))
    made.items.append(
        AgendaItem(
            nomination_id=case.id,
            position=1,
            agree=3,
            disagree=0,
            invalid=0,
            members=len(council.members),
            pct=50,
            strict=True,
        )
    )
    made.ballots_issued = made.ballots_returned = 3
    db.session.add(made)
    db.session.flush()
    return {"meeting_id": made.id, "item_id": made.items[0].id}


def _proposal_and_decision(award, case, author):
    proposal = Proposal(
        award_version_id=award.id,
        title="Về việc đề nghị tặng Bằng khen",
        created_by_id=author.id,
        created_at=clock.now(),
        signed_at=clock.now(),
    )
    begin(proposal, "proposal")
    proposal.state = ProposalState.DECIDED
    proposal.items.append(ProposalItem(nomination_id=case.id, position=1))
    db.session.add(proposal)
    db.session.flush()
    decision = Decision(
        proposal_id=proposal.id,
        award_version_id=award.id,
        title="Về việc tặng Bằng khen",
        signed_by_id=author.id,
        signed_at=clock.now(),
    )
    begin(decision, "decision")
    decision.state = DecisionState.ISSUED
    decision.items.append(DecisionItem(nomination_id=case.id, position=1, bonus=3_510_000))
    db.session.add(decision)
    db.session.flush()
    return (
        {"proposal_id": proposal.id, "item_id": proposal.items[0].id, "award_version_id": award.id},
        {"decision_id": decision.id},
    )


def _file():
    kept = Store(current_app.config["PAPERS_FOLDER"]).put_bytes(b"%PDF-1.7", "x.pdf", "application/pdf")
    db.session.flush()
    return kept


def _paper(submission_id, unit):
    file = _file()
    made = Paper(
        rendering_id=file.id,
        signed_copy_id=file.id,
        code=PaperCode.SUBMISSION_LETTER,
        sheet=Sheet.SUBMISSION,
        sheet_id=submission_id,
        organisation_id=unit.id,
        template="submission_letter",
        title="Tờ trình",
        content={},
        symbol="TTr",
        created_at=clock.now(),
    )
    begin(made, "paper")
    db.session.add(made)
    db.session.flush()
    return made.id


def _account(unit):
    appointed = builders.appointment(Role.UNIT_COUNCIL, unit)
    return {"user_id": appointed.user_id, "appointment_id": appointed.id}


def _session(author: User):
    made = UserSession(
        token_digest=secrets.token_hex(32),
        user_id=author.id,
        created_at=clock.real_now(),
        last_seen_at=clock.real_now(),
        address="",
        agent="",
    )
    db.session.add(made)
    db.session.flush()
    return made.id
