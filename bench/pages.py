"""P6, P7, P8, P18: what pages cost against the floor, whether they grow with the rows, and how much SQL they speak.

`python -m bench pages [SMALL LARGE [PAGES]]` takes about ten minutes at 1,000 and 100,000 cases; a pattern for PAGES
("detail|worklist") times only those whose name it finds. Both sides of every ratio are
measured in turns, and the median of the rounds' ratios counts. Exit code 1: a bar was missed.
"""

import http.client
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Engine, Select, event, func, select

from app.extensions import db, unit_of_work
from app.nominations.models import DraftField, Nomination
from app.nominations.reach import visible_to
from app.organisations.models import Appointment
from app.organisations.queries import actor_of
from bench import _province, _servers, fill
from bench._province import Person
from bench._servers import Server
from bench._verdicts import Verdicts, in_turns
from bench.load import Reading, hammer
from workflows.award_province_1 import State
from workflows.vocabulary import Role

REQUESTS = 120
DETAIL = 3.0  # times the floor; the desk, of which no bar speaks, is three lists on one page and is held to the same
PRETALX_STARTS = 4.0  # times the floor: at most 2.8 s were measured of it where the floor took 0.7 s
R = Role
SAME_PAGE = 1.25  # a list of sheets may not be full where cases are few
SIGN_IN = "/accounts/sign-in"
LISTS = (  # beside the list of cases: whose, and where
    (R.UNIT_CLERK, "/nominees/"),
    (R.UNIT_CLERK, "/submissions/"),
    (R.UNIT_CLERK, "/meetings/"),
    (R.UNIT_CLERK, "/decisions/"),
    (R.INTAKE_OFFICER, "/intake/"),
    (R.APPRAISER, "/appraisals/"),
    (R.APPRAISER, "/submissions/"),
    (R.APPRAISER, "/proposals/"),
    (R.APPRAISER, "/decisions/"),
    (R.COUNCIL_SECRETARY, "/meetings/"),
    (R.CONSULTED_AGENCY, "/consultations/"),
    (R.ADMINISTRATOR, "/administration/"),
    (R.ADMINISTRATOR, "/awards/"),
)
READERS = (R.BAN_HEAD, R.UNIT_CLERK, R.INTAKE_OFFICER, R.APPRAISER)


@dataclass(frozen=True)
class Page:
    name: str
    role: Role
    path: str


@dataclass(frozen=True)
class Site:
    """A filled database, its people, and the rows that are asked for."""

    folder: Path
    app: Flask
    people: Mapping[Role, Person]
    lists: tuple[Page, ...]
    details: tuple[Page, ...]
    desks: tuple[Page, ...]
    writable: int  # a draft of the writer's unit

    @property
    def pages(self) -> tuple[Page, ...]:
        return *self.lists, *self.details, *self.own_desks

    @property
    def own_desks(self) -> list[Page]:
        return [desk for desk in self.desks if desk.role in READERS]


def made(folder: Path, rows: int) -> Site:
    begun = time.perf_counter()
    app = _province.found(folder)
    offices = fill.fill(app, rows)
    with app.app_context(), unit_of_work():
        people = {role: _province.signed_in(app, held) for role, held in offices.items()}
        db.session.add_all(offices.values())
        lists = [page for role in READERS for page in _cases(role, offices[role])]
        details = [Page(f"detail, {role}, {state}", role, path) for role, state, path in _details(offices)]
        own = select(Nomination.id).where(
            Nomination.unit_id == people[R.UNIT_CLERK].organisation_id,
            Nomination.id.in_(select(DraftField.nomination_id)),
        )
        writable = db.session.scalars(own.where(Nomination.state == State.DRAFT.value).limit(1)).one()
    print(f"     {rows:,} cases made in {time.perf_counter() - begun:.0f} s", flush=True)
    lists += [Page(f"list {path}, {role}", role, path) for role, path in LISTS]
    desks = [Page(f"worklist, {role}", role, "/") for role in people]
    return Site(folder, app, people, tuple(lists), tuple(details), tuple(desks), writable)


