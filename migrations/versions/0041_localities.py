"""Communes and villages are told from other collectives: some awards are for them alone.

Revision ID: 0041
Revises: 0040
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

COLUMNS = (("nominee", "locality"), ("nomination", "nominee_locality"))


def upgrade() -> None:
    for table, name in COLUMNS:
        op.add_column(table, sa.Column(name, sa.String(20), nullable=False, server_default=""))


def downgrade() -> None:
    for table, name in COLUMNS:
        op.drop_column(table, name)
