"""New versions of awards while they are written.

Revision ID: 0034
Revises: 0033
"""

from functools import partial

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
column = partial(sa.Column, nullable=False)
maybe = partial(sa.Column, nullable=True)


def upgrade() -> None:
    op.create_table(
        "award_draft",
        column("id", sa.Integer()),
        column("award_code", sa.String(60)),
        column("base_id", sa.Integer()),
        column("status", sa.String(40)),
        column("basis", sa.String(500)),
        column("content", JSON),
        column("writers", JSON),
        column("created_by_id", sa.Integer()),
        column("created_at", MOMENT),
        maybe("sent_by_id", sa.Integer()),
        maybe("sent_at", MOMENT),
        maybe("decided_by_id", sa.Integer()),
        maybe("decided_at", MOMENT),
        column("reason", sa.Text()),
        maybe("published_id", sa.Integer()),
        column("version", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_award_draft"),
        _key("award_code", "award", "code"),
        _key("base_id", "award_version"),
        _key("published_id", "award_version"),
        *(_key(name, "user_account") for name in ("created_by_id", "sent_by_id", "decided_by_id")),
    )
    for name in ("award_code", "status"):
        op.create_index(f"ix_award_draft_{name}", "award_draft", [name])


def downgrade() -> None:
    op.drop_table("award_draft")


def _key(name: str, other: str, its: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{other}.{its}"], name=f"fk_award_draft_{name}_{other}")
