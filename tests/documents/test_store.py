"""Files and rows together, also when the machine stops in between."""

import hashlib
import io
import os
import signal
import stat
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from sqlalchemy import event, func, select

from app import clock
from app.documents.inspection import Limits, UploadRefused
from app.documents.models import StoredFile
from app.documents.store import FileChanged, FileMissing, Store
from app.extensions import db
from tests import builders

ROOT = Path(__file__).resolve().parents[2]
DAY = timedelta(days=1)


@pytest.fixture
def store(app, tmp_path):
    return Store(tmp_path / "papers")


@pytest.fixture
def content():
    target = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(target)
    return target.getvalue()


def files(store):
    return sorted(path.relative_to(store.folder).as_posix() for path in store.folder.rglob("*") if path.is_file())


def age(path, by=timedelta(days=2)):
    then = time.time() - by.total_seconds()
    os.utime(path, (then, then))


def without_row(store, content, name):
    """As a process leaves it that died between the file and its row."""
    stored = store.put(io.BytesIO(content), name, actor_id=None)
    db.session.commit()
    db.session.delete(stored)
    db.session.commit()
    return store.path_of(stored)


def test_an_upload_is_kept_under_a_generated_name_with_its_row(store, content, session):
    uploader = builders.user()
    stored = store.put(io.BytesIO(content), r"C:\fakepath\Tờ trình.pdf", actor_id=uploader.id)
    session.commit()

    assert (stored.sha256, stored.size, stored.media_type, stored.original_name, stored.uploaded_by_id) == (
        hashlib.sha256(content).hexdigest(),
        len(content),
        "application/pdf",
        "Tờ trình.pdf",
        uploader.id,
    )
    two, more, name = stored.path.split("/")
    assert (len(name), name[:4], name[-4:]) == (36, two + more, ".pdf")
    assert files(store) == [stored.path]
    assert (store.folder / stored.path).stat().st_mode & 0o777 == 0o600
    with store.open_file(stored) as file:
        assert file.read() == content
    assert (store.verify(stored), store.missing_files()) == (True, [])


def test_the_same_content_twice_is_two_files(store, content, session):
    paths = {store.put(io.BytesIO(content), "a.pdf", actor_id=None).path for _ in range(2)}
    session.commit()

    assert sorted(paths) == files(store)
    assert len(paths) == 2


def test_put_adds_the_row_and_commits_nothing_and_the_file_goes_with_its_row(store, content, session):
    store.put(io.BytesIO(content), "a.pdf", actor_id=None)
    session.rollback()

    assert session.scalar(select(func.count()).select_from(StoredFile)) == 0
    assert files(store) == []


def test_a_savepoint_takes_only_its_own_files_with_it(store, content, session):
    def put(name):
        stored = store.put(io.BytesIO(content), name, actor_id=None)
        session.flush()
        return stored

    kept = put("before.pdf")
    with session.begin_nested():
        also_kept = put("released.pdf")
    undone = session.begin_nested()
    put("undone.pdf")
    with session.begin_nested():
        put("released into what is undone.pdf")
    undone.rollback()
    session.commit()

    assert files(store) == sorted([kept.path, also_kept.path])
    assert store.missing_files() == []


def test_the_whole_transaction_takes_what_its_savepoints_had_released(store, content, session):
    session.begin()
    with session.begin_nested():
        store.put(io.BytesIO(content), "a.pdf", actor_id=None)
    session.rollback()

    assert files(store) == []


def test_a_commit_of_which_nobody_knows_the_end_takes_no_file(store, content, session):
    stored = store.put(io.BytesIO(content), "a.pdf", actor_id=None)
    session.flush()

    def break_off(_connection):
        raise ConnectionResetError

    event.listen(db.engine, "commit", break_off)
    try:
        with pytest.raises(ConnectionResetError):
            session.commit()
    finally:
        event.remove(db.engine, "commit", break_off)
    session.rollback()

    assert files(store) == [stored.path]


