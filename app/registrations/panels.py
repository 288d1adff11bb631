"""The registration of a case's nominee, on its page; while it is examined it stands with the criteria."""

from app.actor import Actor
from app.nominations.openings import Look, Panel, shows_panel
from app.registrations import beside
from workflows.award_province_1 import State

SHOWN = frozenset({State.UNIT_CHECK, State.COUNCIL_SCHEDULED, State.COUNCIL_VOTING})


@shows_panel(order=86)
def registered(look: Look, _: Actor) -> Panel | None:
    found = beside.of_case(look.case) if look.case.state in SHOWN else None
    return Panel("registrations/_panel.html", found) if found else None
