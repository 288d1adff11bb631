"""The room's own parts of the case page: data and texts, years, attached papers."""

from app.actor import Actor
from app.nominations import evidence, sections, yearly
from app.nominations.models import Nomination
from app.nominations.openings import Panel, shows_panel


@shows_panel(10)
def data_and_texts(case: Nomination, _: Actor) -> Panel:
    texts = [(section, sections.text_of(case, section.key)) for section in sections.of(case)]
    return Panel("nominations/_texts.html", {"nomination": case, "texts": texts})


@shows_panel(20)
def years(case: Nomination, _: Actor) -> Panel | None:
    if not case.years:
        return None
    return Panel("nominations/_years.html", {"nomination": case, "ratings": yearly.RATINGS, "may_edit": False})


@shows_panel(30)
def papers(case: Nomination, _: Actor) -> Panel | None:
    attached = evidence.attached(case)
    if not attached:
        return None
    return Panel("nominations/_evidence.html", {"nomination": case, "attached": attached, "edits": None})