@pytest.mark.parametrize(
    ("upload", "sentence"), [(b"", "Tệp rỗng"), (b"MZ" * 99, "chương trình"), (b"%PDF-1.7" + bytes(2_000_000), "1 MB")]
)
def test_what_is_refused_leaves_nothing_behind(app, tmp_path, session, upload, sentence):
    store = Store(tmp_path / "papers", limits=Limits(size=1 << 20))

    with pytest.raises(UploadRefused, match=sentence):
        store.put(io.BytesIO(upload), "a.pdf", actor_id=None)

    assert files(store) == []
    assert [*session.new] == []


def test_an_upload_that_is_too_big_is_not_read_to_its_end(app, tmp_path):
    class Counted(io.RawIOBase):
        given = 0

        def read(self, size=-1):
            self.given += size
            return b"x" * size

    upload = Counted()
    with pytest.raises(UploadRefused, match="lớn hơn 1 MB"):
        Store(tmp_path, limits=Limits(size=1 << 20)).put(upload, "a.pdf", actor_id=None)

    assert upload.given < 2 << 20


def test_an_upload_that_breaks_off_leaves_nothing_behind(store):
    class Broken(io.RawIOBase):
        def read(self, size=-1):
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.put(Broken(), "a.pdf", actor_id=None)

    assert files(store) == []


def test_our_own_rendering_is_kept_as_it_is(store, session):
    stored = store.put_bytes(b"%PDF-1.7 ...", "Quyết định.pdf", "application/pdf")
    session.commit()

    with store.open_file(stored) as file:
        assert file.read() == b"%PDF-1.7 ..."
    assert (stored.original_name, stored.uploaded_by_id, stored.size) == ("Quyết định.pdf", None, 12)
    assert store.verify(stored)


@pytest.mark.parametrize("change", ["flip", "shorten", "lengthen", "remove"])
def test_a_file_that_was_changed_is_found(store, content, session, change):
    stored = store.put(io.BytesIO(content), "a.pdf", actor_id=None)
    session.commit()
    path = store.path_of(stored)
    raw = path.read_bytes()
    if change == "remove":
        path.unlink()
    else:
        path.write_bytes(
            {"flip": raw[:-1] + bytes([raw[-1] ^ 1]), "shorten": raw[:-1], "lengthen": raw + b"\0"}[change]
        )

    assert not store.verify(stored)
    assert store.missing_files() == ([] if change == "flip" else [stored])
    with pytest.raises(FileMissing) as refused:
        store.open_file(stored)
    assert isinstance(refused.value, FileChanged) == (change != "remove")


def test_a_missing_file_is_said_in_words(store, content, session):
    stored = store.put(io.BytesIO(content), "Tờ trình.pdf", actor_id=None)
    session.commit()
    store.path_of(stored).unlink()

    with pytest.raises(FileMissing, match=r"Không tìm thấy tệp “Tờ trình\.pdf” trong kho"):
        store.open_file(stored)


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "ab/cd/../../../etc/passwd", "ab/cd/x.pdf"])
def test_a_row_pointed_elsewhere_opens_nothing(store, content, session, path):
    stored = store.put(io.BytesIO(content), "a.pdf", actor_id=None)
    stored.path = path
    session.flush()

    with pytest.raises(FileMissing):
        store.open_file(stored)
    assert (store.verify(stored), store.missing_files()) == (False, [stored])


def test_a_link_in_the_place_of_a_file_is_not_followed(store, content, session, tmp_path):
    stored = store.put(io.BytesIO(content), "a.pdf", actor_id=None)
    session.commit()
    store.path_of(stored).rename(tmp_path / "elsewhere.pdf")
    store.path_of(stored).symlink_to(tmp_path / "elsewhere.pdf")

    with pytest.raises(FileMissing):
        store.open_file(stored)


def test_what_was_made_since_is_every_file_of_ours_from_then_on(store, content, session):
    old, orphan = (without_row(store, content, name) for name in ("old.pdf", "orphan.pdf"))
    kept = store.put(io.BytesIO(content), "kept.pdf", actor_id=None)
    session.commit()
    unfinished = store.folder / "incoming" / f"{'0' * 32}.part"
    unfinished.write_bytes(b"half")
    (store.folder / "thu-cua-ai-do.txt").write_bytes(b"not ours")
    age(old)

    made = store.made_since(clock.real_now() - timedelta(minutes=10))

    assert sorted(made) == sorted([orphan, store.path_of(kept), unfinished])


