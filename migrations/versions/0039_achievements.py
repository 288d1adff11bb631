"""Which initiatives a case relies on, uses of former years, and whether two cases tell of one achievement.

Revision ID: 0039
Revises: 0038
"""

from functools import partial

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
COUNTS = sa.text("given_up_at IS NULL")
column = partial(sa.Column, nullable=False)
maybe = partial(sa.Column, nullable=True)


def upgrade() -> None:
    _create_uses()
    _create_former_uses()
    _create_answers()
    op.create_index("ix_evidence_file_id", "evidence", ["file_id"])


def downgrade() -> None:
    op.drop_index("ix_evidence_file_id", "evidence")
    for table in ("overlap_answer", "former_initiative_use", "initiative_use"):
        op.drop_table(table)


def _create_uses() -> None:
    op.create_table(
        "initiative_use",
        column("id", sa.Integer()),
        column("initiative_id", sa.Integer()),
        column("nominee_id", sa.Integer()),
        column("kind", sa.String(20)),
        column("nomination_id", sa.Integer()),
        column("chosen_by_id", sa.Integer()),
        column("chosen_at", MOMENT),
        maybe("given_up_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_initiative_use"),
        _key("initiative_use", "initiative_id", "initiative"),
        _key("initiative_use", "nominee_id", "nominee"),
        _key("initiative_use", "nomination_id", "nomination"),
        _key("initiative_use", "chosen_by_id", "user_account"),
    )
    op.create_index("ix_initiative_use_nomination_id", "initiative_use", ["nomination_id"])
    op.create_index(
        "uq_initiative_use_current",
        "initiative_use",
        ["initiative_id", "nominee_id", "kind"],
        unique=True,
        sqlite_where=COUNTS,
        postgresql_where=COUNTS,
    )


def _create_former_uses() -> None:
    table = "former_initiative_use"
    op.create_table(
        table,
        column("id", sa.Integer()),
        *(column(name, sa.Integer()) for name in ("initiative_id", "nominee_id", "unit_id")),
        column("kind", sa.String(20)),
        column("award_name", sa.String(300)),
        column("decision_number", sa.String(100)),
        column("decided_on", sa.Date()),
        column("decided_by", sa.String(300)),
        column("file_id", sa.Integer()),
        column("entered_by_id", sa.Integer()),
        column("entered_at", MOMENT),
        maybe("confirmed_by_id", sa.Integer()),
        maybe("confirmed_at", MOMENT),
        maybe("voided_by_id", sa.Integer()),
        maybe("voided_at", MOMENT),
        column("void_reason", sa.String(2000)),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        _key(table, "initiative_id", "initiative"),
        _key(table, "nominee_id", "nominee"),
        _key(table, "unit_id", "organisation"),
        _key(table, "file_id", "stored_file"),
        *(_key(table, f"{done}_by_id", "user_account") for done in ("entered", "confirmed", "voided")),
    )
    for name in ("initiative_id", "nominee_id", "unit_id"):
        op.create_index(f"ix_{table}_{name}", table, [name])


def _create_answers() -> None:
    op.create_table(
        "overlap_answer",
        column("id", sa.Integer()),
        column("low_id", sa.Integer()),
        column("high_id", sa.Integer()),
        column("is_same", sa.Boolean()),
        column("grounds", JSON),
        column("reason", sa.String(2000)),
        column("answered_by_id", sa.Integer()),
        column("answered_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_overlap_answer"),
        *(_key("overlap_answer", f"{which}_id", "nomination") for which in ("low", "high")),
        _key("overlap_answer", "answered_by_id", "user_account"),
    )
    op.create_index("ix_overlap_answer_low_id_high_id", "overlap_answer", ["low_id", "high_id"])
    op.create_index("ix_overlap_answer_high_id", "overlap_answer", ["high_id"])


def _key(table: str, name: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{other}.id"], name=f"fk_{table}_{name}_{other}")
