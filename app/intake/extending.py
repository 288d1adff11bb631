"""What was asked of a unit is due later: its request follows the limit of the case."""

from datetime import date

from app.intake import queries
from app.intake.models import Supplement
from app.nominations.models import Nomination


def give_until(nomination: Nomination, day: date) -> Supplement | None:
    """The unit may answer until then, also when its day had passed. None: nothing is asked."""
    supplement = queries.open_supplement(nomination.id)
    if supplement is not None:
        supplement.due_on = day
    return supplement
