"""`kill -9` at random moments of a real server under real work; afterwards nothing is lost, doubled or half done.

`python -m bench kills [KILLS]` takes 200 between SQLite and PostgreSQL unless told otherwise. Exit code 1: a fault was
found, or the server took more than 5 seconds to serve again.
"""

import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask

from app.documents.store import Store
from app.extensions import db
from bench import _invariants, _province, _roads, _servers
from bench._postgresql import fresh_postgresql
from bench._road import Gate, Worker

KILLS = 200
BACK_WITHIN = 5.0  # seconds
LONGEST_LIFE = 2.0  # seconds a server works before it dies
PATIENCE = 60  # seconds until a worker that does not come to the gate is given up


@dataclass
class Report:
    """What a campaign saw."""

    kills: int = 0
    steps: int = 0
    lost_and_done: int = 0
    lost_and_undone: int = 0
    back_after: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def campaign(
    folder: Path,
    url: str,
    kills: int,
    *,
    longest_life: float = LONGEST_LIFE,
    served: Callable[[Path, str], _servers.Server] = _servers.application,
) -> Report:
    """Found a province in `folder`, put it to work, kill its server so many times, look after each."""
    app = _province.found(folder, url)
    roads = _roads.roads(app, batches=10 + kills)
    server, gate, report = served(folder, url), Gate(), Report()
    workers = [Worker(name, app, server, gate, road) for name, road in roads.items()]
    threads = [threading.Thread(target=worker, name=worker.name, daemon=True) for worker in workers]
    server.start()
    for thread in threads:
        thread.start()
    try:
        for _ in range(kills):
            _kill_once(app, server, gate, workers, report, longest_life)
            if report.faults:
                break
    finally:
        gate.end()
        for thread in threads:
            thread.join(PATIENCE)
        server.stop()
        _sum_up(workers, report)
        with app.app_context():
            db.engine.dispose()
    return report


def _kill_once(
    app: Flask, server: _servers.Server, gate: Gate, workers: list[Worker], report: Report, longest_life: float
) -> None:
    checked = [len(worker.done) for worker in workers]
    gate.open()
    time.sleep(random.uniform(0.02, longest_life))
    gate.close()
    server.kill()
    for worker in workers:
        if not worker.parked.wait(PATIENCE):
            report.faults.append(f"{worker.name} does not come to rest: {worker.under_way}")
    report.kills += 1
    report.back_after.append(server.start())
    with app.app_context():
        report.faults += _invariants.faults(Store(app.config["PAPERS_FOLDER"]))
    for worker, since in zip(workers, checked, strict=True):
        report.faults += worker.forgotten(since) + worker.faults


def _sum_up(workers: list[Worker], report: Report) -> None:
    for worker in workers:
        report.steps += len(worker.done)
        report.lost_and_done += worker.lost_and_done
        report.lost_and_undone += worker.lost_and_undone
        report.faults += [fault for fault in [*worker.forgotten(0), *worker.faults] if fault not in report.faults]


def show(engine: str, report: Report) -> bool:
    slowest, median = max(report.back_after), statistics.median(report.back_after)
    print(
        f"{engine}: {report.kills} kills, {report.steps} steps acknowledged or found done; answers lost with the step "
        f"done {report.lost_and_done}, undone {report.lost_and_undone}; serving again after {median:.2f} s, at worst "
        f"{slowest:.2f} s (bar {BACK_WITHIN} s); faults {len(report.faults)}",
        flush=True,
    )
    for fault in report.faults[:20]:
        print(f"  {fault}")
    return not report.faults and slowest <= BACK_WITHIN


def main() -> int:
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else KILLS
    seed = random.randrange(1_000_000)
    print(f"seed of the moments: {seed}", flush=True)
    random.seed(seed)
    with tempfile.TemporaryDirectory(prefix="vinhdanh-kills-") as place:
        folder = Path(place)
        is_good = show("sqlite", campaign(folder / "sqlite", "", kills // 2))
        with fresh_postgresql(folder / "server", "kills") as url:
            is_good &= show("postgresql", campaign(folder / "postgresql", url, kills - kills // 2))
    return 0 if is_good else 1
