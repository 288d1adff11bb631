"""Thử đối chiếu: an award's criteria against facts that somebody types, for nobody in particular. Nothing is kept."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.addresses import day_in
from app.awards import common, fields, telling
from app.awards.checking import Case, Rule
from app.awards.fields import Field, Value
from app.awards.telling import Words
from app.awards.words import VALUES

PAPER = "paper"  # which criteria have theirs; the names of the others are the fields' own
YES_OR_NO = (("true", "có"), ("false", "không"))
RUNS_STILL = "discipline.ended_on"
SELECTED_ELSEWHERE = "subject.type"
_FAULTS = {
    "int": "Nhập số nguyên, ví dụ 3.",
    "number": "Nhập số, ví dụ 5 hoặc 2,5.",
    "share": "Nhập tỷ lệ phần trăm từ 0 đến 100, ví dụ 70.",
    "date": "Nhập ngày dạng ngày/tháng/năm, ví dụ 31/12/2024.",
}


@dataclass(frozen=True, kw_only=True)
class Input:
    """One thing that may be said of a nominee: chosen from `options`, or typed where there are none."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...] = ()
    typed: str = ""
    fault: str = ""


def inputs(rule: Rule, typed: Mapping[str, str], names: Mapping[str, str]) -> list[Input]:
    """Of each field that the award's criteria and the common checks ask for, in their order."""
    return [_input(field, typed.get(field.name, "").strip(), Words(names)) for field in _asked(rule)]


def case(rule: Rule, typed: Mapping[str, str], papers: frozenset[str], *, subject: str, day: date) -> Case:
    """What could be read; what could not has its fault beside it."""
    known = {f.name: value for f in _asked(rule) if (value := _read(f, typed.get(f.name, "").strip())) is not None}
    undisciplined = {} if RUNS_STILL in known else {RUNS_STILL: None}
    return Case(subject=subject, day=day, known={**undisciplined, **known}, documents=papers)


def documents(rule: Rule) -> list[tuple[str, str]]:
    """Criteria that a paper must show: code and label."""
    leaves = {leaf.code: leaf.label for v in rule.variants for leaf in v.leaves if leaf.check == "document"}
    return [*leaves.items()]


def _asked(rule: Rule) -> Iterator[Field]:
    selecting = [variant.when["field"] for variant in rule.variants if variant.when]
    criteria = [leaf.field for variant in rule.variants for leaf in variant.leaves]
    for name in dict.fromkeys((*selecting, *criteria, *common.HOLDS, RUNS_STILL)):
        field = fields.find(name)
        if field is not None and name != SELECTED_ELSEWHERE:
            yield field


def _input(field: Field, typed: str, words: Words) -> Input:
    options = YES_OR_NO if field.type == "bool" else tuple((value, VALUES.get(value, value)) for value in field.values)
    label = telling.label(field, words)
    unit = " (%)" if field.type == "share" else ""
    is_wrong = typed != "" and _read(field, typed) is None
    fault = _FAULTS.get(field.type, "Chọn trong danh sách.") if is_wrong else ""
    return Input(name=field.name, label=label[:1].upper() + label[1:] + unit, options=options, typed=typed, fault=fault)


def _read(field: Field, typed: str) -> Value:
    """None: nothing typed, or nothing that could be read."""
    try:
        said = _READERS.get(field.type, str)(typed)
        return fields.read({field.name: said}, {field.about})[field.name] if typed else None
    except (fields.Unreadable, ValueError, ArithmeticError):
        return None


def _bool(typed: str) -> bool | str:
    return {"true": True, "false": False}.get(typed, typed)


def _decimal(typed: str) -> float:
    return float(Decimal(typed.replace(",", ".")))


def _share(typed: str) -> float:
    return float(Decimal(typed.replace(",", ".").rstrip("% ")) / 100)


def _date(typed: str) -> str:
    day = day_in(typed)
    return day.isoformat() if day else typed


_READERS: Mapping[str, Callable[[str], object]] = {
    "bool": _bool,
    "int": int,
    "number": _decimal,
    "share": _share,
    "date": _date,
}
