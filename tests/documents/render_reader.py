"""Reads a PDF back as somebody with a ruler would: each line of text with its place in mm, its face and its size."""

import io
import re
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTCurve, LTTextLine

from app.documents import render

MM = 25.4 / 72
FACES = {"VanBan": "regular", "VanBan-Bold": "bold", "VanBan-Italic": "italic", "VanBan-Bold-Italic": "bold italic"}


@dataclass(frozen=True)
class Line:
    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    face: str
    size: float
    letters: tuple[tuple[str, float], ...]
    styles: tuple[tuple[str, float], ...]  # face and size, letter by letter
    inks: frozenset[tuple[float, ...]]

    @property
    def opening(self) -> str:
        """What stands before the first change of face or size, without its spaces: 'Điều1.'."""
        alike = takewhile(lambda style: style == self.styles[0], self.styles)
        return "".join(letter for (letter, _), _ in zip(self.letters, alike, strict=False))

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    def left_of(self, sign: str) -> float:
        return next(left for letter, left in self.letters if letter == sign)


@dataclass(frozen=True)
class Rule:
    page: int
    left: float
    right: float
    top: float
    bottom: float
    ink: tuple[float, ...]


class Sheet:
    """A printed paper, measured."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.lines: list[Line] = []
        self.rules: list[Rule] = []
        for number, page in enumerate(extract_pages(io.BytesIO(pdf), laparams=LAParams(boxes_flow=None)), start=1):
            self.size = (page.width * MM, page.height * MM)
            self._walk(page, number, page.height)
        self.pages = number

    def line(self, start: str, page: int = 0) -> Line:
        found = [line for line in self.lines if line.text.startswith(start) and page in {0, line.page}]
        assert found, f"{start!r} is not printed"
        return found[0]

    def rule_under(self, line: Line) -> Rule:
        return next(
            rule
            for rule in sorted(self.rules, key=lambda rule: rule.top)
            if rule.page == line.page
            and -1.5 < rule.top - line.bottom < 6
            and abs((rule.left + rule.right) / 2 - line.centre) < 1
        )

    def text(self, page: int = 0) -> str:
        return " ".join(" ".join(line.text.split()) for line in self.lines if page in {0, line.page})

    def _walk(self, item: Any, page: int, height: float) -> None:
        if isinstance(item, LTTextLine):
            letters = [part for part in item if isinstance(part, LTChar) and part.get_text().strip()]
            if letters:
                first = letters[0]
                self.lines.append(
                    Line(
                        text=re.sub(" +", " ", item.get_text()).strip("\n "),
                        page=page,
                        left=first.x0 * MM,
                        right=letters[-1].x1 * MM,
                        top=(height - item.y1) * MM,
                        bottom=(height - item.y0) * MM,
                        face=_face(first),
                        size=round(first.size, 1),
                        letters=tuple((letter.get_text(), letter.x0 * MM) for letter in letters),
                        styles=tuple((_face(letter), round(letter.size, 1)) for letter in letters),
                        inks=frozenset(letter.graphicstate.ncolor for letter in letters),
                    )
                )
        elif isinstance(item, LTCurve):
            ink = item.non_stroking_color if item.fill else item.stroking_color
            top, bottom = (height - item.y1) * MM, (height - item.y0) * MM
            self.rules.append(Rule(page, item.x0 * MM, item.x1 * MM, top, bottom, ink))
        elif hasattr(item, "__iter__"):
            for part in item:
                self._walk(part, page, height)


def _face(letter: LTChar) -> str:
    return FACES[letter.fontname.split("+")[-1]]


@cache
def printed(paper: Any) -> Sheet:
    return Sheet(render.pdf_of(paper))


def fonts(pdf: bytes) -> dict[str, str]:
    """The fonts by the names the style sheet gave them, each with what the embedded file calls itself."""
    found = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                found[str(item.FontName).split("+")[-1].lstrip("/")] = _own_name(item)
    return found


def _own_name(font: pikepdf.Dictionary) -> str:
    if "/FontFile2" not in font:
        return "not embedded"
    names = TTFont(io.BytesIO(font.FontFile2.read_bytes()))["name"]
    return f"{names.getDebugName(4)}, {names.getDebugName(5)}"
