"""Once an office day: who has not acted is reminded, their superior of what is late; more days are told."""

import logging
from datetime import date

from app import clock
from app.deadlines import finding, reminding
from app.effects import mail, notices
from app.effects.runner import does
from app.extensions import db, unit_of_work
from app.organisations.models import Appointment
from app.organisations.queries import holders, holding_on
from app.outbox import operations as outbox
from app.outbox.models import Errand
from app.rounds import extending
from app.rounds.models import AwardRound
from workflows.vocabulary import Role

log = logging.getLogger(__name__)
_looked_on: date | None = None


def remind_daily() -> int:
    """How many were told. Each process looks at its start and on every new day; what is done is a row for all."""
    global _looked_on  # one calendar a process
    today = clock.today()
    if _looked_on == today:
        return 0
    with unit_of_work():
        is_due = reminding.is_worked(today) and not reminding.is_done(today)
    told = remind(today) if is_due else 0
    _looked_on = today
    if told:
        log.info("%s people were reminded", told)
    return told


def remind(today: date) -> int:
    """A desk at a time, a person at a time: whoever is killed in between goes on where rows are missing."""
    found = reminding.Round()
    with unit_of_work():
        desks = finding.offices()
        found.look_at_rounds()
    for appointment_id in desks:
        with unit_of_work():
            found.look_at(appointment_id)
    told = 0
    for recipient in found.recipients():
        with unit_of_work():
            told += reminding.tell(found, recipient)
    with unit_of_work():
        reminding.finish(today)
    return told


@does(reminding.REMIND)
def bring(errand: Errand) -> None:
    """To the office it was written for; by e-mail too, where there is an address and a server."""
    said = errand.payload
    held = holding_on(clock.today()).where(
        Appointment.user_id == said["user_id"], Appointment.organisation_id == said["organisation_id"]
    )
    office = db.session.scalars(held.order_by(Appointment.id)).first()
    if office is None:
        return  # left the office since
    notices.leave(errand, [office], said["text"])
    if office.user.email and mail.is_on():
        outbox.put(mail.SEND, subject=errand.subject, to=office.user.email, about="Nhắc hạn xử lý", text=said["text"])


@does(extending.TELL)
def tell_round_extended(errand: Errand) -> None:
    """The clerks of the unit that was given more days, or of all."""
    award_round = db.session.get_one(AwardRound, int(errand.subject.partition(":")[2]))
    until = date.fromisoformat(errand.payload["until"])
    text = f"Gia hạn nhận hồ sơ: {award_round.name}, đến hết ngày {until:%d/%m/%Y}."
    notices.leave(errand, holders(Role.UNIT_CLERK, errand.payload["unit"]), text)
