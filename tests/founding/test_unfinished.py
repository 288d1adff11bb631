"""A start that is killed while it fills the database leaves nothing that the next one keeps."""

import os
import signal
import subprocess
import sys

import pytest
from pysqlite3 import dbapi2
from sqlalchemy import NullPool, create_engine

from app.config import ROOT
from tests.patience import wait_until

PREPARE = "from app import serving; serving.prepared(empty={empty})"
ADMINISTRATOR = "quantri\nTrần Văn Quản\nbon tu ghep lai\n"
KINDS = "SELECT mode FROM site"
BEGUN = "SELECT count(*) FROM nomination"
LEFT = {name: f"SELECT count(*) FROM {name}" for name in ("user_account", "nomination", "audit_event", "stored_file")}


def driver(url):
    return {"module": dbapi2} if url.startswith("sqlite") else {}


class Site:
    def __init__(self, folder, url):
        self.folder, self.url = folder, url

    def start(self, *, empty=False):
        return subprocess.Popen(
            [sys.executable, "-c", PREPARE.format(empty=empty)],
            cwd=ROOT,
            env={**os.environ, "VINHDANH_INSTANCE": str(self.folder), "VINHDANH_DATABASE_URL": self.url},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )

    def ask(self, question):
        """One number or word; nothing while the tables are not there yet. Waits for no writer, and nobody for it."""
        engine = create_engine(self.url, poolclass=NullPool, **driver(self.url))
        raw = engine.raw_connection()
        try:
            cursor = raw.cursor()
            cursor.execute(question)
            return cursor.fetchone()[0]
        except engine.dialect.dbapi.Error:
            return None
        finally:
            raw.close()

    def files(self):
        return [path for path in (self.folder / "papers").rglob("*") if path.is_file()]


@pytest.fixture
def killed(engine_name, new_database, tmp_path):
    """A demonstration whose founding died when its first cases stood."""
    site = Site(tmp_path, new_database(engine_name))
    first = site.start()
    wait_until(lambda: site.ask(BEGUN) or first.poll() is not None, most=120)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    return site


def test_a_founding_that_died_is_no_site_and_the_next_start_begins_anew(killed):
    """The next one is to be a real site here: it would show every row and file that was left."""
    stranger = killed.folder / "papers" / "thu-cua-ai-do.txt"
    stranger.touch()
    before = (killed.ask(KINDS), killed.ask(BEGUN) > 0, len(killed.files()) > 1)

    said, _ = killed.start(empty=True).communicate(ADMINISTRATOR)

    assert before == ("unfinished", True, True)
    assert said.startswith("Lần khởi tạo trước dừng giữa chừng; làm lại từ đầu…\n"), said
    assert killed.ask(KINDS) == "real"
    assert {name: killed.ask(question) for name, question in LEFT.items()} == {
        "user_account": 1,
        "nomination": 0,
        "audit_event": 0,
        "stored_file": 0,
    }
    assert killed.files() == [stranger]
    assert [*killed.folder.glob("*.csv"), *killed.folder.glob("*.json")] == []
