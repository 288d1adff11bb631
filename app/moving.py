"""What every thing that walks a workflow keeps: its pinned definition, where it is, since when, until when.

Only `casework.advance` writes these columns; a test reads the source to make sure.
"""

from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Row, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Versioned
from workflows import registry
from workflows.engine import Workflow


class Moving(Versioned):
    """Columns of a case, a sheet or a paper that moves from state to state."""

    id: Mapped[int] = mapped_column(primary_key=True)
    workflow_key: Mapped[str] = mapped_column(String(60))
    workflow_version: Mapped[int]
    workflow_digest: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(40), index=True)
    state_since: Mapped[datetime]
    previous_state: Mapped[str | None] = mapped_column(String(40))
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    # of the state it was taken out of, to which `$previous` brings it back (ADR 16); last, for they came later
    days_left: Mapped[int | None] = mapped_column(sort_order=2)  # of its limit, in that one's days; None: it had none
    stood_since: Mapped[datetime | None] = mapped_column(sort_order=2)

    @property
    def ref(self) -> str:
        """What the audit log and errands call this thing: "nomination:7"."""
        return f"{type(self).__name__.lower()}:{self.id}"

    @property
    def workflow(self) -> type[Workflow]:
        """The definition this thing began with; it never changes under its feet."""
        return registry.get(self.workflow_key, self.workflow_version)

    @property
    def state_name(self) -> str:
        return state_name_of(self)


class Standing(Protocol):
    """What moves, or plain columns of it."""

    @property
    def workflow_key(self) -> Any: ...  # noqa: ANN401 -- a column of a row may be anything
    @property
    def workflow_version(self) -> Any: ...  # noqa: ANN401
    @property
    def state(self) -> Any: ...  # noqa: ANN401


def state_name_of(thing: Standing | Row[Any]) -> str:
    """What the state is called."""
    return registry.get(thing.workflow_key, thing.workflow_version).state_name(thing.state)
