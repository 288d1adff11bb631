"""From `catalogue.yaml` to rows. Loading again changes nothing but what the file changed."""

from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.awards import rule_sets
from app.awards.models import Award, AwardVersion, BaseSalary, Criterion, DocType, DossierItem, Regime, VoteRule
from app.extensions import db
from app.facts import read_facts

HERE = Path(__file__).parent
Facts = dict[str, Any]
Labels = dict[str, str]
PROCESS = "award_province"  # of what the catalogue names no other for

_AS_THEY_ARE = (
    *("name", "name_en", "level", "subjects", "routes", "cycle", "council", "proposed_by"),
    *("legal_basis", "valid_from", "valid_to", "confidence"),
)


def load() -> None:
    """Bring the catalogue's tables to what the files say."""
    facts = read("catalogue.yaml")
    labels = read("labels.yaml")
    for rule in facts["vote_rules"]:
        db.session.merge(VoteRule(**rule))
    for doc_type in facts["doc_types"]:
        db.session.merge(DocType(**doc_type))
    for salary in facts["base_salary"]:
        db.session.merge(base_salary(salary))
    for row in facts["regimes"]:
        db.session.merge(regime(row))
    db.session.flush()
    for award in facts["awards"]:
        _load_award(award, facts, labels)
    rule_sets.load()
    db.session.flush()


def shipped() -> list[AwardVersion]:
    """What the file says, as versions that stand in no table; their giver, papers and vote rule are left out."""
    facts, labels = read("catalogue.yaml"), read("labels.yaml")
    return [
        AwardVersion(
            award_code=award["code"],
            number=award.get("number", 1),
            award=Award(code=award["code"], kind=award["kind"]),
            leaves=[Criterion(**leaf) for leaf in _leaves(award, labels)],
            **_columns(award, facts),
        )
        for award in facts["awards"]
    ]


def shipped_salary(day: date) -> BaseSalary | None:
    """Of the file, as it stands in no table."""
    rows = [row for row in read("catalogue.yaml")["base_salary"] if row["from"] <= day]
    found = [row for row in rows if row["to"] is None or day <= row["to"]]
    return base_salary(found[-1]) if found else None


def shipped_regimes() -> list[Regime]:
    return [regime(row) for row in read("catalogue.yaml")["regimes"]]


def read(name: str) -> Facts:
    found: Facts = read_facts(HERE / name)
    return found


def base_salary(row: Facts) -> BaseSalary:
    return BaseSalary(
        valid_from=row["from"],
        valid_to=row["to"],
        value=row["value"],
        basis=row["basis"],
        confidence=row["confidence"],
    )


def regime(row: Facts) -> Regime:
    said = {name: row[name] for name in ("code", "text", "is_read", "basis")}
    return Regime(valid_from=row["from"], valid_to=row["to"], **said)


def _load_award(award: Facts, facts: Facts, labels: Labels) -> None:
    db.session.merge(Award(code=award["code"], kind=award["kind"]))
    number = award.get("number", 1)
    version = db.session.scalars(
        select(AwardVersion).where(AwardVersion.award_code == award["code"], AwardVersion.number == number)
    ).one_or_none() or AwardVersion(award_code=award["code"], number=number)
    db.session.add(version)
    with db.session.no_autoflush:
        _fill(version, award, facts, labels)
    db.session.flush()


def built(award: Facts, facts: Facts, labels: Labels) -> AwardVersion:
    """A version as a file has it, of no session yet."""
    version = AwardVersion(award_code=award["code"], number=award.get("number", 1))
    _fill(version, award, facts, labels)
    return version


def _fill(version: AwardVersion, award: Facts, facts: Facts, labels: Labels) -> None:
    for name, value in _columns(award, facts).items():
        setattr(version, name, value)
    _keep_leaves(version, _leaves(award, labels))
    _keep_dossier(version, award["dossier"])


