"""Reading in pieces, and finding a byte string even where two pieces meet."""

from collections.abc import Iterator
from typing import BinaryIO, Final

PIECE: Final = 1 << 16

# In two halves: together they would make virus scanners delete this very file.
EICAR: Final = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def chunks(file: BinaryIO, *, at_most: int | None = None) -> Iterator[bytes]:
    left = at_most
    while chunk := file.read(PIECE if left is None else min(PIECE, left)):
        yield chunk
        if left is not None:
            left -= len(chunk)


class Scanner:
    """Which of the needles were in what it was fed."""

    def __init__(self, *needles: bytes) -> None:
        self._needles = needles
        self._overlap = max(map(len, needles)) - 1
        self._tail = b""
        self.found: set[bytes] = set()

    def feed(self, chunk: bytes) -> None:
        window = self._tail + chunk
        self.found.update(needle for needle in self._needles if needle in window)
        self._tail = window[-self._overlap :]
