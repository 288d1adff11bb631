"""What must be true of a province at any moment, also after the server has died in the middle of its work.

`faults(store)` gives a sentence for everything that is not so; none means that nothing is half done. It reads in one
transaction and changes nothing. Sheets, their cases, their papers, numbers, errands, files and the log must tell the
same story.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from app.audit import queries as audit
from app.audit.models import AuditEvent
from app.audit.triggers import missing_triggers
from app.councils.case_items import of_cases
from app.councils.models import AgendaItem, Meeting
from app.decisions import queries
from app.decisions.models import Decision, DecisionItem, Proposal, ProposalItem
from app.documents.models import Paper, PaperNumber, StoredFile
from app.documents.store import Store
from app.extensions import db
from app.intake.models import IncomingNumber, Supplement
from app.moving import Moving
from app.nominations.models import DraftField, DraftRevision, Nomination
from app.outbox.models import Errand, Notice
from app.submissions.models import Submission, SubmissionItem
from workflows.award_province_1 import State as CaseState
from workflows.paper_life_1 import State as PaperState
from workflows.sheets_1 import DecisionState, MeetingState, ProposalState, SubmissionState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet, Tell, TellNominee

MOVING: tuple[type[Moving], ...] = (Nomination, Submission, Meeting, Proposal, Decision, Paper)
BEFORE_SIGNATURE = frozenset(
    {CaseState.DRAFT, CaseState.UNIT_CHECK, CaseState.UNIT_PUBLIC, CaseState.UNIT_COUNCIL, CaseState.UNIT_SIGN}
)
NUMBERED = frozenset({PaperState.NUMBERED, PaperState.ISSUED})
Papers = dict[tuple[Sheet, int, PaperCode], list[Paper]]


def faults(store: Store) -> list[str]:
    """Everything that is not as it must be; call it inside an application context."""
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    papers = _papers()
    found = [
        *_log(),
        *_states(),
        *_errands(papers),
        *_submissions(papers),
        *_meetings(papers),
        *_proposals(papers),
        *_decisions(papers),
        *_receipts(papers),
        *_numbers(papers),
        *_supplements(),
        *_texts(),
        *_files(store),
    ]
    db.session.rollback()
    return found


def _log() -> Iterator[str]:
    yield from (str(fault) for fault in audit.verify())
    yield from (f"trigger {name} is gone" for name in missing_triggers(db.session.connection()))


def _states() -> Iterator[str]:
    """The last event of each thing names the state it is in, and each step begins where the one before it ended."""
    reached: dict[str, str] = {}
    for event in db.session.scalars(select(AuditEvent).where(AuditEvent.target != "").order_by(AuditEvent.seq)):
        if event.source and reached.get(event.subject, event.source) != event.source:
            yield f"{event.subject}: {event.action} starts at {event.source}, not at {reached[event.subject]}"
        reached[event.subject] = event.target
    for model in MOVING:
        for row in db.session.scalars(select(model)):
            if reached.pop(row.ref, row.state) != row.state:
                yield f"{row.ref} stands at {row.state}, its log says otherwise"
    yield from (f"the log speaks of {subject}, which is not there" for subject in reached)


def _errands(papers: Papers) -> Iterator[str]:
    """Each step left the errands it names, once; each issued paper one errand to print it."""
    pinned = {row.ref: row.workflow for model in MOVING for row in db.session.scalars(select(model))}
    wanted: Counter[tuple[str, str, str]] = Counter()
    for event in db.session.scalars(select(AuditEvent).where(AuditEvent.source != "")):
        workflow = pinned.get(event.subject)
        if workflow is None or event.action not in workflow.transitions():
            continue
        for effect in workflow.transition(event.action).then:
            if isinstance(effect, Tell):
                wanted[event.subject, event.action, effect.role.value] += 1
            elif isinstance(effect, TellNominee):
                wanted[event.subject, event.action, "nominee"] += 1
    for paper in (one for listed in papers.values() for one in listed if one.state == PaperState.ISSUED):
        wanted[paper.ref, "render", ""] += 1
    kept: Counter[tuple[str, str, str]] = Counter()
    for errand in db.session.scalars(select(Errand)):
        role = "nominee" if errand.kind == "tell_nominee" else errand.payload.get("role", "")
        kept[errand.subject, errand.payload.get("step", errand.kind), role] += 1
    yield from (f"errand {key}: {kept[key]}, wanted {wanted[key]}" for key in wanted | kept if kept[key] != wanted[key])
    twice = select(Notice.errand_id).group_by(Notice.errand_id, Notice.user_id).having(func.count() > 1)
    yield from (f"errand {errand_id} told somebody twice" for errand_id in db.session.scalars(twice))


def _submissions(papers: Papers) -> Iterator[str]:
    listed = selectinload(Submission.items).joinedload(SubmissionItem.nomination)
    for sheet in db.session.scalars(select(Submission).options(listed)):
        letter = _one(papers, Sheet.SUBMISSION, sheet.id, PaperCode.SUBMISSION_LETTER)
        is_signed = sheet.state in {SubmissionState.SIGNED, SubmissionState.ISSUED}
        wanted = {SubmissionState.SIGNED: PaperState.SIGNED, SubmissionState.ISSUED: PaperState.ISSUED}
        if is_signed != (sheet.signed_at is not None):
            yield f"{sheet.ref} is {sheet.state}, its signature is of {sheet.signed_at}"
        yield from _paper_is(sheet, letter, wanted)
        for item in sheet.items:
            case = item.nomination
            has_gone = case.state not in BEFORE_SIGNATURE | {CaseState.NOT_PROPOSED}
            if item.struck_reason is None and sheet.state != SubmissionState.CANCELLED and has_gone != is_signed:
                yield f"{sheet.ref} is {sheet.state}, its case {case.ref} stands at {case.state}"
            if has_gone and case.submitted_at is None:
                yield f"{case.ref} was submitted at no moment"


def _meetings(papers: Papers) -> Iterator[str]:
    listed = selectinload(Meeting.items).joinedload(AgendaItem.nomination)
    counted = {MeetingState.COUNTED: PaperState.ISSUED, MeetingState.CLOSED: PaperState.ISSUED}
    closed = {MeetingState.CLOSED: PaperState.ISSUED}
    for sheet in db.session.scalars(select(Meeting).options(listed, joinedload(Meeting.council))):
        yield from _paper_is(sheet, _one(papers, Sheet.MEETING, sheet.id, PaperCode.TALLY_SHEET), counted)
        yield from _paper_is(sheet, _one(papers, Sheet.MEETING, sheet.id, PaperCode.MINUTES), closed)
        awaited = _awaited(sheet)
        for item in of_cases(sheet.items):
            stands = item.case.state
            if item.removed_reason is not None or sheet.state == MeetingState.CANCELLED:
                continue
            if awaited is not None and stands != awaited:
                yield f"{sheet.ref} is {sheet.state}, its case {item.subject} stands at {stands}"
            if awaited is None and stands in {CaseState.UNIT_COUNCIL, CaseState.COUNCIL_RESULT}:
                yield f"{sheet.ref} is closed, its case {item.subject} still waits for it"
            if sheet.state in counted and (item.agree is None or item.members is None or item.pct is None):
                yield f"{sheet.ref} is {sheet.state} without the sums of {item.subject}"


def _awaited(sheet: Meeting) -> CaseState | None:
    """Where the cases of a meeting stand; None once it is closed."""
    if sheet.state == MeetingState.CLOSED:
        return None
    if not sheet.council.is_provincial:
        return CaseState.UNIT_COUNCIL
    return {
        MeetingState.PREPARING: CaseState.COUNCIL_SCHEDULED,
        MeetingState.OPEN: CaseState.COUNCIL_VOTING,
        MeetingState.COUNTED: CaseState.COUNCIL_RESULT,
    }[MeetingState(sheet.state)]


def _proposals(papers: Papers) -> Iterator[str]:
    stands = {
        ProposalState.DRAFT: {CaseState.SNV_SUBMISSION},
        ProposalState.AT_VPUB: {CaseState.VPUB_REVIEW},
        ProposalState.AT_CHAIR: {CaseState.AT_CHAIR},
        ProposalState.DECIDED: {CaseState.DECIDED, CaseState.PUBLISHED},
    }
    listed = selectinload(Proposal.items).joinedload(ProposalItem.nomination)
    for sheet in db.session.scalars(select(Proposal).options(listed, selectinload(Proposal.decisions))):
        letter = _one(papers, Sheet.PROPOSAL, sheet.id, PaperCode.PROPOSAL_LETTER)
        if (sheet.state in stands and sheet.state != ProposalState.DRAFT) != (
            letter is not None and letter.signed_at is not None
        ):
            yield f"{sheet.ref} is {sheet.state}, its letter is {letter and letter.state}"
        if not sheet.goes_up and (sheet.state == ProposalState.DECIDED) != (sheet.decision is not None):
            yield f"{sheet.ref} is {sheet.state}, its decision is {sheet.decision and sheet.decision.ref}"
        for item in sheet.items:
            case = item.nomination
            allowed = stands.get(ProposalState(sheet.state))
            if allowed and item.excluded_reason is None and case.state not in allowed:
                yield f"{sheet.ref} is {sheet.state}, its case {case.ref} stands at {case.state}"


def _decisions(papers: Papers) -> Iterator[str]:
    wanted = {DecisionState.SIGNED: PaperState.SIGNED, DecisionState.ISSUED: PaperState.ISSUED}
    stands = {DecisionState.SIGNED: CaseState.DECIDED, DecisionState.ISSUED: CaseState.PUBLISHED}
    listed = selectinload(Decision.items).joinedload(DecisionItem.nomination)
    proposed = joinedload(Decision.proposal).selectinload(Proposal.items)
    for sheet in db.session.scalars(select(Decision).options(listed, proposed)):
        yield from _paper_is(sheet, _one(papers, Sheet.DECISION, sheet.id, queries.paper_of(sheet)), wanted)
        names = {item.nomination_id for item in sheet.items}
        if names != {item.nomination_id for item in sheet.proposal.items if item.excluded_reason is None}:
            yield f"{sheet.ref} decides on other names than its proposal"
        for item in sheet.items:
            if item.nomination.state != stands[DecisionState(sheet.state)]:
                yield f"{sheet.ref} is {sheet.state}, its case {item.nomination.ref} stands at {item.nomination.state}"


def _receipts(papers: Papers) -> Iterator[str]:
    """A case taken in has the number of its Tờ trình in the register, a receipt, and a day its result is due."""
    given: dict[int, list[int]] = defaultdict(list)
    came = select(SubmissionItem.submission_id, SubmissionItem.nomination_id)
    came = came.join(Nomination).where(SubmissionItem.struck_reason.is_(None), Nomination.received_at.is_not(None))
    with_letter: dict[int | None, list[int]] = defaultdict(list)
    for letter, case_id in db.session.execute(came):
        with_letter[letter].append(case_id)
    for row in db.session.scalars(select(IncomingNumber)):
        for case_id in with_letter.get(row.submission_id, [row.nomination_id]):
            given[case_id].append(row.number)
    for case in db.session.scalars(select(Nomination).where(Nomination.id.in_(given))):
        receipt = _one(papers, Sheet.CASE, case.id, PaperCode.INTAKE_RECEIPT)
        if case.received_number not in given[case.id] or len(given[case.id]) > 1:
            yield f"{case.ref} has the number {case.received_number}, the register says {given[case.id]}"
        if receipt is None or receipt.state != PaperState.ISSUED or case.result_due_on is None:
            yield f"{case.ref} was taken in without its receipt or its day"
    same = select(IncomingNumber.number).group_by(
        IncomingNumber.organisation_id, IncomingNumber.year, IncomingNumber.number
    )
    yield from (
        f"incoming number {number} was given twice" for number in db.session.scalars(same.having(func.count() > 1))
    )


def _numbers(papers: Papers) -> Iterator[str]:
    """A paper has a number exactly when the register says so, and no number is anybody else's."""
    living = select(PaperNumber).where(PaperNumber.cancelled_reason.is_(None), PaperNumber.paper_id.is_not(None))
    given: dict[int, list[int]] = defaultdict(list)
    seen: Counter[tuple[int, str, int, int]] = Counter()
    for row in db.session.scalars(living):
        assert row.paper_id is not None, "asked for above"
        given[row.paper_id].append(row.number)
        seen[row.organisation_id, row.code.value, row.year, row.number] += 1
    yield from (f"number {key} was given {times} times" for key, times in seen.items() if times > 1)
    for paper in (one for listed in papers.values() for one in listed):
        own = [] if paper.number is None else [paper.number]
        if given.get(paper.id, []) != own:
            yield f"{paper.ref} has the number {paper.number}, the register says {given.get(paper.id)}"
        if own and (paper.state not in NUMBERED or paper.signed_copy_id is None or paper.issued_on is None):
            yield f"{paper.ref} has a number and is {paper.state}, signed copy {paper.signed_copy_id}"


