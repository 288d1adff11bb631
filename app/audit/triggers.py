"""The database itself refuses to change the log. Migrations and `create_all` both take the triggers from here.

Whoever owns the database can still drop them; against that stands only a head digest kept outside (see `queries`).
An Alembic batch operation on SQLite copies the table and loses them: drop them before it, create them after it.
"""

from sqlalchemy import Connection, text

GENESIS = "0" * 64  # what the first row names as the row before it

_REFUSAL = "audit_event is append-only"

_SQLITE = {
    "audit_event_no_update": f"""
        CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
    "audit_event_no_delete": f"""
        CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
    # INSERT OR REPLACE deletes without asking the trigger above, unless recursive_triggers is on; it cannot pass here
    "audit_event_at_the_end": f"""
        CREATE TRIGGER audit_event_at_the_end BEFORE INSERT ON audit_event
        WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit_event)
          OR NEW.previous_hash IS NOT
             coalesce((SELECT hash FROM audit_event ORDER BY seq DESC LIMIT 1), '{GENESIS}')
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}: a row goes only to the end'); END""",  # noqa: S608 -- constants
}

_POSTGRESQL_FUNCTIONS = {
    "audit_event_refuse": f"""
        CREATE OR REPLACE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$""",
    "audit_event_at_the_end": f"""
        CREATE OR REPLACE FUNCTION audit_event_at_the_end() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE last record;
        BEGIN
            SELECT seq, hash INTO last FROM audit_event ORDER BY seq DESC LIMIT 1;
            IF NEW.seq IS DISTINCT FROM coalesce(last.seq, 0) + 1
               OR NEW.previous_hash IS DISTINCT FROM coalesce(last.hash, '{GENESIS}') THEN
                RAISE EXCEPTION '{_REFUSAL}: a row goes only to the end';
            END IF;
            RETURN NEW;
        END $$""",  # noqa: S608 -- constants
}

_POSTGRESQL = {
    "audit_event_no_update": """
        CREATE TRIGGER audit_event_no_update BEFORE UPDATE OR DELETE ON audit_event
        FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()""",
    "audit_event_no_truncate": """
        CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event
        FOR EACH STATEMENT EXECUTE FUNCTION audit_event_refuse()""",
    "audit_event_at_the_end": """
        CREATE TRIGGER audit_event_at_the_end BEFORE INSERT ON audit_event
        FOR EACH ROW EXECUTE FUNCTION audit_event_at_the_end()""",
}


def create_triggers(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        statements = [*_SQLITE.values()]
    else:
        statements = [*_POSTGRESQL_FUNCTIONS.values(), *_POSTGRESQL.values()]
    for statement in statements:
        connection.execute(text(statement))


def drop_triggers(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        statements = [f"DROP TRIGGER IF EXISTS {name}" for name in _SQLITE]
    else:
        statements = [f"DROP TRIGGER IF EXISTS {name} ON audit_event" for name in _POSTGRESQL]
        statements += [f"DROP FUNCTION IF EXISTS {name}()" for name in _POSTGRESQL_FUNCTIONS]
    for statement in statements:
        connection.execute(text(statement))


def missing_triggers(connection: Connection) -> set[str]:
    """Names of the triggers that are gone or switched off; a sound log has none."""
    if connection.dialect.name == "sqlite":
        standing = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_event'"
        expected = set(_SQLITE)
    else:
        standing = (
            "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass('audit_event') AND tgenabled IN ('O', 'A')"
        )
        expected = set(_POSTGRESQL)
    return expected - {name for (name,) in connection.execute(text(standing))}
