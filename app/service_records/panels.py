"""What is known of somebody's years, on their page in the register."""

from app.actor import Actor
from app.nominees.models import Nominee
from app.nominees.openings import Part, shows_part
from app.service_records import queries
from app.service_records.words import BUTTONS, NAMES, OF_NOMINEES


@shows_part
def known_of(nominee: Nominee, _: Actor) -> Part:
    """Of a household nothing is asked by the year."""
    kinds = OF_NOMINEES[nominee.kind]
    records = queries.in_force(nominee.id) if kinds else []
    buttons = {kind: BUTTONS[kind] for kind in kinds}
    return Part("service_records/_of_nominee.html", {"buttons": buttons, "names": NAMES, "records": records})
