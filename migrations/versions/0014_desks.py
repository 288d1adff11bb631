"""Who has which case: assignments, begun from what the log says of the appraisers that are at work.

Revision ID: 0014
Revises: 0013
"""

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
ONGOING = sa.text("ended_at IS NULL")
column = partial(sa.Column, nullable=False)


def upgrade() -> None:
    op.create_table(
        "assignment",
        column("id", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("from_id", sa.Integer()),
        column("to_id", sa.Integer()),
        column("handing", sa.String(40)),
        column("note", sa.String(1000)),
        column("at", MOMENT),
        column("ended_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"]),
        sa.ForeignKeyConstraint(["from_id"], ["user_account.id"]),
        sa.ForeignKeyConstraint(["to_id"], ["user_account.id"]),
    )
    op.create_index("ix_assignment_nomination_id_to_id", "assignment", ["nomination_id", "to_id"])
    op.create_index("ix_assignment_to_id_ended_at", "assignment", ["to_id", "ended_at"])
    op.create_index(
        "uq_assignment_current",
        "assignment",
        ["nomination_id"],
        unique=True,
        sqlite_where=ONGOING,
        postgresql_where=ONGOING,
    )
    op.execute(
        "INSERT INTO assignment (nomination_id, from_id, to_id, handing, note, at) "
        "SELECT nomination.id, audit_event.actor_id, nomination.appraiser_id, 'given', "
        "substr(audit_event.reason, 1, 1000), audit_event.at_office "
        "FROM nomination JOIN audit_event ON audit_event.seq = ("
        "SELECT max(given.seq) FROM audit_event AS given "
        "WHERE given.subject = 'nomination:' || nomination.id AND given.action = 'assign_appraiser') "
        "WHERE nomination.appraiser_id IS NOT NULL AND audit_event.actor_id IS NOT NULL"
    )
    op.execute("UPDATE errand SET kind = 'tell_handed' WHERE kind = 'tell_appraiser'")


def downgrade() -> None:
    op.execute("UPDATE errand SET kind = 'tell_appraiser' WHERE kind = 'tell_handed'")
    op.drop_table("assignment")
