"""Lists that grew with the years find their page by an index; none begins with the unit where the state is known too.

Revision ID: 0003
Revises: 0002

SQLite that knows its statistics would walk ("skip-scan") an index that begins with the unit for a question about all
units, and sort what it finds.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BEFORE = {
    "ix_nomination_unit_id_state_due_at_state_since": ("nomination", ["unit_id", "state", "due_at", "state_since"]),
    "ix_consultation_agency_id_status": ("consultation", ["agency_id", "status"]),
}
AFTER = {
    "ix_nomination_state_unit_id_due_at_state_since": ("nomination", ["state", "unit_id", "due_at", "state_since"]),
    "ix_nomination_state_award_version_id": ("nomination", ["state", "award_version_id"]),
    "ix_consultation_agency_id_id": ("consultation", ["agency_id", "id"]),
    "ix_consultation_agency_id_status_due_on": ("consultation", ["agency_id", "status", "due_on"]),
}


def upgrade() -> None:
    _change(BEFORE, AFTER)


def downgrade() -> None:
    _change(AFTER, BEFORE)


def _change(gone: dict[str, tuple[str, list[str]]], come: dict[str, tuple[str, list[str]]]) -> None:
    for name, (table, _) in gone.items():
        op.drop_index(name, table)
    for name, (table, columns) in come.items():
        op.create_index(name, table, columns)
