"""Whom a round is for and its own texts; movements that are launched, changed, closed; registrations of a year.

Revision ID: 0037
Revises: 0036
"""

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
column = partial(sa.Column, nullable=False)
maybe = partial(sa.Column, nullable=True)
TEXTS = ("opening_text", "closing_text")
OF_MOVEMENTS = ("version", "closing_reason", "closed_on", "problem", "plan", "launched_by", "is_by_hand")


def upgrade() -> None:
    for name in ("invites_all", "asks_agencies"):
        op.add_column("award_round", column(name, sa.Boolean(), server_default=sa.true()))
    for name in TEXTS:
        op.add_column("award_round", column(name, sa.Text(), server_default=""))
    op.create_table(
        "round_unit",
        column("award_round_id", sa.Integer()),
        column("organisation_id", sa.Integer()),
        sa.PrimaryKeyConstraint("award_round_id", "organisation_id", name="pk_round_unit"),
        _key("round_unit", "award_round_id", "award_round"),
        _key("round_unit", "organisation_id", "organisation"),
    )
    _widen_movements()
    _create_registrations()


def downgrade() -> None:
    for table in ("registration_line", "registration", "registration_award", "registration_year", "round_unit"):
        op.drop_table(table)
    for name in OF_MOVEMENTS:
        op.drop_column("movement", name)
    for name in (*TEXTS, "asks_agencies", "invites_all"):
        op.drop_column("award_round", name)


def _widen_movements() -> None:
    op.add_column("movement", column("is_by_hand", sa.Boolean(), server_default=sa.false()))
    op.add_column("movement", column("launched_by", sa.String(300), server_default=""))
    op.add_column("movement", column("plan", sa.Text(), server_default=""))
    op.add_column("movement", column("problem", sa.Text(), server_default=""))
    op.add_column("movement", maybe("closed_on", sa.Date()))
    op.add_column("movement", column("closing_reason", sa.String(2000), server_default=""))
    op.add_column("movement", column("version", sa.Integer(), server_default="1"))


def _create_registrations() -> None:
    op.create_table(
        "registration_year",
        column("id", sa.Integer()),
        column("year", sa.Integer()),
        column("opens_on", sa.Date()),
        column("closes_on", sa.Date()),
        column("basis", sa.String(300)),
        column("note", sa.Text()),
        column("created_by_id", sa.Integer()),
        column("created_at", MOMENT),
        column("version", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_registration_year"),
        _key("registration_year", "created_by_id", "user_account"),
        sa.UniqueConstraint("year", name="uq_registration_year_year"),
    )
    op.create_table(
        "registration_award",
        column("registration_year_id", sa.Integer()),
        column("award_code", sa.String(60)),
        sa.PrimaryKeyConstraint("registration_year_id", "award_code", name="pk_registration_award"),
        _key("registration_award", "registration_year_id", "registration_year"),
        _key("registration_award", "award_code", "award", "code"),
    )
    op.create_table(
        "registration",
        column("registration_year_id", sa.Integer()),
        column("organisation_id", sa.Integer()),
        maybe("signed_by_id", sa.Integer()),
        maybe("signed_at", MOMENT),
        column("signer", sa.String(300)),
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
        sa.PrimaryKeyConstraint("id", name="pk_registration"),
        _key("registration", "registration_year_id", "registration_year"),
        _key("registration", "organisation_id", "organisation"),
        _key("registration", "signed_by_id", "user_account"),
        sa.UniqueConstraint(
            "registration_year_id", "organisation_id", name="uq_registration_registration_year_id_organisation_id"
        ),
    )
    for name in ("organisation_id", "state", "due_at"):
        op.create_index(f"ix_registration_{name}", "registration", [name])
    op.create_table(
        "registration_line",
        column("id", sa.Integer()),
        column("registration_id", sa.Integer()),
        column("nominee_id", sa.Integer()),
        column("award_code", sa.String(60)),
        column("name", sa.String(300)),
        column("detail", sa.String(500)),
        column("pledge", sa.String(2000)),
        sa.PrimaryKeyConstraint("id", name="pk_registration_line"),
        _key("registration_line", "registration_id", "registration"),
        _key("registration_line", "nominee_id", "nominee"),
        _key("registration_line", "award_code", "award", "code"),
        sa.UniqueConstraint(
            "registration_id",
            "nominee_id",
            "award_code",
            name="uq_registration_line_registration_id_nominee_id_award_code",
        ),
    )
    op.create_index("ix_registration_line_nominee_id", "registration_line", ["nominee_id"])


def _key(table: str, name: str, other: str, its: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{other}.{its}"], name=f"fk_{table}_{name}_{other}")
