"""What goes up to the state and what comes back; a proposal that goes up may have several decisions of the state.

Awards that the state gives begin their cases with the state's route from now on; cases already begun keep theirs.

Revision ID: 0040
Revises: 0039
"""

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
column = partial(sa.Column, nullable=False)
maybe = partial(sa.Column, nullable=True)
AWARD = sa.table("award_version", sa.column("level", sa.String), sa.column("process", sa.String))
KEPT = (  # of a decision, in their order
    *("proposal_id", "award_version_id", "title", "signed_by_id", "signed_at", "id", "workflow_key", "workflow_version"),
    *("workflow_digest", "state", "state_since", "previous_state", "due_at", "version", "days_left", "stood_since"),
)


def upgrade() -> None:
    _open_decisions()
    _create_sheets()
    _create_answers()
    _set_process(old="award_province", new="award_state")


def downgrade() -> None:
    _set_process(old="award_state", new="award_province")
    for table in ("upward_request", "upward_item", "upward_refusal", "upward_submission"):
        op.drop_table(table)
    _close_decisions()


def _set_process(*, old: str, new: str) -> None:
    of_state = sa.update(AWARD).where(AWARD.c.level == "state", AWARD.c.process == old)
    op.execute(of_state.values(process=new))


def _open_decisions() -> None:
    """Several for one proposal, and signed by somebody who has no account here."""
    if op.get_bind().dialect.name == "sqlite":
        _rewrite_decisions(is_open=True)
        return
    op.drop_constraint("uq_decision_proposal_id", "decision")
    op.alter_column("decision", "signed_by_id", nullable=True)
    op.add_column("decision", column("authority", sa.String(200), server_default=""))
    op.add_column("decision", column("signer", sa.String(200), server_default=""))
    op.create_index("ix_decision_proposal_id", "decision", ["proposal_id"])


def _close_decisions() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rewrite_decisions(is_open=False)
        return
    op.drop_index("ix_decision_proposal_id", "decision")
    op.drop_column("decision", "signer")
    op.drop_column("decision", "authority")
    op.alter_column("decision", "signed_by_id", nullable=False)
    op.create_unique_constraint("uq_decision_proposal_id", "decision", ["proposal_id"])


def _rewrite_decisions(*, is_open: bool) -> None:
    """SQLite cannot take a constraint off a table: it is made anew under its name, which other tables point to.

    Until the rows are back the keys of those tables point nowhere; they are asked again when the transaction ends.
    """
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute("CREATE TABLE decision_kept AS SELECT * FROM decision")
    for name in ("due_at", "state", *(() if is_open else ("proposal_id",))):
        op.drop_index(f"ix_decision_{name}", "decision")
    op.drop_table("decision")
    added = (column(name, sa.String(200), server_default="") for name in ("authority", "signer"))
    one_each = sa.UniqueConstraint("proposal_id", name="uq_decision_proposal_id")
    op.create_table(
        "decision",
        column("proposal_id", sa.Integer()),
        column("award_version_id", sa.Integer()),
        column("title", sa.String(300)),
        sa.Column("signed_by_id", sa.Integer(), nullable=is_open),
        column("signed_at", MOMENT),
        *_moving(),
        *(added if is_open else ()),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        _key("decision", "award_version_id", "award_version"),
        _key("decision", "proposal_id", "proposal"),
        _key("decision", "signed_by_id", "user_account"),
        *(() if is_open else (one_each,)),
    )
    names = ", ".join(KEPT)
    op.execute(f"INSERT INTO decision ({names}) SELECT {names} FROM decision_kept")  # noqa: S608 -- our own names
    op.drop_table("decision_kept")
    for name in ("due_at", "state", *(("proposal_id",) if is_open else ())):
        op.create_index(f"ix_decision_{name}", "decision", [name])


def _create_sheets() -> None:
    op.create_table(
        "upward_submission",
        column("proposal_id", sa.Integer()),
        column("award_version_id", sa.Integer()),
        column("title", sa.String(300)),
        column("addressee", sa.String(200)),
        column("authority", sa.String(200)),
        column("signed_by_id", sa.Integer()),
        column("signed_at", MOMENT),
        maybe("package_id", sa.Integer()),
        maybe("sent_on", sa.Date()),
        column("sent_to", sa.String(300)),
        column("sent_how", sa.String(300)),
        *_moving(),
        sa.PrimaryKeyConstraint("id", name="pk_upward_submission"),
        _key("upward_submission", "proposal_id", "proposal"),
        _key("upward_submission", "award_version_id", "award_version"),
        _key("upward_submission", "signed_by_id", "user_account"),
        _key("upward_submission", "package_id", "stored_file"),
        sa.UniqueConstraint("proposal_id", name="uq_upward_submission_proposal_id"),
    )
    for name in ("state", "due_at"):
        op.create_index(f"ix_upward_submission_{name}", "upward_submission", [name])
    op.create_table(
        "upward_refusal",
        column("id", sa.Integer()),
        column("sheet_id", sa.Integer()),
        column("number", sa.String(100)),
        column("issued_on", sa.Date()),
        column("agency", sa.String(300)),
        column("reason", sa.Text()),
        column("file_id", sa.Integer()),
        column("recorded_by_id", sa.Integer()),
        column("recorded_at", MOMENT),
        column("void_reason", sa.String(2000)),
        sa.PrimaryKeyConstraint("id", name="pk_upward_refusal"),
        _key("upward_refusal", "sheet_id", "upward_submission"),
        _key("upward_refusal", "file_id", "stored_file"),
        _key("upward_refusal", "recorded_by_id", "user_account"),
    )
    op.create_index("ix_upward_refusal_sheet_id", "upward_refusal", ["sheet_id"])


def _create_answers() -> None:
    op.create_table(
        "upward_item",
        column("id", sa.Integer()),
        column("sheet_id", sa.Integer()),
        column("nomination_id", sa.Integer()),
        column("position", sa.Integer()),
        maybe("decision_id", sa.Integer()),
        maybe("refusal_id", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_upward_item"),
        _key("upward_item", "sheet_id", "upward_submission"),
        _key("upward_item", "nomination_id", "nomination"),
        _key("upward_item", "decision_id", "decision"),
        _key("upward_item", "refusal_id", "upward_refusal"),
        sa.UniqueConstraint("sheet_id", "nomination_id", name="uq_upward_item_sheet_id_nomination_id"),
    )
    op.create_index("ix_upward_item_nomination_id", "upward_item", ["nomination_id"])
    op.create_index("ix_upward_item_decision_id", "upward_item", ["decision_id"])
    op.create_table(
        "upward_request",
        column("id", sa.Integer()),
        column("item_id", sa.Integer()),
        column("number", sa.String(100)),
        column("asked_on", sa.Date()),
        column("wanted", sa.Text()),
        maybe("sent_again_on", sa.Date()),
        column("note", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_upward_request"),
        _key("upward_request", "item_id", "upward_item"),
    )
    op.create_index("ix_upward_request_item_id", "upward_request", ["item_id"])


def _moving() -> tuple[sa.Column[object], ...]:
    return (
        column("id", sa.Integer()),
        column("workflow_key", sa.String(60)),
        column("workflow_version", sa.Integer()),
        column("workflow_digest", sa.String(64)),
        column("state", sa.String(40)),
        column("state_since", MOMENT),
        maybe("previous_state", sa.String(40)),
        maybe("due_at", MOMENT),
        column("version", sa.Integer()),
        maybe("days_left", sa.Integer()),
        maybe("stood_since", MOMENT),
    )


def _key(table: str, name: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{to}.id"], name=f"fk_{table}_{name}_{to}")