def test_the_sweep_takes_old_files_without_a_row_and_nothing_else(store, content, session):
    kept = store.put(io.BytesIO(content), "kept.pdf", actor_id=None)
    session.commit()
    orphan, young = (without_row(store, content, name) for name in ("orphan.pdf", "young.pdf"))
    unfinished = store.folder / "incoming" / f"{'0' * 32}.part"
    unfinished.write_bytes(b"half")
    foreign = store.folder / "ab" / "cd" / "README.txt"
    foreign.parent.mkdir(parents=True, exist_ok=True)
    foreign.write_bytes(b"not ours")
    for path in (store.path_of(kept), orphan, unfinished, foreign):
        age(path)

    swept = store.sweep_orphans(older_than=DAY)

    assert sorted(swept) == sorted([orphan, unfinished])
    assert files(store) == sorted(
        [kept.path, young.relative_to(store.folder).as_posix(), foreign.relative_to(store.folder).as_posix()]
    )
    assert (store.verify(kept), store.sweep_orphans(older_than=DAY)) == (True, [])


def test_a_sweep_so_soon_that_it_could_take_a_file_from_under_its_row_is_refused(store):
    with pytest.raises(ValueError, match="waiting for its row"):
        store.sweep_orphans(older_than=timedelta(minutes=59))


PUT_AND_DIE = """
import io, os, pathlib, signal, sys
from flask import Flask
import app.accounts.models, app.organisations.models
from app.documents import store as module
from app.extensions import db, engine_options

url, folder, moment, upload = sys.argv[1:]
bare = Flask("bare")
bare.config |= {"SQLALCHEMY_DATABASE_URI": url, "SQLALCHEMY_ENGINE_OPTIONS": engine_options(url)}
db.init_app(bare)

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

with bare.app_context():
    if moment == "before the rename":
        module.inspect = die
    if moment == "between file and row":
        module._add = die
    module.Store(pathlib.Path(folder)).put(io.BytesIO(pathlib.Path(upload).read_bytes()), "a.pdf", actor_id=None)
    if moment == "before the commit":
        db.session.flush()
        die()
    db.session.commit()
    die()
"""


@pytest.mark.parametrize(
    ("moment", "rows", "left"),
    [
        ("before the rename", 0, "incoming"),
        ("between file and row", 0, "orphan"),
        ("before the commit", 0, "orphan"),
        ("after the commit", 1, "file"),
    ],
)
def test_a_process_killed_at_any_moment_leaves_no_row_without_its_file(  # noqa: PLR0917 -- fixtures
    app, store, content, session, tmp_path, moment, rows, left
):
    (tmp_path / "upload").write_bytes(content)
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    session.rollback()

    died = subprocess.run(
        [sys.executable, "-c", PUT_AND_DIE, url, str(store.folder), moment, str(tmp_path / "upload")],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )

    assert (died.returncode, died.stderr) == (-signal.SIGKILL, b"")
    assert (db.session.scalar(select(func.count()).select_from(StoredFile)), store.missing_files()) == (rows, [])
    assert len(files(store)) == 1
    assert files(store)[0].startswith("incoming/") == (left == "incoming")
    age(store.folder / files(store)[0])
    assert len(store.sweep_orphans(older_than=DAY)) == (0 if left == "file" else 1)
    assert len(files(store)) == rows
    assert all(store.verify(stored) for stored in session.scalars(select(StoredFile)))


def test_the_file_and_its_folders_are_on_the_disk_before_the_row_is_made(store, content, session, monkeypatch):
    """Seen from the calls: data, then the name, then the folders that hold the name, then the row."""
    seen = []
    real_fsync, real_rename, real_add = os.fsync, Path.rename, db.session.add

    def fsync(descriptor):
        seen.append(("fsync", "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"))
        real_fsync(descriptor)

    def rename(self, target):
        seen.append(("rename", ""))
        return real_rename(self, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "rename", rename)
    monkeypatch.setattr(db.session, "add", lambda row: (seen.append(("row", "")), real_add(row)))
    store.put(io.BytesIO(content), "a.pdf", actor_id=None)

    assert seen == [("fsync", "file"), ("rename", ""), *[("fsync", "folder")] * 3, ("row", "")]
