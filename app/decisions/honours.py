"""What was decided in this system belongs to everybody's history of awards, without being entered there."""

from sqlalchemy import Integer, String, and_, case, cast, extract, func, literal, select

from app.awards.models import AwardVersion
from app.decisions.models import Decision, DecisionItem
from app.decisions.papers import CHAIRMAN
from app.documents.models import Paper
from app.honours.openings import tells_decided
from app.honours.words import Standing
from app.nominations.models import Nomination
from app.organisations.models import Organisation
from workflows.award_province_1 import State
from workflows.sheets_1 import DecisionState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

tells_decided(
    select(
        literal("decisions").label("source"),
        DecisionItem.id.label("line"),
        Decision.id,
        Nomination.nominee_id,
        Nomination.nominee_kind.label("kind"),
        Nomination.honorific,
        Nomination.nominee_name.label("name"),
        Nomination.nominee_folded.label("folded"),
        Nomination.unit_id,
        Organisation.name.label("unit"),
        AwardVersion.name.label("award"),
        AwardVersion.level,
        func.coalesce(Nomination.period_to, cast(extract("year", Paper.issued_on), Integer)).label("year"),
        cast(Paper.symbol, String(100)).label("number"),
        Paper.number.label("ordinal"),
        Paper.issued_on.label("decided_on"),
        case((Decision.authority == "", CHAIRMAN), else_=Decision.authority).label("decided_by"),
        literal(Standing.DECIDED.value).label("standing"),
        Nomination.route,
    )
    .select_from(DecisionItem)
    .join(Decision, Decision.id == DecisionItem.decision_id)
    .join(Nomination, Nomination.id == DecisionItem.nomination_id)
    .join(AwardVersion, AwardVersion.id == Decision.award_version_id)
    .join(Organisation, Organisation.id == Nomination.unit_id)
    .join(
        Paper,
        and_(
            Paper.sheet == Sheet.DECISION,
            Paper.sheet_id == Decision.id,
            Paper.code.in_((PaperCode.AWARD_DECISION, PaperCode.MEDAL_DECISION)),
            Paper.number.is_not(None),
        ),
    )
    .where(Decision.state == DecisionState.ISSUED, Nomination.state != State.REVOKED)
)
