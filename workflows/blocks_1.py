"""The year of an emulation block (cụm, khối thi đua): table, self-scores, cross-checks, meeting, confirmation.

Whoever leads the block takes its steps; Sở Nội vụ does where the leader has no account, and it alone confirms.
"""

from collections.abc import Iterator
from enum import StrEnum

from workflows.engine import StateInfo, Transition, Workflow, guard
from workflows.facts import BlockFacts
from workflows.vocabulary import Role, StateKind

LEADING = frozenset({Role.UNIT_CLERK, Role.UNIT_HEAD, Role.APPRAISER, Role.BAN_HEAD})
CONFIRMING = frozenset({Role.BAN_HEAD, Role.SNV_DIRECTOR})


@guard("Chưa đủ thành viên, trưởng khối hoặc bảng chấm điểm.")
def year_is_ready(facts: BlockFacts) -> Iterator[str]:
    yield from facts.unready


@guard("Đã có đơn vị tự chấm điểm: bảng chấm điểm không sửa được nữa.")
def nobody_has_scored(facts: BlockFacts) -> bool:
    return not facts.has_scores


@guard("Còn đơn vị chưa gửi điểm tự chấm.")
def every_score_is_sent(facts: BlockFacts) -> Iterator[str]:
    if facts.unsent:
        yield f"Chưa gửi điểm tự chấm: {', '.join(facts.unsent)}."


@guard("Còn đơn vị chưa có đơn vị chấm chéo.")
def everybody_has_a_checker(facts: BlockFacts) -> Iterator[str]:
    if facts.unassigned:
        yield f"Chưa phân công chấm chéo cho: {', '.join(facts.unassigned)}."


@guard("Còn đơn vị chưa được chấm chéo.")
def every_check_is_in(facts: BlockFacts) -> Iterator[str]:
    if facts.unchecked:
        yield f"Chưa có điểm chấm chéo của: {', '.join(facts.unchecked)}."


@guard("Còn điểm chênh lệch chưa chốt.")
def every_difference_is_settled(facts: BlockFacts) -> Iterator[str]:
    if facts.unsettled:
        yield f"Còn điểm chênh lệch chưa chốt của: {', '.join(facts.unsettled)}."


@guard("Đã ghi kết quả họp khối: hủy kết quả đó trước.")
def no_result_stands(facts: BlockFacts) -> bool:
    return not facts.has_result


@guard("Ghi kết quả họp khối, kèm biên bản đã ký.")
def a_result_stands(facts: BlockFacts) -> bool:
    return facts.has_result


class BlockState(StrEnum):
    PREPARING = "PREPARING"
    SCORING = "SCORING"
    CROSS_CHECKING = "CROSS_CHECKING"
    MEETING = "MEETING"
    SENT = "SENT"
    CONFIRMED = "CONFIRMED"


class BlockYear1(Workflow):
    """Một năm của cụm, khối thi đua."""

    key = "block_year"
    version = 1
    title = "Chấm điểm, suy tôn của khối thi đua"
    initial = BlockState.PREPARING
    states = {
        BlockState.PREPARING: StateInfo("Chuẩn bị: thành viên, bảng chấm điểm", StateKind.INITIAL, Role.UNIT_CLERK),
        BlockState.SCORING: StateInfo("Các đơn vị tự chấm điểm", StateKind.NORMAL, Role.UNIT_CLERK),
        BlockState.CROSS_CHECKING: StateInfo("Chấm chéo, chốt điểm", StateKind.NORMAL, Role.UNIT_CLERK),
        BlockState.MEETING: StateInfo("Họp khối, suy tôn", StateKind.NORMAL, Role.UNIT_CLERK),
        BlockState.SENT: StateInfo("Đã gửi Sở Nội vụ", StateKind.NORMAL, Role.BAN_HEAD),
        BlockState.CONFIRMED: StateInfo("Sở Nội vụ đã xác nhận", StateKind.CLOSED, Role.BAN_HEAD),
    }
    milestones = {
        "Chuẩn bị": (BlockState.PREPARING,),
        "Tự chấm": (BlockState.SCORING,),
        "Chấm chéo": (BlockState.CROSS_CHECKING,),
        "Họp khối": (BlockState.MEETING,),
        "Gửi Sở Nội vụ": (BlockState.SENT,),
        "Xác nhận": (BlockState.CONFIRMED,),
    }

    publish = Transition(
        id="KT01",
        label="Công bố bảng chấm điểm",
        source={BlockState.PREPARING},
        target=BlockState.SCORING,
        by=LEADING,
        when=[year_is_ready],
    )
    take_back = Transition(
        id="KT02",
        label="Thu lại bảng chấm điểm để sửa",
        source={BlockState.SCORING},
        target=BlockState.PREPARING,
        by=LEADING,
        when=[nobody_has_scored],
        needs_reason=True,
    )
    begin_cross_check = Transition(
        id="KT03",
        label="Kết thúc tự chấm, chuyển chấm chéo",
        source={BlockState.SCORING},
        target=BlockState.CROSS_CHECKING,
        by=LEADING,
        when=[every_score_is_sent, everybody_has_a_checker],
    )
    close_scores = Transition(
        id="KT04",
        label="Chốt điểm, chuyển họp khối",
        source={BlockState.CROSS_CHECKING},
        target=BlockState.MEETING,
        by=LEADING,
        when=[every_check_is_in, every_difference_is_settled],
    )
    correct_scores = Transition(
        id="KT05",
        label="Mở lại để sửa điểm",
        source={BlockState.MEETING},
        target=BlockState.CROSS_CHECKING,
        by=LEADING,
        when=[no_result_stands],
        needs_reason=True,
    )
    send = Transition(
        id="KT06",
        label="Gửi kết quả cho Sở Nội vụ",
        source={BlockState.MEETING},
        target=BlockState.SENT,
        by=LEADING,
        when=[a_result_stands],
    )
    send_back = Transition(
        id="KT07",
        label="Trả lại trưởng khối",
        source={BlockState.SENT},
        target=BlockState.MEETING,
        by=CONFIRMING | {Role.APPRAISER},
        needs_reason=True,
    )
    confirm = Transition(
        id="KT08",
        label="Xác nhận kết quả của khối",
        source={BlockState.SENT},
        target=BlockState.CONFIRMED,
        by=CONFIRMING,
        when=[a_result_stands],
    )
    reopen = Transition(
        id="KT09",
        label="Hủy xác nhận",
        source={BlockState.CONFIRMED},
        target=BlockState.MEETING,
        by=CONFIRMING,
        needs_reason=True,
    )
