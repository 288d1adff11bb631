"""Around a count, for who counts or keeps it: a second entry of sums, papers to type in, keys whose day has come."""

from typing import Any

from sqlalchemy import Row, Select, and_, exists, or_, select

from app.actor import UNIT_ROLES
from app.ballots.models import Ballot, PaperVoter, Slip
from app.councils.constitution import CouncilKind
from app.councils.models import AgendaItem, Council, CouncilMember, Meeting, Recusal, ReturnsEntry, Teller, Voting
from app.councils.reach import is_kept_by_unit
from app.councils.seats import KEEPERS
from app.desk.source import MOST, TODAY, Source, line, waits
from app.desk.votes import OWN_SEAT
from app.desk.waiting import Waiting
from app.extensions import OWN_UNIT
from app.nominations.reach import COUNCIL_ROLES, DEPARTMENT_ROLES
from workflows.ballot_1 import BallotState
from workflows.sheets_1 import MeetingState
from workflows.vocabulary import Role

COUNTS = (DEPARTMENT_ROLES | COUNCIL_ROLES | UNIT_ROLES) - {Role.INSPECTOR}
SECOND = COUNTS - KEEPERS  # whose desk says of every open meeting that sums are to be typed


def _second_entries(role: Role) -> Select[Any]:
    """Of the few meetings under way: one person has typed, two do not agree yet, and this one may and has not."""
    typed = exists().where(ReturnsEntry.meeting_id == Meeting.id)
    own = typed.where(ReturnsEntry.user_id == OWN_SEAT)
    is_teller = exists().where(Teller.meeting_id == Meeting.id, Teller.user_id == OWN_SEAT)
    is_member = exists().where(
        CouncilMember.council_id == Council.id,
        CouncilMember.user_id == OWN_SEAT,
        CouncilMember.valid_from <= TODAY,
        or_(CouncilMember.valid_to.is_(None), CouncilMember.valid_to >= TODAY),
    )
    at_home = and_(_is_at_home(role), or_(is_teller, and_(is_kept_by_unit(), is_member)))
    elsewhere = and_(Council.kind == CouncilKind.INITIATIVE, is_member)  # whose members are of many houses
    is_recused = (
        exists()
        .where(Recusal.item_id == AgendaItem.id, AgendaItem.meeting_id == Meeting.id)
        .where(AgendaItem.removed_reason.is_(None))
        .where(CouncilMember.id == Recusal.member_id, CouncilMember.user_id == OWN_SEAT)
    )
    columns = line(id=Meeting.id, what=Meeting.title, detail=Council.name, since=Meeting.state_since)
    return (
        select(*columns)
        .join(Council, Council.id == Meeting.council_id)
        .where(Meeting.state == MeetingState.OPEN, Meeting.voting == Voting.PAPER, Meeting.ballots_issued.is_(None))
        .where(typed, ~own, or_(at_home, elsewhere), ~is_recused)
        .order_by(Meeting.state_since)
        .limit(MOST)
    )


def _papers_to_type(_: Role) -> Select[Any]:
    """As long as the box is open and somebody votes on paper: which papers are in is told to nobody."""
    columns = line(id=Ballot.id, what=Meeting.title, detail=Council.name, since=Ballot.state_since)
    return (
        select(*columns)
        .join(Meeting, Meeting.id == Ballot.meeting_id)
        .join(Council, Council.id == Meeting.council_id)
        .join(Slip, Slip.ballot_id == Ballot.id)
        .where(Ballot.state == BallotState.VOTING, Slip.user_id == OWN_SEAT)
        .where(exists().where(PaperVoter.ballot_id == Ballot.id))
        .order_by(Ballot.state_since)
        .limit(MOST)
    )


def _keys_to_destroy(role: Role) -> Select[Any]:
    """From the day after the last one on which the slips lie in their envelope."""
    columns = line(id=Ballot.id, what=Meeting.title, detail=Council.name, since=Ballot.state_since)
    return (
        select(*columns)
        .join(Meeting, Meeting.id == Ballot.meeting_id)
        .join(Council, Council.id == Meeting.council_id)
        .where(Ballot.state == BallotState.SIGNED, _is_at_home(role))
        .where(or_(Ballot.slips_kept_until.is_(None), Ballot.slips_kept_until < TODAY))
        .order_by(Ballot.state_since)
        .limit(MOST)
    )


def _is_at_home(role: Role) -> Any:  # noqa: ANN401 -- a condition
    if role in UNIT_ROLES:
        return and_(is_kept_by_unit(), Council.organisation_id == OWN_UNIT)
    return ~is_kept_by_unit()


def _told_second(row: Row[Any], _: Role) -> Waiting:
    return waits(row, "Nhập kết quả phiếu giấy lần hai", "meetings")


def _told_paper(row: Row[Any], _: Role) -> Waiting:
    return waits(row, "Nhập phiếu giấy", "ballots", what=f"Ban kiểm phiếu: {row.what}")


def _told_keys(row: Row[Any], _: Role) -> Waiting:
    return waits(row, "Hủy phiếu mở thùng, lập biên bản", "ballots")


SOURCES = (
    Source(offices=SECOND, waiting=_second_entries, told=_told_second),
    Source(offices=COUNTS, waiting=_papers_to_type, told=_told_paper),
    Source(offices=KEEPERS, waiting=_keys_to_destroy, told=_told_keys),
)
