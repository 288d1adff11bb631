"""More days for a round or a case, and who was reminded of which limit.

Revision ID: 0038
Revises: 0037
"""

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
column = partial(sa.Column, nullable=False)
maybe = partial(sa.Column, nullable=True)


def upgrade() -> None:
    op.create_table(
        "round_extension",
        column("id", sa.Integer()),
        column("award_round_id", sa.Integer()),
        maybe("unit_id", sa.Integer()),
        column("closed_on", sa.Date()),
        column("closes_on", sa.Date()),
        *_why(),
        sa.PrimaryKeyConstraint("id", name="pk_round_extension"),
        _key("round_extension", "award_round_id", "award_round"),
        _key("round_extension", "unit_id", "organisation"),
        _key("round_extension", "extended_by_id", "user_account"),
    )
    op.create_index("ix_round_extension_award_round_id", "round_extension", ["award_round_id"])
    op.create_table(
        "case_extension",
        column("id", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("state", sa.String(40)),
        column("due_on", sa.Date()),
        column("until", sa.Date()),
        *_why(),
        sa.PrimaryKeyConstraint("id", name="pk_case_extension"),
        _key("case_extension", "nomination_id", "nomination"),
        _key("case_extension", "extended_by_id", "user_account"),
    )
    op.create_index("ix_case_extension_nomination_id", "case_extension", ["nomination_id"])
    _create_reminders()


def downgrade() -> None:
    for table in ("reminded_day", "reminder", "case_extension", "round_extension"):
        op.drop_table(table)


def _create_reminders() -> None:
    op.create_table(
        "reminder",
        column("id", sa.Integer()),
        column("user_id", sa.Integer()),
        column("subject", sa.String(60)),
        column("due_on", sa.Date()),
        column("days", sa.Integer()),
        column("errand_id", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
        _key("reminder", "user_id", "user_account"),
        _key("reminder", "errand_id", "errand"),
        sa.UniqueConstraint("user_id", "subject", "due_on", "days", name="uq_reminder_user_id_subject_due_on_days"),
    )
    op.create_index("ix_reminder_errand_id", "reminder", ["errand_id"])
    op.create_table(
        "reminded_day",
        column("day", sa.Date()),
        column("finished_at", MOMENT),
        sa.PrimaryKeyConstraint("day", name="pk_reminded_day"),
    )


def _why() -> tuple[sa.Column[object], ...]:
    return (
        column("reason", sa.String(2000)),
        column("document", sa.String(300)),
        maybe("document_on", sa.Date()),
        column("extended_at", MOMENT),
        column("extended_by_id", sa.Integer()),
    )


def _key(table: str, name: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{other}.id"], name=f"fk_{table}_{name}_{other}")
