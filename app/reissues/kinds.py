"""Why a certificate is made anew, from `kinds.yaml`, and what the new one bears."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.awards.words import settled
from app.facts import read_facts


class ReissueKind(StrEnum):
    CORRECTED = "corrected"  # its decision was put right
    DAMAGED = "damaged"
    LOST = "lost"


@dataclass(frozen=True, kw_only=True)
class Words:
    name: str
    mark: str  # on the new certificate
    old: str  # what became of the old one


_FACTS: dict[str, Any] = read_facts(Path(__file__).with_name("kinds.yaml"))
WORDS: Mapping[ReissueKind, Words] = {ReissueKind(code): Words(**row) for code, row in _FACTS["kinds"].items()}
ASKED_FOR = {kind: WORDS[kind].name for kind in (ReissueKind.DAMAGED, ReissueKind.LOST)}
HINT = settled(f"{_FACTS['basis']}.", _FACTS["confidence"])
