"""Initiatives on the agenda of a meeting, and the decisions that recognise them.

Revision ID: 0028
Revises: 0027
"""

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

column = partial(sa.Column, nullable=False)
maybe = partial(sa.Column, nullable=True)
OF_A_CASE = ("agenda_item", "nomination_id")
ON_PAPER = ("initiative_sitting", "minutes_id")


def upgrade() -> None:
    op.add_column("agenda_item", sa.Column("kind", sa.String(20), nullable=False, server_default="case"))
    for table, name in (OF_A_CASE, ON_PAPER):
        _let_be_empty(table, name, is_empty=True)
    op.execute(  # by hand: Alembic adds no column that refers to another table where SQLite is spoken
        "ALTER TABLE initiative_sitting ADD COLUMN meeting_id INTEGER "
        "CONSTRAINT fk_initiative_sitting_meeting_id_meeting REFERENCES meeting (id)"
    )
    op.create_index("ix_initiative_sitting_meeting_id", "initiative_sitting", ["meeting_id"])
    op.create_table(
        "initiative_item",
        column("id", sa.Integer()),
        column("initiative_id", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_initiative_item"),
        _key("initiative_item", "id", "agenda_item"),
        _key("initiative_item", "initiative_id", "initiative"),
    )
    op.create_index("ix_initiative_item_initiative_id", "initiative_item", ["initiative_id"])
    _create_recognitions()


def downgrade() -> None:
    """Meetings on initiatives go: nothing before knew what they were about."""
    op.drop_table("initiative_recognition")
    op.drop_table("initiative_decision")
    op.drop_table("initiative_item")
    of_meetings = "SELECT id FROM initiative_sitting WHERE minutes_id IS NULL"
    op.execute(f"DELETE FROM initiative_vote WHERE sitting_id IN ({of_meetings})")  # noqa: S608 -- nobody typed it
    op.execute("DELETE FROM initiative_sitting WHERE minutes_id IS NULL")
    of_initiatives = "SELECT id FROM agenda_item WHERE nomination_id IS NULL"
    for table in ("recusal", "ballot_name", "ballot_excused", "ballot_box"):
        op.execute(f"DELETE FROM {table} WHERE item_id IN ({of_initiatives})")  # noqa: S608 -- nobody typed it
    op.execute("DELETE FROM agenda_item WHERE nomination_id IS NULL")
    op.drop_index("ix_initiative_sitting_meeting_id", "initiative_sitting")
    op.drop_column("initiative_sitting", "meeting_id")
    for table, name in (OF_A_CASE, ON_PAPER):
        _let_be_empty(table, name, is_empty=False)
    op.drop_column("agenda_item", "kind")


def _create_recognitions() -> None:
    op.create_table(
        "initiative_decision",
        column("id", sa.Integer()),
        column("council_id", sa.Integer()),
        column("scope", sa.String(40)),
        column("number", sa.String(100)),
        column("decided_on", sa.Date()),
        column("signer", sa.String(200)),
        column("signer_title", sa.String(200)),
        column("file_id", sa.Integer()),
        column("entered_by_id", sa.Integer()),
        column("entered_at", sa.DateTime(timezone=True)),
        column("void_reason", sa.String(2000)),
        sa.PrimaryKeyConstraint("id", name="pk_initiative_decision"),
        _key("initiative_decision", "council_id", "council"),
        _key("initiative_decision", "file_id", "stored_file"),
        _key("initiative_decision", "entered_by_id", "user_account"),
    )
    op.create_index("ix_initiative_decision_council_id", "initiative_decision", ["council_id"])
    op.create_table(
        "initiative_recognition",
        column("decision_id", sa.Integer()),
        column("initiative_id", sa.Integer()),
        sa.PrimaryKeyConstraint("decision_id", "initiative_id", name="pk_initiative_recognition"),
        _key("initiative_recognition", "decision_id", "initiative_decision"),
        _key("initiative_recognition", "initiative_id", "initiative"),
    )
    op.create_index("ix_initiative_recognition_initiative_id", "initiative_recognition", ["initiative_id"])


def _let_be_empty(table: str, name: str, *, is_empty: bool) -> None:
    """In SQLite by its own words for it (lang_altertable.html, 7): a table made anew would lose who refers to it."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.alter_column(table, name, nullable=is_empty)
        return
    strict, loose = f"{name} INTEGER NOT NULL", f"{name} INTEGER"
    before, after = (strict, loose) if is_empty else (f"{loose},", f"{strict},")
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    connection.exec_driver_sql(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ?", (before, after, table)
    )
    connection.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema=OFF")


def _key(table: str, name: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{other}.id"], name=f"fk_{table}_{name}_{other}")
