"""A runner in a process of its own, that somebody else kills: `python -m tests.effects.dying [CASES]`.

With a number it stands still at that case of a run, when all of its step is written and nothing of it committed.
"""

import sys
import threading
from itertools import count

from app import create_app
from app.effects import runner
from app.runs import operations


def main(stop_at=0):
    app = create_app(TESTING=True)
    settled, real = count(1), operations._settle

    def settle(item, reasons):
        real(item, reasons)
        if next(settled) == stop_at:
            print("here", flush=True)  # noqa: T201 -- told to whoever started it
            threading.Event().wait()

    operations._settle = settle
    with app.app_context():
        runner.run_waiting()


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
