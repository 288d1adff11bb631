"""JPEG and PNG: whole, of bearable size, and nothing else at the same time."""

import struct
import zipfile
from pathlib import Path
from typing import BinaryIO, Final

from app.documents.inspection.kinds import Limits, UploadRefused
from app.documents.inspection.scanning import chunks

_BROKEN = "Ảnh bị hỏng hoặc tải lên chưa trọn vẹn. Hãy mở ảnh, lưu lại thành tệp mới rồi tải lên."
_TWO_IN_ONE = "Ảnh có dữ liệu khác nối thêm vào cuối. Hãy mở ảnh, lưu lại thành tệp mới rồi tải lên."
_MOST_SEGMENTS: Final = 20_000
_MOST_TEXTS: Final = 16  # of a PNG, each of which may unpack to a megabyte
_START_OF_SCAN, _FIRST_ALONE, _LAST_ALONE = 0xDA, 0xD0, 0xD9


def check_png(path: Path, limits: Limits) -> None:
    with path.open("rb") as file:
        _walk_png(file, limits)
    _open(path, "PNG", limits)


def check_jpeg(path: Path, limits: Limits) -> None:
    with path.open("rb") as file:
        _walk_jpeg(file)
    if zipfile.is_zipfile(path):
        raise UploadRefused(_TWO_IN_ONE)
    _open(path, "JPEG", limits)


def _open(path: Path, kind: str, limits: Limits) -> None:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 -- for whoever sends a picture, not for each server

    try:
        with Image.open(path, formats=[kind]) as image:
            pixels = image.width * image.height
            if pixels <= limits.pixels:
                image.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        pixels = limits.pixels + 1
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, struct.error) as broken:
        raise UploadRefused(_BROKEN) from broken
    if pixels > limits.pixels:
        raise UploadRefused(
            f"Ảnh có hơn {limits.pixels // 1_000_000} triệu điểm ảnh. Hãy thu nhỏ ảnh hoặc quét ở 300 dpi."
        )


def _walk_png(file: BinaryIO, limits: Limits) -> None:
    """Chunk by chunk up to IEND, which must be the end of the file."""
    file.seek(8)
    texts = 0
    for count in range(_MOST_SEGMENTS):
        head = file.read(8)
        if len(head) < len(b"lengkind"):
            raise UploadRefused(_BROKEN)
        length, kind = struct.unpack(">I4s", head)
        if count == 0 and kind != b"IHDR":
            raise UploadRefused(_BROKEN)
        texts += kind in {b"tEXt", b"zTXt", b"iTXt"}
        if length > limits.size or texts > _MOST_TEXTS:
            raise UploadRefused(_BROKEN)
        file.seek(length + 4, 1)
        if kind == b"IEND":
            if file.read(1):
                raise UploadRefused(_TWO_IN_ONE)
            return
    raise UploadRefused(_BROKEN)


def _walk_jpeg(file: BinaryIO) -> None:
    """Segment by segment up to the picture itself; after it there must be an end. Telephones may append theirs."""
    file.seek(2)
    for _ in range(_MOST_SEGMENTS):
        mark, kind = file.read(1), file.read(1)
        while kind == b"\xff":  # fill bytes
            kind = file.read(1)
        if mark != b"\xff" or not kind:
            raise UploadRefused(_BROKEN)
        if _FIRST_ALONE <= kind[0] <= _LAST_ALONE:
            continue
        length = int.from_bytes(file.read(2), "big")
        file.seek(max(length - 2, 0), 1)
        if kind[0] == _START_OF_SCAN:
            break
    else:
        raise UploadRefused(_BROKEN)
    before = b""
    for chunk in chunks(file):
        if b"\xff\xd9" in before + chunk:
            return
        before = chunk[-1:]
    raise UploadRefused(_BROKEN)
