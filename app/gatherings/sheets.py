"""What both Tờ trình of a unit share, to its superior and to Sở Nội vụ: how they are listed, drafted and filled."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Integer, ScalarSelect, Select, bindparam, func, select

from app.extensions import at_most, db
from app.nominations.models import Nomination
from app.organisations.models import Organisation
from app.rounds.models import AwardRound, RoundExtension

PAGE = 50
DRAFTED = "DRAFT"  # the first state of either


def listed(sheet: Any, seen: Select[Any], *more: ColumnElement[Any]) -> Select[Any]:  # noqa: ANN401 -- a model of either
    """The newest first; who executes it says which it is after: `before`, besides what `seen` asks."""
    return (
        seen.join(Organisation, Organisation.id == sheet.unit_id)
        .join(AwardRound, AwardRound.id == sheet.award_round_id)
        .where(sheet.id < bindparam("before", type_=Integer))
        .order_by(sheet.id.desc())
        .limit(at_most(PAGE))
        .with_only_columns(
            sheet.id,
            sheet.title,
            Organisation.name.label("unit"),
            AwardRound.name.label("award_round"),
            sheet.state,
            sheet.workflow_key,
            sheet.workflow_version,
            sheet.signed_at,
            *more,
        )
    )


def rounds_with(sheet: Any, *waiting: ColumnElement[bool]) -> Select[Any]:  # noqa: ANN401
    """Rounds in which `unit_id` has cases that wait for a list: .id .name .closes_on .cases .draft_id"""
    draft: ScalarSelect[int | None] = (
        select(func.min(sheet.id))
        .where(sheet.unit_id == bindparam("unit_id"), sheet.state == DRAFTED, sheet.award_round_id == AwardRound.id)
        .correlate(AwardRound)
        .scalar_subquery()
    )
    given = (  # to this unit beyond the others
        select(func.max(RoundExtension.closes_on))
        .where(RoundExtension.award_round_id == AwardRound.id, RoundExtension.unit_id == bindparam("unit_id"))
        .where(RoundExtension.closes_on > AwardRound.closes_on)
        .correlate(AwardRound)
        .scalar_subquery()
    )
    return (
        select(
            AwardRound.id,
            AwardRound.name,
            func.coalesce(given, AwardRound.closes_on).label("closes_on"),
            func.count(Nomination.id).label("cases"),
            draft.label("draft_id"),
        )
        .join(Nomination, Nomination.award_round_id == AwardRound.id)
        .where(Nomination.submitting_unit_id == bindparam("unit_id"), *waiting)
        .group_by(AwardRound.id, AwardRound.name, AwardRound.closes_on)
        .order_by(AwardRound.closes_on, AwardRound.id)
    )


def enlist(sheet: Any, line: Any, cases: Iterable[Nomination]) -> None:  # noqa: ANN401 -- `line`: the model of one
    for position, case in enumerate(cases, start=1):
        sheet.items.append(line(nomination=case, position=position))
    db.session.flush()


def clear(sheet: Any, wanted: Iterable[int]) -> list[int]:  # noqa: ANN401
    """Take all names off a draft; says in which order `wanted` go on: who was there as before, then the new ones."""
    lines = sorted(sheet.items, key=lambda one: one.position)
    chosen = dict.fromkeys(wanted)
    kept = [one.nomination_id for one in lines if one.nomination_id in chosen]
    for one in lines:
        sheet.items.remove(one)
        db.session.delete(one)
    db.session.flush()
    return [*dict.fromkeys([*kept, *chosen])]
