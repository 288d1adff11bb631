"""Everything there is at the first release, tables in the order in which they lean on each other.

Revision ID: 0001
Revises:

The triggers that guard the log stand here as they were then: a migration never imports the application.
"""

from functools import partial

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
column = partial(sa.Column, nullable=False)

TABLES = (
    "audit_event",
    "award",
    "award_round",
    "base_salary",
    "block",
    "doc_type",
    "errand",
    "holiday",
    "movement",
    "nomination_code_counter",
    "site",
    "user_account",
    "vote_rule",
    "award_version",
    "organisation",
    "stored_file",
    "user_session",
    "appointment",
    "council",
    "criterion",
    "dossier_item",
    "nominee",
    "notice",
    "organisation_successor",
    "paper",
    "proposal",
    "round_award",
    "signing_right",
    "submission",
    "council_member",
    "decision",
    "meeting",
    "nomination",
    "paper_number",
    "agenda_item",
    "attendance",
    "conclusion",
    "consultation",
    "decision_item",
    "draft_field",
    "draft_revision",
    "evidence",
    "incoming_number",
    "proposal_item",
    "submission_item",
    "supplement",
    "year_entry",
    "criterion_answer",
    "supplement_item",
)

TRIGGERS = {
    "sqlite": (
        """
        CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event
        BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END
        """,
        """
        CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event
        BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END
        """,
        """
        CREATE TRIGGER audit_event_at_the_end BEFORE INSERT ON audit_event
        WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit_event)
          OR NEW.previous_hash IS NOT
             coalesce((SELECT hash FROM audit_event ORDER BY seq DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000')
        BEGIN SELECT RAISE(ABORT, 'audit_event is append-only: a row goes only to the end'); END
        """,
    ),
    "postgresql": (
        """
        CREATE OR REPLACE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'audit_event is append-only'; END $$
        """,
        """
        CREATE OR REPLACE FUNCTION audit_event_at_the_end() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE last record;
        BEGIN
            SELECT seq, hash INTO last FROM audit_event ORDER BY seq DESC LIMIT 1;
            IF NEW.seq IS DISTINCT FROM coalesce(last.seq, 0) + 1
               OR NEW.previous_hash IS DISTINCT FROM coalesce(last.hash, '0000000000000000000000000000000000000000000000000000000000000000') THEN
                RAISE EXCEPTION 'audit_event is append-only: a row goes only to the end';
            END IF;
            RETURN NEW;
        END $$
        """,
        """
        CREATE TRIGGER audit_event_no_update BEFORE UPDATE OR DELETE ON audit_event
        FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()
        """,
        """
        CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event
        FOR EACH STATEMENT EXECUTE FUNCTION audit_event_refuse()
        """,
        """
        CREATE TRIGGER audit_event_at_the_end BEFORE INSERT ON audit_event
        FOR EACH ROW EXECUTE FUNCTION audit_event_at_the_end()
        """,
    ),
}


