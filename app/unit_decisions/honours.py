"""What a unit's head decided and the unit made known belongs to everybody's history, without being entered there."""

from sqlalchemy import Integer, String, and_, case, cast, extract, func, literal, select
from sqlalchemy.orm import aliased

from app.awards.models import AwardVersion
from app.documents.models import Paper
from app.honours.openings import tells_decided
from app.honours.words import Standing
from app.nominations.models import Nomination
from app.organisations.models import Organisation
from app.organisations.naming import COMMITTEES
from app.unit_decisions.models import UnitDecision, UnitDecisionItem
from app.unit_decisions.reach import OUT
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

_decider = aliased(Organisation)

tells_decided(
    select(
        literal("unit_decisions").label("source"),
        UnitDecisionItem.id.label("line"),
        UnitDecision.id,
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
        (case((_decider.kind.in_(COMMITTEES), "Chủ tịch "), else_="Thủ trưởng ") + _decider.name).label("decided_by"),
        literal(Standing.DECIDED.value).label("standing"),
        Nomination.route,
    )
    .select_from(UnitDecisionItem)
    .join(UnitDecision, UnitDecision.id == UnitDecisionItem.unit_decision_id)
    .join(Nomination, Nomination.id == UnitDecisionItem.nomination_id)
    .join(AwardVersion, AwardVersion.id == UnitDecision.award_version_id)
    .join(Organisation, Organisation.id == Nomination.unit_id)
    .join(_decider, _decider.id == UnitDecision.unit_id)
    .join(
        Paper,
        and_(
            Paper.sheet == Sheet.UNIT_DECISION,
            Paper.sheet_id == UnitDecision.id,
            Paper.code == PaperCode.AWARD_DECISION,
            Paper.number.is_not(None),
        ),
    )
    .where(UnitDecision.state.in_(OUT), UnitDecisionItem.struck_reason.is_(None))
)
