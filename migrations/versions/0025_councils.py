"""Councils of two kinds, with their papers, their regulation's numbers by date, and why a membership ended.

Revision ID: 0025
Revises: 0024
"""

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

column = partial(sa.Column, nullable=False)
maybe = partial(sa.Column, nullable=True)
UNIQUE = "uq_council_organisation_id_kind_is_provincial"
OLD_UNIQUE = "uq_council_organisation_id"
OLD_NUMBERS = ("established_by", "quorum_numerator", "quorum_denominator", "quorum_basis", "confidence")
SINCE = """
COALESCE((SELECT MIN(valid_from) FROM council_member WHERE council_id = council.id), '2020-01-01')
"""
PAPERS_OF_OLD = f"""
INSERT INTO council_paper (council_id, kind, number, issuer, title, valid_from, end_reason, is_slip)
SELECT id, 'establishment', '', '', established_by, {SINCE}, '', false FROM council WHERE established_by <> ''
"""  # noqa: S608
# What nobody has written down is the custom: the papers say secret, and all members are counted.
NUMBERS_OF_OLD = f"""
INSERT INTO council_rules (council_id, valid_from, quorum_numerator, quorum_denominator, quorum_basis,
 quorum_confidence, is_secret, secrecy_basis, secrecy_confidence, keeps_recused, recused_basis, recused_confidence)
SELECT id, {SINCE}, quorum_numerator, quorum_denominator, quorum_basis, confidence, true, '', 'design', true, '', 'design'
FROM council
"""  # noqa: S608
NEWEST = "FROM council_rules WHERE council_id = council.id ORDER BY valid_from DESC LIMIT 1"
AS_BEFORE = {
    "established_by": "COALESCE((SELECT CASE WHEN number = '' THEN title ELSE number END FROM council_paper"
    " WHERE council_id = council.id AND kind <> 'regulation' AND NOT is_slip ORDER BY id DESC LIMIT 1), '')",
    "quorum_numerator": f"COALESCE((SELECT quorum_numerator {NEWEST}), 2)",
    "quorum_denominator": f"COALESCE((SELECT quorum_denominator {NEWEST}), 3)",
    "quorum_basis": f"COALESCE((SELECT quorum_basis {NEWEST}), '')",
    "confidence": f"COALESCE((SELECT quorum_confidence {NEWEST}), 'design')",
}


def upgrade() -> None:
    _create_papers()
    _create_numbers()
    op.execute(PAPERS_OF_OLD)
    op.execute(NUMBERS_OF_OLD)
    for name in ("begun_by_id", "ended_by_id"):
        op.execute(  # by hand: Alembic adds no column that refers to another table where SQLite is spoken
            f"ALTER TABLE council_member ADD COLUMN {name} INTEGER "
            f"CONSTRAINT fk_council_member_{name}_council_paper REFERENCES council_paper (id)"
        )
    op.add_column("council_member", column("end_reason", sa.String(2000), server_default=""))
    if op.get_context().dialect.name == "sqlite":
        _made_anew(_now(), {"version": "1", "kind": "'emulation'"})
        return
    op.add_column("council", column("version", sa.Integer(), server_default="1"))
    op.alter_column("council", "version", server_default=None)
    op.add_column("council", column("kind", sa.String(40), server_default="emulation"))
    op.drop_constraint(OLD_UNIQUE, "council")
    op.create_unique_constraint(UNIQUE, "council", ["organisation_id", "kind", "is_provincial"])
    for name in OLD_NUMBERS:
        op.drop_column("council", name)


def downgrade() -> None:
    """Councils of the newer kind go; the others keep the numbers that were in force last."""
    newer = "SELECT id FROM council WHERE kind = 'initiative'"
    for table in ("council_member", "council_threshold", "council_rules", "council_paper"):
        op.execute(f"DELETE FROM {table} WHERE council_id IN ({newer})")  # noqa: S608
    op.execute("DELETE FROM council WHERE kind = 'initiative'")
    if op.get_context().dialect.name == "sqlite":
        _made_anew(_before(), AS_BEFORE)
    else:
        _turn_back()
    for name in ("end_reason", "ended_by_id", "begun_by_id"):
        op.drop_column("council_member", name)
    for table in ("council_threshold", "council_rules", "council_paper"):
        op.drop_table(table)


def _turn_back() -> None:
    for old in _before():
        if isinstance(old, sa.Column) and old.name in OLD_NUMBERS:
            op.add_column("council", sa.Column(old.name, old.type, nullable=True))
            op.execute(f"UPDATE council SET {old.name} = {AS_BEFORE[old.name]}")  # noqa: S608
            op.alter_column("council", old.name, nullable=False)
    op.drop_constraint(UNIQUE, "council")
    op.create_unique_constraint(OLD_UNIQUE, "council", ["organisation_id"])
    op.drop_column("council", "kind")
    op.drop_column("council", "version")


