"""What rows and log tell of a province, read once; and what must be so in it at every moment.

`faults` is pure: it sees the story alone, so a planted fault is a changed story or a changed row.
"""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select

from app.audit import queries as audit
from app.audit.models import AuditEvent
from app.councils.models import Meeting
from app.decisions.models import Decision, DecisionItem, Proposal
from app.documents.models import Paper
from app.extensions import read_rows
from app.nominations.models import Nomination
from app.outbox.models import Errand
from app.submissions.models import Submission
from workflows import registry
from workflows.award_province_1 import State
from workflows.paper_life_1 import State as PaperState
from workflows.sheets_1 import DecisionState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet, Tell

MOVING = (Nomination, Submission, Meeting, Proposal, Decision, Paper)
SIGNED_BY = {  # the step of its sheet that signs a paper, and the one that issues it
    PaperCode.SUBMISSION_LETTER: ("sign", "issue"),
    PaperCode.INTAKE_RECEIPT: ("register", "register"),
    PaperCode.SUPPLEMENT_REQUEST: ("ask_for_more", "ask_for_more"),
    PaperCode.TALLY_SHEET: ("count", "count"),
    PaperCode.MINUTES: ("close", "close"),
    PaperCode.PROPOSAL_LETTER: ("sign", "sign"),
    PaperCode.FORWARDING_SLIP: ("forward", "forward"),
    PaperCode.AWARD_DECISION: ("decide", "issue"),
    PaperCode.SUSPENSION_LETTER: ("suspend", "suspend"),
    PaperCode.MEDAL_DECISION: ("decide", "issue"),
    PaperCode.REVOKING_DECISION: ("revoke", "revoke"),
    PaperCode.REPLACING_DECISION: ("sign_correction", "sign_correction"),
    PaperCode.CORRECTION_LETTER: ("sign_correction", "sign_correction"),
}
ALSO_BY = {PaperCode.MINUTES: "cancel_vote"}
CONCLUDED_BY = {
    "proposal": "send_back_from_chairman",
    "nomination": "keep_award",
    "meeting": "close",
}  # by what it is of
SIGNED_BY_ANY = {  # several steps of a case make one; văn thư issues it later
    PaperCode.RESULT_NOTICE: ("end_after_suspension", "conclude_unfit", "refuse_by_chairman", "refuse_at_council"),
    PaperCode.RETURN_LETTER: ("return_to_unit", "return_overdue"),
    PaperCode.APPRAISAL_REPORT: ("conclude_fit",),
    PaperCode.COMPLETION_SLIP: ("hand_back_to_drafter", "strike_at_signing"),
    PaperCode.WITHDRAWAL_LETTER: ("withdraw", "withdraw_submitted", "withdraw_returned"),
}
MADE_BY_CASES = {  # papers of a decision that each some of its cases' steps make
    PaperCode.HANDOVER_MINUTES: "hand_over",
    PaperCode.PAYMENT_VOUCHER: "hand_over",
    PaperCode.ARCHIVE_INDEX: "archive",
}
SIGNED = frozenset({PaperState.SIGNED, PaperState.NUMBERED, PaperState.ISSUED})
BESIDE_STEPS = "tell_offices"  # of petitions: what follows which is tested in their room
TOLD_TO_ITS_HOLDER = frozenset({"suspend", "resume", "end_after_suspension"})  # by the room, beside the step's errands
AFTER_SIGNATURE = frozenset({State.DECIDED, State.REPLACING})
AFTER_ISSUE = frozenset(
    {
        State.PUBLISHED,
        State.PRODUCTION,
        State.HANDED_OVER,
        State.ARCHIVED,
        State.REVOCATION_REVIEW,
        State.REVOKED,
    }
)


# written once: to put a statement together takes longer than its answer
_COUNTS = [select(func.count()).select_from(model).scalar_subquery() for model in (AuditEvent, Errand, *MOVING)]
_TRACE = select(*_COUNTS, *(select(func.sum(model.version)).scalar_subquery() for model in MOVING))
_COLUMNS = ("id", "workflow_key", "workflow_version", "state", "version")
_THINGS = {model.__name__.lower(): select(*(getattr(model, name) for name in _COLUMNS)) for model in MOVING}
_BORN = select(Decision.id, Decision.proposal_id)
_LISTED = select(DecisionItem.nomination_id, DecisionItem.decision_id)
_PAPERS = select(Paper.id, Paper.code, Paper.sheet, Paper.sheet_id).order_by(Paper.id)
_EVENTS = select(AuditEvent.subject, AuditEvent.action, AuditEvent.source, AuditEvent.target).order_by(AuditEvent.seq)
_ERRANDS = select(Errand.subject, Errand.kind, Errand.payload).order_by(Errand.id)


@dataclass(frozen=True)
class Thing:
    """A row that moves."""

    process: tuple[str, int]
    state: str
    version: int

    @property
    def workflow(self):
        return registry.get(*self.process)


@dataclass(frozen=True)
class Story:
    things: dict[str, Thing]
    events: list[tuple[str, str, str, str]]  # subject, action, source, target
    errands: list[tuple[str, str, str, str]]  # subject, kind, step, role
    papers: list[tuple[str, PaperCode, str, str]]  # paper, what it is, its sheet, whose log tells of its signature
    decided: dict[str, str]  # case to the decision it stands on
    chain: tuple[str, ...]


def trace() -> tuple[int, ...]:
    """Changes with everything that happens: rows that come or go, and the versions of whatever moves."""
    return tuple(read_rows(_TRACE).one())


