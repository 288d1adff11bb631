"""The slips in their envelope: nobody destroys them before the day, and on it the secretary's desk says so."""

import re

import pytest

from app import clock
from app.ballots import operations
from app.ballots.models import WrappedKey
from app.councils import sitting
from app.desk import queries as desk
from app.extensions import db
from app.papers import queries as papers
from bench._sealing import keys_in_this_process
from tests import builders
from tests.ballots import road
from tests.ballots.road import AGREE
from tests.test_cli import demonstration, typed  # noqa: F401 -- fixtures
from workflows.ballot_1 import BallotState
from workflows.vocabulary import Sheet


@pytest.fixture
def signed(demonstration, vote):  # noqa: F811 -- the fixture
    with keys_in_this_process():
        ballot = road.frozen(vote.meeting, by=vote.secretary)
        digits = road.started(ballot, by=vote.secretary)
        for member in vote.members:
            road.cast(ballot, member, AGREE)
        road.closed(ballot, by=vote.secretary, reason="")
        road.opened(ballot, digits, by=vote.secretary)
    sitting.count(vote.meeting, seen=vote.meeting.version, actor=vote.secretary)
    operations.sign(ballot, actor=road.as_person(ballot.slips[0].user_id))
    db.session.commit()
    return ballot


def test_the_day_after_the_last_one_it_waits_at_the_desk_and_is_done_with_minutes(app, vote, signed, typed):  # noqa: F811
    def waits():
        lines = desk.worklist(vote.secretary)
        return [(line.what, line.todo, line.id) for line in lines if line.room == "ballots"]

    browser, url = builders.signed_in(app.test_client(), vote.secretary), f"/ballots/{signed.id}/destroy-keys"
    last_day = signed.slips_kept_until
    assert typed("clock", "set", f"{last_day}T16:59")[0] == 0
    early = (waits(), browser.post(url).status_code, db.session.query(WrappedKey).count())
    assert typed("clock", "advance", "--days", "1")[0] == 0
    on_the_day, answer = waits(), browser.post(url)

    db.session.refresh(signed)
    assert early == ([], 409, 3)
    assert on_the_day == [(vote.meeting.title, "Hủy phiếu mở thùng, lập biên bản", signed.id)]
    assert (answer.status_code, signed.state, waits()) == (303, BallotState.KEPT, [])
    assert db.session.query(WrappedKey).count() == 0
    assert [(slip.salt, slip.public_key) for slip in signed.slips] == [(None, None)] * 3
    made = papers.of_sheet(Sheet.MEETING, vote.meeting.id)[-1]
    assert (made.title.splitlines()[0], made.signed_at.date()) == ("Hủy phiếu mở thùng", clock.now().date())
    assert re.search("Đã hủy phiếu mở thùng", browser.get(f"/ballots/{signed.id}").text)
