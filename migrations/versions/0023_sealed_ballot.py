"""The sealed ballot box: ballots, their names, slips and keys; roll, box and tracker without row ids.

Revision ID: 0023
Revises: 0022
"""

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

column = partial(sa.Column, nullable=False)
maybe = partial(sa.Column, nullable=True)
moment = partial(sa.DateTime, timezone=True)
TABLES = ("tracker", "box", "roll", "excused", "wrapped_key", "slip", "name")  # of a ballot


def upgrade() -> None:
    _create_ballots()
    _create_names_and_slips()
    _create_the_box()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(f"ballot_{table}")
    op.drop_table("ballot")


def _create_ballots() -> None:
    op.create_table(
        "ballot",
        column("meeting_id", sa.Integer()),
        column("key_end", sa.String(40)),
        maybe("slips_kept_until", sa.Date()),
        maybe("members", sa.Integer()),
        maybe("public_key", sa.String(64)),
        maybe("cast", sa.Integer()),
        maybe("digest", sa.String(64)),
        column("wrong_slips", sa.Integer()),
        maybe("closed_until", moment()),
        column("created_by_id", sa.Integer()),
        column("created_at", moment()),
        column("id", sa.Integer()),
        column("workflow_key", sa.String(60)),
        column("workflow_version", sa.Integer()),
        column("workflow_digest", sa.String(64)),
        column("state", sa.String(40)),
        column("state_since", moment()),
        maybe("previous_state", sa.String(40)),
        maybe("due_at", moment()),
        column("version", sa.Integer()),
        maybe("days_left", sa.Integer()),
        maybe("stood_since", moment()),
        sa.PrimaryKeyConstraint("id", name="pk_ballot"),
        _key("ballot", "meeting_id", "meeting"),
        _key("ballot", "created_by_id", "user_account"),
    )
    for name in ("meeting_id", "due_at", "state"):
        op.create_index(f"ix_ballot_{name}", "ballot", [name])


def _create_names_and_slips() -> None:
    _create(
        "name",
        ["item_id"],
        column("position", sa.Integer()),
        *(maybe(sums, sa.Integer()) for sums in ("agree", "disagree", "blank", "void")),
    )
    _create(
        "slip",
        ["position"],
        column("name", sa.String(200)),
        column("user_id", sa.Integer()),
        maybe("salt", sa.String(32)),
        maybe("public_key", sa.String(64)),
        column("is_confirmed", sa.Boolean()),
        _key("ballot_slip", "user_id", "user_account"),
        sa.UniqueConstraint("ballot_id", "user_id", name="uq_ballot_slip_ballot_id_user_id"),
    )
    _create("wrapped_key", ["first", "second"], column("sealed", sa.String(400)))
    _create("excused", ["item_id", "member_id"])


def _create_the_box() -> None:
    hidden = {"sqlite_with_rowid": False}
    _create("roll", ["member_id"], column("voted", sa.Boolean()), **hidden)
    _create(
        "box",
        ["item_id"],
        column("hash", sa.LargeBinary(32)),
        column("sealed", sa.LargeBinary(64)),
        sa.CheckConstraint("length(sealed) = 64", name=op.f("ck_ballot_box_one_length")),
        further=["hash"],
        **hidden,
    )
    _create("tracker", [], column("tracker", sa.LargeBinary(32)), further=["tracker"], **hidden)


def _create(name: str, numbers: list[str], *parts: object, further: list[str] | None = None, **options: bool) -> None:
    """A table of a ballot: its number and `numbers` are its key, with what `further` names."""
    table, leads_to = f"ballot_{name}", {"item_id": "agenda_item", "member_id": "council_member"}
    op.create_table(
        table,
        *(column(number, sa.Integer()) for number in ("ballot_id", *numbers)),
        *parts,
        sa.PrimaryKeyConstraint("ballot_id", *numbers, *(further or []), name=f"pk_{table}"),
        _key(table, "ballot_id", "ballot"),
        *(_key(table, number, leads_to[number]) for number in numbers if number in leads_to),
        **options,
    )


def _key(table: str, name: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{target}.id"], name=f"fk_{table}_{name}_{target}")
