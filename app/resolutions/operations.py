"""A resolution's way: begun from the Chairman's letter, step by step, each with the papers that belong to it."""

from dataclasses import dataclass
from datetime import date, datetime

from app import clock, versions
from app.actor import SYSTEM, Actor
from app.audit import operations as audit
from app.awards import rule_sets
from app.casework import TransitionRefused, advance, begin, hold, insist, set_due
from app.documents.models import StoredFile
from app.errors import Invalid, Refusal, refuse_all
from app.extensions import db
from app.resolutions import facts, kept, queries, wanted
from app.resolutions.customs import AWARD, Body, profile_on
from app.resolutions.models import Resolution, ResolutionStep
from app.resolutions.reach import SESSION_IS_OVER
from workflows.engine import Transition
from workflows.facts import ResolutionFacts
from workflows.resolution_2015_1 import State

NO_SHORTENED = "Luật đang áp dụng chưa có trình tự rút gọn trong phần mềm: chọn trình tự thông thường."
NO_GROUND = "Chọn trường hợp được áp dụng trình tự rút gọn."


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """What the Chairman's letter asks for, and how it is to be done."""

    title: str
    purpose: str
    assignment_number: str
    assignment_on: date
    session_name: str = ""
    session_opens_on: date | None = None
    is_shortened: bool = False
    shortened_ground: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What the page of a step asked for; what a step does not ask stays empty."""

    reason: str = ""
    is_confirmed: bool = False
    agree: int | None = None
    disagree: int | None = None
    abstain: int | None = None
    absent: int | None = None
    present: int | None = None
    session_name: str = ""
    session_opens_on: date | None = None
    number: str = ""
    passed_on: date | None = None
    effective_on: date | None = None
    seen: str | None = None  # what the page showed (`queries.as_shown`); None: the caller has just looked


@dataclass(frozen=True, kw_only=True)
class Session:
    """Kỳ họp của HĐND tỉnh."""

    session_name: str
    session_opens_on: date | None


def start(given: Assignment, letter: StoredFile, *, actor: Actor, is_assumed: bool = False) -> Resolution:
    """Begin under the law of the day; the case keeps it to its end."""
    assert actor.user_id is not None, "a resolution is begun by a person"
    profile = profile_on(clock.today())
    if given.is_shortened:
        refuse_all(
            is_shortened=None if profile.shortened else NO_SHORTENED,
            shortened_ground=None if given.shortened_ground else NO_GROUND,
        )
    resolution = Resolution(
        title=given.title,
        purpose=given.purpose,
        award_code=AWARD,
        law_profile=profile.id,
        shortened_ground=given.shortened_ground if given.is_shortened else "",
        assignment_number=given.assignment_number,
        assignment_on=given.assignment_on,
        assignment_file_id=letter.id,
        session_name=given.session_name,
        session_opens_on=given.session_opens_on,
        is_assumed=is_assumed,
        created_by_id=actor.user_id,
        created_at=clock.now(),
    )
    begin(resolution, profile.shortened if given.is_shortened and profile.shortened else profile.machine)
    db.session.add(resolution)
    db.session.flush()
    letter_told = {"number": given.assignment_number, "on": given.assignment_on.isoformat(), "file": letter.sha256}
    audit.record(
        actor=actor, subject=resolution.ref, action="start", target=resolution.state, data={"letter": letter_told}
    )
    return resolution


def take(resolution: Resolution, name: str, entry: Entry, *, actor: Actor) -> None:
    """Take a step with all that its page asks for; what can be put right on the page is said beside its fields."""
    insist(resolution, name, actor=actor)
    step = resolution.workflow.transition(name)
    _insist_on_what_was_seen(resolution, entry)
    taken = _write_down(resolution, step, entry, actor)
    db.session.flush()
    in_the_way, faults = judged(step, facts.of_resolution(resolution))
    if in_the_way:
        raise TransitionRefused(step, in_the_way)
    if faults:
        raise Invalid(**faults)
    papers = queries.waiting_papers(resolution.id)
    told = {paper.code.value: paper.file.sha256 for paper in papers if paper.code in step.papers}
    data = kept.told(resolution, step, taken, told)
    advance(resolution, name, actor=actor, reason=entry.reason, due=_due(resolution, step), data=data)
    taken.target = resolution.state
    for paper in papers:
        if paper.code in step.papers:
            paper.step_id = taken.id
        else:
            db.session.delete(paper)  # was laid ready for a step that was not taken
    if name == "come_into_force":
        _bring_its_rules(resolution)
    if name == "supersede" and resolution.superseded_on is not None:
        rule_sets.end(resolution.number, on=resolution.superseded_on)
    if name == "consult_again":
        resolution.consultation_round += 1
        resolution.posted_on, resolution.posted_at = None, ""


def _bring_its_rules(resolution: Resolution) -> None:
    """The rule set that waited for it is the award's from its day on; one that only amends finds none waiting."""
    rules = rule_sets.waiting(resolution.award_code)
    if rules is None or resolution.effective_on is None or resolution.passed_on is None:
        return
    by = rule_sets.Resolution(resolution.number, resolution.passed_on, is_assumed=resolution.is_assumed)
    rule_sets.bring_into_force(rules.code, by, valid_from=resolution.effective_on)
    audit.record(actor=SYSTEM, subject=f"rule_set:{rules.code}", action="bring_into_force", data={"by": resolution.ref})


