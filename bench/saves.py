"""P10: one writer and eight at once through HTTP, 2 ms of rest between posts, on SQLite and PostgreSQL.

`python -m bench saves` takes about three minutes. Texts of drafts and plain steps are posted; every answer must be as
wished (a lock error would be a 500), and the eight's p99 at most 20 times that of one alone. Exit code 1: a bar was
missed.
"""

import http.client
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import select, update

from app.extensions import db, unit_of_work
from app.nominations.models import DraftField, Nomination
from bench import _province, _servers, fill
from bench._postgresql import fresh_postgresql
from bench._province import Person
from bench._servers import HOST, Server
from bench._verdicts import Verdicts
from bench.load import TIMEOUT, percentile
from workflows.award_province_1 import State
from workflows.vocabulary import Role

ROWS = 8000  # a tenth of them are the writers' own unit's
WRITERS = 8
REST = 0.002  # seconds
ALONE, EACH = 300, 90  # posts a round, of one writer and of each of eight
STEP_EVERY = 5  # the others are texts
ROUNDS = 3
LIMIT = 20


@dataclass
class Writer:
    """Somebody with a draft of their own, who also sends checked cases on to the council."""

    person: Person
    draft: int
    checked: Iterator[int]
    version: int
    took: list[float] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)

    def work(self, port: int, posts: int) -> None:
        connection = http.client.HTTPConnection(HOST, port, timeout=TIMEOUT)
        for number in range(1, posts + 1):
            path, form = self._step() if number % STEP_EVERY == 0 else self._text()
            self._post(connection, path, form)
            time.sleep(REST)
        connection.close()

    def _text(self) -> tuple[str, dict[str, str]]:
        form = {"value": f"Đã hoàn thành nhiệm vụ, lần ghi {self.version}.", "version": str(self.version)}
        self.version += 1
        return f"/nominations/{self.draft}/fields/citation", form

    def _step(self) -> tuple[str, dict[str, str]]:
        return f"/nominations/{next(self.checked)}/steps/refer-to-unit-council", {}

    def _post(self, connection: http.client.HTTPConnection, path: str, form: dict[str, str]) -> None:
        headers = {"Cookie": self.person.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        begun = time.perf_counter()
        connection.request("POST", path, urlencode({**form, "csrf_token": self.person.csrf}), headers)
        answer = connection.getresponse()
        answer.read()
        self.took.append((time.perf_counter() - begun) * 1000)
        if answer.status != http.HTTPStatus.SEE_OTHER:
            self.bad.append(f"{path}: {answer.status}")


def writers(app: Flask) -> list[Writer]:
    offices = fill.fill(app, ROWS)
    with app.app_context(), unit_of_work():
        unit = offices[Role.UNIT_CLERK].organisation
        db.session.add(unit)
        own = list(
            db.session.scalars(select(Nomination.id).where(Nomination.unit_id == unit.id).order_by(Nomination.id))
        )
        drafts, checked = own[:WRITERS], own[WRITERS:]
        for state, ids in ((State.DRAFT, drafts), (State.UNIT_CHECK, checked)):
            moved = update(Nomination.__table__).where(Nomination.__table__.c.id.in_(ids))  # type: ignore[arg-type]
            db.session.execute(moved.values(state=state.value))
        to_send_on = iter(checked)
        return [
            Writer(
                person=_province.signed_in(app, _province.appoint(Role.UNIT_CLERK, unit)),
                draft=draft,
                checked=to_send_on,
                version=_version(draft),
            )
            for draft in drafts
        ]


def _version(draft: int) -> int:
    found = db.session.scalar(
        select(DraftField.version).where(DraftField.nomination_id == draft, DraftField.key == "citation")
    )
    return found or 0


def p99(server: Server, group: list[Writer], posts: int) -> float:
    """Milliseconds, over all the posts of a group that works at once."""
    for writer in group:
        writer.took.clear()
    threads = [threading.Thread(target=writer.work, args=(server.port, posts)) for writer in group]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return percentile([one for writer in group for one in writer.took], 99)


def measure(name: str, folder: Path, url: str, verdicts: Verdicts) -> None:
    app = _province.found(folder, url)
    people = writers(app)
    with _servers.application(folder, url) as server:
        p99(server, people, 10)
        rounds = [(p99(server, people, EACH), p99(server, people[:1], ALONE)) for _ in range(ROUNDS)]
    bad = [fault for writer in people for fault in writer.bad]
    for fault in bad[:10]:
        print(f"     {fault}")
    posts = ROUNDS * (WRITERS * EACH + ALONE)
    verdicts.number("P10", f"{name}: answers not as wished, of {posts:,} posts", len(bad), 0)
    verdicts.ratio("P10", f"{name}: p99 of {WRITERS} writers × one", rounds, LIMIT)
    with app.app_context():
        db.engine.dispose()


def main() -> int:
    verdicts = Verdicts()
    with tempfile.TemporaryDirectory(prefix="vinhdanh-saves-") as place:
        folder = Path(place)
        measure("SQLite", folder / "sqlite", "", verdicts)
        with fresh_postgresql(folder / "server", "saves") as url:
            measure("PostgreSQL", folder / "postgresql", url, verdicts)
    return verdicts.table()
