"""Initiatives, their authors, and what councils voted on them.

Revision ID: 0027
Revises: 0026
"""

from functools import partial

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
column = partial(sa.Column, nullable=False)
maybe = partial(sa.Column, nullable=True)


def upgrade() -> None:
    _create_initiatives()
    _create_votes_on_initiatives()


def downgrade() -> None:
    for table in ("initiative_vote", "initiative_sitting", "initiative_author", "initiative"):
        op.drop_table(table)


def _create_initiatives() -> None:
    op.create_table(
        "initiative",
        column("id", sa.Integer()),
        column("unit_id", sa.Integer()),
        column("title", sa.String(500)),
        column("summary", sa.Text()),
        column("applied_on", sa.Date()),
        column("entered_by_id", sa.Integer()),
        column("entered_at", sa.DateTime(timezone=True)),
        maybe("sent_up_at", sa.DateTime(timezone=True)),
        column("withdrawn_reason", sa.String(2000)),
        column("version", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_initiative"),
        _key("initiative", "unit_id", "organisation"),
        _key("initiative", "entered_by_id", "user_account"),
    )
    op.create_index("ix_initiative_unit_id", "initiative", ["unit_id"])
    op.create_index("ix_initiative_sent_up_at", "initiative", ["sent_up_at"])
    op.create_table(
        "initiative_author",
        column("id", sa.Integer()),
        column("initiative_id", sa.Integer()),
        column("nominee_id", sa.Integer()),
        column("share", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_initiative_author"),
        _key("initiative_author", "initiative_id", "initiative"),
        _key("initiative_author", "nominee_id", "nominee"),
        sa.UniqueConstraint("initiative_id", "nominee_id", name="uq_initiative_author_initiative_id_nominee_id"),
    )
    op.create_index("ix_initiative_author_nominee_id", "initiative_author", ["nominee_id"])


def _create_votes_on_initiatives() -> None:
    op.create_table(
        "initiative_sitting",
        column("id", sa.Integer()),
        column("council_id", sa.Integer()),
        column("held_on", sa.Date()),
        column("place", sa.String(300)),
        column("tellers", JSON),
        column("present", JSON),
        column("members", sa.Integer()),
        column("needed", sa.Integer()),
        column("minutes_id", sa.Integer()),
        column("recorded_by_id", sa.Integer()),
        column("recorded_at", sa.DateTime(timezone=True)),
        column("void_reason", sa.String(2000)),
        sa.PrimaryKeyConstraint("id", name="pk_initiative_sitting"),
        _key("initiative_sitting", "council_id", "council"),
        _key("initiative_sitting", "minutes_id", "stored_file"),
        _key("initiative_sitting", "recorded_by_id", "user_account"),
    )
    op.create_index("ix_initiative_sitting_council_id", "initiative_sitting", ["council_id"])
    op.create_table(
        "initiative_vote",
        column("id", sa.Integer()),
        column("sitting_id", sa.Integer()),
        column("initiative_id", sa.Integer()),
        column("scope", sa.String(40)),
        column("agree", sa.Integer()),
        column("disagree", sa.Integer()),
        column("invalid", sa.Integer()),
        column("members", sa.Integer()),
        column("rule_code", sa.String(20)),
        column("pct", sa.Integer()),
        column("strict", sa.Boolean()),
        sa.PrimaryKeyConstraint("id", name="pk_initiative_vote"),
        _key("initiative_vote", "sitting_id", "initiative_sitting"),
        _key("initiative_vote", "initiative_id", "initiative"),
        _key("initiative_vote", "rule_code", "vote_rule", "code"),
    )
    op.create_index("ix_initiative_vote_sitting_id", "initiative_vote", ["sitting_id"])
    op.create_index("ix_initiative_vote_initiative_id", "initiative_vote", ["initiative_id"])


def _key(table: str, name: str, other: str, its: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{other}.{its}"], name=f"fk_{table}_{name}_{other}")
