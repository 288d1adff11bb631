"""The package that goes up: one ZIP with a table of contents and checksums, made once.

`sha256sum -c SHA256SUMS` in the opened folder says whether every file is what was sent.
"""

import hashlib
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import IO

from app import clock
from app.decisions.papers import committee
from app.documents import layout, render
from app.documents.kinds.of_upward import PackageIndex, PackedLine
from app.documents.models import Paper, StoredFile
from app.documents.printable import Letterhead, PrintedPaper, Signature
from app.documents.store import Store
from app.extensions import let_others_write
from app.organisations.naming import PROVINCIAL_COMMITTEE
from app.spreadsheets import as_xlsx
from app.text import fold
from app.upward import contents, papers
from app.upward.contents import Piece
from app.upward.models import UpwardSubmission

INDEX, SUMS = "00-muc-luc.pdf", "SHA256SUMS"
PIECE = 1 << 16
NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
Press = Callable[[PrintedPaper], bytes]
LONGEST = 52  # letters of a file's name


@dataclass
class Zip:
    """A ZIP on its way, with the checksum of each file in it."""

    archive: zipfile.ZipFile
    sums: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, stream: IO[bytes]) -> str:
        digest = hashlib.sha256()
        with self.archive.open(name, "w", force_zip64=True) as entry:
            while piece := stream.read(PIECE):
                digest.update(piece)
                entry.write(piece)
        self.sums[name] = digest.hexdigest()
        return self.sums[name]


def make(sheet: UpwardSubmission, letter: Paper, store: Store, into: IO[bytes], press: Press = render.pdf_of) -> None:
    """Each file is read once, and only one is open. `press` prints what nobody has printed yet."""
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        made = Zip(archive)
        lines = [_packed(made, name, piece, store, press) for name, piece in _files(sheet, letter)]
        contents_page = index(letter, lines)
        let_others_write()
        made.put(INDEX, BytesIO(press(contents_page)))
        sums = "".join(f"{digest}  {name}\n" for name, digest in sorted(made.sums.items()))
        archive.writestr(SUMS, sums)


def _packed(made: Zip, name: str, piece: Piece, store: Store, press: Press) -> PackedLine:
    """Others write while it is printed and copied: of a hundred names that takes minutes."""
    is_pdf, opened = piece.ending == "pdf", _opened(piece.held, store, press)
    let_others_write()
    with closing(opened()) as stream:
        pages = _pages(stream) if is_pdf else None
        stream.seek(0)
        digest = made.put(name, stream)
    return PackedLine(
        of=piece.of,
        title=piece.title,
        number=piece.number,
        dated=piece.dated,
        pages=pages,
        file=name,
        sha256=digest,
    )


def _opened(held: StoredFile | PrintedPaper | bytes, store: Store, press: Press) -> Callable[[], IO[bytes]]:
    """What may be read without the database."""
    if isinstance(held, StoredFile):
        file = store.open_file(held)
        return lambda: file
    return lambda: BytesIO(held if isinstance(held, bytes) else press(held))


def _pages(stream: IO[bytes]) -> int | None:
    import pikepdf  # noqa: PLC0415 -- five megabytes for whoever packs, not for each server

    try:
        with pikepdf.open(BytesIO(stream.read())) as pdf:
            return len(pdf.pages)
    except pikepdf.PdfError:
        return None


def _files(sheet: UpwardSubmission, letter: Paper) -> Iterator[tuple[str, Piece]]:
    """Names in the ZIP, in the order of the table of contents."""
    signed = contents.paper_piece(letter)
    yield f"01-to-trinh.{signed.ending}", signed
    yield "02-danh-sach.pdf", replace(signed, title="Danh sách đề nghị", held=papers.roll(letter))
    table = as_xlsx(papers.table(sheet), "Danh sách")
    yield "02-danh-sach.xlsx", replace(signed, title="Danh sách đề nghị (bảng tính)", held=table)
    for place, item in enumerate(sheet.items, start=3):
        case = item.nomination
        folder = f"{place:02d}-{_plain(case.nominee_name)}"
        whose = layout.in_one_line(f"{case.honorific} {case.nominee_name}".strip(), case.unit.name)
        for number, piece in enumerate(contents.pieces(case), start=1):
            yield f"{folder}/{number:02d}-{_plain(piece.title)}.{piece.ending}", replace(piece, of=whose)


def _plain(text: str) -> str:
    """In whole syllables."""
    plain = NOT_IN_NAMES.sub("-", fold(text)).strip("-")
    return plain if len(plain) <= LONGEST else plain[: LONGEST + 1].rpartition("-")[0]


def index(letter: Paper, lines: list[PackedLine]) -> PackageIndex:
    numbered = f"Tờ trình số {layout.number_and_symbol(letter.number, letter.symbol)} {layout.day(letter.issued_on)}"
    return PackageIndex(
        letterhead=Letterhead(
            organisation=PROVINCIAL_COMMITTEE,
            symbol="",
            place=committee().place,
            issued_on=clock.today(),
            is_draft=False,
        ),
        subject=letter.title,
        signature=Signature(lines="Người lập"),
        letter=numbered,
        lines=tuple(lines),
    )
