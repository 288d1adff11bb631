"""A runner in a process of its own, that somebody else kills: `python -m tests.effects.dying`."""

import sys

from app import create_app
from app.effects import runner


def main():
    app = create_app(TESTING=True)
    with app.app_context():
        runner.run_waiting()


if __name__ == "__main__":
    sys.exit(main())
