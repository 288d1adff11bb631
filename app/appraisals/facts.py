"""What appraisal knows of a case: criteria that do not hold yet, agencies that have not answered."""

from collections.abc import Iterator
from typing import Any

from app.appraisals import queries
from app.appraisals.models import ConsultationStatus
from app.nominations.openings import Look, contributes_facts, open_matters
from workflows.award_province_1 import State


@contributes_facts("unmet_criteria", "open_matters")
def of_nomination(look: Look) -> dict[str, Any]:
    if look.case.state != State.APPRAISAL:  # only its conclusion asks
        return {}
    unmet = queries.unmet(look.case, look.read(queries.judged))
    return {"unmet_criteria": tuple(unmet), "open_matters": (*_open_matters(look), *open_matters(look.case))}


def _open_matters(look: Look) -> Iterator[str]:
    for asked in look.read(queries.asked_on):
        if asked.status is ConsultationStatus.ASKED:
            yield f"Hiệp y: {asked.agency} chưa trả lời (hạn {asked.due_on:%d/%m/%Y})."
