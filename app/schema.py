"""The tables, brought up to date. Alembic is loaded only where there is work: it would cost each server 11 MB."""

import os
import re
from ast import literal_eval
from pathlib import Path
from types import ModuleType

from flask import Flask, current_app
from sqlalchemy import inspect, text

from app.config import ROOT
from app.extensions import db

FOLDER = ROOT / "migrations"
NAMES = re.compile(r"^(revision|down_revision)\b[^=\n]*= *(.+)$", re.MULTILINE)


def upgrade() -> None:
    """Bring the present application's database to the newest version; at once where it has it already."""
    if standing() != newest(FOLDER / "versions"):
        _alembic(current_app).upgrade()


def downgrade(revision: str = "base") -> None:
    """Take the tables back; their rows go with them."""
    _alembic(current_app).downgrade(revision=revision)


def offer_commands(app: Flask) -> None:
    """`flask db …` for whoever writes the next migration."""
    if os.environ.get("FLASK_RUN_FROM_CLI") == "true":
        _alembic(app)


def standing() -> str | None:
    """The version the database has; None before the first."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return version


def newest(versions: Path) -> str:
    """The one no other comes after."""
    follows = {said["revision"]: said["down_revision"] for said in map(_said, versions.glob("*.py"))}
    (last,) = follows.keys() - follows.values()
    return str(last)


def _said(file: Path) -> dict[str, str | None]:
    """The names a migration gives itself and the one before it, read without running it."""
    return {name: literal_eval(value) for name, value in NAMES.findall(file.read_text(encoding="utf-8"))}


def _alembic(app: Flask) -> ModuleType:
    import flask_migrate  # noqa: PLC0415 -- slow import, and a heavy one

    if "migrate" not in app.extensions:
        flask_migrate.Migrate(app, db, directory=str(FOLDER), render_as_batch=True, compare_type=True)
    return flask_migrate  # type: ignore[no-any-return]
