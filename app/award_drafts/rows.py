"""What a draft has several of: criteria, papers, deadlines. `at`: a criterion's code, the place of others, or `NEW`."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from app.award_drafts import trees, values
from app.award_drafts.checking import Way
from app.award_drafts.content import Facts
from app.award_drafts.parts import Places
from app.awards import fields
from app.awards.criteria_check import OF_TYPES
from app.errors import Invalid, or_404

NEW = "new"
NOT_COMPARED = "Điều này không so sánh được theo cách ấy: chọn cách khác."


@dataclass(frozen=True, kw_only=True)
class Criterion:
    label: str
    field: str
    op: str
    value: str
    check: str
    basis: str
    confidence: str
    branch: str = ""  # where a new one hangs

    @classmethod
    def of(cls, award: Facts, at: str) -> Self:
        _, leaf = or_404(trees.leaves(award).get(at))
        plain = {name: leaf[name] for name in ("label", "field", "op", "check", "basis", "confidence")}
        return cls(**plain, value=values.shown(leaf["value"], leaf["op"], leaf["field"]))

    def write(self, award: Facts, at: str) -> Places:
        found = fields.find(self.field)
        if found is not None and found.type not in OF_TYPES.get(self.op, {found.type}):
            raise Invalid(op=NOT_COMPARED)
        old = None if at == NEW else trees.leaves(award)[at][1]["value"]
        said = {name: getattr(self, name) for name in ("label", "field", "op", "check", "basis", "confidence")}
        try:
            said["value"] = values.read(self.value, self.op, self.field, old)
        except ValueError as wrong:
            raise Invalid(value=str(wrong)) from wrong
        code = at
        if at == NEW:
            code = trees.free_code(award)
            trees.add(award, self.branch, {"code": code, **said})
        else:
            trees.change(award, at, said)
        way, _ = trees.leaves(award)[code]
        return {(*way, name): name for name in said}


class _Listed:
    """A row of a list of the award."""

    LIST: ClassVar[str]
    NAMES: ClassVar[tuple[str, ...]]

    @classmethod
    def row(cls, award: Facts, at: str) -> Facts:
        return or_404({str(place): row for place, row in enumerate(award[cls.LIST])}.get(at))

    def _said(self) -> dict[str, Any]:
        """What is not said is left out."""
        return {name: value for name in self.NAMES if (value := getattr(self, name)) not in ("", None, [])}

    def write(self, award: Facts, at: str) -> Places:
        rows: list[Facts] = award[self.LIST]
        place = len(rows) if at == NEW else int(at)
        if at == NEW:
            rows.append(self._said())
        else:
            others = {name: value for name, value in self.row(award, at).items() if name not in self.NAMES}
            rows[place] = {**others, **self._said()}
        way: Way = (self.LIST, place)
        return {(*way, name): name for name in self.NAMES} | {way: self.NAMES[0]}


@dataclass(frozen=True, kw_only=True)
class Paper(_Listed):
    LIST, NAMES = "dossier", ("doc", "copies", "kinds", "routes", "condition", "note")

    doc: str
    copies: int
    kinds: list[str]
    routes: list[str]
    condition: str
    note: str

    @classmethod
    def of(cls, award: Facts, at: str) -> Self:
        none = {"kinds": [], "routes": [], "condition": "", "note": ""}
        return cls(**{**none, **cls.row(award, at)})


@dataclass(frozen=True, kw_only=True)
class Step(_Listed):
    """Thời hạn: a day of the year, or so many days; `ref` stays as it is."""

    LIST, NAMES = "steps", ("what", "due", "days", "working_days", "basis", "confidence")

    what: str
    due: str  # 12-10: month and day
    days: int | None
    working_days: int | None
    basis: str
    confidence: str

    @classmethod
    def of(cls, award: Facts, at: str) -> Self:
        none = {"due": "", "days": None, "working_days": None}
        said = {**none, **cls.row(award, at)}
        return cls(**{name: said[name] for name in cls.NAMES})


def remove(award: Facts, kind: str, at: str) -> None:
    if kind == "criteria":
        or_404(trees.leaves(award).get(at))
        trees.remove(award, at)
        return
    command: type[_Listed] = Paper if kind == "papers" else Step
    command.row(award, at)
    del award[command.LIST][int(at)]
