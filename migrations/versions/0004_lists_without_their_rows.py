"""What Sở Nội vụ may see is told by the index too: a case that never left its unit is skipped without reading its row.

Revision ID: 0004
Revises: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BEFORE = ["state", "due_at", "state_since"]
AFTER = [*BEFORE, "submitted_at"]


def upgrade() -> None:
    op.drop_index("ix_nomination_state_due_at_state_since", "nomination")
    op.create_index("ix_nomination_state_due_at_state_since_submitted_at", "nomination", AFTER)


def downgrade() -> None:
    op.drop_index("ix_nomination_state_due_at_state_since_submitted_at", "nomination")
    op.create_index("ix_nomination_state_due_at_state_since", "nomination", BEFORE)
