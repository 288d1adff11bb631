"""Random orders of everything that can be asked of a sealed ballot, and operations with a fault that they find.

`python -m bench ballots-machine` takes thousands of them, and looks for the faults that lie deep, too.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.errors import HypothesisException
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import false, update

from app.actor import SYSTEM
from app.audit import operations as audit
from app.ballots import box, casting, counting, export, operations, tally
from app.ballots.models import BallotName, Tracker
from app.extensions import db
from bench._sealing import keys_in_this_process
from tests.ballots import quick
from tests.ballots.machine import BallotMachine
from tests.conftest import ENGINES
from workflows.ballot_1 import BallotState

# orders on SQLite, on PostgreSQL, steps of each
SHORT = "150 50 30"
SQLITE, POSTGRESQL, STEPS = map(int, os.environ.get("VINHDANH_ORDERS", SHORT).split())
MANY = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


@pytest.fixture
def hall(house):
    with keys_in_this_process():
        yield quick.Hall(house)


def run(hall, many, steps):
    wanted = settings(
        max_examples=many,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # an order is told step by step; a shorter one would take as long again
        report_multiple_bugs=False,
        suppress_health_check=[*HealthCheck],
    )
    try:
        run_state_machine_as_test(lambda: BallotMachine(hall), settings=wanted)
    except (AssertionError, HypothesisException):
        raise
    except Exception as other:
        raise AssertionError("an operation ended in a way the model does not know") from other


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("engine_name", ENGINES, indirect=True)
def test_whatever_is_asked_in_whatever_order_the_box_is_as_the_model(hall, engine_name):
    run(hall, MANY[engine_name], STEPS)

    assert {*hall.reached} >= {BallotState.FROZEN, BallotState.VOTING, BallotState.CLOSED}


def who_voted_may_vote_again(planted):
    planted(casting, "_why_not", lambda state, _voted: casting.IS_OVER if state != BallotState.VOTING else "")


def a_vote_crosses_the_closing(planted):
    planted(casting, "_why_not", lambda _state, voted: casting.HAS_VOTED if voted else "")


def nobody_is_excused(planted):
    planted(casting, "names_for", lambda ballot_id, _member: {
        name.item_id for name in db.session.query(BallotName).filter_by(ballot_id=ballot_id)
    })  # fmt: skip


def a_retry_is_not_known(planted):
    planted(casting, "is_in", lambda *_: False)


def casting_is_told_to_the_log(planted):
    write = casting._write

    def told(ballot_id, member_id, parcel):
        write(ballot_id, member_id, parcel)
        audit.record(actor=SYSTEM, subject=f"ballot:{ballot_id}", action="cast")

    planted(casting, "_write", told)


def the_roll_is_not_marked(planted):
    planted(casting, "update", lambda model: update(model).where(false()))


def closing_loses_a_tracker(planted):
    rewrite = box.rewrite

    def lossy(ballot):
        rewrite(ballot)
        lost = db.session.query(Tracker).filter_by(ballot_id=ballot.id).first()
        db.session.delete(lost)
        db.session.flush()

    planted(box, "rewrite", lossy)


def void_is_counted_as_agreed(planted):
    sums_of = tally.sums_of
    planted(tally, "sums_of", lambda choices: sums_of([tally.Choice.AGREE if one == 255 else one for one in choices]))


def keys_outlive_a_cancelled_ballot(planted):
    planted(operations, "_forget_keys", lambda _ballot: None)


def an_open_box_is_exported(planted):
    planted(export, "IS_CLOSED", frozenset(BallotState))


def recounting_knows_no_end(planted):
    planted(counting, "_insist_on_recounting", lambda _ballot: None)


FAULTS = [
    who_voted_may_vote_again, a_vote_crosses_the_closing, nobody_is_excused, a_retry_is_not_known,
    casting_is_told_to_the_log, the_roll_is_not_marked, void_is_counted_as_agreed, an_open_box_is_exported,
]  # fmt: skip
DEEP = [closing_loses_a_tracker, keys_outlive_a_cancelled_ballot, recounting_knows_no_end]
if "VINHDANH_ORDERS" in os.environ:
    FAULTS += DEEP


@pytest.mark.timeout(600)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_an_operation_with_a_fault_is_found(hall, fault, monkeypatch):
    fault(monkeypatch.setattr)

    with pytest.raises(AssertionError):
        run(hall, 400, steps=30)
