"""Who an event is written down for: all the log asks of whoever acts."""

from typing import Protocol


class ActsFor(Protocol):
    """A person in one office, or the system. `app.actor.Actor` is one; the log needs no more than this."""

    @property
    def user_id(self) -> int | None: ...

    @property
    def told_name(self) -> str: ...

    @property
    def role(self) -> str | None: ...

    @property
    def organisation_id(self) -> int | None: ...
