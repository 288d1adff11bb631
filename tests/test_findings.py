"""The 27 findings of docs/peers.md: each has its line, and the tests a line names exist."""

import ast
import re

from app.config import ROOT

TABLE = ROOT / "docs" / "peers.md"
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def rows(text):
    """By number: the cell that says what holds it."""
    lines = [line.strip("|").split("|") for line in text.splitlines() if re.match(r"\| \d+ \|", line)]
    return [(int(cells[0]), cells[-1].strip()) for cells in lines]


def faults(text):
    found = rows(text)
    if [number for number, _ in found] != [*range(1, 28)]:
        yield f"the numbers are {[number for number, _ in found]}"
    for number, held_by in found:
        named = TEST.findall(held_by)
        if not named and held_by != "none":
            yield f"{number} names no test, and does not say “none”"
        yield from (f"{number}: {file} has no {name}" for file, name in named if name not in names_in(file))


def names_in(file):
    path = ROOT / file
    tree = ast.parse(path.read_text(encoding="utf-8")) if path.exists() else ast.Module([], [])
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_finding_has_its_line_and_every_test_named_is_there():
    assert [*faults(TABLE.read_text(encoding="utf-8"))] == []


def test_a_line_that_is_lost_and_a_test_that_is_gone_are_found():
    text = TABLE.read_text(encoding="utf-8")

    without = "\n".join(line for line in text.splitlines() if not line.startswith("| 7 |"))
    renamed = text.replace("::test_the_day_ends_in_viet_nam", "::test_gone")
    unheld = re.sub(r"`tests/test_lists\.py::\w+`", "", text)

    assert [*faults(without)] == [f"the numbers are {[n for n in range(1, 28) if n != 7]}"]
    assert [*faults(renamed)] == ["16: tests/nominations/test_windows.py has no test_gone"]
    assert [*faults(unheld)] == ["25 names no test, and does not say “none”"]
