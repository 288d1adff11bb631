"""Who votes on paper in a vote by the sealed box.

Revision ID: 0029
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ballot_paper_voter",
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("had_voted", sa.Boolean(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ballot_id", "member_id", name="pk_ballot_paper_voter"),
        _key("ballot_id", "ballot"),
        _key("member_id", "council_member"),
        _key("recorded_by_id", "user_account"),
    )


def downgrade() -> None:
    op.drop_table("ballot_paper_voter")


def _key(name: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{target}.id"], name=f"fk_ballot_paper_voter_{name}_{target}")
