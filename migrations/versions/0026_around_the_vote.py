"""Sums entered by two people, and who leads a case whose chair does not vote on it.

Revision ID: 0026
Revises: 0025
"""

from functools import partial

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
column = partial(sa.Column, nullable=False)


def upgrade() -> None:
    op.create_table(
        "returns_entry",
        column("id", sa.Integer()),
        column("meeting_id", sa.Integer()),
        column("user_id", sa.Integer()),
        column("entered_at", MOMENT),
        column("issued", sa.Integer()),
        column("returned", sa.Integer()),
        column("invalid", sa.Integer()),
        column("totals", JSON),
        column("version", sa.Integer()),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name="fk_returns_entry_meeting_id_meeting"),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_returns_entry_user_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_returns_entry"),
        sa.UniqueConstraint("meeting_id", "user_id", name="uq_returns_entry_meeting_id_user_id"),
    )
    op.execute(  # by hand: Alembic adds no column that refers to another table where SQLite is spoken
        "ALTER TABLE agenda_item ADD COLUMN chaired_by_id INTEGER "
        "CONSTRAINT fk_agenda_item_chaired_by_id_council_member REFERENCES council_member (id)"
    )


def downgrade() -> None:
    op.drop_column("agenda_item", "chaired_by_id")
    op.drop_table("returns_entry")
