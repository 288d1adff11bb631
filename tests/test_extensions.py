"""A lost pragma would be a lost vote: what was asked of the database is read back from its connections."""

import sqlite3
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import bindparam, create_engine, event, select, text, update
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import DeclarativeBase, Mapped, configure_mappers, mapped_column

from app import extensions
from app.accounts.models import User, UserSession
from app.extensions import db, engine_options, in_few_lengths, let_others_write, read_rows, unit_of_work
from tests import builders

MOMENT = datetime(2025, 2, 17, 8, 0, 0, 123456, tzinfo=timezone(timedelta(hours=7)))


def only_on(engine_name):
    if db.engine.dialect.name != engine_name:
        pytest.skip(f"speaks of {engine_name}")


@pytest.fixture
def on_sqlite(app):
    only_on("sqlite")
    return app


def test_ten_connections_at_once_keep_every_pragma(on_sqlite):
    names = [
        "journal_mode",
        "synchronous",
        "foreign_keys",
        "recursive_triggers",
        "secure_delete",
        "busy_timeout",
        "cache_size",
    ]
    with ExitStack() as held:
        connections = [held.enter_context(db.engine.connect()) for _ in range(10)]
        read = [tuple(c.connection.execute(f"PRAGMA {n}").fetchone()[0] for n in names) for c in connections]

    assert (len({id(c) for c in connections}), db.engine.pool.size()) == (10, extensions.CONNECTIONS)
    assert read == [("wal", 2, 1, 1, 1, 30000, -extensions.CACHE)] * 10


def test_the_library_is_free_of_the_wal_reset_fault(on_sqlite):
    with db.engine.connect() as connection:
        version = connection.scalar(text("SELECT sqlite_version()"))

    assert tuple(int(part) for part in version.split(".")) >= extensions.FIRST_SOUND_SQLITE


@pytest.mark.parametrize(
    ("version", "durability"), [((3, 51, 2), ("delete", 3)), ((3, 51, 3), ("wal", 2)), ((3, 52, 0), ("wal", 2))]
)
def test_an_affected_library_gets_the_slow_and_safe_journal(tmp_path, monkeypatch, version, durability):
    monkeypatch.setattr(extensions, "_sqlite_version", lambda _connection: version)
    connection = sqlite3.connect(tmp_path / "test.sqlite3")

    extensions._make_durable(connection, None)

    (journal,), (synchronous,) = (
        connection.execute("PRAGMA journal_mode").fetchone(),
        connection.execute("PRAGMA synchronous").fetchone(),
    )
    connection.close()
    assert (journal, synchronous) == durability


def test_the_standard_librarys_sqlite_is_made_durable_too(tmp_path):
    connection = sqlite3.connect(tmp_path / "test.sqlite3")
    extensions._make_durable(connection, None)
    journal = connection.execute("PRAGMA journal_mode").fetchone()[0]
    connection.close()

    assert journal == ("wal" if sqlite3.sqlite_version_info >= extensions.FIRST_SOUND_SQLITE else "delete")


@pytest.mark.parametrize(
    ("method", "begins"),
    [("GET", "BEGIN"), ("HEAD", "BEGIN"), ("POST", "BEGIN IMMEDIATE"), (None, "BEGIN IMMEDIATE")],
)
def test_whoever_may_write_takes_the_lock_at_once(on_sqlite, method, begins):
    said = []

    def listen(_connection, _cursor, statement, *_):
        said.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    if method is None:
        db.session.execute(text("SELECT 1"))
    else:
        with on_sqlite.test_request_context(method=method):
            db.session.execute(text("SELECT 1"))
            db.session.rollback()
    event.remove(db.engine, "before_cursor_execute", listen)

    assert said[0] == begins


def test_foreign_keys_are_kept(session):
    session.add(UserSession(token_digest="x", user_id=0, created_at=MOMENT, last_seen_at=MOMENT, address="", agent=""))
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_a_moment_comes_back_in_utc(session):
    builders.user(username="anh", first_password_expires_at=MOMENT)
    session.commit()
    session.expire_all()

    kept = session.scalars(select(User.first_password_expires_at)).one()
    assert (kept, kept.tzinfo) == (MOMENT, UTC)


