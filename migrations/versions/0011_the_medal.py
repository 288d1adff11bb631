"""The medal's road: rule sets with their groups, the medal's part of a dossier, and which process a case begins with.

Revision ID: 0011
Revises: 0010
"""

from functools import partial

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MEDAL = "ky_niem_chuong_tinh"
NUMBERS = ("years_in_office", "or_terms", "years_men", "years_women", "years_hard_area")
column = partial(sa.Column, nullable=False)
maybe = partial(sa.Column, nullable=True)


def upgrade() -> None:
    op.add_column("award_version", column("process", sa.String(60), server_default="award_province"))
    op.add_column("award_version", column("simplified_process", sa.String(60), server_default=""))
    op.add_column("award_version", column("by_resolution", sa.Boolean(), server_default=sa.false()))
    op.execute(
        "UPDATE award_version SET process = 'medal_nomination', simplified_process = 'medal_simplified', "
        f"by_resolution = true WHERE award_code = '{MEDAL}'"
    )
    op.add_column("nomination", column("simplified_case", sa.String(40), server_default=""))
    _create_rules()
    _create_parts_of_dossiers()


def downgrade() -> None:
    for table in ("service_period", "medal_file", "rule_group", "rule_set"):
        op.drop_table(table)
    op.drop_column("nomination", "simplified_case")
    for name in ("by_resolution", "simplified_process", "process"):
        op.drop_column("award_version", name)


def _create_rules() -> None:
    op.create_table(
        "rule_set",
        column("code", sa.String(60)),
        column("award_code", sa.String(60)),
        column("title", sa.String(300)),
        column("confidence", sa.String(40)),
        column("vote_rule_code", sa.String(20)),
        column("bonus_ratio", sa.String(20)),
        *(column(name, JSON) for name in ("settings", "counting", "reductions", "exclusions")),
        maybe("valid_from", sa.Date()),
        maybe("valid_to", sa.Date()),
        column("resolution_number", sa.String(100)),
        maybe("resolution_date", sa.Date()),
        column("is_assumed", sa.Boolean()),
        sa.PrimaryKeyConstraint("code", name="pk_rule_set"),
        sa.ForeignKeyConstraint(["award_code"], ["award.code"], name="fk_rule_set_award_code_award"),
        sa.ForeignKeyConstraint(["vote_rule_code"], ["vote_rule.code"], name="fk_rule_set_vote_rule_code_vote_rule"),
    )
    op.create_index("ix_rule_set_award_code", "rule_set", ["award_code"])
    op.create_table(
        "rule_group",
        column("id", sa.Integer()),
        column("rule_set_code", sa.String(60)),
        column("position", sa.Integer()),
        column("code", sa.String(10)),
        column("name", sa.String(300)),
        *(maybe(name, sa.Integer()) for name in NUMBERS),
        column("by_contribution", sa.Boolean()),
        column("years_are_waived", sa.Boolean()),
        column("condition", sa.String(300)),
        column("consult", JSON),
        column("basis", sa.String(300)),
        column("confidence", sa.String(40)),
        sa.PrimaryKeyConstraint("id", name="pk_rule_group"),
        sa.ForeignKeyConstraint(["rule_set_code"], ["rule_set.code"], name="fk_rule_group_rule_set_code_rule_set"),
        sa.UniqueConstraint("rule_set_code", "code", name="uq_rule_group_rule_set_code_code"),
    )
    op.create_index("ix_rule_group_rule_set_code", "rule_group", ["rule_set_code"])


def _create_parts_of_dossiers() -> None:
    op.create_table(
        "medal_file",
        column("nomination_id", sa.Integer()),
        maybe("group_id", sa.Integer()),
        maybe("terms", sa.Integer()),
        *(maybe(name, sa.Boolean()) for name in ("held_before", "is_under_review", "is_dismissed")),
        column("version", sa.Integer()),
        sa.PrimaryKeyConstraint("nomination_id", name="pk_medal_file"),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name="fk_medal_file_nomination_id_nomination"),
        sa.ForeignKeyConstraint(["group_id"], ["rule_group.id"], name="fk_medal_file_group_id_rule_group"),
    )
    op.create_table(
        "service_period",
        column("id", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("from_month", sa.Date()),
        maybe("to_month", sa.Date()),
        column("organisation", sa.String(300)),
        column("position", sa.String(200)),
        column("kind", sa.String(20)),
        column("version", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_service_period"),
        sa.ForeignKeyConstraint(["nomination_id"], ["medal_file.nomination_id"], name="fk_service_period_nomination_id_medal_file"),
    )
    op.create_index("ix_service_period_nomination_id", "service_period", ["nomination_id"])
