"""Corrections of decisions, and certificates made anew.

Revision ID: 0012
Revises: 0011
"""

from functools import partial

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)
column = partial(sa.Column, nullable=False)
maybe = partial(sa.Column, nullable=True)


def upgrade() -> None:
    op.create_table(
        "correction",
        column("id", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("kind", sa.String(40)),
        column("said", JSON),
        column("right", JSON),
        column("wrong_text", sa.Text()),
        column("right_text", sa.Text()),
        column("source", sa.String(300)),
        column("file_id", sa.Integer()),
        column("reason", sa.Text()),
        column("opened_by_id", sa.Integer()),
        column("opened_at", MOMENT),
        column("outcome", sa.String(40)),
        column("decided_reason", sa.Text()),
        maybe("decided_at", MOMENT),
        maybe("paper_id", sa.Integer()),
        column("version", sa.Integer()),
        *_keys(
            "correction",
            {
                "nomination_id": "nomination",
                "file_id": "stored_file",
                "opened_by_id": "user_account",
                "paper_id": "paper",
            },
        ),
    )
    op.create_index("ix_correction_nomination_id", "correction", ["nomination_id"])
    op.create_table(
        "reissue",
        column("id", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("kind", sa.String(40)),
        column("standing", sa.String(40)),
        column("asked_by", sa.String(300)),
        column("asked_on", sa.Date()),
        column("reason", sa.Text()),
        maybe("file_id", sa.Integer()),
        column("opened_by_id", sa.Integer()),
        column("opened_at", MOMENT),
        maybe("checked_by_id", sa.Integer()),
        maybe("checked_at", MOMENT),
        column("checked_reason", sa.Text()),
        column("old_certificate", JSON),
        maybe("new_certificate", JSON),
        maybe("handed_on", sa.Date()),
        column("receiver_name", sa.String(200)),
        maybe("receipt_id", sa.Integer()),
        column("version", sa.Integer()),
        *_keys(
            "reissue",
            {
                "nomination_id": "nomination",
                "file_id": "stored_file",
                "opened_by_id": "user_account",
                "checked_by_id": "user_account",
                "receipt_id": "stored_file",
            },
        ),
    )
    op.create_index("ix_reissue_nomination_id", "reissue", ["nomination_id"])
    op.create_index("ix_reissue_standing", "reissue", ["standing"])


def downgrade() -> None:
    op.drop_table("reissue")
    op.drop_table("correction")


def _keys(table: str, points_at: dict[str, str]) -> list[sa.Constraint]:
    return [
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        *(
            sa.ForeignKeyConstraint([name], [f"{other}.id"], name=f"fk_{table}_{name}_{other}")
            for name, other in points_at.items()
        ),
    ]
