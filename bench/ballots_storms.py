"""Votes that come five times at once, votes that race the closing, files torn at any byte, a disk that is full.

`python -m bench ballots-storms [VOTES RACES CUTS]` takes 1,000 votes and 200 races on each of SQLite and PostgreSQL
through the real server, 1,000 cuts of SQLite's write-ahead log, and a full and a read-only database. Exit code 1: a
vote was doubled, lost or torn, somebody was told what is not so, or what was refused left something.
"""

import logging
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event

from app.ballots import casting
from app.extensions import db, unit_of_work
from bench import _ballots, _province, _servers, _sqlite, _voters
from bench._ballots import House, Vote
from bench._postgresql import fresh_postgresql
from bench._sealing import keys_in_this_process
from bench._servers import Server
from bench._voters import Rows, Voter
from workflows.ballot_1 import BallotState

VOTES, RACES, CUTS = 1000, 200, 1000
COPIES, MEMBERS, NAMES, RUNNERS = 5, 25, 3, 8
MANY = 200  # names, for which the file has to grow
FULL, READ_ONLY = "max_page_count", "query_only"  # of SQLite: as a full disk and one that is read-only answer
ANSWERED = {
    FULL: (507, "Việc vừa gửi <b>chưa được ghi</b>"),
    READ_ONLY: (500, "Việc vừa gửi chưa được ghi nhận."),
}


def copies(house: House, server: Server, votes: int) -> list[str]:
    """Five of each submit at once: exactly one is cast, the others are told that it is in."""
    found: list[str] = []
    while votes > 0 and not found:
        vote = _ballots.begun(house, NAMES)
        council = _voters.voters(server, house, vote)[:votes]
        for voter in council:
            voter.cast_copies(COPIES)
            if sorted(voter.told) != ["cast", *["was_in"] * (COPIES - 1)]:
                found.append(f"{COPIES} copies were told {voter.told}")
        found += _voters.faults(Rows.of(house, vote), council)
        votes -= len(council)
    return found


