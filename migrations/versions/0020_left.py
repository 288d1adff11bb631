"""Whose word it is that a nominee is under the party committee's management; one incoming number for a Tờ trình.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

BY_LETTER = "ix_incoming_number_submission_id_organisation_id"
# As the log has it: the unit says it while it writes, Sở Nội vụ while it appraises.
LAST_SAID = """
SELECT event.role FROM audit_event AS event
WHERE event.subject = 'nomination:' || party_opinion.nomination_id
AND event.action IN ('mark_for_party', 'drop_party_mark')
ORDER BY event.seq DESC LIMIT 1
"""


def upgrade() -> None:
    whose = sa.Column("is_of_department", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("party_opinion", whose)
    op.execute(f"UPDATE party_opinion SET is_of_department = true WHERE ({LAST_SAID}) NOT LIKE 'unit%'")  # noqa: S608
    op.execute(  # by hand: Alembic adds no column that refers to another table where SQLite is spoken
        "ALTER TABLE incoming_number ADD COLUMN submission_id INTEGER "
        "CONSTRAINT fk_incoming_number_submission_id_submission REFERENCES submission (id)"
    )
    op.create_index(BY_LETTER, "incoming_number", ["submission_id", "organisation_id"], unique=True)


def downgrade() -> None:
    op.drop_index(BY_LETTER, "incoming_number")
    with op.batch_alter_table("incoming_number") as table:
        table.drop_column("submission_id")
    op.drop_column("party_opinion", "is_of_department")
