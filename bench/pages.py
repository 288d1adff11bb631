"""P6, P7, P8, P18: what pages cost against the floor, whether they grow with the rows, and how much SQL they speak.

`python -m bench pages` takes about four minutes. Both sides of every ratio are measured in turns, the median of the
rounds counts, and a round in which the machine changed its speed is taken again. Exit code 1: a bar was missed.
"""

import http.client
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import Engine, event, func, select

from app.extensions import db, unit_of_work
from app.nominations.models import DraftField, Nomination
from app.nominations.reach import visible_to
from app.organisations.queries import actor_of
from bench import _province, _servers, fill
from bench._province import Person
from bench._servers import Server
from bench.load import Reading, calibration, hammer
from workflows.award_province_1 import State
from workflows.vocabulary import Role

ROUNDS = 5
REQUESTS = 200
STEADY = 1.3  # two calibrations around a round may differ by this much
MOST_TRIES = 12
PRETALX_STARTS = 2.8  # seconds, the slower end of what was measured of it
READER, WRITER = Role.BAN_HEAD, Role.UNIT_CLERK


class Verdicts:
    """Every number as it is, and how it stands to its bar."""

    def __init__(self) -> None:
        self.missed: list[str] = []

    def say(self, bar: str, what: str, value: float, limit: float, unit: str = "") -> None:
        held = value <= limit
        print(f"{bar:4} {what:46} {value:8.2f}{unit}  bar {limit}{unit}  {'held' if held else 'MISSED'}", flush=True)
        if not held:
            self.missed.append(f"{bar} {what}")


@dataclass(frozen=True)
class Site:
    """A filled database, its people, and the rows that are asked for."""

    folder: Path
    app: Flask
    people: Mapping[Role, Person]
    paths: Mapping[str, str]  # of the reader's pages
    writable: int  # a draft of the writer's unit


