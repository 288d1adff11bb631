"""Votes that come several times at once or race the closing, servers that are killed, files that are torn or full.

The short forms of `python -m bench ballots-storms` and `ballots-kills`, on one site of each database.
"""

import random
from dataclasses import dataclass

import pytest

from app.extensions import db
from bench import _ballots, _nursery, _province, ballots_kills, ballots_storms
from bench._sealing import keys_in_this_process
from tests.conftest import ENGINES

VOTES, RACES, KILLS, CUTS = 25, 10, 10, 100
MEMBERS = 9


@dataclass
class Site:
    folder: object
    url: str
    house: object

    @property
    def server(self):
        return _nursery.application(self.folder, self.url)


@pytest.fixture(scope="module", params=ENGINES)
def site(request, new_database, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    url = "" if request.param == "sqlite" else new_database(request.param)
    app = _province.found(folder, url)
    yield Site(folder, url, _ballots.found(app, MEMBERS))
    with app.app_context():
        db.engine.dispose()


@pytest.mark.timeout(600)
def test_of_five_copies_one_is_cast_and_who_races_the_closing_is_told_the_truth(site):
    with site.server as server, keys_in_this_process():
        assert ballots_storms.copies(site.house, server, VOTES) == []
        found, _ = ballots_storms.races(site.house, server, RACES, random.Random(RACES))
        assert found == []


@pytest.mark.timeout(600)
def test_of_killed_servers_no_vote_is_lost_doubled_or_torn(site):
    report = ballots_kills.killed(site.house, site.server, KILLS, random.Random(KILLS))

    assert report.faults == []
    assert report.kills >= KILLS


@pytest.mark.parametrize("site", ["sqlite"], indirect=True)
def test_torn_files_have_whole_ballots_and_a_full_disk_none(site):
    with keys_in_this_process():
        assert ballots_storms.torn(site.house, CUTS, random.Random(CUTS)) == []
        assert ballots_storms.refusals(site.house) == []
