"""Petitions about cases, and whether there are any of a case.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "complaint",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("nomination_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("petitioner", sa.String(40), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("contact", sa.String(300), nullable=False),
        sa.Column("received_on", sa.Date, nullable=False),
        sa.Column("known_on", sa.Date),
        sa.Column("obstacle", sa.String(1000), nullable=False),
        sa.Column("is_out_of_time", sa.Boolean, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("file_id", sa.Integer),
        sa.Column("entered_by_id", sa.Integer, nullable=False),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.Column("due_on", sa.Date),
        sa.Column("is_complex", sa.Boolean, nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.Column("closed_by_id", sa.Integer),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("letter_number", sa.String(100), nullable=False),
        sa.Column("letter_on", sa.Date),
        sa.Column("letter_id", sa.Integer),
        sa.Column("acted_on_at", MOMENT),
        sa.Column("version", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name="fk_complaint_nomination_id_nomination"),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name="fk_complaint_file_id_stored_file"),
        sa.ForeignKeyConstraint(["letter_id"], ["stored_file.id"], name="fk_complaint_letter_id_stored_file"),
        sa.ForeignKeyConstraint(["entered_by_id"], ["user_account.id"], name="fk_complaint_entered_by_id_user_account"),
        sa.ForeignKeyConstraint(["closed_by_id"], ["user_account.id"], name="fk_complaint_closed_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_complaint"),
    )
    op.create_index("ix_complaint_nomination_id", "complaint", ["nomination_id"])
    op.create_index("ix_complaint_status_due_on", "complaint", ["status", "due_on"])
    op.add_column("nomination", sa.Column("has_complaints", sa.Boolean, nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("nomination", "has_complaints")
    op.drop_table("complaint")