def test_a_moment_without_a_zone_is_refused(session):
    with pytest.raises(StatementError, match="a moment without a zone"):
        builders.user(first_password_expires_at=datetime(2025, 2, 17, 8, 0))  # noqa: DTZ001 -- the fault planted
    session.rollback()


def test_moments_are_compared_as_moments(session):
    builders.user(username="before", first_password_expires_at=MOMENT - timedelta(microseconds=1))
    builders.user(username="at", first_password_expires_at=MOMENT)

    found = select(User.username).where(User.first_password_expires_at >= MOMENT.astimezone(UTC))
    assert [*session.scalars(found)] == ["at"]


def open_an_account_and(raising):
    builders.user(username="lost")
    raise raising


@pytest.mark.parametrize("raising", [KeyError, KeyboardInterrupt])
def test_a_unit_of_work_keeps_all_or_nothing(session, raising):
    with pytest.raises(raising), unit_of_work():
        open_an_account_and(raising)
    with unit_of_work():
        builders.user(username="kept")
    session.rollback()

    assert [*session.scalars(select(User.username))] == ["kept"]


def test_json_is_kept_as_people_wrote_it(on_sqlite):
    engine = create_engine("sqlite://", json_serializer=engine_options("sqlite://")["json_serializer"])

    assert engine.dialect._json_serializer({"tên": "Ánh"}) == '{"tên": "Ánh"}'


def test_a_query_that_fails_does_not_tell_what_people_wrote(session):
    with pytest.raises(Exception, match="no_such_table") as failed:
        session.execute(text("SELECT :name FROM no_such_table"), {"name": "Chamaléa Thị Sương"})

    assert "Chamaléa" not in str(failed.value)


def test_rows_past_the_mapper_are_those_that_a_change_has_made(app):
    builders.user().full_name = "Katơr Minh Tuấn"
    named = select(User.full_name).where(User.full_name == bindparam("name"))

    assert read_rows(named, {"name": "Katơr Minh Tuấn"}).all() == [("Katơr Minh Tuấn",)]


def test_before_slow_work_the_only_writer_steps_aside(app):
    builders.user()
    db.session.commit()
    db.session.scalars(select(User)).all()  # on SQLite this holds the one right to write

    let_others_write()

    with db.engine.begin() as another:
        another.execute(update(User).values(full_name="Katơr Minh Tuấn"))
    assert db.session.scalars(select(User.full_name)).all() == ["Katơr Minh Tuấn"]


def test_nothing_that_waits_to_be_written_is_lost_to_slow_work(app):
    db.session.add(User(username="anh.ntn"))

    with pytest.raises(AssertionError, match="would be lost"):
        let_others_write()


@pytest.mark.parametrize(
    ("ids", "said"),
    [([], []), ([7], [7]), ([7, 8], [7, 8]), ([7, 8, 9], [7, 8, 9, 9]), (range(1, 6), [1, 2, 3, 4, 5, 5, 5, 5])],
)
def test_a_list_of_ids_grows_by_doubling(ids, said):
    assert in_few_lengths(ids) == said


def has_second_column(attribute):
    try:
        object.__getattribute__(attribute.comparator, "__clause_element__")  # asked otherwise it is made
    except AttributeError:
        return False
    return True


def test_a_mapped_column_has_its_events_without_a_second_column_made_for_them():
    class Base(DeclarativeBase):
        pass

    class Letter(Base):
        __tablename__ = "letter"
        id: Mapped[int] = mapped_column(primary_key=True)
        subject: Mapped[str]

    heard = []
    configure_mappers()
    made = [attribute.key for attribute in (Letter.id, Letter.subject) if has_second_column(attribute)]
    event.listen(Letter.subject, "set", lambda _letter, value, *_: heard.append(value))
    Letter(subject="Khen thưởng")

    assert (made, heard) == ([], ["Khen thưởng"])
