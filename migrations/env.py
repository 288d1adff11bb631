"""Alembic runs here: on the application's own engine, so that every pragma and transaction is the application's."""

# ruff: noqa: INP001 -- Alembic runs this file, nobody imports it

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from app.extensions import db

database = current_app.extensions["migrate"].db
arguments = current_app.extensions["migrate"].configure_args


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=database.metadata,
        transaction_per_migration=False,
        render_item=render_item,
        **arguments,
    )
    with context.begin_transaction():
        context.run_migrations()


def render_item(kind: str, item: object, _: object) -> str | bool:
    """Write our own column types by what they are in the database; no migration imports the application's models."""
    if kind != "type":
        return False
    name = type(item).__name__
    if name == "UTCDateTime":
        return "sa.DateTime(timezone=True)"
    if name == "CanonicalJson":
        return "sa.Text()"
    if name == "Enum":
        return f"sa.String({item.length})"  # type: ignore[attr-defined]
    if name == "JSON":
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


with db.engine.connect() as connection:
    run(connection)
