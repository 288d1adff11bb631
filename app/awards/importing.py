"""A catalogue file into the database: what is new comes in, what is published stays, and nothing halfway.

`planned` looks and changes nothing; `carry_out` writes. Of what is published only the day it ends may be told later,
and of a law that somebody has read it by now.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from app.actor import Actor
from app.audit import operations as audit
from app.awards import exporting, loading, relations, validating
from app.awards.fields import MEETS
from app.awards.models import Award, AwardVersion, BaseSalary, DocType, Regime, VoteRule
from app.awards.relations import Named
from app.errors import Refusal
from app.extensions import Model, db

Facts = dict[str, Any]
Key = tuple[str, int]
REFUSED = "Tệp sửa điều đã ban hành, chưa ghi gì."
MOST = 8  # differing keys named of one thing
CALLED_BY = ("code", "id", "ref", "doc", "who")


@dataclass
class Plan:
    """What a file would bring, each thing by its name."""

    digest: str
    kinds: dict[str, str] = field(default_factory=dict)  # of awards, by their code
    rows: list[Model] = field(default_factory=list)
    ends: list[tuple[AwardVersion | BaseSalary, Any]] = field(default_factory=list)
    regimes: list[Facts] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: int = 0
    objections: list[str] = field(default_factory=list)


def planned(source: bytes) -> Plan:
    sound = validating.read_sound(source)
    plan = Plan(hashlib.sha256(source).hexdigest())
    held = {(version.award_code, version.number): version for version in exporting.every_version()}
    validating.insist(_beside_what_is_held(sound.versions, held))
    _rules_and_papers(plan, sound.facts)
    _salaries(plan, sound.facts)
    _regimes(plan, sound.facts)
    _versions(plan, sound.facts, held)
    if plan.objections:
        raise Refusal(REFUSED, plan.objections)
    return plan


def carry_out(plan: Plan, *, actor: Actor) -> None:
    """The caller commits."""
    for code, kind in plan.kinds.items():
        db.session.merge(Award(code=code, kind=kind))
    db.session.flush()
    for ending, last in plan.ends:
        ending.valid_to = last
    for said in plan.regimes:
        db.session.merge(loading.regime(said))
    for row in plan.rows:
        db.session.add(row)
        db.session.flush()
    if plan.added or plan.changed:
        said = {"sha256": plan.digest, "added": plan.added, "changed": plan.changed}
        audit.record(actor=actor, subject="catalogue", action="import_catalogue", data=said)


def _beside_what_is_held(versions: list[Named], held: Mapping[Key, AwardVersion]) -> Iterator[Any]:
    """The file's versions against those that it does not name."""
    named = {(one.code, one.number) for one in versions}
    others = [_named(version) for key, version in held.items() if key not in named]
    together = [*others, *versions]
    yield from relations.overlaps(together)
    yield from (fault for fault in relations.circles(together) if fault.line)


def _named(version: AwardVersion) -> Named:
    asked = {leaf.field.removeprefix(MEETS): 0 for leaf in version.leaves if leaf.field.startswith(MEETS)}
    kind = version.award.kind
    return Named(version.award_code, version.number, version.valid_from, version.valid_to, 0, asked, kind)


def _rules_and_papers(plan: Plan, facts: Facts) -> None:
    for said in facts["vote_rules"]:
        rule = db.session.get(VoteRule, said["code"])
        held = exporting.told_rule(rule) if rule else None
        _new_or_same(plan, f"Quy tắc bỏ phiếu {said['code']}", VoteRule(**said), held, said)
    for said in facts["doc_types"]:
        paper = db.session.get(DocType, said["code"])
        held = exporting.told_paper(paper) if paper else None
        _new_or_same(plan, f"Giấy tờ “{said['name']}”", DocType(**said), held, said)


def _new_or_same(plan: Plan, name: str, row: Model, old: Facts | None, said: Facts) -> None:
    if old is None:
        plan.rows.append(row)
        plan.added.append(name)
    elif keys := differing(old, said):
        plan.objections.append(f"{name} đã ban hành, tệp ghi khác ở: {_listed(keys)}. Đặt mã mới thay vì sửa.")
    else:
        plan.same += 1


