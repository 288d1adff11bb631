"""The way up from nothing and back, with rows in every table, ends where the models say on both databases."""

import ast
import enum
from datetime import UTC, date, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Boolean, Date, Integer, LargeBinary, String, Text, bindparam, inspect, select, text, update
from sqlalchemy.exc import DatabaseError

from app.audit import triggers
from app.audit.triggers import GENESIS
from app.columns import UTCDateTime
from app.config import ROOT
from app.extensions import db
from app.schema import downgrade, upgrade
from app.workdays import Holiday
from tests.conftest import ENGINES

VERSIONS = sorted((ROOT / "migrations" / "versions").glob("*.py"))
BEFORE_UNITS_DECIDE = "0034"


@pytest.fixture(params=ENGINES)
def empty(request, new_app, new_database):
    """An application on a database without any table."""
    app = new_app(new_database(request.param))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def upgraded(empty):
    upgrade()
    return empty


def filler(column, table):
    """A value the column takes."""
    kind = column.type
    values = {
        ("audit_event", "seq"): 1,
        ("audit_event", "previous_hash"): GENESIS,
    }
    if (table.name, column.name) in values:
        return values[table.name, column.name]
    if getattr(kind, "enum_class", None) and issubclass(kind.enum_class, enum.Enum):
        return next(iter(kind.enum_class))
    by_type = {UTCDateTime: datetime(2025, 2, 17, tzinfo=UTC), Date: date(2025, 2, 17), Boolean: True, Integer: 7}
    for known, value in by_type.items():
        if isinstance(kind, known):
            return value
    if isinstance(kind, LargeBinary):
        return b"x" * kind.length
    if isinstance(kind, String | Text):
        return "Ánh"[: kind.length or 3]
    return {"tên": "Ánh"}


def fill_every_table(connection):
    """One row a table, those it refers to first."""
    rows = {}
    for table in db.metadata.sorted_tables:
        row = {column.name: filler(column, table) for column in table.columns}
        for column in table.columns:
            for key in column.foreign_keys:
                if key.column.table is table:
                    row[column.name] = None
                else:
                    row[column.name] = rows[key.column.table.name][key.column.name]
        connection.execute(table.insert().values(row))
        rows[table.name] = row


def count_rows(connection):
    return {table.name: len(connection.execute(select(table)).all()) for table in db.metadata.sorted_tables}


def schema(connection):
    """All that the database itself says about its tables."""
    found = inspect(connection)
    return {
        table: {
            "columns": [(c["name"], str(c["type"]), c["nullable"], c["default"]) for c in found.get_columns(table)],
            "primary key": found.get_pk_constraint(table),
            "foreign keys": sorted(str(as_kept(key, connection)) for key in found.get_foreign_keys(table)),
            "uniques": sorted(map(str, found.get_unique_constraints(table))),
            "checks": sorted(map(str, found.get_check_constraints(table))),
            "indexes": sorted(map(in_words, found.get_indexes(table))),
        }
        for table in sorted(found.get_table_names())
        if table != "alembic_version"
    }


def as_kept(key, connection):
    """SQLite forgets what a foreign key is called that came with a later column."""
    return key | {"name": None} if connection.dialect.name == "sqlite" else key


def in_words(index):
    """Of a partial one SQLite gives the condition as an object."""
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return str(index | {"dialect_options": options})


def guards_of_the_log(connection):
    """Triggers and their functions, word for word."""
    if connection.dialect.name == "sqlite":
        told = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    else:
        told = (
            "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal "
            "UNION SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'audit%'"
        )
    return sorted((name, " ".join(words.split())) for name, words in connection.execute(text(told)))


def test_there_is_one_first_revision_and_it_knows_no_application():
    assert [path.name for path in VERSIONS][:1] == ["0001_initial.py"]
    for path in VERSIONS:
        imported = {
            node.module if isinstance(node, ast.ImportFrom) else alias.name
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        assert {name.partition(".")[0] for name in imported} <= {"sqlalchemy", "alembic", "functools"}


def test_alembic_sees_no_difference_to_the_models(upgraded):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, db.metadata) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_the_database_sees_no_difference_to_the_models(new_app, new_database, engine):
    seen, guards = [], []
    for make in (upgrade, db.create_all):
        with new_app(new_database(engine)).app_context():
            make()
            with db.engine.connect() as connection:
                seen.append(schema(connection))
                guards.append(guards_of_the_log(connection))
            db.engine.dispose()

    migrated, created = seen
    assert {"audit_event_no_update", "audit_event_at_the_end"} <= {name for name, _ in guards[0]}
    assert guards[0] == guards[1]
    assert migrated.keys() == created.keys()
    for table, as_created in created.items():
        assert (table, migrated[table]) == (table, as_created)


