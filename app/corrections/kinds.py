"""By which paper a decision is put right, from `kinds.yaml`: the law tells a wrong content from a wrong form."""

from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml


class CorrectionKind(StrEnum):
    REPLACING = "replacing"
    LETTER = "letter"


_FACTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("kinds.yaml").read_text(encoding="utf-8"))
NAMES = {CorrectionKind(code): words for code, words in _FACTS["kinds"].items()}
BASIS: str = _FACTS["basis"]
PAPERS = {CorrectionKind.REPLACING: "Quyết định sửa đổi", CorrectionKind.LETTER: "Công văn đính chính"}
