"""Whether a case's nominee registered for its title, beside the case. The catalogue has no criterion that asks for it,
so it is information and decides nothing.
"""

from app.actor import Actor
from app.extensions import read_rows
from app.nominations.openings import Look, Panel, shows_panel
from app.registrations import queries
from workflows.award_province_1 import State

SHOWN = frozenset({State.UNIT_CHECK, State.INTAKE, State.APPRAISAL, State.COUNCIL_SCHEDULED, State.COUNCIL_VOTING})


@shows_panel(order=86)
def registered(look: Look, _: Actor) -> Panel | None:
    case = look.case
    if case.state not in SHOWN:
        return None
    year = case.period_to or case.award_round.year
    found = read_rows(queries.of_nominee(case.nominee_id, year)).all()
    if not found:
        return None  # of that year nobody was asked to register
    codes = {row.award_code for row in found} - {None}
    names = queries.names() if codes else {}
    context = {
        "year": year,
        "is_registered": case.award_version.award_code in codes,
        "others": sorted(names[code] for code in codes - {case.award_version.award_code}),
        "award": case.award_version.name,
    }
    return Panel("registrations/_panel.html", context)
