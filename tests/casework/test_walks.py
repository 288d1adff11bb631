"""Hundreds of random walks through the real operations: right and wrong people, at right and wrong moments.

A walk is thirty steps over cases that stand all along the road and the sheets that carry them. After every step the
story of rows and log must hold together (`story.faults`), and a step that was refused must have left no trace.
"""

from collections import Counter
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from app import clock
from app.access import GRANTS
from app.errors import Invalid, Refusal, SomebodyWasFaster
from app.extensions import db
from app.nominations.models import Nomination
from tests.casework import province, road, story
from tests.casework.moves import MOVES, unit_of
from workflows.award_province_1 import State
from workflows.vocabulary import Role

STEPS = 30
BEGINNINGS = [  # the furthest first: lists and agendas take up whatever waits for them
    State.AT_CHAIR,
    State.SNV_SUBMISSION,
    State.APPRAISED,
    State.SUBMITTED,
    State.UNIT_COUNCIL,
    State.DRAFT,
]
REFUSED = (Refusal, Invalid, SomebodyWasFaster, NotFound)
ONWARD, ASIDE, DAYS_PASS = "onward", "aside", "days pass"
VERBS = [ONWARD] * 60 + [ASIDE] * 20 + [*MOVES, DAYS_PASS]
WHOEVER = [None] * 60 + sorted({*GRANTS, Role.NOMINEE})  # else somebody at random
ON_THE_ROAD = {*road.PLAIN, *road.HALTS, State.COUNCIL_VOTING, State.COUNCIL_RESULT, State.VPUB_REVIEW, State.DECIDED}


class Walker:
    """Takes random steps on a few of the cases and on their sheets, and gives everything back at the end of a walk."""

    def __init__(self, at_work):
        self.province = at_work
        self.taken = Counter()
        self.refused = Counter()
        self.reached = set()

    def walk(self, chance):
        """Every fault, each with the steps that led to it; ends with the first."""
        clock.stand_at(province.TODAY)
        beginning = db.session.begin_nested()
        cases, faults, steps = chance.sample(everything(Nomination), 2), [], []
        while len(steps) < STEPS and not faults:
            before = story.trace()
            was_taken, step = self.step(chance, cases)
            steps.append(step)
            if was_taken:
                told = story.read(with_chain=False)
                self.reached |= {thing.state for thing in told.things.values()}
                faults = story.faults(told)
            elif story.trace() != before:
                faults = ["refused, and left a trace"]
        faults = faults or story.read().chain
        beginning.rollback()
        db.session.expire_all()
        return [(fault, steps) for fault in faults]

    def step(self, chance, cases):
        """Whether it was taken, and what it was."""
        verb, role, luck = chance.choice(VERBS), chance.choice(WHOEVER), chance.randrange(10)
        if verb == DAYS_PASS:
            clock.stand_at(clock.now() + (luck + 1) * province.DAY)
            return True, verb
        verb, thing = found(chance, cases, verb)
        if verb is None or thing is None:
            return True, "nothing to be done"
        actor = self.actor(verb, thing, role)
        step = f"{verb} {thing.ref} by {actor.role} (luck {luck})"
        was_taken = self.take(verb, thing, actor, luck)
        (self.taken if was_taken else self.refused)[verb] += 1
        return was_taken, f"{step}: {'taken' if was_taken else 'refused'}"

    def take(self, verb, thing, actor, luck):
        trial = db.session.begin_nested()
        try:
            MOVES[verb].do(self.province, thing, actor, luck)
        except REFUSED:
            trial.rollback()
            return False
        trial.commit()
        return True

    def actor(self, verb, thing, role):
        return self.province.actor(role or MOVES[verb].by(thing), unit_of(thing))


def everything(model):
    return db.session.scalars(select(model).order_by(model.id)).all()


def found(chance, cases, verb):
    """What is asked for, and of which thing: a case of the walk, the sheet it is on, or one of the newest sheets."""
    case = chance.choice(cases)
    if verb == ONWARD:
        return road.onward(case)
    if verb == ASIDE:
        verb = chance.choice([one.name for one in case.workflow.options(case.state) if one.name in MOVES] or [None])
        return verb, case if verb and MOVES[verb].model is Nomination else None
    if isinstance(case, model := MOVES[verb].model):
        return verb, case
    sheets = [sheet for _, sheet in map(road.onward, cases) if isinstance(sheet, model)] or everything(model)[-3:]
    return verb, chance.choice(sheets) if sheets else None


@pytest.fixture
def walker(app, tmp_path):
    made, names = province.found(tmp_path), count(1)
    for state in BEGINNINGS:
        unit = made.units[BEGINNINGS.index(state) % 2]
        road.walk_together(made, [made.draft(unit, f"Chamaléa Thị Sương {next(names)}") for _ in range(2)], state)
    db.session.commit()
    return Walker(made)


def try_many(walker, number):
    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # a walk is told step by step; a shorter one would be another one
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.randoms(use_true_random=True))
    def every_walk_keeps_the_story(chance):
        assert walker.walk(chance) == []

    every_walk_keeps_the_story()


@pytest.mark.timeout(900)
@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_no_walk_of_two_hundred_breaks_the_story(walker):
    try_many(walker, 200)

    assert walker.reached >= ON_THE_ROAD
    assert len({*walker.taken} & {*walker.refused}) > len(MOVES) * 3 // 4


@pytest.mark.parametrize("engine_name", ["postgresql"], indirect=True)
def test_no_walk_of_ten_breaks_the_story_on_postgresql(walker):
    try_many(walker, 10)


def forgets_the_door(_province, case, _actor, _luck):
    case.state = State.PUBLISHED


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_a_verb_that_forgets_the_door_is_found(walker, monkeypatch):
    monkeypatch.setitem(MOVES, "accept", replace(MOVES["accept"], do=forgets_the_door))

    with pytest.raises(AssertionError, match=r"nomination:\d+ stands at KN19_PUBLISHED, its log at KN\d\d_\w+"):
        try_many(walker, 40)