def made(folder: Path, rows: int) -> Site:
    begun = time.perf_counter()
    app = _province.found(folder)
    offices = fill.fill(app, rows)
    with app.app_context(), unit_of_work():
        people = {role: _province.signed_in(app, held) for role, held in offices.items()}
        held = offices[READER]
        db.session.add(held)
        seen = visible_to(actor_of(held, held.user)).with_only_columns(Nomination.id)
        ordered = seen.order_by(Nomination.nominee_key, Nomination.id)
        count = db.session.scalar(select(func.count()).select_from(seen.subquery())) or 0
        deep = db.session.scalars(ordered.offset(count * 7 // 10).limit(1)).one()
        with_dossier = select(DraftField.nomination_id)
        shown = db.session.scalars(seen.where(Nomination.id.in_(with_dossier)).order_by(Nomination.id).limit(1)).one()
        in_round = seen.where(Nomination.award_round_id == fill.ROUNDS - 1)
        deep_in_round = db.session.scalars(
            in_round.order_by(Nomination.nominee_key, Nomination.id).offset(count * 2 // 10).limit(1)
        ).one()
        own = select(Nomination.id).where(
            Nomination.unit_id == people[WRITER].organisation_id, Nomination.id.in_(with_dossier)
        )
        writable = db.session.scalars(own.where(Nomination.state == State.DRAFT.value).limit(1)).one()
    print(f"     {rows} nominations made in {time.perf_counter() - begun:.1f} s", flush=True)
    filtered = f"/nominations/?round_id={fill.ROUNDS - 1}"
    return Site(
        folder=folder,
        app=app,
        people=people,
        paths={
            "list, first page": "/nominations/",
            "list, deep page": f"/nominations/?after={deep}",
            "list of one round, first page": filtered,
            "list of one round, deep page": f"{filtered}&after={deep_in_round}",
            "detail": f"/nominations/{shown}",
        },
        writable=writable,
    )


def in_turns(sides: Mapping[str, Callable[[], Reading]]) -> dict[str, list[Reading]]:
    """Rounds in which each side is measured once; one in an unsteady moment is taken again, and said so."""
    kept: dict[str, list[Reading]] = {name: [] for name in sides}
    for _ in range(MOST_TRIES):
        before = calibration()
        readings = {name: side() for name, side in sides.items()}
        after = calibration()
        if max(before, after) > STEADY * min(before, after):
            print(f"     round again: calibration {before:.0f} -> {after:.0f} ms", flush=True)
            continue
        for name, reading in readings.items():
            kept[name].append(reading)
            _show(name, reading, before)
        if len(kept[name]) == ROUNDS:
            break
    if min(len(readings) for readings in kept.values()) < 3:
        raise SystemExit("The machine was too unsteady for three rounds; nothing can be said.")
    return kept


def _show(name: str, reading: Reading, calibrated: float) -> None:
    rate = reading.requests / reading.seconds
    print(
        f"     {name:46} {rate:6.0f}/s  p50 {reading.p50:6.1f}  p99 {reading.p99:6.1f} ms  cpu {reading.cpu:6.2f} ms"
        f"  {reading.size:6} B  not as wished {reading.bad}  cal {calibrated:.0f}",
        flush=True,
    )
    if reading.bad:
        raise SystemExit(f"{name}: {reading.bad} answers were not as wished; nothing can be said.")


def ratio(above: list[Reading], below: list[Reading], of: str) -> float:
    """The median of the rounds' own ratios."""
    rounds = [float(getattr(one, of) / getattr(other, of)) for one, other in zip(above, below, strict=True)]
    return statistics.median(rounds)


def against_floor(site: Site, verdicts: Verdicts) -> None:
    """P6 and P18."""
    cookie = site.people[READER].cookie
    application = _servers.application(site.folder)
    floor = _servers.floor(site.folder, site.folder / "vinhdanh.sqlite3")
    starts = []
    for _ in range(3):
        starts.append((application.start(), floor.start("/hello")))
        application.stop()
        floor.stop()
    application.start()
    floor.start("/hello")
    with application, floor:
        entered = _enter(floor)
        _warm(application, [*site.paths.values()], cookie)
        kept = in_turns(
            {
                "floor": lambda: hammer(floor, "/page", cookie=entered, requests=REQUESTS),
                "login page": lambda: hammer(application, "/accounts/sign-in", requests=REQUESTS),
                "list": lambda: hammer(application, site.paths["list, first page"], cookie=cookie, requests=REQUESTS),
                "detail": lambda: hammer(application, site.paths["detail"], cookie=cookie, requests=REQUESTS),
            }
        )
        ours, theirs = application.rss(), floor.rss()
    for name, limit in (("list", 2.5), ("login page", 1.2), ("detail", 3.0)):
        verdicts.say("P6", f"{name}: processor time, × floor", ratio(kept[name], kept["floor"], "cpu"), limit)
    print(f"     memory after the run: application {ours:.0f} MB, floor {theirs:.0f} MB")
    verdicts.say("P18", "memory of the worker, × floor", ours / theirs, 2.0)
    start, floor_start = (statistics.median(side) for side in zip(*starts, strict=True))
    print(f"     start to first answer: application {start:.2f} s, floor {floor_start:.2f} s (each the median of 3)")
    verdicts.say("P18", "start to first answer", start, PRETALX_STARTS, " s")


def growth(small: Site, large: Site, verdicts: Verdicts) -> None:
    """P7: one connection, so that the time is the page's own and not its neighbours'."""
    with ExitStack() as stack:
        servers = {site.folder: stack.enter_context(_servers.application(site.folder)) for site in (small, large)}
        for site in (small, large):
            _warm(servers[site.folder], [*site.paths.values()], site.people[READER].cookie)
        for name in small.paths:

            def side(site: Site, name: str = name) -> Callable[[], Reading]:
                return lambda: hammer(
                    servers[site.folder],
                    site.paths[name],
                    cookie=site.people[READER].cookie,
                    requests=REQUESTS // 2,
                    connections=1,
                )

            few, many = f"{name}, 1,000", f"{name}, 100,000"
            kept = in_turns({few: side(small), many: side(large)})
            print(f"     {name}: processor time {ratio(kept[many], kept[few], 'cpu'):.2f}×")
            verdicts.say("P7", f"{name}: time, 100,000 × 1,000", ratio(kept[many], kept[few], "p50"), 1.3)


def statements(sites: Mapping[int, Site], verdicts: Verdicts) -> None:
    """P8, counted in this process."""
    counted = {rows: _counts(site) for rows, site in sites.items()}
    limits = {"list": 10, "detail": 15, "worklist": 12, "save": 12}
    for name, limit in limits.items():
        few, many = (counted[rows][name] for rows in sites)
        verdicts.say("P8", f"{name}: SQL statements, {next(iter(sites)):,} rows", few, limit)
        verdicts.say("P8", f"{name}: SQL statements, {[*sites][1]:,} rows", many, limit)
        verdicts.say("P8", f"{name}: difference", abs(many - few), 0)


def _counts(site: Site) -> dict[str, int]:
    reader, writer = site.people[READER], site.people[WRITER]
    form = {"value": "Thành tích đã sửa.", "csrf_token": writer.csrf}
    save = f"/nominations/{site.writable}/fields/citation"
    return {
        "list": _count(site.app, reader, site.paths["list, first page"]),
        "detail": _count(site.app, reader, site.paths["detail"]),
        "worklist": max(_count(site.app, person, "/") for person in site.people.values()),
        "save": _count(site.app, writer, save, form),
    }


def _count(app: Flask, person: Person, path: str, form: dict[str, str] | None = None) -> int:
    """SQL statements of the second time: the first may fill what a process keeps."""
    client = app.test_client(use_cookies=False)
    headers = {"Cookie": person.cookie}
    heard: list[str] = []

    def hear(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        heard.append(statement)

    for turn in range(2):
        heard.clear()
        sent = {**form, "value": f"{form['value']} {turn}", "version": str(turn + 1)} if form else None
        event.listen(Engine, "before_cursor_execute", hear)
        try:
            answer = client.post(path, data=sent, headers=headers) if sent else client.get(path, headers=headers)
        finally:
            event.remove(Engine, "before_cursor_execute", hear)
        if answer.status_code not in {200, 303}:
            raise SystemExit(f"{path}: {answer.status}")
    return sum(not statement.startswith(("BEGIN", "PRAGMA")) for statement in heard)


def _enter(floor: Server) -> str:
    connection = http.client.HTTPConnection(_servers.HOST, floor.port)
    connection.request("GET", "/in")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return (answer.getheader("Set-Cookie") or "").partition(";")[0]


def _warm(server: Server, paths: list[str], cookie: str) -> None:
    for path in paths:
        hammer(server, path, cookie=cookie, requests=16, connections=8)


def main() -> int:
    verdicts = Verdicts()
    with tempfile.TemporaryDirectory(prefix="vinhdanh-bench-") as folder:
        sites = {rows: made(Path(folder) / str(rows), rows) for rows in (100, 1_000, 10_000, 100_000)}
        statements({rows: sites[rows] for rows in (100, 10_000)}, verdicts)
        against_floor(sites[10_000], verdicts)
        growth(sites[1_000], sites[100_000], verdicts)
    print("\nmissed: " + "; ".join(verdicts.missed) if verdicts.missed else "\nevery bar held")
    return 1 if verdicts.missed else 0
