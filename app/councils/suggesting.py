"""Which members the system thinks should not vote on which case, each with what it goes by. Nobody is bound by it.

Relatives are on no register here, so nothing is said of them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from app.councils import agenda, matters
from app.councils.matters import Offices
from app.councils.models import AgendaItem, CouncilMember, Meeting, RecusalKind
from app.councils.regulation import day_of
from app.extensions import read_rows
from app.nominations.models import Nomination
from app.nominees.models import NomineeKind
from app.organisations.models import Appointment
from app.organisations.queries import holding_on
from app.text import fold


@dataclass(frozen=True)
class Suggestion:
    item: AgendaItem
    member: CouncilMember
    kind: RecusalKind
    reason: str


def suggestions(meeting: Meeting, *, of: CouncilMember | None = None) -> list[Suggestion]:
    """In the order of the agenda; what is pinned already is left out. `of`: one member's own."""
    body = [of] if of else agenda.body_of(meeting)
    offices, matter = _offices(meeting, body), matters.of(meeting)
    return [
        Suggestion(item, member, *found)
        for item in agenda.living(meeting)
        for member in body
        if not any(recusal.member_id == member.id for recusal in item.recusals)
        and (found := matter.reason_to_recuse(item, member, offices.get(member.user_id or 0, ()))) is not None
    ]


def reasons(
    case: Nomination, member: CouncilMember, held: Offices, meeting: Meeting
) -> Iterator[tuple[RecusalKind, str]]:
    """Of a case."""
    title = next((title for unit_id, title in held if unit_id == case.unit_id), "")
    is_namesake = case.nominee_kind is NomineeKind.INDIVIDUAL and fold(case.nominee_name) == fold(member.name)
    if is_namesake and (title or not meeting.council.is_provincial):
        yield RecusalKind.NOMINEE, f"Trùng họ tên với người được đề nghị, cùng ở {case.unit.name}."
    elif is_namesake:
        yield RecusalKind.NOMINEE, "Trùng họ tên với người được đề nghị: đối chiếu có phải cùng một người."
    if member.user_id is not None and case.created_by_id == member.user_id:
        yield RecusalKind.DRAFTED, "Là người lập hồ sơ trên phần mềm."
    if not meeting.council.is_provincial:
        return  # all of them are of the unit whose council it is
    if title:
        yield RecusalKind.SAME_UNIT, f"Đang là {title}, {case.unit.name}."
    elif f" {fold(case.unit.name)} " in f" {fold(member.title).replace(',', ' ')} ":
        yield RecusalKind.SAME_UNIT, f"Chức vụ ghi trong Hội đồng: {member.title}."


def _offices(meeting: Meeting, body: list[CouncilMember]) -> Mapping[int, Offices]:
    """Of each member's account, on the day of the meeting."""
    users = {member.user_id for member in body if member.user_id is not None}
    held = (
        holding_on(day_of(meeting))
        .where(Appointment.user_id.in_(users))
        .with_only_columns(Appointment.user_id, Appointment.organisation_id, Appointment.title)
        .order_by(Appointment.id)
    )
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows: list[Row[Any]] = [*read_rows(held)]
    for row in rows:
        found[row.user_id].append((row.organisation_id, row.title))
    return found
