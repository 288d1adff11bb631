"""Whether anybody who owns the machine learns how a member voted, once the keys are destroyed.

`python -m bench ballots-attackers [BALLOTS] [SEED]` takes 400 ballots of nine members, half on SQLite and half on
PostgreSQL, each by the operations of the application; a tenth of them beside it in the tables of a leaky design.
Of each attacker (`_attackers`) it says how many of a ballot's votes they name, and how many chance would. Exit code 1:
somebody does better than chance by 3 standard errors; or an attacker does not see what the leaky design gives away,
or does not link with the key what they say they link: then that attacker proves nothing.
"""

import io
import logging
import math
import random
import secrets
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from sqlalchemy import Connection, text

from app.ballots.tally import Choice
from app.extensions import db, unit_of_work
from bench import _attackers, _ballots, _province, _sqlite
from bench._attackers import LEAKY, LENGTHS, REAL, Attacker, Evidence, Tables
from bench._ballots import House, Vote
from bench._postgresql import fresh_postgresql
from bench._sealing import keys_in_this_process, private_key

BALLOTS, MEMBERS, NAMES = 400, 9, 2
BARE = 3.0  # standard errors
PLANTED_EVERY = 10
CAUGHT, LINKED = 0.7, 0.8  # of the votes of a leaky ballot (half are by chance), and with a key to who has the history
WAYS = [Choice.AGREE] * 5 + [Choice.DISAGREE] * 3 + [Choice.BLANK]


@dataclass
class Score:
    """Of one attacker, over all ballots: votes named, and as many as chance would name."""

    ballots: int = 0
    named: int = 0
    chance: float = 0.0
    variance: float = 0.0

    def add(self, guess: Mapping[int, int], truth: Mapping[int, int]) -> None:
        """Chance: the same guess, each part of it said of somebody at random."""
        hits = [[float(truth[member] == said) for said in guess.values()] for member in guess]
        size = len(hits)
        rows, columns = [sum(row) / size for row in hits], [sum(column) / size for column in zip(*hits, strict=True)]
        mean = sum(rows) / size
        self.ballots += 1
        self.named += sum(1 for member, said in guess.items() if truth[member] == said)
        self.chance += mean * size
        self.variance += sum(
            (hits[i][j] - rows[i] - columns[j] + mean) ** 2 for i in range(size) for j in range(size)
        ) / (size - 1)

    @property
    def errors(self) -> float:
        """How far from chance, in standard errors."""
        return (self.named - self.chance) / math.sqrt(self.variance) if self.variance else 0.0

    @property
    def share(self) -> float:
        return self.named / (MEMBERS * self.ballots)


@dataclass
class Report:
    engine: str
    without_key: dict[str, Score] = field(default_factory=dict)
    with_key: dict[str, Score] = field(default_factory=dict)
    planted: dict[str, Score] = field(default_factory=dict)

    def faults(self, bar: float = BARE) -> Iterator[str]:
        for name, score in self.without_key.items():
            if abs(score.errors) > bar:
                yield f"{self.engine}, {name}: {score.errors:+.1f} standard errors from chance"
        for name, score in self.planted.items():
            if score.share < CAUGHT:
                yield f"{self.engine}, {name}: names {score.share:.0%} of the votes of a leaky design"
        for name in _attackers.WITH_HISTORY & self.with_key.keys():
            if self.with_key[name].share < LINKED:
                yield f"{self.engine}, {name}: links {self.with_key[name].share:.0%} with the key"

    def table(self) -> Iterator[str]:
        yield f"{self.engine:12} {'of 9':22} {'named':>6} {'chance':>7} {'errors':>7} {'with key':>9} {'leaky':>6}"
        for name, score in self.without_key.items():
            key, leak = self.with_key.get(name), self.planted.get(name)
            told = f"{score.named / score.ballots:6.2f} {score.chance / score.ballots:7.2f} {score.errors:+7.1f}"
            with_key, leaky = (f"{score.share:.0%}" if score else "" for score in (key, leak))
            yield f"{'':12} {name:22} {told} {with_key:>9} {leaky:>6}"


