"""What achievements tell a case: while somebody has to say whether two cases are about one, appraisal stays open."""

from collections.abc import Iterator

from app.achievements import overlaps
from app.appraisals import queries as appraisals
from app.nominations.openings import Look, keeps_open


@keeps_open
def may_be_the_same(look: Look) -> Iterator[str]:
    """Asked when every criterion was judged: until then the judgements are what lacks."""
    if appraisals.unmet(look.case, look.read(appraisals.judged)):
        return
    yield from overlaps.in_the_way(look.read(overlaps.of_case))
