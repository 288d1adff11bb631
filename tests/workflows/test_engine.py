"""The engine: what it refuses when a definition is read, and what it answers when a step is asked for."""

import os
import subprocess
import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

import pytest

from workflows import registry
from workflows.engine import PREVIOUS, Guard, Limit, StateInfo, Transition, UnknownTransition, Workflow, guard
from workflows.facts import NominationFacts
from workflows.vocabulary import Paper, Role, StateKind, Tell

ELSEWHERE = "Hồ sơ đã chuyển sang bước khác."
SOMEBODY_ELSE = "Bước này thuộc thẩm quyền của người khác."


class S(StrEnum):
    A = "A"
    B = "B"
    C = "C"


class Stranger(StrEnum):
    X = "X"


@guard("Chưa sẵn sàng.")
def is_ready(facts):
    return facts["ready"]


@guard("Còn thiếu.")
def nothing_is_missing(facts):
    yield from facts["missing"]


def parts(**changes):
    """A small sound definition, as the body of a class."""
    body = {
        "key": "small",
        "version": 1,
        "title": "Quy trình nhỏ",
        "initial": S.A,
        "states": {
            S.A: StateInfo("Nháp", StateKind.INITIAL, Role.UNIT_CLERK),
            S.B: StateInfo("Đang xét", StateKind.NORMAL, Role.APPRAISER),
            S.C: StateInfo("Xong", StateKind.FINAL, Role.ARCHIVIST),
        },
        "send": Transition(
            id="T1",
            label="Gửi",
            source={S.A},
            target=S.B,
            by={Role.UNIT_CLERK},
            when=[is_ready, nothing_is_missing],
            papers=[Paper.SUBMISSION_LETTER],
            then=[Tell(Role.APPRAISER)],
            limit=Limit(3),
        ),
        "finish": Transition(id="T2", label="Kết thúc", source={S.B}, target=S.C, by={Role.APPRAISER}),
        "go_back": Transition(id="T3", label="Quay lại", source={S.B}, target=PREVIOUS, by={Role.APPRAISER}),
    }
    return {name: thing for name, thing in (body | changes).items() if thing is not None}


def defined(**changes):
    return type("Small", (Workflow,), parts(**changes))


def without(state):
    return {s: info for s, info in parts()["states"].items() if s is not state}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"initial": None}, "`initial` is missing or is not one of the states."),
        ({"initial": Stranger.X}, "`initial` is missing or is not one of the states."),
        ({"states": None}, "`initial` is missing or is not one of the states."),
        ({"key": None}, "`key` is missing."),
        ({"send": None}, "State B is unreachable."),
        (
            {"finish": None, "go_back": None, "states": without(S.C)},
            "State B has no way out and is neither closed nor final.",
        ),
        (
            {"reopen": Transition(id="T4", label="Mở lại", source={S.C}, target=S.A, by={Role.APPRAISER})},
            "State C is final and has a way out.",
        ),
        ({"finish": parts()["finish"].but(target=Stranger.X)}, "is not a known state."),
        ({"finish": parts()["finish"].but(source={S.B, Stranger.X})}, "is not a known state."),
        ({"finish": parts()["finish"].but(by={"appraiser"})}, "finish: 'appraiser' is not a known role."),
        ({"finish": parts()["finish"].but(by=set())}, "a step needs a state to start from and a role to take it."),
        ({"finish": parts()["finish"].but(source=set())}, "a step needs a state to start from and a role to take it."),
        ({"finish": parts()["finish"].but(when=[print])}, "is not a known guard."),
        ({"finish": parts()["finish"].but(papers=["TTR_DONVI"])}, "finish: 'TTR_DONVI' is not a known paper."),
        ({"finish": parts()["finish"].but(then=["tell"])}, "finish: 'tell' is not a known errand."),
        ({"finish": parts()["finish"].but(id="T1")}, "Two transitions share the id T1."),
        ({"milestones": {"Lạ": (Stranger.X,)}}, "which is not a state."),
    ],
)
def test_a_broken_definition_is_refused_when_it_is_read(changes, sentence):
    with pytest.raises(TypeError) as refused:
        defined(**changes)

    assert sentence in str(refused.value)


def test_one_step_cannot_bear_two_names():
    with pytest.raises(TypeError, match="this transition is already called"):
        type("Twice", (Workflow,), parts() | {"send": (step := parts()["send"]), "present": step})


def test_a_sound_definition_knows_its_steps():
    small = defined()

    assert [*small.transitions()] == ["send", "finish", "go_back"]
    assert [step.name for step in small.options("B")] == ["finish", "go_back"]
    assert small.transition("send") is small.send
    assert (small.state_name("B"), small.state("B")) == ("Đang xét", S.B)


def test_an_unknown_step_is_named():
    with pytest.raises(UnknownTransition, match=r"Quy trình small 1 không có bước “fly”\."):
        defined().transition("fly")


