import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.audit import queries
from app.audit.models import AuditEvent
from app.audit.triggers import create_triggers, drop_triggers, missing_triggers
from app.extensions import db

COLUMNS = ", ".join(column.name for column in AuditEvent.__table__.columns)
AS_NUMBER_9 = COLUMNS.replace("seq", "9", 1)

EVERYWHERE = {
    "update": "UPDATE audit_event SET reason = 'khác' WHERE seq = 3",
    "update that changes nothing": "UPDATE audit_event SET reason = reason",
    "delete one": "DELETE FROM audit_event WHERE seq = 8",
    "delete all": "DELETE FROM audit_event",
    "insert in front": f"INSERT INTO audit_event ({COLUMNS}) SELECT {COLUMNS.replace('seq', '0', 1)} "
    "FROM audit_event WHERE seq = 1",
    "insert after a gap": f"INSERT INTO audit_event ({COLUMNS}) SELECT {COLUMNS.replace('seq', '10', 1)} "
    "FROM audit_event WHERE seq = 8",
    "insert unlinked": f"INSERT INTO audit_event ({COLUMNS}) SELECT {AS_NUMBER_9} FROM audit_event WHERE seq = 8",
    "insert or update": f"INSERT INTO audit_event ({COLUMNS}) SELECT {COLUMNS} FROM audit_event WHERE seq = 3 "
    "ON CONFLICT (seq) DO UPDATE SET reason = 'khác'",
}
SQLITE = {
    "insert or replace": f"INSERT OR REPLACE INTO audit_event ({COLUMNS}) SELECT {COLUMNS} "
    "FROM audit_event WHERE seq = 3",
    "replace the last": f"REPLACE INTO audit_event ({COLUMNS}) SELECT {COLUMNS} FROM audit_event WHERE seq = 8",
    "update or replace": "UPDATE OR REPLACE audit_event SET seq = 2 WHERE seq = 3",
}
POSTGRESQL = {
    "truncate": "TRUNCATE audit_event",
    "truncate cascade": "TRUNCATE audit_event RESTART IDENTITY CASCADE",
    "merge": "MERGE INTO audit_event a USING (SELECT 3 AS n) b ON a.seq = b.n WHEN MATCHED THEN DELETE",
}


@pytest.mark.parametrize("name", [*EVERYWHERE, *SQLITE, *POSTGRESQL])
def test_the_database_refuses_to_change_the_log(session, chain, name):
    of_this_database = EVERYWHERE | (SQLITE if db.engine.dialect.name == "sqlite" else POSTGRESQL)
    if name not in of_this_database:
        return  # this database has no such statement

    with pytest.raises(DBAPIError, match="audit_event is append-only"):
        session.execute(text(of_this_database[name]))
    session.rollback()

    assert [(event.seq, event.hash) for event in session.query(AuditEvent).order_by("seq")] == chain
    assert queries.verify(chain[-1][1]) == []


def test_replace_is_refused_even_by_a_connection_without_recursive_triggers(session, chain):
    if db.engine.dialect.name != "sqlite":
        return
    session.commit()
    driver = db.engine.raw_connection()
    try:
        driver.driver_connection.execute("PRAGMA recursive_triggers = OFF")
        with pytest.raises(Exception, match="append-only"):
            driver.driver_connection.execute(SQLITE["insert or replace"])
    finally:
        driver.invalidate()
        driver.close()

    assert queries.verify(chain[-1][1]) == []


def test_triggers_that_are_gone_are_missed(session):
    connection = session.connection()
    before = missing_triggers(connection)
    drop_triggers(connection)
    gone = missing_triggers(connection)
    create_triggers(connection)

    every = {"audit_event_no_update", "audit_event_at_the_end"}
    every.add("audit_event_no_delete" if db.engine.dialect.name == "sqlite" else "audit_event_no_truncate")
    assert (before, gone, missing_triggers(connection)) == (set(), every, set())


def test_a_trigger_that_is_switched_off_is_missed(session):
    if db.engine.dialect.name != "postgresql":
        return
    session.execute(text("ALTER TABLE audit_event DISABLE TRIGGER audit_event_no_update"))

    assert missing_triggers(session.connection()) == {"audit_event_no_update"}
