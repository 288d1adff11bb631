"""Small faults put into pure modules (votes, criteria, money, working days), one at a time: how many are noticed?

`python -m bench mutations` changes comparisons, sums, constants, conditions, members of sets and calls, each in a
copy of the project whose tests need no rows and no browser, and runs these. The digests of published definitions
(`tests/workflows/test_registry.py`) would notice any change of a process, so they stand aside. Prints what survives and
the share; exit code 1: less than 90 % are noticed, or the tests fail without any fault.
"""

import ast
import copy
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

from bench._servers import ROOT

ENOUGH, AT_ONCE, PATIENCE = 0.9, 2, 120
PARTS = ("app", "bench", "migrations", "static", "templates", "tests", "workflows", "pyproject.toml", "wsgi.py")
BALLOT = ("tests/ballots/test_pure.py",)
STEPS = (*BALLOT, "tests/workflows/test_every_step.py", "tests/workflows/test_guards.py")
VOTES = ("tests/councils/test_rules.py", "tests/workflows/test_facts.py")
CRITERIA, MONEY, DAYS = (
    ("tests/awards/test_criteria.py",),
    ("tests/awards/test_money.py",),
    ("tests/law/test_calendar.py",),
)
COUNTING = (
    *("due", "add_working_days", "_on_from", "next_worked", "days_left", "until_with", "office_day"),
    *("working_days_between", "counter", "_is_worked", "is_weekday", "_weekdays_until"),
)
ENGINE, TITLES = ("tests/awards/test_checking.py", "tests/awards/test_verdicts.py"), ("tests/honours/test_fields.py",)
MODULES = {  # file: the classes and functions that are meant, or all of it; the tests that must notice
    "app/ballots/tally.py": ((), BALLOT),
    "app/ballots/parcel.py": ((), BALLOT),
    "workflows/facts.py": (("Vote",), VOTES),
    "app/councils/rules.py": (("votes_needed",), VOTES),
    "workflows/ballot_1.py": ((), STEPS),
    "app/awards/criteria.py": ((), CRITERIA),
    "app/awards/money.py": ((), MONEY),
    "app/awards/checking.py": ((), ENGINE),
    "app/awards/verdicts.py": ((), ENGINE),
    "app/honours/fields.py": ((), TITLES),
    "app/achievements/fields.py": ((), ("tests/achievements/test_fields.py",)),
    "app/workdays.py": (COUNTING, DAYS),
}
COMPARED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COUNTED = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.BitOr: ast.BitAnd,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    file: str
    line: int
    what: str
    source: str


def mutants(file: str, meant: tuple[str, ...]) -> Iterator[Mutant]:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    changes = sum(1 for node in _meant(tree, meant) for _ in _changes(node))
    for number in range(changes):
        fresh = copy.deepcopy(tree)
        found = ((node, change) for node in _meant(fresh, meant) for change in _changes(node))
        node, what = next(pair for place, pair in enumerate(found) if place == number)
        yield Mutant(file, getattr(node, "lineno", 0), what, ast.unparse(fresh))


def _meant(tree: ast.Module, names: tuple[str, ...]) -> Iterator[ast.AST]:
    parts = [node for node in tree.body if getattr(node, "name", "") in names] if names else [tree]
    assert len(parts) == len(names or parts), "each name stands in its file"
    for part in parts:
        yield from _nodes(part)


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """All but decorators: what they ask for is how a class is written, no rule."""
    yield tree
    for name, children in ast.iter_fields(tree):
        if name != "decorator_list":
            for child in children if isinstance(children, list) else [children]:
                if isinstance(child, ast.AST):
                    yield from _nodes(child)


