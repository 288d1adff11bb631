"""A sealed ballot as plain Python has it, and what is compared with the rows after each step of the machine."""

import base64
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from unittest import mock

from hypothesis.stateful import RuleBasedStateMachine, invariant
from sqlalchemy import bindparam, func, select

from app import clock
from app.audit.models import AuditEvent
from app.ballots.models import Ballot, BallotName, Box, Roll, Tracker, WrappedKey
from app.councils.models import AgendaItem, Meeting
from app.errors import Invalid, Refusal
from app.extensions import db, read_rows
from app.outbox.models import Errand
from tests.ballots.quick import AGREE, BLANK, DISAGREE
from workflows.ballot_1 import BallotState as B

LATER = {  # what a state may be followed by, in one step or several; never back
    B.FROZEN: {B.FROZEN, B.VOTING, B.CANCELLED},
    B.VOTING: {B.VOTING, B.CLOSED, B.CANCELLED},
    B.CLOSED: {B.CLOSED, B.COUNTED, B.CANCELLED},
    B.COUNTED: {B.COUNTED, B.SIGNED, B.KEPT},
    B.SIGNED: {B.SIGNED, B.KEPT},
    B.KEPT: {B.KEPT},
    B.CANCELLED: {B.CANCELLED},
}
OPENED = {B.COUNTED, B.SIGNED, B.KEPT}
REFUSED = (Refusal, Invalid)

# written once: to put a statement together takes longer than its answer
THIS = bindparam("ballot")
BALLOT = select(Ballot.state, Ballot.cast, Ballot.digest, Ballot.wrong_slips).where(Ballot.id == THIS)
ROLL = select(Roll.member_id, Roll.voted).where(Roll.ballot_id == THIS).order_by(Roll.member_id)
IN_BOX = select(Box.item_id, func.count()).where(Box.ballot_id == THIS).group_by(Box.item_id)
TRACKERS = select(Tracker.tracker).where(Tracker.ballot_id == THIS).order_by(Tracker.tracker)
KEYS = select(func.count()).where(WrappedKey.ballot_id == THIS)
SUMS_OF_BOX = (BallotName.agree, BallotName.disagree, BallotName.blank, BallotName.void)
SUMS_OF_MEETING = (AgendaItem.agree, AgendaItem.disagree, AgendaItem.invalid)
SUMS = select(BallotName.item_id, *SUMS_OF_BOX, *SUMS_OF_MEETING).join(BallotName.item)
SUMS = SUMS.where(BallotName.ballot_id == THIS)
BESIDE = [select(func.count()).select_from(model) for model in (AuditEvent, Errand)]


@dataclass
class Cast:
    sent: dict
    ways: dict  # item id to way


@dataclass
class Model:
    state: str
    roll: set[int]
    excused: dict[int, set[int]]  # item id to members
    cast: dict[int, Cast] = field(default_factory=dict)
    has_keys: bool = False
    wrong: int = 0
    closed_until: datetime | None = None
    digest: str | None = None

    def voted_on(self, item_id):
        return [cast.ways[item_id] for cast in self.cast.values() if item_id in cast.ways]

    def sums(self, item_id):
        ways = self.voted_on(item_id)
        void = sum(1 for way in ways if isinstance(way, str))
        return (ways.count(AGREE), ways.count(DISAGREE), ways.count(BLANK), void)


class Modelled(RuleBasedStateMachine):
    """Both, and what is compared of them."""

    def __init__(self, hall):
        super().__init__()
        self.hall, self.jumped, self.model, self.ballot_id = hall, timedelta(), None, None
        self.seen = None
        self.patched = mock.patch.object(clock, "real_now", self.real_now)
        self.patched.start()

    def teardown(self):
        db.session.rollback()
        self.patched.stop()

    def real_now(self):
        return datetime.now(UTC) + self.jumped

    @property
    def ballot(self):
        return db.session.get_one(Ballot, self.ballot_id)

    @property
    def meeting(self):
        return db.session.get_one(Meeting, self.meeting_id)

    def member(self, seat):
        return self.seats[seat]

    def is_(self, *states):
        return self.model is not None and self.model.state in states

    def does(self, deed):
        """What came of it, committed."""
        try:
            answer = deed()
        except REFUSED as refused:
            raise AssertionError("what must be done was refused") from refused
        db.session.commit()
        return answer

    def refuses(self, deed, kinds=REFUSED):
        """And what was begun is given up, as a page does."""
        try:
            deed()
        except kinds:
            db.session.rollback()
        else:
            raise AssertionError("what must be refused was done")

    @invariant()
    def rows_are_as_the_model(self):
        if self.model is None:
            return
        model, state = self.model, self._ballot()
        assert self._rows(ROLL) == [(member, member in model.cast) for member in sorted(model.roll)]
        self._box()
        sent = sorted(base64.b64decode(cast.sent["tracker"]) for cast in model.cast.values())
        assert [bytes(tracker) for (tracker,) in self._rows(TRACKERS)] == sent
        assert self._rows(KEYS) == [(3 if model.has_keys else 0,)]
        for item_id, *sums in self._rows(SUMS):
            agree, disagree, blank, void = model.sums(item_id)
            counted = [agree, disagree, blank, void, agree, disagree, blank + void]
            assert sums == (counted if state in OPENED else [None] * 7), "sums before the opening, or others"

    def _ballot(self):
        ((state, cast, digest, wrong),) = self._rows(BALLOT)
        assert (state, wrong) == (self.model.state, self.model.wrong)
        assert self.seen is None or state in LATER[B(self.seen)], f"from {self.seen} to {state}"
        assert (cast is not None) == (state in {B.CLOSED, *OPENED}) or state == B.CANCELLED
        assert self.model.digest in {None, digest}
        self.seen = state
        self.hall.reached[state] += 1
        return state

    def _box(self):
        model, in_box = self.model, dict(self._rows(IN_BOX))
        for item_id, excused in model.excused.items():
            number = len(model.voted_on(item_id))
            assert in_box.get(item_id, 0) == number
            assert number == len(model.cast) - len(excused & {*model.cast}), "all who voted, less who has no vote on it"
        assert {*in_box} <= {*model.excused}

    def _rows(self, statement):
        return [tuple(row) for row in read_rows(statement, {"ballot": self.ballot_id})]

    def written_beside(self):
        """What casting may never add to."""
        return [read_rows(counted).scalar_one() for counted in BESIDE]
