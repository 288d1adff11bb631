"""The case page's part after the decision: handed over, presented, paid, put away; and where that is done."""

from app.actor import Actor
from app.deliveries.facts import delivery_of
from app.deliveries.settings import KINDS
from app.deliveries.vocabulary import PRESENTED
from app.nominations.openings import Look, Panel, Task, finds_task, shows_panel, takes_step
from workflows.award_province_1 import State
from workflows.vocabulary import Role

takes_step("hand_over", "deliveries.of_case", settles_its_guards=True)
takes_step("archive", "archive.of_case", settles_its_guards=True)
AFTERWARDS = frozenset({State.PRODUCTION, State.HANDED_OVER, State.ARCHIVED})


@shows_panel(order=28)
def delivered(look: Look, _: Actor) -> Panel | None:
    if look.case.state not in AFTERWARDS:
        return None
    delivery = look.read(delivery_of)
    if delivery is None:
        return None
    articles = [KINDS[code].name for code in delivery.ready if code in KINDS]
    context = {"delivery": delivery, "articles": articles, "presented": PRESENTED, "nomination_id": look.case.id}
    return Panel("deliveries/_panel.html", context)


@finds_task
def to_be_presented(look: Look, actor: Actor) -> Task | None:
    """The unit's clerk says when and how the award was given."""
    if actor.role is not Role.UNIT_CLERK or look.case.state not in {State.HANDED_OVER, State.ARCHIVED}:
        return None
    delivery = look.read(delivery_of)
    if delivery is None or delivery.handover_id is None or delivery.presented_on is not None:
        return None
    return Task("Xác nhận đã trao cho người được khen", "deliveries.present", {"handover_id": delivery.handover_id})
