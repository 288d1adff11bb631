"""Whether a catalogue file may be used: it is refused whole, with every fault by its line.

`shapes` says what each part is made of; here is what the parts must be to one another.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.awards import criteria_check, relations, shapes, words
from app.awards.marked import Fault, Spot, read
from app.awards.relations import Named
from app.errors import Refusal
from workflows import registry

Entries = Mapping[str, Spot]
REFUSED = "Danh mục có lỗi, chưa ghi gì."
SAYS = {"what", "basis", "confidence"}  # what a step must say, by itself or by its deadline


@dataclass(frozen=True)
class Sound:
    """A file with nothing wrong: what it says, and its versions with their lines."""

    facts: dict[str, Any]
    versions: list[Named]


def read_sound(source: bytes) -> Sound:
    faults: list[Fault] = []
    spot = read(source, faults)
    catalogue = _Catalogue(spot, faults) if spot is not None else None
    versions = catalogue.check() if catalogue else []
    insist(faults if spot is not None or faults else [Fault(1, "tệp không có gì.")])
    return Sound(spot.plain if spot else {}, versions)


def insist(faults: Iterable[Fault]) -> None:
    """On none: or the file is refused, with all of them by their lines."""
    if told := sorted(set(faults)):
        raise Refusal(REFUSED, [str(fault) for fault in told])


def beside(award: Spot, rest: Mapping[str, Any]) -> list[Fault]:
    """What is wrong with one award next to all that is held, of which no line is told."""
    faults: list[Fault] = []
    held = _held(rest).entries
    together = Spot(0, {**held, "awards": Spot(0, [*held["awards"].items, award])})
    _Catalogue(together, faults).check()
    return sorted({fault for fault in faults if fault.line})


def _held(value: Any) -> Spot:  # noqa: ANN401 -- whatever the catalogue says
    if isinstance(value, dict):
        return Spot(0, {key: _held(part) for key, part in value.items()})
    return Spot(0, [_held(part) for part in value] if isinstance(value, list) else value)


class _Catalogue:
    def __init__(self, spot: Spot, faults: list[Fault]) -> None:
        self.faults = faults
        self.said = shapes.CATALOGUE.check(spot, self.faults)
        self.rules = self._codes("vote_rules")
        self.papers = self._codes("doc_types")
        self.awards = self._codes("awards")
        self.deadlines = self._part("deadlines").entries

    def check(self) -> list[Named]:
        self._each("sources", shapes.SOURCE)
        self._each("doc_types", shapes.DOC_TYPE)
        self._each("vote_rules", shapes.VOTE_RULE)
        for name in ("doc_types", "vote_rules", "regimes", "sources"):
            self._twice(self._part(name).items)
        for name, shape in (("base_salary", shapes.SALARY), ("regimes", shapes.REGIME)):
            self._periods(name, [shape.check(spot, self.faults) for spot in self._part(name).items])
        if "bonus_rounding" in self.said:
            shapes.ROUNDING.check(self.said["bonus_rounding"], self.faults)
        for spot in self.deadlines.values():
            shapes.STEP.check(spot, self.faults)
        considered = self._considered_by()
        versions = [self._award(spot, considered) for spot in self._part("awards").items]
        named = [one for one in versions if one is not None]
        self.faults += relations.overlaps(named)
        self.faults += relations.circles(named)
        return named

    def _part(self, name: str) -> Spot:
        return self.said.get(name, Spot(1, None))

    def _codes(self, name: str) -> set[str]:
        codes = (spot.entries.get("code") for spot in self._part(name).items)
        return {code.value for code in codes if code is not None and isinstance(code.value, str)}

    def _each(self, name: str, shape: shapes.Shape) -> None:
        for spot in self._part(name).items:
            shape.check(spot, self.faults)

    def _twice(self, spots: Iterable[Spot], key: str = "code") -> None:
        seen: dict[str, int] = {}
        for spot in spots:
            code = spot.entries.get(key)
            if code is None or not isinstance(code.value, str):
                continue
            if code.value in seen:
                self.faults.append(Fault(code.line, f"mã “{code.value}” đã dùng ở dòng {seen[code.value]}."))
            seen.setdefault(code.value, code.line)

    def _periods(self, name: str, rows: list[Entries]) -> None:
        """Days that follow one another, and no day twice."""
        named = [
            Named(name, number, row["from"].value, row["to"].value, row["from"].line, {})
            for number, row in enumerate(rows, start=1)
            if {"from", "to"} <= row.keys()
        ]
        self._in_order(rows, "from", "to")
        self.faults += relations.overlaps(named)

    def _in_order(self, rows: Iterable[Entries], begins: str, ends: str) -> None:
        for row in rows:
            if begins in row and ends in row:
                first, last = row[begins].value, row[ends].value
                if first is not None and last is not None and last < first:
                    self.faults.append(Fault(row[ends].line, f"hết hiệu lực {last} trước khi bắt đầu {first}."))

    def _considered_by(self) -> Entries:
        if "considered_by" not in self.said:
            return {}
        found = shapes.CONSIDERED.check(self.said["considered_by"], self.faults)
        for body in ("full", "standing"):
            for spot in found.get(body, Spot(1, [])).items:
                self._known(spot, self.awards, "danh hiệu, hình thức")
        for name, spot in found.get("otherwise", Spot(1, {})).entries.items():
            if name not in shapes.SAYS_WHY:
                self._known(spot, words.CONSIDERED_BY, "cấp xét")
        return found

    def _known(self, spot: Spot | None, codes: Iterable[str], what: str) -> None:
        if spot is not None and (not isinstance(spot.value, str) or spot.value not in codes):
            self.faults.append(Fault(spot.line, f"không có {what} mã “{spot.plain}”."))

    def _award(self, spot: Spot, considered: Entries) -> Named | None:
        award = shapes.AWARD.check(spot, self.faults)
        self._in_order([award], "valid_from", "valid_to")
        self._given(award)
        self._considered(award, considered, spot.line)
        if "vote" in award:
            vote = shapes.VOTE.check(award["vote"], self.faults)
            self._known(vote.get("rule"), self.rules, "quy tắc bỏ phiếu")
        for paper in award.get("dossier", Spot(1, [])).items:
            self._known(shapes.PAPER.check(paper, self.faults).get("doc"), self.papers, "loại giấy tờ")
        for step in award.get("steps", Spot(1, [])).items:
            self._step(step)
        self._money(award)
        for name in ("process", "simplified_process"):
            self._process(award.get(name))
        needed = criteria_check.check(award.get("variants", Spot(1, [])), self.awards, self.faults)
        return self._named(award, needed)

    def _named(self, award: Entries, needed: Mapping[str, int]) -> Named | None:
        if not {"code", "kind", "valid_from", "valid_to"} <= award.keys():
            return None
        number = award["number"].value if "number" in award else 1
        code, begins = award["code"], award["valid_from"]
        return Named(code.value, number, begins.value, award["valid_to"].value, code.line, needed, award["kind"].value)

    def _given(self, award: Entries) -> None:
        givers = award.get("decided_by", Spot(1, [])).items
        self._in_order([shapes.GIVER.check(giver, self.faults) for giver in givers], "from", "to")

    def _considered(self, award: Entries, considered: Entries, line: int) -> None:
        """Its own word, a list that names it, or what its council's awards come to otherwise."""
        if "considered" in award:
            shapes.CONSIDERATION.check(award["considered"], self.faults)
            return
        named = {code for body in ("full", "standing") for _, code in considered.get(body, Spot(1, [])).texts()}
        code, council = award.get("code"), award.get("council")
        otherwise = considered.get("otherwise", Spot(1, {})).entries
        if code and council and code.value not in named and council.value not in otherwise:
            self.faults.append(Fault(line, "thiếu mục “considered”: cấp nào của tỉnh xét."))

    def _step(self, spot: Spot) -> None:
        step = shapes.STEP.check(spot, self.faults)
        ref = step.get("ref")
        self._known(ref, self.deadlines, "thời hạn")
        said = step.keys() | (
            self.deadlines[ref.value].entries.keys() if ref and ref.value in self.deadlines else set()
        )
        missing = SAYS - said
        if missing and (ref is None or ref.value in self.deadlines):
            self.faults.append(Fault(spot.line, f"thời hạn thiếu {', '.join(sorted(missing))}."))

    def _money(self, award: Entries) -> None:
        if "bonus" not in award:
            return
        bonus = shapes.BONUS.check(award["bonus"], self.faults)
        if "rounding" in bonus:
            shapes.ROUNDING.check(bonus["rounding"], self.faults)
        elif "bonus_rounding" not in self.said:
            self.faults.append(Fault(award["bonus"].line, "thiếu mục “rounding”: làm tròn tiền thưởng thế nào."))
        subjects = award["subjects"].plain if "subjects" in award else []
        for part in ("multiples", "limits", "by_class"):
            for kind, times in bonus.get(part, Spot(1, {})).entries.items():
                if why := shapes.multiple(times.value):
                    self.faults.append(Fault(times.line, f"mục “{kind}” {why}"))
                if part != "by_class" and kind not in {*subjects, "collective"}:
                    self.faults.append(Fault(times.line, f"tiền thưởng cho “{kind}”, không thuộc đối tượng được tặng."))

    def _process(self, spot: Spot | None) -> None:
        if spot is not None and spot.value:
            self._known(spot, {definition.key for definition in registry.all_versions()}, "quy trình")
