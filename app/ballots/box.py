"""What is in the box, and the digest that says it is still that. Reads and rewrites rows; opens nothing."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import delete, func, insert, select

from app.ballots.models import Ballot, Box, Excused, Roll, Tracker
from app.extensions import db, is_there, read_rows

HEADER: Final = "vinh-danh sealed-ballot 1"


def sealed_of(ballot: Ballot) -> dict[int, list[bytes]]:
    """By name (AgendaItem.id), in the order of their hashes."""
    found: dict[int, list[bytes]] = {name.item_id: [] for name in ballot.names}
    rows = select(Box.item_id, Box.sealed).where(Box.ballot_id == ballot.id).order_by(Box.item_id, Box.hash)
    for item_id, sealed in read_rows(rows):
        found.setdefault(item_id, []).append(bytes(sealed))
    return found


def trackers_of(ballot: Ballot) -> Sequence[bytes]:
    rows = select(Tracker.tracker).where(Tracker.ballot_id == ballot.id).order_by(Tracker.tracker)
    return [bytes(tracker) for (tracker,) in read_rows(rows)]


def holds_any(ballot_id: int, sealed: Iterable[bytes]) -> bool:
    """Whether some of these choices lie in it: an honest browser seals anew for every ballot."""
    hashes = [hash_of(one) for one in sealed]
    return is_there(select(Box.hash).where(Box.ballot_id == ballot_id, Box.hash.in_(hashes)))


def cast_in(ballot: Ballot) -> int:
    """How many ballots are in the box. The only thing of it that is told while it is open."""
    return read_rows(select(func.count()).where(Tracker.ballot_id == ballot.id)).scalar_one()


def digest_of(ballot: Ballot) -> str:
    return digest(ballot.id, sealed_of(ballot), trackers_of(ballot), roll_size(ballot))


def digest(ballot_id: int, sealed: Mapping[int, Iterable[bytes]], trackers: Iterable[bytes], roll: int) -> str:
    """SHA-256 of lines of text: a header, what is sealed for each name sorted by its hexadecimal, the trackers."""
    lines = [HEADER, f"ballot {ballot_id}", f"roll {roll}"]
    for item_id in sorted(sealed):
        lines.append(f"name {item_id}")
        lines += sorted(one.hex() for one in sealed[item_id])
    lines.append("trackers")
    lines += sorted(tracker.hex() for tracker in trackers)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def votes_expected(ballot: Ballot) -> dict[int, int]:
    """How many choices each name must have: of all who voted, less those who have no vote on it."""
    excused = (
        select(Excused.item_id, func.count())
        .join(Roll, (Roll.ballot_id == Excused.ballot_id) & (Roll.member_id == Excused.member_id))
        .where(Excused.ballot_id == ballot.id, Roll.voted.is_(True))
        .group_by(Excused.item_id)
    )
    less, cast = dict(read_rows(excused).tuples().all()), cast_in(ballot)
    return {name.item_id: cast - less.get(name.item_id, 0) for name in ballot.names}


def voted_on(ballot: Ballot) -> int:
    return read_rows(select(func.count()).where(Roll.ballot_id == ballot.id, Roll.voted.is_(True))).scalar_one()


def rewrite(ballot: Ballot) -> None:
    """All rows anew in one transaction and in an order that is nobody's: a second line behind the sealing."""
    sealed, trackers = sealed_of(ballot), trackers_of(ballot)
    rows = [
        {"ballot_id": ballot.id, "item_id": item_id, "hash": hash_of(one), "sealed": one}
        for item_id, listed in sealed.items()
        for one in listed
    ]
    roll = select(Roll.ballot_id, Roll.member_id, Roll.voted).where(Roll.ballot_id == ballot.id)
    seats = [dict(row) for row in read_rows(roll.order_by(Roll.member_id)).mappings()]
    for model in (Box, Tracker, Roll):
        db.session.execute(delete(model).where(model.ballot_id == ballot.id))
    db.session.connection().execute(insert(Roll), seats)
    put(rows, [{"ballot_id": ballot.id, "tracker": tracker} for tracker in trackers])


def put(rows: Sequence[Mapping[str, object]], trackers: Sequence[Mapping[str, object]]) -> None:
    """Past the mapper: five hundred names are one statement."""
    connection = db.session.connection()
    if rows:
        connection.execute(insert(Box), [*rows])
    if trackers:
        connection.execute(insert(Tracker), [*trackers])


def hash_of(sealed: bytes) -> bytes:
    """What the box is ordered by."""
    return hashlib.blake2b(sealed, digest_size=32).digest()


def roll_size(ballot: Ballot) -> int:
    return read_rows(select(func.count()).where(Roll.ballot_id == ballot.id)).scalar_one()
