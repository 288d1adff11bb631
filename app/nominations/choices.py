"""What a list of nominations may be narrowed by: rounds, awards and units, read at once."""

from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, String, cast, func, literal, select, union_all

from app.awards.models import AwardVersion
from app.awards.queries import WALKED
from app.extensions import read_rows
from app.organisations.models import Organisation
from app.rounds.models import AwardRound

KINDS = ("rounds", "awards", "units")


class Choice(NamedTuple):
    value: str  # as it stands in the address
    name: str


def choices(*, with_units: bool) -> dict[str, list[Choice]]:
    """By kind: the newest round first, awards as in the catalogue, units by name; `units` is empty unless asked for."""
    found: dict[str, list[Choice]] = {kind: [] for kind in KINDS}
    for kind, value, name in read_rows(_statement(KINDS if with_units else KINDS[:2])):
        found[kind].append(Choice(value, name))
    return found


@cache
def _statement(kinds: tuple[str, ...]) -> Select[Any]:
    parts = {
        "rounds": _part(
            "rounds", cast(AwardRound.id, String), AwardRound.name, AwardRound.opens_on.desc(), AwardRound.id
        ),
        "awards": _part("awards", AwardVersion.award_code, AwardVersion.name, AwardVersion.id).where(
            AwardVersion.level.in_(WALKED)
        ),
        "units": _part("units", cast(Organisation.id, String), Organisation.name, Organisation.sort_key).where(
            Organisation.can_submit
        ),
    }
    together = union_all(*(parts[kind] for kind in kinds)).subquery().c
    return select(together.kind, together.value, together.name).order_by(together.kind, together.place)


def _part(kind: str, value: Any, name: Any, *order: Any) -> Select[Any]:  # noqa: ANN401 -- columns
    place: ColumnElement[int] = func.row_number().over(order_by=order)
    return select(literal(kind).label("kind"), value.label("value"), name.label("name"), place.label("place"))
