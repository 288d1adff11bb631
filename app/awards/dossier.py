"""Thành phần hồ sơ: which papers a case of an award needs, by the kind of nominee and the loại hình."""

from dataclasses import dataclass

from app.awards.models import AwardVersion, DossierItem


@dataclass(frozen=True)
class Papers:
    """A paper with a condition is optional: only a person can tell whether its condition holds."""

    required: list[DossierItem]
    optional: list[DossierItem]


def papers(version: AwardVersion, kind: str, route: str = "") -> Papers:
    """An unsaid loại hình is the award's first one."""
    route = route or version.routes[0]
    needed = [
        item
        for item in version.dossier
        if (not item.kinds or kind in item.kinds) and (not item.routes or route in item.routes)
    ]
    return Papers(
        required=[item for item in needed if item.condition is None],
        optional=[item for item in needed if item.condition is not None],
    )
