"""From `organisations.yaml` to rows: blocks, organisations with their dates, who takes over from whom."""

from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.facts import read_facts
from app.organisations.models import Block, Organisation, Successor
from app.text import fold, sort_key

SOURCE = Path(__file__).with_name("organisations.yaml")
UNKNOWN_START = "before-2024-08"


def load() -> None:
    """Bring blocks and organisations to what the file says; loading again changes nothing."""
    facts = read_facts(SOURCE)
    for block in facts["blocks"]:
        db.session.merge(Block(**block))
    db.session.flush()
    known = {organisation.code: organisation for organisation in db.session.scalars(select(Organisation))}
    subordinates = [_whole(row) for row in facts["subordinates"]]
    for row in [*facts["organisations"], *subordinates]:
        organisation = known.setdefault(row["code"], Organisation(code=row["code"]))
        for name, value in _columns(row, facts["places"]).items():
            setattr(organisation, name, value)
        db.session.add(organisation)
    db.session.flush()
    for row in subordinates:
        known[row["code"]].parent_id = known[row["parent"]].id
    for row in [*facts["organisations"], *subordinates]:
        _keep_successors(known[row["code"]], row["successors"])
    db.session.flush()


def _whole(row: dict[str, Any]) -> dict[str, Any]:
    """Of a subordinate unit only what is its own is written down: it submits by its superior, and is in no block."""
    common: dict[str, Any] = {
        "block": None,
        "can_submit": False,
        "valid_from": UNKNOWN_START,
        "valid_to": None,
        "successors": [],
    }
    return common | row


def _columns(row: dict[str, Any], places: dict[str, str]) -> dict[str, Any]:
    return {
        **{key: row[key] for key in ("name", "kind", "doc_abbr", "can_submit", "confidence")},
        "sort_key": sort_key(row["name"]),
        "folded": fold(row["name"]),
        "block_code": row["block"],
        "place": places.get(row["code"], places["default"]),
        "valid_from": _day(row["valid_from"]),
        "valid_to": _day(row["valid_to"]),
        "note": row.get("note", ""),
    }


def _day(value: date | str | None) -> date | None:
    """Nobody knows since when the oldest ones exist."""
    if value is None or value == UNKNOWN_START:
        return None
    return value if isinstance(value, date) else date.fromisoformat(value)


def _keep_successors(organisation: Organisation, codes: list[str]) -> None:
    for known in list(organisation.successors):
        if known.successor_code not in codes:
            db.session.delete(known)
    for code in codes:
        db.session.merge(Successor(organisation_id=organisation.id, successor_code=code))
