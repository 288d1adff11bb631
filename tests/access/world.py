"""One of everything, twice: for the unit of the person who asks, and for another unit."""

import secrets
from dataclasses import dataclass, field
from datetime import date

from flask import current_app
from sqlalchemy import select

from app import clock
from app.accounts.models import User, UserSession
from app.achievements.models import FormerUse
from app.actor import UNIT_ROLES
from app.appraisals.models import Consultation
from app.ballots.models import Ballot, BallotName, PaperVoter, Roll, Slip
from app.blocks import queries as blocks
from app.casework import begin
from app.complaints.models import Complaint, ComplaintKind, ComplaintStatus, Petitioner
from app.corrections.changes import FIELDS
from app.corrections.kinds import CorrectionKind
from app.corrections.models import Correction
from app.councils.case_items import CaseItem
from app.councils.constitution import CouncilKind, CouncilThreshold
from app.councils.models import Attendance, Body, Meeting, Presence, Recusal, Teller
from app.decisions.models import Decision, DecisionItem, Proposal, ProposalItem
from app.deliveries.models import Delivery, Handover, PrintRun
from app.documents.certificates import Certificate
from app.documents.models import Paper
from app.documents.store import Store
from app.extensions import db
from app.gatherings.models import Gathering, GatheringItem
from app.honours.models import Honour
from app.initiatives.models import (
    Initiative,
    InitiativeAuthor,
    InitiativeDecision,
    InitiativeSitting,
    InitiativeVote,
    Scope,
)
from app.intake.models import IncomingDocument, Supplement, SupplementItem
from app.medals.models import MedalFile, ServicePeriod
from app.nominations.models import DraftRevision, YearEntry
from app.organisations.models import Organisation, StandIn
from app.party_opinions.models import PartyAnswer, PartyOpinion, PartyStatus
from app.public_notices.models import NoticeItem, NoticeOpinion, NoticeStatus, PublicNotice, Stance
from app.reissues.kinds import ReissueKind
from app.reissues.models import Reissue, Standing
from app.resolutions.models import Comment, Inquiry, Resolution, ResolutionPaper, ResolutionStep
from app.revocations.models import Revocation
from app.rounds.models import Movement
from app.runs.models import BulkItem, BulkRun, Outcome, Stage
from app.service_records.models import ServiceRecord
from app.service_records.words import RecordKind
from app.submissions.models import Submission, SubmissionItem
from app.suspensions.models import Suspension
from app.unit_decisions.models import UnitDecision, UnitDecisionItem
from app.upward.models import UpwardItem, UpwardRefusal, UpwardSubmission
from app.workdays import Holiday
from tests import builders
from workflows.award_province_1 import State
from workflows.award_state_1 import AboveState
from workflows.ballot_1 import BallotState
from workflows.blocks_1 import BlockState
from workflows.gatherings_1 import GatheringState
from workflows.resolution_2015_1 import State as OfResolution
from workflows.sheets_1 import DecisionState, MeetingState, ProposalState, SubmissionState
from workflows.unit_decisions_1 import UnitDecisionState
from workflows.upward_1 import UpwardState
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
    seated = actors[Role.UNIT_COUNCIL], actors[Role.UNIT_COUNCIL_MEMBERS]
    makings = Makings(award, builders.medal(), award_round, provincial, author, *seated)
    things = [_things_of(unit, agency, makings) for unit, agency in zip(units, agencies, strict=True)]
    for one, role in zip(things, (Role.UNIT_CLERK, Role.BAN_HEAD), strict=True):
        one.ids["runs"] = {"run_id": _run(actors[role], one.ids["nominations"]["nomination_id"])}
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
    medal: object
    award_round: object
    provincial: object
    author: object
    teller: object
    member: object


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
    things.ids["unit_decisions"] = _unit_decision(unit, award, decided, author) | {
        "award_version_id": award.id,
        "nomination_id": decided.id,
    }
    sent_up = builders.nomination(unit, award, award_round, "Lưu Thị Gửi Lên", state=State.UNIT_CHECK)
    gathering = _gathering(unit, unit, award_round, sent_up, author)  # its own superior, so that it is its turn
    things.ids["gatherings"] = gathering | {"round_id": award_round.id, "nomination_id": sent_up.id}
    things.ids["complaints"] = {"complaint_id": _petition(decided, author), "nomination_id": decided.id}
    things.ids["revocations"] = {"revocation_id": _revocation(decided, author), "nomination_id": decided.id}
    things.ids["corrections"] = {"correction_id": _correction(decided, author), "nomination_id": decided.id}
    things.ids["reissues"] = {"reissue_id": _reissue(decided, author), "nomination_id": decided.id}
    things.ids |= {
        "rounds": {"round_id": award_round.id},
        "movements": {"movement_id": _movement()},
        "registrations": _registration(unit, award, draft),
        "deadlines": {"nomination_id": examined.id},
        "guide": {"key": "unit-clerk"},
        "processes": {"key": "award_province", "version": 1},
    }
    things.ids["intake"]["submission_id"] = submission["submission_id"]
    things.ids["appraisals"] = {
        "nomination_id": examined.id,
        "consultation_id": _consultation(examined, agency, author),
    }
    things.ids["public_notices"] = _notice(examined, author) | {"round_id": award_round.id}
    things.ids["public"] = {"notice_id": things.ids["public_notices"]["notice_id"], "token": "-"}
    things.ids["party_opinions"] = _party_opinion(examined, author)
    things.ids["consultations"] = {"consultation_id": things.ids["appraisals"]["consultation_id"]}
    council = builders.council(unit, members=3)
    stopped = builders.nomination(unit, award, award_round, "Lưu Thị Tạm Dừng", state=State.SUSPENDED, **sent)
    things.ids["suspensions"] = _suspension(stopped, author)
    things.ids["meetings"] = _meeting(council, decided, author) | {"nomination_id": decided.id}
    things.ids["provincial meetings"] = _meeting(makings.provincial, decided, author) | {"nomination_id": decided.id}
    for name in ("meetings", "provincial meetings"):
        things.ids[name.replace("meetings", "ballots")] = _ballot(things.ids[name], makings)
    things.ids["proposals"], things.ids["decisions"] = _proposal_and_decision(award, decided, author)
    things.ids |= {
        "upward": _upward(award, award_round, unit, author, sent),
        "resolutions": _resolution(author, was_sent=unit.code == "SGDDT"),
    }
    things.ids["deliveries"] = _delivery(decided, things.ids["decisions"]["decision_id"], author)
    things.ids["archive"] = {"decision_id": things.ids["decisions"]["decision_id"], "nomination_id": decided.id}
    things.ids["proposals"]["nomination_id"] = decided.id
    things.ids |= _things_beside(draft, examined, award, author)
    things.ids["medals"] = _medal_things(unit, makings)
    things.ids["papers"] = {"paper_id": _submission_letter(submission["submission_id"], unit).id}
    things.ids["administration"] = _account(unit) | {"council_id": council.id, "day": _day_off()}
    things.ids["councils"] = _council_things(council)
    things.ids["blocks"] = _block(unit)
    things.ids["achievements"] = things.ids["initiatives"] | _alike(examined, decided)
    things.ids["provincial councils"] = _council_things(makings.provincial)
    things.ids["accounts"] = {"session_id": _session(author)}
    things.ids["books"] = {"document_id": _arrival(unit, author)}
    things.ids["substitutes"] = {"appointment_id": _stand_in(unit, author)}
    return things


