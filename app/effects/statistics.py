"""Once a day: SQLite counts its rows, by which it chooses the index that a question goes by.

PostgreSQL does so by itself. Uncounted, the lists of a province of 100,000 cases took up to five times as long.
"""

from flask import current_app
from sqlalchemy import Connection, inspect

from app.effects.daily import is_due
from app.extensions import db

MARK = "counted"


def count_rows_daily() -> bool:
    """Whether it was done now."""
    if db.engine.dialect.name != "sqlite" or not is_due(current_app.config["INSTANCE_FOLDER"] / MARK):
        return False
    with db.engine.begin() as connection:
        count_rows(connection)
    db.engine.dispose()  # connections go by what they read when they were opened
    return True


def count_rows(connection: Connection) -> None:
    """Whatever the database. Half a second for a province; of fewer rows than all one learns wrongly how few of them
    share a value.

    SQLite also keeps samples of the values. It would go by them and prepare every question anew for what it is asked
    with: a sixth of the time of a case's page.
    """
    connection.exec_driver_sql("ANALYZE")
    if connection.dialect.name == "sqlite" and inspect(connection).has_table("sqlite_stat4"):
        connection.exec_driver_sql("DELETE FROM sqlite_stat4")
