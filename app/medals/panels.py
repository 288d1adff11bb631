"""The medal's part on the page of a case and on the page of its draft: group, declarations, service and their sums."""

from dataclasses import dataclass
from typing import Any

from app.actor import Actor
from app.awards.words import conditions
from app.medals import counting, judging, operations, queries
from app.medals.models import ServicePeriod
from app.medals.operations import PART
from app.nominations import editing
from app.nominations.openings import (
    Look,
    Panel,
    shows_panel,
    shows_part_while_edited,
    takes_step,
    takes_step_of_many,
)

takes_step("open_simplified", "medals.open_simplified")
takes_step_of_many("open_simplified", lambda case, note, actor: operations.open_simplified(case, note, actor=actor))


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the service, with its own length."""

    period: ServicePeriod
    kind: str
    length: str


@shows_panel(order=15)
def of_case(look: Look, _: Actor) -> Panel | None:
    if not look.case.is_of_the_medal:
        return None
    return Panel("medals/_panel.html", shown(look) | {"may_edit": False})


@shows_part_while_edited(order=10)
def of_draft(look: Look, actor: Actor) -> Panel | None:
    if not look.case.is_of_the_medal:
        return None
    may_edit = editing.allowed(look.case, actor).text(PART)
    return Panel("medals/_part.html", shown(look) | {"may_edit": may_edit})


def shown(look: Look) -> dict[str, Any]:
    """What both lay out. `sums`: in words, those that are not nought; the whole service always."""
    case, sheet = look.case, look.read(queries.sheet_of)
    said, until = queries.declared(case, sheet), queries.counted_until(case)
    kinds = (("Giữ chức vụ lãnh đạo của nhóm", said.sums.office), ("Ở vùng đặc biệt khó khăn", said.sums.hard_area))
    return {
        "nomination": case,
        "file": sheet.file,
        "group": sheet.group,
        "rules": sheet.group.rule_set if sheet.group else None,
        "conditions": [*conditions(sheet.group)] if sheet.group else [],
        "lines": [
            Line(period=one, kind=counting.KINDS[one.kind], length=counting.in_words(counting.length(one, until)))
            for one in sheet.periods
        ],
        "total": counting.in_words(said.sums.service),
        "sums": [(name, counting.in_words(months)) for name, months in kinds if months],
        "until": until,
        "failures": [*judging.exclusions(said), *judging.shortfalls(said)],
    }
