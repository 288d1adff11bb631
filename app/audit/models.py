"""The log of what was done: one chain of rows, each sealed with the hash of the row before it."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Dialect, Index, String, Text, TypeDecorator, event
from sqlalchemy.orm import Mapped, mapped_column

from app.audit.triggers import create_triggers, drop_triggers
from app.extensions import Model


def canonical(value: object) -> str:
    """One text for one value: keys sorted, no blanks, Vietnamese as it is."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


class CanonicalJson(TypeDecorator[dict[str, Any]]):
    """A dict kept as its canonical text: JSONB would rewrite numbers, and what is hashed must be what is kept."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else canonical(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, Any] | None:  # noqa: ARG002
        return None if value is None else dict(json.loads(value))


class AuditEvent(Model):
    """What was done, by whom, for which office, and why (nhật ký). Written once by `operations.record`.

    It refers to nothing by foreign key: a log says what was so then, and outlives what it speaks of. The name, the
    role and the organisation are those of that moment.
    """

    __tablename__ = "audit_event"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # the row before plus one; no gaps
    at_office: Mapped[datetime]
    at_real: Mapped[datetime]
    actor_id: Mapped[int | None]  # None: the system
    actor_name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(40))
    organisation_id: Mapped[int | None]
    subject: Mapped[str] = mapped_column(String(80), index=True)  # "nomination:7"
    action: Mapped[str] = mapped_column(String(80))
    source: Mapped[str] = mapped_column(String(60))
    target: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(Text)
    data: Mapped[dict[str, Any]] = mapped_column(CanonicalJson)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    __table_args__ = (Index("ix_audit_event_actor_id_seq", "actor_id", "seq"),)


event.listen(AuditEvent.__table__, "after_create", lambda table, connection, **_: create_triggers(connection))  # noqa: ARG005
event.listen(AuditEvent.__table__, "before_drop", lambda table, connection, **_: drop_triggers(connection))  # noqa: ARG005
