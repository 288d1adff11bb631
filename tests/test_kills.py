"""`kill -9` in the middle of real work: the short form of `python -m bench kills`, on both databases."""

import random

import pytest

from bench import _nursery, kills
from tests.conftest import ENGINES

KILLS = 10
LONGEST_LIFE = 0.6  # seconds


@pytest.mark.timeout(600)
@pytest.mark.parametrize("engine", ENGINES)
def test_of_ten_killed_servers_nothing_is_lost_doubled_or_half_done(engine, new_database, tmp_path):
    random.seed(KILLS)
    url = "" if engine == "sqlite" else new_database(engine)

    report = kills.campaign(tmp_path / "province", url, KILLS, longest_life=LONGEST_LIFE, served=_nursery.application)

    assert (report.kills, report.faults) == (KILLS, [])
    assert report.steps > 0
