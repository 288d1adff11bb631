"""What the public page says of a name, and what people write there before their address is verified.

Revision ID: 0036
Revises: 0035
"""

from functools import partial

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
column = partial(sa.Column, nullable=False)
maybe = partial(sa.Column, nullable=True)


def upgrade() -> None:
    op.add_column("notice_item", column("achievement", sa.String(300), server_default=""))
    op.add_column("notice_opinion", column("email", sa.String(200), server_default=""))
    _let_be_empty(is_empty=True)
    op.create_table(
        "public_comment",
        column("id", sa.Integer()),
        column("token_digest", sa.String(64)),
        column("notice_id", sa.Integer()),
        maybe("nomination_id", sa.Integer()),
        column("said_by", sa.String(300)),
        column("email", sa.String(200)),
        column("contact", sa.String(300)),
        column("stance", sa.String(40)),
        column("content", sa.Text()),
        column("address", sa.String(60)),
        column("sent_on", sa.Date()),
        column("sent_at", MOMENT),
        column("code_digest", sa.String(64)),
        column("tries", sa.Integer()),
        maybe("opinion_id", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_public_comment"),
        sa.UniqueConstraint("token_digest", name="uq_public_comment_token_digest"),
        _key("notice_id", "public_notice"),
        _key("nomination_id", "nomination"),
        _key("opinion_id", "notice_opinion"),
    )
    op.create_index("ix_public_comment_sent_at", "public_comment", ["sent_at"])


def downgrade() -> None:
    op.drop_table("public_comment")
    op.execute(  # what people sent stays, as if whoever made the list had typed it in
        "UPDATE notice_opinion SET entered_by_id = (SELECT created_by_id FROM public_notice WHERE id = notice_id)"
        " WHERE entered_by_id IS NULL"
    )
    _let_be_empty(is_empty=False)
    op.drop_column("notice_opinion", "email")
    op.drop_column("notice_item", "achievement")


def _key(name: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{other}.id"], name=f"fk_public_comment_{name}_{other}")


def _let_be_empty(*, is_empty: bool) -> None:
    """In SQLite by its own words for it (lang_altertable.html, 7): a table made anew would lose who refers to it."""
    table, name = "notice_opinion", "entered_by_id"
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.alter_column(table, name, nullable=is_empty)
        return
    strict, loose = f"{name} INTEGER NOT NULL,", f"{name} INTEGER,"
    before, after = (strict, loose) if is_empty else (loose, strict)
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    connection.exec_driver_sql(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ?", (before, after, table)
    )
    connection.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema=OFF")