def sorted_text(length: int) -> sa.types.TypeEngine[str]:
    """Keys that both databases must sort byte by byte."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "audit_event",
        column("seq", sa.Integer(), autoincrement=False),
        column("at_office", MOMENT),
        column("at_real", MOMENT),
        column("actor_id", sa.Integer(), nullable=True),
        column("actor_name", sa.String(200)),
        column("role", sa.String(40)),
        column("organisation_id", sa.Integer(), nullable=True),
        column("subject", sa.String(80)),
        column("action", sa.String(80)),
        column("source", sa.String(60)),
        column("target", sa.String(60)),
        column("reason", sa.Text()),
        column("data", sa.Text()),
        column("previous_hash", sa.String(64)),
        column("hash", sa.String(64)),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_event"),
    )
    op.create_index("ix_audit_event_actor_id_seq", "audit_event", ["actor_id", "seq"])
    op.create_index("ix_audit_event_subject", "audit_event", ["subject"])
    op.create_table(
        "award",
        column("code", sa.String(60)),
        column("kind", sa.String(20)),
        sa.PrimaryKeyConstraint("code", name="pk_award"),
    )
    op.create_table(
        "award_round",
        column("id", sa.Integer()),
        column("code", sa.String(40)),
        column("name", sa.String(300)),
        column("year", sa.Integer()),
        column("opens_on", sa.Date()),
        column("closes_on", sa.Date()),
        column("unit_notice", sa.Boolean()),
        column("basis", sa.String(300)),
        column("confidence", sa.String(40)),
        column("note", sa.Text()),
        column("version", sa.Integer()),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_award_round_code"),
    )
    op.create_table(
        "base_salary",
        column("valid_from", sa.Date()),
        column("valid_to", sa.Date(), nullable=True),
        column("value", sa.Integer()),
        column("basis", sa.String(300)),
        column("confidence", sa.String(40)),
        sa.PrimaryKeyConstraint("valid_from", name="pk_base_salary"),
    )
    op.create_table(
        "block",
        column("code", sa.String(40)),
        column("name", sa.String(300)),
        column("confidence", sa.String(40)),
        column("source", sa.String(500)),
        column("source_year", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("code", name="pk_block"),
    )
    op.create_table(
        "doc_type",
        column("code", sa.String(60)),
        column("name", sa.String(300)),
        column("form_nd98", sa.String(60), nullable=True),
        column("form_nd152", sa.String(60), nullable=True),
        column("confidence", sa.String(40)),
        sa.PrimaryKeyConstraint("code", name="pk_doc_type"),
    )
    op.create_table(
        "errand",
        column("id", sa.Integer()),
        column("kind", sa.String(40)),
        column("subject", sa.String(60)),
        column("payload", JSON),
        column("status", sa.String(40)),
        column("attempts", sa.Integer()),
        column("not_before", MOMENT),
        column("created_at", MOMENT),
        column("finished_at", MOMENT, nullable=True),
        column("error", sa.Text()),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_errand_status_not_before", "errand", ["status", "not_before"])
    op.create_table(
        "holiday",
        column("day", sa.Date()),
        column("name", sa.String(200)),
        column("is_worked", sa.Boolean()),
        column("basis", sa.String(300)),
        column("confidence", sa.String(40)),
        sa.PrimaryKeyConstraint("day", name="pk_holiday"),
    )
    op.create_table(
        "movement",
        column("id", sa.Integer()),
        column("code", sa.String(60)),
        column("name", sa.String(500)),
        column("source", sa.String(300)),
        column("valid_from", sa.Date(), nullable=True),
        column("valid_to", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_movement_code"),
    )
    op.create_table(
        "nomination_code_counter",
        column("year", sa.Integer(), autoincrement=False),
        column("last", sa.Integer()),
        sa.PrimaryKeyConstraint("year", name="pk_nomination_code_counter"),
    )
    op.create_table(
        "site",
        column("id", sa.Integer()),
        column("mode", sa.String(20)),
        column("created_at", MOMENT),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "user_account",
        column("id", sa.Integer()),
        column("username", sa.String(60)),
        column("full_name", sa.String(200)),
        column("name_key", sorted_text(400)),
        column("folded", sa.String(200)),
        column("email", sa.String(200), nullable=True),
        column("phone", sa.String(30), nullable=True),
        column("password_hash", sa.String(200)),
        column("must_change_password", sa.Boolean()),
        column("first_password_expires_at", MOMENT, nullable=True),
        column("totp_secret", sa.String(64), nullable=True),
        column("totp_last_step", sa.Integer(), nullable=True),
        column("is_active", sa.Boolean()),
        column("failed_sign_ins", sa.Integer()),
        column("locked_until", MOMENT, nullable=True),
        column("created_at", MOMENT),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("username", name="uq_user_account_username"),
    )
    op.create_index("ix_user_account_name_key", "user_account", ["name_key"])
    op.create_table(
        "vote_rule",
        column("code", sa.String(20)),
        column("pct", sa.Integer()),
        column("strict", sa.Boolean()),
        column("denominator", sa.String(40)),
        column("council", sa.String(40)),
        column("absent", sa.String(60)),
        column("basis", sa.String(300)),
        column("confidence", sa.String(40)),
        sa.PrimaryKeyConstraint("code", name="pk_vote_rule"),
    )
    op.create_table(
        "award_version",
        column("id", sa.Integer()),
        column("award_code", sa.String(60)),
        column("number", sa.Integer()),
        column("name", sa.String(300)),
        column("name_en", sa.String(300)),
        column("subjects", JSON),
        column("routes", JSON),
        column("level", sa.String(20)),
        column("cycle", sa.String(40)),
        column("council", sa.String(60), nullable=True),
        column("considered_by", sa.String(20)),
        column("considered_basis", sa.String(300)),
        column("considered_confidence", sa.String(40)),
        column("vote_rule_code", sa.String(20), nullable=True),
        column("vote_is_statutory", sa.Boolean()),
        column("criteria", JSON),
        column("decided_by", JSON),
        column("proposed_by", JSON),
        column("steps", JSON),
        column("bonus", JSON),
        column("legal_basis", JSON),
        column("note", sa.Text()),
        column("confidence", sa.String(40)),
        column("valid_from", sa.Date()),
        column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["award_code"], ["award.code"], name="fk_award_version_award_code_award"),
        sa.ForeignKeyConstraint(
            ["vote_rule_code"], ["vote_rule.code"], name="fk_award_version_vote_rule_code_vote_rule"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("award_code", "number", name="uq_award_version_award_code_number"),
    )
    op.create_table(
        "organisation",
        column("id", sa.Integer()),
        column("code", sa.String(40)),
        column("name", sa.String(300)),
        column("sort_key", sorted_text(400)),
        column("folded", sa.String(300)),
        column("kind", sa.String(40)),
        column("block_code", sa.String(40), nullable=True),
        column("parent_id", sa.Integer(), nullable=True),
        column("doc_abbr", sa.String(40)),
        column("place", sa.String(100)),
        column("valid_from", sa.Date(), nullable=True),
        column("valid_to", sa.Date(), nullable=True),
        column("can_submit", sa.Boolean()),
        column("confidence", sa.String(40)),
        column("note", sa.String(1000)),
        sa.ForeignKeyConstraint(["block_code"], ["block.code"], name="fk_organisation_block_code_block"),
        sa.ForeignKeyConstraint(["parent_id"], ["organisation.id"], name="fk_organisation_parent_id_organisation"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_organisation_code"),
    )
    op.create_index("ix_organisation_sort_key", "organisation", ["sort_key"])
    op.create_table(
        "stored_file",
        column("id", sa.Integer()),
        column("path", sa.String(200)),
        column("sha256", sa.String(64)),
        column("size", sa.Integer()),
        column("media_type", sa.String(100)),
        column("original_name", sa.String(255)),
        column("uploaded_by_id", sa.Integer(), nullable=True),
        column("created_at", MOMENT),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["user_account.id"], name="fk_stored_file_uploaded_by_id_user_account"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("path", name="uq_stored_file_path"),
    )
    op.create_index("ix_stored_file_sha256", "stored_file", ["sha256"])
    op.create_table(
        "user_session",
        column("id", sa.Integer()),
        column("token_digest", sa.String(64)),
        column("user_id", sa.Integer()),
        column("appointment_id", sa.Integer(), nullable=True),
        column("created_at", MOMENT),
        column("last_seen_at", MOMENT),
        column("ended_at", MOMENT, nullable=True),
        column("address", sa.String(60)),
        column("agent", sa.String(300)),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_user_session_user_id_user_account"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_digest", name="uq_user_session_token_digest"),
    )
    op.create_index("ix_user_session_user_id", "user_session", ["user_id"])
    op.create_table(
        "appointment",
        column("id", sa.Integer()),
        column("user_id", sa.Integer()),
        column("organisation_id", sa.Integer()),
        column("role", sa.String(40)),
        column("title", sa.String(200)),
        column("valid_from", sa.Date()),
        column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_appointment_organisation_id_organisation"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_appointment_user_id_user_account"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_appointment_organisation_id", "appointment", ["organisation_id"])
    op.create_index("ix_appointment_role", "appointment", ["role"])
    op.create_index("ix_appointment_user_id", "appointment", ["user_id"])
    op.create_table(
        "council",
        column("id", sa.Integer()),
        column("organisation_id", sa.Integer()),
        column("name", sa.String(300)),
        column("is_provincial", sa.Boolean()),
        column("established_by", sa.String(300)),
        column("quorum_numerator", sa.Integer()),
        column("quorum_denominator", sa.Integer()),
        column("quorum_basis", sa.String(300)),
        column("confidence", sa.String(40)),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_council_organisation_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("organisation_id", name="uq_council_organisation_id"),
    )
    op.create_table(
        "criterion",
        column("id", sa.Integer()),
        column("award_version_id", sa.Integer()),
        column("variant", sa.String(60)),
        column("position", sa.Integer()),
        column("code", sa.String(40)),
        column("label", sa.String(500)),
        column("field", sa.String(120)),
        column("op", sa.String(20)),
        column("value", JSON),
        column("check", sa.String(20)),
        column("basis", sa.String(500)),
        column("confidence", sa.String(40)),
        sa.ForeignKeyConstraint(
            ["award_version_id"], ["award_version.id"], name="fk_criterion_award_version_id_award_version"
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_criterion_award_version_id_code", "criterion", ["award_version_id", "code"])
    op.create_table(
        "dossier_item",
        column("id", sa.Integer()),
        column("award_version_id", sa.Integer()),
        column("position", sa.Integer()),
        column("doc_code", sa.String(60)),
        column("copies", sa.Integer()),
        column("kinds", JSON),
        column("routes", JSON),
        column("condition", sa.String(300), nullable=True),
        column("note", sa.String(500)),
        sa.ForeignKeyConstraint(
            ["award_version_id"], ["award_version.id"], name="fk_dossier_item_award_version_id_award_version"
        ),
        sa.ForeignKeyConstraint(["doc_code"], ["doc_type.code"], name="fk_dossier_item_doc_code_doc_type"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_dossier_item_award_version_id", "dossier_item", ["award_version_id"])
    op.create_table(
        "nominee",
        column("id", sa.Integer()),
        column("unit_id", sa.Integer()),
        column("kind", sa.String(40)),
        column("name", sa.String(300)),
        column("sort_key", sorted_text(400)),
        column("folded", sa.String(300)),
        column("honorific", sa.String(60)),
        column("gender", sa.String(10)),
        column("birth_date", sa.Date(), nullable=True),
        column("ethnicity", sa.String(60)),
        column("position", sa.String(200)),
        column("department", sa.String(300)),
        column("worker_class", sa.String(60)),
        column("rank_class", sa.String(200)),
        column("employee_code", sa.String(40)),
        column("citizen_id", sa.String(12)),
        column("field_of_work", sa.String(200)),
        column("collective_class", sa.String(200)),
        column("email", sa.String(200)),
        column("phone", sa.String(30)),
        column("address", sa.String(300)),
        column("is_active", sa.Boolean()),
        column("created_at", MOMENT),
        column("version", sa.Integer()),
        sa.ForeignKeyConstraint(["unit_id"], ["organisation.id"], name="fk_nominee_unit_id_organisation"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_nominee_unit_id_sort_key", "nominee", ["unit_id", "sort_key"])
    op.create_table(
        "notice",
        column("id", sa.Integer()),
        column("user_id", sa.Integer()),
        column("errand_id", sa.Integer()),
        column("organisation_id", sa.Integer(), nullable=True),
        column("text", sa.Text()),
        column("subject", sa.String(60)),
        column("created_at", MOMENT),
        column("read_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["errand_id"], ["errand.id"], name="fk_notice_errand_id_errand"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_notice_organisation_id_organisation"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_notice_user_id_user_account"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("errand_id", "user_id", name="uq_notice_errand_id_user_id"),
    )
    op.create_index("ix_notice_user_id_read_at", "notice", ["user_id", "read_at"])
    op.create_table(
        "organisation_successor",
        column("organisation_id", sa.Integer()),
        column("successor_code", sa.String(40)),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_organisation_successor_organisation_id_organisation"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "successor_code", name="pk_organisation_successor"),
    )
    op.create_table(
        "paper",
        column("code", sa.String(40)),
        column("sheet", sa.String(40)),
        column("sheet_id", sa.Integer()),
        column("organisation_id", sa.Integer()),
        column("template", sa.String(60)),
        column("title", sa.Text()),
        column("content", JSON),
        column("number", sa.Integer(), nullable=True),
        column("symbol", sa.String(60)),
        column("issued_on", sa.Date(), nullable=True),
        column("signer_name", sa.String(200)),
        column("signer_lines", sa.String(400)),
        column("signed_at", MOMENT, nullable=True),
        column("rendering_id", sa.Integer(), nullable=True),
        column("signed_copy_id", sa.Integer(), nullable=True),
        column("created_at", MOMENT),
        column("id", sa.Integer()),
        column("workflow_key", sa.String(60)),
        column("workflow_version", sa.Integer()),
        column("workflow_digest", sa.String(64)),
        column("state", sa.String(40)),
        column("state_since", MOMENT),
        column("previous_state", sa.String(40), nullable=True),
        column("due_at", MOMENT, nullable=True),
        column("version", sa.Integer()),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_paper_organisation_id_organisation"),
        sa.ForeignKeyConstraint(["rendering_id"], ["stored_file.id"], name="fk_paper_rendering_id_stored_file"),
        sa.ForeignKeyConstraint(["signed_copy_id"], ["stored_file.id"], name="fk_paper_signed_copy_id_stored_file"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_paper_due_at", "paper", ["due_at"])
    op.create_index("ix_paper_sheet_sheet_id", "paper", ["sheet", "sheet_id"])
    op.create_index("ix_paper_state", "paper", ["state"])
    op.create_table(
        "proposal",
        column("award_version_id", sa.Integer()),
        column("title", sa.String(300)),
        column("summary", sa.Text()),
        column("created_by_id", sa.Integer()),
        column("created_at", MOMENT),
        column("signed_at", MOMENT, nullable=True),
        column("returned_reason", sa.String(2000)),
        column("id", sa.Integer()),
        column("workflow_key", sa.String(60)),
        column("workflow_version", sa.Integer()),
        column("workflow_digest", sa.String(64)),
        column("state", sa.String(40)),
        column("state_since", MOMENT),
        column("previous_state", sa.String(40), nullable=True),
        column("due_at", MOMENT, nullable=True),
        column("version", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["award_version_id"], ["award_version.id"], name="fk_proposal_award_version_id_award_version"
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["user_account.id"], name="fk_proposal_created_by_id_user_account"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_proposal_due_at", "proposal", ["due_at"])
    op.create_index("ix_proposal_state", "proposal", ["state"])
    op.create_table(
        "round_award",
        column("award_round_id", sa.Integer()),
        column("award_version_id", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["award_round_id"], ["award_round.id"], name="fk_round_award_award_round_id_award_round"
        ),
        sa.ForeignKeyConstraint(
            ["award_version_id"], ["award_version.id"], name="fk_round_award_award_version_id_award_version"
        ),
        sa.PrimaryKeyConstraint("award_round_id", "award_version_id", name="pk_round_award"),
    )
    op.create_table(
        "signing_right",
        column("id", sa.Integer()),
        column("organisation_id", sa.Integer()),
        column("user_id", sa.Integer()),
        column("lines", sa.String(400)),
        column("valid_from", sa.Date()),
        column("valid_to", sa.Date(), nullable=True),
        column("basis", sa.String(300)),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_signing_right_organisation_id_organisation"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_signing_right_user_id_user_account"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_signing_right_organisation_id", "signing_right", ["organisation_id"])
    op.create_table(
        "submission",
        column("unit_id", sa.Integer()),
        column("award_round_id", sa.Integer()),
        column("title", sa.String(300)),
        column("summary", sa.Text()),
        column("created_by_id", sa.Integer()),
        column("created_at", MOMENT),
        column("signed_at", MOMENT, nullable=True),
        column("id", sa.Integer()),
        column("workflow_key", sa.String(60)),
        column("workflow_version", sa.Integer()),
        column("workflow_digest", sa.String(64)),
        column("state", sa.String(40)),
        column("state_since", MOMENT),
        column("previous_state", sa.String(40), nullable=True),
        column("due_at", MOMENT, nullable=True),
        column("version", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["award_round_id"], ["award_round.id"], name="fk_submission_award_round_id_award_round"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user_account.id"], name="fk_submission_created_by_id_user_account"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["organisation.id"], name="fk_submission_unit_id_organisation"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_submission_due_at", "submission", ["due_at"])
    op.create_index("ix_submission_state", "submission", ["state"])
    op.create_index("ix_submission_unit_id", "submission", ["unit_id"])
    op.create_table(
        "council_member",
        column("id", sa.Integer()),
        column("council_id", sa.Integer()),
        column("user_id", sa.Integer(), nullable=True),
        column("name", sa.String(200)),
        column("name_key", sorted_text(400)),
        column("title", sa.String(300)),
        column("part", sa.String(40)),
        column("position", sa.Integer()),
        column("is_standing", sa.Boolean()),
        column("valid_from", sa.Date()),
        column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name="fk_council_member_council_id_council"),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name="fk_council_member_user_id_user_account"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_council_member_council_id", "council_member", ["council_id"])
    op.create_table(
        "decision",
        column("proposal_id", sa.Integer()),
        column("award_version_id", sa.Integer()),
        column("title", sa.String(300)),
        column("signed_by_id", sa.Integer()),
        column("signed_at", MOMENT),
        column("id", sa.Integer()),
        column("workflow_key", sa.String(60)),
        column("workflow_version", sa.Integer()),
        column("workflow_digest", sa.String(64)),
        column("state", sa.String(40)),
        column("state_since", MOMENT),
        column("previous_state", sa.String(40), nullable=True),
        column("due_at", MOMENT, nullable=True),
        column("version", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["award_version_id"], ["award_version.id"], name="fk_decision_award_version_id_award_version"
        ),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_decision_proposal_id_proposal"),
        sa.ForeignKeyConstraint(["signed_by_id"], ["user_account.id"], name="fk_decision_signed_by_id_user_account"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("proposal_id", name="uq_decision_proposal_id"),
    )
    op.create_index("ix_decision_due_at", "decision", ["due_at"])
    op.create_index("ix_decision_state", "decision", ["state"])
    op.create_table(
        "meeting",
        column("council_id", sa.Integer()),
        column("body", sa.String(40)),
        column("title", sa.String(300)),
        column("held_at", MOMENT),
        column("ended_at", MOMENT, nullable=True),
        column("place", sa.String(300)),
        column("tellers", JSON),
        column("discussion", sa.Text()),
        column("conclusion", sa.Text()),
        column("ballots_issued", sa.Integer(), nullable=True),
        column("ballots_returned", sa.Integer(), nullable=True),
        column("ballots_invalid", sa.Integer(), nullable=True),
        column("is_in_writing", sa.Boolean()),
        column("created_by_id", sa.Integer()),
        column("created_at", MOMENT),
        column("id", sa.Integer()),
        column("workflow_key", sa.String(60)),
        column("workflow_version", sa.Integer()),
        column("workflow_digest", sa.String(64)),
        column("state", sa.String(40)),
        column("state_since", MOMENT),
        column("previous_state", sa.String(40), nullable=True),
        column("due_at", MOMENT, nullable=True),
        column("version", sa.Integer()),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name="fk_meeting_council_id_council"),
        sa.ForeignKeyConstraint(["created_by_id"], ["user_account.id"], name="fk_meeting_created_by_id_user_account"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_meeting_council_id", "meeting", ["council_id"])
    op.create_index("ix_meeting_due_at", "meeting", ["due_at"])
    op.create_index("ix_meeting_state", "meeting", ["state"])
    op.create_table(
        "nomination",
        column("code", sa.String(40)),
        column("award_round_id", sa.Integer()),
        column("award_version_id", sa.Integer()),
        column("unit_id", sa.Integer()),
        column("nominee_id", sa.Integer()),
        column("nominee_kind", sa.String(40)),
        column("nominee_name", sa.String(300)),
        column("nominee_key", sorted_text(400)),
        column("nominee_folded", sa.String(300)),
        column("nominee_title", sa.String(500)),
        column("honorific", sa.String(60)),
        column("route", sa.String(40)),
        column("movement_id", sa.Integer(), nullable=True),
        column("period_from", sa.Integer(), nullable=True),
        column("period_to", sa.Integer(), nullable=True),
        column("created_by_id", sa.Integer()),
        column("created_at", MOMENT),
        column("submitted_at", MOMENT, nullable=True),
        column("received_number", sa.Integer(), nullable=True),
        column("received_at", MOMENT, nullable=True),
        column("result_due_on", sa.Date(), nullable=True),
        column("appraiser_id", sa.Integer(), nullable=True),
        column("id", sa.Integer()),
        column("workflow_key", sa.String(60)),
        column("workflow_version", sa.Integer()),
        column("workflow_digest", sa.String(64)),
        column("state", sa.String(40)),
        column("state_since", MOMENT),
        column("previous_state", sa.String(40), nullable=True),
        column("due_at", MOMENT, nullable=True),
        column("version", sa.Integer()),
        sa.ForeignKeyConstraint(["appraiser_id"], ["user_account.id"], name="fk_nomination_appraiser_id_user_account"),
        sa.ForeignKeyConstraint(
            ["award_round_id"], ["award_round.id"], name="fk_nomination_award_round_id_award_round"
        ),
        sa.ForeignKeyConstraint(
            ["award_version_id"], ["award_version.id"], name="fk_nomination_award_version_id_award_version"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user_account.id"], name="fk_nomination_created_by_id_user_account"
        ),
        sa.ForeignKeyConstraint(["movement_id"], ["movement.id"], name="fk_nomination_movement_id_movement"),
        sa.ForeignKeyConstraint(["nominee_id"], ["nominee.id"], name="fk_nomination_nominee_id_nominee"),
        sa.ForeignKeyConstraint(["unit_id"], ["organisation.id"], name="fk_nomination_unit_id_organisation"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_nomination_code"),
    )
    op.create_index(
        "ix_nomination_award_round_id_nominee_key_id", "nomination", ["award_round_id", "nominee_key", "id"]
    )
    op.create_index(
        "ix_nomination_award_version_id_nominee_key_id", "nomination", ["award_version_id", "nominee_key", "id"]
    )
    op.create_index("ix_nomination_due_at", "nomination", ["due_at"])
    op.create_index("ix_nomination_nominee_id", "nomination", ["nominee_id"])
    op.create_index("ix_nomination_nominee_key_id", "nomination", ["nominee_key", "id"])
    op.create_index("ix_nomination_state", "nomination", ["state"])
    op.create_index("ix_nomination_state_due_at_state_since", "nomination", ["state", "due_at", "state_since"])
    op.create_index("ix_nomination_unit_id_nominee_key_id", "nomination", ["unit_id", "nominee_key", "id"])
    op.create_index(
        "ix_nomination_unit_id_state_due_at_state_since", "nomination", ["unit_id", "state", "due_at", "state_since"]
    )
    op.create_table(
        "paper_number",
        column("id", sa.Integer()),
        column("organisation_id", sa.Integer()),
        column("code", sa.String(40)),
        column("year", sa.Integer()),
        column("number", sa.Integer()),
        column("paper_id", sa.Integer(), nullable=True),
        column("cancelled_reason", sa.String(500), nullable=True),
        column("created_at", MOMENT),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_paper_number_organisation_id_organisation"
        ),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name="fk_paper_number_paper_id_paper"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint(
            "organisation_id", "code", "year", "number", name="uq_paper_number_organisation_id_code_year_number"
        ),
    )
    op.create_table(
        "agenda_item",
        column("id", sa.Integer()),
        column("meeting_id", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("position", sa.Integer()),
        column("agree", sa.Integer(), nullable=True),
        column("disagree", sa.Integer(), nullable=True),
        column("invalid", sa.Integer(), nullable=True),
        column("members", sa.Integer(), nullable=True),
        column("rule_code", sa.String(20), nullable=True),
        column("pct", sa.Integer(), nullable=True),
        column("strict", sa.Boolean(), nullable=True),
        column("note", sa.Text()),
        column("removed_reason", sa.String(2000), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name="fk_agenda_item_meeting_id_meeting"),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name="fk_agenda_item_nomination_id_nomination"),
        sa.ForeignKeyConstraint(["rule_code"], ["vote_rule.code"], name="fk_agenda_item_rule_code_vote_rule"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("meeting_id", "nomination_id", name="uq_agenda_item_meeting_id_nomination_id"),
    )
    op.create_index("ix_agenda_item_nomination_id", "agenda_item", ["nomination_id"])
    op.create_table(
        "attendance",
        column("id", sa.Integer()),
        column("meeting_id", sa.Integer()),
        column("member_id", sa.Integer()),
        column("presence", sa.String(40)),
        column("reason", sa.String(300)),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name="fk_attendance_meeting_id_meeting"),
        sa.ForeignKeyConstraint(["member_id"], ["council_member.id"], name="fk_attendance_member_id_council_member"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("meeting_id", "member_id", name="uq_attendance_meeting_id_member_id"),
    )
    op.create_table(
        "conclusion",
        column("nomination_id", sa.Integer()),
        column("opinion", sa.String(20)),
        column("reason", sa.Text()),
        column("drafted_by_id", sa.Integer()),
        column("drafted_at", MOMENT),
        column("version", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["drafted_by_id"], ["user_account.id"], name="fk_conclusion_drafted_by_id_user_account"
        ),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name="fk_conclusion_nomination_id_nomination"),
        sa.PrimaryKeyConstraint("nomination_id", name="pk_conclusion"),
    )
    op.create_table(
        "consultation",
        column("id", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("agency_id", sa.Integer()),
        column("question", sa.Text()),
        column("status", sa.String(40)),
        column("asked_by_id", sa.Integer()),
        column("asked_at", MOMENT),
        column("due_on", sa.Date()),
        column("answer", sa.Text()),
        column("objects", sa.Boolean(), nullable=True),
        column("letter_number", sa.String(100)),
        column("answered_by_id", sa.Integer(), nullable=True),
        column("answered_at", MOMENT, nullable=True),
        column("file_id", sa.Integer(), nullable=True),
        column("closing_reason", sa.String(1000)),
        column("version", sa.Integer()),
        sa.ForeignKeyConstraint(["agency_id"], ["organisation.id"], name="fk_consultation_agency_id_organisation"),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user_account.id"], name="fk_consultation_answered_by_id_user_account"
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user_account.id"], name="fk_consultation_asked_by_id_user_account"),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name="fk_consultation_file_id_stored_file"),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name="fk_consultation_nomination_id_nomination"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_consultation_agency_id_status", "consultation", ["agency_id", "status"])
    op.create_index("ix_consultation_nomination_id", "consultation", ["nomination_id"])
    op.create_table(
        "decision_item",
        column("id", sa.Integer()),
        column("decision_id", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("position", sa.Integer()),
        column("bonus", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name="fk_decision_item_decision_id_decision"),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name="fk_decision_item_nomination_id_nomination"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("decision_id", "nomination_id", name="uq_decision_item_decision_id_nomination_id"),
        sa.UniqueConstraint("nomination_id", name="uq_decision_item_nomination_id"),
    )
    op.create_table(
        "draft_field",
        column("nomination_id", sa.Integer()),
        column("key", sa.String(60)),
        column("text", sa.Text()),
        column("version", sa.Integer()),
        column("updated_by_id", sa.Integer()),
        column("updated_at", MOMENT),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name="fk_draft_field_nomination_id_nomination"),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user_account.id"], name="fk_draft_field_updated_by_id_user_account"
        ),
        sa.PrimaryKeyConstraint("nomination_id", "key", name="pk_draft_field"),
    )
    op.create_table(
        "draft_revision",
        column("id", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("key", sa.String(60)),
        column("base_version", sa.Integer()),
        column("text", sa.Text()),
        column("was_kept", sa.Boolean()),
        column("author_id", sa.Integer()),
        column("saved_at", MOMENT),
        column("settled_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["user_account.id"], name="fk_draft_revision_author_id_user_account"),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name="fk_draft_revision_nomination_id_nomination"
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_draft_revision_nomination_id_key", "draft_revision", ["nomination_id", "key"])
    op.create_table(
        "evidence",
        column("id", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("doc_code", sa.String(60)),
        column("title", sa.String(300)),
        column("file_id", sa.Integer()),
        column("added_by_id", sa.Integer()),
        column("added_at", MOMENT),
        column("removed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["added_by_id"], ["user_account.id"], name="fk_evidence_added_by_id_user_account"),
        sa.ForeignKeyConstraint(["doc_code"], ["doc_type.code"], name="fk_evidence_doc_code_doc_type"),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name="fk_evidence_file_id_stored_file"),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name="fk_evidence_nomination_id_nomination"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_evidence_nomination_id", "evidence", ["nomination_id"])
    op.create_table(
        "incoming_number",
        column("id", sa.Integer()),
        column("organisation_id", sa.Integer()),
        column("year", sa.Integer()),
        column("number", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("given_at", MOMENT),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name="fk_incoming_number_nomination_id_nomination"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_incoming_number_organisation_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("organisation_id", "year", "number", name="uq_incoming_number_organisation_id_year_number"),
    )
    op.create_index("ix_incoming_number_nomination_id", "incoming_number", ["nomination_id"])
    op.create_table(
        "proposal_item",
        column("id", sa.Integer()),
        column("proposal_id", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("position", sa.Integer()),
        column("excluded_reason", sa.String(2000), nullable=True),
        column("excluded_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name="fk_proposal_item_nomination_id_nomination"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_proposal_item_proposal_id_proposal"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("proposal_id", "nomination_id", name="uq_proposal_item_proposal_id_nomination_id"),
    )
    op.create_index("ix_proposal_item_nomination_id", "proposal_item", ["nomination_id"])
    op.create_table(
        "submission_item",
        column("id", sa.Integer()),
        column("submission_id", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("position", sa.Integer()),
        column("struck_reason", sa.String(2000), nullable=True),
        column("struck_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name="fk_submission_item_nomination_id_nomination"
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name="fk_submission_item_submission_id_submission"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("submission_id", "nomination_id", name="uq_submission_item_submission_id_nomination_id"),
    )
    op.create_index("ix_submission_item_nomination_id", "submission_item", ["nomination_id"])
    op.create_table(
        "supplement",
        column("id", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("reason", sa.String(2000)),
        column("due_on", sa.Date()),
        column("asked_by_id", sa.Integer()),
        column("asked_at", MOMENT),
        column("answered_at", MOMENT, nullable=True),
        column("closed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user_account.id"], name="fk_supplement_asked_by_id_user_account"),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name="fk_supplement_nomination_id_nomination"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_supplement_nomination_id", "supplement", ["nomination_id"])
    op.create_table(
        "year_entry",
        column("id", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("year", sa.Integer()),
        column("rating", sa.String(20)),
        column("title", sa.String(300)),
        column("decision_number", sa.String(100)),
        column("decision_date", sa.Date(), nullable=True),
        column("decided_by", sa.String(300)),
        column("achievement", sa.Text()),
        column("version", sa.Integer()),
        sa.ForeignKeyConstraint(["nomination_id"], ["nomination.id"], name="fk_year_entry_nomination_id_nomination"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_year_entry_nomination_id", "year_entry", ["nomination_id"])
    op.create_table(
        "criterion_answer",
        column("id", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("criterion_code", sa.String(40)),
        column("verdict", sa.String(40)),
        column("note", sa.String(2000)),
        column("evidence_id", sa.Integer(), nullable=True),
        column("answered_by_id", sa.Integer()),
        column("answered_at", MOMENT),
        column("version", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user_account.id"], name="fk_criterion_answer_answered_by_id_user_account"
        ),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name="fk_criterion_answer_evidence_id_evidence"),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name="fk_criterion_answer_nomination_id_nomination"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("nomination_id", "criterion_code", name="uq_criterion_answer_nomination_id_criterion_code"),
    )
    op.create_table(
        "supplement_item",
        column("id", sa.Integer()),
        column("supplement_id", sa.Integer()),
        column("kind", sa.String(10)),
        column("key", sa.String(60)),
        column("label", sa.String(300)),
        column("note", sa.String(1000)),
        column("answer", sa.String(2000)),
        column("explanation", sa.String(1500)),
        column("answered_at", MOMENT, nullable=True),
        column("accepted", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["supplement_id"], ["supplement.id"], name="fk_supplement_item_supplement_id_supplement"
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_supplement_item_supplement_id", "supplement_item", ["supplement_id"])
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_event_refuse()")
        op.execute("DROP FUNCTION audit_event_at_the_end()")
