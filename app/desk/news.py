"""What somebody is told of their work: the cases they moved last, and the news of their offices."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Integer, Row, Select, bindparam, func, select

from app import clock
from app.actor import Actor
from app.audit.models import AuditEvent
from app.awards.models import AwardVersion
from app.desk.telling import MOST, News
from app.extensions import at_most, read_rows
from app.moving import state_name_of
from app.nominations import whereabouts
from app.nominations.models import Nomination
from app.nominations.reach import seen_as
from app.nominations.whereabouts import Where
from app.organisations.queries import HELD
from app.outbox.models import Notice
from workflows.vocabulary import Role

LOOK_BACK = 200  # events of one person, the newest first, that are searched for the cases they moved last


class Sent(NamedTuple):
    """A case somebody moved, and where it is now."""

    id: int
    nominee_name: str
    award: str
    state_name: str
    since: datetime


def sent_by(actor: Actor, most: int = 20) -> Sequence[Sent]:
    """The cases this person moved last, wherever they are now; what they did longer ago is in the list of cases."""
    ids = _moved_last(actor, most)
    found = read_rows(_told_to(actor.role), {"ids": ids, "own_unit": actor.organisation_id}).all()
    finer = whereabouts.finer(found, is_of_unit=actor.is_of_unit) if found else {}
    sent = [
        Sent(
            id=row.id,
            nominee_name=row.nominee_name,
            award=row.award,
            state_name=_where(row, finer.get(row.id)),
            since=row.state_since,
        )
        for row in found
    ]
    place = {case_id: place for place, case_id in enumerate(ids)}
    return sorted(sent, key=lambda case: place[case.id])


@cache
def _told_to(role: Role | None) -> Select[Any]:
    return (
        seen_as(role)
        .where(Nomination.id.in_(bindparam("ids", expanding=True)))
        .join(AwardVersion, AwardVersion.id == Nomination.award_version_id)
        .with_only_columns(
            Nomination.id,
            Nomination.nominee_name,
            AwardVersion.name.label("award"),
            Nomination.state,
            Nomination.previous_state,
            Nomination.workflow_key,
            Nomination.workflow_version,
            Nomination.state_since,
        )
    )


_event = AuditEvent.__table__.c
_LATELY = (
    select(_event.subject, _event.seq)
    .where(_event.actor_id == bindparam("user_id"), _event.subject.startswith("nomination:"))
    .order_by(_event.seq.desc())
    .limit(at_most(LOOK_BACK))
    .subquery()
)
_MOVED = (
    select(_LATELY.c.subject)
    .group_by(_LATELY.c.subject)
    .order_by(func.max(_LATELY.c.seq).desc())
    .limit(bindparam("most", type_=Integer))
)


def _moved_last(actor: Actor, most: int) -> list[int]:
    subjects = read_rows(_MOVED, {"user_id": actor.user_id, "most": most}).scalars()
    return [int(subject.removeprefix("nomination:")) for subject in subjects]


def _where(row: Row[Any], finer: Where | None) -> str:
    return finer.name if finer else state_name_of(row)


_UNREAD = (
    select(Notice.id, Notice.organisation_id, Notice.text, Notice.subject, Notice.created_at)
    .where(Notice.user_id == bindparam("user_id"), Notice.read_at.is_(None), Notice.organisation_id.in_(HELD))
    .order_by(Notice.id.desc())
    .limit(bindparam("most", type_=Integer))
)


def notices(actor: Actor, most: int = MOST) -> list[News]:
    """What was told to the offices this person still holds; with an office its news ends."""
    rows = read_rows(_UNREAD, {"user_id": actor.user_id, "day": clock.today(), "most": most})
    return [News(*row) for row in rows]
