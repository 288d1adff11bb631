"""One criterion against what is known of a nominee: met, not met, or which of data, document, judgement is lacking."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Protocol

from app.awards import fields
from app.awards.fields import Known, Value


class Verdict(StrEnum):
    MET = "met"
    NEEDS_DOCUMENT = "needs_document"  # the data say yes; the paper that shows it is not there
    NOT_MET = "not_met"
    MISSING = "missing"  # nobody knows
    NEEDS_JUDGEMENT = "needs_judgement"  # nobody has judged


IN_THE_WAY_OF_NOTHING = frozenset({Verdict.MET, Verdict.NEEDS_DOCUMENT})


class Stated(Protocol):
    """What a criterion says, as its row has it."""

    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def field(self) -> str: ...
    @property
    def op(self) -> str: ...
    @property
    def value(self) -> Mapping[str, Any]: ...
    @property
    def check(self) -> str: ...
    @property
    def basis(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Leaf:
    """A criterion ready to be asked: its wanted value read once, numbers as fractions."""

    code: str
    label: str
    field: str
    op: str
    wanted: Any
    check: str
    basis: str

    @classmethod
    def of(cls, row: Stated) -> "Leaf":
        wanted = row.value["is"]
        if isinstance(wanted, float):
            wanted = Fraction(str(wanted))
        if row.op == "rating_gte":
            wanted = frozenset(fields.ratings()[: fields.ratings().index(wanted) + 1])
        return cls(row.code, row.label, row.field, row.op, wanted, row.check, row.basis)


OPERATORS: Mapping[str, Callable[[Value, Any], bool]] = {
    "eq": lambda found, wanted: bool(found == wanted),
    "ne": lambda found, wanted: bool(found != wanted),
    "in": lambda found, wanted: found in wanted,
    "not_in": lambda found, wanted: found not in wanted,
    "gte": lambda found, wanted: bool(found >= wanted),
    "lte": lambda found, wanted: bool(found <= wanted),
    "is_true": lambda found, _wanted: found is True,
    "is_false": lambda found, _wanted: found is False,
    "exists": lambda found, _wanted: found is not None,
    "rating_gte": lambda found, wanted: found in wanted,
}


def verdict(leaf: Leaf, known: Known, documents: frozenset[str], judged: Mapping[str, bool]) -> Verdict:
    """`documents` are codes of criteria whose paper is there; a judgement, by its criterion's code, is final."""
    if leaf.check == "judgement" and leaf.code in judged:
        return Verdict.MET if judged[leaf.code] else Verdict.NOT_MET
    if leaf.field not in known:
        return Verdict.NEEDS_JUDGEMENT if leaf.check == "judgement" else Verdict.MISSING
    if not OPERATORS[leaf.op](known[leaf.field], leaf.wanted):
        return Verdict.NOT_MET
    if leaf.check == "document" and leaf.code not in documents:
        return Verdict.NEEDS_DOCUMENT
    return Verdict.MET