def _things_beside(draft, examined, award, author):
    """What is known of the nominee, and the rules they are held against."""
    nominee = {"nominee_id": draft.nominee_id}
    return {
        "nominees": nominee | {"kind": "individual"},
        "eligibility": nominee | {"award_code": award.award_code, "nomination_id": examined.id},
        "honours": _honour(draft, author),
        "service_records": _service_record(draft, author),
        "initiatives": _initiative(draft.unit, draft, author),
        "awards": _catalogue_things(award),
        "award_drafts": _award_draft(award, author),
    }


def _catalogue_things(award):
    of_versions = dict.fromkeys(("number", "earlier", "later"), award.number)
    return {"award_code": award.award_code, "code": "medal_default_2024", **of_versions}


def _award_draft(award, author):
    draft = builders.award_draft(award, author)
    return {"draft_id": draft.id, "award_code": award.award_code, "part": "names", "kind": "papers", "at": "0"}


def _movement():
    made = Movement(code=secrets.token_hex(4), name="Thi đua", source="x", is_by_hand=True)
    return _kept(made).id


def _registration(unit, award, case):
    """Each of a year of its own; it is its head's turn."""
    made, line = builders.registration(unit, award, case.nominee, year=2000 + unit.id)
    sheet = {"registration_id": made.id, "line_id": line.id, "name": "send"}
    return sheet | {"year_id": made.registration_year_id, "organisation_id": unit.id}


