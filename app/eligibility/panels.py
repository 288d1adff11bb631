"""The way from somebody's page in the register to what they could be proposed for."""

from app.actor import Actor
from app.nominees.models import Nominee
from app.nominees.openings import Part, shows_part


@shows_part
def way_to_the_page(_nominee: Nominee, _: Actor) -> Part:
    return Part("eligibility/_of_nominee.html", {})
