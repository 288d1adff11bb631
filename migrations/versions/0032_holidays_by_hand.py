"""Days off and days worked instead may be entered, changed and taken out on a page.

Revision ID: 0032
Revises: 0031
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("holiday", sa.Column("is_by_hand", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("holiday", sa.Column("counts", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("holiday", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))


def downgrade() -> None:
    """What was taken out is gone: the program of that day would count it again."""
    holiday = sa.table("holiday", sa.column("counts", sa.Boolean()))
    op.execute(holiday.delete().where(sa.not_(holiday.c.counts)))
    op.drop_column("holiday", "version")
    op.drop_column("holiday", "counts")
    op.drop_column("holiday", "is_by_hand")
