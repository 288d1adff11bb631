"""What appraisal knows of a case: criteria that do not hold yet, whoever was asked and has not answered."""

from typing import Any

from app.appraisals import beside, queries
from app.nominations.openings import Look, contributes_facts, open_matters
from workflows.award_province_1 import State


@contributes_facts("unmet_criteria", "open_matters")
def of_nomination(look: Look) -> dict[str, Any]:
    case = look.case
    if case.state != State.APPRAISAL:  # only its conclusion asks
        return {}
    unmet = queries.unmet(case, look.read(queries.judged))
    waits_for = (*beside.open_matters(case, look.read(beside.of_case)), *open_matters(look))
    return {"unmet_criteria": tuple(unmet), "open_matters": waits_for}
