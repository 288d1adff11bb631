"""The papers as pictures, to be looked at: python -m bench pictures FOLDER.

Each is printed twice, as issued and as a draft, from the samples of tests/documents; every page becomes one PNG.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from app.documents import render
from app.documents.printable import PrintedPaper
from tests.documents.render_samples import LETTER, LISTS, PAPERS, draft

DOTS_PER_INCH = 110
POINTS_PER_INCH = 72


def main() -> int:
    if len(sys.argv) != 3:
        print("python -m bench pictures FOLDER")
        return 2
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for paper in (*PAPERS, *LISTS, LETTER):
        for kind, shown in (("issued", paper), ("draft", draft(paper))):
            for file in pictures(shown, folder / f"{paper.code.lower()}-{kind}"):
                print(file)
    return 0


def pictures(paper: PrintedPaper, stem: Path) -> Iterator[Path]:
    with pypdfium2.PdfDocument(render.pdf_of(paper)) as pdf:
        for number in range(len(pdf)):
            file = stem.with_name(f"{stem.name}-{number + 1}.png")
            pdf[number].render(scale=DOTS_PER_INCH / POINTS_PER_INCH).to_pil().save(file)
            yield file
