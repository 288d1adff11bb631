"""What stands in the way of a case by what is recorded, whatever was judged beside it: nobody overrules it.

Before its unit's council only what nothing can turn any more; before the appraisal is concluded all that fails.
"""

from collections.abc import Iterator, Sequence

from app.achievements import overlaps
from app.actor import Actor
from app.appraisals import queries as appraisals
from app.appraisals.queries import Judged
from app.eligibility import queries
from app.eligibility.choices import Line
from app.eligibility.queries import Outlook
from app.nominations import held
from app.nominations.openings import Look, holds_back, keeps_open


@holds_back
def ruled_out(look: Look) -> Iterator[str]:
    if look.case.is_of_the_medal:
        return
    found = of(look)
    if found.checked.is_ruled_out:
        yield from map(_said, found.in_the_way)


@keeps_open
def fails_by_what_is_recorded(look: Look) -> Iterator[str]:
    """Asked when every criterion was judged: until then the judgements are what lacks."""
    if look.case.is_of_the_medal or appraisals.unmet(look.case, look.read(appraisals.judged)):
        return
    yield from map(_said, queries.overruled(of(look), appraisals.met(look.case, look.read(appraisals.judged))))


def of(look: Look) -> Outlook:
    return _judged(look, look.read(appraisals.judged))


def told_to(actor: Actor, look: Look) -> Outlook:
    """The same as one person may read it: to its unit nothing of what its appraisers judge, for it hears the result."""
    return _judged(look, ()) if actor.is_of_unit else of(look)


def _judged(look: Look, judged: Sequence[Judged]) -> Outlook:
    used = overlaps.used_up(look.read(overlaps.of_case))
    return queries.of_case(look.case, look.read(held.already), judged, used)


def _said(line: Line) -> str:
    return f"{line.sentence} ({line.basis})"
