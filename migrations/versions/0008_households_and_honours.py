"""Households have a place and a size; awards that are held already are rows.

Revision ID: 0008
Revises: 0007
"""

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
column = partial(sa.Column, nullable=False)


def points_to(of: str, table: str, key: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([of], [f"{table}.{key}"], name=f"fk_honour_{of}_{table}")


def upgrade() -> None:
    op.add_column("nominee", column("hamlet", sa.String(200), server_default=""))
    op.add_column("nominee", sa.Column("household_size", sa.Integer(), nullable=True))
    op.create_table(
        "honour",
        column("id", sa.Integer()),
        column("nominee_id", sa.Integer()),
        column("unit_id", sa.Integer()),
        sa.Column("award_code", sa.String(60), nullable=True),
        column("award_name", sa.String(300)),
        column("level", sa.String(20)),
        column("year", sa.Integer()),
        column("decision_number", sa.String(100)),
        column("decided_on", sa.Date()),
        column("decided_by", sa.String(300)),
        sa.Column("file_id", sa.Integer(), nullable=True),
        column("entered_by_id", sa.Integer()),
        column("entered_at", MOMENT),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("voided_by_id", sa.Integer(), nullable=True),
        sa.Column("voided_at", MOMENT, nullable=True),
        column("void_reason", sa.String(2000)),
        points_to("award_code", "award", "code"),
        points_to("confirmed_by_id", "user_account"),
        points_to("entered_by_id", "user_account"),
        points_to("file_id", "stored_file"),
        points_to("nominee_id", "nominee"),
        points_to("unit_id", "organisation"),
        points_to("voided_by_id", "user_account"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_honour_nominee_id", "honour", ["nominee_id"])
    op.create_index("ix_honour_decided_on_id", "honour", ["decided_on", "id"])
    op.create_index("ix_honour_unit_id_decided_on_id", "honour", ["unit_id", "decided_on", "id"])
    op.create_index("ix_honour_confirmed_at_voided_at", "honour", ["confirmed_at", "voided_at"])


def downgrade() -> None:
    op.drop_table("honour")
    op.drop_column("nominee", "household_size")
    op.drop_column("nominee", "hamlet")
