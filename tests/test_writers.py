"""Who writes on SQLite stands in line in this process, and nobody's place is lost, whatever becomes of the write."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from pysqlite3 import dbapi2
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError, OperationalError

from app import writers
from app.extensions import engine_options

TIMEOUT = 10.0  # seconds after which a test that would hang has failed


@pytest.fixture
def engine(tmp_path):
    url = f"sqlite:///{tmp_path / 'line.sqlite3'}"
    engine = create_engine(url, **engine_options(url))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE said (word TEXT PRIMARY KEY)"))
    yield engine
    engine.dispose()


@pytest.fixture
def is_free(engine):
    return lambda: not writers._lines[engine.url.database].locked()


def write(engine, word):
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO said VALUES (:word)"), {"word": word})


def said(engine):
    with engine.connect() as connection:
        return [*connection.execute(text("SELECT word FROM said ORDER BY rowid")).scalars()]


def test_a_write_keeps_the_line_until_it_ends(engine, is_free):
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO said VALUES ('một')"))
        during = is_free()

    assert (during, is_free(), said(engine)) == (False, True, ["một"])


def test_who_waits_comes_in_when_the_one_before_is_done(engine, is_free):
    has_come = Event()

    def next_one():
        has_come.set()
        write(engine, "hai")

    with ThreadPoolExecutor() as threads:
        with engine.begin() as connection:
            waiting = threads.submit(next_one)
            assert has_come.wait(TIMEOUT)
            connection.execute(text("INSERT INTO said VALUES ('một')"))
        waiting.result(TIMEOUT)

    assert (said(engine), is_free()) == (["một", "hai"], True)


def test_a_write_that_fails_gives_its_place_back(engine, is_free):
    write(engine, "một")
    with pytest.raises(IntegrityError):
        write(engine, "một")

    assert is_free()


def test_a_connection_that_is_dropped_gives_its_place_back(engine, is_free):
    connection = engine.connect()
    connection.execute(text("INSERT INTO said VALUES ('một')"))
    connection.close()

    assert (is_free(), said(engine)) == (True, [])


def test_who_finds_another_process_at_it_gives_the_place_back(engine, is_free):
    other = dbapi2.connect(engine.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with engine.connect() as connection:
        connection.connection.execute("PRAGMA busy_timeout=1")
        with pytest.raises(OperationalError, match="locked"):
            connection.execute(text("INSERT INTO said VALUES ('một')"))

    assert is_free()
    other.close()


def test_a_place_that_was_never_given_back_only_delays(engine, monkeypatch):
    monkeypatch.setattr(writers, "PATIENCE", 0.001)
    with writers._lines[engine.url.database]:
        write(engine, "một")

    assert said(engine) == ["một"]


def test_eight_at_once_lose_nothing(engine, is_free):
    words = [f"{writer}-{number}" for writer in range(8) for number in range(20)]
    with ThreadPoolExecutor(8) as threads:
        for done in [threads.submit(write, engine, word) for word in words]:
            done.result(TIMEOUT)

    assert (sorted(said(engine)), is_free()) == (sorted(words), True)
