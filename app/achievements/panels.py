"""Beside a case: the initiatives it relies on, and other cases that may tell of the same achievement."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from app.achievements import overlaps, queries, uses
from app.achievements.overlaps import PERIOD, Overlap
from app.achievements.standings import STANDINGS
from app.actor import UNIT_ROLES, Actor
from app.awards import common
from app.extensions import db
from app.initiatives.words import ASK_FOR_THEM
from app.nominations import editing
from app.nominations.models import Nomination
from app.nominations.openings import Look, Panel, shows_panel, shows_part_while_edited
from app.nominations.reach import DEPARTMENT_ROLES, visible_to
from app.nominees.models import NomineeKind
from workflows.award_province_1 import State
from workflows.vocabulary import Role

READERS = UNIT_ROLES | DEPARTMENT_ROLES
ANSWERS = frozenset({Role.APPRAISER, Role.BAN_HEAD})


@dataclass(frozen=True, kw_only=True)
class Warned:
    """Another case as one person may know of it."""

    overlap: Overlap
    is_visible: bool
    why: str
    standing: str

    @classmethod
    def of(cls, one: Overlap, visible: AbstractSet[int]) -> "Warned":
        return cls(overlap=one, is_visible=one.id in visible, why=why(one), standing=STANDINGS[one.standing])


@shows_part_while_edited(order=25)
def initiatives_while_written(look: Look, actor: Actor) -> Panel | None:
    if not asks_for_initiatives(look.case):
        return None
    may_edit = editing.allowed(look.case, actor).text(uses.PART)
    shown = {"nomination": look.case, "chosen": _chosen(look.case), "may_edit": may_edit, "used_once": used_once()}
    return Panel("achievements/_initiatives.html", shown)


@shows_panel(order=23)
def beside(_look: Look, actor: Actor) -> Panel | None:
    """Fetched from the page of its own: most cases have nothing of it, and to know that reads three times."""
    return Panel("achievements/_fetched.html", {}) if actor.role in READERS else None


def relied_on(case: Nomination) -> list[queries.Choice]:
    return _chosen(case) if asks_for_initiatives(case) else []


def alike(case: Nomination, actor: Actor) -> dict[str, Any]:
    """Both cases show it, each to whom it concerns; why somebody answered as they did stays at Sở Nội vụ."""
    found = overlaps.of_case(case)
    visible = _visible(found, actor) if found else frozenset()
    return {
        "found": [Warned.of(one, visible) for one in found],
        "may_answer": case.state == State.APPRAISAL and actor.role in ANSWERS,
        "may_read_why": actor.role in DEPARTMENT_ROLES,
        "rule": common.rule(overlaps.ONE_AWARD),
    }


def used_once() -> str:
    return common.rule(uses.USED_ONCE)


def asks_for_initiatives(case: Nomination) -> bool:
    return case.nominee_kind is NomineeKind.INDIVIDUAL and case.award_version.award_code in ASK_FOR_THEM


def why(one: Overlap) -> str:
    """'Cùng người, cùng loại hình, thời gian thành tích 2023–2024. Cùng tệp: bao-cao.pdf.'"""
    return " ".join(_reasons(one))


def _reasons(one: Overlap) -> Iterator[str]:
    if PERIOD in one.grounds:
        yield f"Cùng người hoặc tập thể, cùng loại hình; thời gian thành tích {_years(one)} trùng nhau."
    if one.files:
        yield f"Cùng một tệp minh chứng: {', '.join(one.files)}."


def _years(one: Overlap) -> str:
    years = dict.fromkeys(year for year in one.period if year)
    return "–".join(map(str, years))


def _visible(found: Sequence[Overlap], actor: Actor) -> AbstractSet[int]:
    ids = [one.id for one in found]
    return frozenset(
        db.session.scalars(visible_to(actor).where(Nomination.id.in_(ids)).with_only_columns(Nomination.id))
    )


def _chosen(case: Nomination) -> list[queries.Choice]:
    return [one for one in queries.choices(case) if one.is_chosen]
