"""Hostile files, each built here, each refused with its own sentence, quickly and in little memory."""

import hashlib
import io
import json
import os
import struct
import subprocess
import sys
import unicodedata
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.documents.inspection import Inspected, Limits, UploadRefused, clean_name, inspect
from tests.zips import zipped

ROOT = Path(__file__).resolve().parents[2]
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
MEGABYTE = 1 << 20
XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


# --- honest files -----------------------------------------------------------------------------------------------------


def word_parts():
    return {
        "[Content_Types].xml": XML
        + f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{DOCX}.main+xml"/></Types>'.encode(),
        "_rels/.rels": relations("officeDocument", "word/document.xml", mode=""),
        "word/document.xml": XML + "<w:document xmlns:w='w'><w:t>Tờ trình</w:t></w:document>".encode(),
    }


def sheet_parts():
    parts = word_parts()
    return {
        name.replace("word/document", "xl/workbook"): content.replace(b"word/document", b"xl/workbook").replace(
            f"{DOCX}.main".encode(), f"{XLSX}.main".encode()
        )
        for name, content in parts.items()
    }


def relations(kind, target, mode='TargetMode="External"'):
    return (
        XML
        + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATION}/{kind}" Target="{target}" {mode}/></Relationships>'.encode()
    )


def streamed_zip(parts):
    """As programs write that cannot go back: sizes after the data, in descriptors."""

    class Pipe(io.BytesIO):
        def seekable(self):
            return False

        def tell(self):
            raise OSError

    target = Pipe()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def picture(kind, size=(40, 30), **options):
    target = io.BytesIO()
    Image.new("RGB", size, "teal").save(target, kind, **options)
    return target.getvalue()


def pdf(prepare=None, **options):
    target = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        if prepare:
            prepare(document)
        document.save(target, **options)
    return target.getvalue()


def with_links(document):
    document.Root.OpenAction = pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])
    document.docinfo["/Title"] = pikepdf.String("Về /JavaScript và /Launch (không phải lệnh)")
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[0, 0, 9, 9],
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.invalid/JS /JS"),
    )
    document.pages[0].Annots = document.make_indirect([document.make_indirect(link)])


def with_many_tags(document):
    """As Word writes a tagged report of some two hundred pages."""
    root = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    root.K = pikepdf.Array(
        [
            document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.P, P=root, K=n))
            for n in range(40_000)
        ]
    )
    document.Root.StructTreeRoot = root


HONEST = {
    "tờ trình.pdf": (pdf, "application/pdf", "pdf"),
    "liên kết.PDF": (lambda: pdf(with_links), "application/pdf", "pdf"),
    "gọn.pdf": (
        lambda: pdf(with_many_tags, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "application/pdf",
        "pdf",
    ),
    "đuôi trống.pdf": (lambda: pdf() + b"\r\n\0\0", "application/pdf", "pdf"),
    "ảnh.jpg": (lambda: picture("JPEG"), "image/jpeg", "jpg"),
    "ảnh tiến dần.JPEG": (lambda: picture("JPEG", progressive=True, size=(900, 700)), "image/jpeg", "jpg"),
    "điện thoại.jpg": (lambda: picture("JPEG") + b"SEFH" + bytes(90) + b"SEFT", "image/jpeg", "jpg"),
    "ảnh.png": (lambda: picture("PNG"), "image/png", "png"),
    "báo cáo.docx": (lambda: zipped(word_parts()), DOCX, "docx"),
    "ghi xuôi.docx": (lambda: streamed_zip(word_parts()), DOCX, "docx"),
    "mẫu riêng.docx": (
        lambda: zipped(
            word_parts()
            | {
                "word/_rels/document.xml.rels": relations("hyperlink", "https://example.invalid/"),
                "word/_rels/settings.xml.rels": relations("attachedTemplate", r"file:///C:\Mẫu\Công văn.dotx"),
            }
        ),
        DOCX,
        "docx",
    ),
    "mục lục.docx": (
        lambda: zipped(
            word_parts()
            | {
                "word/document.xml": (
                    b"<w:document xmlns:w='w'><w:instrText> TOC </w:instrText><w:instrText> PAGE </w:instrText>"
                    b'<w:instrText> HYPERLINK "https://example.invalid/" </w:instrText><w:t>DDE</w:t></w:document>'
                )
            }
        ),
        DOCX,
        "docx",
    ),
    "danh sách.xlsx": (lambda: zipped(sheet_parts()), XLSX, "xlsx"),
    "nhiều dòng.xlsx": (
        lambda: zipped(
            sheet_parts()
            | {
                "xl/worksheets/sheet1.xml": XML
                + b"<sheetData>"
                + b"".join(b"<row r='%d'><c t='s'><v>%d</v></c></row>" % (n, n % 977) for n in range(900_000))
            }
        ),
        XLSX,
        "xlsx",
    ),
}


# --- hostile files ----------------------------------------------------------------------------------------------------


def raw_zip(*members, comment=b"", prefix=b""):
    """A zip that may lie. A member is a dict: name, data (packed), and whatever it is to say of itself."""
    body, directory = bytearray(prefix), bytearray()
    for member in members:
        name = member["name"].encode()
        local_name = member.get("local_name", member["name"]).encode()
        flags, method = member.get("flags", 0), member.get("method", 8)
        sizes = (member.get("crc", 0), member.get("packed", len(member["data"])), member.get("size", 0))
        at = member.get("at", len(body))
        if "at" not in member:
            body += struct.pack("<4s5H3L2H", b"PK\3\4", 20, flags, method, 0, 0, *sizes, len(local_name), 0)
            body += local_name + member["data"]
        attributes = member.get("attributes", 0)
        directory += struct.pack(
            "<4s6H3L5H2L", b"PK\1\2", 0x314, 20, flags, method, 0, 0, *sizes, len(name), 0, 0, 0, 0, attributes, at
        )
        directory += name
    count = min(len(members), 0xFFFF)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), len(comment))
    return bytes(body + directory + end + comment)


