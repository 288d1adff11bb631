"""On what a decision may be revoked, from `grounds.yaml`: the law's own list, and a complaint that was found right."""

from pathlib import Path
from typing import Any

from app.facts import read_facts

_FACTS: dict[str, Any] = read_facts(Path(__file__).with_name("grounds.yaml"))
OF_THE_LAW: dict[str, str] = _FACTS["grounds"]
BASIS: str = _FACTS["basis"]
COMPLAINT = "complaint"
NAMES = OF_THE_LAW | {COMPLAINT: "Quyết định giải quyết khiếu nại, kết luận tố cáo công nhận đơn đúng"}
