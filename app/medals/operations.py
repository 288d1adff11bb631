"""Write the medal's part of a dossier: group, declarations, the lines of the service; begin a simplified case."""

from dataclasses import dataclass
from datetime import date

from app import clock, versions, workdays
from app.actor import Actor
from app.audit import operations as audit
from app.casework import advance, hold
from app.errors import refuse_all
from app.extensions import db
from app.medals import queries
from app.medals.counting import KINDS
from app.medals.models import MedalFile, ServicePeriod
from app.nominations import editing
from app.nominations.models import Nomination
from app.nominations.yearly import EARLIEST

PART = "service"  # of the dossier, where a supplement names it
NO_GROUP = "Chọn nhóm đối tượng."
NOT_YET = "Tháng này chưa tới."
TOO_EARLY = f"Tháng phải từ năm {EARLIEST} trở đi."
ENDS_EARLY = "Tháng cuối không thể trước tháng đầu."
NO_KIND = "Chọn loại thời gian."


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """Which group the person belongs to, and what the unit declares. None: not said yet."""

    group_id: int | None
    terms: int | None = None
    held_before: bool | None = None
    is_under_review: bool | None = None
    is_dismissed: bool | None = None
    version: int = 0  # of the part when its form was opened; 0: there was none


@dataclass(frozen=True, kw_only=True)
class Service:
    """One line of the service; `to_month` none: until now. `version` 0: a new line."""

    from_month: date
    to_month: date | None = None
    organisation: str
    position: str
    kind: str
    version: int = 0


def declare(case: Nomination, wanted: Declaration, *, actor: Actor) -> MedalFile:
    _insist(case, actor)
    file = _file_of(case)
    versions.insist(case.ref, seen=wanted.version, now=file.version or 0, changed=["Nhóm đối tượng, khai báo."])
    group = next((one for one in queries.groups_for(case) if one.id == wanted.group_id), None)
    refuse_all(group_id=None if group else NO_GROUP)
    assert group is not None, "the line above refuses an unknown one"
    file.group, file.terms = group, wanted.terms
    file.held_before, file.is_under_review = wanted.held_before, wanted.is_under_review
    file.is_dismissed = wanted.is_dismissed
    db.session.flush()
    said = {
        "group": group.code,
        "held_before": wanted.held_before,
        "is_under_review": wanted.is_under_review,
        "is_dismissed": wanted.is_dismissed,
    }
    audit.record(actor=actor, subject=case.ref, action="declare_medal", data=said)
    return file


def add_period(case: Nomination, wanted: Service, *, actor: Actor) -> ServicePeriod:
    _insist(case, actor)
    _check(wanted)
    file, period = _file_of(case), ServicePeriod()
    _write(period, wanted)
    file.periods.append(period)
    db.session.flush()
    audit.record(actor=actor, subject=case.ref, action="add_service", data=_said(period))
    return period


def edit_period(case: Nomination, period: ServicePeriod, wanted: Service, *, actor: Actor) -> None:
    _insist(case, actor)
    _check(wanted)
    typed = {"Cơ quan, đơn vị": wanted.organisation, "Chức vụ": wanted.position}
    changed = [f"Dòng từ tháng {period.from_month:%m/%Y}."]
    versions.insist(case.ref, seen=wanted.version, now=period.version, typed=typed, changed=changed)
    _write(period, wanted)
    audit.record(actor=actor, subject=case.ref, action="edit_service", data=_said(period))


def remove_period(case: Nomination, period: ServicePeriod, *, actor: Actor) -> None:
    """Take a line away; the log keeps what it said."""
    _insist(case, actor)
    period.file.periods.remove(period)
    db.session.delete(period)
    audit.record(actor=actor, subject=case.ref, action="remove_service", data=_said(period))


def open_simplified(case: Nomination, note: str, *, actor: Actor) -> None:
    """The head of the Ban begins a simplified case that Sở Nội vụ found itself: straight to its appraisal."""
    advance(case, "open_simplified", actor=actor, reason=note)
    limit = case.workflow.transition("conclude_fit").limit
    assert limit is not None, "a process without a limit for appraisal promises no day"
    case.submitted_at = case.received_at = clock.now()
    case.result_due_on = clock.local(workdays.due(clock.now(), limit.days, limit.unit)).date()


def _insist(case: Nomination, actor: Actor) -> None:
    hold(case)
    editing.insist(case, may=editing.allowed(case, actor).text(PART))


def _file_of(case: Nomination) -> MedalFile:
    """The part, begun by whatever is written first."""
    file = queries.sheet_of(case).file
    if file is None:
        file = MedalFile(nomination=case)
        db.session.add(file)
    return file


def _check(wanted: Service) -> None:
    refuse_all(
        from_month=_fault_of_month(wanted.from_month),
        to_month=_fault_of_end(wanted),
        kind=None if wanted.kind in KINDS else NO_KIND,
    )


def _fault_of_end(wanted: Service) -> str | None:
    if wanted.to_month is None:
        return None
    return ENDS_EARLY if wanted.to_month < wanted.from_month else _fault_of_month(wanted.to_month)


def _fault_of_month(month: date) -> str | None:
    if month > clock.today():
        return NOT_YET
    return TOO_EARLY if month.year < EARLIEST else None


def _write(period: ServicePeriod, wanted: Service) -> None:
    period.from_month, period.to_month = wanted.from_month, wanted.to_month
    period.organisation, period.position, period.kind = wanted.organisation, wanted.position, wanted.kind


def _said(period: ServicePeriod) -> dict[str, str]:
    return {
        "from": f"{period.from_month:%m/%Y}",
        "to": f"{period.to_month:%m/%Y}" if period.to_month else "",
        "organisation": period.organisation,
        "position": period.position,
        "kind": period.kind,
    }