def member(name, content, **lies):
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packed.compress(content) + packed.flush()
    return {"name": name, "data": data, "size": len(content), "crc": zlib.crc32(content)} | lies


def word_members():
    return [member(name, content) for name, content in word_parts().items()]


def endless_deflate(megabytes):
    """A deflate stream of so many megabytes of blanks, at a thousandth of its size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    begin = packer.compress(b" " * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b" " * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    return begin + again * (megabytes - 1) + packer.flush()


def bomb(name, megabytes, **lies):
    return {"name": name, "data": endless_deflate(megabytes), "size": 0} | lies


LAUGHS = b"<!DOCTYPE x [<!ENTITY a 'ha'>" + b"".join(
    b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10 if n else b"&a;" * 10) for n in range(12)
)
BILLION_LAUGHS = LAUGHS + b"]><w:document xmlns:w='w'>&a11;</w:document>"
EXTERNAL_ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Relationships>&e;</Relationships>'


def word_with(**parts):
    return zipped(word_parts() | parts)


def with_script(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def with_disguised_script(document):
    """Deep in an annotation, by reference, the action's name an object of its own."""
    name = document.make_indirect(pikepdf.Name("/JavaScript"))
    action = document.make_indirect(pikepdf.Dictionary(S=name))
    document.pages[0].Annots = [pikepdf.Dictionary(Subtype=pikepdf.Name.Screen, AA=pikepdf.Dictionary(E=action))]


def with_launch(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")


def with_submit(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F="https://example.invalid")


def opening(**action):
    return lambda document: document.Root.__setitem__("/OpenAction", pikepdf.Dictionary(**action))


def with_address_after_a_step(document):
    beyond = document.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.URI, URI="http://example.invalid/"))
    step = pikepdf.Dictionary(S=pikepdf.Name.Named, N=pikepdf.Name.NextPage, Next=[beyond])
    document.pages[0].AA = pikepdf.Dictionary(O=document.make_indirect(step))


def with_stream_elsewhere(document):
    document.pages[0].Contents = document.make_stream(b"", F="http://example.invalid/a")


def coded(*codes):
    runs = "".join(f"<w:r><w:instrText xml:space='preserve'>{code}</w:instrText></w:r>" for code in codes)
    return lambda: word_with(**{"word/document.xml": f"<w:document xmlns:w='w'>{runs}</w:document>".encode()})


def with_attachment(document):
    document.attachments["bí mật.exe"] = b"MZ"


def with_pinned_attachment(document):
    file = pikepdf.Dictionary(F=document.make_stream(b"MZ", Type=pikepdf.Name.EmbeddedFile))
    document.pages[0].Annots = [pikepdf.Dictionary(Subtype=pikepdf.Name.FileAttachment, FS=pikepdf.Dictionary(EF=file))]


def with_forms_of_xml(document):
    document.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=document.make_stream(b"<xdp/>"))


def with_film(document):
    document.pages[0].Annots = [pikepdf.Dictionary(Subtype=pikepdf.Name.RichMedia)]


