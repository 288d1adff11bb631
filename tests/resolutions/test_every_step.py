"""Every step of the three laws: taken once by whoever may, once by somebody who may not."""

from datetime import date, timedelta

import pytest

from app import clock
from app.actor import SYSTEM
from app.casework import NotYourStep, TransitionRefused, begin
from app.errors import Invalid
from app.extensions import db
from app.resolutions import operations, wanted
from app.resolutions.models import Inquiry, InquiryStatus, ResolutionPaper, ResolutionStep
from tests.builders import events_of
from tests.resolutions.world import HANDS, a_file, entry
from tests.workflows.facts_file import RESOLUTIONS
from workflows import registry
from workflows import resolution_guards_1 as guards
from workflows.vocabulary import Paper, Role

STEPS = [(key, name) for key in RESOLUTIONS for name in registry.get(key, 1).transitions()]
BY_PEOPLE = [(key, name) for key, name in STEPS if Role.SYSTEM not in registry.get(key, 1).transition(name).by]
WITH_PAPERS = [(key, name) for key, name in STEPS if wanted.of(registry.get(key, 1).transition(name)).papers]


def standing(world, key, name):
    """A resolution from where a step starts, with all that the step needs from before."""
    resolution = world.start()
    begin(resolution, key)
    step = resolution.workflow.transition(name)
    today = clock.today()
    resolution.shortened_ground = "Cấp bách" if key.endswith("shortened") else ""
    resolution.posted_on = today - timedelta(days=60)
    resolution.session_opens_on = today if guards.session_has_opened in step.when else today + timedelta(days=60)
    resolution.number, resolution.passed_on = "07/2024/NQ-HĐND", today - timedelta(days=20)
    resolution.effective_on = today
    resolution.state = min(step.source).value
    asked = Inquiry(resolution_id=resolution.id, round=1, agency="Sở Y tế", asked_on=today, due_on=today)
    asked.status = InquiryStatus.SILENT
    appraised = ResolutionStep(
        resolution_id=resolution.id, name="appraise_fit", target="NQ08_POST_APPRAISAL", taken_at=clock.now()
    )
    db.session.add_all([asked, appraised])
    db.session.flush()
    report = ResolutionPaper(
        resolution_id=resolution.id,
        step_id=appraised.id,
        code=Paper.LEGAL_APPRAISAL_REPORT,
        file=a_file(),
        added_by_id=resolution.created_by_id,
        added_at=clock.now(),
    )
    db.session.add(report)
    db.session.flush()
    return resolution, step


def taker(world, step):
    return SYSTEM if Role.SYSTEM in step.by else world.of(step)


@pytest.mark.parametrize(("key", "name"), STEPS)
def test_whoever_may_takes_the_step_with_its_papers(world, key, name):
    resolution, step = standing(world, key, name)
    world.lays_ready(resolution, step)
    actor = taker(world, step)

    operations.take(resolution, name, entry(step), actor=actor)

    last = events_of(resolution.ref)[-1]
    filed = {paper.code for paper in resolution.papers if paper.step_id and paper.code in step.papers}
    assert (resolution.state, last.action, last.role, last.target) == (
        step.target.value,
        name,
        actor.role,
        step.target.value,
    )
    assert filed == {*wanted.of(step).papers}


@pytest.mark.parametrize(("key", "name"), STEPS)
def test_everybody_else_is_refused(world, key, name):
    resolution, step = standing(world, key, name)
    hands = {HANDS.get(role, role) for role in step.by}
    refused = set()
    for role, actor in world.actors.items():
        if role not in hands:
            with pytest.raises(NotYourStep):
                operations.take(resolution, name, entry(step), actor=actor)
            refused.add(role)

    assert (refused, resolution.state) == ({*world.actors} - hands, min(step.source).value)


@pytest.mark.parametrize(("key", "name"), BY_PEOPLE)
def test_a_step_is_refused_from_another_state(world, key, name):
    resolution, step = standing(world, key, name)
    resolution.state = next(state for state in resolution.workflow.states if state not in step.source).value

    with pytest.raises(TransitionRefused) as refused:
        operations.take(resolution, name, entry(step), actor=taker(world, step))

    assert refused.value.reasons == ["Hồ sơ đã chuyển sang bước khác."]


@pytest.mark.parametrize(("key", "name"), WITH_PAPERS)
def test_each_missing_paper_is_named(world, key, name):
    resolution, step = standing(world, key, name)
    missing = wanted.of(step).papers[0]
    world.lays_ready(resolution, step, but={missing})

    with pytest.raises(Invalid) as refused:
        operations.take(resolution, name, entry(step), actor=taker(world, step))

    assert refused.value.errors == {guards.has(missing).name: guards.has(missing).otherwise}


def test_the_minutes_of_a_deferred_session_do_not_wait_for_another_step(world):
    resolution, step = standing(world, "resolution_2015", "stop_and_defer")
    other = resolution.workflow.transition("put_to_vote")
    world.lays_ready(resolution, other)

    operations.take(resolution, "stop_and_defer", entry(step), actor=world.of(step))

    waiting = [paper for paper in db.session.scalars(db.select(ResolutionPaper)) if paper.step_id is None]
    assert waiting == []


@pytest.mark.parametrize(
    ("opens", "due"), [(date(2024, 12, 10), date(2024, 11, 30)), (date(2024, 12, 20), date(2024, 12, 10))]
)
def test_the_committee_is_due_ten_days_before_the_session_and_when_it_moves_too(world, opens, due):
    resolution, step = standing(world, "resolution_2015", "assign_examination")
    resolution.session_opens_on = opens
    world.takes(resolution, step.name)
    assert clock.local(resolution.due_at).date() == due

    moved = operations.Session(session_name="Kỳ họp thứ 20", session_opens_on=opens + timedelta(days=3))
    operations.set_session(resolution, moved, actor=world.actors[Role.HDND_OFFICE])

    assert clock.local(resolution.due_at).date() == due + timedelta(days=3)
