"""A zip read by its own rules, member by member, believing none of the sizes it states.

`zipfile` lists the members once the directory is known to be small; what each one really unpacks to is counted here.
"""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from app.documents.inspection.kinds import MEGABYTE, Limits, UploadRefused
from app.documents.inspection.scanning import PIECE, chunks

SAVE_AGAIN: Final = "Hãy mở bằng Word/Excel, lưu thành tệp mới (hoặc lưu thành PDF) rồi tải lên."
BROKEN: Final = f"Tệp Word/Excel bị hỏng. {SAVE_AGAIN}"
TOO_MUCH: Final = f"Tệp Word/Excel bung ra quá lớn để kiểm tra. {SAVE_AGAIN}"
_TWO_IN_ONE: Final = f"Tệp Word/Excel có dữ liệu khác nối thêm. {SAVE_AGAIN}"
_BAD_NAME: Final = f"Tệp Word/Excel có thành phần mang tên nguy hiểm. {SAVE_AGAIN}"

_LARGEST_DIRECTORY: Final = MEGABYTE
_END: Final = struct.Struct("<4s4H2LH")
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_DESCRIPTOR: Final = 24  # bytes that may stand between two members
_ENCRYPTED: Final = 0x1 | 0x40
_MANY: Final = 0xFFFF


class Zip:
    """An open zip whose directory has been found in order."""

    def __init__(self, file: BinaryIO, path: Path, limits: Limits) -> None:
        self._file = file
        self._limits = limits
        self._unpacked = 0
        directory_at, count = _directory(file, limits)
        try:
            with zipfile.ZipFile(path) as listed:
                self.members = listed.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as broken:
            raise UploadRefused(BROKEN) from broken
        if len(self.members) != count:
            raise UploadRefused(BROKEN)
        for member in self.members:
            _refuse_member(member, limits)
        if len({member.filename.casefold() for member in self.members}) != count:
            raise UploadRefused(_BAD_NAME)
        if sum(member.file_size for member in self.members) > limits.unpacked:
            raise UploadRefused(TOO_MUCH)
        self._starts = self._lay_out(directory_at)

    def _lay_out(self, directory_at: int) -> dict[str, int]:
        """Where each member's data begin. They may neither overlap nor leave room for anything else."""
        end, starts = 0, {}
        for member in sorted(self.members, key=lambda member: member.header_offset):
            if not end <= member.header_offset <= end + (_DESCRIPTOR if end else 0):
                raise UploadRefused(_TWO_IN_ONE)
            starts[member.filename] = self._start_of(member)
            end = starts[member.filename] + member.compress_size
        if not end <= directory_at <= end + _DESCRIPTOR:
            raise UploadRefused(_TWO_IN_ONE)
        return starts

    def _start_of(self, member: zipfile.ZipInfo) -> int:
        self._file.seek(member.header_offset)
        head = self._file.read(_LOCAL.size)
        if len(head) < _LOCAL.size:
            raise UploadRefused(BROKEN)
        mark, _, flags, method, *_, name_length, extra_length = _LOCAL.unpack(head)
        if mark != b"PK\x03\x04" or flags & _ENCRYPTED or method != member.compress_type:
            raise UploadRefused(BROKEN)
        name = self._file.read(name_length).decode("utf-8" if flags & 0x800 else "cp437", errors="replace")
        if name != member.orig_filename:
            raise UploadRefused(BROKEN)
        return member.header_offset + _LOCAL.size + int(name_length) + int(extra_length)

    def unpack(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        """The member in pieces; refuses as soon as it is more, or other, than it said."""
        size, check = 0, 0
        for piece in self._inflate(member):
            size += len(piece)
            self._unpacked += len(piece)
            if size > member.file_size or self._unpacked > self._limits.unpacked:
                raise UploadRefused(TOO_MUCH)
            check = zlib.crc32(piece, check)
            yield piece
        if (size, check) != (member.file_size, member.CRC):
            raise UploadRefused(BROKEN)

    def _inflate(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        self._file.seek(self._starts[member.filename])
        packed = chunks(self._file, at_most=member.compress_size)
        if member.compress_type == zipfile.ZIP_STORED:
            yield from packed
            return
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for chunk in packed:
                waiting = chunk
                while waiting and not inflater.eof:
                    yield inflater.decompress(waiting, PIECE)
                    waiting = inflater.unconsumed_tail
                if inflater.unused_data:
                    raise UploadRefused(_TWO_IN_ONE)
            while not inflater.eof and (piece := inflater.decompress(b"", PIECE)):
                yield piece
        except zlib.error as broken:
            raise UploadRefused(BROKEN) from broken
        if not inflater.eof:
            raise UploadRefused(BROKEN)


def _directory(file: BinaryIO, limits: Limits) -> tuple[int, int]:
    """Where the directory begins and how many members it has. The zip must be the whole file."""
    end = file.seek(0, 2) - _END.size
    file.seek(max(end, 0))
    record = file.read()
    if len(record) != _END.size or not record.startswith(b"PK\x05\x06"):
        file.seek(max(end - 0xFFFF, 0))
        raise UploadRefused(_TWO_IN_ONE if b"PK\x05\x06" in file.read() else BROKEN)
    _, disk, first_disk, here, count, size, at, comment = _END.unpack(record)
    if disk or first_disk or here != count or comment:
        raise UploadRefused(_TWO_IN_ONE)
    if count > min(limits.members, _MANY - 1) or size > _LARGEST_DIRECTORY:
        raise UploadRefused(TOO_MUCH)
    if at + size != end:
        raise UploadRefused(_TWO_IN_ONE)
    return at, count


def _refuse_member(member: zipfile.ZipInfo, limits: Limits) -> None:
    name = member.orig_filename
    if (
        "\\" in name
        or "\0" in name
        or name.startswith("/")
        or re.match(r"[A-Za-z]:", name)
        or ".." in name.split("/")
        or len(name) > limits.name_length
        or stat.S_ISLNK(member.external_attr >> 16)
    ):
        raise UploadRefused(_BAD_NAME)
    if member.flag_bits & _ENCRYPTED:
        raise UploadRefused("Tệp Word/Excel đang đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lên.")
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise UploadRefused(BROKEN)
    if member.file_size > MEGABYTE and member.file_size > limits.ratio * max(member.compress_size, 1):
        raise UploadRefused(TOO_MUCH)
