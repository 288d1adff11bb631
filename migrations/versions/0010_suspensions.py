"""A case taken out of its state keeps what its limit had left; suspensions; names a list went on without.

Revision ID: 0010
Revises: 0009
"""

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
MOVING = ("nomination", "submission", "meeting", "proposal", "decision", "paper", "resolution")
column = partial(sa.Column, nullable=False)


def upgrade() -> None:
    for table in MOVING:
        op.add_column(table, sa.Column("days_left", sa.Integer(), nullable=True))
        op.add_column(table, sa.Column("stood_since", MOMENT, nullable=True))
    op.add_column("proposal_item", sa.Column("set_aside_at", MOMENT, nullable=True))
    op.create_table(
        "suspension",
        column("id", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("state", sa.String(40)),
        column("ground", sa.String(40)),
        column("ground_name", sa.String(300)),
        column("ground_basis", sa.String(300)),
        column("source_agency", sa.String(300)),
        column("source_number", sa.String(100)),
        column("source_on", sa.Date()),
        column("source_file_id", sa.Integer(), nullable=True),
        column("reason", sa.String(2000)),
        column("suspended_at", MOMENT),
        column("suspended_by_id", sa.Integer()),
        column("letter_id", sa.Integer(), nullable=True),
        column("finding", sa.String(40), nullable=True),
        column("finding_agency", sa.String(300)),
        column("finding_number", sa.String(100)),
        column("finding_on", sa.Date(), nullable=True),
        column("finding_summary", sa.String(2000)),
        column("finding_file_id", sa.Integer(), nullable=True),
        column("found_at", MOMENT, nullable=True),
        column("found_by_id", sa.Integer(), nullable=True),
        column("ended_at", MOMENT, nullable=True),
        column("ended_by_id", sa.Integer(), nullable=True),
        column("notice_id", sa.Integer(), nullable=True),
        column("version", sa.Integer()),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"]),
        sa.ForeignKeyConstraint(["source_file_id"], ["stored_file.id"]),
        sa.ForeignKeyConstraint(["suspended_by_id"], ["user_account.id"]),
        sa.ForeignKeyConstraint(["finding_file_id"], ["stored_file.id"]),
        sa.ForeignKeyConstraint(["found_by_id"], ["user_account.id"]),
        sa.ForeignKeyConstraint(["ended_by_id"], ["user_account.id"]),
        sa.ForeignKeyConstraint(["letter_id"], ["paper.id"]),
        sa.ForeignKeyConstraint(["notice_id"], ["paper.id"]),
    )
    op.create_index("ix_suspension_nomination_id", "suspension", ["nomination_id"])


def downgrade() -> None:
    op.drop_table("suspension")
    op.drop_column("proposal_item", "set_aside_at")
    for table in reversed(MOVING):
        op.drop_column(table, "stood_since")
        op.drop_column(table, "days_left")
