"""Yearly facts about nominees: ratings, disciplines, leaves, make-up of collectives.

Revision ID: 0030
Revises: 0029
"""

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TABLE = "service_record"
column = partial(sa.Column, nullable=False)
maybe = partial(sa.Column, nullable=True)


def upgrade() -> None:
    op.create_table(
        TABLE,
        column("id", sa.Integer()),
        column("nominee_id", sa.Integer()),
        column("unit_id", sa.Integer()),
        column("kind", sa.String(40)),
        column("value", sa.String(20)),
        maybe("year", sa.Integer()),
        maybe("starts_on", sa.Date()),
        maybe("ends_on", sa.Date()),
        *(maybe(name, sa.Integer()) for name in ("members", "advanced", "completing", "disciplined", "fighters")),
        column("decision_number", sa.String(100)),
        maybe("decided_on", sa.Date()),
        column("decided_by", sa.String(300)),
        maybe("file_id", sa.Integer()),
        column("entered_by_id", sa.Integer()),
        column("entered_at", sa.DateTime(timezone=True)),
        maybe("confirmed_by_id", sa.Integer()),
        maybe("confirmed_at", sa.DateTime(timezone=True)),
        maybe("voided_by_id", sa.Integer()),
        maybe("voided_at", sa.DateTime(timezone=True)),
        column("void_reason", sa.String(2000)),
        sa.PrimaryKeyConstraint("id", name="pk_service_record"),
        _key("nominee_id", "nominee"),
        _key("unit_id", "organisation"),
        _key("file_id", "stored_file"),
        *(_key(name, "user_account") for name in ("entered_by_id", "confirmed_by_id", "voided_by_id")),
    )
    op.create_index("ix_service_record_nominee_id", TABLE, ["nominee_id"])
    op.create_index("ix_service_record_unit_id_id", TABLE, ["unit_id", "id"])
    op.create_index("ix_service_record_confirmed_at_voided_at", TABLE, ["confirmed_at", "voided_at"])


def downgrade() -> None:
    op.drop_table(TABLE)


def _key(name: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{target}.id"], name=f"fk_{TABLE}_{name}_{target}")
