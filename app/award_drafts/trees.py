"""Criteria where they hang: which groups there are, put one in, change one, take one out."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.award_drafts.checking import Way
from app.award_drafts.content import Facts
from app.awards import saying
from app.errors import Refusal

LONGEST = 100  # letters of a group's name
JOINED = {"all_of": "đủ tất cả", "any_of": "ít nhất một"}
LAST_OF_ITS_GROUP = "Nhóm này chỉ có tiêu chí ấy: thêm tiêu chí khác trước, rồi mới bỏ."


def leaves(award: Facts) -> dict[str, tuple[Way, Facts]]:
    """Each criterion by its code: where it stands, and what it says."""
    return {
        node["code"]: (way, node)
        for at, variant in enumerate(award["variants"])
        for way, node in _walk(variant["tree"], ("variants", at, "tree"))
        if "code" in node
    }


def branches(award: Facts) -> dict[str, str]:
    """Where a new criterion may hang: a key of each group, and its name."""
    found = {}
    for at, variant in enumerate(award["variants"]):
        root: Way = ("variants", at, "tree")
        for way, node in _walk(variant["tree"], root):
            if "code" not in node or way == root:
                found[_key(way)] = _called(saying.group(variant), node, is_root=way == root)
    return found


def _called(group: str, node: Facts, *, is_root: bool) -> str:
    if "code" in node:
        return f"{group}: cùng với “{node['label']}”"
    ((join, _),) = node.items()
    if is_root:
        return f"{group}: {JOINED[join]}"
    inside = "; ".join(leaf["label"] for _, leaf in _walk(node, ()) if "code" in leaf)
    short = inside if len(inside) <= LONGEST else f"{inside[:LONGEST]}…"
    return f"{group}, trong cụm {JOINED[join]}: {short}"


def _walk(node: Facts, way: Way) -> Iterator[tuple[Way, Facts]]:
    yield way, node
    if "code" not in node:
        ((join, inside),) = node.items()
        for at, branch in enumerate(inside):
            yield from _walk(branch, (*way, join, at))


def _key(way: Way) -> str:
    return ".".join(map(str, way[1:]))


def add(award: Facts, key: str, leaf: Facts) -> None:
    """At the end of a group; a criterion that was alone is joined by it."""
    for at, variant in enumerate(award["variants"]):
        for way, node in _walk(variant["tree"], ("variants", at, "tree")):
            if _key(way) == key:
                if "code" in node:
                    variant["tree"] = {"all_of": [node, leaf]}
                else:
                    ((_, inside),) = node.items()
                    inside.append(leaf)
                return
    raise KeyError(key)


def change(award: Facts, code: str, said: Mapping[str, Any]) -> None:
    leaves(award)[code][1].update(said)


def remove(award: Facts, code: str) -> None:
    for variant in award["variants"]:
        left = _without(variant["tree"], code)
        if left is None:
            raise Refusal("Chưa bỏ được tiêu chí này.", [LAST_OF_ITS_GROUP])
        variant["tree"] = left


def _without(node: Facts, code: str) -> Facts | None:
    if "code" in node:
        return None if node["code"] == code else node
    ((join, inside),) = node.items()
    left = [part for branch in inside if (part := _without(branch, code)) is not None]
    return {join: left} if left else None


def free_code(award: Facts) -> str:
    """Of a criterion that is new in this version."""
    taken, at = leaves(award), 1
    while (code := f"B{award['number']}-{at}") in taken:
        at += 1
    return code
