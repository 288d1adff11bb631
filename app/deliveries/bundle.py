"""A case's dossier as one zip: papers, signed copies, what was attached, and their index. Made while it is sent."""

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app import clock
from app.actor import Actor
from app.deliveries import dossier, papers, queries
from app.deliveries.dossier import Kept
from app.deliveries.models import Deposit
from app.deliveries.settings import RETENTIONS, USUAL_RETENTION
from app.documents import render
from app.documents.kinds import read
from app.documents.models import Paper, StoredFile
from app.documents.store import FileMissing, Store
from app.extensions import db
from app.nominations.models import Nomination
from app.papers import queries as paper_queries
from app.spreadsheets import written
from app.text import fold

PIECE = 1 << 16
NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
Content = Callable[[], IO[bytes]] | bytes
Part = tuple[str, Content]
INDEX_HEADINGS = ("STT", "Số, ký hiệu", "Ngày", "Trích yếu", "Tác giả", "Ghi chú", "Tệp")


def parts(case: Nomination, store: Store, actor: Actor) -> list[Part]:
    """What goes in, for these eyes: a paper they may not open is named in no index of theirs."""
    listed: list[tuple[Kept, list[Part]]] = []
    for kept in dossier.kept([case]):
        files = _files(kept, len(listed) + 1, store, actor)
        if files:
            listed.append((kept, files))
    rows = [_row(number, kept, files) for number, (kept, files) in enumerate(listed, start=1)]
    index = render.pdf_of(papers.index_of(_deposit(case), [kept for kept, _ in listed], actor))
    head: list[Part] = [("00-muc-luc.pdf", index), ("00-muc-luc.csv", written(INDEX_HEADINGS, rows))]
    return head + [part for _, files in listed for part in files]


def zipped(contents: Iterable[Part]) -> Iterator[bytes]:
    """Piece by piece; the file that is read is the only one open. One that is gone is told in its place."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as made:
        for name, content in contents:
            yield from _written(made, pipe, name, content)
    yield pipe.taken()


def _written(made: zipfile.ZipFile, pipe: "_Pipe", name: str, content: Content) -> Iterator[bytes]:
    if isinstance(content, bytes):
        made.writestr(name, content)
        yield pipe.taken()
        return
    try:
        stream = content()
    except FileMissing as gone:
        made.writestr(f"{name}.THIEU.txt", str(gone.sentence.format(gone.stored.original_name)))
        return
    with stream, made.open(name, "w", force_zip64=True) as entry:
        while piece := stream.read(PIECE):
            entry.write(piece)
            yield pipe.taken()


class _Pipe:
    """What the archive writes goes out at once; it cannot be wound back."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: Any) -> int:  # noqa: ANN401 -- whatever zipfile holds
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def _files(kept: Kept, number: int, store: Store, actor: Actor) -> list[Part]:
    start = f"{number:02d}-{NOT_IN_NAMES.sub('-', fold(kept.title))[:60].strip('-')}"
    if kept.file_id is not None:
        return [_stored(start, db.session.get_one(StoredFile, kept.file_id), store)]
    wanted = select(Paper).where(Paper.id == kept.paper_id)
    paper = db.session.scalars(wanted.options(joinedload(Paper.rendering), joinedload(Paper.signed_copy))).one()
    if not paper_queries.may_see(paper, actor):
        return []
    printed = _printed(start, paper, store)
    return [printed, _stored(f"{start}-ban-da-ky", paper.signed_copy, store)] if paper.signed_copy else [printed]


def _printed(start: str, paper: Paper, store: Store) -> Part:
    """As it was stored, or printed on the spot as whoever opens it would see it."""
    if paper.rendering is not None:
        return _stored(start, paper.rendering, store)
    return f"{start}.pdf", render.pdf_of(read(paper.template, paper.content))


def _stored(start: str, file: StoredFile, store: Store) -> Part:
    return f"{start}.{file.path.rpartition('.')[2]}", lambda: store.open_file(file)


def _row(number: int, kept: Kept, files: list[Part]) -> list[object]:
    day = f"{kept.dated:%d/%m/%Y}" if kept.dated else ""
    names = "; ".join(name for name, _ in files)
    return [number, kept.number, day, kept.title, kept.author, kept.note, names]


def _deposit(case: Nomination) -> Deposit:
    """Where it is kept; of a case that is not closed yet, as it would be."""
    delivery = queries.of_case(case.id)
    if delivery is not None and delivery.deposit is not None:
        return delivery.deposit
    usual = RETENTIONS[USUAL_RETENTION]
    return Deposit(
        code=case.code,
        title=f"Hồ sơ khen thưởng {queries.usual_name(case)}",
        retention=usual.name,
        retention_basis=usual.words.partition(" – ")[2],
        place="",
        deposited_on=clock.today(),
    )
