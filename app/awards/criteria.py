"""A tree of criteria against the answers of an appraiser: what is still in the way, in words.

A tree is a leaf's code, {"all_of": [trees]} or {"any_of": [trees]}. An answer is "met", "not_met", "not_applicable"
or missing. Only "met" fulfils a leaf; a branch that is not used may stay without answers.
"""

from collections.abc import Mapping
from typing import Any

Tree = str | dict[str, Any]
Answers = Mapping[str, str | None]


def holds(tree: Tree, answers: Answers) -> bool:
    if isinstance(tree, str):
        return answers.get(tree) == "met"
    if "all_of" in tree:
        return all(holds(branch, answers) for branch in tree["all_of"])
    return any(holds(branch, answers) for branch in tree["any_of"])


def unmet(tree: Tree, answers: Answers, labels: Mapping[str, str]) -> list[str]:
    """A sentence for everything in the way; none means that the tree holds."""
    if holds(tree, answers):
        return []
    if isinstance(tree, str):
        return [_about(tree, answers, labels)]
    if "all_of" in tree:
        return [sentence for branch in tree["all_of"] for sentence in unmet(branch, answers, labels)]
    branches = "; hoặc ".join(_words(branch, labels) for branch in tree["any_of"])
    return [f"Cần đạt ít nhất một trong các tiêu chí sau, hiện chưa đạt tiêu chí nào: {branches}."]


def is_ruled_out(tree: Tree, answers: Answers) -> bool:
    """Known not to hold: what nobody has answered, or nobody has written down, rules nothing out."""
    if isinstance(tree, str):
        return answers.get(tree) == "not_met"
    if "all_of" in tree:
        return any(is_ruled_out(branch, answers) for branch in tree["all_of"])
    return bool(tree["any_of"]) and all(is_ruled_out(branch, answers) for branch in tree["any_of"])


def ruled_out(tree: Tree, answers: Answers, labels: Mapping[str, str]) -> list[str]:
    """A sentence for everything that is known to keep the tree from holding."""
    if not is_ruled_out(tree, answers):
        return []
    if isinstance(tree, dict) and "all_of" in tree:
        return [sentence for branch in tree["all_of"] for sentence in ruled_out(branch, answers, labels)]
    return unmet(tree, answers, labels)


def failing(tree: Tree, answers: Answers) -> list[str]:
    """The codes of the leaves that keep the tree from holding, in their order."""
    if holds(tree, answers):
        return []
    return (
        [tree] if isinstance(tree, str) else [code for branch in _branches(tree) for code in failing(branch, answers)]
    )


def codes(tree: Tree) -> list[str]:
    return [tree] if isinstance(tree, str) else [code for branch in _branches(tree) for code in codes(branch)]


def _branches(tree: dict[str, Any]) -> list[Tree]:
    ((_, branches),) = tree.items()
    return list(branches)


def _about(code: str, answers: Answers, labels: Mapping[str, str]) -> str:
    label = labels[code]
    match answers.get(code):
        case "not_met":
            return f"Không đạt: {label}."
        case "not_applicable":
            return f"Tiêu chí bắt buộc, không thể ghi “không áp dụng”: {label}."
        case _:
            return f"Chưa có kết luận: {label}."


def _words(tree: Tree, labels: Mapping[str, str]) -> str:
    if isinstance(tree, str):
        return f"“{labels[tree]}”"
    join = " và " if "all_of" in tree else " hoặc "
    inside = join.join(_words(branch, labels) for branch in _branches(tree))
    return f"({inside})" if len(_branches(tree)) > 1 else inside
