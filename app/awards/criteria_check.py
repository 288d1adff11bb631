"""What is wrong with the criteria of one version: fields, operators, codes, how they hang together."""

from collections.abc import Collection
from decimal import Decimal

from app.awards import fields, shapes
from app.awards.fields import MEETS
from app.awards.marked import Fault, Spot

OF_AWARDS = (MEETS, "title.streak.", "title.count_in_window.", "award.held.", "years_since.")
JOINS = ("all_of", "any_of")
NUMBERS = {"int", "number", "share"}
SAME = {"bool", "int", "number", "share", "rating", "choice"}
OF_TYPES = {  # of which types of field an operator can ask; any, where it is not named
    "eq": SAME,
    "ne": SAME,
    "gte": NUMBERS,
    "lte": NUMBERS,
    "is_true": {"bool"},
    "is_false": {"bool"},
    "rating_gte": {"rating"},
    "in": {"choice", "rating"},
    "not_in": {"choice", "rating"},
}


def check(variants: Spot, awards: Collection[str], faults: list[Fault]) -> dict[str, int]:
    """Which awards' criteria it asks for (`meets.…`), each with its line."""
    checking = _Criteria(awards, faults)
    seen: dict[str, int] = {}
    for spot in variants.items:
        variant = shapes.VARIANT.check(spot, faults)
        if "id" in variant:
            checking.once(seen, variant["id"], "nhóm")
        if "when" in variant and variant["when"].value is not None:
            checking.when(variant["when"])
        if "tree" in variant:
            checking.tree(variant["tree"])
    return checking.needed


class _Criteria:
    def __init__(self, awards: Collection[str], faults: list[Fault]) -> None:
        self.awards = awards
        self.faults = faults
        self.codes: dict[str, int] = {}
        self.needed: dict[str, int] = {}

    def once(self, seen: dict[str, int], code: Spot, what: str) -> None:
        if code.value in seen:
            self.faults.append(Fault(code.line, f"{what} “{code.value}” đã có ở dòng {seen[code.value]}."))
        seen.setdefault(code.value, code.line)

    def tree(self, spot: Spot) -> None:
        if not isinstance(spot.value, dict) or "code" in spot.entries or not any(j in spot.entries for j in JOINS):
            self.leaf(spot)
            return
        if len(spot.entries) != 1:
            self.faults.append(Fault(spot.line, "chỉ ghi một trong all_of, any_of."))
        for join in JOINS:
            branches = spot.entries.get(join)
            if branches is not None and (why := shapes.listed(branches.value)):
                self.faults.append(Fault(branches.line, f"mục “{join}” {why}"))
            for branch in branches.items if branches else []:
                self.tree(branch)

    def leaf(self, spot: Spot) -> None:
        leaf = shapes.LEAF.check(spot, self.faults)
        if "code" in leaf:
            self.once(self.codes, leaf["code"], "tiêu chí")
        if "field" in leaf:
            self.field(leaf["field"])
        if "op" in leaf and "value" in leaf:
            self.compared(leaf.get("field"), leaf["op"], leaf["value"])

    def field(self, spot: Spot) -> None:
        name = spot.value
        about = next((prefix for prefix in OF_AWARDS if name.startswith(prefix)), None)
        if about is None:
            if not fields.known(name):
                self.faults.append(Fault(spot.line, f"không có dữ kiện “{name}”."))
            return
        code = name.removeprefix(about)
        if code not in self.awards:
            self.faults.append(Fault(spot.line, f"dữ kiện “{name}”: không có danh hiệu, hình thức mã “{code}”."))
        elif about == MEETS:
            self.needed.setdefault(code, spot.line)

    def when(self, spot: Spot) -> None:
        when = shapes.WHEN.check(spot, self.faults)
        if "op" in when and "value" in when:
            self.compared(when.get("field"), when["op"], when["value"])

    def compared(self, field: Spot | None, operator: Spot, value: Spot) -> None:
        """What a value must be to its operator, and both to what the field holds."""
        known = fields.find(field.value) if field else None
        if known and known.placeholder == "<award>" and known.about not in self.awards:
            known = None  # of which another fault tells
        if known and known.type not in OF_TYPES.get(operator.value, {known.type}):
            self.faults.append(Fault(operator.line, f"“{known.name}” không so sánh được bằng “{operator.value}”."))
        elif why := _why_not(operator.value, value.plain) or (known and _not_of(known, operator.value, value.plain)):
            self.faults.append(Fault(value.line, f"mục “value” {why}"))


def _why_not(operator: str, value: object) -> str:
    match operator:
        case "gte" | "lte":
            return shapes.number(value)
        case "in" | "not_in":
            fits = isinstance(value, list) and value and all(isinstance(item, str) for item in value)
            return "" if fits else "phải là danh sách mã, không bỏ trống."
        case "rating_gte":
            return shapes.one_of(fields.ratings(), "mức xếp loại")(value)
        case "is_true" | "exists":
            return "" if value is True else "phải là true."
        case "is_false":
            return "" if value is False else "phải là false."
        case _:
            return _why_not_one(value)


def _why_not_one(value: object) -> str:
    if isinstance(value, bool):
        return ""
    return shapes.number(value) if isinstance(value, int | float) else shapes.text(value)


def _not_of(field: fields.Field, operator: str, value: object) -> str:
    """What the field never has would never be met, or by `ne` always."""
    if operator == "exists":
        return ""
    if field.type == "bool":
        return shapes.flag(value)
    if field.type in NUMBERS:
        return shapes.number(value) or _never_a(field, operator, Decimal(str(value)))
    if not field.values:
        return ""
    strangers = [str(one) for one in (value if isinstance(value, list) else [value]) if one not in field.values]
    return f"có giá trị không biết {', '.join(strangers)}; biết: {', '.join(field.values)}." if strangers else ""


def _never_a(field: fields.Field, operator: str, number: Decimal) -> str:
    if field.type == "share" and number > 1:
        return "phải là số từ 0 đến 1."
    is_fraction = field.type == "int" and operator in {"eq", "ne"} and number % 1 != 0
    return "phải là số nguyên." if is_fraction else ""
