"""The one door, asked for every step by every role from every state it starts from, and from a foreign one."""

import pytest

from app.actor import UNIT_ROLES, Actor
from app.casework import TransitionRefused, advance
from tests import builders
from tests.casework.asking import DRAWN, asked, every_question, place, wrong_answers
from workflows.award_province_1 import AwardProvince1, State
from workflows.medal_nomination_1 import MedalNomination1
from workflows.medal_simplified_1 import MedalSimplified1
from workflows.vocabulary import Role

STEPS = sorted(AwardProvince1.transitions().items())
MEDAL_STEPS = [
    (process, name, step)
    for process in (MedalNomination1, MedalSimplified1)
    for name, step in sorted(process.transitions().items())
]


@pytest.fixture
def world(app):
    unit = builders.organisation()
    award = builders.award()
    return unit, builders.nomination(unit, award, builders.award_round(award))


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("name", "transition"), STEPS, ids=[name for name, _ in STEPS])
def test_every_role_from_every_state(world, name, transition):
    unit, case = world

    assert wrong_answers(case, unit, transition, every_question(AwardProvince1, transition)) == []


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("process", "name", "transition"), MEDAL_STEPS, ids=[f"{process.key}-{name}" for process, name, _ in MEDAL_STEPS]
)
def test_every_role_from_every_state_of_the_medals_processes(app, process, name, transition):
    unit, award = builders.organisation(), builders.medal()
    case = builders.nomination(unit, award, builders.award_round(award), process=process.key)

    assert wrong_answers(case, unit, transition, every_question(process, transition)) == []


@pytest.mark.parametrize("engine_name", ["postgresql"], indirect=True)
def test_a_sample_answers_the_same_on_postgresql(world):
    unit, case = world
    wrong = []
    for _, transition in DRAWN.sample(STEPS, 12):
        questions = DRAWN.sample(every_question(AwardProvince1, transition), 8)
        wrong += wrong_answers(case, unit, transition, questions)
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
