"""The texts of the definitions as an official reads them: without the codes of the files they were compared with."""

import re
from collections.abc import Sequence

from workflows.describe import Row

_PLAIN: Sequence[tuple[re.Pattern[str], str]] = tuple(
    (re.compile(code), words)
    for code, words in (
        (
            r"considered_by = full \(Hội đồng\) hoặc standing \(Thường trực Hội đồng\)",
            "do Hội đồng hoặc Thường trực xét",
        ),
        (r"considered_by = none", "không qua Hội đồng xét"),
        (r"awards-catalogue(?: D_[A-Z_]+|: dossier)?", "danh mục danh hiệu, hình thức"),
        (r" \((?:D_[A-Z_]+|side_records\.complaint|V90, V80, VMAJ)\)", ""),
        (r" trong seed", ""),
        (r"\bquorum\b", "số thành viên dự họp"),
        (r"ngưỡng ruleset", "ngưỡng của bộ tiêu chuẩn"),
    )
)


def in_plain_words(row: Row) -> Row:
    return row._replace(condition=_plain(row.condition), law=_plain(row.law))


def _plain(text: str) -> str:
    for code, words in _PLAIN:
        text = code.sub(words, text)
    return text
