"""From `holidays.yaml` to rows: the days off and the days worked instead."""

from pathlib import Path

import yaml

from app.extensions import db
from app.workdays import Holiday

SOURCE = Path(__file__).with_name("holidays.yaml")


def load() -> None:
    """Days a site added itself stay as they are."""
    for row in yaml.safe_load(SOURCE.read_text(encoding="utf-8"))["holidays"]:
        db.session.merge(Holiday(**{"is_worked": False, **row}))
    db.session.flush()
