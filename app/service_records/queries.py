"""Records looked for and one by one, for somebody who may see them; and what of them counts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.actor import Actor
from app.documents.models import StoredFile
from app.errors import or_404
from app.extensions import db, in_few_lengths, read_rows
from app.honours.words import Standing
from app.nominees.models import Nominee
from app.nominees.reach import register_of
from app.organisations.models import Organisation
from app.service_records import fields
from app.service_records.models import ServiceRecord
from app.service_records.reach import sees_all, visible_to
from app.service_records.words import RecordKind

PAGE = 50
IN_FORCE = ServiceRecord.voided_at.is_(None)
WAITING = (ServiceRecord.confirmed_at.is_(None), IN_FORCE)
BY_STANDING = {
    None: (IN_FORCE,),
    Standing.WAITING: WAITING,
    Standing.CONFIRMED: (ServiceRecord.confirmed_at.is_not(None), IN_FORCE),
    Standing.VOIDED: (ServiceRecord.voided_at.is_not(None),),
}


@dataclass(frozen=True, kw_only=True)
class Search:
    kind: RecordKind | None = None
    standing: Standing | None = None  # None: all that are in force
    unit_id: int | None = None
    after: int | None = None  # the last record of the page before


@dataclass(frozen=True)
class Page:
    records: Sequence[ServiceRecord]
    next_after: int | None


@dataclass(frozen=True)
class Around:
    """What a record's page tells beside it."""

    file: StoredFile | None
    names: Mapping[int | None, str]  # of who entered, confirmed, voided


def one(record_id: int, actor: Actor) -> ServiceRecord:
    wanted = visible_to(actor).where(ServiceRecord.id == record_id)
    whose = joinedload(ServiceRecord.nominee).joinedload(Nominee.unit)
    return or_404(db.session.scalars(wanted.options(whose)).one_or_none())


def own(record_id: int, actor: Actor) -> ServiceRecord:
    """Of somebody in the actor's own register: whoever enters there adds the evidence too."""
    found = one(record_id, actor)
    return or_404(found if found.unit_id == actor.organisation_id else None)


def around(record: ServiceRecord) -> Around:
    ids = {record.entered_by_id, record.confirmed_by_id, record.voided_by_id} - {None}
    names = select(User.id, User.full_name).where(User.id.in_(in_few_lengths(one for one in ids if one)))
    return Around(scan(record), {row.id: row.full_name for row in read_rows(names)})


def scan(record: ServiceRecord) -> StoredFile | None:
    return db.session.get(StoredFile, record.file_id) if record.file_id else None


def several(record_ids: Sequence[int], actor: Actor) -> Sequence[ServiceRecord]:
    """Those of them that this actor may see, as they were entered."""
    wanted = visible_to(actor).where(ServiceRecord.id.in_(record_ids)).order_by(ServiceRecord.id)
    return db.session.scalars(wanted.options(joinedload(ServiceRecord.nominee))).all()


def page(search: Search, actor: Actor) -> Page:
    """The newest first."""
    wanted = visible_to(actor).where(*BY_STANDING.get(search.standing, (IN_FORCE,)))
    if search.kind:
        wanted = wanted.where(ServiceRecord.kind == search.kind)
    if search.unit_id and sees_all(actor.role):
        wanted = wanted.where(ServiceRecord.unit_id == search.unit_id)
    if search.after:
        wanted = wanted.where(ServiceRecord.id < search.after)
    whose = joinedload(ServiceRecord.nominee).joinedload(Nominee.unit)
    found = db.session.scalars(wanted.options(whose).order_by(ServiceRecord.id.desc()).limit(PAGE + 1)).all()
    return Page(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)


def nominee(nominee_id: int, actor: Actor) -> Nominee:
    """Whose record is entered: a unit enters its own people's."""
    wanted = register_of(actor).where(Nominee.id == nominee_id).options(joinedload(Nominee.unit))
    return or_404(db.session.scalars(wanted).one_or_none())


def in_force(nominee_id: int) -> Sequence[ServiceRecord]:
    """What was not voided, the newest of each kind first."""
    wanted = select(ServiceRecord).where(ServiceRecord.nominee_id == nominee_id, IN_FORCE)
    order = {kind: number for number, kind in enumerate(RecordKind)}
    return sorted(db.session.scalars(wanted), key=lambda one: (order[one.kind], *_newest_first(one)))


def _newest_first(record: ServiceRecord) -> tuple[int, int, int]:
    return -(record.year or 0), -(record.starts_on.toordinal() if record.starts_on else 0), -record.id


ByNominee = Mapping[int, Sequence[fields.Record]]


def counting_and_entered(nominee_ids: Collection[int]) -> tuple[ByNominee, ByNominee]:
    """What counts, of each of them, in one statement: confirmed with its evidence, and not voided; then the same with
    what still waits.
    """
    counting: dict[int, list[fields.Record]] = defaultdict(list)
    entered: dict[int, list[fields.Record]] = defaultdict(list)
    if not nominee_ids:
        return counting, entered
    wanted = select(
        ServiceRecord.id,
        ServiceRecord.nominee_id,
        ServiceRecord.kind,
        and_(ServiceRecord.confirmed_at.is_not(None), ServiceRecord.file_id.is_not(None)).label("counts"),
        *(getattr(ServiceRecord, name) for name in SAID),
    ).where(ServiceRecord.nominee_id.in_(in_few_lengths(nominee_ids)), IN_FORCE)
    for row in read_rows(wanted.order_by(ServiceRecord.id)):
        record = _plain(row)
        entered[row.nominee_id].append(record)
        if row.counts:
            counting[row.nominee_id].append(record)
    return counting, entered


SAID = ("value", "year", "starts_on", "ends_on", "members", "advanced", "completing", "disciplined", "fighters")
PLAIN: Mapping[RecordKind, type[fields.Record]] = {
    RecordKind.RATING: fields.Rating,
    RecordKind.DISCIPLINE: fields.Discipline,
    RecordKind.LEAVE: fields.Leave,
    RecordKind.MAKE_UP: fields.MakeUp,
}


def _plain(row: Row[Any]) -> fields.Record:
    made = PLAIN[row.kind]
    return made(**{name: getattr(row, name) for name in made.__dataclass_fields__})


def waiting_by_unit() -> Select[Any]:
    """What units entered with its evidence and Sở Nội vụ has not seen: .unit_id .unit .records .since."""
    since = func.min(ServiceRecord.entered_at, type_=ServiceRecord.entered_at.type)
    return (
        select(
            ServiceRecord.unit_id,
            Organisation.name.label("unit"),
            func.count().label("records"),
            since.label("since"),
        )
        .join(Organisation, Organisation.id == ServiceRecord.unit_id)
        .where(*WAITING, ServiceRecord.file_id.is_not(None))
        .group_by(ServiceRecord.unit_id, Organisation.name)
        .order_by(since)
    )


def without_evidence(records: Iterable[ServiceRecord]) -> list[ServiceRecord]:
    return [one for one in records if one.file_id is None]
