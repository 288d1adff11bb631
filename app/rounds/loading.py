"""From `movements.yaml` to rows."""

from pathlib import Path

import yaml
from sqlalchemy import select

from app.extensions import db
from app.rounds.models import Movement

SOURCE = Path(__file__).with_name("movements.yaml")


def load() -> None:
    facts = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    known = {movement.code: movement for movement in db.session.scalars(select(Movement))}
    for row in facts["movements"]:
        movement = known.get(row["code"]) or Movement(code=row["code"])
        movement.name = row["name"]
        movement.source = facts["source"]
        movement.valid_from = row.get("from")
        movement.valid_to = row.get("to")
        db.session.add(movement)
    db.session.flush()
