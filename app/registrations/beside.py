"""Whether a case's nominee registered for its title. The catalogue has no criterion that asks for it, so it is
information and decides nothing.
"""

from typing import Any

from app.extensions import read_rows
from app.nominations.models import Nomination
from app.registrations import queries


def of_case(case: Nomination) -> dict[str, Any] | None:
    """What `registrations/_panel.html` says; None: of that year nobody was asked to register."""
    year = case.period_to or case.award_round.year
    award = case.award_version.award_code
    found = read_rows(queries.of_nominee(case.nominee_id, year, award)).all()
    if not found:
        return None
    codes = {row.award_code for row in found} - {None}
    names = queries.names() if codes else {}
    return {
        "year": year,
        "is_asked": found[0].is_asked,
        "is_registered": award in codes,
        "others": sorted(names[code] for code in codes - {award}),
        "award": case.award_version.name,
    }
