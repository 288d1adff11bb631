"""What the nominee of a case holds already: several parts of its page ask, through the look it is read once."""

from app.honours import history
from app.honours.history import Past
from app.nominations.models import Nomination


def already(case: Nomination) -> list[Past]:
    """The newest decision first."""
    return history.of(case.nominee_id)
