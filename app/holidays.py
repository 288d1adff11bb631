"""From `holidays.yaml` to rows: the days off and the days worked instead. It undoes nothing that a person entered."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from app.extensions import db
from app.facts import read_facts
from app.workdays import Holiday

SOURCE = Path(__file__).with_name("holidays.yaml")


def load() -> None:
    """Days a site added, changed or took out itself stay as they are."""
    for row in _shipped("holidays"):
        kept = db.session.get(Holiday, row["day"])
        if kept is None:
            db.session.add(Holiday(**row))
        elif not kept.is_by_hand:
            kept.name, kept.is_worked = row["name"], row["is_worked"]
            kept.basis, kept.confidence = row["basis"], row["confidence"]
    db.session.flush()


def kept() -> list[str]:
    """Days that the file has and a person settled in another way."""
    by_hand = ((row, db.session.get(Holiday, row["day"])) for row in _shipped("holidays"))
    return [row["name"] for row, here in by_hand if here and here.is_by_hand and _differs(here, row)]


def unsettled() -> Mapping[date, Mapping[str, Any]]:
    """Days that were heard of, and do not count before somebody enters them."""
    return {row["day"]: row for row in _shipped("unsettled")}


def _shipped(part: str) -> list[dict[str, Any]]:
    return [{"is_worked": False, **row} for row in read_facts(SOURCE)[part]]


def _differs(here: Holiday, row: Mapping[str, Any]) -> bool:
    return not here.counts or any(getattr(here, name) != value for name, value in row.items())