def _columns(award: Facts, facts: Facts) -> Facts:
    return {
        **{name: award[name] for name in _AS_THEY_ARE},
        **_consideration(award, facts),
        "vote_rule_code": award["vote"]["rule"],
        "vote_is_statutory": award["vote"]["statutory"],
        "criteria": {"variants": [{**variant, "tree": _codes(variant["tree"])} for variant in award["variants"]]},
        "decided_by": [_plain(giver) for giver in award["decided_by"]],
        "steps": [_plain(_step(step, facts.get("deadlines", {}))) for step in award["steps"]],
        "bonus": {"rounding": facts.get("bonus_rounding"), **award["bonus"]},
        "note": " ".join(award[key] for key in ("note", "dossier_note") if award.get(key)),
        "process": award.get("process", PROCESS),
        "simplified_process": award.get("simplified_process", ""),
        "by_resolution": award.get("by_resolution", False),
    }


def _consideration(award: Facts, facts: Facts) -> Facts:
    """Which body of the province looks at it; where no rule names the award, a default that says so."""
    if "considered" in award:
        own = award["considered"]
        return _considered(own["by"], own)
    considered = facts["considered_by"]
    for body in ("full", "standing"):
        if award["code"] in considered[body]:
            source = considered
            break
    else:
        source = considered["otherwise"]
        body = source[award["council"]]
    return _considered(body, source)


def _considered(body: str, source: Facts) -> Facts:
    return {
        "considered_by": body,
        "considered_basis": source["basis"],
        "considered_confidence": source["confidence"],
    }


def _step(step: Facts, deadlines: Facts) -> Facts:
    return {**deadlines[step["ref"]], **step} if "ref" in step else step


def _plain(facts: Facts) -> Facts:
    """Dates as text: JSON has none."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in facts.items()}


def _codes(tree: Facts) -> Any:  # noqa: ANN401 -- a tree: a code, or a branch of trees
    if "code" in tree:
        return tree["code"]
    ((join, branches),) = tree.items()
    return {join: [_codes(branch) for branch in branches]}


def _leaves(award: Facts, labels: Labels) -> list[Facts]:
    found = [(variant["id"], leaf) for variant in award["variants"] for leaf in _ends(variant["tree"])]
    return [
        {
            **{key: leaf[key] for key in ("code", "field", "op", "check", "basis", "confidence")},
            "variant": variant,
            "position": position,
            "label": leaf.get("label") or labels.get(leaf["code"], leaf["basis"]),
            "value": {"is": leaf["value"]},
        }
        for position, (variant, leaf) in enumerate(found, start=1)
    ]


def _ends(tree: Facts) -> list[Facts]:
    if "code" in tree:
        return [tree]
    ((_, branches),) = tree.items()
    return [leaf for branch in branches for leaf in _ends(branch)]


def _keep_leaves(version: AwardVersion, wanted: list[Facts]) -> None:
    known = {leaf.code: leaf for leaf in version.leaves}
    for code in known.keys() - {leaf["code"] for leaf in wanted}:
        db.session.delete(known[code])
    for columns in wanted:
        leaf = known.get(columns["code"]) or Criterion()
        for name, value in columns.items():
            setattr(leaf, name, value)
        if leaf.code not in known:
            version.leaves.append(leaf)


def _keep_dossier(version: AwardVersion, wanted: list[Facts]) -> None:
    known = {item.position: item for item in version.dossier}
    for position in known.keys() - set(range(1, len(wanted) + 1)):
        db.session.delete(known[position])
    for position, paper in enumerate(wanted, start=1):
        item = known.get(position) or DossierItem(position=position)
        item.doc_code = paper["doc"]
        item.copies = paper["copies"]
        item.kinds = paper.get("kinds", [])
        item.routes = paper.get("routes", [])
        item.condition = paper.get("condition")
        item.note = paper.get("note", "")
        if position not in known:
            version.dossier.append(item)