def test_a_process_that_extends_another_inherits_changes_and_adds_steps():
    small = defined()
    larger = type(
        "Larger",
        (small,),
        {
            "key": "larger",
            "send": small.send.but(label="Gửi nhanh", when=[]),
            "skip": Transition(id="T9", label="Bỏ qua", source={S.A}, target=S.C, by={Role.BAN_HEAD}),
        },
    )

    steps = {name: (step.name, step.label) for name, step in larger.transitions().items()}
    assert steps == {
        "send": ("send", "Gửi nhanh"),
        "finish": ("finish", "Kết thúc"),
        "go_back": ("go_back", "Quay lại"),
        "skip": ("skip", "Bỏ qua"),
    }
    assert small.send.label == "Gửi"


def test_a_process_that_extends_another_is_checked_too():
    small = defined()

    with pytest.raises(TypeError, match="Two transitions share the id T2"):
        type("Larger", (small,), {"send": small.send.but(id="T2")})


@pytest.mark.parametrize(
    ("state", "roles", "facts", "refusals"),
    [
        ("A", {Role.UNIT_CLERK}, {"ready": True, "missing": []}, []),
        ("A", {Role.UNIT_CLERK}, {"ready": False, "missing": []}, ["Chưa sẵn sàng."]),
        ("A", {Role.UNIT_CLERK}, {"ready": True, "missing": ["Thiếu 1.", "Thiếu 2."]}, ["Thiếu 1.", "Thiếu 2."]),
        ("A", {Role.UNIT_CLERK}, {"ready": False, "missing": ["Thiếu 1."]}, ["Chưa sẵn sàng.", "Thiếu 1."]),
        ("A", {Role.CHAIRMAN}, None, [SOMEBODY_ELSE]),
        ("A", set(), None, [SOMEBODY_ELSE]),
        ("B", {Role.UNIT_CLERK}, None, [ELSEWHERE]),
        ("B", {Role.CHAIRMAN}, None, [ELSEWHERE]),
    ],
)
def test_a_step_tells_everything_that_stands_in_its_way(state, roles, facts, refusals):
    assert [*defined().send.refusals(state, roles, facts)] == refusals


def test_nobody_passes_a_guard_by_holding_every_role():
    award = registry.latest("award_province")
    facts, everybody = NominationFacts(), frozenset(Role)
    passed = {name for name, step in award.transitions().items() if step.when and not _asked(step, everybody, facts)}

    # what a case with no facts may do: nothing is against it, and each of these refuses on the contrary
    assert passed == {
        "refer_to_unit_council",  # no public notice, nothing failed, not on hold
        "close_unit_notice",  # no notice was wanted
        "accept",  # nothing is missing
        "conclude_fit",  # nothing is unmet or open
        "withdraw",  # not decided
        "cancel_vote",  # not counted
    }


def _asked(step, roles, facts):
    return [*step.refusals(min(step.source), roles, facts)]


def test_a_published_digest_is_the_same_in_another_process():
    code = "from workflows import registry; print([d.digest() for d in registry.all_versions()])"
    root = Path(__file__).parents[2]
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }

    assert answers == {str([d.digest() for d in registry.all_versions()])}


STATES = parts()["states"]
SEND = parts()["send"]


@pytest.mark.parametrize(
    "changes",
    [
        {"key": "other"},
        {"version": 2},
        {"title": "Khác"},
        {"law": "khác"},
        {"recipients_note": "khác"},
        {"start_condition": "khác"},
        {"states": STATES | {S.B: replace(STATES[S.B], name_vi="Khác")}},
        {"states": STATES | {S.B: replace(STATES[S.B], kind=StateKind.CLOSED)}},
        {"states": STATES | {S.B: replace(STATES[S.B], owner=Role.CHAIRMAN)}},
        {"states": STATES | {S.B: replace(STATES[S.B], note="khác")}},
        {"go_back": None},
        {"send": SEND.but(id="T8")},
        {"send": SEND.but(label="Khác")},
        {"send": SEND.but(source={S.A, S.B})},
        {"go_back": parts()["go_back"].but(target=S.A)},
        {"send": SEND.but(by={Role.UNIT_CLERK, Role.UNIT_HEAD})},
        {"send": SEND.but(when=[is_ready])},
        {"send": SEND.but(when=[nothing_is_missing, is_ready])},
        {"send": SEND.but(when=[Guard("Khác.", is_ready.holds), nothing_is_missing])},
        {"send": SEND.but(papers=[])},
        {"send": SEND.but(then=[Tell(Role.CHAIRMAN)])},
        {"send": SEND.but(limit=Limit(4))},
        {"send": SEND.but(limit=Limit(3, basis="legal"))},
        {"send": SEND.but(needs_reason=True)},
        {"send": SEND.but(law="khác")},
        {"send": SEND.but(condition="khác")},
        {"send": SEND.but(confidence="verified")},
        {"send": SEND.but(note="khác")},
    ],
)
def test_any_change_of_the_process_changes_its_digest(changes):
    assert defined(**changes).digest() != defined().digest()


def test_a_new_picture_leaves_the_digest_alone():
    assert defined(milestones={"Bắt đầu": (S.A,)}).digest() == defined().digest()
