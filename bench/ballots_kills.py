"""`kill -9` of the real server while a council casts, closes, counts and signs: nothing is lost, doubled or half done.

`python -m bench ballots-kills [KILLS] [SEED]` takes 500, half on SQLite and half on PostgreSQL, five of each ballot:
two while members cast (who send the same sealed ballot again until they are told), one in the closing, in the opening
and count, and in the signature. Exit code 1: a fault was found, or the server took more than 5 seconds to serve again.
"""

import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.audit import queries as audit
from app.councils.models import Meeting
from app.extensions import db
from bench import _ballots, _province, _servers, _voters
from bench._ballots import House, Vote
from bench._postgresql import fresh_postgresql
from bench._sealing import keys_in_this_process
from bench._servers import Server
from bench._voters import Answer, Rows, Voter
from bench.kills import Report, show
from workflows.ballot_1 import BallotState

KILLS, MEMBERS, NAMES = 500, 9, 3
CASTS = 2  # kills of each ballot while its members cast
LONGEST = {"cast": 0.25, "close": 0.06, "open": 1.0, "sign": 0.06}  # seconds a server works on it before it dies


@dataclass
class Campaign:
    """One site, its server, and what was seen."""

    house: House
    server: Server
    chance: random.Random
    report: Report = field(default_factory=Report)
    wanted: int = 0

    @property
    def is_over(self) -> bool:
        return self.report.kills >= self.wanted or bool(self.report.faults)

    def ballot(self) -> None:
        """One of them from its first vote to its signature, killed at every stage."""
        vote = _ballots.begun(self.house, NAMES)
        council = _voters.voters(self.server, self.house, vote)
        self.chance.shuffle(council)
        for part in range(CASTS):
            self._kill_casting(vote, council, council[part::CASTS])
        secretary, teller = self.house.secretary[0], self._teller(vote)
        digits = {f"slip_{position}": typed for position, typed in vote.two_slips.items()}
        at = f"/ballots/{vote.ballot_id}"
        stages: list[tuple[str, BallotState, Callable[[], Answer | None]]] = [
            ("close", BallotState.CLOSED, lambda: self._post(secretary, f"{at}/close", reason="Hết giờ bỏ phiếu")),
            ("open", BallotState.COUNTED, lambda: self._post(secretary, f"{at}/open", **digits)),
            ("sign", BallotState.SIGNED, lambda: self._post(teller, f"{at}/sign")),
        ]
        for name, target, deed in stages:
            if name == "sign":
                self._count_meeting(vote)
            self._kill_step(vote, council, name, target, deed)
        with self.house.app.app_context():
            self.report.faults += [str(fault) for fault in audit.verify()]
            db.session.rollback()

    def _kill_casting(self, vote: Vote, council: list[Voter], part: list[Voter]) -> None:
        threads = [threading.Thread(target=voter.cast) for voter in part]
        for thread in threads:
            thread.start()
        self._die("cast")
        for thread in threads:
            thread.join()
        self._come_back(vote, council)
        for voter in part:
            was_in = voter.seat.member_id in Rows.of(self.house, vote).voted
            if voter.lost:
                self.report.lost_and_done += was_in
                self.report.lost_and_undone += not was_in
            voter.told.clear()
            voter.cast()
            if voter.told != ["was_in" if was_in else "cast"]:
                self.report.faults.append(f"asked again, was in: {was_in}, told {voter.told}")
            self.report.steps += 1

    def _kill_step(
        self, vote: Vote, council: list[Voter], name: str, target: BallotState, deed: Callable[[], Answer | None]
    ) -> None:
        """The state before, or the one after with all that belongs to it; asked again it is done."""
        before, answers = Rows.of(self.house, vote).state, list[Answer | None]()
        thread = threading.Thread(target=lambda: answers.append(deed()))
        thread.start()
        self._die(name)
        thread.join()
        rows = self._come_back(vote, council)
        is_acknowledged = answers[0] is not None
        if rows.state not in ({target} if is_acknowledged else {before, target}):
            self.report.faults.append(f"{name}: stands at {rows.state}, answered {answers[0]}")
        if not is_acknowledged:
            self.report.lost_and_done += rows.state == target
            self.report.lost_and_undone += rows.state == before
        if rows.state == before:
            answer = deed()
            rows = Rows.of(self.house, vote)
            if answer is None or answer[0] != _voters.MOVED_ON or rows.state != target:
                self.report.faults.append(f"{name} again: stands at {rows.state}, answered {answer}")
        if rows.keys != (0 if rows.state == BallotState.SIGNED else 3):
            self.report.faults.append(f"{name}: {rows.keys} wrapped keys at {rows.state}")
        self.report.faults += _voters.faults(rows, council)
        self.report.steps += 1

    def _die(self, stage: str) -> None:
        time.sleep(self.chance.uniform(0, LONGEST[stage]))
        self.server.kill()
        self.report.kills += 1

    def _come_back(self, vote: Vote, council: list[Voter]) -> Rows:
        self.report.back_after.append(self.server.start())
        rows = Rows.of(self.house, vote)
        self.report.faults += _voters.faults(rows, council)
        return rows

    def _count_meeting(self, vote: Vote) -> None:
        with self.house.app.app_context():
            version = db.session.get_one(Meeting, vote.meeting_id, populate_existing=True).version
            db.session.rollback()
        answer = self._post(self.house.secretary[0], f"/meetings/{vote.meeting_id}/count", version=str(version))
        if answer is None or answer[0] != _voters.MOVED_ON:
            self.report.faults.append(f"the meeting is not counted: {answer}")

    def _teller(self, vote: Vote) -> _province.Person:
        return next(seat.person for seat in self.house.seats if seat.person.user_id == vote.tellers[0])

    def _post(self, person: _province.Person, path: str, **form: str) -> Answer | None:
        return _voters.post(self.server, person, path, form, is_form=True)


def campaign(folder: Path, url: str, kills: int, chance: random.Random) -> Report:
    app = _province.found(folder, url)
    house = _ballots.found(app, MEMBERS)
    server = _servers.application(folder, url)
    try:
        return killed(house, server, kills, chance)
    finally:
        with app.app_context():
            db.engine.dispose()


def killed(house: House, server: Server, kills: int, chance: random.Random) -> Report:
    """So often or a few more: a ballot is brought to its end."""
    under_way = Campaign(house, server, chance, wanted=kills)
    with server, keys_in_this_process(is_quick=False):
        while not under_way.is_over:
            under_way.ballot()
    return under_way.report


def main() -> int:
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else KILLS
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1_000_000)
    chance, begun = random.Random(seed), time.perf_counter()
    print(f"seed of the moments: {seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="vinhdanh-ballots-") as place:
        folder = Path(place)
        is_good = show("sqlite", campaign(folder / "sqlite", "", kills // 2, chance))
        with fresh_postgresql(folder / "server", "kills") as url:
            is_good &= show("postgresql", campaign(folder / "postgresql", url, kills - kills // 2, chance))
    print(f"{time.perf_counter() - begun:.0f} s")
    return 0 if is_good else 1
