"""Files on disk, each with a row that says what it must be.

The order is what keeps them together: file written and fsynced, renamed, folders fsynced, and only then the row.
A transaction that is rolled back takes its files with it (`fresh`); whatever dies in between leaves at most a file
without a row, which `sweep_orphans` takes away once a day; never a row without its file.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Final

from sqlalchemy import select

from app import clock
from app.documents import fresh as fresh_files
from app.documents.inspection import Inspected, Limits, clean_name, inspect
from app.documents.inspection.scanning import chunks
from app.documents.models import StoredFile
from app.extensions import db

ENDINGS: Final = {
    "application/pdf": "pdf",
    "application/xml": "xml",
    "application/zip": "zip",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/svg+xml": "svg",
    "text/csv": "csv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}
SOONEST_SWEEP: Final = timedelta(hours=1)  # a row may still be on its way to a file younger than this
_BATCH: Final = 500
_INCOMING: Final = "incoming"
_GENERATED: Final = re.compile(r"[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{32}\.[a-z]{3,4}")
_ONLY_US: Final = 0o600


class FileMissing(FileNotFoundError):
    """A row whose file is not there: the nightly check reports it, and a backup has it."""

    sentence = "Không tìm thấy tệp “{}” trong kho. Hãy báo quản trị hệ thống."

    def __init__(self, stored: StoredFile) -> None:
        super().__init__(self.sentence.format(stored.original_name))
        self.stored = stored


class FileChanged(FileMissing):
    """A file that is no longer what was put in: it is shown to nobody as if it were."""

    sentence = "Tệp “{}” trong kho đã khác tệp được lưu, nên không mở cho ai. Hãy báo quản trị hệ thống."


class Store:
    """The folder of papers. Its files have generated names below it and are never changed."""

    def __init__(self, folder: Path, *, limits: Limits | None = None) -> None:
        self.folder = folder
        self.limits = limits or Limits()

    def put(self, stream: BinaryIO, original_name: str, *, actor_id: int | None) -> StoredFile:
        """Take what somebody uploads, or refuse it with `UploadRefused`. The row is added, not committed."""
        with self._incoming() as fresh:
            _write(fresh, self._within_size(stream))
            found = inspect(fresh, original_name, limits=self.limits)
            path = self._settle(fresh, found.extension)
        return self._add(path, found, clean_name(original_name), actor_id)

    def put_bytes(self, data: bytes, name: str, media_type: str, *, actor_id: int | None = None) -> StoredFile:
        """Keep what the house itself has made: a rendering, an export. It is not inspected."""
        made = Inspected(
            media_type=media_type,
            extension=ENDINGS[media_type],
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
        )
        with self._incoming() as fresh:
            _write(fresh, [data])
            path = self._settle(fresh, made.extension)
        return self._add(path, made, clean_name(name), actor_id)

    def put_made(self, stream: BinaryIO, name: str, media_type: str) -> StoredFile:
        """Likewise what is too long for the memory; read from where the stream stands."""
        digest, size = hashlib.sha256(), 0

        def counted() -> Iterator[bytes]:
            nonlocal size
            for piece in chunks(stream):
                digest.update(piece)
                size += len(piece)
                yield piece

        with self._incoming() as fresh:
            _write(fresh, counted())
            path = self._settle(fresh, ENDINGS[media_type])
        made = Inspected(media_type=media_type, extension=ENDINGS[media_type], size=size, sha256=digest.hexdigest())
        return self._add(path, made, clean_name(name), None)

    def path_of(self, stored: StoredFile) -> Path:
        if not _GENERATED.fullmatch(stored.path):
            raise FileMissing(stored)  # a row that somebody has pointed elsewhere
        return self.folder / stored.path

    def open_file(self, stored: StoredFile) -> BinaryIO:
        """What was put in, read once to the end, then given from its beginning.

        It is the open file, not a copy: many who do not fetch what they asked for would fill the memory.
        """
        file = self._opened(stored)
        try:
            is_whole = _is_whole(file, stored)
            file.seek(0)
        except OSError as gone:
            file.close()
            raise FileMissing(stored) from gone
        if not is_whole:
            file.close()
            raise FileChanged(stored)
        return file

    def _opened(self, stored: StoredFile) -> BinaryIO:
        try:
            descriptor = os.open(self.path_of(stored), os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        except OSError as gone:
            raise FileMissing(stored) from gone
        return os.fdopen(descriptor, "rb")

    def verify(self, stored: StoredFile) -> bool:
        """Whether the file is there and still what was put in."""
        try:
            with self._opened(stored) as file:
                return _is_whole(file, stored)
        except OSError:
            return False

    def missing_files(self) -> list[StoredFile]:
        """Rows whose file is gone or of another size; `verify` reads each to the end."""
        rows = db.session.scalars(select(StoredFile).order_by(StoredFile.id).execution_options(yield_per=_BATCH))
        return [stored for stored in rows if not self._stands(stored)]

    def made_since(self, moment: datetime) -> list[Path]:
        """The files of that time, with a row or without, and what was never finished."""
        files = [*self._generated(), *self._unfinished()]
        return [path for path in files if path.lstat().st_mtime >= moment.timestamp()]

    def sweep_orphans(self, older_than: timedelta) -> list[Path]:
        """Remove files that no row speaks of, and uploads that were never finished; returns what was removed."""
        if older_than < SOONEST_SWEEP:
            raise ValueError(f"a file younger than {SOONEST_SWEEP} may still be waiting for its row")
        limit = (clock.real_now() - older_than).timestamp()
        swept = [path for path in self._generated() if path.stat().st_mtime < limit]
        swept = [*self._without_row(swept)]
        swept += [path for path in self._unfinished() if path.lstat().st_mtime < limit]
        for path in swept:
            path.unlink(missing_ok=True)
        return swept

    @contextmanager
    def _incoming(self) -> Iterator[Path]:
        """A name for a file that is not yet one of ours; gone afterwards unless it has been settled."""
        waiting = self.folder / _INCOMING
        waiting.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = waiting / f"{secrets.token_hex(16)}.part"
        try:
            yield fresh
        finally:
            fresh.unlink(missing_ok=True)

    def _within_size(self, stream: BinaryIO) -> Iterator[bytes]:
        size = 0
        for chunk in chunks(stream):
            size += len(chunk)
            if size > self.limits.size:
                raise self.limits.too_big()
            yield chunk

    def _settle(self, fresh: Path, extension: str) -> str:
        """Give the file its final name and make sure that the name, too, is on the disk."""
        name = secrets.token_hex(16)
        path = f"{name[:2]}/{name[2:4]}/{name}.{extension}"
        final = self.folder / path
        final.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh.rename(final)
        for folder in (final.parent, final.parent.parent, self.folder):
            _sync_folder(folder)
        return path

    def _add(self, path: str, found: Inspected, name: str, actor_id: int | None) -> StoredFile:
        stored = _add(path, found, name, actor_id)
        fresh_files.remember(db.session(), self.folder / path)
        return stored

    def _stands(self, stored: StoredFile) -> bool:
        with suppress(OSError):
            return self.path_of(stored).lstat().st_size == stored.size
        return False

    def _generated(self) -> Iterator[Path]:
        for path in self.folder.glob("??/??/*"):
            if _GENERATED.fullmatch(path.relative_to(self.folder).as_posix()) and not path.is_symlink():
                yield path

    def _unfinished(self) -> Iterator[Path]:
        yield from self.folder.glob(f"{_INCOMING}/*.part")

    def _without_row(self, paths: list[Path]) -> Iterator[Path]:
        for start in range(0, len(paths), _BATCH):
            batch = {path.relative_to(self.folder).as_posix(): path for path in paths[start : start + _BATCH]}
            known = set(db.session.scalars(select(StoredFile.path).where(StoredFile.path.in_(batch))))
            yield from (path for name, path in batch.items() if name not in known)


def _is_whole(file: BinaryIO, stored: StoredFile) -> bool:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks(file):
        digest.update(chunk)
        size += len(chunk)
    return (size, digest.hexdigest()) == (stored.size, stored.sha256)


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _ONLY_US)
    with os.fdopen(descriptor, "wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # folders cannot be opened there; NTFS journals its names
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _add(path: str, found: Inspected, name: str, actor_id: int | None) -> StoredFile:
    stored = StoredFile(
        path=path,
        sha256=found.sha256,
        size=found.size,
        media_type=found.media_type,
        original_name=name,
        uploaded_by_id=actor_id,
        created_at=clock.now(),
    )
    db.session.add(stored)
    return stored
