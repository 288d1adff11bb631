"""The sealed ballot box of one meeting: prepared, frozen, open, closed, counted, signed, without keys.

Never back.

A second vote on the same names is another ballot. Casting is no step: it moves nothing and is told to nobody.
"""

from collections.abc import Iterator
from enum import StrEnum

from workflows.engine import StateInfo, Transition, Workflow, guard
from workflows.facts import BallotFacts
from workflows.vocabulary import Paper, Role, StateKind

KEEPS = frozenset({Role.COUNCIL_SECRETARY, Role.UNIT_COUNCIL_SECRETARY})
CHAIRS = frozenset({Role.COUNCIL_CHAIR, Role.UNIT_COUNCIL_SECRETARY})


@guard("Chưa đủ điều kiện chốt danh sách.")
def the_list_can_be_frozen(facts: BallotFacts) -> Iterator[str]:
    yield from facts.unready


@guard("Phiên họp đã khai mạc thì mới bỏ phiếu.")
def the_meeting_is_open(facts: BallotFacts) -> bool:
    return facts.meeting_is_open


@guard("Có thành viên Ban kiểm phiếu chưa nhận và nhập lại phiếu mở thùng.")
def every_slip_is_confirmed(facts: BallotFacts) -> Iterator[str]:
    for name in facts.without_slip:
        yield f"{name} chưa nhận và nhập lại phiếu mở thùng."


@guard("Thùng phiếu không còn nguyên như khi kết thúc bỏ phiếu: không kiểm được. Hủy lần bỏ phiếu và bỏ phiếu lại.")
def the_box_is_whole(facts: BallotFacts) -> bool:
    return facts.is_whole


@guard("Trong thùng có quá ít lá phiếu: không mở. Hủy lần bỏ phiếu và bỏ phiếu lại.")
def enough_have_voted(facts: BallotFacts) -> Iterator[str]:
    yield from facts.too_few


@guard("Chốt kết quả kiểm phiếu ở phiên họp trước: Biên bản kiểm phiếu lập từ đó.")
def the_tally_sheet_is_made(facts: BallotFacts) -> bool:
    return facts.meeting_is_counted


@guard("Chưa đến ngày hủy phiếu mở thùng.")
def the_slips_may_go(facts: BallotFacts) -> Iterator[str]:
    if facts.slips_kept_until:
        yield f"Phiếu mở thùng được niêm phong đến hết ngày {facts.slips_kept_until}: hủy sau ngày đó."


class BallotState(StrEnum):
    DRAFT = "DRAFT"
    FROZEN = "FROZEN"
    VOTING = "VOTING"
    CLOSED = "CLOSED"
    COUNTED = "COUNTED"
    SIGNED = "SIGNED"
    KEPT = "KEPT"
    CANCELLED = "CANCELLED"


class SealedBallot1(Workflow):
    """Bỏ phiếu kín trực tuyến: thùng phiếu niêm phong."""

    key = "sealed_ballot"
    version = 1
    title = "Bỏ phiếu kín trực tuyến"
    initial = BallotState.DRAFT
    states = {
        BallotState.DRAFT: StateInfo("Chuẩn bị bỏ phiếu", StateKind.INITIAL, Role.COUNCIL_SECRETARY),
        BallotState.FROZEN: StateInfo("Đã chốt danh sách, chờ bắt đầu", StateKind.NORMAL, Role.COUNCIL_SECRETARY),
        BallotState.VOTING: StateInfo("Đang bỏ phiếu", StateKind.NORMAL, Role.COUNCIL_SECRETARY),
        BallotState.CLOSED: StateInfo("Đã kết thúc bỏ phiếu, chờ mở thùng phiếu", StateKind.NORMAL, Role.TELLER),
        BallotState.COUNTED: StateInfo("Đã kiểm phiếu, chờ ký biên bản", StateKind.NORMAL, Role.TELLER),
        BallotState.SIGNED: StateInfo(
            "Đã ký biên bản, chờ hủy phiếu mở thùng", StateKind.NORMAL, Role.COUNCIL_SECRETARY
        ),
        BallotState.KEPT: StateInfo("Đã hủy phiếu mở thùng, lưu", StateKind.FINAL, Role.COUNCIL_SECRETARY),
        BallotState.CANCELLED: StateInfo("Đã hủy lần bỏ phiếu", StateKind.FINAL, Role.COUNCIL_SECRETARY),
    }
    milestones = {
        "Chuẩn bị": (BallotState.DRAFT, BallotState.FROZEN),
        "Bỏ phiếu": (BallotState.VOTING,),
        "Kiểm phiếu": (BallotState.CLOSED, BallotState.COUNTED),
        "Ký, lưu": (BallotState.SIGNED, BallotState.KEPT),
    }

    freeze = Transition(
        id="BP01",
        label="Chốt danh sách",
        source={BallotState.DRAFT},
        target=BallotState.FROZEN,
        by=KEEPS,
        condition="danh sách, thành viên, người không bỏ phiếu và Ban kiểm phiếu không thay đổi nữa",
        when=[the_list_can_be_frozen],
    )
    start = Transition(
        id="BP02",
        label="Bắt đầu bỏ phiếu",
        source={BallotState.FROZEN},
        target=BallotState.VOTING,
        by=KEEPS | CHAIRS,
        condition="ba thành viên Ban kiểm phiếu giữ phiếu mở thùng của mình",
        when=[the_meeting_is_open, every_slip_is_confirmed],
    )
    close = Transition(
        id="BP03",
        label="Kết thúc bỏ phiếu",
        source={BallotState.VOTING},
        target=BallotState.CLOSED,
        by=KEEPS | CHAIRS,
        condition="mọi thành viên đã bỏ phiếu hoặc đã hết giờ",
    )
    open_box = Transition(
        id="BP04",
        label="Mở thùng phiếu để kiểm",
        source={BallotState.CLOSED},
        target=BallotState.COUNTED,
        by=KEEPS | {Role.TELLER},
        condition="hai trong ba phiếu mở thùng",
        when=[the_box_is_whole, enough_have_voted],
    )
    sign = Transition(
        id="BP05",
        label="Ký Biên bản kiểm phiếu",
        source={BallotState.COUNTED},
        target=BallotState.SIGNED,
        by={Role.TELLER},
        condition="Ban kiểm phiếu đã ký bản giấy; từ đây không kiểm lại",
        when=[the_tally_sheet_is_made],
    )
    destroy_keys = Transition(
        id="BP06",
        label="Hủy phiếu mở thùng",
        source={BallotState.SIGNED},
        target=BallotState.KEPT,
        by=KEEPS,
        condition="hết thời hiệu khiếu nại, hoặc ngay khi ký nếu Hội đồng chọn; có biên bản",
        when=[the_slips_may_go],
        papers=[Paper.MINUTES],
    )
    cancel = Transition(
        id="BP07",
        label="Hủy lần bỏ phiếu trực tuyến",
        source={BallotState.DRAFT, BallotState.FROZEN, BallotState.VOTING, BallotState.CLOSED},
        target=BallotState.CANCELLED,
        by=KEEPS | CHAIRS,
        condition="thùng phiếu không mở",
        papers=[Paper.MINUTES],
        needs_reason=True,
    )
