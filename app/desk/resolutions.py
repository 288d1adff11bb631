"""Resolutions that wait for an office, by the state they stand in."""

from typing import Any

from sqlalchemy import Row, Select, func

from app.desk.source import MOST, Source, line, waits
from app.desk.waiting import RESOLUTIONS, Waiting
from app.resolutions.models import Resolution
from app.resolutions.reach import seen_as
from workflows.vocabulary import Role

NO_SESSION = "Chưa ghi kỳ họp"


def _waiting(role: Role) -> Select[Any]:
    return (
        seen_as(role)
        .where(Resolution.state.in_([*RESOLUTIONS[role]]))
        .order_by(Resolution.due_at.is_(None), Resolution.due_at, Resolution.state_since)
        .limit(MOST)
        .with_only_columns(
            *line(
                id=Resolution.id,
                what=Resolution.title,
                detail=func.coalesce(Resolution.session_name, ""),
                more=Resolution.state,
                since=Resolution.state_since,
                due_at=Resolution.due_at,
            )
        )
    )


def _told(row: Row[Any], role: Role) -> Waiting:
    return waits(row, RESOLUTIONS[role][row.more], "resolutions", detail=row.detail or NO_SESSION)


SOURCES = (Source(offices=RESOLUTIONS, waiting=_waiting, told=_told),)
