"""/healthz: what a watchman needs, and no database for what is broken beside it."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import event

from app import clock
from app.documents import render
from app.effects.bell import Bell
from app.extensions import db
from app.outbox import operations as outbox

SOUND = {"status": "ok", "database": True, "storage": True, "queue": True, "print": True}


@pytest.fixture(autouse=True)
def printing(monkeypatch):
    monkeypatch.setattr(render, "is_available", lambda: True)


@pytest.fixture(autouse=True)
def quiet(caplog):
    with caplog.at_level(logging.CRITICAL):
        yield


def health(client):
    answer = client.get("/healthz")
    return answer.status_code, answer.json


def test_all_is_well(client):
    assert health(client) == (200, SOUND)


def test_without_printing_work_goes_on(client, monkeypatch):
    monkeypatch.setattr(render, "is_available", lambda: False)

    assert health(client) == (200, SOUND | {"status": "degraded", "print": False})


@pytest.mark.parametrize("folder", ["missing", "a file"])
def test_a_store_that_takes_nothing_is_failing(client, app, tmp_path, folder):
    (tmp_path / "a file").write_text("")
    app.config["PAPERS_FOLDER"] = tmp_path / folder

    assert health(client) == (503, SOUND | {"status": "failing", "storage": False})


def test_a_dead_runner_is_failing(client, app):
    living, dead = app.extensions["bell"], Bell(app)
    dead.hang()
    dead.take_down()
    app.extensions["bell"] = dead
    try:
        assert health(client) == (503, SOUND | {"status": "failing", "queue": False})
    finally:
        app.extensions["bell"] = living


@pytest.mark.parametrize(("minutes", "sound"), [(14, True), (16, False)])
def test_without_a_runner_of_its_own_work_that_nobody_comes_for_is_failing(client, app, minutes, sound):
    """Several processes: `flask run-errands` is called by a timer, and somebody must notice when it is not."""
    outbox.put("note", subject="test:1").not_before = clock.real_now() - timedelta(minutes=minutes)

    assert health(client) == ((200, SOUND) if sound else (503, SOUND | {"status": "failing", "queue": False}))


def test_a_database_that_is_gone_is_failing_and_said(client):
    def refuse(*_):
        raise OSError("the database is gone")

    event.listen(db.engine, "before_cursor_execute", refuse)
    try:
        assert health(client) == (503, SOUND | {"status": "failing", "database": False, "queue": False})
    finally:
        event.remove(db.engine, "before_cursor_execute", refuse)


def test_a_watchman_needs_no_sign_in_and_no_token(client, app):
    app.config["WTF_CSRF_ENABLED"] = True

    assert (client.get("/healthz").status_code, client.post("/healthz").status_code) == (200, 405)
