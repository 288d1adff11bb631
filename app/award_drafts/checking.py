"""What still keeps a draft from being published, by the validators of the import: each fault where it stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.award_drafts.content import Facts, said
from app.awards import exporting, marked, queries, validating
from app.awards.marked import Fault, Spot
from app.awards.models import AwardVersion

Way = tuple[str | int, ...]  # from the award to one of its values
_BEGINS_BY_NAME = re.compile(r"^mục “[^”]*” ")
PLACES = {
    "variants": "Tiêu chí",
    "dossier": "Giấy tờ trong hồ sơ",
    "steps": "Thời hạn",
    "bonus": "Tiền thưởng",
    "vote": "Tỷ lệ phiếu",
    "considered": "Nơi xét ở tỉnh",
    "decided_by": "Người quyết định",
}
_CODE = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b", re.ASCII)
_SOME_LINE = re.compile(r" (ở |\()dòng \d+\)?")


@dataclass(frozen=True)
class Objection:
    way: Way
    reason: str

    @property
    def told(self) -> str:
        """For whoever does not stand at its field."""
        place = PLACES.get(str(self.way[0])) if self.way else None
        return f"{place}: {self.reason[:1].lower()}{self.reason[1:]}" if place else self.reason


def objections(content: Facts, base: AwardVersion) -> list[Objection]:
    """Beside everything that is published, as that will be when this is."""
    award, ways = said(content), list[Way]()
    spot = _spot(award, (), ways)
    found = validating.beside(spot, _rest(base, award["valid_from"]))
    names = queries.names()
    return [Objection(ways[fault.line - 1], _sentence(fault.reason, names)) for fault in found]


def read(source: bytes, base: AwardVersion) -> tuple[Facts, list[Fault]]:
    """A file of one award, and what is wrong with it by its lines."""
    faults: list[Fault] = []
    spot = marked.read(source, faults)
    if spot is None or not isinstance(spot.value, dict):
        return {}, faults or [Fault(1, "tệp phải gồm các mục của một danh hiệu, hình thức.")]
    begins = spot.entries.get("valid_from", Spot(1, None)).value
    rest = _rest(base, begins if type(begins) is date else base.valid_from)
    return spot.plain, sorted({*faults, *validating.beside(spot, rest)})


def _rest(base: AwardVersion, begins: date) -> Facts:
    """The catalogue, where the version that is followed ends the day before."""
    whole = exporting.whole()
    for row in whole["awards"]:
        is_followed = (row["code"], row["number"]) == (base.award_code, base.number)
        if is_followed and row["valid_to"] is None and row["valid_from"] < begins:
            row["valid_to"] = begins - timedelta(days=1)
    return whole


def _spot(value: Any, way: Way, ways: list[Way]) -> Spot:  # noqa: ANN401 -- whatever a version says
    """Each value on a line of its own, by which its way is found again."""
    ways.append(way)
    line = len(ways)
    if isinstance(value, dict):
        return Spot(line, {key: _spot(part, (*way, key), ways) for key, part in value.items()})
    if isinstance(value, list):
        return Spot(line, [_spot(part, (*way, at), ways) for at, part in enumerate(value)])
    return Spot(line, value)


def _sentence(reason: str, names: Mapping[str, str]) -> str:
    """For whoever has a page before them, not a file: no lines, and awards by their names."""
    plain = _SOME_LINE.sub("", _BEGINS_BY_NAME.sub("", reason))
    plain = _CODE.sub(lambda found: names.get(found[0], found[0]), plain)
    return plain[:1].upper() + plain[1:]
