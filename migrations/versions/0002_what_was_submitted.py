"""A case keeps its nominee's class as submitted; wrong passwords are rows; what nothing used goes.

Revision ID: 0002
Revises: 0001
"""

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
UNUSED = ("totp_secret", "totp_last_step", "failed_sign_ins", "locked_until")
column = partial(sa.Column, nullable=False)


def upgrade() -> None:
    op.add_column("nomination", column("worker_class", sa.String(60), server_default=""))
    op.execute(
        "UPDATE nomination SET worker_class = "
        "(SELECT nominee.worker_class FROM nominee WHERE nominee.id = nomination.nominee_id)"
    )
    op.create_table(
        "failed_try",
        column("id", sa.Integer()),
        column("of", sa.String(30)),
        column("address", sa.String(60)),
        column("at", MOMENT),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_failed_try_at", "failed_try", ["at"])
    op.create_index("ix_failed_try_of_at", "failed_try", ["of", "at"])
    for name in UNUSED:
        op.drop_column("user_account", name)


def downgrade() -> None:
    for unused in (
        sa.Column("totp_secret", sa.String(64), nullable=True),
        sa.Column("totp_last_step", sa.Integer(), nullable=True),
        column("failed_sign_ins", sa.Integer(), server_default="0"),
        sa.Column("locked_until", MOMENT, nullable=True),
    ):
        op.add_column("user_account", unused)
    op.drop_table("failed_try")
    op.drop_column("nomination", "worker_class")
