"""Whom to remind today, each once of each limit, in one notice: written with the errand that brings it, or not at all.

Nothing here depends on having run yesterday, nor on running once: what was told is a row, and what has none is told.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from app import clock, workdays
from app.actor import Actor
from app.audit import operations as audit
from app.deadlines import finding
from app.deadlines.finding import Due
from app.deadlines.models import RemindedDay, Reminder
from app.extensions import db
from app.organisations.models import Appointment
from app.organisations.queries import actor_of, holders, in_office, role_name
from app.outbox import operations as outbox
from workflows.vocabulary import Role

REMIND = "remind"  # the errand
SHOWN = 10  # lines of one notice; the worklist has them all


class Round:
    """What one look at all desks found, by the person and the organisation where it concerns them."""

    def __init__(self) -> None:
        self.soon: dict[tuple[int, int], dict[str, Due]] = defaultdict(dict)
        self.late: dict[tuple[int, int], dict[str, Due]] = defaultdict(dict)

    def look_at(self, appointment_id: int) -> None:
        """One desk: its people hear what is due soon, their superiors what is late."""
        actor = in_office(appointment_id)
        if actor is None or actor.user_id is None or actor.organisation_id is None:
            return  # left it meanwhile
        found = finding.at(actor)
        for due in found:
            if due.left >= 0:
                self.soon[actor.user_id, actor.organisation_id][due.subject] = due
        late = [due for due in found if due.left < 0]
        for superior in finding.superiors(actor) if late else []:
            reader = actor_of(superior)
            for due in late:
                self._tell_late(superior, finding.as_told_to(reader, due), actor)

    def look_at_rounds(self) -> None:
        for unit_id, due in finding.of_rounds():
            for clerk in holders(Role.UNIT_CLERK, unit_id):
                self.soon[_to(clerk)][due.subject] = due

    def recipients(self) -> list[tuple[int, int]]:
        return sorted({*self.soon, *self.late})

    def _tell_late(self, superior: Appointment, due: Due, actor: Actor) -> None:
        told, who = self.late[_to(superior)], f"{actor.name}, {role_name(actor.role)}"
        known = told.get(due.subject)
        if known is None:
            told[due.subject] = replace(due, who=who)
        elif who not in known.who:
            told[due.subject] = replace(known, who=f"{known.who}; {who}")


def is_done(day: date) -> bool:
    return db.session.get(RemindedDay, day) is not None


def finish(day: date) -> None:
    audit.take_the_pen()
    if not is_done(day):
        db.session.add(RemindedDay(day=day, finished_at=clock.now()))


def is_worked(day: date) -> bool:
    """On a day off nobody is reminded; whatever falls due then is found on the next working day."""
    return workdays.counter(day, day)(day.fromordinal(day.toordinal() - 1), day) > 0


def tell(found: Round, recipient: tuple[int, int]) -> bool:
    """One notice of what this person has not heard yet; whether there was any."""
    user_id, organisation_id = recipient
    audit.take_the_pen()
    soon = _untold(user_id, found.soon.get(recipient, {}).values())
    late = _untold(user_id, found.late.get(recipient, {}).values())
    if not soon and not late:
        return False
    lines = [*soon, *late]
    subject = lines[0].subject.replace("s:", ":", 1) if len(lines) == 1 else f"user:{user_id}"
    errand = outbox.put(
        REMIND, subject=subject, user_id=user_id, organisation_id=organisation_id, text=_text(soon, late)
    )
    db.session.flush()
    for due in lines:
        told = Reminder(user_id=user_id, subject=due.subject, due_on=due.due_on, days=due.days, errand_id=errand.id)
        db.session.add(told)
    return True


def _to(office: Appointment) -> tuple[int, int]:
    return office.user_id, office.organisation_id


def _untold(user_id: int, dues: Iterable[Due]) -> list[Due]:
    """The nearest limit first."""
    asked = sorted(dues, key=lambda due: (due.due_on, due.subject))
    rows = select(Reminder.subject, Reminder.due_on, Reminder.days).where(
        Reminder.user_id == user_id, Reminder.subject.in_([due.subject for due in asked])
    )
    known = {tuple(row) for row in db.session.execute(rows)} if asked else set()
    return [due for due in asked if due.key not in known]


def _text(soon: list[Due], late: list[Due]) -> str:
    parts = []
    if soon:
        parts.append("Sắp đến hạn: " + _listed([f"{due.what}, {_left(due)}" for due in soon]))
    if late:
        told = [f"{due.what}, {due.who}, hạn {due.due_on:%d/%m/%Y}, {_over(due)}" for due in late]
        parts.append("Quá hạn, báo cấp trên: " + _listed(told))
    return " ".join(parts)


def _listed(lines: list[str]) -> str:
    more = len(lines) - SHOWN
    return "; ".join(lines[:SHOWN]) + (f"; và {more} việc khác." if more > 0 else ".")


def _left(due: Due) -> str:
    words = f"còn {due.left} ngày làm việc" if due.left else "hết hạn hôm nay"
    return f"{words}, đến hết {due.due_on:%d/%m/%Y}"


def _over(due: Due) -> str:
    return f"quá {-due.left} ngày làm việc"
