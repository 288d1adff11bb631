"""DOCX and XLSX: no macros, no objects embedded or fetched from elsewhere, no XML that grows, nothing packed twice."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from app.documents.inspection.fields import FieldCodes
from app.documents.inspection.kinds import MEGABYTE, Kind, Limits, UploadRefused
from app.documents.inspection.scanning import EICAR, Scanner
from app.documents.inspection.zips import BROKEN, SAVE_AGAIN, TOO_MUCH, Zip

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TYPES: Final = "[Content_Types].xml"
_MAIN_TYPES: Final = {
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
_MACROS: Final = ("macroenabled", "vbaproject", "vbadata", "macrosheet")
_OBJECTS: Final = ("activex", "oleobject", "/embeddings/", "attachedtoolbars")
_LARGEST_PARSED: Final = 2 * MEGABYTE  # bytes; content types and all relations together
_MOST_TAGS: Final = 20_000  # of one of them: an element in memory is a hundred times the text `<a>`

_MACRO: Final = "Tệp Word/Excel có macro. Hãy lưu thành DOCX hoặc XLSX (loại không có macro) rồi tải lên."
_OBJECT: Final = (
    "Tệp Word/Excel có đối tượng nhúng (bảng tính, công thức, tệp đính kèm). Hãy thay bằng ảnh hoặc lưu thành PDF."
)
_ELSEWHERE: Final = (
    "Tệp Word/Excel lấy nội dung từ nơi khác. Hãy ngắt liên kết (Dữ liệu → Sửa liên kết → Ngắt liên kết) hoặc lưu "
    "thành PDF."
)
_NESTED: Final = f"Tệp Word/Excel chứa tệp nén hoặc chương trình bên trong. {SAVE_AGAIN}"
_ENTITIES: Final = f"Tệp Word/Excel có khai báo XML không được phép. {SAVE_AGAIN}"
_VIRUS: Final = "Tệp chứa mẫu thử vi-rút (EICAR). Hãy quét vi-rút máy tính rồi chọn tệp khác."

_PACKED: Final = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"MZ", b"\x7fELF")
_ENOUGH_TO_TELL: Final = 512  # bytes; a hostile stream may come in drops
_OLE: Final = b"\xd0\xcf\x11\xe0"
_XML_NAMES: Final = (".xml", ".rels", ".vml")
_READABLE: Final = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}  # ASCII stays ASCII


def kind(path: Path, limits: Limits) -> Kind:
    """Which of the two a zip is, going by the names in it; `check_…` looks closer."""
    with path.open("rb") as file:
        names = [member.filename for member in Zip(file, path, limits).members]
    folders = {name.partition("/")[0] for name in names}
    if "ppt" in folders:
        raise UploadRefused("Bản trình chiếu PowerPoint không nhận được. Hãy lưu thành PDF rồi tải lên.")
    if "mimetype" in names:
        raise UploadRefused("Tệp OpenDocument không nhận được. Hãy lưu thành DOCX, XLSX hoặc PDF.")
    kinds = [kind for kind, folder in ((Kind.DOCX, "word"), (Kind.XLSX, "xl")) if folder in folders]
    if len(kinds) != 1:
        raise UploadRefused("Tệp nén không nhận được. Hãy giải nén rồi tải lên từng tệp PDF, DOCX, XLSX hoặc ảnh.")
    return kinds[0]


def check_docx(path: Path, limits: Limits) -> None:
    _check(path, Kind.DOCX, limits)


def check_xlsx(path: Path, limits: Limits) -> None:
    _check(path, Kind.XLSX, limits)


def _check(path: Path, expected: Kind, limits: Limits) -> None:
    with path.open("rb") as file:
        package = Zip(file, path, limits)
        by_name = {member.filename: member for member in package.members}
        if _TYPES not in by_name:
            raise UploadRefused(BROKEN)
        _refuse_parts(by_name)
        parsed = [member for name, member in by_name.items() if name == _TYPES or name.lower().endswith(".rels")]
        if sum(member.file_size for member in parsed) > _LARGEST_PARSED:
            raise UploadRefused(TOO_MUCH)
        xml_parts = _refuse_types(_parse(package, by_name[_TYPES]), by_name, expected)
        for member in package.members:
            if member.filename.lower().endswith(".rels"):
                _refuse_relations(_parse(package, member))
            else:
                is_xml = member.filename.lower().endswith(_XML_NAMES) or member.filename in xml_parts
                _scan(package, member, is_xml=is_xml)


def _refuse_parts(names: dict[str, zipfile.ZipInfo]) -> None:
    for name in names:
        lowered = f"/{name.lower()}"
        if any(word in lowered for word in _MACROS):
            raise UploadRefused(_MACRO)
        if any(word in lowered for word in _OBJECTS):
            raise UploadRefused(_OBJECT)


def _refuse_types(types: "Element", names: dict[str, zipfile.ZipInfo], expected: Kind) -> set[str]:
    """Hold the list of content types against what is taken; returns the parts it calls XML."""
    stated: dict[str, str] = {}
    for entry in types:
        content_type = entry.get("ContentType", "").strip().lower()
        if any(word in content_type for word in _MACROS):
            raise UploadRefused(_MACRO)
        if any(word in content_type for word in _OBJECTS):
            raise UploadRefused(_OBJECT)
        stated[entry.get("PartName", "").removeprefix("/")] = content_type
    if not any(content_type == _MAIN_TYPES[expected] and part in names for part, content_type in stated.items()):
        raise UploadRefused(BROKEN)
    return {part for part, content_type in stated.items() if content_type.endswith("xml")}


def _refuse_relations(relations: "Element") -> None:
    for relation in relations:
        what = relation.get("Type", "").rpartition("/")[2].lower()
        if what == "afchunk":
            raise UploadRefused(_OBJECT)
        if relation.get("TargetMode", "").lower() != "external" or what == "hyperlink":
            continue
        if what == "oleobject" or not _is_on_own_disk(relation.get("Target", "")):
            raise UploadRefused(_ELSEWHERE)


def _is_on_own_disk(target: str) -> bool:
    """A template or workbook on the writer's own disk does no harm; one elsewhere is fetched, and tells on us."""
    plain = unquote(target).replace("\\", "/").strip().lower()
    if re.match(r"(file:///)?[a-z]:/", plain):
        return True
    return not plain.startswith("//") and not re.match(r"[a-z][a-z0-9+.-]*:", plain)