def _made_anew(parts: list[sa.schema.SchemaItem], told: dict[str, str]) -> None:
    """SQLite cannot take a constraint off: the table is made again, and what refers to it is judged at the end."""
    op.execute("PRAGMA defer_foreign_keys = ON")
    names = [part.name for part in parts if isinstance(part, sa.Column)]
    values = ", ".join(f"{told.get(name, name)} AS {name}" for name in names)
    op.execute(f"CREATE TABLE kept_council AS SELECT {values} FROM council")  # noqa: S608
    op.drop_table("council")
    op.create_table("council", *parts)
    listed = ", ".join(names)
    op.execute(f"INSERT INTO council ({listed}) SELECT {listed} FROM kept_council")  # noqa: S608
    op.drop_table("kept_council")


def _common() -> list[sa.Column]:
    return [
        column("id", sa.Integer()),
        column("organisation_id", sa.Integer()),
        column("name", sa.String(300)),
        column("is_provincial", sa.Boolean()),
    ]


def _of_organisation() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id"], ["organisation.id"], name="fk_council_organisation_id_organisation"
    )


def _now() -> list[sa.schema.SchemaItem]:
    return [
        *_common(),
        column("version", sa.Integer()),
        column("kind", sa.String(40), server_default="emulation"),
        _of_organisation(),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("organisation_id", "kind", "is_provincial", name=UNIQUE),
    ]


def _before() -> list[sa.schema.SchemaItem]:
    return [
        *_common(),
        column("established_by", sa.String(300)),
        column("quorum_numerator", sa.Integer()),
        column("quorum_denominator", sa.Integer()),
        column("quorum_basis", sa.String(300)),
        column("confidence", sa.String(40)),
        _of_organisation(),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("organisation_id", name=OLD_UNIQUE),
    ]


def _create_papers() -> None:
    op.create_table(
        "council_paper",
        column("id", sa.Integer()),
        column("council_id", sa.Integer()),
        column("kind", sa.String(40)),
        column("number", sa.String(100)),
        maybe("issued_on", sa.Date()),
        column("issuer", sa.String(300)),
        column("title", sa.String(500)),
        maybe("file_id", sa.Integer()),
        column("valid_from", sa.Date()),
        maybe("valid_to", sa.Date()),
        maybe("entered_by_id", sa.Integer()),
        maybe("entered_at", sa.DateTime(timezone=True)),
        column("end_reason", sa.String(2000)),
        column("is_slip", sa.Boolean()),
        sa.PrimaryKeyConstraint("id", name="pk_council_paper"),
        _key("council_paper", "council_id", "council"),
        _key("council_paper", "file_id", "stored_file"),
        _key("council_paper", "entered_by_id", "user_account"),
    )
    op.create_index("ix_council_paper_council_id", "council_paper", ["council_id"])


def _create_numbers() -> None:
    op.create_table(
        "council_rules",
        column("id", sa.Integer()),
        column("council_id", sa.Integer()),
        column("valid_from", sa.Date()),
        column("quorum_numerator", sa.Integer()),
        column("quorum_denominator", sa.Integer()),
        column("quorum_basis", sa.String(300)),
        column("quorum_confidence", sa.String(40)),
        column("is_secret", sa.Boolean()),
        column("secrecy_basis", sa.String(300)),
        column("secrecy_confidence", sa.String(40)),
        column("keeps_recused", sa.Boolean()),
        column("recused_basis", sa.String(300)),
        column("recused_confidence", sa.String(40)),
        maybe("paper_id", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_council_rules"),
        _key("council_rules", "council_id", "council"),
        _key("council_rules", "paper_id", "council_paper"),
        sa.UniqueConstraint("council_id", "valid_from", name="uq_council_rules_council_id_valid_from"),
    )
    op.create_table(
        "council_threshold",
        column("id", sa.Integer()),
        column("council_id", sa.Integer()),
        maybe("vote_rule_code", sa.String(20)),
        maybe("award_code", sa.String(60)),
        column("pct", sa.Integer()),
        column("strict", sa.Boolean()),
        column("basis", sa.String(300)),
        column("confidence", sa.String(40)),
        column("valid_from", sa.Date()),
        maybe("valid_to", sa.Date()),
        maybe("paper_id", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_council_threshold"),
        _key("council_threshold", "council_id", "council"),
        _key("council_threshold", "vote_rule_code", "vote_rule", "code"),
        _key("council_threshold", "award_code", "award", "code"),
        _key("council_threshold", "paper_id", "council_paper"),
    )
    op.create_index("ix_council_threshold_council_id", "council_threshold", ["council_id"])


def _key(table: str, name: str, other: str, its: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{other}.{its}"], name=f"fk_{table}_{name}_{other}")
