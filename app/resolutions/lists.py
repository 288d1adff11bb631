"""Resolutions as plain rows (ADR 13)."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Integer, Row, Select, bindparam

from app.actor import Actor
from app.extensions import at_most, read_rows
from app.numbers import LARGEST
from app.resolutions.models import Resolution
from app.resolutions.reach import seen_as
from workflows.vocabulary import Role

PAGE = 50


def resolutions(actor: Actor, *, before: int | None = None) -> Sequence[Row[Any]]:
    """The newest first: .id .title .number .session_name .session_opens_on .due_at …, and what names the state."""
    return read_rows(_resolutions(actor.role), {"before": before or LARGEST}).all()


@cache
def _resolutions(role: Role | None) -> Select[Any]:
    return (
        seen_as(role)
        .where(Resolution.id < bindparam("before", type_=Integer))
        .order_by(Resolution.id.desc())
        .limit(at_most(PAGE))
        .with_only_columns(
            Resolution.id,
            Resolution.title,
            Resolution.number,
            Resolution.session_name,
            Resolution.session_opens_on,
            Resolution.effective_on,
            Resolution.is_assumed,
            Resolution.state_since,
            Resolution.due_at,
            Resolution.workflow_key,
            Resolution.workflow_version,
            Resolution.state,
        )
    )
