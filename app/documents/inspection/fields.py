"""Field codes of a Word document: what it would run or fetch when it is opened, however its text is cut up."""

import re
from html import unescape
from typing import Final

_MOST: Final = 1 << 20  # bytes of field codes; an honest document has some kilobytes
_PIECE_ENDS: Final = re.compile(
    rb"<(?:\w+:)?instrText\b[^>]*>([^<]*)<|<(?:\w+:)?fldSimple\b[^>]*?\binstr\s*=\s*(?:\"([^\"]*)\"|'([^']*)')"
)
_BEGINNING: Final = re.compile(rb"<(?:\w+:)?(?:instrText|fldSimple)\b[^<]*$|<[^<>]{0,64}$")
_DDE: Final = re.compile(r"\bDDE(?:AUTO)?\b", re.IGNORECASE)
_INCLUDE: Final = re.compile(
    r"\b(?:INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|RD)\b[^\x00]*?(?:[a-z][a-z0-9+.-]+:/|//|\\\\\\\\)",
    re.IGNORECASE,
)


class FieldCodes:
    """Fed with a part piece by piece, it keeps the field codes only."""

    def __init__(self) -> None:
        self._rest = b""
        self._codes = bytearray()

    def feed(self, piece: bytes) -> None:
        window = self._rest + piece
        for found in _PIECE_ENDS.finditer(window):
            self._codes += found[1] if found[1] is not None else b"\0" + (found[2] or found[3] or b"") + b"\0"
        open_end = _BEGINNING.search(window, max(len(window) - _MOST, 0))
        self._rest = open_end[0][-_MOST:] if open_end else b""

    def reach_out(self) -> bool:
        text = unescape(self._codes.decode(errors="replace"))
        return len(self._codes) > _MOST or bool(_DDE.search(text) or _INCLUDE.search(text))
