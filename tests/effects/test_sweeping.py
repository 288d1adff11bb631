"""Refused uploads and half-done work leave nothing behind for longer than a day."""

import os
import time
from io import BytesIO

from app.documents.store import Store
from app.effects.sweeping import MARK, sweep_files_daily
from app.extensions import db
from tests import builders

TWO_DAYS = 2 * 24 * 60 * 60


def age(path):
    then = time.time() - TWO_DAYS
    os.utime(path, (then, then))


def old_orphan(store):
    stored = store.put(BytesIO(builders.blank_pdf()), "a.pdf", actor_id=None)
    db.session.commit()
    db.session.delete(stored)
    db.session.commit()
    age(store.path_of(stored))
    return store.path_of(stored)


def test_files_without_a_row_are_swept_once_a_day(app, tmp_path):
    app.config["PAPERS_FOLDER"] = tmp_path / "papers"
    store = Store(app.config["PAPERS_FOLDER"])
    first = old_orphan(store)
    swept = [sweep_files_daily()]
    second = old_orphan(store)
    swept.append(sweep_files_daily())
    is_left = second.exists()
    age(store.folder / MARK)
    swept.append(sweep_files_daily())

    assert (swept, first.exists(), is_left, second.exists()) == ([1, 0, 1], False, True, False)


def test_the_command_for_errands_sweeps_too(app, tmp_path):
    app.config["PAPERS_FOLDER"] = tmp_path / "papers"
    orphan = old_orphan(Store(app.config["PAPERS_FOLDER"]))

    assert app.test_cli_runner().invoke(args=["run-errands"]).exit_code == 0
    assert not orphan.exists()
