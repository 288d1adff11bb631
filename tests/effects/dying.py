"""A runner in a process of its own: `python -m tests.effects.dying [COMMITS]`. Somebody else kills it, or a signal that
nothing can catch when it has committed so many times.
"""

import os
import signal
import sys

from sqlalchemy import event

from app import create_app
from app.effects import runner
from app.extensions import db


def main(commits=None):
    app = create_app(TESTING=True)
    with app.app_context():
        if commits is not None:
            _die_after(int(commits))
        runner.run_waiting()


def _die_after(commits):
    done = []

    @event.listens_for(db.session, "after_commit")
    def count(_session):
        done.append(1)
        if len(done) == commits:
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
