"""Resolutions of the People's Council: the case, its steps, papers, the agencies asked and what was said.

Revision ID: 0007
Revises: 0006
"""

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
TABLES = ("resolution", "resolution_step", "resolution_paper", "resolution_inquiry", "resolution_comment")
column = partial(sa.Column, nullable=False)
optional = partial(sa.Column, nullable=True)


def foreign(table: str, name: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{other}.id"], name=f"fk_{table}_{name}_{other}")


def upgrade() -> None:
    op.create_table(
        "resolution",
        column("title", sa.String(300)),
        column("purpose", sa.String(2000)),
        column("award_code", sa.String(60)),
        column("law_profile", sa.String(40)),
        column("shortened_ground", sa.String(300)),
        column("assignment_number", sa.String(60)),
        column("assignment_on", sa.Date()),
        column("assignment_file_id", sa.Integer()),
        column("session_name", sa.String(200)),
        optional("session_opens_on", sa.Date()),
        column("consultation_round", sa.Integer()),
        optional("posted_on", sa.Date()),
        column("posted_at", sa.String(500)),
        column("number", sa.String(60)),
        optional("passed_on", sa.Date()),
        optional("effective_on", sa.Date()),
        optional("superseded_on", sa.Date()),
        column("superseded_by", sa.String(60)),
        column("is_assumed", sa.Boolean()),
        column("created_by_id", sa.Integer()),
        column("created_at", MOMENT),
        column("id", sa.Integer()),
        column("workflow_key", sa.String(60)),
        column("workflow_version", sa.Integer()),
        column("workflow_digest", sa.String(64)),
        column("state", sa.String(40)),
        column("state_since", MOMENT),
        optional("previous_state", sa.String(40)),
        optional("due_at", MOMENT),
        column("version", sa.Integer()),
        foreign("resolution", "assignment_file_id", "stored_file"),
        foreign("resolution", "created_by_id", "user_account"),
        sa.PrimaryKeyConstraint("id"),
    )
    for name in ("award_code", "due_at", "state"):
        op.create_index(f"ix_resolution_{name}", "resolution", [name])
    op.create_table(
        "resolution_step",
        column("id", sa.Integer()),
        column("resolution_id", sa.Integer()),
        column("name", sa.String(60)),
        column("target", sa.String(40)),
        column("is_confirmed", sa.Boolean()),
        *(optional(name, sa.Integer()) for name in ("present", "agree", "disagree", "abstain", "absent")),
        *(optional(name, sa.Integer()) for name in ("members", "pct")),
        optional("strict", sa.Boolean()),
        column("taken_at", MOMENT),
        optional("taken_by_id", sa.Integer()),
        foreign("resolution_step", "resolution_id", "resolution"),
        foreign("resolution_step", "taken_by_id", "user_account"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_resolution_step_resolution_id_target", "resolution_step", ["resolution_id", "target"])
    op.create_table(
        "resolution_paper",
        column("id", sa.Integer()),
        column("resolution_id", sa.Integer()),
        optional("step_id", sa.Integer()),
        column("code", sa.String(40)),
        column("file_id", sa.Integer()),
        column("number", sa.String(60)),
        optional("issued_on", sa.Date()),
        column("agency", sa.String(200)),
        optional("edition", sa.Integer()),
        column("added_by_id", sa.Integer()),
        column("added_at", MOMENT),
        foreign("resolution_paper", "resolution_id", "resolution"),
        foreign("resolution_paper", "step_id", "resolution_step"),
        foreign("resolution_paper", "file_id", "stored_file"),
        foreign("resolution_paper", "added_by_id", "user_account"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "resolution_inquiry",
        column("id", sa.Integer()),
        column("resolution_id", sa.Integer()),
        column("round", sa.Integer()),
        column("agency", sa.String(200)),
        column("asked_on", sa.Date()),
        column("due_on", sa.Date()),
        column("status", sa.String(40)),
        optional("answered_on", sa.Date()),
        column("letter_number", sa.String(60)),
        optional("file_id", sa.Integer()),
        foreign("resolution_inquiry", "resolution_id", "resolution"),
        foreign("resolution_inquiry", "file_id", "stored_file"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "resolution_comment",
        column("id", sa.Integer()),
        column("resolution_id", sa.Integer()),
        column("round", sa.Integer()),
        column("said_by", sa.String(200)),
        column("text", sa.Text()),
        optional("answered", sa.String(40)),
        column("answer", sa.Text()),
        foreign("resolution_comment", "resolution_id", "resolution"),
        sa.PrimaryKeyConstraint("id"),
    )
    for table in ("resolution_paper", "resolution_inquiry", "resolution_comment"):
        op.create_index(f"ix_{table}_resolution_id", table, ["resolution_id"])


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