def _salaries(plan: Plan, facts: Facts) -> None:
    held = {row.valid_from: row for row in db.session.scalars(select(BaseSalary))}
    for said in facts["base_salary"]:
        name = f"Lương cơ sở từ {said['from']:%d/%m/%Y}"
        row = held.pop(said["from"], None)
        if row is not None and row.valid_to is None and differing(exporting.told_salary(row), said) == ["to"]:
            plan.ends.append((row, said["to"]))
            plan.changed.append(f"{name}: đến hết {said['to']:%d/%m/%Y}")
        else:
            _new_or_same(plan, name, loading.base_salary(said), exporting.told_salary(row) if row else None, said)
    spans = [(said["from"], said["to"] or date.max) for said in facts["base_salary"]]
    for row in held.values():
        if any(begins <= (row.valid_to or date.max) and row.valid_from <= ends for begins, ends in spans):
            plan.objections.append(f"Lương cơ sở chồng ngày với mức từ {row.valid_from:%d/%m/%Y}, mà tệp không ghi.")


def _regimes(plan: Plan, facts: Facts) -> None:
    """What is known of a law may change: that it was read, that it ends."""
    for said in facts["regimes"]:
        row = db.session.get(Regime, said["code"])
        if row is not None and not differing(exporting.told_regime(row), said):
            plan.same += 1
            continue
        plan.regimes.append(said)
        (plan.added if row is None else plan.changed).append(f"Chế độ pháp lý {said['code']}: {said['text']}")


def _versions(plan: Plan, facts: Facts, held: Mapping[Key, AwardVersion]) -> None:
    labels = loading.read("labels.yaml")  # of the first versions, whose file has none
    for award in facts["awards"]:
        version = loading.built(award, facts, labels if award.get("number", 1) == 1 else {})
        name = f"{version.name} (bản {version.number})"
        old = held.get((version.award_code, version.number))
        if old is None:
            plan.kinds[version.award_code] = award["kind"]
            plan.rows.append(version)
            plan.added.append(name)
            continue
        keys = differing(exporting.told(old, old.award.kind), exporting.told(version, award["kind"]))
        if not keys:
            plan.same += 1
        elif keys == ["valid_to"] and old.valid_to is None:
            plan.ends.append((old, version.valid_to))
            plan.changed.append(f"{name}: đến hết {version.valid_to:%d/%m/%Y}")
        else:
            plan.objections.append(_immutable(name, keys, _next(version.award_code, held)))


def _next(code: str, held: Mapping[Key, AwardVersion]) -> int:
    return max(number for award, number in held if award == code) + 1


def _immutable(name: str, keys: list[str], number: int) -> str:
    return f"{name} đã ban hành, tệp ghi khác ở: {_listed(keys)}. Ban hành phiên bản mới ({number}) thay vì sửa."


def _listed(keys: list[str]) -> str:
    more = f" và {len(keys) - MOST} chỗ khác" if len(keys) > MOST else ""
    return ", ".join(keys[:MOST]) + more


def differing(one: Facts, other: Facts) -> list[str]:
    """Keys, as a way through the file, at which two things of the same shape are not the same."""
    left, right = dict(_flat(one)), dict(_flat(other))
    keys = dict.fromkeys([*left, *right])
    found = [key for key in keys if left.get(key) != right.get(key)]
    return found or [key for key in one if one[key] != other.get(key)]  # the same parts in another order


def _flat(value: Any, way: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 -- whatever a file may say
    """Each value with its kind: to Python 1 and true are the same."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _flat(part, f"{way}.{key}" if way else key)
    elif isinstance(value, list):
        yield way, len(value)
        seen: set[object] = set()
        for at, part in enumerate(value, start=1):
            called = next((part[key] for key in CALLED_BY if key in part), at) if isinstance(part, dict) else at
            yield from _flat(part, f"{way}.{at if called in seen else called}")
            seen.add(called)
    else:
        yield way, (isinstance(value, bool), value)
