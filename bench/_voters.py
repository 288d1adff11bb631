"""Members who cast a ballot over HTTP and ask again until they are told; what must be true of the rows."""

import base64
import http.client
import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import select

from app.ballots import box
from app.ballots.models import Ballot, Box, Roll, Tracker, WrappedKey
from app.ballots.tally import Choice
from app.extensions import db, read_rows
from bench import _ballots
from bench._ballots import House, Seat, Vote
from bench._province import Person
from bench._servers import HOST, Server
from workflows.ballot_1 import BallotState

TIMEOUT = 60
OK, MOVED_ON, REFUSED = 200, 303, 409
OPENED = {BallotState.COUNTED, BallotState.SIGNED, BallotState.KEPT}
CLOSED = {BallotState.CLOSED, *OPENED}
WAYS = (Choice.AGREE, Choice.DISAGREE, Choice.BLANK)

Answer = tuple[int, str]


def post(server: Server, person: Person, path: str, body: Mapping[str, Any], *, is_form: bool = False) -> Answer | None:
    """Status and words; None: the connection was lost, and nobody knows."""
    connection = http.client.HTTPConnection(HOST, server.port, timeout=TIMEOUT)
    kind = "application/x-www-form-urlencoded" if is_form else "application/json"
    said = urlencode({**body, "csrf_token": person.csrf}) if is_form else json.dumps(body)
    headers = {"Cookie": person.cookie, "Content-Type": kind, "X-CSRFToken": person.csrf}
    try:
        connection.request("POST", path, said, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


@dataclass(frozen=True)
class Rows:
    """What the database has of one ballot."""

    state: str
    cast: int | None
    digest: str | None
    voted: frozenset[int]
    trackers: frozenset[bytes]
    sealed: Mapping[int, frozenset[bytes]]
    sums: tuple[tuple[int | None, ...], ...]
    keys: int

    @staticmethod
    def of(house: House, vote: Vote) -> "Rows":
        with house.app.app_context():
            try:
                return Rows._read(vote)
            finally:
                db.session.rollback()
                db.session.remove()

    @staticmethod
    def _read(vote: Vote) -> "Rows":
        ballot = db.session.get_one(Ballot, vote.ballot_id, populate_existing=True)
        roll = select(Roll.member_id).where(Roll.ballot_id == ballot.id, Roll.voted.is_(True))
        sealed: dict[int, set[bytes]] = {item: set() for item in vote.items}
        for item, one in read_rows(select(Box.item_id, Box.sealed).where(Box.ballot_id == ballot.id)):
            sealed[item].add(bytes(one))
        digest = box.digest_of(ballot)
        assert ballot.digest in {None, digest}, f"{ballot.ref}: the box is not what was closed"
        return Rows(
            state=ballot.state,
            cast=ballot.cast,
            digest=ballot.digest,
            voted=frozenset(member for (member,) in read_rows(roll)),
            trackers=frozenset(
                bytes(one) for (one,) in read_rows(select(Tracker.tracker).where(Tracker.ballot_id == ballot.id))
            ),
            sealed={item: frozenset(found) for item, found in sealed.items()},
            sums=tuple((name.agree, name.disagree, name.blank, name.void) for name in ballot.names),
            keys=db.session.query(WrappedKey).filter_by(ballot_id=ballot.id).count(),
        )


@dataclass
class Voter:
    """One member with one sealed ballot, sent as often as it takes, by as many copies at once as are asked for."""

    server: Server
    seat: Seat
    vote: Vote
    choices: Mapping[int, int]
    sent: Mapping[str, Any]
    told: list[str] = field(default_factory=list)  # "cast", "was_in"; refusals in their words
    lost: int = 0

    @property
    def is_acknowledged(self) -> bool:
        return bool({"cast", "was_in"} & {*self.told})

    @property
    def tracker(self) -> bytes:
        return base64.b64decode(self.sent["tracker"])

    @property
    def sealed(self) -> Mapping[int, bytes]:
        return {int(item): base64.b64decode(one) for item, one in self.sent["choices"].items()}

    def cast(self) -> None:
        answer = post(self.server, self.seat.person, f"/ballots/{self.vote.ballot_id}/cast", self.sent)
        if answer is None:
            self.lost += 1
            return
        status, words = answer
        try:
            said = json.loads(words)
        except ValueError:
            said = {"reasons": [words[:300]]}
        self.told.append(said["state"] if status == OK else f"{status}: {' '.join(said['reasons'])}")

    def cast_copies(self, copies: int) -> None:
        together([self.cast] * copies)


def voters(server: Server, house: House, vote: Vote) -> list[Voter]:
    """Each with choices of their own, sealed."""
    made = []
    for place, seat in enumerate(house.seats):
        choices = {item: WAYS[(place + item) % len(WAYS)] for item in vote.items}
        made.append(Voter(server, seat, vote, choices, _ballots.parcel(vote, choices)))
    return made


def together(deeds: Sequence[Callable[[], None]]) -> None:
    """All at once, and until the last has ended."""
    threads = [threading.Thread(target=deed) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def faults(rows: Rows, voted: list[Voter]) -> Iterator[str]:
    """What is lost, doubled or torn. `voted`: everybody who has a seat, whether they have sent anything or not."""
    for voter in voted:
        parts = {
            voter.seat.member_id in rows.voted,
            voter.tracker in rows.trackers,
            *(one in rows.sealed[item] for item, one in voter.sealed.items()),
        }
        if len(parts) != 1:
            yield f"the ballot of member {voter.seat.member_id} is torn"
        elif voter.is_acknowledged and parts == {False}:
            yield f"the ballot of member {voter.seat.member_id} was acknowledged and is not there"
    numbers = {len(rows.voted), len(rows.trackers), *(len(sealed) for sealed in rows.sealed.values())}
    if len(numbers) != 1:
        yield f"roll, trackers and names have different numbers of ballots: {sorted(numbers)}"
    yield from _faults_of_sums(rows, voted)


def _faults_of_sums(rows: Rows, voted: list[Voter]) -> Iterator[str]:
    expected = []
    for item in rows.sealed:
        chosen = Counter(voter.choices[item] for voter in voted if voter.seat.member_id in rows.voted)
        expected.append((chosen[Choice.AGREE], chosen[Choice.DISAGREE], chosen[Choice.BLANK], 0))
    nothing = ((None,) * 4,) * len(expected)
    if rows.sums != (tuple(expected) if rows.state in OPENED else nothing):
        yield f"sums in {rows.state} are {rows.sums}, must be {expected if rows.state in OPENED else 'none'}"
    if rows.state in CLOSED and rows.cast != len(rows.voted):
        yield f"{rows.cast} ballots were counted at the closing, {len(rows.voted)} are there"
