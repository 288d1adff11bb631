"""Verifying the audit chain takes as long for each row however many there are, and holds no more of them in memory.

`python -m bench chain [SMALL LARGE]` fills two provinces (1,000 and 100,000 cases) and reads both chains in turns. Exit
code 1: a bar was missed, or the chain is broken.
"""

import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from app.audit import queries
from app.audit.models import AuditEvent
from app.extensions import db
from bench import _province, fill
from bench._verdicts import Verdicts

SIZES = (1_000, 100_000)
ROUNDS = 3
GROWTH = 1.3  # of the time for a row
MEMORY = 2.0  # of the most that is held at once


def main() -> int:
    small, large = map(int, sys.argv[2:4]) if len(sys.argv) > 3 else SIZES
    verdicts = Verdicts()
    with tempfile.TemporaryDirectory() as folder:
        few, many = (_filled(Path(folder) / str(cases), cases) for cases in (small, large))
        rounds = [(_microseconds_a_row(many), _microseconds_a_row(few)) for _ in range(ROUNDS)]
        verdicts.ratio("", "a row of the chain, large x small", rounds, GROWTH, "us")
        verdicts.ratio("", "most that is held at once, large x small", [(_peak(many), _peak(few))], MEMORY, "MB")
    return verdicts.table()


def _filled(folder: Path, cases: int) -> Flask:
    app = _province.found(folder)
    fill.fill(app, cases)
    return app


def _microseconds_a_row(app: Flask) -> float:
    with app.app_context():
        rows = db.session.scalar(select(func.count()).select_from(AuditEvent)) or 0
        begun = time.process_time()
        _insist_on_order()
        return (time.process_time() - begun) / rows * 1e6


def _peak(app: Flask) -> float:
    with app.app_context():
        tracemalloc.start()
        _insist_on_order()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak / 1e6


def _insist_on_order() -> None:
    if faults := queries.verify():
        raise SystemExit(f"the chain is broken: {faults[0]}")
