"""Names on a unit's sheet: added by choosing from its register or from a file, their pledge changed, taken off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app import clock, versions
from app.actor import Actor
from app.audit import operations as audit
from app.awards.models import AwardVersion
from app.casework import hold
from app.errors import Invalid, Refusal
from app.extensions import db
from app.nominees.models import Nominee
from app.nominees.subjects import is_for, not_for
from app.registrations import facts, queries
from app.registrations.models import Registration, RegistrationLine
from workflows.registrations_1 import RegistrationState

IS_SENT = "Bản đăng ký đã gửi Sở Nội vụ: muốn sửa thì đề nghị Sở Nội vụ mở lại."
NOBODY = "Chọn ít nhất một tên trong danh sách."
LONGEST_PLEDGE = RegistrationLine.__table__.c["pledge"].type.length  # type: ignore[attr-defined]
NOT_CHOSEN = "Chọn danh hiệu, hình thức trong danh sách của năm đăng ký."


@dataclass(frozen=True, kw_only=True)
class Enrolment:
    """Who strives for one title, all with the same pledge."""

    award_code: str
    nominee_ids: list[int]
    pledge: str


@dataclass(frozen=True)
class Entry:
    nominee: Nominee
    award: AwardVersion
    pledge: str


def why_not(registration: Registration) -> str:
    """Why nobody writes on it today; empty: its clerk may. What was opened again is written on any day."""
    if registration.state == RegistrationState.SENT:
        return IS_SENT
    if registration.state == RegistrationState.REOPENED:
        return ""
    return facts.untimely(registration.year, clock.today())


def enrol(registration: Registration, told: Enrolment, *, actor: Actor) -> int:
    """How many lines were written: who is there for the title already stays as they are."""
    insist_open(registration)
    award = next((one for one in queries.awards_of(registration.year) if one.award_code == told.award_code), None)
    if award is None:
        raise Invalid(award_code=NOT_CHOSEN)
    people = queries.people(told.nominee_ids, actor)
    if not people:
        raise Invalid(nominee_ids=NOBODY)
    entries = [Entry(one, award, told.pledge) for one in people]
    if wrong := [fault for one in entries if (fault := fault_of(one))]:
        raise Invalid(nominee_ids=" ".join(wrong))
    return put(registration, entries, actor=actor)


def fault_of(entry: Entry) -> str | None:
    name = entry.nominee.full_name
    if not entry.nominee.is_active:
        return f"{name} đã ngừng dùng trong danh sách của đơn vị."
    if not is_for(entry.award.subjects, entry.nominee):
        return not_for(entry.award.name, entry.award.subjects, entry.nominee)
    return None


def put(registration: Registration, entries: Sequence[Entry], *, actor: Actor) -> int:
    known = {(one.nominee_id, one.award_code) for one in queries.lines(registration.id)}
    new = {(one.nominee.id, one.award.award_code): one for one in entries}
    made = [_line(registration, one) for key, one in new.items() if key not in known]
    db.session.add_all(made)
    if made:
        _keep(registration, "enrol", made, actor)
    return len(made)


def say(registration: Registration, line: RegistrationLine, pledge: str, *, seen: int, actor: Actor) -> None:
    versions.insist(registration.ref, seen=seen, now=registration.version, typed={"Cam kết": pledge})
    insist_open(registration)
    line.pledge = pledge
    _keep(registration, "change_pledge", [line], actor)


def strike(registration: Registration, line: RegistrationLine, *, seen: int, actor: Actor) -> None:
    versions.insist(registration.ref, seen=seen, now=registration.version)
    insist_open(registration)
    db.session.delete(line)
    _keep(registration, "strike_from_registration", [line], actor)


def insist_open(registration: Registration) -> None:
    audit.take_the_pen()
    hold(registration)
    if reason := why_not(registration):
        raise Refusal("Chưa ghi được vào bản đăng ký.", [reason])


def _line(registration: Registration, entry: Entry) -> RegistrationLine:
    return RegistrationLine(
        registration_id=registration.id,
        nominee_id=entry.nominee.id,
        award_code=entry.award.award_code,
        name=entry.nominee.full_name,
        detail=entry.nominee.title_line,
        pledge=entry.pledge,
    )


def _keep(registration: Registration, action: str, lines: Iterable[RegistrationLine], actor: Actor) -> None:
    data = {"lines": [[one.nominee_id, one.award_code, one.pledge] for one in lines]}
    versions.touch(registration, by="signer")
    audit.record(actor=actor, subject=registration.ref, action=action, data=data)