def read(*, with_chain: bool = True) -> Story:
    """`with_chain`: a log that was broken stays broken, so that a walk need not read all of it at every step."""
    born_of = dict(read_rows(_BORN).all())
    return Story(
        things={
            f"{name}:{id_}": Thing((key, number), state, version)
            for name, things in _THINGS.items()
            for id_, key, number, state, version in read_rows(things)
        },
        events=[tuple(row) for row in read_rows(_EVENTS)],
        errands=[(s, kind, told.get("step", ""), told.get("role", "")) for s, kind, told in read_rows(_ERRANDS)],
        papers=[
            (f"paper:{id_}", code, *_sheet(sheet, sheet_id, born_of))
            for id_, code, sheet, sheet_id in read_rows(_PAPERS)
        ],
        decided={f"nomination:{case}": f"decision:{decision}" for case, decision in read_rows(_LISTED)},
        chain=tuple(str(fault) for fault in audit.verify()) if with_chain else (),
    )


def _sheet(sheet, sheet_id, born_of):
    """A decision is born by the step of its proposal, so that one's log tells of its signature."""
    own = f"{'nomination' if sheet is Sheet.CASE else sheet.value}:{sheet_id}"
    return own, f"proposal:{born_of.get(sheet_id)}" if sheet is Sheet.DECISION else own


def faults(story: Story) -> list[str]:
    return [
        *story.chain,
        *_states(story),
        *_papers(story),
        *_papers_of_several_steps(story),
        *_decisions(story),
        *_errands(story),
    ]


def _states(story):
    """Everything stands where its last event left it; what has no event stands at its beginning."""
    reached = {}
    for subject, action, source, target in story.events:
        if source and reached.get(subject, source) != source:
            yield f"{subject}: {action} starts at {source}, the log stood at {reached[subject]}"
        if target:
            reached[subject] = target
    for ref, thing in story.things.items():
        if thing.state != reached.get(ref, thing.workflow.initial):
            yield f"{ref} stands at {thing.state}, its log at {reached.get(ref, thing.workflow.initial)}"
    yield from (f"the log speaks of {ref}, which is not there" for ref in reached if ref not in story.things)


def _papers(story):
    """As many papers of a kind are signed, and issued, as their sheet has taken the step for."""
    taken = Counter((subject, action) for subject, action, _, target in story.events if target)
    signed, issued, made = Counter(), Counter(), Counter()
    for paper, code, own, signer in story.papers:
        state = story.things[paper].state
        if code in MADE_BY_CASES:
            made[own, code] += 1
            continue
        if code in SIGNED_BY_ANY:
            continue
        steps = _steps_of(code, own)
        if steps is None:
            yield f"{paper} is a {code}, which no step makes"
            continue
        signed[signer, steps[0], code] += state in SIGNED
        issued[own, steps[1], code] += state == PaperState.ISSUED
    for counted in (signed, issued):
        for (sheet, step, code), number in counted.items():
            if number > taken[sheet, step] + taken[sheet, ALSO_BY.get(code, "")]:
                yield f"{number} {code} of {sheet}, which took the step {step} {taken[sheet, step]} times"
    for (decision, code), number in made.items():
        cases = [case for case, decided in story.decided.items() if decided == decision]
        steps = sum(taken[case, MADE_BY_CASES[code]] for case in cases)
        if number > steps:
            yield f"{number} {code} of {decision}, whose cases took the step {MADE_BY_CASES[code]} {steps} times"


def _steps_of(code, own):
    if code == PaperCode.CONCLUSION_NOTICE:
        return (CONCLUDED_BY[own.partition(":")[0]],) * 2
    return SIGNED_BY.get(code)


def _papers_of_several_steps(story):
    """Exactly one for each time a case took a step that makes it."""
    taken = Counter((subject, action) for subject, action, _, target in story.events if target)
    signed = Counter(
        (own, code)
        for paper, code, own, _ in story.papers
        if code in SIGNED_BY_ANY and story.things[paper].state in SIGNED
    )
    for (case, code), number in signed.items():
        steps = sum(taken[case, step] for step in SIGNED_BY_ANY[code])
        if number != steps:
            yield f"{number} {code} of {case}, which took the steps that make one {steps} times"


def _decisions(story):
    """No case is beyond the Chairman's signature without a decision, none beyond its issue without an issued one."""
    for ref, thing in story.things.items():
        decision = story.things.get(story.decided.get(ref, ""))
        if not ref.startswith("nomination:") or thing.state not in AFTER_SIGNATURE | AFTER_ISSUE:
            continue
        if decision is None:
            yield f"{ref} stands at {thing.state} without a decision"
        elif thing.state in AFTER_ISSUE and decision.state != DecisionState.ISSUED:
            yield f"{ref} stands at {thing.state}, its decision is not issued"


def _errands(story):
    """Each step left exactly the errands it names, each issued paper one to print it, and nothing else left any."""
    wanted = Counter()
    for subject, action, source, _ in story.events:
        thing = story.things.get(subject)
        if source and action in TOLD_TO_ITS_HOLDER:
            wanted[subject, "tell_holder", action, ""] += 1
        if source and thing is not None:
            for errand in thing.workflow.transition(action).then:
                is_tell = isinstance(errand, Tell)
                kind, role = ("tell", errand.role.value) if is_tell else ("tell_nominee", "")
                wanted[subject, kind, action, role] += 1
    for paper, *_ in story.papers:
        if story.things[paper].state == PaperState.ISSUED:
            wanted[paper, "render", "", ""] += 1
    kept = Counter(errand for errand in story.errands if errand[1] != BESIDE_STEPS)
    yield from (
        f"errand {key}: {kept[key]} times, not {wanted[key]}" for key in wanted | kept if kept[key] != wanted[key]
    )
