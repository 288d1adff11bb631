"""What hundreds of tests begin with is made once for each engine and worker; afterwards its rows are put back.

A maker finds empty tables and the office clock where its fixture has set it, writes rows and files, and gives back
what can be pickled. Rows among that are told by their keys; every test, the first too, gets them as they are read anew.
Its files are put back too: a test that sweeps takes them for nobody's.
The office clock never stands before what was kept.
"""

import io
import pickle
from pathlib import Path

from flask import current_app
from sqlalchemy import inspect

from app import clock
from app.extensions import Model, db

_MADE = {}  # by maker, what it was given, and database: its what it gave back, rows by table, files, when


def once(maker, *given):
    """`maker(*given)`, committed."""
    key = maker, given, db.engine.url
    if key in _MADE:
        _put_back(*_MADE[key][1:])
    else:
        _MADE[key] = _kept(maker, given)
    made = _Unpickler(io.BytesIO(_MADE[key][0])).load()
    db.session.commit()
    return made


def _kept(maker, given):
    with db.engine.begin() as connection:
        assert _rows(connection) == {}, "somebody wrote before what is to be kept"
    before = _files()
    made = maker(*given)
    db.session.commit()
    packed = io.BytesIO()
    _Pickler(packed).dump(made)
    db.session.expunge_all()
    with db.engine.begin() as connection:
        rows = _rows(connection)
    written = {file: file.read_bytes() for file in _files() - before}
    return packed.getvalue(), rows, written, clock.now()


def _files():
    return {path for path in Path(current_app.config["PAPERS_FOLDER"]).rglob("*") if path.is_file()}


def _put_back(rows, written, moment):
    with db.engine.begin() as connection:
        write = _write_sqlite if connection.dialect.name == "sqlite" else _write_postgresql
        write(connection, rows)
    for file, held in written.items():
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(held)
    if clock.is_demonstration() and clock.now() < moment:
        clock.stand_at(moment)


def _rows(connection):
    """Of each table that has any, as its database says them: neither reads nor writes them differently."""
    read = _read_sqlite if connection.dialect.name == "sqlite" else _read_postgresql
    found = {name: read(connection, name) for name in db.metadata.tables}
    return {name: rows for name, rows in found.items() if rows}


def _read_sqlite(connection, name):
    return connection.exec_driver_sql(f'SELECT * FROM "{name}"').fetchall()


def _read_postgresql(connection, name):
    with connection.connection.driver_connection.cursor().copy(f'COPY "{name}" TO STDOUT') as copy:
        return b"".join(copy)


def _write_sqlite(connection, rows):
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for name, lines in rows.items():
        places = ", ".join("?" * len(lines[0]))
        connection.exec_driver_sql(f'INSERT INTO "{name}" VALUES ({places})', [tuple(line) for line in lines])


def _write_postgresql(connection, rows):
    connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
    for name, lines in rows.items():
        with connection.connection.driver_connection.cursor().copy(f'COPY "{name}" FROM STDIN') as copy:
            copy.write(lines)


class _Pickler(pickle.Pickler):
    def persistent_id(self, held):
        return (type(held), inspect(held).identity) if isinstance(held, Model) else None


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, told):
        return db.session.get_one(*told)
