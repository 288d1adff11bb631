"""The province's council under way with a sealed ballot: sixty names, everybody has voted on nothing yet."""

from datetime import date, timedelta

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.awards.queries import version_on
from app.ballots import paper_voters
from app.ballots.paper_voters import Wanted
from app.councils.models import Body, Council, Recusal, RecusalKind
from app.extensions import db
from app.initiatives import operations as initiatives
from app.initiatives.operations import Entry
from app.organisations.models import Appointment
from app.organisations.queries import actor_of, by_code
from app.rounds.models import AwardRound
from tests import builders
from tests.ballots import road
from tests.browser.world import MORNING, UNIT
from tests.councils import road as meetings
from workflows.award_province_1 import State

NAMES, MEETING = 60, "Phiên họp xét khen thưởng"
KEYS, TOUCH, RECUSED = "council_member.01", "council_member.02", "council_member.03"
TELLERS = ("council_member.09", "council_member.10", "council_secretary")  # the last three of the list
INITIATIVES = (("Học liệu số cho vùng khó", "Đạo Thị Lan"), ("Sổ theo dõi học sinh dùng chung", "Phan Quốc Thái"))
ON_PAPER = "Kiều Ngọc Dũng"
FIRST_RECUSED = 2  # of RECUSED, by their place on the list
DIGITS = "slips.txt"  # what stands on the tellers' slips, in the server's folder


def nominee(number):
    return f"Chamaléa Thị Sương {number:02}"


def prepare_meeting():
    """Of the whole council, on a title, three names; nothing but its agenda is settled."""
    people = _people()
    meetings.planned(
        _council(), _cases("cstd_tinh", people, 3), by=_acting(people["council_secretary"]), body=Body.FULL
    )
    db.session.commit()


def enter_initiatives():
    """Two, of a unit whose initiative council has four members; one of them is an author."""
    people = _people()
    council = db.session.scalars(
        select(Council).where(Council.kind == "initiative", Council.is_provincial.is_(False))
    ).one()
    clerk = _acting(people["unit_clerk"])
    fourth, *others = [member for member in council.members if member.user_id is None]
    fourth.user_id, fourth.name = clerk.user_id, clerk.name
    for member in others:
        member.valid_to = MORNING.date() - timedelta(days=1)
    for title, author in INITIATIVES:
        builders.nominee(council.organisation, author)
        wanted = Entry(title=title, summary="Áp dụng tại 12 trường.", applied_on=date(2024, 9, 5), authors=author)
        initiatives.enter(wanted, actor=clerk)
    db.session.commit()


def open_vote(instance):
    people = _people()
    secretary, chair = _acting(people["council_secretary"]), _acting(people["council_chair"])
    council = _council()
    meeting = meetings.planned(council, _cases("bang_khen_tinh", people, NAMES), by=secretary, body=Body.STANDING)
    meeting.body = Body.FULL
    meetings.call_roll(meeting, by=secretary)
    road.sealed_meeting(meeting)
    recused = next(member for member in council.members if member.user_id == people[RECUSED].id)
    for item in meeting.items[:FIRST_RECUSED]:
        why = {"kind": RecusalKind.SAME_UNIT, "reason": "Cùng đơn vị", "recorded_by_id": secretary.user_id}
        item.recusals.append(Recusal(member_id=recused.id, recorded_at=clock.now(), **why))
    meetings.opened(meeting, by=chair)
    db.session.commit()
    ballot = road.frozen(meeting, by=secretary)
    digits = road.started(ballot, by=chair)
    on_paper = next(member for member in council.members if member.name == ON_PAPER)
    wanted = Wanted(member_id=on_paper.id, reason="Máy hỏng, xin bỏ phiếu giấy")
    paper_voters.add(ballot, wanted, actor=secretary)
    db.session.commit()
    (instance / DIGITS).write_text("\n".join(digits[place] for place in sorted(digits)), encoding="ascii")


def _people():
    return {user.username: user for user in db.session.scalars(select(User))}


def _council():
    return db.session.scalars(select(Council).where(Council.is_provincial, Council.kind == "emulation")).one()


def _cases(award_code, people, count):
    unit, award = by_code(UNIT), version_on(award_code, MORNING.date())
    in_round = db.session.scalars(select(AwardRound)).first()
    who = {"state": State.APPRAISED, "created_by_id": people["unit_clerk.syt"].id, "nominee_title": "Điều dưỡng trưởng"}
    return [
        builders.nomination(unit, award, in_round, nominee(n), code=f"HS-2025-2{n:04}", **who)
        for n in range(1, count + 1)
    ]


def _acting(user):
    return actor_of(db.session.scalars(select(Appointment).where(Appointment.user_id == user.id)).first())
