"""What a criterion compares with, as a jurist types it: 3 or 70% or the words of its field, a line each."""

import re
from collections.abc import Mapping
from decimal import Decimal

from app.awards import fields
from app.awards.criteria_check import NUMBERS
from app.awards.fields import Field
from app.awards.words import VALUES
from app.text import one_line

FIXED = {"is_true": True, "is_false": False, "exists": True}  # operators that ask for nothing more
OF_SEVERAL = frozenset({"in", "not_in"})
YES, NO = "Có", "Không"
ANY = "Số, ví dụ 2; tỷ lệ, ví dụ 70%; hoặc chữ. Nhiều giá trị thì mỗi dòng một giá trị. Ghi sai sẽ được nêu cách ghi."
_NUMBER = re.compile(r"(\d{1,10})(?:[.,](\d{1,6}))?\s*(%?)", re.ASCII)


def shown(value: object, op: str, name: str) -> str:
    if op in FIXED:
        return ""
    found = fields.find(name)
    return "\n".join(_one(one, found) for one in (value if isinstance(value, list) else [value]))


def _one(value: object, field: Field | None) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, int | float):
        number = Decimal(str(value))
        return f"{_plain(number * 100)}%" if field and field.type == "share" else _plain(number)
    words = {code: word for word, code in _codes(field).items()} if field else {}
    return words.get(str(value), str(value))


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", ",")


def read(typed: str, op: str, name: str, old: object = None) -> object:
    """A value as a catalogue has it; what cannot be one is a ValueError with a sentence."""
    if op in FIXED:
        return FIXED[op]
    field, lines = fields.find(name), [line for text in typed.splitlines() if (line := one_line(text))]
    if op in OF_SEVERAL:
        if not lines:
            raise ValueError("Ghi ít nhất một giá trị, mỗi dòng một giá trị.")
        return [_read(line, field) for line in lines]
    if len(lines) != 1:
        raise ValueError("Ghi đúng một giá trị." if lines else "Ghi giá trị để so sánh.")
    value = _read(lines[0], field)
    return old if old == value and isinstance(old, bool) is isinstance(value, bool) else value


def _read(line: str, field: Field | None) -> object:
    if field is None:
        return line
    if field.type == "bool":
        known: Mapping[str, bool] = {YES: True, NO: False}
        return _known(line, known)
    if field.values:
        return _known(line, _codes(field))
    return _number(line, field) if field.type in NUMBERS else line


def _known(line: str, known: Mapping[str, object]) -> object:
    found = {word.casefold(): value for word, value in known.items()}.get(line.casefold())
    if found is None:
        raise ValueError(f"Không có “{line}”. Ghi một trong: {'; '.join(known)}.")
    return found


def _number(line: str, field: Field) -> int | float:
    found = _NUMBER.fullmatch(line)
    is_share = field.type == "share"
    if found is None or (found[3] and not is_share):
        raise ValueError("Ghi tỷ lệ, ví dụ 70%." if is_share else "Ghi một số, ví dụ 2 hoặc 0,5.")
    number = Decimal(f"{found[1]}.{found[2] or 0}") / (100 if found[3] else 1)
    if is_share and number > 1:
        raise ValueError("Ghi tỷ lệ phần trăm, từ 0% đến 100%, ví dụ 70%.")
    return int(number) if number == number.to_integral_value() else float(number)


def _codes(field: Field) -> dict[str, str]:
    """Of what a field may hold, its words; where two would share one, the code itself."""
    found: dict[str, str] = {}
    for code in field.values:
        word = VALUES.get(code, code)
        word = word[:1].upper() + word[1:]
        found[code if word in found else word] = code
    return found


def hint(name: str) -> str:
    """What may be typed for a field."""
    field = fields.find(name)
    if field is None:
        return ANY
    if field.type == "bool":
        return f"Chỉ ghi khi so sánh “Bằng”, “Khác”: {YES} hoặc {NO}."
    if field.values:
        return f"Ghi một trong: {'; '.join(_codes(field))}. Nhiều giá trị thì mỗi dòng một giá trị."
    if field.type == "share":
        return "Tỷ lệ phần trăm, ví dụ 70%."
    return f"Số {field.unit}, ví dụ 2." if field.type in NUMBERS and field.unit else ANY
