"""What petitions tell the guards of a case: whether one is open, whether one was found right and not acted on yet."""

from collections.abc import Iterator
from typing import Any

from app.complaints import queries
from app.nominations.openings import Look, contributes_facts, keeps_open


@keeps_open
def open_petitions(look: Look) -> Iterator[str]:
    if look.case.has_complaints and queries.is_open_about(look.case.id):
        yield "Còn khiếu nại, tố cáo về hồ sơ này chưa giải quyết xong."


@contributes_facts("complaint_is_upheld")
def of_nomination(look: Look) -> dict[str, Any]:
    is_upheld = look.case.has_complaints and bool(queries.upheld_and_waiting(look.case.id))
    return {"complaint_is_upheld": is_upheld}
