"""What the page of a resolution lays out: where it is, what is due, what can be done, papers by step, the story."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app import clock, workdays
from app.actor import Actor
from app.audit.queries import Happened
from app.nominations.deadlines import Deadline, deadline
from app.nominations.timeline import Event, visited
from app.resolutions import consulting, facts, operations, story, wanted
from app.resolutions.customs import law_of
from app.resolutions.models import Resolution, ResolutionPaper, ResolutionStep
from app.resolutions.reach import KEEPS_SESSION, PREPARES_FOR, SESSION_IS_OVER, may_prepare, roles_of
from workflows import describe
from workflows import resolution_guards_1 as guards
from workflows.engine import Transition
from workflows.facts import ResolutionFacts
from workflows.vocabulary import ROLE_NAMES, DaysKind, Paper, Role, StateKind

ENDS = frozenset({StateKind.CLOSED, StateKind.FINAL})
ENDED_WELL = frozenset({"NQ20_IN_FORCE", "NQ21_SUPERSEDED"})


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A step this person may take, or lay papers ready for."""

    step: Transition
    may_take: bool
    in_the_way: Sequence[str]
    ready: int
    papers: int

    @property
    def leads_on(self) -> bool:
        """Whether it is what comes next: no return, and not the end of what holds."""
        return self.may_take and not self.step.needs_reason and self.step.target not in ENDED_WELL


@dataclass(frozen=True, kw_only=True)
class Filed:
    """A step that was taken, with its papers and its votes."""

    label: str
    taken_at: datetime
    papers: Sequence[ResolutionPaper]
    votes: str


@dataclass(frozen=True, kw_only=True)
class Returned:
    """The step that brought it back to where it is."""

    label: str
    who: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Overview:
    strip: Sequence[tuple[str, str]]
    state_name: str
    who: str
    tone: str
    due: Deadline | None
    days: Sequence[tuple[str, str]]  # what else must be met, in words, and by when
    offered: Sequence[Offered]
    filed: Sequence[Filed]  # the newest first
    events: Sequence[Event]
    law: str
    returned: Returned | None
    may_set_session: bool
    may_consult: bool


def of(resolution: Resolution, actor: Actor) -> Overview:
    known = facts.of_resolution(resolution)
    logged = story.log_of(resolution)
    days = [clock.local(event.at_office).date() for event in logged]
    due_on = clock.local(resolution.due_at).date() if resolution.due_at else clock.today()
    between = workdays.counter(min([clock.today(), due_on, *days]), max([clock.today(), due_on, *days]))
    info = resolution.workflow.states[resolution.workflow.state(resolution.state)]
    has_ended = info.kind in ENDS
    return Overview(
        strip=strip(resolution, visited(logged)),
        state_name=info.name_vi,
        who=whom(resolution),
        tone=_tone(resolution, actor, has_ended=has_ended),
        due=deadline(due_on, between(clock.today(), due_on)) if resolution.due_at else None,
        days=[*_days(resolution, known)],
        offered=[*offered(resolution, actor, known)],
        filed=[*_filed(resolution)][::-1],
        events=[*story.of(resolution, logged, between)],
        law=law_of(resolution.law_profile),
        returned=_returned(resolution, logged),
        may_consult=actor.role is Role.SNV_DRAFTER and consulting.may_comment(resolution),
        may_set_session=actor.role in KEEPS_SESSION and resolution.state not in SESSION_IS_OVER,
    )


def strip(resolution: Resolution, been: Sequence[str]) -> list[tuple[str, str]]:
    """The milestones as the page's component names them."""
    info = resolution.workflow.states[resolution.workflow.state(resolution.state)]
    stopped = info.kind in ENDS and resolution.state not in ENDED_WELL
    status = {"done": "done", "current": "stopped" if stopped else "now", "ahead": "todo"}
    steps = describe.as_steps(resolution.workflow, resolution.state, been)
    return [(step.title, status[step.status]) for step in steps]


