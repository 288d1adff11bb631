"""Whether the head of a unit may decide an award on a day: the catalogue's words, read by kind of unit."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.awards.models import AwardVersion
from app.facts import read_facts
from app.honours.authority import UNIT, basis_on
from app.organisations.models import Organisation

SOURCE = Path(__file__).with_name("deciders.yaml")
ELSEWHERE = "“{award}” không do thủ trưởng đơn vị quyết định: lập hồ sơ theo đúng cấp của danh hiệu, hình thức này."
NOBODY = "“{award}”: theo danh mục không còn ai có thẩm quyền quyết định vào ngày {day:%d/%m/%Y}."
OTHERS = "{unit} không có thẩm quyền quyết định “{award}”. Người có thẩm quyền: {who} ({basis})."


@cache
def _deciders() -> tuple[tuple[str, frozenset[str]], ...]:
    facts: dict[str, Any] = read_facts(SOURCE)
    return tuple((row["says"], frozenset(row["kinds"])) for row in facts["deciders"])


def faults(unit: Organisation, award: AwardVersion, day: date) -> Iterator[str]:
    """Why not, in a sentence; nothing: they may."""
    if award.level != UNIT:
        yield ELSEWHERE.format(award=award.name)
        return
    said = basis_on(award, day)
    if said is None:
        yield NOBODY.format(award=award.name, day=day)
    elif not any(words in said.who and unit.kind in kinds for words, kinds in _deciders()):
        yield OTHERS.format(unit=unit.name, award=award.name, who=said.who, basis=said.basis)
