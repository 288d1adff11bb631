"""The letter by which a question went out to an agency (công văn xin ý kiến hiệp y).

Revision ID: 0021
Revises: 0020
"""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

WITHOUT_LETTER = "ix_consultation_status_letter_id"


def upgrade() -> None:
    op.execute(  # by hand: Alembic adds no column that refers to another table where SQLite is spoken
        "ALTER TABLE consultation ADD COLUMN letter_id INTEGER "
        "CONSTRAINT fk_consultation_letter_id_paper REFERENCES paper (id)"
    )
    op.create_index(WITHOUT_LETTER, "consultation", ["status", "letter_id", "id"])


def downgrade() -> None:
    op.drop_index(WITHOUT_LETTER, "consultation")
    op.drop_column("consultation", "letter_id")
