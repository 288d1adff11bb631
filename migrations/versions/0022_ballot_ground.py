"""How a meeting votes, who counts as rows of their own, and who does not vote on which case.

Revision ID: 0022
Revises: 0021
"""

from functools import partial

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
column = partial(sa.Column, nullable=False)

meeting = sa.table("meeting", sa.column("id", sa.Integer()), sa.column("tellers", JSON))
teller = sa.table("teller", *(sa.column(name) for name in ("meeting_id", "position", "name")))


def upgrade() -> None:
    op.create_table(
        "teller",
        column("id", sa.Integer()),
        column("meeting_id", sa.Integer()),
        column("position", sa.Integer()),
        column("name", sa.String(200)),
        column("user_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name="fk_teller_meeting_id_meeting"),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_teller_user_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_teller"),
    )
    op.create_index("ix_teller_meeting_id", "teller", ["meeting_id"])
    op.create_table(
        "recusal",
        column("id", sa.Integer()),
        column("item_id", sa.Integer()),
        column("member_id", sa.Integer()),
        column("kind", sa.String(40)),
        column("reason", sa.String(500)),
        column("recorded_by_id", sa.Integer()),
        column("recorded_at", MOMENT),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name="fk_recusal_item_id_agenda_item"),
        sa.ForeignKeyConstraint(["member_id"], ["council_member.id"], name="fk_recusal_member_id_council_member"),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user_account.id"], name="fk_recusal_recorded_by_id_user_account"),
        sa.PrimaryKeyConstraint("id", name="pk_recusal"),
        sa.UniqueConstraint("item_id", "member_id", name="uq_recusal_item_id_member_id"),
    )
    op.create_index("ix_recusal_item_id", "recusal", ["item_id"])
    named = op.get_bind().execute(sa.select(meeting.c.id, meeting.c.tellers)).all()
    lines = [
        {"meeting_id": meeting_id, "position": position, "name": name}
        for meeting_id, names in named
        for position, name in enumerate(names, start=1)
    ]
    if lines:
        op.get_bind().execute(teller.insert(), lines)
    op.drop_column("meeting", "tellers")
    op.add_column("meeting", column("voting", sa.String(40), server_default="paper"))


def downgrade() -> None:
    op.drop_column("meeting", "voting")
    op.add_column("meeting", column("tellers", JSON, server_default="[]"))
    bind, names = op.get_bind(), {}
    for meeting_id, name in bind.execute(
        sa.select(teller.c.meeting_id, teller.c.name).order_by(teller.c.meeting_id, teller.c.position)
    ):
        names.setdefault(meeting_id, []).append(name)
    for meeting_id, told in names.items():
        bind.execute(meeting.update().where(meeting.c.id == meeting_id).values(tellers=told))
    op.drop_table("recusal")
    op.drop_table("teller")
