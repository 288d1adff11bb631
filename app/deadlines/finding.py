"""What is due soon at each desk, and what is late: read from the same worklist that its people see.

What stands still is on no desk, so nobody hears of it. Ballots remind all their members alike, in their own room.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select

from app import clock, workdays
from app.access import permissions_of
from app.accounts.models import User
from app.actor import UNIT_ROLES, Actor
from app.deadlines.settings import settings, stage
from app.desk.doors import ROOMS
from app.desk.queries import worklist
from app.desk.waiting import CASES, SUPPLEMENT_ELSEWHERE, Waiting
from app.extensions import db, is_there, read_rows
from app.nominations.choosing import ENDED
from app.nominations.models import Nomination
from app.nominations.reach import visible_to
from app.nominations.states import OF_THE_UNIT
from app.organisations.models import Appointment, Organisation
from app.organisations.queries import holders, holding_on
from app.rounds import inviting
from app.rounds import queries as rounds
from app.rounds.models import AwardRound
from workflows.award_province_1 import State
from workflows.vocabulary import Role

SECRET = frozenset({"ballots"})  # rooms
NAMELESS = "Một việc ngoài phạm vi anh/chị xem được"
OF_UNIT_NOW = SUPPLEMENT_ELSEWHERE[Role.UNIT_CLERK]  # overdue: the unit is late, and cannot act any more
OF_UNIT_THEN = CASES[Role.BAN_HEAD][State.SUPPLEMENT]  # the same case on the desk of the head


@dataclass(frozen=True, kw_only=True)
class Due:
    """A limit and how far it is, as a line of somebody's notice."""

    subject: str
    what: str
    due_on: date
    left: int  # working days
    days: int  # which reminder: Reminder.days
    who: str = ""  # has it, for their superior
    room: str = ""
    row_id: int = 0

    @property
    def key(self) -> tuple[str, date, int]:
        return self.subject, self.due_on, self.days


def offices() -> list[int]:
    """Appointments in force today, of people who may sign in."""
    held = holding_on(clock.today()).join(Appointment.user).where(User.is_active.is_(True))
    return [*read_rows(held.with_only_columns(Appointment.id).order_by(Appointment.id)).scalars()]


def at(actor: Actor) -> list[Due]:
    """What this office has to do and has not, with a reminder that falls due, or a limit that has passed."""
    today = clock.today()
    lines = [line for line in worklist(actor) if line.due and line.room not in SECRET and _is_theirs(line, actor)]
    days = [day for line in lines if line.due for day in (_day(line), clock.local(line.since).date())]
    between = workdays.counter(min([today, *days]), max([today, *days]))
    found = []
    for line in lines:
        due_on, since = _day(line), clock.local(line.since).date()
        left = between(today, due_on)
        if (days_of := stage(left, between(since, due_on))) is not None:
            what = f"{line.what} ({_todo(line)})"
            subject = f"{line.room}:{line.id}{line.page}"
            told = Due(subject=subject, what=what, due_on=due_on, left=left, days=days_of)
            found.append(replace(told, room=line.room, row_id=line.id))
    return found


def superiors(actor: Actor) -> list[Appointment]:
    """Whoever is told that this office is late: the next above that somebody holds."""
    role = actor.role
    while role is not None and (role := settings().superiors.get(role)) is not None:
        unit_id = actor.organisation_id if role in UNIT_ROLES else None
        held = [one for one in holders(role, unit_id) if one.user_id != actor.user_id]
        if held:
            return held
    return []


def as_told_to(reader: Actor, due: Due) -> Due:
    """Without its name to whoever may not open it: a superior does not see all that is below."""
    if due.room == "nominations":
        is_theirs = is_there(visible_to(reader).where(Nomination.id == due.row_id))
    else:
        is_theirs = ROOMS.get(due.room) in permissions_of(reader)
    return due if is_theirs else replace(due, what=NAMELESS)


def of_rounds() -> Iterator[tuple[int, Due]]:
    """Units that have not sent all, or nothing, to a round that closes soon: the unit, and what is told."""
    today = clock.today()
    units = db.session.scalars(select(Organisation).where(Organisation.can_submit.is_(True))).all()
    for one in _taking(today):
        unsent, sent = _counted(one)
        for unit in units:
            last = one.last_day_for(unit.id)
            if not unit.exists_on(today) or last < today or (sent.get(unit.id) and not unsent.get(unit.id)):
                continue
            if not inviting.invites(one, unit.id):
                continue
            left = workdays.working_days_between(today, last)
            days = stage(left, workdays.working_days_between(one.opens_on, last))
            if days is not None:
                what = f"{one.name} nhận hồ sơ: đơn vị {_unsent(unsent.get(unit.id, 0))}"
                yield unit.id, Due(subject=f"rounds:{one.id}", what=what, due_on=last, left=left, days=days)


def _taking(today: date) -> list[AwardRound]:
    """Rounds for which something is sent: what a unit's own head decides goes nowhere."""
    taking = [one for one in rounds.newest() if one.opens_on <= today <= _latest(one)]
    return [one for one in taking if any(award.process not in OF_THE_UNIT for award in one.awards)]


def _latest(award_round: AwardRound) -> date:
    return max([award_round.closes_on, *(given.closes_on for given in award_round.extensions)])


def _counted(award_round: AwardRound) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """By unit: cases that were not sent yet, and cases that were."""
    of_round = (
        select(
            Nomination.submitting_unit_id,
            func.count(Nomination.id).filter(Nomination.submitted_at.is_(None)),
            func.count(Nomination.submitted_at),
        )
        .where(Nomination.award_round_id == award_round.id, Nomination.state.not_in(ENDED))
        .where(Nomination.workflow_key.not_in(OF_THE_UNIT))
        .group_by(Nomination.submitting_unit_id)
    )
    rows = read_rows(of_round).tuples().all()
    return {unit: unsent for unit, unsent, _ in rows}, {unit: sent for unit, _, sent in rows}


def _unsent(cases: int) -> str:
    return f"còn {cases} hồ sơ chưa gửi" if cases else "chưa gửi hồ sơ nào"


def _is_theirs(line: Waiting, actor: Actor) -> bool:
    if line.todo == OF_UNIT_THEN and actor.role is Role.BAN_HEAD:
        return False  # its unit is late, and that one's head is told
    return not line.is_elsewhere or line.todo == OF_UNIT_NOW


def _todo(line: Waiting) -> str:
    return f"{line.todo[:1].lower()}{line.todo[1:]}"


def _day(line: Waiting) -> date:
    assert line.due is not None, "chosen for it"
    return clock.local(line.due).date()
