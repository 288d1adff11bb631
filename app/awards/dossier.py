"""Thành phần hồ sơ: which papers a case of an award needs, by the kind of nominee and the loại hình."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, inspect, select
from sqlalchemy.orm.attributes import set_committed_value

from app.awards.models import AwardVersion, DossierItem
from app.extensions import db

_OF_VERSION = (
    select(DossierItem).where(DossierItem.award_version_id == bindparam("version_id")).order_by(DossierItem.position)
)


@dataclass(frozen=True)
class Papers:
    """A paper with a condition is optional: only a person can tell whether its condition holds."""

    required: list[DossierItem]
    optional: list[DossierItem]


def papers(version: AwardVersion, subject: str, route: str = "") -> Papers:
    """An unsaid loại hình is the award's first one."""
    route = route or version.routes[0]
    needed = [
        item
        for item in _items(version)
        if (not item.kinds or subject in item.kinds) and (not item.routes or route in item.routes)
    ]
    return Papers(
        required=[item for item in needed if item.condition is None],
        optional=[item for item in needed if item.condition is not None],
    )


def _items(version: AwardVersion) -> Sequence[DossierItem]:
    """In a statement written once: the mapper writes its own at each first look, at twice the cost of the answer."""
    known = inspect(version)
    if known.persistent and "dossier" in known.unloaded:
        set_committed_value(version, "dossier", db.session.scalars(_OF_VERSION, {"version_id": version.id}).all())
    return version.dossier
