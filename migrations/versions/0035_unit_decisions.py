"""Decisions of a unit's head, and which process awards of a unit begin with (ADR 26).

Cases already begun keep the definition they were pinned to; only what begins from now on walks the unit's route.

Revision ID: 0035
Revises: 0034
"""

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
column = partial(sa.Column, nullable=False)
maybe = partial(sa.Column, nullable=True)


def upgrade() -> None:
    _create_decisions()
    _create_items()
    op.execute("UPDATE award_version SET process = 'award_unit' WHERE level = 'unit' AND process = 'award_province'")


def downgrade() -> None:
    op.execute("UPDATE award_version SET process = 'award_province' WHERE process = 'award_unit'")
    op.execute("DELETE FROM paper WHERE sheet = 'unit_decision'")
    op.drop_table("unit_decision_item")
    op.drop_table("unit_decision")


def _create_decisions() -> None:
    op.create_table(
        "unit_decision",
        column("unit_id", sa.Integer()),
        column("award_version_id", sa.Integer()),
        column("title", sa.String(300)),
        column("merit", sa.String(500)),
        column("created_by_id", sa.Integer()),
        column("created_at", MOMENT),
        maybe("signed_at", MOMENT),
        maybe("posted_on", sa.Date()),
        column("posted_where", sa.String(300)),
        maybe("reported_at", MOMENT),
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
        sa.PrimaryKeyConstraint("id", name="pk_unit_decision"),
        _key("unit_decision", "unit_id", "organisation"),
        _key("unit_decision", "award_version_id", "award_version"),
        _key("unit_decision", "created_by_id", "user_account"),
    )
    for names in (["unit_id", "state"], ["state"], ["due_at"]):
        op.create_index(f"ix_unit_decision_{'_'.join(names)}", "unit_decision", names)


def _create_items() -> None:
    op.create_table(
        "unit_decision_item",
        column("id", sa.Integer()),
        column("unit_decision_id", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("position", sa.Integer()),
        maybe("bonus", sa.Integer()),
        maybe("struck_reason", sa.String(2000)),
        maybe("struck_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_unit_decision_item"),
        _key("unit_decision_item", "unit_decision_id", "unit_decision"),
        _key("unit_decision_item", "nomination_id", "nomination"),
        sa.UniqueConstraint(
            "unit_decision_id", "nomination_id", name="uq_unit_decision_item_unit_decision_id_nomination_id"
        ),
    )
    op.create_index("ix_unit_decision_item_nomination_id", "unit_decision_item", ["nomination_id"])


def _key(table: str, name: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{other}.id"], name=f"fk_{table}_{name}_{other}")
