"""What the rules say of a nominee, beside the register, where a case is written and where it is examined."""

from app.access import Permission, permissions_of
from app.actor import Actor
from app.eligibility import gates
from app.eligibility.words import STANDINGS, TONES
from app.nominations.models import Nomination
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
    if not is_told_to(look.case, actor):
        return None
    return Panel(
        "eligibility/_of_case.html", {"one": gates.told_to(actor, look), "standings": STANDINGS, "tones": TONES}
    )


@shows_panel(order=22)
def while_examined(look: Look, actor: Actor) -> Panel | None:
    """The page of its own is fetched into this place: it reads as much as half the page of the case."""
    if look.case.state not in BEFORE_THE_VOTE or not is_told_to(look.case, actor):
        return None
    return Panel("eligibility/_fetched.html", {})


def is_told_to(case: Nomination, actor: Actor) -> bool:
    """Those who may read what it leans on: discipline is told to few. The medal has a panel of its own."""
    return not case.is_of_the_medal and Permission.SERVICE_RECORD_READ in permissions_of(actor)
