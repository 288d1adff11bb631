"""Gia hạn nhận hồ sơ của đợt xét: a later last day, for one unit or for all. Whoever was late may send again."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, or_, select

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.errors import NOT_AFTER_TODAY, refuse_all
from app.extensions import db
from app.organisations import queries as organisations
from app.organisations.models import Organisation
from app.outbox import operations as outbox
from app.rounds.models import AwardRound, RoundExtension

TELL = "tell_round_extended"  # the errand


@dataclass(frozen=True, kw_only=True)
class Extension:
    """Until when, for whom, why, and on which paper."""

    closes_on: date
    reason: str
    unit_id: int | None = None
    document: str = ""
    document_on: date | None = None
    version: int = 1  # of the round when the form was opened


def extend(award_round: AwardRound, wanted: Extension, *, actor: Actor) -> RoundExtension:
    assert actor.user_id is not None, "a round is extended by a person"
    ref = f"round:{award_round.id}"
    typed = {"Lý do": wanted.reason, "Văn bản": wanted.document}
    versions.insist(ref, seen=wanted.version, now=award_round.version, typed=typed)
    known = award_round.last_day_for(wanted.unit_id)
    refuse_all(
        unit_id=_fault_of_unit(wanted.unit_id),
        closes_on=_fault_of_day(wanted.closes_on, known),
        document_on=NOT_AFTER_TODAY if wanted.document_on and wanted.document_on > clock.today() else None,
    )
    given = RoundExtension(
        award_round=award_round,
        unit_id=wanted.unit_id,
        closed_on=known,
        closes_on=wanted.closes_on,
        reason=wanted.reason,
        document=wanted.document,
        document_on=wanted.document_on,
        extended_at=clock.now(),
        extended_by_id=actor.user_id,
    )
    db.session.add(given)
    if wanted.unit_id is None:
        award_round.closes_on = wanted.closes_on
    versions.touch(award_round, by="name")
    data = {"unit": wanted.unit_id, "from": known.isoformat(), "to": wanted.closes_on.isoformat()}
    data |= {"document": wanted.document}
    audit.record(actor=actor, subject=ref, action="extend_round", reason=wanted.reason, data=data)
    outbox.put(TELL, subject=ref, unit=wanted.unit_id, until=wanted.closes_on.isoformat())
    return given


def units() -> list[tuple[int, str]]:
    """Who may be given more days: units that send by themselves."""
    found = organisations.existing_on(clock.today()).where(Organisation.can_submit.is_(True))
    return [(one.id, one.name) for one in db.session.scalars(found.order_by(Organisation.sort_key, Organisation.id))]


def whose_days(actor: Actor) -> tuple[int | None, ...]:
    """Whose last day counts for who reads; nobody's but the round's own at Sở Nội vụ."""
    unit = db.session.get(Organisation, actor.organisation_id) if actor.is_of_unit else None
    return unit.sends_by if unit else ()


def told_to(award_round: AwardRound, actor: Actor, days_of: tuple[int | None, ...]) -> list[RoundExtension]:
    """What one unit was given is no other unit's matter, but of those that send by it. `days_of`: `whose_days`."""
    own = {None, *days_of}
    return [one for one in award_round.extensions if not actor.is_of_unit or one.unit_id in own]


def is_given(unit_id: int, day: date) -> ColumnElement[bool]:
    """Of a round: the unit, or the superior by whom it sends, may do so on a day that is too late for others."""
    sends_by = select(Organisation.parent_id).where(Organisation.id == unit_id, Organisation.can_submit.is_(False))
    return exists().where(
        RoundExtension.award_round_id == AwardRound.id,
        RoundExtension.closes_on >= day,
        or_(RoundExtension.unit_id == unit_id, RoundExtension.unit_id == sends_by.scalar_subquery()),
    )


def _fault_of_unit(unit_id: int | None) -> str | None:
    if unit_id is None or unit_id in {known for known, _ in units()}:
        return None
    return "Chọn đơn vị trong danh sách."


def _fault_of_day(day: date, known: date) -> str | None:
    if day <= known:
        return f"Ngày mới phải sau ngày {known:%d/%m/%Y} đang áp dụng: gia hạn không rút ngắn."
    if day < clock.today():
        return "Ngày mới phải từ hôm nay trở đi thì đơn vị mới còn gửi được."
    return None
