"""The second factor: an app, a printed sheet of codes, the sign-in that waits for its code.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "second_factor",
        sa.Column("user_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed_secret", sa.String(length=200), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=True),
        sa.Column("set_up_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_second_factor_user_id_user_account"),
        sa.PrimaryKeyConstraint("user_id", name="pk_second_factor"),
    )
    op.create_table(
        "sheet_code",
        sa.Column("user_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_sheet_code_user_id_user_account"),
        sa.PrimaryKeyConstraint("user_id", "position", name="pk_sheet_code"),
    )
    op.create_table(
        "half_sign_in",
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_half_sign_in_user_id_user_account"),
        sa.PrimaryKeyConstraint("token_digest", name="pk_half_sign_in"),
    )
    op.create_index("ix_half_sign_in_created_at", "half_sign_in", ["created_at"])
    op.create_index("ix_half_sign_in_user_id", "half_sign_in", ["user_id"])
    op.add_column("user_session", sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("user_session", "confirmed_at")
    op.drop_table("half_sign_in")
    op.drop_table("sheet_code")
    op.drop_table("second_factor")
