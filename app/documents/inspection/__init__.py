"""What somebody uploads is judged by its content before anything else touches it. Pure: a file in, a verdict out.

Taken are PDF, JPEG, PNG, DOCX and XLSX; a refusal is a sentence that says what is wrong and what to do. Everything
is read as a stream, so that a hostile file costs neither memory nor time; a PDF is opened in a process of its own.
"""

import hashlib
import stat
import tempfile
from pathlib import Path
from typing import BinaryIO

from app.documents.inspection import office, pdf, pictures
from app.documents.inspection.kinds import BY_EXTENSION, Inspected, Kind, Limits, UploadRefused
from app.documents.inspection.names import clean_name, refuse_treacherous
from app.documents.inspection.scanning import EICAR, Scanner, chunks

__all__ = ["Inspected", "Limits", "UploadRefused", "clean_name", "inspect"]

_DEEP_CHECKS = {
    Kind.PDF: pdf.check,
    Kind.JPEG: pictures.check_jpeg,
    Kind.PNG: pictures.check_png,
    Kind.DOCX: office.check_docx,
    Kind.XLSX: office.check_xlsx,
}

_HINTS = {
    b"Rar!": "Tệp nén không nhận được. Hãy giải nén rồi tải lên từng tệp.",
    b"7z\xbc\xaf": "Tệp nén không nhận được. Hãy giải nén rồi tải lên từng tệp.",
    b"\x1f\x8b": "Tệp nén không nhận được. Hãy giải nén rồi tải lên từng tệp.",
    b"MZ": "Tệp này là chương trình chạy trên máy tính, không phải văn bản. Hãy quét vi-rút máy tính của anh/chị.",
    b"\x7fELF": "Tệp này là chương trình chạy trên máy tính, không phải văn bản.",
    b"GIF8": "Ảnh GIF không nhận được. Hãy lưu ảnh thành JPEG hoặc PNG.",
    b"BM": "Ảnh BMP không nhận được. Hãy lưu ảnh thành JPEG hoặc PNG.",
    b"II*\0": "Ảnh TIFF không nhận được. Hãy lưu hoặc quét lại thành PDF.",
    b"MM\0*": "Ảnh TIFF không nhận được. Hãy lưu hoặc quét lại thành PDF.",
    b"{\\rtf": "Tệp RTF không nhận được. Hãy mở bằng Word và lưu thành DOCX hoặc PDF.",
}
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def inspect(path_or_file: Path | BinaryIO, original_name: str, *, limits: Limits = Limits()) -> Inspected:  # noqa: B008 -- frozen
    """What the file is, or `UploadRefused`."""
    if not isinstance(path_or_file, Path):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "copy"
            with copy.open("wb") as target:
                for chunk in chunks(path_or_file, at_most=limits.size + 1):
                    target.write(chunk)
            return inspect(copy, original_name, limits=limits)
    refuse_treacherous(original_name, limits)
    size = _size(path_or_file, limits)
    sha256, holds = _read_once(path_or_file)
    if EICAR in holds:
        raise UploadRefused("Tệp chứa mẫu thử vi-rút (EICAR). Hãy quét vi-rút máy tính rồi chọn tệp khác.")
    kind = _kind(path_or_file, original_name, limits, encrypted_office=_ENCRYPTED_PACKAGE in holds)
    _DEEP_CHECKS[kind](path_or_file, limits)
    return Inspected(media_type=kind.media_type, extension=kind.value, size=size, sha256=sha256)


def _size(path: Path, limits: Limits) -> int:
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        raise UploadRefused("Đây không phải là một tệp. Hãy chọn lại.")
    if status.st_size == 0:
        raise UploadRefused("Tệp rỗng, không có nội dung. Hãy mở tệp để kiểm tra rồi chọn lại.")
    if status.st_size > limits.size:
        raise limits.too_big()
    return status.st_size


def _read_once(path: Path) -> tuple[str, set[bytes]]:
    digest = hashlib.sha256()
    scanner = Scanner(EICAR, _ENCRYPTED_PACKAGE)
    with path.open("rb") as file:
        for chunk in chunks(file):
            digest.update(chunk)
            scanner.feed(chunk)
    return digest.hexdigest(), scanner.found


def _kind(path: Path, original_name: str, limits: Limits, *, encrypted_office: bool) -> Kind:
    """The content decides; the name may only agree with it."""
    with path.open("rb") as file:
        start = file.read(1024)
    extension = clean_name(original_name).rpartition(".")[2].lower()
    named = BY_EXTENSION.get(extension)
    if start.startswith(b"PK\x03\x04"):
        kind = office.kind(path, limits)
    elif start.startswith(b"%PDF-"):
        kind = Kind.PDF
    elif start.startswith(b"\xff\xd8\xff"):
        kind = Kind.JPEG
    elif start.startswith(b"\x89PNG\r\n\x1a\n"):
        kind = Kind.PNG
    else:
        raise UploadRefused(_what_else(start, extension, encrypted_office=encrypted_office))
    if named is not kind:
        raise UploadRefused(
            f"Nội dung tệp là {kind.in_words} nhưng tên tệp không có đuôi {kind.endings}. "
            "Hãy kiểm tra đúng tệp, đặt lại đuôi tệp rồi tải lên."
        )
    return kind


def _what_else(start: bytes, extension: str, *, encrypted_office: bool) -> str:
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        if encrypted_office:
            return "Tệp Word/Excel đang đặt mật khẩu. Hãy bỏ mật khẩu (Tệp → Thông tin → Bảo vệ) rồi tải lên."
        return "Tệp Word/Excel kiểu cũ (.doc, .xls) không nhận được. Hãy mở và lưu thành DOCX, XLSX hoặc PDF."
    if b"%PDF-" in start:
        return "Tệp PDF có dữ liệu lạ ở đầu. Hãy mở tệp và in lại thành PDF rồi tải lên."
    if start[4:8] == b"ftyp" and start[8:12] in {b"heic", b"heix", b"mif1", b"avif"}:
        return "Ảnh HEIC/AVIF của điện thoại không nhận được. Hãy lưu ảnh thành JPEG rồi tải lên."
    known = next((hint for signature, hint in _HINTS.items() if start.startswith(signature)), "")
    return known or _not_what_its_name_says(extension)


def _not_what_its_name_says(extension: str) -> str:
    if named := BY_EXTENSION.get(extension):
        return (
            f"Tệp mang đuôi .{extension} nhưng nội dung không phải {named.in_words}. "
            "Hãy mở tệp để kiểm tra, lưu hoặc quét lại rồi tải lên."
        )
    return "Chỉ nhận tệp PDF, DOCX, XLSX và ảnh JPEG, PNG. Hãy lưu tài liệu thành một trong các loại này."
