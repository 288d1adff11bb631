"""From `movements.yaml` to rows."""

from pathlib import Path

from sqlalchemy import select

from app.extensions import db
from app.facts import read_facts
from app.rounds.models import Movement

SOURCE = Path(__file__).with_name("movements.yaml")


def load() -> None:
    facts = read_facts(SOURCE)
    known = {movement.code: movement for movement in db.session.scalars(select(Movement))}
    for row in facts["movements"]:
        movement = known.get(row["code"]) or Movement(code=row["code"])
        movement.name = row["name"]
        movement.source = facts["source"]
        movement.valid_from = row.get("from")
        movement.valid_to = row.get("to")
        db.session.add(movement)
    db.session.flush()