def _block(unit):
    """Led by the unit, which checks its own scores, so that it is its turn."""
    code, state = f"KTD-{unit.code}", BlockState.MEETING
    made = builders.block_year(unit, code=code, is_scored=True, state=state, minutes=_file())
    (member,) = made.members
    (sitting,) = blocks.sittings(made.id)
    return {"year_id": made.id, "member_id": member.id, "sitting_id": sitting.id, "name": "send"}


def _initiative(unit, case, author):
    """Voted on by its unit's council."""
    council = builders.council(unit, members=3, kind=CouncilKind.INITIATIVE)
    made = Initiative(
        unit_id=unit.id, title="Sáng kiến", summary="x", applied_on=clock.today(), **_by(author, "entered")
    )
    made.authors.append(InitiativeAuthor(nominee_id=case.nominee_id, share=100))
    sitting = InitiativeSitting(
        council=council,
        held_on=clock.today(),
        place="P. 1",
        tellers=["A"],
        present=["A"],
        members=3,
        needed=2,
        minutes=_file(),
        **_by(author, "recorded"),
    )
    sums = {"agree": 3, "disagree": 0, "invalid": 0, "members": 3}
    rule = {"rule_code": "VMAJ", "pct": 50, "strict": True}
    sitting.votes.append(InitiativeVote(initiative=made, scope=Scope.BASE, **sums, **rule))
    _kept(sitting)
    decision = InitiativeDecision(
        council=council,
        scope=Scope.BASE,
        number="1/QĐ",
        decided_on=clock.today(),
        signer="A",
        signer_title="B",
        file=_file(),
        initiatives=[made],
        **_by(author, "entered"),
    )
    of_unit = {"initiative_id": made.id, "sitting_id": sitting.id, "council_id": council.id, "nomination_id": case.id}
    of_unit |= {"decision_id": _kept(decision).id}
    given = {"award_name": "x", "decision_number": "1/QĐ", "decided_on": clock.today(), "decided_by": "x"}
    whose = {"initiative_id": made.id, "nominee_id": case.nominee_id, "unit_id": unit.id, "kind": "title"}
    return of_unit | {"use_id": _kept(FormerUse(**whose, **given, file=_file(), **_by(author, "entered"))).id}


def _alike(case, other):
    """Two cases with one report."""
    for one in (case, other):
        builders.evidence(one, "bao_cao_ca_nhan").file.sha256 = f"{case.id:064x}"
    return {"case_id": case.id, "other_id": other.id}


def _council_things(council):
    paper = builders.council_paper(council, number=f"{len(council.papers) + 1}/QĐ")
    own = CouncilThreshold(
        vote_rule_code="VMAJ", pct=60, strict=False, basis="", confidence="setting", valid_from=clock.today()
    )
    council.thresholds.append(own)
    paper.file = _file()
    db.session.flush()
    member = council.members[-1]
    return {"council_id": council.id, "paper_id": paper.id, "threshold_id": own.id, "member_id": member.id}


def _kept(made):
    db.session.add(made)
    db.session.flush()
    return made


def _by(author, what):
    """Whose deed it was, and when: what='entered' fills entered_by_id and entered_at."""
    return {f"{what}_by_id": author.id, f"{what}_at": clock.now()}


def _arrival(unit, author):
    """In the unit's own book of what came in."""
    made = IncomingDocument(
        organisation_id=unit.id,
        year=clock.today().year,
        number=1,
        arrived_on=clock.today(),
        sender="Sở Y tế",
        title="Công văn",
        folded="cong van",
        file_id=_file().id,
        **_by(author, "entered"),
    )
    return _kept(made).id


def _stand_in(unit, author):
    """A colleague stands in for the unit's clerk."""
    absent, acting = (builders.appointment(Role.UNIT_CLERK, unit) for _ in range(2))
    acting.valid_to = date(2099, 1, 1)
    basis = {"basis": "Giấy ủy quyền số 1", **_by(author, "entered")}
    db.session.add(StandIn(appointment_id=acting.id, absent_id=absent.id, **basis))
    db.session.flush()
    return acting.id


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
        **_by(author, "entered"),
        closed_at=clock.now(),
    )
    case.has_complaints = True
    return _kept(made).id


