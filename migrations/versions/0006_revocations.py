"""Reviews of awards: what each rests on, how it ended, what was recovered.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
POINTS_AT = {
    "nomination_id": "nomination",
    "file_id": "stored_file",
    "opened_by_id": "user_account",
    "paper_id": "paper",
    "recovery_file_id": "stored_file",
}


def upgrade() -> None:
    op.create_table(
        "revocation",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("nomination_id", sa.Integer, nullable=False),
        sa.Column("ground", sa.String(40), nullable=False),
        sa.Column("source", sa.String(300), nullable=False),
        sa.Column("source_on", sa.Date, nullable=False),
        sa.Column("file_id", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("opened_by_id", sa.Integer, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("decided_reason", sa.Text, nullable=False),
        sa.Column("decided_at", MOMENT),
        sa.Column("paper_id", sa.Integer),
        sa.Column("recovered_on", sa.Date),
        sa.Column("recovered", sa.Text, nullable=False),
        sa.Column("recovery_file_id", sa.Integer),
        sa.Column("version", sa.Integer, nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=f"fk_revocation_{column}_{table}")
            for column, table in POINTS_AT.items()
        ),
        sa.PrimaryKeyConstraint("id", name="pk_revocation"),
    )
    op.create_index("ix_revocation_nomination_id", "revocation", ["nomination_id"])


def downgrade() -> None:
    op.drop_table("revocation")
