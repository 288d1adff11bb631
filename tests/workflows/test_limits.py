"""The days of a process stand in a file of their own; each is used, and says on what it rests."""

from pathlib import Path

import pytest

import workflows
from workflows import limits, registry
from workflows.engine import Limit
from workflows.vocabulary import DaysKind, DayUnit

FILES = sorted(Path(workflows.__file__).parent.glob("*.toml"))
TOLD = """
[accept]
days = 25
unit = "working"
kind = "limit"
basis = "practice"
"""


def _by_file(definition):
    return Path(definition.__module__.replace(".", "/")).with_suffix(".toml").name


def test_what_a_file_says_is_the_limit_of_its_step(tmp_path):
    (tmp_path / "some_1.toml").write_text(TOLD, encoding="utf-8")

    assert limits.beside(str(tmp_path / "some_1.py")) == {
        "accept": Limit(25, DayUnit.WORKING, DaysKind.LIMIT, basis="practice")
    }


@pytest.mark.parametrize("wrong", ["unit = 'working'\nkind = 'limt'", "unit = 'hours'\nkind = 'limit'", "ngay = 3"])
def test_a_file_that_says_something_else_is_refused(tmp_path, wrong):
    (tmp_path / "some_1.toml").write_text(f"[accept]\ndays = 5\n{wrong}\n", encoding="utf-8")

    with pytest.raises((TypeError, ValueError)):
        limits.beside(str(tmp_path / "some_1.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_line_is_of_a_step_and_its_step_says_how_sure_it_is(file):
    told = limits.beside(str(file))
    [definition] = [one for one in registry.all_versions() if _by_file(one) == file.name]
    steps = {name: getattr(definition, name) for name in told}

    assert {name: step.limit for name, step in steps.items()} == told
    assert [name for name, step in steps.items() if not step.confidence] == []
    assert {limit.basis for limit in told.values()} <= {"legal", "legal_min_before_session", "practice", "default"}
