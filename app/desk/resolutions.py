"""Resolutions that wait for an office, by the state they stand in."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam

from app.actor import Actor
from app.desk.waiting import RESOLUTIONS, Waiting
from app.extensions import read_rows
from app.resolutions.models import Resolution
from app.resolutions.reach import seen_as
from workflows.vocabulary import Role

NO_SESSION = "Chưa ghi kỳ họp"


def resolutions(actor: Actor, page: int) -> Iterator[Waiting]:
    if actor.role is None or actor.role not in RESOLUTIONS:
        return
    for row in read_rows(_waiting(actor.role), {"page": page}):
        yield Waiting(
            what=row.title,
            detail=row.session_name or NO_SESSION,
            todo=RESOLUTIONS[actor.role][row.state],
            room="resolutions",
            id=row.id,
            since=row.state_since,
            due=row.due_at,
        )


@cache
def _waiting(role: Role) -> Select[Any]:
    return (
        seen_as(role)
        .where(Resolution.state.in_([*RESOLUTIONS[role]]))
        .order_by(Resolution.due_at.is_(None), Resolution.due_at, Resolution.state_since)
        .limit(bindparam("page", type_=Integer))
        .with_only_columns(
            Resolution.id,
            Resolution.title,
            Resolution.session_name,
            Resolution.state,
            Resolution.state_since,
            Resolution.due_at,
        )
    )
