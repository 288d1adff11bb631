"""The year of an emulation block: members, scoring table, scores, its meeting and the ranks it agreed on.

Revision ID: 0033
Revises: 0032
"""

from functools import partial

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
column = partial(sa.Column, nullable=False)
maybe = partial(sa.Column, nullable=True)


def upgrade() -> None:
    _create_years()
    _create_scores()
    _create_sittings()


def downgrade() -> None:
    for table in ("rank", "sitting", "score", "criterion", "member", "year"):
        op.drop_table(f"block_{table}")


def _create_years() -> None:
    op.create_table(
        "block_year",
        column("block_code", sa.String(40)),
        column("year", sa.Integer()),
        column("number", sa.String(100)),
        maybe("decided_on", sa.Date()),
        column("created_by_id", sa.Integer()),
        column("created_at", MOMENT),
        column("id", sa.Integer()),
        column("workflow_key", sa.String(60)),
        column("workflow_version", sa.Integer()),
        column("workflow_digest", sa.String(64)),
        column("state", sa.String(40)),
        column("state_since", MOMENT),
        maybe("previous_state", sa.String(40)),
        maybe("due_at", MOMENT),
        column("version", sa.Integer()),
        maybe("days_left", sa.Integer()),
        maybe("stood_since", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_block_year"),
        _key("block_year", "block_code", "block", "code"),
        _key("block_year", "created_by_id", "user_account"),
        sa.UniqueConstraint("block_code", "year", name="uq_block_year_block_code_year"),
    )
    for name in ("year", "state", "due_at"):
        op.create_index(f"ix_block_year_{name}", "block_year", [name])
    op.create_table(
        "block_member",
        column("id", sa.Integer()),
        column("block_year_id", sa.Integer()),
        column("organisation_id", sa.Integer()),
        column("part", sa.String(40)),
        column("set_aside_reason", sa.String(2000)),
        maybe("checker_id", sa.Integer()),
        maybe("sent_at", MOMENT),
        maybe("checked_at", MOMENT),
        column("version", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_block_member"),
        _key("block_member", "block_year_id", "block_year"),
        _key("block_member", "organisation_id", "organisation"),
        _key("block_member", "checker_id", "block_member"),
        sa.UniqueConstraint("block_year_id", "organisation_id", name="uq_block_member_block_year_id_organisation_id"),
    )
    op.create_index("ix_block_member_organisation_id", "block_member", ["organisation_id"])


def _create_scores() -> None:
    op.create_table(
        "block_criterion",
        column("id", sa.Integer()),
        column("block_year_id", sa.Integer()),
        column("position", sa.Integer()),
        column("name", sa.String(500)),
        column("most", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_block_criterion"),
        _key("block_criterion", "block_year_id", "block_year"),
    )
    op.create_index("ix_block_criterion_block_year_id", "block_criterion", ["block_year_id"])
    op.create_table(
        "block_score",
        column("id", sa.Integer()),
        column("member_id", sa.Integer()),
        column("criterion_id", sa.Integer()),
        maybe("own", sa.Integer()),
        column("own_note", sa.String(2000)),
        maybe("checked", sa.Integer()),
        column("check_note", sa.String(2000)),
        maybe("settled", sa.Integer()),
        column("settle_note", sa.String(2000)),
        sa.PrimaryKeyConstraint("id", name="pk_block_score"),
        _key("block_score", "member_id", "block_member"),
        _key("block_score", "criterion_id", "block_criterion"),
        sa.UniqueConstraint("member_id", "criterion_id", name="uq_block_score_member_id_criterion_id"),
    )
    op.create_index("ix_block_score_criterion_id", "block_score", ["criterion_id"])


def _create_sittings() -> None:
    op.create_table(
        "block_sitting",
        column("id", sa.Integer()),
        column("block_year_id", sa.Integer()),
        column("held_on", sa.Date()),
        column("place", sa.String(300)),
        column("present", JSON),
        column("settlement", sa.Text()),
        column("minutes_id", sa.Integer()),
        column("recorded_by_id", sa.Integer()),
        column("recorded_at", MOMENT),
        column("void_reason", sa.String(2000)),
        sa.PrimaryKeyConstraint("id", name="pk_block_sitting"),
        _key("block_sitting", "block_year_id", "block_year"),
        _key("block_sitting", "minutes_id", "stored_file"),
        _key("block_sitting", "recorded_by_id", "user_account"),
    )
    op.create_index("ix_block_sitting_block_year_id", "block_sitting", ["block_year_id"])
    op.create_table(
        "block_rank",
        column("sitting_id", sa.Integer()),
        column("member_id", sa.Integer()),
        column("rank", sa.Integer()),
        column("points", sa.Integer()),
        sa.PrimaryKeyConstraint("sitting_id", "member_id", name="pk_block_rank"),
        _key("block_rank", "sitting_id", "block_sitting"),
        _key("block_rank", "member_id", "block_member"),
    )
    op.create_index("ix_block_rank_member_id", "block_rank", ["member_id"])


def _key(table: str, name: str, other: str, its: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{other}.{its}"], name=f"fk_{table}_{name}_{other}")
