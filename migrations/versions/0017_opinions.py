"""Opinions asked while a case is appraised: of the people by a notice, of Ban Thường vụ Tỉnh ủy by letter.

Revision ID: 0017
Revises: 0016
"""

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

column = partial(sa.Column, nullable=False)
maybe = partial(sa.Column, nullable=True)
moment = partial(sa.DateTime, timezone=True)


def upgrade() -> None:
    op.add_column("award_round", column("people_notice", sa.Boolean(), server_default=sa.false()))
    _create_notices()
    _create_what_was_said()
    _create_party_opinions()


def downgrade() -> None:
    for table in ("party_opinion", "notice_opinion", "notice_item", "public_notice"):
        op.drop_table(table)
    op.drop_column("award_round", "people_notice")


def _create_notices() -> None:
    op.create_table(
        "public_notice",
        column("id", sa.Integer()),
        column("award_round_id", sa.Integer()),
        column("title", sa.String(300)),
        column("status", sa.String(40)),
        column("created_by_id", sa.Integer()),
        column("created_at", moment()),
        maybe("working_days", sa.Integer()),
        maybe("letter_id", sa.Integer()),
        maybe("posted_on", sa.Date()),
        maybe("closes_on", sa.Date()),
        column("places", sa.String(1000)),
        column("summary", sa.Text()),
        maybe("closed_at", moment()),
        maybe("report_id", sa.Integer()),
        column("cancelled_reason", sa.String(2000)),
        column("status_since", moment()),
        column("version", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_public_notice"),
        _key("public_notice", "award_round_id", "award_round"),
        _key("public_notice", "created_by_id", "user_account"),
        _key("public_notice", "letter_id", "paper"),
        _key("public_notice", "report_id", "paper"),
    )
    op.create_index("ix_public_notice_status_closes_on", "public_notice", ["status", "closes_on"])
    op.create_table(
        "notice_item",
        column("id", sa.Integer()),
        column("notice_id", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("position", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_notice_item"),
        _key("notice_item", "notice_id", "public_notice"),
        _key("notice_item", "nomination_id", "nomination"),
        sa.UniqueConstraint("notice_id", "nomination_id", name="uq_notice_item_notice_id_nomination_id"),
    )
    op.create_index("ix_notice_item_nomination_id", "notice_item", ["nomination_id"])


def _create_what_was_said() -> None:
    op.create_table(
        "notice_opinion",
        column("id", sa.Integer()),
        column("notice_id", sa.Integer()),
        maybe("nomination_id", sa.Integer()),
        column("said_by", sa.String(300)),
        column("contact", sa.String(300)),
        column("received_on", sa.Date()),
        column("stance", sa.String(40)),
        column("content", sa.Text()),
        maybe("file_id", sa.Integer()),
        column("entered_by_id", sa.Integer()),
        column("entered_at", moment()),
        column("handling", sa.Text()),
        maybe("handled_by_id", sa.Integer()),
        maybe("handled_at", moment()),
        column("version", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_notice_opinion"),
        _key("notice_opinion", "notice_id", "public_notice"),
        _key("notice_opinion", "nomination_id", "nomination"),
        _key("notice_opinion", "file_id", "stored_file"),
        _key("notice_opinion", "entered_by_id", "user_account"),
        _key("notice_opinion", "handled_by_id", "user_account"),
    )
    op.create_index("ix_notice_opinion_notice_id", "notice_opinion", ["notice_id"])


def _create_party_opinions() -> None:
    op.create_table(
        "party_opinion",
        column("id", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("status", sa.String(40)),
        column("basis", sa.String(500)),
        column("marked_by_id", sa.Integer()),
        column("marked_at", moment()),
        column("question", sa.Text()),
        maybe("asked_by_id", sa.Integer()),
        maybe("asked_at", moment()),
        maybe("letter_id", sa.Integer()),
        maybe("outcome", sa.String(40)),
        column("answer", sa.Text()),
        column("answer_number", sa.String(100)),
        maybe("answered_on", sa.Date()),
        maybe("answer_file_id", sa.Integer()),
        maybe("answered_by_id", sa.Integer()),
        maybe("answered_at", moment()),
        column("version", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_party_opinion"),
        _key("party_opinion", "nomination_id", "nomination"),
        _key("party_opinion", "marked_by_id", "user_account"),
        _key("party_opinion", "asked_by_id", "user_account"),
        _key("party_opinion", "letter_id", "paper"),
        _key("party_opinion", "answer_file_id", "stored_file"),
        _key("party_opinion", "answered_by_id", "user_account"),
        sa.UniqueConstraint("nomination_id", name="uq_party_opinion_nomination_id"),
    )
    op.create_index("ix_party_opinion_status", "party_opinion", ["status"])


def _key(table: str, name: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{other}.id"], name=f"fk_{table}_{name}_{other}")