def whom(resolution: Resolution) -> str:
    """Whom it waits for: who takes the steps that lead on, and before them who lays ready what they sign."""
    info = resolution.workflow.states[resolution.workflow.state(resolution.state)]
    if info.kind in ENDS or resolution.state in ENDED_WELL:
        return ""
    onward = [step for step in resolution.workflow.options(resolution.state) if not step.needs_reason]
    takers = [role for step in onward for role in sorted(step.by) if role is not Role.SYSTEM]
    prepares = PREPARES_FOR.get(info.owner, frozenset()) & {*takers}
    waited = [info.owner, *takers] if prepares or info.owner in takers else takers
    return ", ".join(ROLE_NAMES[role] for role in dict.fromkeys(waited))


def offered(resolution: Resolution, actor: Actor, known: ResolutionFacts) -> Iterator[Offered]:
    roles = roles_of(resolution, actor)
    for step in resolution.workflow.options(resolution.state):
        may_take = bool(step.by & roles)
        papers = wanted.of(step).papers
        if may_take or (papers and may_prepare(step, actor)):
            yield Offered(
                step=step,
                may_take=may_take,
                in_the_way=operations.judged(step, known)[0],
                ready=len(known.papers & {*papers}),
                papers=len(papers),
            )


def _returned(resolution: Resolution, logged: Sequence[Happened]) -> Returned | None:
    """Why it stands here, where somebody sent it back or stopped it."""
    moves = [event for event in logged if event.source]
    if not moves:
        return None
    step = resolution.workflow.transitions().get(moves[-1].action)
    if step is None or not step.needs_reason:
        return None
    return Returned(label=step.label, who=moves[-1].actor_name, reason=moves[-1].reason)


def _tone(resolution: Resolution, actor: Actor, *, has_ended: bool) -> str:
    if has_ended or resolution.state in ENDED_WELL:
        return "done" if resolution.state in ENDED_WELL else "back"
    mine = any(step.by & roles_of(resolution, actor) for step in resolution.workflow.options(resolution.state))
    return "waiting" if mine else "moving"


def _days(resolution: Resolution, known: ResolutionFacts) -> Iterator[tuple[str, str]]:
    """Days that are no limit of the state: the portal's, the session's, the effect's."""
    if known.posted_on and known.posted_until:
        yield "Đăng Cổng từ", _day(known.posted_on)
        yield "Đóng đợt lấy ý kiến được từ", _day(known.posted_until)
    if resolution.session_opens_on:
        yield "Kỳ họp khai mạc", _day(resolution.session_opens_on)
    for step in resolution.workflow.options(resolution.state):
        limit = step.limit
        if limit and limit.kind is DaysKind.BEFORE_SESSION and known.latest_on:
            yield f"Chậm nhất {limit.days} ngày trước khai mạc", _day(known.latest_on)
    if resolution.effective_on:
        yield "Có hiệu lực từ", _day(resolution.effective_on)


def _filed(resolution: Resolution) -> Iterator[Filed]:
    steps = resolution.workflow.transitions()
    for taken in resolution.steps:
        papers = [paper for paper in resolution.papers if paper.step_id == taken.id]
        votes = votes_of(taken)
        if papers or votes:
            yield Filed(label=steps[taken.name].label, taken_at=taken.taken_at, papers=papers, votes=votes)


def votes_of(taken: ResolutionStep) -> str:
    """'Tán thành 17/19, không tán thành 1, không biểu quyết 0, vắng 1'."""
    if taken.present is not None:
        return f"Có mặt {taken.present}/{taken.members} đại biểu"
    if taken.agree is None:
        return ""
    return (
        f"Tán thành {taken.agree}/{taken.members}, không tán thành {taken.disagree}, "
        f"không biểu quyết {taken.abstain}, vắng {taken.absent}"
    )


def called(paper: ResolutionPaper) -> str:
    """'Dự thảo Nghị quyết, bản 2' or 'Kế hoạch soạn thảo số 12/KH-SNV'."""
    name = guards.called(Paper(paper.code))
    if paper.edition:
        return f"{name}, bản {paper.edition}"
    return f"{name} số {paper.number}" if paper.number else name


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
