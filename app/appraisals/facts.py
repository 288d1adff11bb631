"""What appraisal knows of a case: criteria that do not hold yet, agencies that have not answered."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from app.appraisals import queries
from app.appraisals.models import Consultation, ConsultationStatus
from app.extensions import db
from app.nominations.models import Nomination
from app.nominations.openings import contributes_facts
from app.organisations.models import Organisation
from workflows.award_province_1 import State


@contributes_facts
def of_nomination(nomination: Nomination) -> dict[str, Any]:
    if nomination.state != State.APPRAISAL:  # only its conclusion asks
        return {}
    return {"unmet_criteria": tuple(queries.unmet(nomination)), "open_matters": tuple(_open_matters(nomination))}


def _open_matters(nomination: Nomination) -> Iterator[str]:
    owing = db.session.execute(
        select(Organisation.name, Consultation.due_on)
        .join(Organisation, Organisation.id == Consultation.agency_id)
        .where(Consultation.nomination_id == nomination.id, Consultation.status == ConsultationStatus.ASKED)
        .order_by(Consultation.id)
    )
    for name, due_on in owing:
        yield f"Hiệp y: {name} chưa trả lời (hạn {due_on:%d/%m/%Y})."
