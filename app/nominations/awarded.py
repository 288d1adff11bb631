"""A case that a numbered decision gave its award, as everybody's history of awards reads it (`honours.history`)."""

from typing import Any

from sqlalchemy import Integer, Select, String, and_, cast, extract, func, literal, select

from app.awards.models import AwardVersion
from app.documents.models import Paper
from app.honours.words import Standing
from app.nominations.models import Nomination
from app.organisations.models import Organisation
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

DECISIONS = (PaperCode.AWARD_DECISION, PaperCode.MEDAL_DECISION)


def told(source: str, sheet: Sheet, of_item: Any, decided_by: Any) -> Select[Any]:  # noqa: ANN401 -- an attribute, a column
    """`source`: the room whose page shows it. `of_item`: a name's way to its decision (`DecisionItem.decision`)."""
    item, decision = of_item.class_, of_item.property.mapper.class_
    return (
        select(
            literal(source).label("source"),
            item.id.label("line"),
            decision.id,
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
            decided_by.label("decided_by"),
            literal(Standing.DECIDED.value).label("standing"),
            Nomination.route,
        )
        .select_from(item)
        .join(of_item)
        .join(Nomination, Nomination.id == item.nomination_id)
        .join(AwardVersion, AwardVersion.id == decision.award_version_id)
        .join(Organisation, Organisation.id == Nomination.unit_id)
        .join(
            Paper,
            and_(
                Paper.sheet == sheet,
                Paper.sheet_id == decision.id,
                Paper.code.in_(DECISIONS),
                Paper.number.is_not(None),
            ),
        )
    )
