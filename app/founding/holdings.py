"""What some people of the demonstration hold already: titles of the years before their cases."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from app import clock
from app.actor import Actor
from app.extensions import db
from app.founding.journeys import Case
from app.founding.stage import Stage
from app.honours import operations as honours
from app.honours.models import Honour
from app.nominees.models import Nominee
from app.organisations.models import Organisation

YEARS = (2020, 2021)  # before the years that the cases tell of
CONFIRMED = date(2024, 11, 20)  # what was entered by then, Sở Nội vụ has seen
DECIDED = (12, 5, 25)  # month, first and last day


class Held(NamedTuple):
    award: str
    giver: str


BY_KIND = {  # of those whose trade has such a title every year
    "individual": Held("lao_dong_tien_tien", "Thủ trưởng {unit}"),
    "collective": Held("tap_the_ldtt", "Thủ trưởng {unit}"),
    "household": Held("gia_dinh_van_hoa", "Chủ tịch UBND {commune}"),
}
WITHOUT = frozenset({"farmer", "donor", "village_health", "artisan", "village", "coop"})


def enter(stage: Stage, case: Case, nominee: Nominee, *, actor: Actor) -> None:
    if case.job in WITHOUT:
        return
    held, unit = BY_KIND[case.kind], db.session.get_one(Organisation, nominee.unit_id)
    month, first, last = DECIDED
    commune = nominee.address.split(", ", maxsplit=1)[0]
    for year in YEARS:
        entry = honours.Entry(
            award_code=held.award,
            year=year,
            decision_number=f"{stage.chance.randint(112, 986)}/QĐ-{'UBND' if nominee.address else unit.doc_abbr}",
            decided_on=date(year, month, stage.chance.randint(first, last)),
            decided_by=held.giver.format(unit=unit.name, commune=commune),
        )
        honours.enter(nominee, entry, None, actor=actor)


def confirm(stage: Stage) -> None:
    """The appraiser has looked through what the units entered so far."""
    waiting = select(Honour).where(Honour.confirmed_at.is_(None), Honour.entered_at < clock.now()).order_by(Honour.id)
    honours.confirm(db.session.scalars(waiting).all(), actor=stage.appraisers[0])
