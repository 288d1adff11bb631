"""Enter an award with its decision in one step, confirm it, void it. Nothing is changed, nothing is deleted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app import clock
from app.actor import Actor
from app.audit import operations as audit
from app.awards.models import AwardVersion
from app.documents.models import StoredFile
from app.errors import Invalid, Refusal, refuse_all
from app.extensions import db
from app.honours import authority, history
from app.honours.history import Past
from app.honours.models import Honour
from app.honours.reach import sees_all
from app.nominees.models import Nominee
from app.nominees.words import KINDS
from app.text import fold, one_line

EARLIEST = 1945  # the country's first year
NOT_YET = "Ngày quyết định không thể sau hôm nay."
NO_AWARD = "Chọn danh hiệu, hình thức trong danh mục, hoặc ghi tên ở mục dưới."
IN_CATALOGUE = "Danh mục có tên này: chọn ở mục trên."
NOT_YOURS = "Đơn vị chỉ ghi danh hiệu, hình thức do đơn vị, địa phương quyết định. Cấp trên do Sở Nội vụ ghi."
TWO_AWARDS = "Đã chọn trong danh mục thì để trống mục này."
NO_LEVEL = "Chọn cấp khen thưởng của danh hiệu, hình thức ngoài danh mục."
NO_NUMBER = "Nhập số quyết định, ví dụ 125/QĐ-SGDĐT."
NO_GIVER = "Nhập người hoặc cơ quan quyết định."
ENTERED_BY_YOU = "do anh/chị ghi: người khác đối chiếu và xác nhận."
AFTER_DECISION = "Năm đạt không thể sau năm của quyết định."


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One award as its decision has it; from the catalogue, or by its name and level."""

    award_code: str = ""
    award_name: str = ""
    level: str = ""
    year: int
    decision_number: str
    decided_on: date
    decided_by: str


@dataclass(frozen=True)
class Rights:
    """What one actor may enter, read once for a whole sheet."""

    awards: Mapping[str, AwardVersion]
    levels: Sequence[str]
    by_name: Mapping[str, AwardVersion]  # of the whole catalogue, by the folded name

    @classmethod
    def of(cls, actor: Actor) -> "Rights":
        levels, known = authority.levels_of(actor), authority.awards()
        mine = {one.award_code: one for one in known if one.level in levels}
        return cls(mine, levels, {fold(one.name): one for one in known})


def enter(nominee: Nominee, entry: Entry, file: StoredFile | None, *, actor: Actor) -> Honour:
    audit.take_the_pen()  # of two who enter the same decision, the slower finds the faster's
    rights = Rights.of(actor)
    refuse_all(**faults(nominee, entry, rights, history.of(nominee.id)))
    return put(nominee, entry, rights, file, actor=actor)


def faults(nominee: Nominee, entry: Entry, rights: Rights, past: Sequence[Past]) -> dict[str, str | None]:
    """Field to sentence, of everything that is wrong at once."""
    twin = history.same_decision(past, entry.decision_number, entry.decided_on)
    return {
        "award_code": _fault_of_award(nominee, entry, rights),
        "award_name": _fault_of_name(entry, rights),
        "level": NO_LEVEL if not entry.award_code and entry.level not in rights.levels else None,
        "year": fault_of_year(entry.year, entry.decided_on) or _before_birth(nominee, entry),
        "decision_number": _told_twin(nominee, twin)
        if twin
        else None
        if one_line(entry.decision_number)
        else NO_NUMBER,
        "decided_on": NOT_YET if entry.decided_on > clock.today() else None,
        "decided_by": None if one_line(entry.decided_by) else NO_GIVER,
    }


def fault_of_year(year: int, decided_on: date | None) -> str | None:
    if not EARLIEST <= year <= clock.today().year:
        return f"Năm phải từ {EARLIEST} đến {clock.today().year}."
    return AFTER_DECISION if decided_on and year > decided_on.year else None


def _before_birth(nominee: Nominee, entry: Entry) -> str | None:
    born = nominee.birth_date
    if born is None or (entry.year >= born.year and entry.decided_on >= born):
        return None
    return (
        f"Mâu thuẫn: {nominee.name} sinh ngày {born:%d/%m/%Y}, ghi khen thưởng năm {entry.year} theo Quyết định ngày "
        f"{entry.decided_on:%d/%m/%Y}."
    )


