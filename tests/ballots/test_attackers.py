"""Nobody who owns the machine learns a vote once the keys are gone: `python -m bench ballots-attackers` in short."""

import random

import pytest

from bench import ballots_attackers
from tests.conftest import ENGINES

BALLOTS = 20
SHORT = 4.5  # standard errors; of so many attackers one is past 3 every now and then


@pytest.mark.timeout(600)
@pytest.mark.parametrize("engine", ENGINES)
def test_no_attacker_does_better_than_chance_and_each_sees_what_a_leaky_design_gives_away(
    engine, new_database, tmp_path
):
    url = "" if engine == "sqlite" else new_database(engine)

    report = ballots_attackers.campaign(tmp_path / "site", url, BALLOTS, random.Random(BALLOTS))

    assert [*report.faults(SHORT)] == []
    assert len(report.planted) >= 9
