"""What somebody has been awarded, on their page in the register."""

from app.actor import Actor
from app.honours import history
from app.nominees.models import Nominee
from app.nominees.openings import Part, shows_part


@shows_part
def held_by(nominee: Nominee, _: Actor) -> Part:
    return Part("honours/_of_nominee.html", {"honours": history.of(nominee.id)})
