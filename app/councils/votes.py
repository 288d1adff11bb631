"""What councils voted on many cases at once, for lists that are read before they are signed."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from app.councils import passes
from app.councils.case_items import CaseItem
from app.councils.facts import COUNTED, vote_of
from app.councils.models import AgendaItem, Meeting
from app.extensions import db
from workflows.facts import Vote


def votes_on(nomination_ids: Iterable[int]) -> Mapping[int, list[tuple[Meeting, Vote]]]:
    """The last vote of the unit's council, then of the province's; not what was voted before a case came anew."""
    found = db.session.scalars(
        select(CaseItem)
        .join(AgendaItem.meeting)
        .join(Meeting.council)
        .where(
            AgendaItem.nomination_id.in_(list(nomination_ids)),
            AgendaItem.removed_reason.is_(None),
            Meeting.state.in_(COUNTED),
            passes.counts(),
        )
        .options(contains_eager(AgendaItem.meeting).contains_eager(Meeting.council))
        .order_by(AgendaItem.id)
    )
    newest = {(item.case_id, item.meeting.council.is_provincial): item for item in found}
    told: dict[int, list[tuple[Meeting, Vote]]] = {}
    for (nomination_id, _), item in sorted(newest.items()):
        if vote := vote_of(item):
            told.setdefault(nomination_id, []).append((item.meeting, vote))
    return told
