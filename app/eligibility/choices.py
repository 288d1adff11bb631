"""Where the law leaves a choice, its ways stand together on a page: whoever reads must not think that all are asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.awards.criteria import Tree, codes
from app.awards.verdicts import Verdict

Place = tuple[tuple[int, ...] | None, int | None]  # a choice, by its path in the tree, and one of its ways


@dataclass(frozen=True)
class Line:
    """One sentence about a criterion or a common check, with its article."""

    code: str
    verdict: Verdict
    sentence: str
    basis: str


@dataclass(frozen=True)
class Part:
    """Ways of which one is enough, each with all its lines; what is asked in any case is one way."""

    ways: tuple[tuple[Line, ...], ...]

    @property
    def is_choice(self) -> bool:
        return len(self.ways) > 1


def parted(tree: Tree, lines: Sequence[Line]) -> list[Part]:
    """The lines in their order, those of one choice at the place of its first; what the tree does not know is asked."""
    places = dict(_placed(tree, ()))
    found: dict[object, dict[int | None, list[Line]]] = {}
    for line in lines:
        choice, way = places.get(line.code, (None, None))
        ways = found.setdefault(line.code if choice is None else choice, {})
        ways.setdefault(way, []).append(line)
    return [Part(tuple(map(tuple, ways.values()))) for ways in found.values()]


def _placed(tree: Tree, path: tuple[int, ...]) -> Iterator[tuple[str, Place]]:
    """Of each leaf the outermost choice that it belongs to."""
    if isinstance(tree, str):
        yield tree, (None, None)
        return
    ((join, branches),) = tree.items()
    for number, branch in enumerate(branches):
        if join == "any_of" and len(branches) > 1:
            yield from ((code, (path, number)) for code in codes(branch))
        else:
            yield from _placed(branch, (*path, number))