def plain_pdf(*objects):
    """A PDF written by hand, object by object, so that anything can be in it."""
    body, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return bytes(body + table + trailer)


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"


def packed_objects_pdf(*objects, megabytes=0, plain=()):
    """Objects 1, 2, … written plainly, the rest in one compressed stream of so many megabytes more of blanks."""
    body, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(plain, 1):
        places.append((1, len(body), 0))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    first_packed = len(plain) + 1
    stream = first_packed + len(objects)
    heads, texts = b"", b""
    for number, content in enumerate(objects):
        heads += b"%d %d " % (first_packed + number, len(texts))
        texts += content + b" "
        places.append((2, stream, number))
    packer = zlib.compressobj(9)
    data = packer.compress(heads + texts) + packer.flush(zlib.Z_FULL_FLUSH)
    blanks = packer.compress(b" " * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b" " * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    data += (blanks + again * megabytes if megabytes else b"") + packer.flush()
    places += [(1, len(body), 0), (1, 0, 0)]
    body += b"%d 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>stream\n" % (
        (stream, len(objects), len(heads), len(data))
    )
    body += data + b"\nendstream\nendobj\n"
    places[-1] = (1, len(body), 0)
    rows = bytes(6) + b"".join(struct.pack(">BIB", *place) for place in places)
    body += b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 1]/Root 1 0 R/Length %d>>stream\n%s\nendstream\nendobj\n" % (
        (stream + 1, stream + 2, len(rows), rows)
    )
    return bytes(body + b"startxref\n%d\n%%%%EOF\n" % places[-1][1])


def script_behind_blanks(megabytes):
    """A sound document whose one packed object, the script, cannot be seen without unpacking all the blanks."""
    catalogue = CATALOGUE.replace(b">>", b"/OpenAction 4 0 R>>")
    return packed_objects_pdf(b"<</S/JavaScript/JS(x)>>", megabytes=megabytes, plain=(catalogue, PAGES, PAGE))


def png_chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width, height, *chunks):
    start = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return start + b"".join(chunks) + png_chunk(b"IEND", b"")


