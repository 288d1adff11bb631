"""SQLite counts its rows once a day, and keeps no samples by which each question would be prepared anew."""

import os
import time

import pytest
from sqlalchemy import text

from app.effects.statistics import MARK, count_rows_daily
from app.extensions import db
from tests import builders

TWO_DAYS = 2 * 24 * 60 * 60


@pytest.fixture
def office(new_app, new_database):
    """On a file of its own: what it has counted would go with others' tests."""
    app = new_app(new_database("sqlite"))
    with app.app_context():
        db.create_all()
        builders.organisation()
        db.session.commit()
        yield app


def rows_of(table):
    with db.engine.connect() as connection:
        return connection.execute(text(f"SELECT * FROM {table}")).all()


def test_rows_are_counted_once_a_day(office):
    mark = office.config["INSTANCE_FOLDER"] / MARK
    done = [count_rows_daily(), count_rows_daily()]
    os.utime(mark, (time.time() - TWO_DAYS,) * 2)
    done.append(count_rows_daily())

    assert done == [True, False, True]


def test_how_many_there_are_is_kept_and_nothing_of_their_values(office):
    count_rows_daily()

    counted = {row.tbl: row.stat.split()[0] for row in rows_of("sqlite_stat1")}
    assert (counted["organisation"], rows_of("sqlite_stat4")) == ("1", [])


@pytest.mark.parametrize("engine_name", ["postgresql"])
def test_postgresql_counts_by_itself(app):
    assert count_rows_daily() is False
