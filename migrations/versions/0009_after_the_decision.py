"""What follows a decision: certificates, handing over, payment, the archive.

Revision ID: 0009
Revises: 0008
"""

from functools import partial

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
column = partial(sa.Column, nullable=False)


def upgrade() -> None:
    op.create_table(
        "handover",
        column("id", sa.Integer()),
        column("decision_id", sa.Integer()),
        column("unit_id", sa.Integer()),
        column("handed_on", sa.Date()),
        column("place", sa.String(300)),
        column("receiver_name", sa.String(200)),
        column("receiver_title", sa.String(200)),
        column("receiver_paper", sa.String(200)),
        column("money_way", sa.String(20)),
        column("note", sa.String(2000)),
        column("made_by_id", sa.Integer()),
        column("made_at", MOMENT),
        sa.Column("minutes_id", sa.Integer()),
        sa.Column("payment_list_id", sa.Integer()),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"]),
        sa.ForeignKeyConstraint(["unit_id"], ["organisation.id"]),
        sa.ForeignKeyConstraint(["made_by_id"], ["user_account.id"]),
        sa.ForeignKeyConstraint(["minutes_id"], ["paper.id"]),
        sa.ForeignKeyConstraint(["payment_list_id"], ["paper.id"]),
    )
    op.create_index("ix_handover_decision_id", "handover", ["decision_id"])
    op.create_table(
        "deposit",
        column("id", sa.Integer()),
        column("decision_id", sa.Integer()),
        column("code", sa.String(60)),
        column("title", sa.String(500)),
        column("retention", sa.String(60)),
        column("retention_basis", sa.String(300)),
        column("place", sa.String(200)),
        sa.Column("sheets", sa.Integer()),
        column("deposited_on", sa.Date()),
        column("made_by_id", sa.Integer()),
        sa.Column("index_id", sa.Integer()),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"]),
        sa.ForeignKeyConstraint(["made_by_id"], ["user_account.id"]),
        sa.ForeignKeyConstraint(["index_id"], ["paper.id"]),
    )
    op.create_index("ix_deposit_decision_id", "deposit", ["decision_id"])
    op.create_table(
        "print_run",
        column("id", sa.Integer()),
        column("decision_id", sa.Integer()),
        column("items", JSON),
        column("done", sa.Integer()),
        column("asked_by_id", sa.Integer()),
        column("asked_at", MOMENT),
        sa.Column("finished_at", MOMENT),
        sa.Column("file_id", sa.Integer()),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"]),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user_account.id"]),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"]),
    )
    op.create_index("ix_print_run_decision_id", "print_run", ["decision_id"])
    op.create_table(
        "delivery",
        column("id", sa.Integer()),
        column("decision_item_id", sa.Integer()),
        column("printed_name", sa.String(300)),
        column("printed_detail", sa.String(800)),
        column("name_reason", sa.String(500)),
        column("ready", JSON),
        sa.Column("register_year", sa.Integer()),
        sa.Column("register_number", sa.Integer()),
        sa.Column("printed_at", MOMENT),
        sa.Column("handover_id", sa.Integer()),
        sa.Column("certificate", JSON),
        sa.Column("paid_on", sa.Date()),
        column("voucher", sa.String(60)),
        sa.Column("presented_on", sa.Date()),
        column("presented_how", sa.String(20)),
        sa.Column("deposit_id", sa.Integer()),
        column("version", sa.Integer()),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["decision_item_id"], ["decision_item.id"]),
        sa.ForeignKeyConstraint(["handover_id"], ["handover.id"]),
        sa.ForeignKeyConstraint(["deposit_id"], ["deposit.id"]),
        sa.UniqueConstraint("decision_item_id"),
        sa.UniqueConstraint("register_year", "register_number"),
    )
    op.create_index("ix_delivery_handover_id", "delivery", ["handover_id"])
    op.create_index("ix_delivery_deposit_id", "delivery", ["deposit_id"])
    op.create_table(
        "handover_line",
        column("id", sa.Integer()),
        column("handover_id", sa.Integer()),
        column("delivery_id", sa.Integer()),
        column("articles", JSON),
        sa.Column("bonus", sa.Integer()),
        sa.Column("refused_reason", sa.String(500)),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["handover_id"], ["handover.id"]),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"]),
        sa.UniqueConstraint("handover_id", "delivery_id"),
    )
    op.create_index("ix_handover_line_handover_id", "handover_line", ["handover_id"])
    op.create_index("ix_handover_line_delivery_id", "handover_line", ["delivery_id"])


def downgrade() -> None:
    for table in ("handover_line", "delivery", "print_run", "deposit", "handover"):
        op.drop_table(table)
