"""Numbers of the law in code: every literal that is not technical by a rule stated here must stand in `allowed.yaml`.

Thresholds, days, multiples, salaries and years are data (`app/**/*.yaml`, `workflows/*.toml`, rows). What remains is
technical by how it is written (an index, a size of a column, a code of HTTP, seconds), or is named with its reason.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

SMALL = {0, 1, 2}  # nothing, one, the other: places, signs, pairs
WHOLE = {100, 200}  # of a percentage; "done" in HTTP
OF_A_LIMIT = {"Limit", "timedelta", "due", "add_working_days", "Decimal", "Fraction"}  # here no number is too small
CODES = {code.value for code in HTTPStatus if code >= HTTPStatus.MULTIPLE_CHOICES}
POWERS = {2**power for power in range(5, 21)}  # 32, 64 … bytes and letters
SIZES = {"String", "Length", "LargeBinary", "Numeric", "token_hex", "token_urlsafe", "NumberRange"}
NAMED = {"order", "rows", "hours", "minutes", "seconds", "digest_size", "mode", "timeout", "maxlength", "max_age"}
STEPS, QUOTED = {"Transition", "but"}, {"law", "note"}  # of a step: the article, as its basis
LINES = {"PAGE"}  # constants: so many lines stand on a page
WRITTEN_FOR_MACHINES = re.compile(r"0[xXoObB]")

UNIT = r"(%|phần trăm|ngày|năm\b|tháng\b|triệu|đồng\b)"
WORD = r"\b(hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|trăm)"
SENTENCE = re.compile(
    rf"[\d.,]*\d\s*({UNIT}|lần\b)|[≥≤]\s*\d+|{WORD} {UNIT}|\bquá nửa|\b(hai|ba) phần (ba|tư)", re.IGNORECASE
)


@dataclass(frozen=True, order=True)
class Found:
    line: int
    what: str


def numbers(source: str) -> list[Found]:
    """Of a module: its numbers and what its sentences say in numbers, but for docstrings."""
    tree = ast.parse(source)
    aside = {id(node) for node in _technical(tree)} | _docstrings(tree)
    strict = {id(node) for call in _calls(tree, OF_A_LIMIT) for node in _days_of(call)}
    return [
        Found(node.lineno, said)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and id(node) not in aside
        for said in _said(node, source, is_strict=id(node) in strict)
    ]


def sentences(text: str) -> list[Found]:
    """Of a template: what it says in numbers where no value is put in."""
    plain = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", _as_many_lines, text, flags=re.DOTALL)
    plain = re.sub(r"<[^>]*>", lambda tag: "\n" * tag[0].count("\n"), plain)
    return [
        Found(number, found[0].strip())
        for number, line in enumerate(plain.splitlines(), 1)
        for found in SENTENCE.finditer(line)
    ]


def _as_many_lines(left_out: re.Match[str]) -> str:
    return "\0" + "\n" * left_out[0].count("\n")


def _said(node: ast.Constant, source: str, *, is_strict: bool) -> Iterator[str]:
    value = node.value
    if isinstance(value, str):
        if is_strict and re.fullmatch(r"\s*[\d.]+\s*", value):
            yield value.strip()
        yield from (found[0].strip() for found in SENTENCE.finditer(value))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        is_technical = value in SMALL | WHOLE | CODES | POWERS
        written = ast.get_source_segment(source, node) or ""
        if (is_strict and value) or not (is_technical or WRITTEN_FOR_MACHINES.match(written)):
            yield f"{value}"


def _technical(tree: ast.AST) -> Iterator[ast.AST]:
    """Sizes of columns and fields, places in a sequence, multiples of 1024, real time; the article that is quoted."""
    for call in _calls(tree, SIZES):
        yield from ast.walk(call)
    for call in _calls(tree, STEPS):
        for word in call.keywords:
            if word.arg in QUOTED:
                yield from ast.walk(word)
    for node in ast.walk(tree):
        if _is_aside(node):
            yield from ast.walk(node)


def _is_aside(node: ast.AST) -> bool:
    match node:
        case ast.keyword(arg=name):
            return name in NAMED
        case ast.Assign():
            return _is_of(node, LINES)
        case ast.BinOp():
            return isinstance(node.op, ast.LShift) or _is_of_1024(node)
    return isinstance(node, ast.Slice)


def _is_of(node: ast.Assign, names: set[str]) -> bool:
    return all(isinstance(target, ast.Name) and target.id in names for target in node.targets)


def _is_of_1024(node: ast.BinOp) -> bool:
    return any(isinstance(part, ast.Constant) and part.value == 1024 for part in ast.walk(node))


def _calls(tree: ast.AST, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in names:
                yield node


def _days_of(call: ast.Call) -> Iterator[ast.AST]:
    """What is given to it itself; a timedelta is of days unless it says of what."""
    given = [*call.args, *(word.value for word in call.keywords if word.arg in {None, "days", "weeks"})]
    is_one_day = isinstance(call.func, ast.Name) and call.func.id == "timedelta"
    for one in given:
        if isinstance(one, ast.Constant) and not (is_one_day and one.value == 1):
            yield one


def _docstrings(tree: ast.AST) -> set[int]:
    """Whatever stands as a statement of its own says something to readers of code alone."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
