"""Names of uploaded files: shown to people, sent back as a suggestion, never used as a path."""

import re
import unicodedata

from app.documents.inspection.kinds import Limits, UploadRefused
from app.text import one_line

LONGEST = 200
_BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def refuse_treacherous(name: str, limits: Limits) -> None:
    """A name that lies about what it is, or wants to be somewhere else."""
    if any(unicodedata.category(c) == "Cc" for c in name) or not _BIDIRECTIONAL.isdisjoint(name):
        raise UploadRefused("Tên tệp có ký tự ẩn. Hãy đặt lại tên tệp rồi tải lên.")
    if ".." in re.split(r"[/\\]", name):
        raise UploadRefused("Tên tệp chứa đường dẫn “..”. Hãy đặt lại tên tệp rồi tải lên.")
    if len(name) > limits.name_length:
        raise UploadRefused(f"Tên tệp dài hơn {limits.name_length} ký tự. Hãy đặt tên ngắn hơn rồi tải lên.")


def clean_name(original_name: str) -> str:
    """The name on one line, NFC, without folders, of at most 200 characters; the extension survives shortening."""
    last = re.split(r"[/\\]", original_name)[-1]
    visible = "".join(c for c in last if unicodedata.category(c) != "Cf")
    name = re.sub(r'[<>:"|?*]', "_", one_line(visible)).strip(" .")
    stem, dot, extension = name.rpartition(".")
    if len(name) > LONGEST and dot and len(extension) < LONGEST // 2:
        name = f"{stem[: LONGEST - len(extension) - 1].rstrip(' .')}.{extension}"
    return name[:LONGEST].rstrip(" .") or "tệp"
