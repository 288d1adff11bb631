"""Once a day: SQLite counts its rows, by which it chooses the index that a question goes by.

PostgreSQL does so by itself. Uncounted, the lists of a province of 100,000 cases took up to five times as long.
"""

from datetime import timedelta

from flask import current_app
from sqlalchemy import Connection

from app import clock
from app.extensions import db

A_DAY = timedelta(days=1)
MARK = "counted"  # its time says when that was last, whichever process did it
SAMPLED = 1000  # rows of each index: a twentieth of a second. Whole ones are remembered value by value besides, and then
# every question is prepared anew for the values it is asked with: a sixth of the time of a case's page


def count_rows_daily() -> bool:
    """Whether it was done now."""
    mark = current_app.config["INSTANCE_FOLDER"] / MARK
    if db.engine.dialect.name != "sqlite" or (
        mark.exists() and mark.stat().st_mtime > (clock.real_now() - A_DAY).timestamp()
    ):
        return False
    mark.touch(mode=0o600)
    with db.engine.begin() as connection:
        count_rows(connection)
    db.engine.dispose()  # connections go by what they read when they were opened
    return True


def count_rows(connection: Connection) -> None:
    """Whatever the database."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA analysis_limit = {SAMPLED}")
    connection.exec_driver_sql("ANALYZE")
