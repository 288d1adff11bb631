"""Who may enter which award, for whom, and on what basis it was given: asked of the catalogue, never of this code."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.actor import Actor
from app.awards.models import AwardVersion
from app.extensions import db
from app.honours.models import Honour
from app.honours.reach import sees_all
from app.honours.words import LEVELS
from app.nominees.vocabulary import LOCALITIES

UNIT = "unit"


@dataclass(frozen=True)
class Basis:
    """Who gives an award, and by which article."""

    who: str
    basis: str


def levels_of(actor: Actor) -> list[str]:
    """A unit enters what units give; what the province or the State gave, Sở Nội vụ does."""
    return list(LEVELS) if sees_all(actor.role) else [UNIT]


def awards() -> Sequence[AwardVersion]:
    """The newest version of each award of the catalogue: titles first, and what units give before all others."""
    found = db.session.scalars(
        select(AwardVersion)
        .options(joinedload(AwardVersion.award))
        .order_by(AwardVersion.award_code, AwardVersion.number)
    )
    newest = {version.award_code: version for version in found}
    order = list(LEVELS)
    return sorted(newest.values(), key=lambda one: (order.index(one.level), one.award.kind != "title", one.id))


def awards_for(actor: Actor) -> Sequence[AwardVersion]:
    """Those this actor may enter."""
    levels = levels_of(actor)
    return [one for one in awards() if one.level in levels]


def is_for(version: AwardVersion, kind: str) -> bool:
    """What was given to a commune or village may be entered though nobody has written yet that it is one."""
    as_kept = {"collective" if subject in LOCALITIES else subject for subject in version.subjects}
    return kind in as_kept


def basis_on(version: AwardVersion, day: date) -> Basis | None:
    """Who gave it on that day; None: nobody could any more. What was given under an earlier law is told as such."""
    givers = [giver for giver in version.decided_by if _is_in_force(giver, day)]
    if givers:
        return Basis("; ".join(giver["who"] for giver in givers), "; ".join(giver["basis"] for giver in givers))
    if day < version.valid_from:
        return Basis(
            _who(version.decided_by),
            f"Quyết định trước ngày {version.valid_from:%d/%m/%Y}, theo luật có hiệu lực khi đó.",
        )
    return None


def basis_of(honour: Honour) -> Basis | None:
    """Of one that stands here; None: outside the catalogue."""
    if honour.award_code is None:
        return None
    version = db.session.scalars(
        select(AwardVersion)
        .where(AwardVersion.award_code == honour.award_code)
        .order_by(AwardVersion.number.desc())
        .limit(1)
    ).one()
    return basis_on(version, honour.decided_on)


def _who(givers: Iterable[Any]) -> str:
    return next((str(giver["who"]) for giver in givers), "")


def _is_in_force(giver: dict[str, Any], day: date) -> bool:
    first, last = giver.get("from"), giver.get("to")
    return (first is None or date.fromisoformat(first) <= day) and (last is None or day <= date.fromisoformat(last))
