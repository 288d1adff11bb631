"""Documents that came in and are no dossier of a Tờ trình.

Revision ID: 0016
Revises: 0015
"""

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

column = partial(sa.Column, nullable=False)
maybe = partial(sa.Column, nullable=True)


def upgrade() -> None:
    op.create_table(
        "incoming_document",
        column("id", sa.Integer()),
        column("organisation_id", sa.Integer()),
        column("year", sa.Integer()),
        column("number", sa.Integer()),
        column("arrived_on", sa.Date()),
        column("sender", sa.String(300)),
        column("symbol", sa.String(100)),
        maybe("dated_on", sa.Date()),
        column("title", sa.String(1000)),
        column("folded", sa.String(1500)),
        maybe("nomination_id", sa.Integer()),
        maybe("file_id", sa.Integer()),
        column("entered_by_id", sa.Integer()),
        column("entered_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("organisation_id", "year", "number"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"]),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"]),
        sa.ForeignKeyConstraint(["entered_by_id"], ["user_account.id"]),
    )


def downgrade() -> None:
    op.drop_table("incoming_document")
