"""What each part of a catalogue file is made of: its keys, which of them must be there, and what each may hold."""

import math
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import String

from app.awards import words
from app.awards.marked import Fault, Spot
from app.awards.models import AwardVersion, BaseSalary, Criterion, DocType, DossierItem, Regime, VoteRule
from app.awards.verdicts import OPERATORS
from app.extensions import Model

CONFIDENCE = ("verified", "inferred", "practice", "from-memory", "setting")
EVERY = "any"  # of awards, where one is asked for by its code
LARGEST = 1_000_000_000  # of a number: both databases keep it as it was written

Kind = Callable[[object], str]  # why a value will not do; nothing when it will


@dataclass(frozen=True)
class Shape:
    """Keys of a mapping; those that may be left out are named a second time."""

    keys: Mapping[str, Kind]
    optional: Collection[str] = ()

    def check(self, spot: Spot, faults: list[Fault]) -> Mapping[str, Spot]:
        """Tell every fault of the mapping itself; give back the entries that are as they should be."""
        if not isinstance(spot.value, dict):
            faults.append(Fault(spot.line, f"chỗ này phải gồm các mục: {', '.join(self.keys)}."))
            return {}
        found = spot.entries
        faults.extend(
            Fault(spot.line, f"thiếu mục “{key}”.")
            for key in self.keys
            if key not in found and key not in self.optional
        )
        return {key: part for key, part in found.items() if self._fits(key, part, faults)}

    def _fits(self, key: str, part: Spot, faults: list[Fault]) -> bool:
        kind = self.keys.get(key)
        why = kind(part.value) if kind else "không có trong cấu trúc của danh mục."
        if why:
            faults.append(Fault(part.line, f"mục “{key}” {why}"))
        return not why


def text(value: object, longest: int = 1000) -> str:
    if not isinstance(value, str) or not value.strip():
        return "phải ghi, bằng chữ."
    if any(unicodedata.category(letter) in {"Cc", "Cf", "Cs"} and letter != "\n" for letter in value):
        return "có ký tự không đọc được."
    return "" if len(value) <= longest else f"dài quá {longest} chữ."


def column(model: type[Model], name: str) -> Kind:
    """A text that fits its column."""
    kind = model.__table__.c[name].type
    longest = kind.length if isinstance(kind, String) else None
    return lambda value: text(value, longest or 5000)


def or_none(kind: Kind) -> Kind:
    return lambda value: "" if value is None else kind(value)


def or_empty(kind: Kind) -> Kind:
    return lambda value: "" if value == "" else kind(value)


def one_of(known: Collection[str], what: str = "giá trị") -> Kind:
    def check(value: object) -> str:
        if isinstance(value, str) and value in known:
            return ""
        return f"có {what} không biết “{value}”; biết: {', '.join(known)}."

    return check


def some_of(known: Collection[str]) -> Kind:
    def check(value: object) -> str:
        found = [spot.value for spot in value] if isinstance(value, list) else []
        strangers = [str(item) for item in found if not isinstance(item, str) or item not in known]
        if strangers or len(set(map(str, found))) != len(found) or not found:
            return f"phải là danh sách không trùng trong: {', '.join(known)}."
        return ""

    return check


def day(value: object) -> str:
    return "" if type(value) is date else "phải là ngày, viết như 2024-01-01."


def flag(value: object) -> str:
    return "" if isinstance(value, bool) else "phải là true hoặc false."


def whole(least: int, most: int) -> Kind:
    def check(value: object) -> str:
        fits = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        return "" if fits else f"phải là số nguyên từ {least} đến {most}."

    return check


def number(value: object) -> str:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    fits = is_number and math.isfinite(float(str(value))) and 0 <= Decimal(str(value)) <= LARGEST
    return "" if fits else "phải là số, không âm."


def multiple(value: object) -> str:
    fits = isinstance(value, str) and re.fullmatch(r"\d{1,4}(\.\d{1,4})?", value, re.ASCII)
    return "" if fits else "phải là số lần lương cơ sở trong dấu nháy, viết như '1.5'."