def _parse(package: Zip, member: zipfile.ZipInfo) -> "Element":
    from xml.etree.ElementTree import ParseError  # noqa: PLC0415 -- a megabyte of readers of XML, for whoever sends one

    from defusedxml import DefusedXmlException  # noqa: PLC0415
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415

    raw = b"".join(_scanned(package, member, is_xml=True))
    if raw.count(b"<") > _MOST_TAGS:
        raise UploadRefused(TOO_MUCH)
    try:
        root: Element = fromstring(raw, forbid_dtd=True)
    except DefusedXmlException as forbidden:
        raise UploadRefused(_ENTITIES) from forbidden
    except (ParseError, ValueError, LookupError) as broken:
        raise UploadRefused(BROKEN) from broken
    return root


def _scan(package: Zip, member: zipfile.ZipInfo, *, is_xml: bool) -> None:
    for _ in _scanned(package, member, is_xml=is_xml):
        pass


def _scanned(package: Zip, member: zipfile.ZipInfo, *, is_xml: bool) -> Iterator[bytes]:
    """The member in pieces, none of which holds what must not be there."""
    scanner = Scanner(EICAR, b"<!DOCTYPE", b"<!ENTITY", b"ddeLink")
    beginning = b""
    fields = FieldCodes()
    for piece in package.unpack(member):
        if len(beginning) < _ENOUGH_TO_TELL:
            beginning += piece
        scanner.feed(piece)
        if is_xml:
            fields.feed(piece)
        if EICAR in scanner.found:
            raise UploadRefused(_VIRUS)
        if b"ddeLink" in scanner.found:
            raise UploadRefused(_ELSEWHERE)
        if scanner.found:
            raise UploadRefused(_ENTITIES)
        yield piece
    if fields.reach_out():
        raise UploadRefused(_ELSEWHERE)
    if beginning:
        _refuse_beginning(beginning, is_xml=is_xml)


def _refuse_beginning(piece: bytes, *, is_xml: bool) -> None:
    if piece.startswith(_PACKED):
        raise UploadRefused(_NESTED)
    if piece.startswith(_OLE):
        raise UploadRefused(_OBJECT)
    if not is_xml:
        return
    start = piece.removeprefix(b"\xef\xbb\xbf").lstrip()
    declared = re.match(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)", start)
    if not start.startswith(b"<") or b"\0" in start[:4] or (declared and declared[1].lower() not in _READABLE):
        raise UploadRefused(_ENTITIES)