def _revocation(case, author):
    made = Revocation(
        nomination_id=case.id,
        ground="forged",
        source="Kết luận số 1",
        source_on=clock.today(),
        reason="Đề nghị xem xét hủy.",
        file_id=_file().id,
        recovery_file_id=_file().id,
        **_by(author, "opened"),
    )
    return _kept(made).id


def _correction(case, author):
    wording = {name: getattr(case, name) for name in FIELDS}
    made = Correction(
        nomination_id=case.id,
        kind=CorrectionKind.REPLACING,
        said=wording,
        right=wording | {"nominee_name": "Lưu Thị Đính Chính"},
        source="Giấy khai sinh số 15",
        reason="Ghi sai tên.",
        file_id=_file().id,
        **_by(author, "opened"),
    )
    return _kept(made).id


def _reissue(case, author):
    made = Reissue(
        nomination_id=case.id,
        kind=ReissueKind.LOST,
        standing=Standing.ASKED,
        asked_by=case.nominee_name,
        asked_on=clock.today(),
        reason="Mất.",
        file_id=_file().id,
        receipt_id=_file().id,
        **_by(author, "opened"),
        old_certificate=Certificate(
            authority="",
            deed="Tặng",
            award="Bằng khen",
            name=case.nominee_name,
            symbol="",
            place="",
            signer_lines="",
            signer_name="",
        ).to_json(),
    )
    return _kept(made).id


def _run(actor, nomination_id):
    """Of the clerk among the own things, of the head of the Ban among the others."""
    made = BulkRun(
        step="send_to_check",
        label="Gửi kiểm tra",
        stage=Stage.READY,
        asked_by_id=actor.user_id,
        appointment_id=actor.appointment_id,
        asked_at=clock.now(),
    )
    waiting = {"outcome": Outcome.WAITING, "position": 1, "seen_version": 1}
    made.items.append(BulkItem(nomination_id=nomination_id, **waiting))
    return _kept(made).id


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


def _medal_things(unit, makings):
    case = builders.nomination(
        unit, makings.medal, makings.award_round, "Lưu Thị Kỷ Niệm", created_by_id=makings.author.id
    )
    period = ServicePeriod(
        from_month=date(2001, 3, 1), organisation="Trường THPT", position="Giáo viên", kind="in_province"
    )
    db.session.add(MedalFile(nomination=case, periods=[period]))
    db.session.flush()
    return {"nomination_id": case.id, "period_id": period.id}


def _supplement(case, author):
    asked = Supplement(nomination_id=case.id, reason="Thiếu", due_on=date(2099, 1, 1), **_by(author, "asked"))
    asked.items.append(SupplementItem(kind="field", key="citation", label="Nội dung"))
    _kept(asked)
    return {"nomination_id": case.id, "item_id": asked.items[0].id}


def _submission(unit, award_round, case, author):
    made = Submission(
        unit_id=unit.id,
        award_round_id=award_round.id,
        title="Về việc đề nghị khen thưởng",
        **_by(author, "created"),
        signed_at=clock.now(),
    )
    begin(made, "unit_submission")
    made.state = SubmissionState.ISSUED
    made.items.append(SubmissionItem(nomination_id=case.id, position=1))
    _kept(made)
    return {"submission_id": made.id, "item_id": made.items[0].id}


def _unit_decision(unit, award, case, author):
    """Reported: Sở Nội vụ reads it too."""
    made = UnitDecision(
        unit_id=unit.id,
        award_version_id=award.id,
        title="Về việc tặng danh hiệu",
        merit="đã có thành tích",
        **_by(author, "created"),
        signed_at=clock.now(),
        posted_on=clock.today(),
        posted_where="Niêm yết",
        reported_at=clock.now(),
    )
    begin(made, "unit_decision")
    made.state = UnitDecisionState.REPORTED
    made.items.append(UnitDecisionItem(nomination_id=case.id, position=1))
    _kept(made)
    return {"decision_id": made.id, "item_id": made.items[0].id}


def _submission_letter(submission_id, unit):
    """Not issued, with its signed copy."""
    files = dict.fromkeys(("rendering_id", "signed_copy_id"), _file().id)
    at = (Sheet.SUBMISSION, submission_id)
    return _paper(PaperCode.SUBMISSION_LETTER, at, unit.id, "submission_letter", symbol="TTr", **files)


