"""Who stands in for whom: an acting appointment, in whose place and on which paper.

Revision ID: 0015
Revises: 0014
"""

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

column = partial(sa.Column, nullable=False)


def upgrade() -> None:
    op.create_table(
        "stand_in",
        column("appointment_id", sa.Integer()),
        column("absent_id", sa.Integer()),
        column("basis", sa.String(300)),
        column("signs", sa.String(400)),
        column("entered_by_id", sa.Integer()),
        column("entered_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("appointment_id"),
        sa.ForeignKeyConstraint(["appointment_id"], ["appointment.id"]),
        sa.ForeignKeyConstraint(["absent_id"], ["appointment.id"]),
        sa.ForeignKeyConstraint(["entered_by_id"], ["user_account.id"]),
    )
    op.create_index("ix_stand_in_absent_id", "stand_in", ["absent_id"])


def downgrade() -> None:
    """Whoever stood in does so no more: without this table their offices would be their own."""
    op.execute("UPDATE user_session SET appointment_id = NULL WHERE appointment_id IN (SELECT appointment_id FROM stand_in)")
    op.execute("CREATE TEMPORARY TABLE acting AS SELECT appointment_id FROM stand_in")
    op.drop_table("stand_in")
    op.execute("DELETE FROM appointment WHERE id IN (SELECT appointment_id FROM acting)")
    op.execute("DROP TABLE acting")
