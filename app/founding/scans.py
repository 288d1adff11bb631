"""One-page PDFs that stand for scanned papers of the demonstration: a heading, lines of text, a note that says so.

Written by hand because two hundred of them through the typesetter would take minutes. The letters are those of the
house's papers, cut down once to what Vietnamese needs.
"""

import zlib
from collections.abc import Sequence
from functools import cache
from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from app.config import ROOT

FONT = ROOT / "static/fonts/liberation-serif/LiberationSerif-Regular.ttf"
PRINTABLE = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x1A0, 0x1B1),
    *range(0x1EA0, 0x1EFA),
    0x2013,
    0x201C,
    0x201D,
]
NOTE = "Tài liệu của bản trình diễn: nhân vật, số liệu và chữ ký đều hư cấu."
LEFT, TOP, WIDTH, LEADING = 72, 770, 86, 20  # points; WIDTH in letters
HEADING, BODY, SMALL = 15, 13, 9  # points

_DESCENDANT = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Scan/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
    b"/Supplement 0>>/FontDescriptor 7 0 R/CIDToGIDMap/Identity/W[0[%s]]>>"
)
_DESCRIPTOR = (
    b"<</Type/FontDescriptor/FontName/Scan/Flags 4/FontBBox[-176 -303 1007 981]/ItalicAngle 0/Ascent 891"
    b"/Descent -216/CapHeight 662/StemV 80/FontFile2 8 0 R>>"
)


class _Letters:
    """The font as it goes into every file, and which glyph stands for which letter."""

    def __init__(self) -> None:
        font = TTFont(FONT)
        subsetter = Subsetter(Options(layout_features=[], notdef_outline=True, hinting=False, drop_tables=["FFTM"]))
        subsetter.populate(unicodes=PRINTABLE)
        subsetter.subset(font)
        stored = BytesIO()
        font.save(stored)
        self.data = zlib.compress(stored.getvalue())
        self.length = len(stored.getvalue())
        self.glyphs = {code: font.getGlyphID(name) for code, name in font.getBestCmap().items()}
        units = font["head"].unitsPerEm
        advances = [font["hmtx"][name][0] * 1000 // units for name in font.getGlyphOrder()]
        self.widths = " ".join(map(str, advances))
        self.to_unicode = _to_unicode([f"<{glyph:04X}> <{code:04X}>" for code, glyph in self.glyphs.items()])

    def shown(self, text: str) -> str:
        return "".join(f"{self.glyphs.get(ord(letter), 0):04X}" for letter in text)


def scan(heading: str, lines: Sequence[str]) -> bytes:
    """A page with a heading and paragraphs, as bytes of a PDF."""
    letters = _letters()
    page = [_line(letters, HEADING, TOP, heading)]
    height = TOP - 2 * LEADING
    for line in [piece for paragraph in lines for piece in _wrapped(paragraph)]:
        page.append(_line(letters, BODY, height, line))
        height -= LEADING
    page.append(_line(letters, SMALL, 40, NOTE))
    return _file(letters, "\n".join(page).encode("ascii"))


@cache
def _letters() -> _Letters:
    return _Letters()


def _line(letters: _Letters, size: int, height: int, text: str) -> str:
    return f"BT /F {size} Tf {LEFT} {height} Td <{letters.shown(text)}> Tj ET"


def _wrapped(paragraph: str) -> list[str]:
    lines = [""]
    for word in paragraph.split():
        if len(lines[-1]) + len(word) >= WIDTH:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _file(letters: _Letters, page: bytes) -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        _stream(zlib.compress(page), "/Filter/FlateDecode"),
        b"<</Type/Font/Subtype/Type0/BaseFont/Scan/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 9 0 R>>",
        _DESCENDANT % letters.widths.encode("ascii"),
        _DESCRIPTOR,
        _stream(letters.data, f"/Filter/FlateDecode/Length1 {letters.length}"),
        _stream(letters.to_unicode, ""),
    ]
    return _numbered(objects)


def _numbered(objects: Sequence[bytes]) -> bytes:
    body, places = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    return body + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, len(body))


def _stream(data: bytes, keys: str) -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), keys.encode("ascii"), data)


def _to_unicode(pairs: Sequence[str]) -> bytes:
    """So that words can be searched and copied; a table holds at most a hundred letters."""
    chunks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    tables = "\n".join(f"{len(chunk)} beginbfchar\n" + "\n".join(chunk) + "\nendbfchar" for chunk in chunks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Scan def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{tables}\nendcmap end end"
    ).encode("ascii")
