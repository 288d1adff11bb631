"""A real server of its own, on a free port: `python -m tests.browser.server KIND`, one of

office, year, newer, many, sitting, inventing, voting, listening, demonstration.

It prints its port when it listens, and serves until it is told to stop. The folder comes from VINHDANH_INSTANCE.
"""

# ruff: noqa: T201 -- tells its port to whoever started it

import fcntl
import gc
import os
import shutil
import signal
import sys
from contextlib import closing
from pathlib import Path

from pysqlite3 import dbapi2

from app import create_app, founding, serving, site
from app.extensions import db
from tests.browser import listening, voting, world

DATABASE, PAPERS, BESIDE = "vinhdanh.sqlite3", "papers", ("clock.json", "demo-accounts.csv")


def found_demonstration(instance):
    """Its history is lived once for all servers of a run of the tests; the others begin with a copy."""
    kept = Path(os.environ["VINHDANH_TESTS_FOUNDED"]) if "VINHDANH_TESTS_FOUNDED" in os.environ else instance / "kept"
    with Path(f"{kept}.lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        if kept.exists():
            _copy(kept, instance)
            site.set_clock(instance)
            serving.resume_clock()
            return
        db.create_all()
        gc.disable()  # as a server's start does
        founding.found_demonstration(instance, is_grown=False)
        gc.enable()
        db.session.remove()
        unfinished = kept.with_name(f"{kept.name}.unfinished")
        _copy(instance, unfinished)
        unfinished.rename(kept)


def _copy(source, target):
    """The database by its own means: a part of it still stands in the log beside its file."""
    target.mkdir(exist_ok=True)
    with closing(dbapi2.connect(source / DATABASE)) as full, closing(dbapi2.connect(target / DATABASE)) as empty:
        full.backup(empty)
    shutil.copytree(source / PAPERS, target / PAPERS, dirs_exist_ok=True)
    for name in BESIDE:
        shutil.copy2(source / name, target / name)


def main(kind):
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    app = create_app()
    instance = app.config["INSTANCE_FOLDER"]
    with app.app_context():
        if kind == "demonstration":
            found_demonstration(instance)
        else:
            db.create_all()
            (world.found_at_new_year if kind == "year" else world.found)(instance)
        if kind == "newer":
            world.publish_another_version()
        if kind == "many":
            world.add_many()
        if kind == "sitting":
            voting.prepare_meeting()
        if kind == "inventing":
            voting.enter_initiatives()
        if kind == "listening":
            listening.lay_open()
        if kind == "voting":
            voting.open_vote(instance)
        db.session.remove()
    server = serving.server_of(app, "127.0.0.1", 0)
    if kind != "demonstration":
        app.extensions["bell"].hang()  # the demonstration's two hundred papers would keep both cores busy
    print(server.effective_port, flush=True)
    try:
        server.run()
    finally:
        app.extensions["bell"].take_down()


if __name__ == "__main__":
    main(sys.argv[1])
