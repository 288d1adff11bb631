"""Cases of subordinate units go up to their superior: who submits a case, and the sheet that carries it up.

Revision ID: 0013
Revises: 0012
"""

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
OF_WHO_SUBMITS = "ix_nomination_state_submitting_unit_id_due_at"
BY_NAME = "ix_nomination_submitting_unit_id_nominee_key_id"
column = partial(sa.Column, nullable=False)
maybe = partial(sa.Column, nullable=True)


def upgrade() -> None:
    op.execute(  # by hand: Alembic adds no column that refers to another table where SQLite is spoken
        "ALTER TABLE nomination ADD COLUMN submitting_unit_id INTEGER "
        "CONSTRAINT fk_nomination_submitting_unit_id_organisation REFERENCES organisation (id)"
    )
    op.execute("UPDATE nomination SET submitting_unit_id = unit_id")
    op.create_index(OF_WHO_SUBMITS, "nomination", ["state", "submitting_unit_id", "due_at", "state_since", "unit_id"])
    op.create_index(BY_NAME, "nomination", ["submitting_unit_id", "nominee_key", "id"])
    _create_sheets()


def downgrade() -> None:
    op.execute("DELETE FROM paper WHERE sheet = 'gathering'")
    op.drop_table("gathering_item")
    op.drop_table("gathering")
    op.drop_index(BY_NAME, "nomination")
    op.drop_index(OF_WHO_SUBMITS, "nomination")
    op.drop_column("nomination", "submitting_unit_id")


def _create_sheets() -> None:
    op.create_table(
        "gathering",
        column("unit_id", sa.Integer()),
        column("superior_id", sa.Integer()),
        column("award_round_id", sa.Integer()),
        column("title", sa.String(300)),
        column("summary", sa.Text()),
        column("created_by_id", sa.Integer()),
        column("created_at", MOMENT),
        maybe("signed_at", MOMENT),
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
        sa.PrimaryKeyConstraint("id", name="pk_gathering"),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=f"fk_gathering_{name}_{table}")
            for name, table in (
                ("unit_id", "organisation"),
                ("superior_id", "organisation"),
                ("award_round_id", "award_round"),
                ("created_by_id", "user_account"),
            )
        ),
    )
    for names in (["unit_id", "state"], ["superior_id", "state"], ["state"], ["due_at"]):
        op.create_index(f"ix_gathering_{'_'.join(names)}", "gathering", names)
    op.create_table(
        "gathering_item",
        column("id", sa.Integer()),
        column("gathering_id", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("position", sa.Integer()),
        maybe("taken_up_at", MOMENT),
        maybe("handed_back_at", MOMENT),
        column("handed_back_reason", sa.String(2000)),
        sa.PrimaryKeyConstraint("id", name="pk_gathering_item"),
        *(
            sa.ForeignKeyConstraint([f"{table}_id"], [f"{table}.id"], name=f"fk_gathering_item_{table}_id_{table}")
            for table in ("gathering", "nomination")
        ),
        sa.UniqueConstraint(
            "gathering_id", "nomination_id", name="uq_gathering_item_gathering_id_nomination_id"
        ),
    )
    op.create_index("ix_gathering_item_nomination_id", "gathering_item", ["nomination_id"])
