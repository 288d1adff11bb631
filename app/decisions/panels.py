"""The decision's part of the case page, once it is issued and for those who may see it."""

from sqlalchemy import and_

from app.actor import Actor
from app.decisions.models import Decision, DecisionItem
from app.decisions.reach import decisions_visible_to
from app.documents.models import Paper
from app.extensions import db
from app.nominations.openings import Look, Panel, shows_panel
from workflows.award_province_1 import State
from workflows.sheets_1 import DecisionState
from workflows.vocabulary import Sheet

AWARDED = frozenset({State.PUBLISHED, State.PRODUCTION, State.HANDED_OVER, State.ARCHIVED})


@shows_panel(30)
def awarded(look: Look, actor: Actor) -> Panel | None:
    if look.case.state not in AWARDED:
        return None
    found = db.session.execute(
        decisions_visible_to(actor)
        .join(DecisionItem, DecisionItem.decision_id == Decision.id)
        .join(Paper, and_(Paper.sheet == Sheet.DECISION, Paper.sheet_id == Decision.id))
        .where(DecisionItem.nomination_id == look.case.id, Decision.state == DecisionState.ISSUED)
        .add_columns(Paper)
        .order_by(Paper.id.desc())
    ).first()
    return Panel("decisions/_awarded_by.html", {"decision": found.Decision, "paper": found.Paper}) if found else None
