"""The room's own parts of the case page: data and texts, years, attached papers."""

from app.actor import Actor
from app.awards.words import RATINGS
from app.honours import reach as honours
from app.nominations import automatic, evidence, held, sections
from app.nominations.openings import Look, Panel, shows_note_while_edited, shows_panel
from workflows.award_province_1 import State

WHILE_EXAMINED = frozenset({State.INTAKE, State.SUPPLEMENT, State.APPRAISAL, State.APPRAISED})


@shows_panel(order=10)
def data_and_texts(look: Look, _: Actor) -> Panel:
    case = look.case
    texts = [(section, sections.text_of(case, section.key)) for section in sections.of(case)]
    return Panel("nominations/_texts.html", {"nomination": case, "texts": texts})


@shows_panel(order=12)
def checked_by_itself(look: Look, _: Actor) -> Panel | None:
    """What the data answer, and what the unit compares itself, before its council sees the case."""
    case = look.case
    if case.state != State.UNIT_CHECK or case.is_of_the_medal:
        return None
    found = look.read(automatic.checked)
    if not found.criteria and not found.failures:
        return None
    return Panel("nominations/_checked.html", {"checked": found})


@shows_panel(order=20)
def years(look: Look, _: Actor) -> Panel | None:
    if not look.case.years:
        return None
    return Panel("nominations/_years.html", {"nomination": look.case, "ratings": RATINGS, "may_edit": False})


@shows_panel(order=25)
def held_already(look: Look, actor: Actor) -> Panel | None:
    """Whoever examines sees what the nominee holds; its unit has it in the register."""
    if look.case.state not in WHILE_EXAMINED or not honours.sees_all(actor.role):
        return None
    return Panel("nominations/_honours.html", {"nomination": look.case, "honours": look.read(held.already)})


@shows_panel(order=40)
def papers(look: Look, _: Actor) -> Panel | None:
    attached = evidence.attached(look.case)
    if not attached:
        return None
    return Panel("nominations/_evidence.html", {"nomination": look.case, "attached": attached, "edits": None})


@shows_note_while_edited
def guidance_of_the_round(look: Look, _: Actor) -> Panel | None:
    award_round = look.case.award_round
    return Panel("nominations/_guidance.html", {"award_round": award_round}) if award_round.note else None
