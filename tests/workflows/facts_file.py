"""The project's own copy of the facts, read the way the definitions must say it."""

from pathlib import Path

import yaml

FACTS = yaml.safe_load((Path(__file__).parents[1] / "facts" / "processes.yaml").read_text(encoding="utf-8"))
MEDAL = FACTS["machines"]["medal_nomination"]


RESOLUTIONS = ("resolution_2015", "resolution_2015_shortened", "resolution_2025")


def machine_of(key):
    """The machine whose states a process has: its own, or of the one it extends."""
    machine = FACTS["machines"][key]
    return machine if "states" in machine else FACTS["machines"][machine["extends"]]


def steps_of(key):
    """A machine's rows by id: those of the machine it extends, with its own overrides.

    An override with the id of a row changes it. Of a resolution it has an id of its own, and one that leads from and to
    the same states takes the place of the ordinary step: "các khác biệt khi rút gọn".
    """
    if key in RESOLUTIONS:
        return {id_: _step(row) for id_, row in _rows_of_resolution(key).items()}
    rows = {row["id"]: row for row in MEDAL["transitions"]}
    for override in FACTS["machines"][key].get("overrides", []):
        rows[override["id"]] = rows.get(override["id"], {}) | override
    return {id_: _step(row) for id_, row in rows.items()}


def _rows_of_resolution(key):
    overrides = FACTS["machines"][key].get("overrides", [])
    replaced = {(row["from"], row["to"]) for row in overrides}
    ordinary = [row for row in machine_of(key)["transitions"] if (row["from"], row["to"]) not in replaced]
    return {row["id"]: row for row in [*ordinary, *overrides]}


def _step(row):
    actors = row["actor"] if isinstance(row["actor"], list) else [row["actor"]]
    sources = row["from"] if isinstance(row["from"], list) else [row["from"]]
    days = row.get("days")
    return {
        "from": sorted(sources),
        "to": row["to"],
        "actor": sorted(actors),
        "action": row["action"],
        "guard": row.get("guard", "—").replace("—", ""),
        "documents_out": row.get("documents_out", []),
        "days": days,
        "day_unit": row.get("day_unit") if days else None,  # on the same day, in whatever unit
        "days_kind": row.get("days_kind", "limit") if days is not None else None,
        "days_basis": row.get("days_basis"),
        "reason_required": row.get("reason_required", False),
        "legal_basis": row.get("legal_basis"),
        "confidence": row.get("confidence"),
        "note": row.get("note", ""),
    }