def _cases(role: Role, held: Appointment) -> Iterator[Page]:
    """The list of cases as an office sees it: whole and of one round, from its beginning and far down."""
    seen = visible_to(actor_of(held))
    for name, path, narrowed in (
        ("list of cases", "/nominations/?", seen),
        ("list of one round", "/nominations/?round_id=2", seen.where(Nomination.award_round_id == 2)),
    ):
        yield Page(f"{name}, {role}", role, path)
        yield Page(f"{name}, deep, {role}", role, f"{path}&after={_deep(narrowed)}")


def _deep(cases: Select[tuple[Nomination]]) -> int:
    """The case after which half of them are left, yet a full page at least."""
    count = db.session.scalar(select(func.count()).select_from(cases.subquery())) or 0
    ids = cases.with_only_columns(Nomination.id).order_by(Nomination.nominee_key, Nomination.id)
    return db.session.scalars(ids.offset(min(count // 2, max(0, count - 60))).limit(1)).one()


def _details(offices: Mapping[Role, Appointment]) -> Iterator[tuple[Role, State, str]]:
    """A case with all that may hang on one, where each of them has something to do or to read."""
    for role, state in (
        (R.BAN_HEAD, State.APPRAISAL),
        (R.BAN_HEAD, State.PUBLISHED),
        (R.APPRAISER, State.APPRAISAL),
        (R.INTAKE_OFFICER, State.INTAKE),
        (R.UNIT_CLERK, State.DRAFT),
        (R.UNIT_CLERK, State.PUBLISHED),
        (R.COUNCIL_SECRETARY, State.COUNCIL_SCHEDULED),
        (R.CHAIRMAN, State.AT_CHAIR),
    ):
        held = offices[role]
        seen = visible_to(actor_of(held)).where(Nomination.state == state)
        whole = seen.where(Nomination.id.in_(select(DraftField.nomination_id)))
        shown = db.session.scalars(whole.with_only_columns(Nomination.id).order_by(Nomination.id).limit(1)).one()
        yield role, state, f"/nominations/{shown}"


def against_floor(site: Site, rows: int, is_timed: Callable[[str], object], verdicts: Verdicts) -> None:
    """P6 at one size: our page and the floor page on the same database, four connections each."""
    with _servers.application(site.folder) as ours, _floor(site) as floor:
        entered = _enter(floor)

        def hold(page: Page, limit: float) -> None:
            cookie = site.people[page.role].cookie if page.path != SIGN_IN else ""
            hammer(ours, page.path, cookie=cookie, requests=80, connections=8)  # each thread has caches of its own
            kept = in_turns(
                {
                    "floor": lambda: hammer(floor, "/page", cookie=entered, requests=REQUESTS),
                    page.name: lambda: hammer(ours, page.path, cookie=cookie, requests=REQUESTS),
                }
            )
            rounds = [(mine.cpu, other.cpu) for mine, other in zip(kept[page.name], kept["floor"], strict=True)]
            verdicts.ratio("P6", f"{page.name}: processor time, {rows:,}", rounds, limit)

        hold(Page("login page", R.UNIT_CLERK, SIGN_IN), 1.2)
        for page in site.pages:
            if is_timed(page.name):
                hold(page, 2.5 if page in site.lists else DETAIL)
        verdicts.ratio("P18", f"memory after the run, MB, {rows:,}", [(ours.rss(), floor.rss())], 2.0, "MB")


def starts(site: Site, verdicts: Verdicts) -> None:
    """P18: from the start of the process to the first good answer, the floor's beside it."""
    rounds = []
    for _ in range(5):
        with _servers.application(site.folder) as ours, _floor(site) as floor:
            rounds.append((ours.started_in, floor.started_in))
    verdicts.ratio("P18", "start to first answer", rounds, PRETALX_STARTS, "s")


def growth(small: Site, large: Site, is_timed: Callable[[str], object], verdicts: Verdicts) -> None:
    """P7: one connection, and the server's processor time: the clock on the wall measures whoever else is at work."""
    with ExitStack() as stack:
        servers = {site.folder: stack.enter_context(_servers.application(site.folder)) for site in (small, large)}
        for few, many in zip(small.pages, large.pages, strict=True):
            if not is_timed(few.name):
                continue

            def side(site: Site, page: Page) -> Callable[[], Reading]:
                cookie = site.people[page.role].cookie
                hammer(servers[site.folder], page.path, cookie=cookie, requests=8, connections=1)
                return lambda: hammer(
                    servers[site.folder], page.path, cookie=cookie, requests=REQUESTS // 2, connections=1
                )

            kept = in_turns({"small": side(small, few), "large": side(large, many)})
            sizes = [kept[name][0].size for name in ("small", "large")]
            if max(sizes) > SAME_PAGE * min(sizes):
                print(f"     {few.name}: {sizes[0]} B and {sizes[1]} B are not the same page; not compared")
                continue
            pairs = [*zip(kept["large"], kept["small"], strict=True)]
            on_the_wall = statistics.median(more.p50 / less.p50 for more, less in pairs)
            print(f"     {few.name}: p50 on the wall {on_the_wall:.2f}×")
            rounds = [(more.cpu, less.cpu) for more, less in pairs]
            verdicts.ratio("P7", f"{few.name}: time, large × small", rounds, 1.3)


def statements(sites: Mapping[int, Site], verdicts: Verdicts) -> None:
    """P8, counted in this process, for every page by itself."""
    few, many = (counts(site) for site in sites.values())
    small, large = sites
    for name, limit in {name: limit for name, (_, limit) in many.items()}.items():
        verdicts.number("P8", f"{name}: SQL statements, {large:,}", many[name][0], limit)
        verdicts.number("P8", f"{name}: more than at {small:,}", many[name][0] - few[name][0], 0)


def counts(site: Site) -> dict[str, tuple[int, int]]:
    """Statements and the most there may be, by the name of the page."""
    counted = {}
    for limit, pages in ((10, site.lists), (15, site.details), (12, site.desks)):
        for page in pages:
            counted[page.name] = _count(site.app, site.people[page.role], page.path), limit
    writer = site.people[R.UNIT_CLERK]
    text = {"value": "Thành tích đã sửa.", "version": "1"}
    counted["save a text"] = _count(site.app, writer, f"/nominations/{site.writable}/fields/citation", text), 12
    return counted


def _count(app: Flask, person: Person, path: str, form: dict[str, str] | None = None) -> int:
    """SQL statements of the second time: the first may fill what a process keeps."""
    client = app.test_client(use_cookies=False)
    headers = {"Cookie": person.cookie}
    heard: list[str] = []

    def hear(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        heard.append(statement)

    for turn in range(2):
        heard.clear()
        sent: dict[str, Any] | None = None
        if form:
            sent = {**form, "value": f"{form['value']} {turn}", "version": turn + 1, "csrf_token": person.csrf}
        event.listen(Engine, "before_cursor_execute", hear)
        try:
            answer = client.post(path, data=sent, headers=headers) if sent else client.get(path, headers=headers)
        finally:
            event.remove(Engine, "before_cursor_execute", hear)
        if answer.status_code not in {200, 303}:
            raise SystemExit(f"{path}: {answer.status}")
    return sum(not statement.startswith(("BEGIN", "PRAGMA")) for statement in heard)


def _floor(site: Site) -> Server:
    server = _servers.floor(site.folder, site.folder / "vinhdanh.sqlite3")
    server.start("/hello")
    return server


def _enter(floor: Server) -> str:
    connection = http.client.HTTPConnection(_servers.HOST, floor.port)
    connection.request("GET", "/in")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return (answer.getheader("Set-Cookie") or "").partition(";")[0]


def main() -> int:
    small, large = (int(text) for text in sys.argv[2:4] or ("1000", "100000"))
    is_timed = re.compile(sys.argv[4] if len(sys.argv) > 4 else "").search
    verdicts = Verdicts()
    with tempfile.TemporaryDirectory(prefix="vinhdanh-bench-") as folder:
        sites = {rows: made(Path(folder) / str(rows), rows) for rows in (small, large)}
        statements(sites, verdicts)
        starts(sites[large], verdicts)
        for rows, site in sites.items():
            against_floor(site, rows, is_timed, verdicts)
        growth(sites[small], sites[large], is_timed, verdicts)
    return verdicts.table()
