"""The vocabulary of criteria (`fields.yaml`): what may be known of a nominee, of which type, in which words."""

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from app.facts import read_facts

Value = bool | int | Fraction | str | date | None
Known = Mapping[str, Value]  # field name to value; what nobody knows is absent

MEETS = "meets."  # a field that begins so asks for the criteria of another award
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_PLACEHOLDERS = ("<award>", "<scope>")
_TELLS = {
    "bool": "phải là true hoặc false",
    "int": "phải là số nguyên không âm",
    "number": "phải là số không âm",
    "share": "phải là số từ 0 đến 1",
    "date": "phải là ngày dạng NNNN-TT-NN",
    "rating": "phải là một trong",
    "choice": "phải là một trong",
}


class Unreadable(ValueError):
    """Facts that are not of the vocabulary: a sentence for each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, kw_only=True)
class Field:
    """One entry of the vocabulary. `about` is the award or scope its name ends with; `values` in their order."""

    name: str
    type: str
    label: str
    unit: str = ""
    values: tuple[str, ...] = ()
    nullable: bool = False
    placeholder: str = ""
    about: str = ""


@cache
def vocabulary() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_facts(Path(__file__).with_name("fields.yaml"))
    return found


@cache
def ratings() -> tuple[str, ...]:
    """From the best to the worst."""
    return tuple(vocabulary()["ratings"])


@cache
def official_classes() -> frozenset[str]:
    return frozenset(vocabulary()["official_classes"])


def known(name: str) -> bool:
    return find(name) is not None


@cache
def find(name: str) -> Field | None:
    """A field by its name; of one that ends with an award or a scope, by its pattern."""
    entry = vocabulary()["fields"].get(name)
    if entry is not None and not name.endswith(_PLACEHOLDERS):
        return _field(name, entry)
    stem, _, about = name.rpartition(".")
    for placeholder in _PLACEHOLDERS:
        entry = vocabulary()["fields"].get(f"{stem}.{placeholder}")
        if entry is not None and about and (placeholder == "<award>" or about in vocabulary()["scopes"]):
            return _field(name, entry, placeholder, about)
    return None


def _field(name: str, entry: Mapping[str, Any], placeholder: str = "", about: str = "") -> Field:
    values = ratings() if entry["type"] == "rating" else entry.get("values", ())
    return Field(
        name=name,
        type=entry["type"],
        label=entry["label"],
        unit=entry.get("unit", ""),
        values=tuple(vocabulary()[values] if isinstance(values, str) else values),
        nullable=entry.get("nullable", False),
        placeholder=placeholder,
        about=about,
    )


def read(raw: Mapping[str, object], awards: Collection[str]) -> dict[str, Value]:
    """Plain values, as JSON has them, by the vocabulary. Raises `Unreadable` with every fault at once."""
    found: dict[str, Value] = {}
    faults: list[str] = []
    for name, value in raw.items():
        field = find(name)
        if field is None or (field.placeholder == "<award>" and field.about not in awards):
            faults.append(f"Không có trường “{name}” trong từ vựng của danh mục.")
            continue
        try:
            found[name] = None if value is None and field.nullable else _READERS[field.type](value, field)
        except (ValueError, TypeError):
            among = " " + ", ".join(field.values) if field.values else ""
            faults.append(f"Trường “{name}” {_TELLS[field.type]}{among}; đang ghi: {written(value)}.")
    if faults:
        raise Unreadable(faults)
    return found


def written(value: object) -> str:
    """As JSON has it, which is how it was typed."""
    return json.dumps(value, ensure_ascii=False)


def derived(known: Known) -> Known:
    """With what follows from other fields: whether somebody is an official, from their class."""
    worker_class = known.get("subject.worker_class")
    if worker_class is None or "subject.is_official" in known:
        return known
    return {**known, "subject.is_official": worker_class in official_classes()}


def _bool(value: object, _field: Field) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _int(value: object, _field: Field) -> int:
    number = _number(value, _field)
    if number.denominator != 1:
        raise ValueError
    return int(number)


def _number(value: object, _field: Field) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError
    number = Fraction(str(value))
    if number < 0:
        raise ValueError
    return number


def _share(value: object, field: Field) -> Fraction:
    number = _number(value, field)
    if number > 1:
        raise ValueError
    return number


def day(typed: object) -> date:
    """2024-10-01, and no other way to write it. Raises ValueError."""
    if not isinstance(typed, str) or not _DAY.fullmatch(typed):
        raise ValueError
    return date.fromisoformat(typed)


def _date(value: object, _field: Field) -> date:
    return day(value)


def _choice(value: object, field: Field) -> str:
    if value not in field.values:
        raise ValueError
    return str(value)


_READERS: Mapping[str, Callable[[object, Field], Value]] = {
    "bool": _bool,
    "int": _int,
    "number": _number,
    "share": _share,
    "date": _date,
    "rating": _choice,
    "choice": _choice,
}
