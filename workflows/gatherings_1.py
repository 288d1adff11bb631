"""Tờ trình of a subordinate unit to its superior: the sheet that carries its cases up, before the superior's council.

It decides nothing of a nominee: the superior answers name by name, and the sheet is answered with the last of them.
"""

from collections.abc import Iterator
from enum import StrEnum

from workflows.engine import StateInfo, Transition, Workflow, guard
from workflows.facts import GatheringFacts
from workflows.vocabulary import Paper, Role, StateKind, Tell


@guard("Thêm ít nhất một hồ sơ vào danh sách của Tờ trình.")
def gathering_has_items(facts: GatheringFacts) -> bool:
    return facts.has_items


@guard("Có hồ sơ trong danh sách chưa gửi lên được.")
def every_case_is_ready(facts: GatheringFacts) -> Iterator[str]:
    yield from facts.unready


@guard("Ghi số và ngày của Tờ trình theo sổ đăng ký của đơn vị.")
def gathering_has_a_number(facts: GatheringFacts) -> bool:
    return facts.has_number


@guard("Đính kèm bản Tờ trình đã ký (bản quét hoặc tệp ký số).")
def gathering_has_its_signed_copy(facts: GatheringFacts) -> bool:
    return facts.has_signed_copy


@guard("Còn hồ sơ chưa trả lời: tiếp nhận, hoặc không tiếp nhận kèm lý do.")
def every_name_is_answered(facts: GatheringFacts) -> bool:
    return facts.is_answered


class GatheringState(StrEnum):
    DRAFT = "DRAFT"
    SIGNED = "SIGNED"
    SENT = "SENT"
    ANSWERED = "ANSWERED"
    CANCELLED = "CANCELLED"


class UnitGathering1(Workflow):
    """Tờ trình của đơn vị trực thuộc gửi đơn vị cấp trên."""

    key = "unit_gathering"
    version = 1
    title = "Tờ trình của đơn vị trực thuộc gửi cấp trên"
    initial = GatheringState.DRAFT
    states = {
        GatheringState.DRAFT: StateInfo("Đang soạn Tờ trình gửi cấp trên", StateKind.INITIAL, Role.UNIT_CLERK),
        GatheringState.SIGNED: StateInfo("Thủ trưởng đơn vị đã ký", StateKind.NORMAL, Role.UNIT_CLERICAL),
        GatheringState.SENT: StateInfo("Đã gửi cấp trên, chờ tiếp nhận", StateKind.NORMAL, Role.UNIT_CLERK),
        GatheringState.ANSWERED: StateInfo("Cấp trên đã trả lời từng hồ sơ", StateKind.FINAL, Role.UNIT_CLERK),
        GatheringState.CANCELLED: StateInfo("Đã hủy Tờ trình", StateKind.FINAL, Role.UNIT_CLERK),
    }
    milestones = {
        "Soạn": (GatheringState.DRAFT,),
        "Ký": (GatheringState.SIGNED,),
        "Gửi cấp trên": (GatheringState.SENT,),
        "Trả lời": (GatheringState.ANSWERED,),
    }

    sign = Transition(
        id="TT01",
        label="Ký Tờ trình gửi cấp trên",
        source={GatheringState.DRAFT},
        target=GatheringState.SIGNED,
        by={Role.UNIT_HEAD},
        when=[gathering_has_items, every_case_is_ready],
        papers=[Paper.SUBMISSION_LETTER, Paper.NOMINATION_LIST],
        then=[Tell(Role.UNIT_CLERICAL)],
        told="Tờ trình gửi cấp trên đã ký, chờ cấp số",
    )
    issue = Transition(
        id="TT02",
        label="Cấp số, gửi cấp trên",
        source={GatheringState.SIGNED},
        target=GatheringState.SENT,
        by={Role.UNIT_CLERICAL, Role.UNIT_CLERK},
        condition="có số, ngày theo sổ đăng ký của đơn vị và bản đã ký",
        when=[gathering_has_a_number, gathering_has_its_signed_copy],
        papers=[Paper.SUBMISSION_LETTER, Paper.NOMINATION_LIST],
        then=[Tell(Role.UNIT_CLERK)],
        told="Đơn vị trực thuộc gửi Tờ trình đề nghị khen thưởng",
    )
    answer = Transition(
        id="TT03",
        label="Trả lời từng hồ sơ",
        source={GatheringState.SENT},
        target=GatheringState.ANSWERED,
        by={Role.UNIT_CLERK},
        condition="mỗi hồ sơ đã được tiếp nhận, hoặc không tiếp nhận kèm lý do",
        when=[every_name_is_answered],
        then=[Tell(Role.UNIT_CLERK)],
        told="Đơn vị cấp trên đã trả lời từng hồ sơ",
    )
    discard = Transition(
        id="TT04",
        label="Hủy Tờ trình",
        source={GatheringState.DRAFT},
        target=GatheringState.CANCELLED,
        by={Role.UNIT_CLERK, Role.UNIT_HEAD},
        needs_reason=True,
    )