def set_session(resolution: Resolution, session: Session, *, actor: Actor) -> None:
    """Which session it is to come before, and when that opens; days before it are counted anew."""
    hold(resolution)
    if resolution.state in SESSION_IS_OVER:
        raise Refusal("Chưa ghi được kỳ họp.", ["Dự thảo đã được đưa ra biểu quyết hoặc hồ sơ đã kết thúc."])
    resolution.session_name, resolution.session_opens_on = session.session_name, session.session_opens_on
    latest = facts.latest_on(resolution)
    if latest and resolution.state not in ON_ITS_ARRIVAL:
        set_due(resolution, clock.end_of(latest))
    opens = session.session_opens_on.isoformat() if session.session_opens_on else ""
    audit.record(
        actor=actor,
        subject=resolution.ref,
        action="set_session",
        data={"name": session.session_name, "opens_on": opens},
    )


def bring_into_force() -> list[Resolution]:
    """Those whose day has come. The system notices it; it signs nothing."""
    brought = []
    for resolution in queries.due_into_force(clock.today()):
        step = resolution.workflow.transition("come_into_force")
        if not judged(step, facts.of_resolution(resolution))[0]:
            take(resolution, step.name, Entry(), actor=SYSTEM)
            brought.append(resolution)
    return brought


def _insist_on_what_was_seen(resolution: Resolution, entry: Entry) -> None:
    if entry.seen is not None:
        versions.insist(
            resolution.ref,
            seen=entry.seen,
            now=queries.as_shown(resolution),
            typed={"Lý do": entry.reason, "Số Nghị quyết": entry.number},
        )


def _write_down(resolution: Resolution, step: Transition, entry: Entry, actor: Actor) -> ResolutionStep:
    """What was entered, as rows the guards can read; a refusal takes them away again."""
    asked = wanted.of(step)
    body = asked.votes_of or asked.presence_of
    if asked.votes_of:
        _check_sum(entry, asked.votes_of)
    if asked.presence_of and (entry.present or 0) > asked.presence_of.members:
        raise Invalid(present=f"Có mặt {entry.present}, nhiều hơn tổng số {asked.presence_of.members} đại biểu.")
    if asked.session:
        resolution.session_name, resolution.session_opens_on = entry.session_name, entry.session_opens_on
    if asked.number:
        _insist_on_a_free_number(resolution, entry.number)
        resolution.number, resolution.passed_on = entry.number, entry.passed_on
        resolution.effective_on = entry.effective_on
    if asked.replacement:
        resolution.superseded_by, resolution.superseded_on = entry.number, entry.effective_on
    taken = ResolutionStep(
        resolution_id=resolution.id,
        name=step.name,
        target="",
        is_confirmed=entry.is_confirmed,
        present=entry.present if asked.presence_of else None,
        agree=entry.agree if asked.votes_of else None,
        disagree=entry.disagree if asked.votes_of else None,
        abstain=entry.abstain if asked.votes_of else None,
        absent=entry.absent if asked.votes_of else None,
        members=body.members if body else None,
        pct=body.pct if body else None,
        strict=body.strict if body else None,
        taken_at=clock.now(),
        taken_by_id=actor.user_id,
    )
    db.session.add(taken)
    return taken


def _insist_on_a_free_number(resolution: Resolution, number: str) -> None:
    taken = queries.bearing(number)
    if taken is not None and taken.id != resolution.id:
        raise Invalid(number=f"Số {number} đã cấp cho: {taken.title}.")


def _check_sum(entry: Entry, body: Body) -> None:
    parts = (entry.agree, entry.disagree, entry.abstain, entry.absent)
    if None in parts:
        return  # the guard asks for them
    total = sum(part or 0 for part in parts)
    if total != body.members:
        said = f"Cộng lại là {total}, phải bằng tổng số {body.members} {body.of_whom}: tán thành + không tán thành"
        raise Invalid(agree=f"{said} + không biểu quyết + vắng.")


def judged(step: Transition, known: ResolutionFacts) -> tuple[list[str], dict[str, str]]:
    """What stands in the way, and what its page must still be told: by its field, papers under their own names."""
    in_the_way: list[str] = []
    faults: dict[str, str] = {}
    for condition in step.when:
        found = [*condition.refusals(known)]
        if found and wanted.is_asked_on_the_page(condition, step):
            faults.setdefault(wanted.FIELDS.get(condition, condition.name), " ".join(found))
        else:
            in_the_way += found
    return in_the_way, faults


def _due(resolution: Resolution, step: Transition) -> datetime | None:
    """Where the next step must be taken some days before the session, the case is due on that day."""
    latest = facts.latest_on(resolution, str(step.target.value))
    if latest is None or step.target in ON_ITS_ARRIVAL:
        return None
    return clock.end_of(latest)


ON_ITS_ARRIVAL = frozenset({State.SUBMITTED})  # judged by the day it came: too late is too late at once
