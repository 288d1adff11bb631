"""Quyết định khen thưởng của thủ trưởng đơn vị: the sheet of the unit's route, many names of one award.

It is signed, numbered, published and reported inside the unit; it decides what its head signs, name by name.
"""

from collections.abc import Iterator
from enum import StrEnum

from workflows.engine import StateInfo, Transition, Workflow, guard
from workflows.facts import UnitDecisionFacts
from workflows.vocabulary import Paper, Role, StateKind, Tell


@guard("Thêm ít nhất một hồ sơ vào danh sách của Quyết định.")
def unit_decision_has_items(facts: UnitDecisionFacts) -> bool:
    return facts.has_items


@guard("Danh sách của Quyết định chưa khớp biên bản họp Hội đồng.")
def every_name_may_be_decided(facts: UnitDecisionFacts) -> Iterator[str]:
    yield from facts.unready


@guard("Ghi số và ngày của Quyết định theo sổ đăng ký của đơn vị.")
def unit_decision_has_a_number(facts: UnitDecisionFacts) -> bool:
    return facts.has_number


@guard("Đính kèm bản Quyết định đã ký (bản quét hoặc tệp ký số).")
def unit_decision_has_its_signed_copy(facts: UnitDecisionFacts) -> bool:
    return facts.has_signed_copy


@guard("Ghi ngày và nơi công bố Quyết định tại đơn vị.")
def posting_is_recorded(facts: UnitDecisionFacts) -> bool:
    return facts.is_posted


class UnitDecisionState(StrEnum):
    DRAFT = "DRAFT"
    SIGNED = "SIGNED"
    ISSUED = "ISSUED"
    POSTED = "POSTED"
    REPORTED = "REPORTED"
    CANCELLED = "CANCELLED"


class UnitDecision1(Workflow):
    """Quyết định khen thưởng của thủ trưởng đơn vị."""

    key = "unit_decision"
    version = 1
    title = "Quyết định khen thưởng của thủ trưởng đơn vị"
    initial = UnitDecisionState.DRAFT
    states = {
        UnitDecisionState.DRAFT: StateInfo("Đang soạn Quyết định", StateKind.INITIAL, Role.UNIT_CLERK),
        UnitDecisionState.SIGNED: StateInfo("Thủ trưởng đơn vị đã ký", StateKind.NORMAL, Role.UNIT_CLERICAL),
        UnitDecisionState.ISSUED: StateInfo("Đã phát hành, chờ công bố", StateKind.NORMAL, Role.UNIT_CLERK),
        UnitDecisionState.POSTED: StateInfo("Đã công bố, chờ báo cáo", StateKind.NORMAL, Role.UNIT_CLERK),
        UnitDecisionState.REPORTED: StateInfo("Đã báo cáo Sở Nội vụ", StateKind.FINAL, Role.UNIT_CLERK),
        UnitDecisionState.CANCELLED: StateInfo("Đã hủy Quyết định (chưa ký)", StateKind.FINAL, Role.UNIT_CLERK),
    }
    milestones = {
        "Soạn": (UnitDecisionState.DRAFT,),
        "Ký": (UnitDecisionState.SIGNED,),
        "Phát hành": (UnitDecisionState.ISSUED,),
        "Công bố": (UnitDecisionState.POSTED,),
        "Báo cáo": (UnitDecisionState.REPORTED,),
    }

    sign = Transition(
        id="QU01",
        label="Ký Quyết định",
        source={UnitDecisionState.DRAFT},
        target=UnitDecisionState.SIGNED,
        by={Role.UNIT_HEAD},
        when=[unit_decision_has_items, every_name_may_be_decided],
        papers=[Paper.AWARD_DECISION, Paper.AWARD_LIST],
        then=[Tell(Role.UNIT_CLERICAL)],
        told="Quyết định khen thưởng của đơn vị đã ký, chờ cấp số",
    )
    issue = Transition(
        id="QU02",
        label="Cấp số, phát hành",
        source={UnitDecisionState.SIGNED},
        target=UnitDecisionState.ISSUED,
        by={Role.UNIT_CLERICAL, Role.UNIT_CLERK},
        condition="có số, ngày theo sổ đăng ký của đơn vị và bản đã ký",
        when=[unit_decision_has_a_number, unit_decision_has_its_signed_copy],
        papers=[Paper.AWARD_DECISION, Paper.AWARD_LIST],
        then=[Tell(Role.UNIT_CLERK)],
        told="Quyết định khen thưởng của đơn vị đã phát hành, chờ công bố",
    )
    post = Transition(
        id="QU03",
        label="Công bố tại đơn vị",
        source={UnitDecisionState.ISSUED},
        target=UnitDecisionState.POSTED,
        by={Role.UNIT_CLERK, Role.UNIT_CLERICAL},
        condition="ghi ngày và nơi công bố",
        when=[posting_is_recorded],
    )
    report = Transition(
        id="QU04",
        label="Báo cáo Sở Nội vụ",
        source={UnitDecisionState.POSTED},
        target=UnitDecisionState.REPORTED,
        by={Role.UNIT_CLERK, Role.UNIT_HEAD},
        then=[Tell(Role.BAN_HEAD)],
        told="Đơn vị báo cáo Quyết định khen thưởng",
    )
    discard = Transition(
        id="QU05",
        label="Hủy Quyết định",
        source={UnitDecisionState.DRAFT},
        target=UnitDecisionState.CANCELLED,
        by={Role.UNIT_CLERK, Role.UNIT_HEAD},
        needs_reason=True,
    )
