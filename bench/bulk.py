"""One step for many cases costs a case the same however many there are: processor time, and statements sent.

`python -m bench bulk [SMALL MIDDLE LARGE]` takes runs of 250, 500 and 1,000 cases in turns, each first looked at and
then done, on SQLite and PostgreSQL. Exit code 1: a bar was missed.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from flask import Flask
from sqlalchemy import event, select

from app.actor import Actor
from app.audit import queries as audit
from app.effects import runner
from app.extensions import db, unit_of_work
from app.nominations.models import Nomination
from app.organisations.models import Appointment
from app.organisations.queries import actor_of
from app.outbox.models import Errand, ErrandStatus
from app.runs import operations, queries, selecting
from app.runs.models import BulkRun, Stage
from bench import _people, _province
from bench._postgresql import fresh_postgresql
from bench._verdicts import Verdicts
from workflows.award_province_1 import State
from workflows.vocabulary import Role

SIZES = (250, 500, 1000)
ROUNDS = 3
GROWTH = 1.25  # of the time of a case, large x small
SAME = 1.01  # of its statements: what a turn of a hundred cases costs by itself is a part of them
STEP = operations.Wanted(step="hand_back_to_drafter", reason="Bổ sung minh chứng.")


class Cost(NamedTuple):
    """Of one run, from its look to its report."""

    cases: int
    seconds: float  # of the worker's processor: what else the machine does is not counted
    waited: float  # on the wall
    statements: int

    @property
    def milliseconds_a_case(self) -> float:
        return self.seconds / self.cases * 1000

    @property
    def statements_a_case(self) -> float:
        return self.statements / self.cases


def cost_of(case_ids: list[int], actor: Actor) -> Cost:
    """The step taken of all these, which stand where it starts from. Only the run's own errands are done."""
    with _counted() as said:
        begun, since = time.process_time(), time.perf_counter()
        run = _looked_at(case_ids, actor)
        with unit_of_work():
            operations.start(db.session.get_one(BulkRun, run), actor=actor)
        _work()
        seconds, waited = time.process_time() - begun, time.perf_counter() - since
    with unit_of_work():
        done = db.session.get_one(BulkRun, run, populate_existing=True)
        assert done.stage is Stage.DONE, done.stage
        counted = queries.counted(done)
    if counted.done != len(case_ids):
        raise SystemExit(f"{counted.refused} of {len(case_ids)} cases were refused; nothing can be said.")
    return Cost(len(case_ids), seconds, waited, len(said))


def _looked_at(case_ids: list[int], actor: Actor) -> int:
    with unit_of_work():
        versions = select(Nomination.id, Nomination.version).where(Nomination.id.in_(case_ids))
        chosen = selecting.ticked(dict(db.session.execute(versions).tuples().all()), actor)
        run = operations.prepare(chosen, STEP, actor=actor).id
    _work()
    return run


def _work() -> None:
    """Turn by turn, as the outbox would; the notices that cases leave wait for another day."""
    waiting = select(Errand.id).where(Errand.kind == operations.WORK, Errand.status == ErrandStatus.WAITING)
    while True:
        with unit_of_work():
            found = db.session.scalars(waiting.order_by(Errand.id)).first()
        if found is None:
            return
        assert runner._run(found), "a turn failed; its errand says why"  # noqa: SLF001 -- the others wait


@contextmanager
def _counted() -> Iterator[list[str]]:
    said: list[str] = []

    def hear(*told: object) -> None:
        said.append(str(told[2]))

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        yield said
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)


def measure(name: str, folder: Path, url: str, sizes: tuple[int, ...], verdicts: Verdicts) -> None:
    app = _province.found(folder, url)
    with app.app_context(), unit_of_work():
        province = _people.found(app)
    rounds = [_round(app, province, sizes) for _ in range(ROUNDS)]
    for costs in rounds:
        told = "; ".join(
            f"{c.cases}: {c.milliseconds_a_case:.1f} ms ({c.waited / c.cases * 1000:.1f} on the wall), "
            f"{c.statements_a_case:.1f}"
            for c in costs
        )
        print(f"     {name}, milliseconds and statements a case: {told}", flush=True)
    for place in range(1, len(sizes)):
        what = f"{name}: a case of {sizes[place]:,} x one of {sizes[0]:,}"
        times = [(costs[place].milliseconds_a_case, costs[0].milliseconds_a_case) for costs in rounds]
        said = [(costs[place].statements_a_case, costs[0].statements_a_case) for costs in rounds]
        verdicts.ratio("", f"{what}, time", times, GROWTH)
        verdicts.ratio("", f"{what}, statements", said, SAME, "")
    with app.app_context():
        verdicts.number("", f"{name}: faults in the audit chain", len(audit.verify()), 0)
        db.engine.dispose()


def _round(app: Flask, province: _people.Province, sizes: tuple[int, ...]) -> list[Cost]:
    costs, unit = [], province.units[0]
    with app.app_context():
        for size in sizes:
            with unit_of_work():
                ids = [_people.case(unit, province, State.UNIT_CHECK) for _ in range(size)]
                held = select(Appointment).where(
                    Appointment.user_id == unit.clerk.user_id, Appointment.role == Role.UNIT_CLERK
                )
                clerk = actor_of(db.session.scalars(held).one())
            costs.append(cost_of(ids, clerk))
    return costs


def main() -> int:
    sizes = tuple(map(int, sys.argv[2:5])) if len(sys.argv) > 4 else SIZES
    verdicts = Verdicts()
    with tempfile.TemporaryDirectory(prefix="vinhdanh-bulk-") as place:
        folder = Path(place)
        measure("SQLite", folder / "sqlite", "", sizes, verdicts)
        with fresh_postgresql(folder / "server", "bulk") as url:
            measure("PostgreSQL", folder / "postgresql", url, sizes, verdicts)
    return verdicts.table()