def _gathering(unit, superior, award_round, case, author):
    """Answered but for the one name that came up."""
    made = Gathering(
        unit_id=unit.id,
        superior_id=superior.id,
        award_round_id=award_round.id,
        title="Về việc đề nghị khen thưởng",
        **_by(author, "created"),
        signed_at=clock.now(),
    )
    begin(made, "unit_gathering")
    made.state = GatheringState.SENT
    made.items.append(GatheringItem(nomination_id=case.id, position=1))
    _kept(made)
    return {"gathering_id": made.id}


def _consultation(case, agency, author):
    made = Consultation(
        nomination_id=case.id,
        agency_id=agency.id,
        question="Xin ý kiến",
        **_by(author, "asked"),
        due_on=date(2099, 1, 1),
    )
    return _kept(made).id


def _notice(case, author):
    made = PublicNotice(
        award_round_id=case.award_round_id,
        title="Về việc lấy ý kiến",
        status=NoticeStatus.OPEN,
        **_by(author, "created"),
        posted_on=clock.today(),
        closes_on=date(2099, 1, 1),
        status_since=clock.now(),
    )
    made.items.append(NoticeItem(nomination_id=case.id, position=1))
    opinion = NoticeOpinion(
        said_by="Trần Văn Góp",
        received_on=clock.today(),
        stance=Stance.OBJECTS,
        content="Đề nghị xem lại.",
        file_id=_file().id,
        **_by(author, "entered"),
    )
    made.opinions.append(opinion)
    _kept(made)
    made.letter = _letter(PaperCode.PEOPLE_NOTICE, (Sheet.NOTICE, made.id), "official_notice")
    return {"notice_id": made.id, "opinion_id": opinion.id}


def _letter(code, at, template):
    """Of Sở Nội vụ, issued."""
    department = db.session.scalars(select(Organisation).where(Organisation.code == "SNV")).one()
    out = {"number": 1, "symbol": "TB-SNV", "issued_on": clock.today(), "rendering_id": _file().id}
    paper = _paper(code, at, department.id, template, **out)
    paper.state = "ISSUED"
    return paper


def _party_opinion(case, author):
    """Answered, with its letter and its scan."""
    letter = _letter(PaperCode.CONSULTATION_REQUEST, (Sheet.CASE, case.id), "official_letter")
    made = PartyOpinion(
        nomination_id=case.id,
        status=PartyStatus.ANSWERED,
        basis="Phó Giám đốc Sở",
        **_by(author, "marked"),
        asked_at=clock.now(),
        letter_id=letter.id,
        outcome=PartyAnswer.AGREES,
        answer_number="12-CV/TU",
        answered_on=clock.today(),
        answer_file_id=_file().id,
    )
    _kept(made)
    return {"opinion_id": made.id, "nomination_id": case.id}


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
        **_by(author, "suspended"),
        source_file_id=_file().id,
        finding_file_id=_file().id,
    )
    _kept(made)
    return {"nomination_id": case.id, "suspension_id": made.id}


