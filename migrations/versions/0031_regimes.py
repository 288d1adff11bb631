"""Which law a day falls under, and whether it was read. `flask reference load` brings the rows.

Revision ID: 0031
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "regime",
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("text", sa.String(500), nullable=False),
        sa.Column("is_read", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.String(300), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_regime"),
    )


def downgrade() -> None:
    op.drop_table("regime")
