"""May somebody be given an award: its criteria and the checks common to all awards, against what is known of them.

Pure: rules and facts in, an answer out, the same whatever order they come in. Two questions are kept apart. `result`
says how things stand today: where one may choose among criteria and none is met, the choice has failed as soon as one
of them has. `is_ruled_out` says that it cannot be otherwise, for nothing that could still turn it is open.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from app.awards import criteria, verdicts
from app.awards.criteria import Tree
from app.awards.fields import Known, Value
from app.awards.verdicts import IN_THE_WAY_OF_NOTHING, OPERATORS, Leaf, Verdict

PASS, HOLD, FAIL = "pass", "hold", "fail"
_AS_ANSWERS = {  # in the words of `criteria`
    Verdict.MET: "met",
    Verdict.NEEDS_DOCUMENT: "met",
    Verdict.NOT_MET: "not_met",
    Verdict.MISSING: None,
    Verdict.NEEDS_JUDGEMENT: None,
}


@dataclass(frozen=True)
class Variant:
    """Criteria for some nominees: `when` is {"field", "op", "value"}, none: for all."""

    when: Mapping[str, Any] | None
    tree: Tree
    leaves: tuple[Leaf, ...]

    def fits(self, known: Known) -> bool | None:
        """None where nobody knows."""
        if self.when is None:
            return True
        if self.when["field"] not in known:
            return None
        return OPERATORS[self.when["op"]](known[self.when["field"]], self.when["value"])


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One version of an award, ready to be asked."""

    award: str
    is_title: bool
    name: str
    level: str
    is_unsettled: bool  # nobody has read its criteria in a text
    subjects: frozenset[str]
    routes: tuple[str, ...]
    variants: tuple[Variant, ...]

    @property
    def leaves(self) -> Iterator[Leaf]:
        return (leaf for variant in self.variants for leaf in variant.leaves)


@dataclass(frozen=True, kw_only=True)
class Case:
    """What is known of one nominee on a day. `documents` and `judged` go by codes of criteria and checks."""

    subject: str
    day: date
    known: Known
    documents: frozenset[str] = frozenset()
    judged: Mapping[str, bool] = field(default_factory=dict)
    used_achievements: tuple[str, ...] = ()  # what another decided case has used, in words
    used_initiatives: tuple[tuple[str, bool], ...] = ()  # claimed here: in words, and whether it was for a title
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """How one criterion stands, with what was found."""

    leaf: Leaf
    verdict: Verdict
    found: Value = None


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The answers, and what follows from them. Codes stand in the catalogue's order."""

    answers: tuple[Answer, ...]
    trees: tuple[Tree, ...]  # of which one is enough
    is_settled: bool  # which of them count is known; otherwise all that might
    checks: Mapping[str, Verdict]  # of the common checks that could be asked
    severities: Mapping[str, str]
    later: tuple[str, ...]

    @cached_property
    def verdicts(self) -> Mapping[str, Verdict]:
        return {answer.leaf.code: answer.verdict for answer in self.answers}

    @cached_property
    def _said(self) -> Mapping[str, str | None]:
        return {code: _AS_ANSWERS[verdict] for code, verdict in self.verdicts.items()}

    @cached_property
    def failed(self) -> tuple[str, ...]:
        """What has its data and is not met; of a choice with nothing met, all that is to choose from."""
        return (*self.failed_criteria, *self._checks_that_are(Verdict.NOT_MET, "block", "hold"))

    @cached_property
    def failed_criteria(self) -> tuple[str, ...]:
        if not self.is_settled:
            if any(criteria.holds(tree, self._said) for tree in self.trees):
                return ()
            return _in_order(code for tree in self.trees for code in _failed(tree, self.verdicts))
        return _in_order(_failed(one_of(self._ways), self.verdicts))

    @cached_property
    def _ways(self) -> tuple[Tree, ...]:
        """Of variants known to fit, those of which something is met and nothing failed; else all."""
        on_the_way = [tree for tree in self.trees if _is_on_the_way(tree, self.verdicts)]
        return tuple(on_the_way) if on_the_way and self.is_settled else self.trees

    @cached_property
    def open(self) -> tuple[str, ...]:
        """What lacks data, a document or a judgement, unless another criterion of the same choice is met whole."""
        return (
            *self.open_criteria,
            *self._checks_that_are(Verdict.MISSING, "block", "hold"),
            *self._checks_that_are(Verdict.NEEDS_JUDGEMENT, "block"),
        )

    @cached_property
    def open_criteria(self) -> tuple[str, ...]:
        return _in_order(_open(one_of(self._ways), self.verdicts))

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        return tuple(self._checks_that_are(Verdict.NOT_MET, "warn"))

    def _checks_that_are(self, verdict: Verdict, *severities: str) -> Iterator[str]:
        for code, found in self.checks.items():
            if found is verdict and self.severities[code] in severities:
                yield code

    @cached_property
    def result(self) -> str:
        """fail: something that has its data failed; else hold, or pass."""
        if any(self.severities.get(code) != HOLD for code in self.failed):
            return FAIL
        return HOLD if self.failed else PASS

    @cached_property
    def is_ruled_out(self) -> bool:
        """Nothing that is still open can turn it."""
        return criteria.is_ruled_out(one_of(self.trees), self._said) or any(
            self._checks_that_are(Verdict.NOT_MET, "block")
        )

    @cached_property
    def is_met(self) -> bool:
        """All of it, with papers and judgements."""
        return not self.failed and not self.open


