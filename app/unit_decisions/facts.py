"""What a unit's decision knows about itself, and what it tells of the cases on it."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import contains_eager

from app import clock
from app.casework import teach
from app.extensions import db, read_rows
from app.nominations.models import Nomination
from app.nominations.openings import Look, contributes_facts
from app.nominations.whereabouts import Where, tells_where
from app.papers import operations as papers
from app.submissions.openings import results
from app.unit_decisions import authority
from app.unit_decisions.models import UnitDecision, UnitDecisionItem
from app.unit_decisions.reach import OUT, roles_of
from workflows.award_unit_1 import UnitState
from workflows.facts import UnitDecisionFacts
from workflows.unit_decisions_1 import UnitDecisionState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role, Sheet

SIGNED = frozenset({UnitDecisionState.SIGNED, UnitDecisionState.ISSUED, *OUT})
UNLISTED = Where("Hội đồng đơn vị đã thông qua, chờ đưa vào Quyết định", Role.UNIT_CLERK)
UNNUMBERED = Where("Thủ trưởng đã ký Quyết định, chờ cấp số", Role.UNIT_CLERICAL)


@contributes_facts(
    "unit_decision_is_signed",
    "is_struck_from_unit_decision",
    "unit_decision_is_posted",
    "unit_decision_is_reported",
)
def of_nomination(look: Look) -> dict[str, Any]:
    item = look.read(item_of)
    is_struck = item is not None and item.struck_reason is not None
    state = item.decision.state if item and not is_struck else None
    return {
        "unit_decision_is_signed": state in SIGNED,
        "is_struck_from_unit_decision": is_struck,
        "unit_decision_is_posted": state in OUT,
        "unit_decision_is_reported": state == UnitDecisionState.REPORTED,
    }


@contributes_facts("without_authority")
def of_authority(look: Look) -> dict[str, Any]:
    case = look.case
    return {"without_authority": tuple(authority.faults(case.submitting_unit, case.award_version, clock.today()))}


_LATEST_ITEM = (
    select(UnitDecisionItem)
    .join(UnitDecisionItem.decision)
    .where(
        UnitDecisionItem.nomination_id == bindparam("nomination_id"),
        UnitDecision.state != UnitDecisionState.CANCELLED,
    )
    .options(contains_eager(UnitDecisionItem.decision))
    .order_by(UnitDecisionItem.id.desc())
    .limit(1)
)


def latest_item(nomination_id: int) -> UnitDecisionItem | None:
    """The case's line on the newest decision that was not given up."""
    return db.session.scalars(_LATEST_ITEM, {"nomination_id": nomination_id}).one_or_none()


def item_of(case: Nomination) -> UnitDecisionItem | None:
    """The same, as one look at a case reads it."""
    return latest_item(case.id)


def living(decision: UnitDecision) -> list[UnitDecisionItem]:
    """The names on the list, in the order set by hand."""
    kept = (item for item in decision.items if item.struck_reason is None)
    return sorted(kept, key=lambda item: item.position)


def as_shown(decision: UnitDecision) -> str:
    """What a signature is given to: the sheet's version, and the names on it in their order."""
    return f"{decision.version}:{','.join(str(item.id) for item in living(decision))}"


def of_decision(decision: UnitDecision) -> UnitDecisionFacts:
    paper = papers.of_sheet(PaperCode.AWARD_DECISION, Sheet.UNIT_DECISION, decision.id)
    return UnitDecisionFacts(
        has_items=bool(living(decision)),
        unready=tuple(_unready(decision)) if decision.state == UnitDecisionState.DRAFT else (),
        has_number=paper is not None and paper.number is not None,
        has_signed_copy=paper is not None and paper.signed_copy_id is not None,
        is_posted=decision.posted_on is not None and bool(decision.posted_where),
    )


def _unready(decision: UnitDecision) -> Iterator[str]:
    """An award that is not the unit's to give, and names that went elsewhere or were not passed by its council."""
    yield from authority.faults(decision.unit, decision.award_version, clock.today())
    items = living(decision)
    known = results(item.nomination_id for item in items)
    for case in (item.nomination for item in items):
        if case.state != UnitState.AWAITS_DECISION:
            yield f"{case.nominee_name}: hồ sơ đang ở bước “{case.state_name}”. Đưa tên này ra khỏi danh sách."
        elif case.id not in known or not known[case.id].vote.passes:
            yield f"{case.nominee_name}: chưa có biên bản Hội đồng đơn vị thông qua. Đưa tên này ra khỏi danh sách."


def _lines(nomination_ids: Collection[int], state: UnitDecisionState) -> set[int]:
    return {*read_rows(_LISTED, {"nomination_ids": list(nomination_ids), "state": state.value}).scalars()}


_LISTED = (
    select(UnitDecisionItem.nomination_id)
    .join(UnitDecision, UnitDecision.id == UnitDecisionItem.unit_decision_id)
    .where(
        UnitDecisionItem.nomination_id.in_(bindparam("nomination_ids", expanding=True)),
        UnitDecisionItem.struck_reason.is_(None),
        UnitDecision.state == bindparam("state"),
    )
)


@tells_where(UnitState.AWAITS_DECISION)
def not_on_a_list(nomination_ids: Collection[int]) -> Mapping[int, Where]:
    """Passed by the council, and on no list before the head: it is the clerk who writes it down there."""
    return dict.fromkeys({*nomination_ids} - _lines(nomination_ids, UnitDecisionState.DRAFT), UNLISTED)


@tells_where(UnitState.DECIDED)
def signed_not_issued(nomination_ids: Collection[int]) -> Mapping[int, Where]:
    return dict.fromkeys(_lines(nomination_ids, UnitDecisionState.SIGNED), UNNUMBERED)


teach(UnitDecision, facts=of_decision, roles=roles_of)
