"""Votes under way, for whoever has a seat in one and has not voted, in whatever office: of others nobody is told."""

from typing import Any

from sqlalchemy import Integer, Row, Select, bindparam, select

from app.ballots.models import Ballot, Roll
from app.councils.models import Council, CouncilMember, Meeting
from app.desk.source import MOST, Source, line, waits
from app.desk.waiting import Waiting
from workflows.ballot_1 import BallotState
from workflows.vocabulary import Role

OWN_SEAT = bindparam("own_seat", type_=Integer)  # nobody sits on another's, also who stands in for them


def _under_way(_: Role) -> Select[Any]:
    """From the few ballots under way, by the index of their states."""
    columns = line(id=Ballot.id, what=Meeting.title, detail=Council.name, since=Ballot.state_since)
    return (
        select(*columns)
        .join(Meeting, Meeting.id == Ballot.meeting_id)
        .join(Council, Council.id == Meeting.council_id)
        .join(Roll, Roll.ballot_id == Ballot.id)
        .join(CouncilMember, CouncilMember.id == Roll.member_id)
        .where(Ballot.state == BallotState.VOTING, CouncilMember.user_id == OWN_SEAT, Roll.voted.is_(False))
        .order_by(Ballot.state_since)
        .limit(MOST)
    )


def _told(row: Row[Any], _: Role) -> Waiting:
    its_line = waits(row, "Bỏ phiếu kín trực tuyến", "ballots", what=f"Bỏ phiếu: {row.what}")
    return its_line._replace(page="/vote")


SOURCES = (Source(offices=frozenset(Role), waiting=_under_way, told=_told),)