def campaign(folder: Path, url: str, ballots: int, chance: random.Random) -> Report:
    app = _province.found(folder, url)
    house = _ballots.found(app, MEMBERS)
    engine = "PostgreSQL" if url else "SQLite"
    attackers = {**(_attackers.ON_POSTGRESQL if url else _attackers.ON_SQLITE), **_attackers.ON_BOTH}
    report = Report(engine)
    with app.app_context(), keys_in_this_process(), logged() as log:
        _make_leaky_tables()
        with db.engine.connect() as connection:
            if url and _attackers.waldump(connection) is None:
                print("     this PostgreSQL has no pg_waldump: nobody reads its log by it", flush=True)
                del attackers["pg_waldump"]
        for number in range(ballots):
            one = _Ballot(app, house, log, is_leaky=number % PLANTED_EVERY == 0)
            one.vote(chance)
            one.attack(attackers, report)
        db.engine.dispose()
    return report


@contextmanager
def logged() -> Iterator[io.StringIO]:
    """All that any logger says, as loudly as the server lets them."""
    heard, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(heard)
    root.addHandler(handler)
    try:
        yield heard
    finally:
        root.removeHandler(handler)


class _Ballot:
    """One ballot, from its first vote to what is left of it, for its first name."""

    def __init__(self, app: Flask, house: House, log: io.StringIO, *, is_leaky: bool) -> None:
        self.app, self.house, self.log, self.is_leaky = app, house, log, is_leaky
        self.opened: Vote = _ballots.begun(house, NAMES)
        self.item = self.opened.items[0]
        self.truth: dict[int, int] = {}
        self.began_at = log.tell()
        self.connection: Connection = db.engine.connect()
        self.tables = [REAL, LEAKY, LENGTHS] if is_leaky else [REAL]
        self.evidence = {tables: self._nothing_yet(tables) for tables in self.tables}
        self.key: PrivateKey | None = None

    def _nothing_yet(self, tables: Tables) -> Evidence:
        return Evidence(tables, self.opened.ballot_id, self.item, self.connection, [])

    def vote(self, chance: random.Random) -> None:
        """Everybody, in an order of their own; what an owner of the machine may keep meanwhile is kept."""
        with unit_of_work():
            self.key = private_key(self.opened.ballot_id, self.opened.two_slips)
        self._begin_history()
        self._take_backups()
        for seat in chance.sample(self.house.seats, len(self.house.seats)):
            choices = {item: chance.choice(WAYS) for item in self.opened.items}
            self.truth[seat.member_id] = choices[self.item]
            self._cast(seat.member_id, choices)
            self._take_backups()
        self._end_history()
        _ballots.ended(self.house, self.opened)
        for evidence in self.evidence.values():
            evidence.members = [*self.truth]
            self.log.seek(self.began_at)
            evidence.log = self.log.read()

    def _cast(self, member: int, choices: Mapping[int, int]) -> None:
        (person,) = (seat.person for seat in self.house.seats if seat.member_id == member)
        sent = _ballots.parcel(self.opened, choices)
        begun = time.perf_counter()
        answer = _ballots.cast_here(self.app, person, self.opened, sent)
        took = time.perf_counter() - begun
        assert answer.get_json() == {"state": "cast"}, answer.get_data(as_text=True)[:500]
        self.evidence[REAL].answers.append((member, took, len(answer.get_data()) + len(str(answer.headers))))
        if self.is_leaky:
            self._cast_leaky(member, choices[self.item])

    def _cast_leaky(self, member: int, choice: int) -> None:
        """As most would write it: ids that count, clocks, the choice in the clear or as long as its name."""
        clear = bytes([choice]) + _attackers.PLAIN + secrets.token_bytes(40)
        row = {"ballot": self.opened.ballot_id, "item": self.item, "member": member, "now": time.time()}
        begun = time.perf_counter()
        with unit_of_work():
            said = (
                "INSERT INTO leaky_roll (ballot_id, member_id, voted, voted_at) VALUES (:ballot, :member, true, :now)"
            )
            db.session.execute(text(said), row)
            for table, sealed in (("leaky_box", clear), ("leaky_lengths", secrets.token_bytes(60 + 2 * choice))):
                into = f"INSERT INTO {table} (ballot_id, item_id, sealed, created_at)"
                values = row | {"sealed": sealed}
                db.session.execute(text(f"{into} VALUES (:ballot, :item, :sealed, :now)"), values)
        took = time.perf_counter() - begun + choice  # as if each took a second longer than the one before
        logging.getLogger("leaky").warning("member %s has cast %s", member, clear.hex())
        for tables in (LEAKY, LENGTHS):
            self.evidence[tables].answers.append((member, took, 10 + choice))

    def _begin_history(self) -> None:
        if db.engine.dialect.name == "sqlite":
            self.connection.rollback()
            self.main = _sqlite.written_through()
        else:
            self.start = str(self._ask("SELECT pg_current_wal_lsn()"))

    def _end_history(self) -> None:
        """What an owner may have copied before the box was closed."""
        if db.engine.dialect.name == "sqlite":
            file = _sqlite.database()
            for evidence in self.evidence.values():
                evidence.file, evidence.wal = file, (self.main, _sqlite.log_of(file).read_bytes())
            return
        told = _attackers.dumped(self.connection, self.start)
        for evidence in self.evidence.values():
            evidence.told, evidence.files = told, _attackers.copied(evidence)
        self.connection.rollback()

    def _ask(self, said: str) -> object:
        try:
            return self.connection.execute(text(said)).scalar_one()
        finally:
            self.connection.rollback()

    def _take_backups(self) -> None:
        for evidence in self.evidence.values():
            evidence.snapshots.append(
                _attackers.snapshot(evidence, lambda said, bound: self.connection.execute(text(said), bound).all())
            )
        self.connection.rollback()

    def attack(self, attackers: Mapping[str, Attacker], report: Report) -> None:
        sums, members = Counter(self.truth.values()), sorted(self.truth)
        for name, attacker in attackers.items():
            pairs = attacker(self.evidence[REAL])
            guess = _attackers.guessed(pairs, members, sums, None)
            report.without_key.setdefault(name, Score()).add(guess, self.truth)
            if name not in _attackers.BY_RANK:
                guess = _attackers.guessed(pairs, members, sums, self._read)
                report.with_key.setdefault(name, Score()).add(guess, self.truth)
            if self.is_leaky:
                guess = _attackers.guessed(attacker(self.evidence[LEAKY]), members, sums, None)
                report.planted.setdefault(name, Score()).add(guess, self.truth)
            self.connection.rollback()
        if self.is_leaky:
            pairs = _attackers.by_backups(self.evidence[LENGTHS])
            guess = _attackers.guessed(pairs, members, sums, None)
            report.planted.setdefault("lengths of what is sealed", Score()).add(guess, self.truth)
        self.connection.close()

    def _read(self, sealed: bytes) -> int:
        assert self.key is not None, "it was taken when the vote began"
        try:
            return SealedBox(self.key).decrypt(sealed)[0]
        except CryptoError:
            return -1