def _supplements() -> Iterator[str]:
    opened: Counter[int] = Counter()
    for asked in db.session.scalars(select(Supplement).options(selectinload(Supplement.items))):
        opened[asked.nomination_id] += asked.closed_at is None
        if not asked.items:
            yield f"a request for {asked.nomination_id} names nothing"
    for case in db.session.scalars(select(Nomination).where(Nomination.state == CaseState.SUPPLEMENT)):
        if opened[case.id] != 1:
            yield f"{case.ref} is with its unit for mending, with {opened[case.id]} open requests"
    yield from (f"nomination:{case} has {count} open requests" for case, count in opened.items() if count > 1)


def _texts() -> Iterator[str]:
    """A text is its last kept revision, and its version counts them."""
    kept: dict[tuple[int, str], list[str]] = defaultdict(list)
    for one in db.session.scalars(select(DraftRevision).where(DraftRevision.was_kept).order_by(DraftRevision.id)):
        kept[one.nomination_id, one.key].append(one.text)
    for field in db.session.scalars(select(DraftField)):
        texts = kept.pop((field.nomination_id, field.key), [])
        if (field.version, field.text) != (len(texts), texts[-1] if texts else ""):
            yield f"text {field.key} of nomination:{field.nomination_id} is version {field.version} of {len(texts)}"
    yield from (f"revisions of {key} without their text" for key in kept)


