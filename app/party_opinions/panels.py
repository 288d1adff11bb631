"""Where the unit says, while it writes the dossier, that its nominee is under the management of the party committee."""

from app.actor import Actor
from app.nominations.openings import Look, Panel, shows_part_while_edited
from app.party_opinions import (
    operations,
    queries,
    reach,  # noqa: F401 -- guards the letter
)


@shows_part_while_edited(order=20)
def of_draft(look: Look, actor: Actor) -> Panel | None:
    if not operations.may_mark(look.case, actor):
        return None
    opinion = queries.of(look.case.id)
    if queries.is_kept_from(opinion, actor):
        return None
    return Panel("party_opinions/_part.html", {"nomination": look.case, "opinion": opinion})