def test_down_to_nothing_and_up_again_with_rows_in_every_table(upgraded):
    for _ in range(2):
        with db.engine.begin() as connection:
            fill_every_table(connection)
            assert {*count_rows(connection).values()} == {1}
        downgrade(revision="base")
        with db.engine.connect() as connection:
            assert inspect(connection).get_table_names() == ["alembic_version"]
            if connection.dialect.name == "postgresql":
                functions = text("SELECT proname FROM pg_proc WHERE proname LIKE 'audit%'")
                assert connection.execute(functions).all() == []
        upgrade()


def test_rows_survive_an_upgrade_that_has_nothing_to_do(upgraded):
    with db.engine.begin() as connection:
        fill_every_table(connection)
    upgrade()

    with db.engine.connect() as connection:
        assert {*count_rows(connection).values()} == {1}


def test_cases_take_their_class_from_the_register_on_the_way_up(upgraded):
    with db.engine.begin() as connection:
        fill_every_table(connection)
    asked = text("SELECT worker_class FROM nomination")
    downgrade(revision="0001")
    with db.engine.begin() as connection:
        assert "worker_class" not in {column["name"] for column in inspect(connection).get_columns("nomination")}
        connection.execute(text("UPDATE nominee SET worker_class = 'nong_dan'"))
    upgrade()

    with db.engine.connect() as connection:
        assert connection.scalar(asked) == "nong_dan"
        assert {*count_rows(connection).values()} == {0, 1}  # wrong passwords alone are not carried over


def test_days_off_count_on_the_way_up_and_what_was_taken_out_is_gone_on_the_way_down(upgraded):
    downgrade(revision="0031")
    put = (
        "INSERT INTO holiday (day, name, is_worked, basis, confidence) VALUES (:day, 'Nghỉ', :worked, 'x', 'verified')"
    )
    days = [{"day": date(2025, 4, 26), "worked": True}, {"day": date(2025, 4, 30), "worked": False}]
    with db.engine.begin() as connection:
        connection.execute(text(put).bindparams(bindparam("day", type_=Date)), days)
    upgrade()

    with db.engine.begin() as connection:
        rows = connection.execute(select(Holiday.counts, Holiday.is_by_hand, Holiday.version, Holiday.is_worked)).all()
        assert sorted(rows) == [(True, False, 1, False), (True, False, 1, True)]
        connection.execute(update(Holiday).where(Holiday.is_worked).values(counts=False))
    downgrade(revision="0031")
    with db.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM holiday")) == 1
    upgrade()


def test_awards_of_a_unit_take_its_process_and_cases_begun_keep_theirs(upgraded):
    with db.engine.begin() as connection:
        fill_every_table(connection)
    downgrade(revision=BEFORE_UNITS_DECIDE)
    for level, process in (("unit", "award_province"), ("province", "award_province"), ("unit", "medal_nomination")):
        with db.engine.begin() as connection:
            told = {"level": level, "process": process}
            connection.execute(text("UPDATE award_version SET level = :level, process = :process"), told)
            connection.execute(text("UPDATE nomination SET workflow_key = 'award_province'"))
        upgrade()

        with db.engine.connect() as connection:
            after = "award_unit" if told == {"level": "unit", "process": "award_province"} else process
            assert connection.scalar(text("SELECT process FROM award_version")) == after
            assert connection.scalar(text("SELECT workflow_key FROM nomination")) == "award_province"
        downgrade(revision=BEFORE_UNITS_DECIDE)
        with db.engine.connect() as connection:
            assert connection.scalar(text("SELECT process FROM award_version")) == process
    upgrade()


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_event SET reason = 'x'", "DELETE FROM audit_event", "INSERT INTO audit_event SELECT"]
)
def test_the_log_is_guarded_from_the_first_row(upgraded, statement):
    with db.engine.begin() as connection:
        assert triggers.missing_triggers(connection) == set()
        fill_every_table(connection)
    if statement.startswith("INSERT"):
        names = ", ".join(column.name for column in db.metadata.tables["audit_event"].columns)
        skipping = names.replace("seq", "seq + 2", 1)
        statement = f"INSERT INTO audit_event ({names}) SELECT {skipping} FROM audit_event"

    with pytest.raises(DatabaseError, match="append-only"), db.engine.begin() as connection:
        connection.execute(text(statement))


def test_a_migration_that_falls_leaves_nothing_behind(empty, monkeypatch):
    from alembic import op  # noqa: PLC0415 -- only here

    real, made = op.create_table, []

    def fall_at_the_tenth(*args, **options):
        made.append(args[0])
        if len(made) == 10:
            raise OSError("disk full")
        return real(*args, **options)

    monkeypatch.setattr(op, "create_table", fall_at_the_tenth)
    with pytest.raises(OSError, match="disk full"):
        upgrade()
    monkeypatch.undo()

    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    upgrade()
