"""From `holidays.yaml` to rows: the days off and the days worked instead."""

from pathlib import Path

from app.extensions import db
from app.facts import read_facts
from app.workdays import Holiday

SOURCE = Path(__file__).with_name("holidays.yaml")


def load() -> None:
    """Days a site added itself stay as they are."""
    for row in read_facts(SOURCE)["holidays"]:
        db.session.merge(Holiday(**{"is_worked": False, **row}))
    db.session.flush()
