"""What is known of some people of the demonstration already: titles and ratings of the years before their cases."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from app import clock
from app.actor import Actor
from app.extensions import db
from app.founding.journeys import Case
from app.founding.stage import Stage
from app.honours import history
from app.honours import operations as honours
from app.honours.models import Honour
from app.nominations.yearly import Year
from app.nominees.models import Nominee, NomineeKind
from app.organisations.models import Organisation
from app.service_records import operations as service_records
from app.service_records.models import ServiceRecord
from app.service_records.operations import MakeUp, Rating, Wanted
from app.service_records.words import BEST, GOOD

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
TITLES = {
    "Chiến sĩ thi đua cơ sở": "cstd_co_so",
    "Lao động tiên tiến": "lao_dong_tien_tien",
    "Tập thể Lao động tiên tiến": "tap_the_ldtt",
    "Gia đình văn hóa": "gia_dinh_van_hoa",
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
    _enter_record(stage, nominee, unit, actor=actor)


def enter_title(nominee: Nominee, told: Year, *, actor: Actor) -> None:
    """What the case tells of a year stands in the register too: criteria count nothing else."""
    held = {(past.award, past.year) for past in history.of(nominee.id)}
    if told.decision_date is None or (told.title, told.year) in held:
        return
    entry = honours.Entry(
        award_code=TITLES[told.title],
        year=told.year,
        decision_number=told.decision_number,
        decided_on=told.decision_date,
        decided_by=told.decided_by,
    )
    honours.enter(nominee, entry, None, actor=actor)


def confirm_titles(nominee_id: int, *, actor: Actor) -> None:
    """Whoever appraises a case compares its decisions first."""
    waiting = select(Honour).where(Honour.nominee_id == nominee_id, Honour.confirmed_at.is_(None)).order_by(Honour.id)
    honours.confirm(db.session.scalars(waiting).all(), actor=actor)


def _enter_record(stage: Stage, nominee: Nominee, unit: Organisation, *, actor: Actor) -> None:
    """One of the last of those years; some clerks still look for the paper."""
    wanted = _record_of(nominee, unit)
    if wanted is not None:
        scan = None if nominee.id % 5 == 0 else stage.shared_scan("MINH CHỨNG KẾT QUẢ CÔNG TÁC")
        service_records.enter(nominee, wanted, scan, actor=actor)


def _record_of(nominee: Nominee, unit: Organisation) -> Wanted | None:
    year, some = YEARS[-1], nominee.id % 4
    if nominee.kind is NomineeKind.HOUSEHOLD:
        return None
    if nominee.kind is NomineeKind.COLLECTIVE:
        members = 15 + nominee.id % 20
        return MakeUp(
            year=year,
            members=members,
            advanced=members - some,
            completing=members,
            fighters=some,
            disciplined=0,
            value=GOOD,
        )
    return Rating(
        year=year,
        value=GOOD if some else BEST,
        decision_number=f"{100 + nominee.id}/QĐ-{unit.doc_abbr}",
        decided_on=date(year, 12, 20),
        decided_by=f"Thủ trưởng {unit.name}",
    )


def confirm(stage: Stage) -> None:
    """The appraiser has looked through what the units entered so far."""
    waiting = select(Honour).where(Honour.confirmed_at.is_(None), Honour.entered_at < clock.now()).order_by(Honour.id)
    honours.confirm(db.session.scalars(waiting).all(), actor=stage.appraisers[0])
    shown = (ServiceRecord.file_id.is_not(None), ServiceRecord.entered_at < clock.now())
    records = select(ServiceRecord).where(ServiceRecord.confirmed_at.is_(None), *shown).order_by(ServiceRecord.id)
    service_records.confirm(db.session.scalars(records).all(), actor=stage.appraisers[0])
