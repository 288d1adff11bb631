"""What the medal's part of a dossier tells the guards: gaps of a draft, and what fails by itself before the council."""

from collections.abc import Iterator
from typing import Any

from app.medals import judging, queries
from app.nominations import automatic
from app.nominations.completeness import Gap, finds_gaps
from app.nominations.models import Nomination
from app.nominations.openings import Look, contributes_facts, hindrances
from workflows.award_province_1 import State

DECLARATIONS, SERVICE = "medal", "service"  # anchors of the parts on the page of the draft


@contributes_facts("automatic_failures")
def of_medal(look: Look) -> dict[str, Any]:
    """Only the step to the unit's council asks. Other awards are checked by the criteria of the catalogue."""
    if look.case.state != State.UNIT_CHECK:
        return {}
    return {"automatic_failures": (*_failures(look), *hindrances(look))}


def _failures(look: Look) -> Iterator[str]:
    if not look.case.is_of_the_medal:
        yield from look.read(automatic.checked).failures
        return
    said = queries.declared(look.case, look.read(queries.sheet_of))
    yield from (*judging.exclusions(said), *judging.shortfalls(said))


@finds_gaps
def of_draft(case: Nomination) -> Iterator[Gap]:
    """A simplified case meets no automatic check later: who is excluded stops here; its years are for the appraiser."""
    if not case.is_of_the_medal:
        return
    said = queries.declared(case, queries.sheet_of(case))
    yield from (Gap(sentence, DECLARATIONS) for sentence in judging.missing(said))
    if case.is_simplified:
        yield from (Gap(sentence, DECLARATIONS) for sentence in judging.exclusions(said))
    else:
        yield from (Gap(sentence, SERVICE) for sentence in judging.missing_service(said))
