"""SQLite's files of a site as they lie on the disk, and copies of one moment of them."""

from pathlib import Path

from app.extensions import db


def database() -> Path:
    return Path(str(db.engine.url.database))


def log_of(file: Path) -> Path:
    """Where what is written ahead lies."""
    return Path(f"{file}-wal")


def written_through() -> bytes:
    """The whole file, with nothing left in its write-ahead log."""
    with db.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    return database().read_bytes()


def put_down(place: Path, main: bytes, wal: bytes) -> Path:
    """A copy in a folder of its own; whatever lay there before is gone."""
    for old in place.iterdir():
        old.unlink()
    file = place / "copy.sqlite3"
    file.write_bytes(main)
    log_of(file).write_bytes(wal)
    return file