def races(house: House, server: Server, number: int, chance: random.Random) -> tuple[list[str], int]:
    """Some cast while the box is closed: each is in what was closed and told so, or is told that it is not.

    And how many came too late.
    """
    found: list[str] = []
    late = 0
    for _ in range(number):
        vote = _ballots.begun(house, NAMES)
        council = _voters.voters(server, house, vote)
        runners = chance.sample(council, RUNNERS)
        deeds: list[Callable[[], None]] = [runner.cast for runner in runners]
        deeds.insert(chance.randrange(RUNNERS // 2), partial(_close, house, server, vote))
        _voters.together(deeds)
        rows = Rows.of(house, vote)  # which computes the digest anew
        found += _voters.faults(rows, council)
        if rows.state != BallotState.CLOSED:
            found.append(f"the box is not closed but {rows.state}")
        for runner in runners:
            is_in = runner.seat.member_id in rows.voted
            late += not is_in
            if not (runner.told == ["cast"] if is_in else casting.IS_OVER in "".join(runner.told)):
                found.append(f"in the box: {is_in}, told {runner.told}")
        if found:
            break
    return found, late


def _close(house: House, server: Server, vote: Vote) -> None:
    form = {"reason": "Hết giờ bỏ phiếu"}
    _voters.post(server, house.secretary[0], f"/ballots/{vote.ballot_id}/close", form, is_form=True)


def torn(house: House, cuts: int, chance: random.Random) -> list[str]:
    """SQLite's write-ahead log cut anywhere, half of them with rubbish behind: whole ballots, as many as were whole."""
    vote = _ballots.begun(house, NAMES)
    council = _voters.voters(_servers.application(Path()), house, vote)
    with house.app.app_context():
        main = _sqlite.written_through()
        for voter in council:
            with unit_of_work():
                casting.cast(vote.ballot_id, voter.seat.member_id, voter.sent)
        wal = _sqlite.log_of(_sqlite.database()).read_bytes()
    with tempfile.TemporaryDirectory(prefix="vinhdanh-torn-") as place:
        return [
            fault
            for _ in range(cuts)
            for fault in _of_cut(Path(place), main, wal, chance.randrange(len(wal) + 1), vote, council, chance)
        ]


def _of_cut(  # noqa: PLR0913, PLR0917 -- what a cut is
    place: Path, main: bytes, wal: bytes, cut: int, vote: Vote, council: list[Voter], chance: random.Random
) -> Iterator[str]:
    rubbish = chance.randbytes(chance.randrange(1, 5000)) if chance.random() < 0.5 else b""
    copy = sqlite3.connect(_sqlite.put_down(place, main, wal[:cut] + rubbish))
    try:
        if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
            yield f"cut at {cut}: the file is not sound"
        this = f"ballot_id = {vote.ballot_id}"
        voted = {row[0] for row in copy.execute(f"SELECT member_id FROM ballot_roll WHERE {this} AND voted")}
        trackers = {bytes(row[0]) for row in copy.execute(f"SELECT tracker FROM ballot_tracker WHERE {this}")}
        sealed = {bytes(row[0]) for row in copy.execute(f"SELECT sealed FROM ballot_box WHERE {this}")}
        before = [voter.seat.member_id in voted for voter in council]
        if before != sorted(before, reverse=True):
            yield f"cut at {cut}: an earlier ballot is gone and a later one is there"
        for voter in council:
            parts = {
                voter.seat.member_id in voted,
                voter.tracker in trackers,
                *(s in sealed for s in voter.sealed.values()),
            }
            if len(parts) != 1:
                yield f"cut at {cut}: a ballot is torn"
    finally:
        copy.close()


def refusals(house: House) -> list[str]:
    """A full and a read-only database: a page says that nothing was recorded, and nothing was; then it goes on."""
    vote = _ballots.begun(house, MANY)
    council = _voters.voters(_servers.application(Path()), house, vote)
    found: list[str] = []
    for voter, pragma in zip(council, (FULL, READ_ONLY) * 10, strict=False):
        before = Rows.of(house, vote)
        with _unwritable(house.app, pragma):
            status, words = _cast_here(house.app, voter)
        if status != ANSWERED[pragma][0] or ANSWERED[pragma][1] not in words:
            found.append(f"{pragma}: answered {status}: {words[:200]}")
        if Rows.of(house, vote) != before:
            found.append(f"{pragma}: left something")
        status, words = _cast_here(house.app, voter)
        if status != _voters.OK:
            found.append(f"after {pragma}: answered {status}")
    return [*found, *_voters.faults(Rows.of(house, vote), council)]


def _cast_here(app: Flask, voter: Voter) -> _voters.Answer:
    answer = _ballots.cast_here(app, voter.seat.person, voter.vote, voter.sent)
    return answer.status_code, answer.get_data(as_text=True)


@contextmanager
def _unwritable(app: Flask, pragma: str) -> Iterator[None]:
    """Every connection is told so when it writes the box; a session row may still be touched before."""

    def tell(*told: Any) -> None:
        cursor, said = told[1:3]
        if "ballot_roll" in said and said.startswith("UPDATE"):
            pages = cursor.execute("PRAGMA page_count").fetchone()[0] if pragma == FULL else 1
            cursor.execute(f"PRAGMA {pragma} = {pages}")

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", tell)
        app.config["PROPAGATE_EXCEPTIONS"] = False
        logging.disable(logging.CRITICAL)  # each is told at length
        try:
            yield
        finally:
            logging.disable(logging.NOTSET)
            event.remove(db.engine, "before_cursor_execute", tell)
            db.engine.dispose()


def on(folder: Path, url: str, votes: int, number: int, chance: random.Random) -> bool:
    app, name = _province.found(folder, url), "PostgreSQL" if url else "SQLite"
    house = _ballots.found(app, MEMBERS)
    server = _servers.application(folder, url)
    with server, keys_in_this_process():
        begun = time.perf_counter()
        is_good = told(f"{name}: {votes} votes, {COPIES} copies of each at once", copies(house, server, votes), begun)
        begun = time.perf_counter()
        found, late = races(house, server, number, chance)
        is_good &= told(
            f"{name}: {number} races with the closing, {late} of {RUNNERS * number} votes too late", found, begun
        )
    with app.app_context():
        db.engine.dispose()
    return is_good


def files(folder: Path, cuts: int, chance: random.Random) -> bool:
    app = _province.found(folder)
    house = _ballots.found(app, MEMBERS)
    with keys_in_this_process():
        begun = time.perf_counter()
        is_good = told(f"SQLite: {cuts} cuts of the write-ahead log", torn(house, cuts, chance), begun)
        begun = time.perf_counter()
        return is_good & told("SQLite: casting into a full and a read-only database", refusals(house), begun)


def told(what: str, found: list[str], begun: float) -> bool:
    print(f"{what}: {len(found)} faults, {time.perf_counter() - begun:.0f} s", flush=True)
    for fault in found[:10]:
        print(f"  {fault}")
    return not found


def main() -> int:
    votes, number, cuts = map(int, sys.argv[2:5]) if len(sys.argv) > 4 else (VOTES, RACES, CUTS)
    seed = random.randrange(1_000_000)
    print(f"seed: {seed}", flush=True)
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="vinhdanh-storms-") as place:
        folder = Path(place)
        is_good = files(folder / "files", cuts, chance)
        is_good &= on(folder / "sqlite", "", votes, number, chance)
        with fresh_postgresql(folder / "server", "storms") as url:
            is_good &= on(folder / "postgresql", url, votes, number, chance)
    return 0 if is_good else 1