def check(rule: Rule, case: Case, common: "CommonChecks") -> Checked:
    known = _with_route(rule, case.known)
    trees, leaves, is_settled = _for_nominee(rule, known)
    return Checked(
        answers=tuple(_answer(leaf, known, case) for leaf in leaves),
        trees=trees,
        is_settled=is_settled,
        checks=common.ask(rule, case),
        severities=common.severities,
        later=common.later,
    )


@dataclass(frozen=True)
class CommonChecks:
    """The checks of `checks.yaml`: severities and which belong to later steps are data, how each is asked is code."""

    severities: Mapping[str, str]
    later: tuple[str, ...]
    asked: Mapping[str, Any]  # code to (rule, case) -> Verdict

    def ask(self, rule: Rule, case: Case) -> Mapping[str, Verdict]:
        return {code: ask(rule, case) for code, ask in self.asked.items()}


def one_of(trees: Sequence[Tree]) -> Tree:
    return trees[0] if len(trees) == 1 else {"any_of": list(trees)}


def _with_route(rule: Rule, known: Known) -> Known:
    """An unsaid loại hình is the award's first one."""
    return known if "award.route" in known or not rule.routes else {**known, "award.route": rule.routes[0]}


def _for_nominee(rule: Rule, known: Known) -> tuple[tuple[Tree, ...], tuple[Leaf, ...], bool]:
    """Of several variants that fit any one is enough; where none is known to fit, each that might."""
    said = [(variant, variant.fits(known)) for variant in rule.variants]
    fitting = [variant for variant, fits in said if fits]
    chosen = fitting or [variant for variant, fits in said if fits is None] or list(rule.variants)
    leaves = {leaf.code: leaf for variant in chosen for leaf in variant.leaves}
    return tuple(variant.tree for variant in chosen), tuple(leaves.values()), bool(fitting)


def _answer(leaf: Leaf, known: Known, case: Case) -> Answer:
    return Answer(leaf, verdicts.verdict(leaf, known, case.documents, case.judged), known.get(leaf.field))


def _stands(tree: Tree, verdicts: Mapping[str, Verdict]) -> bool | None:
    """True: nothing in the way; False: failed as it is today; None: open."""
    if isinstance(tree, str):
        verdict = verdicts[tree]
        return True if verdict in IN_THE_WAY_OF_NOTHING else False if verdict is Verdict.NOT_MET else None
    ((join, branches),) = tree.items()
    found = [_stands(branch, verdicts) for branch in branches]
    if join == "any_of":
        return True if True in found else False if False in found else None
    return False if False in found else None if None in found else True


def _is_on_the_way(tree: Tree, verdicts: Mapping[str, Verdict]) -> bool:
    is_begun = any(verdicts[code] in IN_THE_WAY_OF_NOTHING for code in criteria.codes(tree))
    return is_begun and _stands(tree, verdicts) is not False


def _failed(tree: Tree, verdicts: Mapping[str, Verdict]) -> Iterator[str]:
    if _stands(tree, verdicts) is not False:
        return
    if isinstance(tree, str):
        yield tree
    elif "any_of" in tree:
        yield from (code for code in criteria.codes(tree) if verdicts[code] not in IN_THE_WAY_OF_NOTHING)
    else:
        for branch in tree["all_of"]:
            yield from _failed(branch, verdicts)


def _open(tree: Tree, verdicts: Mapping[str, Verdict]) -> Iterator[str]:
    """A choice is settled by what is met whole; else all of it that lacks something stays open."""
    if isinstance(tree, str):
        if verdicts[tree] not in {Verdict.MET, Verdict.NOT_MET}:
            yield tree
        return
    ((join, branches),) = tree.items()
    inside = [list(_open(branch, verdicts)) for branch in branches]
    if join == "any_of":
        standing = [codes for branch, codes in zip(branches, inside, strict=True) if _stands(branch, verdicts)]
        if standing:
            yield from min(standing, key=len)  # the way that lacks least
            return
    for codes in inside:
        yield from codes


def _in_order(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
