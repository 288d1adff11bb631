"""How many cases of each round wait for a unit's list is counted by the index alone.

Revision ID: 0019
Revises: 0018
"""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

INDEX = "ix_nomination_state_submitting_unit_id_due_at"
COLUMNS = ("state", "submitting_unit_id", "due_at", "state_since", "unit_id")
COUNTED = ("award_round_id", "workflow_key")


def upgrade() -> None:
    _index(*COLUMNS, *COUNTED)


def downgrade() -> None:
    _index(*COLUMNS)


def _index(*columns: str) -> None:
    op.drop_index(INDEX, "nomination")
    op.create_index(INDEX, "nomination", columns)