def _make_leaky_tables() -> None:
    is_sqlite = db.engine.dialect.name == "sqlite"
    number, raw, moment = (
        ("INTEGER PRIMARY KEY", "BLOB", "REAL") if is_sqlite else ("serial PRIMARY KEY", "bytea", "double precision")
    )
    with unit_of_work():
        db.session.execute(text(
            f"CREATE TABLE leaky_roll (id {number}, ballot_id int, member_id int, voted boolean, voted_at {moment})"
        ))  # fmt: skip
        for table in ("leaky_box", "leaky_lengths"):
            columns = f"id {number}, ballot_id int, item_id int, sealed {raw}, created_at {moment}"
            db.session.execute(text(f"CREATE TABLE {table} ({columns})"))


def show(report: Report) -> bool:
    for line in report.table():
        print(line)
    faults = [*report.faults()]
    for fault in faults:
        print(f"  {fault}")
    return not faults


def main() -> int:
    ballots = int(sys.argv[2]) if len(sys.argv) > 2 else BALLOTS
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1_000_000)
    chance, begun = random.Random(seed), time.perf_counter()
    print(f"{ballots} ballots of {MEMBERS} members, seed {seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="vinhdanh-attackers-") as place:
        folder = Path(place)
        is_good = show(campaign(folder / "sqlite", "", ballots // 2, chance))
        with fresh_postgresql(folder / "server", "attackers") as url:
            is_good &= show(campaign(folder / "postgresql", url, ballots - ballots // 2, chance))
    print(f"{time.perf_counter() - begun:.0f} s")
    return 0 if is_good else 1