def _changes(node: ast.AST) -> Iterator[str]:
    """Each is made as it is said, and undone before the next."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARED:
        yield from _swapped(node.ops, 0, COMPARED[type(node.ops[0])]())
    elif isinstance(node, ast.BinOp) and type(node.op) in COUNTED:
        yield from _put(node, "op", COUNTED[type(node.op)]())
    elif isinstance(node, ast.BoolOp):
        yield from _put(node, "op", ast.And() if isinstance(node.op, ast.Or) else ast.Or())
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield from _put(node, "value", node.value + 1)
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        yield from _put(node, "value", not node.value)
    elif isinstance(node, ast.If | ast.IfExp):
        yield from _put(node, "test", ast.UnaryOp(ast.Not(), node.test))
    elif isinstance(node, ast.Set | ast.List) and node.elts:
        yield from _without_each(node)
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "sorted":
        yield from _put(node, "func", ast.Name("list", ast.Load()))
    elif isinstance(node, ast.Raise):
        yield from _put(node, "exc", ast.Call(ast.Name("RuntimeError", ast.Load()), [], []))


def _put(node: ast.AST, name: str, other: object) -> Iterator[str]:
    before = getattr(node, name)
    setattr(node, name, other)
    yield f"{type(node).__name__}.{name}"
    setattr(node, name, before)


def _swapped(listed: list[ast.cmpop], place: int, other: ast.cmpop) -> Iterator[str]:
    before = listed[place]
    listed[place] = other
    yield f"{type(before).__name__} -> {type(other).__name__}"
    listed[place] = before


def _without_each(node: ast.Set | ast.List) -> Iterator[str]:
    """The last one of a set leaves a name that stands for nobody."""
    for place in range(len(node.elts)):
        before = node.elts[:]
        del node.elts[place]
        if node.elts or isinstance(node, ast.List):
            yield f"without {ast.unparse(before[place])}"
        node.elts[:] = before


def is_noticed(place: Path, mutant: Mutant) -> bool:
    target = place / mutant.file
    sound = target.read_text("utf-8")
    target.write_text(mutant.source, encoding="utf-8")
    try:
        return not _passes(place, MODULES[mutant.file][1])
    finally:
        target.write_text(sound, encoding="utf-8")


def _passes(place: Path, tests: tuple[str, ...]) -> bool:
    """One that hangs does not."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:randomly", "-p", "no:xdist", *tests],
            cwd=place,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _copied(folder: Path) -> Path:
    folder.mkdir()
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / part, folder / part)
    return folder


def main() -> int:
    begun = time.perf_counter()
    every = [mutant for file, (meant, _) in MODULES.items() for mutant in mutants(file, meant)]
    with tempfile.TemporaryDirectory(prefix="vinhdanh-mutants-") as place, ThreadPoolExecutor(AT_ONCE) as pool:
        copies: Queue[Path] = Queue()
        for number in range(AT_ONCE):
            copies.put(_copied(Path(place) / f"{number}"))
        first = copies.get()
        if not _passes(first, tuple(sorted({test for _, tests in MODULES.values() for test in tests}))):
            print("the tests fail without any fault; nothing can be said")
            return 1
        copies.put(first)

        def tried(mutant: Mutant) -> bool:
            mine = copies.get()
            try:
                was_noticed = is_noticed(mine, mutant)
            finally:
                copies.put(mine)
            print("." if was_noticed else f"\nsurvives: {mutant.file}:{mutant.line} {mutant.what}", end="", flush=True)
            return was_noticed

        noticed = [*pool.map(tried, every)]
    return _told(every, noticed, time.perf_counter() - begun)


def _told(every: list[Mutant], noticed: list[bool], seconds: float) -> int:
    print()
    for file in MODULES:
        of_file = [was for mutant, was in zip(every, noticed, strict=True) if mutant.file == file]
        print(f"{file}: {sum(of_file)} of {len(of_file)} noticed")
    share = sum(noticed) / len(every)
    print(f"{sum(noticed)} of {len(every)} faults noticed ({share:.1%}, at least {ENOUGH:.0%}), {seconds:.0f} s")
    return 0 if share >= ENOUGH else 1
