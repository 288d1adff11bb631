"""What the rules say of a nominee, beside the register, where a case is written and where it is examined."""

from app.access import Permission, permissions_of
from app.actor import Actor
from app.eligibility import queries
from app.eligibility.words import STANDINGS, TONES
from app.nominations import held
from app.nominations.openings import Look, Panel, shows_panel, shows_part_while_edited
from app.nominees.models import Nominee
from app.nominees.openings import Part, shows_part
from workflows.award_province_1 import State

BEFORE_THE_VOTE = frozenset({State.UNIT_CHECK, State.INTAKE, State.SUPPLEMENT, State.APPRAISAL, State.APPRAISED})


@shows_part
def way_to_the_page(_nominee: Nominee, _: Actor) -> Part:
    return Part("eligibility/_of_nominee.html", {})


@shows_part_while_edited(order=30)
def while_written(look: Look, actor: Actor) -> Panel | None:
    return _checked(look, actor)


@shows_panel(order=22)
def while_examined(look: Look, actor: Actor) -> Panel | None:
    return _checked(look, actor) if look.case.state in BEFORE_THE_VOTE else None


def _checked(look: Look, actor: Actor) -> Panel | None:
    """For those who may read what it leans on: discipline is told to few. The medal has a panel of its own."""
    if look.case.is_of_the_medal or Permission.SERVICE_RECORD_READ not in permissions_of(actor):
        return None
    found = queries.of_case(look.case, look.read(held.already))
    return Panel("eligibility/_of_case.html", {"one": found, "standings": STANDINGS, "tones": TONES})
