"""Whether all that belongs to an award was handed over, as the guards of a case ask it."""

from typing import Any

from app.deliveries.facts import delivery_of
from app.nominations.openings import Look, contributes_facts
from app.reissues import queries
from app.reissues.kinds import ReissueKind
from app.reissues.models import Reissue
from workflows.award_province_1 import State


@contributes_facts("is_delivered")
def of_delivery(look: Look) -> dict[str, Any]:
    delivery = look.read(delivery_of)
    is_handed = delivery is not None and delivery.handover_id is not None
    return {"is_delivered": is_handed and wrong_certificate(look) is None}


def wrong_certificate(look: Look) -> Reissue | None:
    """The certificate that a corrected decision made wrong; asked only where an award is being produced once more."""
    if look.case.state != State.PRODUCTION:
        return None
    waiting = (one for one in look.read(queries.of_case) if one.standing in queries.OPEN)
    return next((one for one in waiting if one.kind is ReissueKind.CORRECTED), None)
