"""Two versions of one award beside each other: what was added, taken away, changed, each with its article.

A criterion is known by its code, a paper by its kind, a deadline by its name, a giver by who it is: whatever has no
fellow on the other side is added or gone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.awards import aspects
from app.awards.aspects import SOURCE, Said, Thing
from app.awards.models import AwardVersion

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class Line:
    """One thing told of both sides; empty where there is nothing on that side."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class Change:
    kind: Kind
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Part:
    code: str
    title: str
    changes: tuple[Change, ...]


PARTS = (
    ("who", "Tên, đối tượng", aspects.who),
    ("givers", "Người quyết định", aspects.givers),
    ("criteria", "Tiêu chí", None),
    ("papers", "Giấy tờ trong hồ sơ", aspects.papers),
    ("votes", "Xét và bỏ phiếu", aspects.votes),
    ("days", "Thời hạn", aspects.days),
    ("money", "Tiền thưởng", aspects.money),
    ("law", "Căn cứ, hiệu lực", aspects.law),
)


def compare(old: AwardVersion, new: AwardVersion, awards: Mapping[str, str]) -> list[Part]:
    """`awards`: names by code, of those that criteria ask about."""
    return [
        Part(code, title, tuple(_changes(of(old), of(new)) if of else _criteria(old, new, awards)))
        for code, title, of in PARTS
    ]


def _criteria(old: AwardVersion, new: AwardVersion, awards: Mapping[str, str]) -> Iterator[Change]:
    """How they hang together is compared by those that both have."""
    before = {leaf.code for leaf in old.leaves}
    labels = {leaf.code: leaf.label for leaf in new.leaves if leaf.code in before}
    return _changes(aspects.criteria(old, labels, awards), aspects.criteria(new, labels, awards))


def _changes(old: Sequence[Thing], new: Sequence[Thing]) -> Iterator[Change]:
    """In the order of the new side; what is gone comes last."""
    before = {thing.key: thing for thing in old}
    for thing in new:
        earlier = before.pop(thing.key, None)
        if earlier is None:
            yield Change("added", thing.title, tuple(_lines({}, thing.said)))
        elif lines := tuple(line for line in _lines(earlier.said, thing.said) if line.old != line.new):
            yield Change("changed", thing.title, _with_source(lines, earlier.said, thing.said))
    for thing in before.values():
        yield Change("removed", thing.title, tuple(_lines(thing.said, {})))


def _lines(old: Said, new: Said) -> Iterator[Line]:
    for name in dict.fromkeys([*new, *old]):
        line = Line(name, old.get(name, ""), new.get(name, ""))
        if line.old or line.new:
            yield line


def _with_source(lines: tuple[Line, ...], old: Said, new: Said) -> tuple[Line, ...]:
    """No change without the article it stands on, also when that is the same."""
    if SOURCE not in new or any(line.name == SOURCE for line in lines):
        return lines
    return (*lines, Line(SOURCE, old.get(SOURCE, ""), new[SOURCE]))
