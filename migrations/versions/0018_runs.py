"""One step for many cases: a run, its cases, and what became of each.

Revision ID: 0018
Revises: 0017
"""

from functools import partial

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
column = partial(sa.Column, nullable=False)
maybe = partial(sa.Column, nullable=True)


def upgrade() -> None:
    op.create_table(
        "bulk_run",
        column("id", sa.Integer()),
        column("step", sa.String(60)),
        column("label", sa.String(200)),
        column("reason", sa.Text()),
        column("stage", sa.String(40)),
        column("asked_by_id", sa.Integer()),
        column("appointment_id", sa.Integer()),
        column("asked_at", sa.DateTime(timezone=True)),
        maybe("finished_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_bulk_run"),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user_account.id"], name="fk_bulk_run_asked_by_id_user_account"),
        sa.ForeignKeyConstraint(["appointment_id"], ["appointment.id"], name="fk_bulk_run_appointment_id_appointment"),
    )
    op.create_index("ix_bulk_run_asked_by_id", "bulk_run", ["asked_by_id"])
    op.create_table(
        "bulk_item",
        column("id", sa.Integer()),
        column("run_id", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("position", sa.Integer()),
        column("seen_version", sa.Integer()),
        column("outcome", sa.String(40)),
        column("reasons", JSON),
        maybe("settled_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_bulk_item"),
        sa.ForeignKeyConstraint(["run_id"], ["bulk_run.id"], name="fk_bulk_item_run_id_bulk_run"),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name="fk_bulk_item_nomination_id_nomination"),
        sa.UniqueConstraint("run_id", "nomination_id", name="uq_bulk_item_run_id_nomination_id"),
    )
    op.create_index("ix_bulk_item_nomination_id", "bulk_item", ["nomination_id"])
    op.create_index("ix_bulk_item_run_id_outcome_position", "bulk_item", ["run_id", "outcome", "position"])


def downgrade() -> None:
    op.drop_table("bulk_item")
    op.drop_table("bulk_run")