def jpeg_of(width, height):
    real = bytearray(picture("JPEG"))
    at = real.index(b"\xff\xc0")
    real[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(real)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

# what is refused below for its size alone is taken when it is small; else the refusal would prove nothing
HONEST |= {
    "bom không nổ.pdf": (lambda: packed_objects_pdf(CATALOGUE, PAGES, PAGE, megabytes=3), "application/pdf", "pdf"),
    "ít đối tượng.pdf": (lambda: plain_pdf(CATALOGUE, PAGES, PAGE, *[b"null"] * 50), "application/pdf", "pdf"),
    "độ dài riêng.pdf": (
        lambda: plain_pdf(
            CATALOGUE,
            PAGES,
            PAGE.replace(b">>", b"/Contents 4 0 R>>"),
            b"<</Length 5 0 R>>stream\nq Q\nendstream",
            b"3",
        ),
        "application/pdf",
        "pdf",
    ),
    "mảng ngắn.pdf": (
        lambda: plain_pdf(CATALOGUE.replace(b">>", b"/X[" + b"<<>>" * 9_000 + b"]>>"), PAGES, PAGE),
        "application/pdf",
        "pdf",
    ),
    "bom xẹp.xlsx": (
        lambda: zipped(sheet_parts() | {"xl/worksheets/sheet1.xml": b"<a>" * 340_000}),
        XLSX,
        "xlsx",
    ),
    "vẽ tay.docx": (lambda: raw_zip(*word_members(), member("word/a.xml", b"<a/>")), DOCX, "docx"),
    "vừa khít.png": (
        lambda: png(8_000, 8_000, png_chunk(b"IDAT", zlib.compress(bytes(9)))),
        "image/png",
        "png",
    ),
}

HOSTILE = {
    # not one of ours
    "rỗng.pdf": (lambda: b"", "Tệp rỗng"),
    "quá lớn.pdf": (lambda: b"%PDF-1.7\n" + bytes(20 * MEGABYTE), "Tệp lớn hơn 20 MB"),
    "cũ.doc": (lambda: OLE, "kiểu cũ"),
    "cũ.xls": (lambda: OLE, "kiểu cũ"),
    "đổi đuôi.docx": (lambda: OLE, "kiểu cũ"),
    "khóa.docx": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "đặt mật khẩu"),
    "chương trình.pdf": (lambda: b"MZ" + bytes(900), "chương trình"),
    "ảnh.heic.jpg": (lambda: b"\0\0\0\x18ftypheic" + bytes(90), "HEIC"),
    "trang.pdf": (lambda: b"<html><script>alert(1)</script>", "Tệp mang đuôi .pdf nhưng nội dung không phải PDF."),
    "hình.png": (
        lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "đuôi .png nhưng nội dung",
    ),
    "ghi chú.txt": ("Ghi chú".encode, "Chỉ nhận tệp PDF, DOCX, XLSX"),
    "gói.docx": (lambda: zipped({"a.txt": b"a"}), "giải nén"),
    "gói.rar": (lambda: b"Rar!\x1a\x07\0" + bytes(90), "giải nén"),
    "trình chiếu.pptx": (lambda: zipped({"ppt/presentation.xml": b"<p/>"}), "PowerPoint"),
    "mở.odt": (
        lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
        "OpenDocument",
    ),
    # a virus
    "vi rút.pdf": (lambda: EICAR, "EICAR"),
    "vi rút giữa.pdf": (lambda: pdf() + b" " * 65_500 + EICAR, "EICAR"),
    "vi rút trong.docx": (lambda: word_with(**{"word/media/a.bin": b"." * 65_500 + EICAR}), "EICAR"),
    # names
    "../ngoài.pdf": (pdf, "đường dẫn"),
    "..\\ngoài.pdf": (pdf, "đường dẫn"),
    "rỗng\0.pdf": (pdf, "ký tự ẩn"),
    "dòng\n.pdf": (pdf, "ký tự ẩn"),
    "ảnh\u202efdp.exe.pdf": (pdf, "ký tự ẩn"),
    "dài" * 90 + ".pdf": (pdf, "dài hơn 255"),
    # names that contradict
    "ảnh.pdf": (lambda: picture("JPEG"), "Nội dung tệp là ảnh JPEG nhưng tên tệp không có đuôi .jpg hoặc .jpeg"),
    "văn bản.jpg": (pdf, "Nội dung tệp là PDF nhưng tên tệp không có đuôi .pdf"),
    "văn bản.docx": (lambda: zipped(sheet_parts()), "Nội dung tệp là bảng tính Excel"),
    "văn bản.docm": (lambda: zipped(word_parts()), "không có đuôi .docx"),
    "không đuôi": (pdf, "không có đuôi .pdf"),
    "dòng ẩn.pdf:x.exe": (pdf, "không có đuôi .pdf"),
    # PDF
    "mật khẩu.pdf": (
        lambda: pdf(encryption=pikepdf.Encryption(user="a", owner="b")),
        "đặt mật khẩu",
    ),
    "khóa in.pdf": (lambda: pdf(encryption=pikepdf.Encryption(user="", owner="b")), "đặt mật khẩu"),
    "mã.pdf": (lambda: pdf(with_script), "JavaScript"),
    "mã gói.pdf": (
        lambda: pdf(with_script, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "JavaScript",
    ),
    "mã giấu.pdf": (lambda: pdf(with_disguised_script), "JavaScript"),
    "mã viết khác.pdf": (
        lambda: plain_pdf(b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/J#61vaScript/J#53(x)>>>>", PAGES, PAGE),
        "JavaScript",
    ),
    "mở chương trình.pdf": (lambda: pdf(with_launch), "mở chương trình"),
    "gửi đi.pdf": (lambda: pdf(with_submit), "gửi dữ liệu"),
    "tự mở địa chỉ.pdf": (
        lambda: pdf(opening(S=pikepdf.Name.URI, URI="http://example.invalid/")),
        "tự mở địa chỉ",
    ),
    "mở địa chỉ sau một bước.pdf": (lambda: pdf(with_address_after_a_step), "tự mở địa chỉ"),
    "sang tệp khác.pdf": (lambda: pdf(opening(S=pikepdf.Name.GoToR, F=r"\\\\may\\chung\\a.pdf")), "nơi khác"),
    "sang tệp kèm.pdf": (lambda: pdf(opening(S=pikepdf.Name.GoToE, F=r"\\\\may\\chung\\a.pdf")), "nơi khác"),
    "nội dung ở nơi khác.pdf": (lambda: pdf(with_stream_elsewhere), "nơi khác"),
    "đính kèm.pdf": (lambda: pdf(with_attachment), "đính kèm"),
    "ghim.pdf": (lambda: pdf(with_pinned_attachment), "đính kèm"),
    "biểu mẫu.pdf": (lambda: pdf(with_forms_of_xml), "biểu mẫu động"),
    "phim.pdf": (lambda: pdf(with_film), "phim"),
    "đầu lạ.pdf": (lambda: b"GIF89a" + pdf(), "dữ liệu lạ ở đầu"),
    "nối zip.pdf": (lambda: pdf() + zipped({"a": b"b"}), "nối thêm"),
    "nối zip khéo.pdf": (lambda: pdf() + raw_zip(member("a", b"b"), comment=b"\n%%EOF\n"), "nối thêm"),
    "cụt.pdf": (lambda: pdf()[:-30], "bị hỏng"),
    "rác.pdf": (lambda: b"%PDF-1.7\n" + b"noise" * 9000 + b"\n%%EOF", "bị hỏng"),
    "lồng nhau.pdf": (
        lambda: plain_pdf(CATALOGUE.replace(b">>", b"/X " + b"[" * 900_000 + b"]" * 900_000 + b">>"), PAGES, PAGE),
        "PDF",
    ),
    "trang vòng.pdf": (
        lambda: plain_pdf(CATALOGUE, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1>>", PAGE),
        "bị hỏng",
    ),
    "bom nén.pdf": (
        lambda: packed_objects_pdf(CATALOGUE, PAGES, PAGE, megabytes=9_000),
        "bị hỏng",
    ),
    "mã sau khoảng trống.pdf": (lambda: script_behind_blanks(3), "JavaScript"),
    "mã sau khoảng trống lớn.pdf": (lambda: script_behind_blanks(100), "quá phức tạp"),
    "mã sau khoảng trống khổng lồ.pdf": (lambda: script_behind_blanks(9_000), "quá phức tạp"),
    "muôn đối tượng.pdf": (lambda: plain_pdf(CATALOGUE, PAGES, PAGE, *[b"null"] * 300_000), "quá phức tạp"),
    "mảng dài.pdf": (
        lambda: plain_pdf(CATALOGUE.replace(b">>", b"/X[" + b"<<>>" * 4_500_000 + b"]>>"), PAGES, PAGE),
        "In → Lưu thành PDF",
    ),
    # pictures
    "bom.png": (lambda: png(60_000, 60_000, png_chunk(b"IDAT", zlib.compress(bytes(900)))), "64 triệu điểm ảnh"),
    "hơi to.png": (lambda: png(8_001, 8_000, png_chunk(b"IDAT", zlib.compress(bytes(9)))), "64 triệu điểm ảnh"),
    "bom.jpg": (lambda: jpeg_of(65_000, 65_000), "64 triệu điểm ảnh"),
    "bom chữ.png": (
        lambda: png(1, 1, *[png_chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(MEGABYTE), 9))] * 15_000),
        "bị hỏng",
    ),
    "mảnh vụn.png": (lambda: png(1, 1, *[png_chunk(b"IDAT", b"")] * 1_500_000), "bị hỏng"),
    "mảnh nói dối.png": (
        lambda: png(1, 1)[:-12] + struct.pack(">I", 0x7FFFFFFF) + b"IDAT" + bytes(9),
        "bị hỏng",
    ),
    "sai tổng kiểm.png": (lambda: picture("PNG").replace(b"IDATx", b"IDATy"), "bị hỏng"),
    "cụt.png": (lambda: picture("PNG")[:-20], "bị hỏng"),
    "nối zip.png": (lambda: picture("PNG") + zipped({"a": b"b"}), "nối thêm"),
    "cụt.jpg": (lambda: picture("JPEG")[:-2], "bị hỏng"),
    "chỉ đầu.jpg": (lambda: b"\xff\xd8\xff\xe0" + bytes(9), "bị hỏng"),
    "nối zip.jpg": (lambda: picture("JPEG") + zipped({"a": b"b"}), "nối thêm"),
    # macros, objects, things from elsewhere
    "macro.docx": (lambda: word_with(**{"word/vbaProject.bin": OLE}), "macro"),
    "macro đổi tên.docx": (
        lambda: zipped(
            {
                name: content.replace(
                    b"</Types>",
                    b'<Override PartName="/word/a.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
                )
                for name, content in word_parts().items()
            }
        ),
        "macro",
    ),
    "docm đổi đuôi.docx": (
        lambda: zipped(
            {
                name: content.replace(
                    f"{DOCX}.main+xml".encode(), b"application/vnd.ms-word.document.macroEnabled.main+xml"
                )
                for name, content in word_parts().items()
            }
        ),
        "macro",
    ),
    "macro cũ.xlsx": (
        lambda: zipped(sheet_parts() | {"xl/macrosheets/sheet1.xml": b"<x/>"}),
        "macro",
    ),
    "activex.docx": (lambda: word_with(**{"word/activeX/activeX1.xml": b"<x/>"}), "đối tượng nhúng"),
    "nhúng.docx": (lambda: word_with(**{"word/embeddings/oleObject1.bin": OLE}), "đối tượng nhúng"),
    "nhúng giấu.docx": (lambda: word_with(**{"word/media/image1.png": OLE}), "đối tượng nhúng"),
    "khối lạ.docx": (
        lambda: word_with(**{"word/_rels/document.xml.rels": relations("aFChunk", "a.html", mode="")}),
        "đối tượng nhúng",
    ),
    "ole ngoài.docx": (
        lambda: word_with(**{"word/_rels/document.xml.rels": relations("oleObject", "file:///C:/a.xls")}),
        "nơi khác",
    ),
    "mẫu ngoài.docx": (
        lambda: word_with(
            **{"word/_rels/settings.xml.rels": relations("attachedTemplate", "https://example.invalid/a.dotm")}
        ),
        "nơi khác",
    ),
    "mẫu mạng.docx": (
        lambda: word_with(
            **{"word/_rels/settings.xml.rels": relations("attachedTemplate", r"file:///\\may\chung\a.dotm")}
        ),
        "nơi khác",
    ),
    "ảnh theo dõi.docx": (
        lambda: word_with(**{"word/_rels/document.xml.rels": relations("image", "//example.invalid/a.png")}),
        "nơi khác",
    ),
    "mã trường dde.docx": (coded(r' DDE "cmd" "/c calc"'), "nơi khác"),
    "mã trường chia nhỏ.docx": (coded(" DD", "EAU", r'TO c:\\a "b" '), "nơi khác"),
    "ảnh từ mạng.docx": (coded(' INCLUDEPICTURE "http', '://example.invalid/a.png" '), "nơi khác"),
    "chữ từ máy khác.docx": (coded(r' INCLUDETEXT "\\\\may\\a.docx" '), "nơi khác"),
    "trường đơn.docx": (
        lambda: word_with(**{"word/header1.xml": b"<w:fldSimple w:instr='INCLUDETEXT &quot;http://a.invalid&quot;'/>"}),
        "nơi khác",
    ),
    "dde.xlsx": (
        lambda: zipped(sheet_parts() | {"xl/externalLinks/externalLink1.xml": b"<ddeLink ddeService='cmd'/>"}),
        "nơi khác",
    ),
    # XML
    "tỷ tiếng cười.docx": (lambda: word_with(**{"word/document.xml": BILLION_LAUGHS}), "khai báo XML"),
    "tỷ tiếng cười trong kiểu.docx": (
        lambda: word_with(**{"[Content_Types].xml": BILLION_LAUGHS}),
        "khai báo XML",
    ),
    "đọc trộm.docx": (lambda: word_with(**{"_rels/.rels": EXTERNAL_ENTITY}), "khai báo XML"),
    "utf-16.docx": (
        lambda: word_with(**{"word/document.xml": BILLION_LAUGHS.decode().encode("utf-16")}),
        "khai báo XML",
    ),
    "utf-7.docx": (
        lambda: word_with(**{"word/document.xml": b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-<x/>'}),
        "khai báo XML",
    ),
    "utf-7 trong quan hệ.docx": (
        lambda: word_with(**{"_rels/.rels": b'<?xml version="1.0" encoding="UTF-7"?><Relationships/>'}),
        "khai báo XML",
    ),
    "sâu.docx": (lambda: word_with(**{"[Content_Types].xml": b"<a>" * 340_000}), "quá lớn"),
    "khá sâu.docx": (lambda: word_with(**{"[Content_Types].xml": b"<a>" * 19_000}), "hỏng"),
    "rất sâu.docx": (
        lambda: word_with(**{"_rels/.rels": b"<a>" * 590_000 + b"</a>" * 590_000}),
        "quá lớn",
    ),
    # zips
    "bom.xlsx": (
        lambda: raw_zip(*word_members(), bomb("xl/worksheets/sheet1.xml", 10_000, size=4_000_000_000)).replace(
            b"word/document", b"xl/workbook12"
        ),
        "quá lớn",
    ),
    "bom nói dối.docx": (
        lambda: raw_zip(*word_members(), bomb("word/a.xml", 10_000, size=1000, crc=zlib.crc32(b" " * 1000))),
        "quá lớn",
    ),
    "nhiều bom vừa.docx": (
        lambda: raw_zip(*word_members(), *[member(f"word/{n}.xml", b"<a>" * 340_000) for n in range(120)]),
        "quá lớn",
    ),
    "bom tỷ lệ.docx": (lambda: raw_zip(*word_members(), member("word/a.xml", b" " * 2 * MEGABYTE)), "quá lớn"),
    "muôn tệp.docx": (
        lambda: raw_zip(*word_members(), *[member(f"word/{n}", b"") for n in range(60_000)]),
        "quá lớn",
    ),
    "hơn hai nghìn tệp.docx": (
        lambda: raw_zip(*word_members(), *[member(f"word/{n}", b"") for n in range(2_000)]),
        "quá lớn",
    ),
    "chồng nhau.docx": (
        lambda: raw_zip(
            *word_members(), member("word/a", b"a"), *[member(f"word/a{n}", b"a", at=0) for n in range(900)]
        ),
        "nối thêm",
    ),
    "zip trong.docx": (lambda: word_with(**{"word/media/image1.png": zipped({"a": b"b"})}), "tệp nén"),
    "chương trình trong.docx": (lambda: word_with(**{"word/media/image1.png": b"MZ" + bytes(99)}), "chương trình"),
    "trèo.docx": (lambda: raw_zip(*word_members(), member("word/../../a.xml", b"<a/>")), "tên nguy hiểm"),
    "tuyệt đối.docx": (lambda: raw_zip(*word_members(), member("/etc/a.xml", b"<a/>")), "tên nguy hiểm"),
    "ổ đĩa.docx": (lambda: raw_zip(*word_members(), member("C:/a.xml", b"<a/>")), "tên nguy hiểm"),
    "gạch chéo ngược.docx": (lambda: raw_zip(*word_members(), member("..\\a.xml", b"<a/>")), "tên nguy hiểm"),
    "tên rỗng.docx": (lambda: raw_zip(*word_members(), member("a.xml\0.png", b"<a/>")), "tên nguy hiểm"),
    "hai lần.docx": (lambda: raw_zip(*word_members(), member("Word/document.XML", b"<a/>")), "tên nguy hiểm"),
    "liên kết.docx": (
        lambda: raw_zip(*word_members(), member("word/a.xml", b"/etc/passwd", attributes=0o120777 << 16)),
        "tên nguy hiểm",
    ),
    "zip khóa.docx": (lambda: raw_zip(*word_members(), member("word/a.xml", b"<a/>", flags=1)), "đặt mật khẩu"),
    "kiểu nén lạ.docx": (lambda: raw_zip(*word_members(), member("word/a.xml", b"<a/>", method=12)), "hỏng"),
    "hai tên.docx": (lambda: raw_zip(*word_members(), member("word/a.xml", b"<a/>", local_name="b.bin")), "hỏng"),
    "sai tổng kiểm.docx": (lambda: raw_zip(*word_members(), member("word/a.xml", b"<a/>", crc=1)), "hỏng"),
    "ít hơn đã nói.docx": (lambda: raw_zip(*word_members(), member("word/a.xml", b"<a/>", size=9)), "hỏng"),
    "cụt.docx": (lambda: zipped(word_parts())[:-40], "hỏng"),
    "chú thích.docx": (lambda: raw_zip(*word_members(), comment=b"%PDF-1.7"), "nối thêm"),
    "nối đuôi.docx": (lambda: zipped(word_parts()) + b"<script>", "nối thêm"),
    "khe hở.docx": (
        lambda: raw_zip(
            {**member("word/a.xml", b"<a/>"), "packed": 6, "data": member("", b"<a/>")["data"] + bytes(25)},
            *word_members(),
        ),
        "nối thêm",
    ),
    "giấu sau.docx": (
        lambda: raw_zip(
            *word_members(), {**member("word/a.xml", b"<a/>"), "data": member("", b"<a/>")["data"] + b"MZ"}
        ),
        "nối thêm",
    ),
    "thiếu kiểu.docx": (lambda: zipped({"word/document.xml": b"<w/>"}), "hỏng"),
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Every hostile file, built once."""
    folder = tmp_path_factory.mktemp("hostile")
    paths = {}
    for number, (name, (build, _)) in enumerate(HOSTILE.items()):
        paths[name] = folder / str(number)
        paths[name].write_bytes(build())
    return paths


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_file_is_taken_for_what_it_is(tmp_path, name):
    build, media_type, extension = HONEST[name]
    content = build()
    (tmp_path / "file").write_bytes(content)

    assert inspect(tmp_path / "file", name) == Inspected(
        media_type=media_type,
        extension=extension,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: repr(name[:40]))
def test_a_hostile_file_is_refused_in_words_within_two_seconds_of_the_processor(corpus, name):
    """Ours and that of the process that opens a PDF; a busy machine only makes it wait."""
    began = sum(os.times()[:4])
    with pytest.raises(UploadRefused) as refused:
        inspect(corpus[name], name)
    seconds = sum(os.times()[:4]) - began

    assert HOSTILE[name][1] in refused.value.sentence
    assert refused.value.reasons == [refused.value.sentence]
    assert seconds < 2


MEASURE = """
import json, resource, sys
from pathlib import Path
from app.documents.inspection import UploadRefused, inspect

def status(line):
    return next(int(text.split()[1]) for text in open("/proc/self/status") if text.startswith(line))

files, taken = json.load(sys.stdin), []
Path("/proc/self/clear_refs").write_text("5")  # forget the highest mark so far: importing has been higher
before = status("VmRSS")
for path, name in files:
    try:
        inspect(Path(path), name)
        taken.append(name)
    except UploadRefused:
        pass
own, reader = status("VmHWM") - before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps({"own": own // 1024, "reader": reader // 1024, "taken": taken}))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the system's own account of memory is read from /proc")
def test_no_hostile_file_costs_more_than_a_hundred_megabytes(corpus):
    """The most that any of them made the process, or the one that looks into PDFs, take: as the system counts it."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE],
        input=json.dumps([[str(path), name] for name, path in corpus.items()]),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    measured = json.loads(done.stdout)

    print(f"memory: process +{measured['own']} MB, reader of PDFs {measured['reader']} MB in all")  # noqa: T201 -- the figure
    assert measured["taken"] == []
    assert measured["own"] < 100
    assert measured["reader"] < 125  # of which Python and the library are 26


def test_a_stream_is_inspected_like_a_file():
    content = pdf()

    assert inspect(io.BytesIO(content), "a.pdf").sha256 == hashlib.sha256(content).hexdigest()


def test_a_stream_without_end_is_refused_when_it_is_too_much():
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size=-1):
            self.given += size
            return b"x" * size

    endless = Endless()
    with pytest.raises(UploadRefused, match="lớn hơn 1 MB"):
        inspect(endless, "a.pdf", limits=Limits(size=MEGABYTE))

    assert endless.given <= 2 * MEGABYTE


def test_a_link_is_no_file(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf())
    (tmp_path / "link.pdf").symlink_to(tmp_path / "a.pdf")

    with pytest.raises(UploadRefused, match="không phải là một tệp"):
        inspect(tmp_path / "link.pdf", "link.pdf")


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Tờ trình số 5.pdf", "Tờ trình số 5.pdf"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Đượm.pdf"), "Nguyễn Thị Đượm.pdf"),
        (r"C:\fakepath\báo cáo.docx", "báo cáo.docx"),
        ("/home/a/báo cáo.docx", "báo cáo.docx"),
        ("../../etc/passwd", "passwd"),
        ("hai\ndòng \t và  trống.pdf", "hai dòng và trống.pdf"),
        ("ảnh\u202egpj.exe", "ảnhgpj.exe"),
        ('a<b>:"c|d?*.pdf', "a_b___c_d__.pdf"),
        (" .ẩn. ", "ẩn"),
        ("\0", "tệp"),
        ("", "tệp"),
        ("..", "tệp"),
        ("dài" * 100 + ".docx", ("dài" * 65) + ".docx"),
        ("x" * 300, "x" * 200),
    ],
)
def test_a_name_is_cleaned(name, clean):
    assert clean_name(name) == clean


@given(st.text(max_size=300))
def test_a_clean_name_is_one_short_line_without_folders_and_stays_as_it_is(name):
    clean = clean_name(name)

    assert 0 < len(clean) <= 200
    assert not {"/", "\\", "\n", "\0"} & set(clean)
    assert clean == unicodedata.normalize("NFC", clean).strip(" .")
    assert clean_name(clean) == clean


@given(st.binary(max_size=400), st.sampled_from(["", "%PDF-1.7\n", "PK\3\4", "\x89PNG\r\n\x1a\n", "\xff\xd8\xff"]))
def test_noise_is_refused_and_never_an_accident(noise, start):
    if start == "%PDF-1.7\n":
        noise = noise.replace(b"%%EOF", b"")  # what would ask for a process each time
    for name in ("a.pdf", "a.docx", "a.png", "a.jpg"):
        with pytest.raises(UploadRefused):
            inspect(io.BytesIO(start.encode("latin-1") + noise), name)
