"""What stands in a version of an award, in the words in which a jurist reads it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from app.awards import fields, telling, words
from app.awards.criteria import Tree
from app.awards.models import AwardVersion, Criterion, DossierItem

ALWAYS = "Luôn cần"
OPERATORS = {
    "eq": "bằng: {}",
    "ne": "khác: {}",
    "in": "một trong: {}",
    "not_in": "không thuộc: {}",
    "gte": "từ {} trở lên",
    "lte": "không quá {}",
    "is_true": "phải có",
    "is_false": "không được có",
    "exists": "phải có ghi",
    "rating_gte": "{} trở lên",
}


def value(said: object) -> str:
    if isinstance(said, bool):
        return "có" if said else "không"
    if isinstance(said, list):
        return ", ".join(value(one) for one in said)
    return words.VALUES.get(said, said) if isinstance(said, str) else words.times(said)


def asks(leaf: Criterion) -> str:
    wanted, about = leaf.value["is"], fields.find(leaf.field)
    said = value(wanted)
    if about is not None and not isinstance(wanted, bool) and isinstance(wanted, int | float):
        said = f"{words.times(wanted * 100)}%" if about.type == "share" else f"{said} {about.unit}".strip()
    return OPERATORS[leaf.op].format(said)


def group(variant: Mapping[str, Any]) -> str:
    """A group of criteria by its name; of most awards there is one alone, and nobody names it."""
    return words.VARIANTS.get(variant["id"], "Tiêu chí chung" if variant["id"] == "general" else str(variant["id"]))


def for_whom(variant: Mapping[str, Any]) -> str:
    when = variant["when"]
    if when is None:
        return "Mọi trường hợp"
    return f"{field(when['field'], {})} – {OPERATORS[when['op']].format(value(when['value']))}"


def field(name: str, awards: Mapping[str, str]) -> str:
    """What has to be known of a nominee, as a line begins with it; awards by their names."""
    found = fields.find(name)
    label = telling.label(found, telling.Words(awards)) if found else name
    return label[:1].upper() + label[1:]


def whole(tree: Tree, labels: Mapping[str, str]) -> str:
    """How criteria hang together, each by its label."""
    said = together(tree, labels)
    return said[1:-1] if said.startswith("(") else said


def together(tree: Tree, labels: Mapping[str, str]) -> str:
    """The same as a part of something larger."""
    if isinstance(tree, str):
        return f"“{labels[tree]}”"
    ((join, branches),) = tree.items()
    inside = (" và " if join == "all_of" else " hoặc ").join(together(branch, labels) for branch in branches)
    return f"({inside})" if len(branches) > 1 else inside


def needed(item: DossierItem) -> str:
    if item.condition:
        return item.condition
    kinds = listed(words.SUBJECTS[kind] for kind in item.kinds)
    routes = listed(words.ROUTES[route] for route in item.routes)
    return "; ".join(part for part in (kinds, routes) if part) or ALWAYS


def term(step: Mapping[str, Any]) -> str:
    if step.get("working_days"):
        return f"{step['working_days']} ngày làm việc"
    if step.get("days"):
        return f"{step['days']} ngày"
    due = step.get("due")
    return f"hạn {due[3:]}/{due[:2]}" if due else "không ghi số ngày"


def listed(names: Iterable[str]) -> str:
    """Only the first begins with a capital."""
    found = [*names]
    return ", ".join(found[:1] + [name[:1].lower() + name[1:] for name in found[1:]])


def days(begins: object, ends: object) -> str:
    last = f" đến hết {_day(ends)}" if ends else ""
    return f"từ {_day(begins)}{last}"


def _day(said: object) -> str:
    return f"{said if isinstance(said, date) else date.fromisoformat(str(said)):%d/%m/%Y}"


def threshold(version: AwardVersion) -> str:
    rule = version.vote_rule
    if rule is None:
        return "Không bỏ phiếu"
    more = "" if rule.strict else " trở lên"
    return f"{'Trên' if rule.strict else 'Từ'} {rule.pct}% tổng số thành viên Hội đồng đồng ý{more}"


def money(version: AwardVersion) -> dict[str, str]:
    """Of each kind of nominee how much, in times the base salary."""
    bonus = version.bonus
    parts = ("multiples", "limits", "by_class")
    multiples, limits, classes = (sorted((bonus.get(part) or {}).items()) for part in parts)
    return {
        **{words.SUBJECTS[kind]: _salaries(times) for kind, times in multiples},
        **{words.SUBJECTS[kind]: f"không quá {_salaries(times)}" for kind, times in limits},
        **{f"Tập thể, {name}": _salaries(times) for name, times in classes},
    }


def _salaries(times: str) -> str:
    return f"{words.times(times)} lần mức lương cơ sở"