def _files(store: Store) -> Iterator[str]:
    for stored in db.session.scalars(select(StoredFile)):
        if not store.verify(stored):
            yield f"file {stored.path} is not there, or not what was put in"


def _papers() -> Papers:
    listed: Papers = defaultdict(list)
    for paper in db.session.scalars(select(Paper).order_by(Paper.id)):
        listed[paper.sheet, paper.sheet_id, paper.code].append(paper)
    return listed


def _one(papers: Papers, sheet: Sheet, sheet_id: int, code: PaperCode) -> Paper | None:
    """The sheet's living paper of a kind; a void one does not count."""
    living = [paper for paper in papers.get((sheet, sheet_id, code), []) if paper.state != PaperState.VOID]
    return living[-1] if living else None


def _paper_is(sheet: Moving, paper: Paper | None, wanted: dict[Any, PaperState]) -> Iterator[str]:
    """In the states named, the paper stands as it must; in the others it was not signed."""
    expected = wanted.get(sheet.state)
    state = paper.state if paper else None
    if expected is None and state not in {None, PaperState.DRAFT}:
        yield f"{sheet.ref} is {sheet.state}, its paper is already {state}"
    if expected is not None and state != expected:
        yield f"{sheet.ref} is {sheet.state}, its paper is {state}"