def month_day(value: object) -> str:
    fits = isinstance(value, str) and re.fullmatch(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", value, re.ASCII)
    return "" if fits else "phải là tháng-ngày trong dấu nháy, viết như '12-10'."


def texts(value: object) -> str:
    found = value if isinstance(value, list) else []
    return "" if found and not any(text(spot.value) for spot in found) else "phải là danh sách chữ, không bỏ trống."


def listed(value: object) -> str:
    return "" if isinstance(value, list) and value else "phải là danh sách, không bỏ trống."


def grouped(value: object) -> str:
    return "" if isinstance(value, dict) else "phải gồm các mục con."


CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*", re.ASCII)


def code_in(model: type[Model], name: str) -> Kind:
    fits = column(model, name)

    def check(value: object) -> str:
        if isinstance(value, str) and not CODE.fullmatch(value):
            return "phải là mã không dấu, không cách."
        return fits(value)

    return check


def award_code(value: object) -> str:
    return "là chữ dành riêng." if value == EVERY else code_in(AwardVersion, "award_code")(value)


_SOURCE: dict[str, Kind] = {"basis": column(AwardVersion, "considered_basis"), "confidence": one_of(CONFIDENCE)}
SAYS_WHY = frozenset(_SOURCE)
_DATES: dict[str, Kind] = {"from": day, "to": or_none(day)}

CATALOGUE = Shape(
    {
        "sources": listed,
        "regimes": listed,
        "base_salary": listed,
        "bonus_rounding": grouped,
        "vote_rules": listed,
        "considered_by": grouped,
        "deadlines": grouped,
        "doc_types": listed,
        "awards": listed,
    },
    optional=("sources", "bonus_rounding", "considered_by", "deadlines"),
)
SOURCE = Shape(
    {"code": text, "text": text, "from": or_none(day), "to": or_none(day), "seen_via": text}, optional=("to",)
)
REGIME = Shape(
    {
        "code": code_in(Regime, "code"),
        **_DATES,
        "text": column(Regime, "text"),
        "is_read": flag,
        "basis": column(Regime, "basis"),
    }
)
SALARY = Shape({**_DATES, "value": whole(1, LARGEST), **_SOURCE, "basis": column(BaseSalary, "basis")})
ROUNDING = Shape({"step": whole(1, LARGEST), **_SOURCE})
VOTE_RULE = Shape(
    {
        "code": code_in(VoteRule, "code"),
        "pct": whole(1, 100),
        "strict": flag,
        "denominator": one_of(("all_members",)),
        "council": column(VoteRule, "council"),
        "absent": column(VoteRule, "absent"),
        **_SOURCE,
    }
)
CONSIDERED = Shape({"full": listed, "standing": listed, **_SOURCE, "otherwise": grouped})
DOC_TYPE = Shape(
    {
        "code": code_in(DocType, "code"),
        "name": column(DocType, "name"),
        "form_nd98": or_none(column(DocType, "form_nd98")),
        "form_nd152": or_none(column(DocType, "form_nd152")),
        "confidence": one_of(CONFIDENCE),
    }
)
STEP = Shape(
    {
        "ref": text,
        "what": text,
        "due": month_day,
        "days": whole(1, 3650),
        "working_days": whole(1, 3650),
        "basis": text,
        "confidence": one_of(CONFIDENCE),
    },
    optional=("ref", "what", "due", "days", "working_days", "basis", "confidence"),
)
AWARD = Shape(
    {
        "code": award_code,
        "number": whole(1, 1000),
        "name": column(AwardVersion, "name"),
        "name_en": column(AwardVersion, "name_en"),
        "kind": one_of(words.KINDS),
        "level": one_of(words.LEVELS),
        "subjects": some_of(words.SUBJECTS),
        "routes": some_of(words.ROUTES),
        "cycle": one_of(words.CYCLES),
        "council": or_none(column(AwardVersion, "council")),
        "considered": grouped,
        "decided_by": listed,
        "proposed_by": texts,
        "vote": grouped,
        "variants": listed,
        "dossier": listed,
        "dossier_note": text,
        "steps": listed,
        "bonus": grouped,
        "process": text,
        "simplified_process": or_empty(text),
        "by_resolution": flag,
        "legal_basis": texts,
        "note": or_empty(column(AwardVersion, "note")),
        "valid_from": day,
        "valid_to": or_none(day),
        "confidence": one_of(CONFIDENCE),
    },
    optional=("number", "considered", "dossier_note", "process", "simplified_process", "by_resolution", "note"),
)
CONSIDERATION = Shape({"by": one_of(words.CONSIDERED_BY), **_SOURCE})
GIVER = Shape({"who": text, **_DATES, "basis": text})
VOTE = Shape({"rule": text, "statutory": flag})
VARIANT = Shape({"id": code_in(Criterion, "variant"), "when": or_none(grouped), "tree": grouped})
WHEN = Shape(
    {
        "field": one_of(("subject.type", "subject.worker_class", "subject.is_official", "award.route")),
        "op": one_of(("eq", "ne", "in", "not_in", "is_true", "is_false"), "phép so sánh"),
        "value": lambda _: "",
    }
)
LEAF = Shape(
    {
        "code": code_in(Criterion, "code"),
        "field": column(Criterion, "field"),
        "op": one_of(OPERATORS, "phép so sánh"),
        "value": lambda _: "",
        "check": one_of(words.CHECKS, "cách kiểm tra"),
        "label": column(Criterion, "label"),
        "basis": column(Criterion, "basis"),
        "confidence": one_of(CONFIDENCE),
    },
    optional=("label",),
)
PAPER = Shape(
    {
        "doc": text,
        "copies": whole(1, 100),
        "kinds": some_of(words.SUBJECTS),
        "routes": some_of(words.ROUTES),
        "condition": column(DossierItem, "condition"),
        "note": column(DossierItem, "note"),
    },
    optional=("kinds", "routes", "condition", "note"),
)
BONUS = Shape(
    {"multiples": grouped, "limits": grouped, "by_class": grouped, "rounding": grouped, **_SOURCE},
    optional=("multiples", "limits", "by_class", "rounding"),
)
