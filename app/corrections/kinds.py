"""By which paper a decision is put right, from `kinds.yaml`: the law tells a wrong content from a wrong form."""

from enum import StrEnum
from pathlib import Path
from typing import Any

from app.facts import read_facts


class CorrectionKind(StrEnum):
    REPLACING = "replacing"
    LETTER = "letter"


_FACTS: dict[str, Any] = read_facts(Path(__file__).with_name("kinds.yaml"))
NAMES = {CorrectionKind(code): words for code, words in _FACTS["kinds"].items()}
BASIS: str = _FACTS["basis"]
GROUND: str = _FACTS["ground"]  # as a paper cites it
PAPERS = {CorrectionKind.REPLACING: "Quyết định sửa đổi", CorrectionKind.LETTER: "Công văn đính chính"}