def _fault_of_award(nominee: Nominee, entry: Entry, rights: Rights) -> str | None:
    if not entry.award_code:
        return None if one_line(entry.award_name) else NO_AWARD
    version = rights.awards.get(entry.award_code)
    if version is None:
        return NOT_YOURS
    if not authority.is_for(version, nominee.kind):
        return f"{version.name} không dành cho {KINDS[nominee.kind]}."
    if authority.basis_on(version, entry.decided_on) is None:
        return f"Ngày {entry.decided_on:%d/%m/%Y} không còn cấp nào quyết định {version.name}."
    return None


def _fault_of_name(entry: Entry, rights: Rights) -> str | None:
    """What the catalogue has is taken from there, and nobody gets round their level by writing its name."""
    if entry.award_code:
        return TWO_AWARDS if entry.award_name else None
    known = rights.by_name.get(fold(entry.award_name))
    if known is None:
        return None
    return IN_CATALOGUE if known.award_code in rights.awards else NOT_YOURS


def _told_twin(nominee: Nominee, twin: Past) -> str:
    return f"{nominee.full_name} đã có {twin.award} theo Quyết định số {twin.decision}: không ghi lần nữa."


def put(nominee: Nominee, entry: Entry, rights: Rights, file: StoredFile | None, *, actor: Actor) -> Honour:
    """Write what was found in order. Entered at Sở Nội vụ, it needs no other eye."""
    assert actor.user_id is not None, "awards are entered by people"
    version = rights.awards.get(entry.award_code)
    is_confirmed = sees_all(actor.role)
    made = Honour(
        nominee_id=nominee.id,
        unit_id=nominee.unit_id,
        award_code=version.award_code if version else None,
        award_name=version.name if version else one_line(entry.award_name),
        level=version.level if version else entry.level,
        year=entry.year,
        decision_number=one_line(entry.decision_number),
        decided_on=entry.decided_on,
        decided_by=one_line(entry.decided_by),
        file=file,
        entered_by_id=actor.user_id,
        entered_at=clock.now(),
        confirmed_by_id=actor.user_id if is_confirmed else None,
        confirmed_at=clock.now() if is_confirmed else None,
        void_reason="",
    )
    db.session.add(made)
    db.session.flush()
    told = {"nominee": f"nominee:{nominee.id}", "award": made.award_name, "decision": made.decision}
    audit.record(actor=actor, subject=made.ref, action="enter_honour", data=told | _proof(file))
    return made


def confirm(honours: Iterable[Honour], *, actor: Actor) -> int:
    """Sở Nội vụ has seen the decision; how many were waiting for that.

    Somebody may hold two offices: nobody confirms what they entered for their unit.
    """
    audit.take_the_pen()
    waiting = [_as_it_is(one) for one in honours]
    waiting = [one for one in waiting if one.confirmed_at is None and one.voided_at is None]
    if own := [one for one in waiting if one.entered_by_id == actor.user_id]:
        raise Refusal("Chưa xác nhận được.", [f"{_named(one)} {ENTERED_BY_YOU}" for one in own])
    for one in waiting:
        one.confirmed_by_id, one.confirmed_at = actor.user_id, clock.now()
        audit.record(actor=actor, subject=one.ref, action="confirm_honour")
    return len(waiting)


def void(honour: Honour, reason: str, *, actor: Actor) -> None:
    """It stays, and counts no more. What Sở Nội vụ confirmed, only Sở Nội vụ voids."""
    audit.take_the_pen()
    insist_on_voiding(_as_it_is(honour), actor)
    if not one_line(reason):
        raise Invalid(reason="Nêu rõ lý do.")
    honour.voided_by_id, honour.voided_at, honour.void_reason = actor.user_id, clock.now(), reason.strip()
    audit.record(actor=actor, subject=honour.ref, action="void_honour", reason=honour.void_reason)


def insist_on_voiding(honour: Honour, actor: Actor) -> None:
    if reasons := obstacles_to_voiding(honour, actor):
        raise Refusal("Chưa hủy được khen thưởng này.", reasons)


def obstacles_to_voiding(honour: Honour, actor: Actor) -> list[str]:
    if honour.voided_at is not None:
        return ["Khen thưởng này đã hủy trước đó."]
    if honour.confirmed_at is not None and not sees_all(actor.role):
        return ["Sở Nội vụ đã xác nhận: đề nghị Sở Nội vụ hủy và nêu lý do."]
    return []


def _named(honour: Honour) -> str:
    return f"{honour.award_name} của {honour.nominee.full_name}, Quyết định số {honour.decision},"


def _as_it_is(honour: Honour) -> Honour:
    """Somebody may have confirmed or voided it while we waited for the pen."""
    db.session.refresh(honour)
    return honour


def _proof(file: StoredFile | None) -> dict[str, str]:
    return {"file": file.original_name, "sha256": file.sha256} if file else {}
