"""What the new certificate says: all that the old one said, the recipient as corrected, and why it is new."""

from dataclasses import replace

from app import clock
from app.deliveries.models import Delivery
from app.documents.certificates import Certificate
from app.reissues.kinds import WORDS
from app.reissues.models import Reissue


def new_of(reissue: Reissue, delivery: Delivery) -> Certificate:
    """As it was handed over, once it was."""
    if reissue.new_certificate is not None:
        return Certificate.from_json(reissue.new_certificate)
    day = reissue.handed_on or clock.today()
    return replace(
        Certificate.from_json(reissue.old_certificate),
        name=delivery.printed_name,
        detail=delivery.printed_detail,
        mark=f"{WORDS[reissue.kind].mark} ngày {day:%d/%m/%Y}",
    )
