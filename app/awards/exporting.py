"""The catalogue that the database holds, as a file: what `importing` makes the same rows of again.

Steps that several versions share are written once, under `deadlines`: what all steps of one name say alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import yaml
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.awards.models import AwardVersion, BaseSalary, Criterion, DocType, DossierItem, Regime, VoteRule
from app.extensions import db

Facts = dict[str, Any]
HEAD = "# Danh mục danh hiệu, hình thức khen thưởng: mọi bản đang có trong phần mềm.\n"
_GIVER = ("who", "from", "to", "basis")
_STEP = ("ref", "what", "due", "days", "working_days", "basis", "confidence")
_BONUS = ("multiples", "limits", "by_class", "rounding", "basis", "confidence")
_ROUNDING = ("step", "basis", "confidence")
_RULE = ("code", "pct", "strict", "denominator", "council", "absent", "basis", "confidence")
_PAPER = ("code", "name", "form_nd98", "form_nd152", "confidence")


class _Dumper(yaml.SafeDumper):
    """Everything in full: nothing refers to what was said before."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 -- its name is PyYAML's
        return True


def text() -> str:
    return HEAD + written(whole())


def written(facts: Facts) -> str:
    """The whole, or one version as a file of its own."""
    return yaml.dump(facts, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=None, width=100_000)


def whole() -> Facts:
    versions = [told(version, version.award.kind) for version in every_version()]
    deadlines = _shared([step for version in versions for step in version["steps"]])
    rounding = versions[0]["bonus"]["rounding"] if versions else None
    for version in versions:
        version["steps"] = [_own(step, deadlines) for step in version["steps"]]
        if version["bonus"]["rounding"] == rounding:
            del version["bonus"]["rounding"]
    regimes = db.session.scalars(select(Regime).order_by(Regime.valid_from, Regime.code))
    return {
        "regimes": [told_regime(row) for row in regimes],
        "base_salary": [
            told_salary(row) for row in db.session.scalars(select(BaseSalary).order_by(BaseSalary.valid_from))
        ],
        **({"bonus_rounding": rounding} if rounding else {}),
        "vote_rules": [told_rule(row) for row in db.session.scalars(select(VoteRule).order_by(VoteRule.code))],
        "deadlines": deadlines,
        "doc_types": [told_paper(row) for row in db.session.scalars(select(DocType).order_by(DocType.code))],
        "awards": versions,
    }


def every_version() -> Sequence[AwardVersion]:
    """Awards in the order in which they came, the versions of each by their number."""
    found = db.session.scalars(
        select(AwardVersion)
        .order_by(AwardVersion.id)
        .options(
            joinedload(AwardVersion.award),
            selectinload(AwardVersion.leaves),
            selectinload(AwardVersion.dossier),
        )
    ).all()
    first: dict[str, int] = {}
    for version in found:
        first.setdefault(version.award_code, version.id)
    return sorted(found, key=lambda version: (first[version.award_code], version.number))


def told(version: AwardVersion, kind: str) -> Facts:
    """One version with nothing left to be looked up elsewhere."""
    leaves = {leaf.code: leaf for leaf in version.leaves}
    return {
        "code": version.award_code,
        "number": version.number,
        "name": version.name,
        "name_en": version.name_en,
        "kind": kind,
        "level": version.level,
        "subjects": [*version.subjects],
        "routes": [*version.routes],
        "cycle": version.cycle,
        "council": version.council,
        "considered": {
            "by": version.considered_by,
            "basis": version.considered_basis,
            "confidence": version.considered_confidence,
        },
        "decided_by": [_dated(_ordered(giver, _GIVER)) for giver in version.decided_by],
        "proposed_by": [*version.proposed_by],
        "vote": {"rule": version.vote_rule_code, "statutory": version.vote_is_statutory},
        "variants": [_variant(variant, leaves) for variant in version.criteria["variants"]],
        "dossier": [_item(item) for item in version.dossier],
        "steps": [_ordered(step, _STEP) for step in version.steps],
        "bonus": _bonus(version.bonus),
        "process": version.process,
        "simplified_process": version.simplified_process,
        "by_resolution": version.by_resolution,
        "legal_basis": [*version.legal_basis],
        "note": version.note,
        "valid_from": version.valid_from,
        "valid_to": version.valid_to,
        "confidence": version.confidence,
    }


def told_regime(row: Regime) -> Facts:
    said = {name: getattr(row, name) for name in ("text", "is_read", "basis")}
    return {"code": row.code, "from": row.valid_from, "to": row.valid_to, **said}


def told_salary(row: BaseSalary) -> Facts:
    return {
        "from": row.valid_from,
        "to": row.valid_to,
        "value": row.value,
        "basis": row.basis,
        "confidence": row.confidence,
    }


def told_rule(row: VoteRule) -> Facts:
    return {name: getattr(row, name) for name in _RULE}


def told_paper(row: DocType) -> Facts:
    return {name: getattr(row, name) for name in _PAPER}


def _variant(variant: Mapping[str, Any], leaves: Mapping[str, Criterion]) -> Facts:
    when = variant["when"]
    return {
        "id": variant["id"],
        "when": None if when is None else _ordered(when, ("field", "op", "value")),
        "tree": _tree(variant["tree"], leaves),
    }


def _tree(tree: Any, leaves: Mapping[str, Criterion]) -> Facts:  # noqa: ANN401 -- a code, or a branch of trees
    if isinstance(tree, str):
        return _leaf(leaves[tree])
    return {join: [_tree(branch, leaves) for branch in branches] for join, branches in tree.items()}


def _leaf(leaf: Criterion) -> Facts:
    return {
        "code": leaf.code,
        "field": leaf.field,
        "op": leaf.op,
        "value": leaf.value["is"],
        "check": leaf.check,
        "label": leaf.label,
        "basis": leaf.basis,
        "confidence": leaf.confidence,
    }


def _item(item: DossierItem) -> Facts:
    """What is not said of it is left out, as in the file it came from."""
    more = {"kinds": item.kinds, "routes": item.routes, "condition": item.condition, "note": item.note}
    return {"doc": item.doc_code, "copies": item.copies, **{key: value for key, value in more.items() if value}}


def _bonus(bonus: Mapping[str, Any]) -> Facts:
    """By fixed order: a database keeps the keys of such a value in one of its own."""
    found = _ordered(bonus, _BONUS)
    for part in ("multiples", "limits", "by_class"):
        if part in found:
            found[part] = _ordered(found[part], ())
    found["rounding"] = _ordered(found.get("rounding") or {}, _ROUNDING)
    return found


def _ordered(row: Mapping[str, Any], names: Iterable[str]) -> Facts:
    known = [name for name in names if name in row]
    return {name: row[name] for name in [*known, *sorted(row.keys() - set(known))]}


def _dated(row: Facts) -> Facts:
    """Days again, which the table keeps as texts."""
    days = {name: date.fromisoformat(row[name]) for name in ("from", "to") if row.get(name)}
    return {**row, **days}


def _shared(steps: Iterable[Facts]) -> Facts:
    by_name: dict[str, Facts] = {}
    for step in steps:
        if "ref" in step:
            said = {key: value for key, value in step.items() if key != "ref"}
            before = by_name.get(step["ref"], said)
            by_name[step["ref"]] = {key: value for key, value in before.items() if said.get(key) == value}
    return dict(sorted(by_name.items()))


def _own(step: Facts, deadlines: Facts) -> Facts:
    shared = deadlines.get(step.get("ref", ""), {})
    return {key: value for key, value in step.items() if key not in shared}