def _meeting(council, case, author):
    made = Meeting(
        council_id=council.id,
        body=Body.FULL,
        title="Phiên họp",
        held_at=clock.now(),
        place="Phòng họp",
        **_by(author, "created"),
    )
    made.committee = [Teller(position=place, name=name) for place, name in enumerate(("Một", "Hai", "Ba"), start=1)]
    begin(made, "council_meeting")
    made.state = MeetingState.COUNTED
    for member in council.members:
        made.attendance.append(Attendance(member_id=member.id, presence=Presence.PRESENT))
    made.items.append(
        CaseItem(
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
    _kept(made)
    declared = Recusal(
        member_id=council.members[0].id, kind="declared", reason="Cùng đơn vị.", **_by(author, "recorded")
    )
    made.items[0].recusals.append(declared)
    db.session.flush()
    return {"meeting_id": made.id, "item_id": made.items[0].id, "recusal_id": declared.id} | {"key": "discussion"}


def _ballot(meeting, makings):
    """Under way. Who sits in a unit's council holds a slip, a member of it the first seat, whichever unit's it is."""
    ballot = Ballot(meeting_id=meeting["meeting_id"], members=3, **_by(makings.author, "created"))
    begin(ballot, "sealed_ballot")
    ballot.state = BallotState.VOTING
    ballot.slips.append(Slip(position=1, name="Một", user_id=makings.teller.user_id))
    ballot.names = [BallotName(item_id=meeting["item_id"], position=1)]
    _kept(ballot)
    seats = ballot.meeting.council.members
    seats[0].user_id = makings.member.user_id
    db.session.add_all(Roll(ballot_id=ballot.id, member_id=seat.id) for seat in seats)
    on_paper = {"member_id": seats[-1].id, "reason": "Vắng, gửi phiếu", "had_voted": False}
    db.session.add(PaperVoter(ballot_id=ballot.id, **on_paper, **_by(makings.author, "recorded")))
    return {"ballot_id": ballot.id, "meeting_id": meeting["meeting_id"], "member_id": seats[-1].id}


def _proposal_and_decision(award, case, author):
    proposal = Proposal(
        award_version_id=award.id,
        title="Về việc đề nghị tặng Bằng khen",
        **_by(author, "created"),
        signed_at=clock.now(),
    )
    begin(proposal, "proposal")
    proposal.state = ProposalState.DECIDED
    proposal.items.append(ProposalItem(nomination_id=case.id, position=1))
    _kept(proposal)
    decision = Decision(
        proposal_id=proposal.id,
        award_version_id=award.id,
        title="Về việc tặng Bằng khen",
        **_by(author, "signed"),
    )
    begin(decision, "decision")
    decision.state = DecisionState.ISSUED
    decision.items.append(DecisionItem(nomination_id=case.id, position=1, bonus=3_510_000))
    _kept(decision)
    return (
        {"proposal_id": proposal.id, "item_id": proposal.items[0].id, "award_version_id": award.id},
        {"decision_id": decision.id},
    )


def _upward(award, award_round, unit, author, sent):
    """Sent with its package; a decision and a refusal are noted."""
    gone_up = {"state": AboveState.SENT, "process": "award_state"}
    case = builders.nomination(unit, award, award_round, "Lưu Thị Trình Trên", **gone_up, **sent)
    proposal = Proposal(award_version_id=award.id, title="Về việc đề nghị tặng Bằng khen", **_by(author, "created"))
    begin(proposal, "state_proposal")
    proposal.state, proposal.signed_at = ProposalState.DECIDED, clock.now()
    proposal.items.append(ProposalItem(nomination_id=case.id, position=1))
    _kept(proposal)
    known = {"award_version_id": award.id, "proposal_id": proposal.id}
    decision = Decision(title="Về việc tặng Bằng khen", signed_at=clock.now(), authority="Thủ tướng", **known)
    begin(decision, "state_decision")
    _kept(decision)
    sheet = UpwardSubmission(
        title="Về việc đề nghị tặng Bằng khen",
        addressee="Thủ tướng Chính phủ",
        authority="Thủ tướng Chính phủ",
        package_id=_file().id,
        sent_on=clock.today(),
        **_by(author, "signed"),
        **known,
    )
    begin(sheet, "upward_submission")
    sheet.state = UpwardState.SENT
    _kept(sheet)
    letter = {"number": "12/BNV", "issued_on": clock.today(), "agency": "Bộ Nội vụ", "reason": "Chưa đủ thành tích."}
    refusal = _kept(UpwardRefusal(sheet_id=sheet.id, file_id=_file().id, **letter, **_by(author, "recorded")))
    _kept(UpwardItem(sheet_id=sheet.id, nomination_id=case.id, position=1, decision_id=decision.id))
    return {"sheet_id": sheet.id, "proposal_id": proposal.id, "decision_id": decision.id, "refusal_id": refusal.id}


def _resolution(author, *, was_sent):
    """Under revision; one has been with Sở Tư pháp and HĐND before, the other never left Sở Nội vụ and UBND."""
    made = Resolution(
        title="Nghị quyết quy định tặng Kỷ niệm chương",
        purpose="Quy định tên, đối tượng, tiêu chuẩn",
        award_code="ky_niem_chuong_tinh",
        law_profile="vbqppl-2015",
        assignment_number="4021/UBND-VXNV",
        assignment_on=date(2024, 9, 3),
        assignment_file_id=_file().id,
        **_by(author, "created"),
    )
    begin(made, "resolution_2015")
    made.state = OfResolution.REVISING
    for target in (OfResolution.PROPOSAL_REVIEW, OfResolution.STP_INTAKE, OfResolution.SUBMITTED):
        if was_sent:
            made.steps.append(ResolutionStep(name="step", target=target, taken_at=clock.now()))
    made.papers.append(ResolutionPaper(code=PaperCode.OPINION_REQUEST, file_id=_file().id, **_by(author, "added")))
    asked = Inquiry(round=1, agency="Sở Tài chính", asked_on=date(2024, 9, 4), due_on=date(2024, 9, 14))
    asked.file_id = _file().id
    made.inquiries.append(asked)
    made.comments.append(Comment(round=1, said_by="Sở Tài chính", text="Bỏ khoản 3."))
    _kept(made)
    return {
        "resolution_id": made.id,
        "paper_id": made.papers[0].id,
        "inquiry_id": asked.id,
        "comment_id": made.comments[0].id,
        "name": "consult-again",
        "code": PaperCode.OPINION_REQUEST.value,
    }


def _delivery(case, decision_id, author):
    """Handed over to the unit, with a file of certificates; the decision has its paper."""
    decision = db.session.get_one(Decision, decision_id)
    committee = db.session.scalars(select(Organisation).where(Organisation.code == "UBND-T")).one()
    out = {"number": decision_id, "symbol": "QĐ-UBND", "issued_on": clock.today()}
    _paper(PaperCode.AWARD_DECISION, (Sheet.DECISION, decision_id), committee.id, "award_decision", **out)
    handover = Handover(
        decision=decision,
        unit_id=case.unit_id,
        handed_on=clock.today(),
        place="Sở Nội vụ",
        receiver_name="Trần Văn Nhận",
        receiver_title="Văn thư",
        receiver_paper="",
        money_way="transfer",
        **_by(author, "made"),
    )
    run = PrintRun(decision_id=decision_id, items=[], **_by(author, "asked"), file_id=_file().id)
    (item,) = decision.items
    begun = Delivery(item=item, printed_name=case.nominee_name, printed_detail="", ready=[])  # `reissues` reads it
    db.session.add_all([handover, run, begun])
    db.session.flush()
    return {
        "decision_id": decision_id,
        "item_id": item.id,
        "unit_id": case.unit_id,
        "handover_id": handover.id,
        "run_id": run.id,
        "nomination_id": case.id,
    }


def _file():
    kept = Store(current_app.config["PAPERS_FOLDER"]).put_bytes(b"%PDF-1.7", "x.pdf", "application/pdf")
    db.session.flush()
    return kept


def _paper(code, at, organisation_id, template, **more):
    """At: its sheet, and the id of that."""
    sheet, sheet_id = at
    where = {"sheet": sheet, "sheet_id": sheet_id, "organisation_id": organisation_id, "template": template}
    made = Paper(code=code, **where, **more, title="Văn bản", content={}, created_at=clock.now())
    begin(made, "paper")
    return _kept(made)


def _honour(case, author):
    made = Honour(
        nominee_id=case.nominee_id,
        unit_id=case.unit_id,
        award_name="Giấy khen",
        level="unit",
        year=2023,
        decision_number="125/QĐ",
        decided_on=date(2023, 7, 15),
        decided_by="Giám đốc Sở",
        file_id=_file().id,
        **_by(author, "entered"),
    )
    _kept(made)
    return {"honour_id": made.id, "nominee_id": case.nominee_id}


def _service_record(case, author):
    made = ServiceRecord(
        nominee_id=case.nominee_id,
        unit_id=case.unit_id,
        kind=RecordKind.DISCIPLINE,
        value="warning",
        starts_on=date(2023, 7, 15),
        decision_number="15/QĐ",
        decided_on=date(2023, 7, 15),
        decided_by="Giám đốc Sở",
        file_id=_file().id,
        **_by(author, "entered"),
    )
    _kept(made)
    return {"record_id": made.id, "nominee_id": case.nominee_id, "kind": "rating"}


def _day_off():
    day = date(2025, 4, 30)
    if db.session.get(Holiday, day) is None:
        db.session.add(Holiday(day=day, name="Ngày Chiến thắng", basis="Bộ luật Lao động", confidence="verified"))
        db.session.flush()
    return day.isoformat()


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
    return _kept(made).id
