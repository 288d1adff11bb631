"""Thousands of random orders of all that can be asked of a sealed ballot, beside a model in plain Python.

`python -m bench ballots-machine [SQLITE POSTGRESQL STEPS]` takes 1,200 and 800 orders of 50 steps: it is
`tests/ballots/test_machine.py` with these numbers, and with the faults that lie deep.
"""

import os
import subprocess
import sys
import time

NUMBERS = ("1200", "800", "50")


def main() -> int:
    numbers = tuple(sys.argv[2:5]) if len(sys.argv) > 4 else NUMBERS
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "2", "tests/ballots/test_machine.py"],
        env={**os.environ, "VINHDANH_ORDERS": " ".join(numbers)},
        check=False,
    )
    sqlite, postgresql, steps = numbers
    print(f"{sqlite} orders on SQLite, {postgresql} on PostgreSQL, {steps} steps: {time.perf_counter() - begun:.0f} s")
    return done.returncode
