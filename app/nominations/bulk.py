"""One deed done to many cases in one go: what refuses one leaves the others done, and is said beside it."""

from collections.abc import Callable
from dataclasses import dataclass

from app.errors import Invalid, Refusal
from app.extensions import db
from app.nominations.models import Nomination


@dataclass(frozen=True)
class Outcome:
    """What became of one case; no reason means that it was done."""

    nomination: Nomination
    reasons: tuple[str, ...] = ()


def attempt(
    nomination: Nomination, deed: Callable[[], object], *, passing_on: tuple[type[Exception], ...] = ()
) -> Outcome:
    """Do it, or say why not and leave nothing of it. `passing_on`: what is the caller's to mend, and no reason."""
    try:
        with db.session.begin_nested():
            deed()
    except passing_on:
        raise
    except Refusal as refused:
        return Outcome(nomination, tuple(refused.reasons))
    except Invalid as invalid:
        return Outcome(nomination, tuple(invalid.errors.values()))
    return Outcome(nomination)
