"""The one door, asked for every step by every role from every state it starts from, and from a foreign one."""

import random
from itertools import groupby
from operator import itemgetter

import pytest
from sqlalchemy import func, select

from app.actor import UNIT_ROLES, Actor
from app.audit.models import AuditEvent
from app.casework import NotYourStep, TransitionRefused, advance
from app.extensions import db
from app.nominations import openings
from app.outbox.models import Errand
from tests import builders
from workflows.award_province_1 import AwardProvince1, State
from workflows.engine import PREVIOUS
from workflows.vocabulary import Role

STEPS = sorted(AwardProvince1.transitions().items())
DRAWN = random.Random(2025)  # the same sample every time


def asked(case, name, actor):
    """What the door answers, as data: where the case went, or why it did not go."""
    try:
        advance(case, name, actor=actor, reason="Theo kết quả kiểm tra.")
    except NotYourStep:
        return "not your step"
    except TransitionRefused as refused:
        return refused.reasons
    return ("moved", case.state)


def traces(case):
    return (case.state, case.version, count(AuditEvent.seq), count(Errand.id))


def expected(transition, state, role, facts):
    if role not in transition.by:
        return "not your step"
    if state not in transition.source:
        return ["Hồ sơ đã chuyển sang bước khác."]
    reasons = [sentence for guard in transition.when for sentence in guard.refusals(facts)]
    return reasons or ("moved", State.DRAFT if transition.target is PREVIOUS else transition.target)


def count(column):
    return db.session.scalar(select(func.count(column)))


@pytest.fixture
def world(app):
    unit = builders.organisation()
    award = builders.award()
    return unit, builders.nomination(unit, award, builders.award_round(award))


def place(case, state):
    case.state, case.previous_state = state, State.DRAFT
    db.session.flush()


def every_question(transition):
    foreign = DRAWN.choice(sorted(set(State) - transition.source))
    return [(state, role) for state in [*sorted(transition.source), foreign] for role in Role]


def ask_all(world, name, transition, questions):
    unit, case = world
    author = builders.user()
    wrong = []
    for state, roles in grouped(questions):
        place(case, state)
        facts, before = openings.facts(case), traces(case)
        for role in roles:
            where = unit.id if role in UNIT_ROLES else None
            actor = Actor(user_id=author.id, name=author.full_name, role=role, organisation_id=where)
            savepoint = db.session.begin_nested()
            told, reference = asked(case, name, actor), expected(transition, state, role, facts)
            if told[0] == "moved":
                savepoint.rollback()
                db.session.expire_all()
            if told != reference:
                wrong.append((state, role, told, reference))
        assert traces(case) == before
    return wrong


def grouped(questions):
    return [(state, [role for _, role in roles]) for state, roles in groupby(sorted(questions), key=itemgetter(0))]


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("name", "transition"), STEPS, ids=[name for name, _ in STEPS])
def test_every_role_from_every_state(world, name, transition):
    assert ask_all(world, name, transition, every_question(transition)) == []


@pytest.mark.parametrize("engine_name", ["postgresql"], indirect=True)
def test_a_sample_answers_the_same_on_postgresql(world):
    wrong = []
    for name, transition in DRAWN.sample(STEPS, 12):
        wrong += ask_all(world, name, transition, DRAWN.sample(every_question(transition), 8))
    assert wrong == []


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@pytest.mark.parametrize("role", sorted(UNIT_ROLES))
def test_a_unit_moves_no_case_of_another(world, role):
    _, case = world
    other = builders.organisation("SYT", "Sở Y tế")
    author = builders.user()
    actor = Actor(user_id=author.id, name=author.full_name, role=role, organisation_id=other.id)
    moved = []
    for name, transition in STEPS:
        place(case, min(transition.source))
        if asked(case, name, actor) != "not your step":
            moved.append(name)

    assert moved == []


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_a_needed_reason_is_asked_for(world):
    unit, case = world
    place(case, State.UNIT_CHECK)
    clerk = builders.actor(Role.UNIT_CLERK, unit)

    with pytest.raises(TransitionRefused) as refused:
        advance(case, "hand_back_to_drafter", actor=clerk, reason="  ")

    assert refused.value.reasons == ["Phải nêu rõ lý do."]
