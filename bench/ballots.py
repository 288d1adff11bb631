"""P9, and a council that casts at once: a ballot is one quick transaction.

`python -m bench ballots` takes a minute or two. On SQLite and on PostgreSQL: 25 members cast 300 names at once through
the real server (95 of 100 answers within a second); one ballot of 500 names, from what a browser sent to the commit,
against a bare `executemany` of 500 rows of the same size on the same database. Exit code 1: a bar was missed.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.ballots import casting
from app.extensions import db, unit_of_work
from bench import _ballots, _province, _servers, _voters
from bench._ballots import House
from bench._postgresql import fresh_postgresql
from bench._sealing import keys_in_this_process
from bench._servers import Server
from bench._verdicts import Verdicts
from bench._voters import Voter
from bench.load import percentile

MEMBERS, AT_ONCE, ROUNDS = 25, 300, 4
WITHIN = 1.0  # seconds
NAMES, LIMIT = 500, 12
PAYLOAD, HASH = 64, 32  # bytes of a row


def rush(house: House, server: Server) -> list[float]:
    """Seconds of each of 25 answers, asked for at once."""
    vote = _ballots.begun(house, AT_ONCE)
    council = _voters.voters(server, house, vote)
    took: list[float] = []

    def timed(voter: Voter) -> None:
        begun = time.perf_counter()
        voter.cast()
        took.append(time.perf_counter() - begun)

    deeds: list[Callable[[], None]] = [lambda voter=voter: timed(voter) for voter in council]  # type: ignore[misc]
    _voters.together(deeds)
    told = [voter.told for voter in council]
    assert told == [["cast"]] * MEMBERS, told
    return took


def one_ballot(house: House) -> list[tuple[float, float]]:
    """Milliseconds of casting, and of the bare rows beside it, in turns; the first of each warms up."""
    vote = _ballots.begun(house, NAMES)
    council = _voters.voters(_servers.application(Path()), house, vote)
    with house.app.app_context():
        connection = db.engine.raw_connection()
        _bare_table(connection)
        rounds = []
        for voter in council:
            begun = time.perf_counter()
            with unit_of_work():
                casting.cast(vote.ballot_id, voter.seat.member_id, voter.sent)
            ours = time.perf_counter() - begun
            rounds.append((ours * 1000, _bare(connection) * 1000))
            db.session.remove()
        connection.close()
    return rounds[1:]


def _bare_table(connection: Any) -> None:
    raw = "BLOB" if db.engine.dialect.name == "sqlite" else "bytea"
    cursor = connection.cursor()
    cursor.execute(f"CREATE TABLE bare (ballot int, item int, hash {raw}, sealed {raw})")
    connection.commit()


def _bare(connection: Any) -> float:
    """Seconds of one commit of as many rows through the driver alone."""
    is_sqlite = db.engine.dialect.name == "sqlite"
    values = "(?, ?, ?, ?)" if is_sqlite else "(%s, %s, %s, %s)"
    rows = [(1, item, os.urandom(HASH), os.urandom(PAYLOAD)) for item in range(NAMES)]
    cursor = connection.cursor()
    begun = time.perf_counter()
    if is_sqlite:
        cursor.execute("BEGIN IMMEDIATE")
    cursor.executemany(f"INSERT INTO bare VALUES {values}", rows)
    connection.commit()
    return time.perf_counter() - begun


def measure(name: str, folder: Path, url: str, verdicts: Verdicts) -> None:
    app = _province.found(folder, url)
    house = _ballots.found(app, MEMBERS)
    with keys_in_this_process():
        with _servers.application(folder, url) as server:
            took = [rush(house, server) for _ in range(ROUNDS)][1:]  # the first warms the server up
        told = ", ".join(f"{statistics.median(one):.2f}/{max(one):.2f}" for one in took)
        print(f"     {name}: 25 at once, median/slowest of each round: {told} s", flush=True)
        everybody = [one for seconds in took for one in seconds]
        what = f"{name}: p95 of {MEMBERS} members × {AT_ONCE} names at once"
        verdicts.number("", what, percentile(everybody, 95), WITHIN, "s")
        verdicts.ratio("P9", f"{name}: a ballot of {NAMES} names × bare rows", one_ballot(house), LIMIT)
    with app.app_context():
        db.engine.dispose()


def main() -> int:
    verdicts = Verdicts()
    with tempfile.TemporaryDirectory(prefix="vinhdanh-ballots-") as place:
        folder = Path(place)
        measure("SQLite", folder / "sqlite", "", verdicts)
        with fresh_postgresql(folder / "server", "ballots") as url:
            measure("PostgreSQL", folder / "postgresql", url, verdicts)
    return verdicts.table()
