"""Cases like one before a council: the same award, the last two years, who stood and worked alike first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, case, select

from app.actor import Actor
from app.awards.models import AwardVersion
from app.councils import rules
from app.councils.case_items import CaseItem
from app.councils.facts import COUNTED
from app.councils.models import AgendaItem, Meeting
from app.extensions import at_most, read_rows
from app.moving import state_name_of
from app.nominations import reach
from app.nominations.models import Nomination
from app.organisations.models import Organisation
from workflows.facts import Vote

YEARS = timedelta(days=2 * 365)
MOST = 5


@dataclass(frozen=True, kw_only=True)
class Precedent:
    """What the same council voted on a case like it, and what came of that."""

    name: str
    title: str
    unit: str
    held_at: datetime
    votes: str
    passed: bool
    stands: str


def of_item(item: CaseItem, actor: Actor) -> Sequence[Precedent]:
    """Only cases that the reader may see; the newest first among those alike."""
    meeting, own = item.meeting, item.case
    alike: ColumnElement[int] = case((Organisation.kind == own.unit.kind, 1), else_=0)
    if own.worker_class:
        alike = alike + case((Nomination.worker_class == own.worker_class, 1), else_=0)
    seen = reach.visible_to(actor).with_only_columns(Nomination.id)
    found = (
        select(
            Nomination.nominee_name,
            Nomination.honorific,
            Nomination.nominee_title,
            Nomination.workflow_key,
            Nomination.workflow_version,
            Nomination.state,
            Organisation.name.label("unit"),
            Meeting.held_at,
            AgendaItem.agree,
            AgendaItem.members,
            AgendaItem.pct,
            AgendaItem.strict,
        )
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .join(Nomination, Nomination.id == AgendaItem.nomination_id)
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .join(Organisation, Organisation.id == Nomination.unit_id)
        .where(
            Meeting.council_id == meeting.council_id,
            Meeting.id != meeting.id,
            Meeting.state.in_(COUNTED),
            Meeting.held_at >= meeting.held_at - YEARS,
            AgendaItem.removed_reason.is_(None),
            AgendaItem.members.is_not(None),
            AwardVersion.award_code == own.award_version.award_code,
            Nomination.nominee_kind == own.nominee_kind,
            Nomination.id != own.id,
            Nomination.id.in_(seen),
        )
        .order_by(alike.desc(), Meeting.held_at.desc(), AgendaItem.id.desc())
        .limit(at_most(MOST))
    )
    return [_told(row) for row in read_rows(found)]


def _told(row: Row[Any]) -> Precedent:
    vote = Vote(agree=row.agree, members=row.members, pct=row.pct, strict=row.strict)
    return Precedent(
        name=f"{row.honorific} {row.nominee_name}".strip(),
        title=row.nominee_title,
        unit=row.unit,
        held_at=row.held_at,
        votes=rules.votes(vote),
        passed=vote.passes,
        stands=state_name_of(row),
    )
