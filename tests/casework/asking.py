"""The one door, asked as data: where a thing went, or why it did not go; and what it should have answered."""

import random
from itertools import groupby
from operator import itemgetter

from sqlalchemy import func, select

from app import casework
from app.actor import UNIT_ROLES, Actor
from app.audit.models import AuditEvent
from app.casework import NotYourStep, TransitionRefused, advance
from app.extensions import db
from app.outbox.models import Errand
from tests import builders
from workflows.engine import PREVIOUS
from workflows.vocabulary import Role

DRAWN = random.Random(2025)  # the same sample every time
REASON = "Theo kết quả kiểm tra."


def asked(thing, name, actor):
    """What the door answers, as data: where the thing went, or why it did not go."""
    try:
        advance(thing, name, actor=actor, reason=REASON)
    except NotYourStep:
        return "not your step"
    except TransitionRefused as refused:
        return refused.reasons
    return ("moved", thing.state)


def expected(thing, transition, role, facts):
    if role not in transition.by:
        return "not your step"
    if thing.state not in transition.source:
        return ["Hồ sơ đã chuyển sang bước khác."]
    reasons = [sentence for guard in transition.when for sentence in guard.refusals(facts)]
    return reasons or ("moved", thing.previous_state if transition.target is PREVIOUS else transition.target)


def traces(thing):
    return (thing.state, thing.version, count(AuditEvent.seq), count(Errand.id))


def count(column):
    return db.session.scalar(select(func.count(column)))


def place(thing, state):
    thing.state, thing.previous_state = state, thing.workflow.initial
    db.session.flush()


def every_question(workflow, transition):
    """Each state it starts from and a foreign one, by each role."""
    foreign = DRAWN.choice(sorted(set(workflow.states) - transition.source))
    return [(state, role) for state in [*sorted(transition.source), foreign] for role in Role]


def wrong_answers(thing, unit, transition, questions):
    """Ask all; each answer that is not what it should be. What moved is put back, what was refused left no trace."""
    author = builders.user()
    wrong = []
    for state, roles in groupby(sorted(questions), key=itemgetter(0)):
        place(thing, state)
        facts, before = casework._kinds[type(thing)].facts(thing), traces(thing)
        for _, role in roles:
            where = unit.id if role in UNIT_ROLES else None
            actor = Actor(user_id=author.id, name=author.full_name, role=role, organisation_id=where)
            reference = expected(thing, transition, role, facts)
            savepoint = db.session.begin_nested()
            told, after = asked(thing, transition.name, actor), traces(thing)
            savepoint.rollback()
            db.session.expire_all()
            if told != reference or (told[0] != "moved" and after != before):
                wrong.append((state, role, told, reference))
        assert traces(thing) == before
    return wrong
