"""What waits for whom: a state of a case, or of a sheet, and the offices that work on it there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from app.complaints.models import ComplaintStatus
from app.party_opinions.models import PartyStatus
from app.public_notices.models import NoticeStatus
from workflows.award_province_1 import State
from workflows.award_state_1 import AboveState
from workflows.award_unit_1 import UnitState
from workflows.resolution_2015_1 import State as OfResolution
from workflows.vocabulary import Role


class InOtherHands(str):
    """What somebody else has to do: to be followed, not to be done."""

    __slots__ = ()


class Waiting(NamedTuple):
    """One line of the worklist."""

    what: str  # whom or what it is about
    detail: str  # award, unit
    todo: str  # what to do
    room: str  # whose page shows it: the room's address and its id
    id: int
    since: datetime
    due: datetime | None
    words: str = ""  # who gave it, and with which words
    page: str = ""  # of that thing, where not its own is opened: what follows the id

    @property
    def is_elsewhere(self) -> bool:
        return isinstance(self.todo, InOtherHands)


LEFT_BEHIND = "Xét tiếp sau tạm dừng, Tờ trình đã đi: trả Sở Nội vụ đưa vào Tờ trình khác"
CASES: Mapping[Role, Mapping[StrEnum, str]] = {
    Role.UNIT_CLERK: {
        State.DRAFT: "Soạn tiếp, gửi kiểm tra",
        State.UNIT_CHECK: "Kiểm tra, trình Hội đồng đơn vị",
        State.UNIT_PUBLIC: "Hết thời gian công khai thì trình Hội đồng đơn vị",
        State.UNIT_SIGN: "Đưa vào Tờ trình của đơn vị",
        UnitState.AWAITS_DECISION: "Đưa vào Quyết định của đơn vị",
        State.SUPPLEMENT: "Bổ sung hồ sơ",
        State.RETURNED: "Hoàn thiện, nộp lại",
    },
    Role.UNIT_COUNCIL_SECRETARY: {State.UNIT_COUNCIL: "Đưa vào phiên họp, ghi kết quả"},
    Role.INTAKE_OFFICER: {State.SUBMITTED: "Tiếp nhận, vào sổ", State.INTAKE: "Kiểm tra thành phần hồ sơ"},
    Role.APPRAISER: {
        State.APPRAISAL: "Thẩm định",
        State.SNV_SUBMISSION: "Đưa vào Tờ trình của Sở Nội vụ",
        AboveState.MORE_ASKED: "Gửi bổ sung theo yêu cầu của cấp Nhà nước, ghi ngày gửi",
        State.PUBLISHED: "Thông báo kết quả",
    },
    Role.BAN_HEAD: {
        State.DRAFT: "Soạn tiếp, chuyển thẩm định theo thủ tục đơn giản",
        State.APPRAISAL: "Phân công, kết luận thẩm định",  # told more closely, by how far each case is
        State.SUPPLEMENT: "Quá hạn bổ sung: trả đơn vị",
        State.SUSPENDED: "Chờ kết luận; có kết luận thì xét tiếp hoặc chấm dứt",  # told more closely once it is found
    },
    Role.SNV_DRAFTER: {State.SNV_SUBMISSION: "Đưa vào Tờ trình của Sở Nội vụ"},
    Role.SNV_DIRECTOR: {
        State.SNV_SUBMISSION: "Thông báo không khen thưởng",  # of those the Chairman took off a list
        State.APPRAISED: "Trình thẳng Chủ tịch UBND tỉnh",  # of those that no council considers
    },
    Role.VPUB: {State.VPUB_REVIEW: LEFT_BEHIND},  # of those whose list went on while they were suspended
    Role.CHAIRMAN: {
        State.AT_CHAIR: LEFT_BEHIND,  # likewise
        State.REPLACING: "Ký quyết định sửa đổi, thay thế hoặc công văn đính chính",
        State.REVOCATION_REVIEW: "Quyết định hủy hoặc không hủy khen thưởng",
        State.NOT_APPROVED: "Thẩm định lại theo kết quả giải quyết khiếu nại",
    },
    Role.BAN_DEPUTY: {State.APPRAISAL: "Xử lý, hoặc giao chuyên viên"},  # of those they were given
    Role.COUNCIL_SECRETARY: {
        State.APPRAISED: "Đưa vào phiên họp Hội đồng",
        State.COUNCIL_SCHEDULED: "Chuẩn bị phiên họp",
    },
}
PETITIONS: Mapping[ComplaintStatus, str] = {
    ComplaintStatus.RECEIVED: "Thụ lý, hoặc trả lời không thụ lý",
    ComplaintStatus.ACCEPTED: "Giải quyết, ghi kết quả",
}
SUPPLEMENT_ELSEWHERE: Mapping[Role, str] = {  # the unit mends until the day that was set, then the head sends it back
    Role.UNIT_CLERK: InOtherHands("Đã quá hạn bổ sung: chờ Sở Nội vụ trả lại hồ sơ"),
    Role.BAN_HEAD: InOtherHands("Chờ đơn vị bổ sung"),
}
TO_SEND_UP = "Kiểm tra, đưa vào Tờ trình gửi cấp trên"  # of a subordinate unit
CAME_UP = "Kiểm tra hồ sơ đơn vị trực thuộc, trình Hội đồng"  # of its superior
GOING_UP: Mapping[str, str] = {  # by the state of the Tờ trình that carries it up
    "DRAFT": InOtherHands("Đã ở Tờ trình gửi cấp trên, chờ thủ trưởng ký"),
    "SIGNED": InOtherHands("Đã ở Tờ trình gửi cấp trên, chờ cấp số"),
    "SENT": "Tiếp nhận hồ sơ đơn vị trực thuộc gửi lên, hoặc trả lại",
}
NOTICES: Mapping[Role, Mapping[NoticeStatus, str]] = {
    Role.SNV_DIRECTOR: {
        NoticeStatus.DRAFT: "Xem danh sách, ký thông báo lấy ý kiến",
        NoticeStatus.CLOSED: "Ký báo cáo kết quả lấy ý kiến",
    },
    Role.APPRAISER: {
        NoticeStatus.SIGNED: "Đăng thông báo lấy ý kiến, ghi ngày đăng",  # once it has its number
        NoticeStatus.OPEN: "Hết thời hạn lấy ý kiến: xem xét, tổng hợp",  # once its last day is over
    },
}
PARTY: Mapping[Role, tuple[PartyStatus, str]] = {
    Role.SNV_DIRECTOR: (PartyStatus.NEEDED, "Xin ý kiến Ban Thường vụ Tỉnh ủy"),
    Role.PARTY_COMMITTEE: (PartyStatus.ASKED, "Ghi trả lời của Ban Thường vụ Tỉnh ủy"),
}
SIMPLIFIED_DRAFT = "Soạn tiếp, đưa vào Tờ trình (thủ tục đơn giản)"  # of a unit
ON_A_LIST: Mapping[str, str] = {  # nothing more to do but to see to it that it is signed
    State.DRAFT: InOtherHands("Đã ở Tờ trình, chờ thủ trưởng ký"),
    State.UNIT_SIGN: InOtherHands("Đã ở Tờ trình, chờ thủ trưởng ký"),
    UnitState.AWAITS_DECISION: InOtherHands("Đã ở Quyết định, chờ thủ trưởng ký"),
    State.SNV_SUBMISSION: InOtherHands("Đã ở Tờ trình, chờ Giám đốc Sở"),
}


@dataclass(frozen=True, kw_only=True)
class SheetWork:
    """A sheet in a state, and what an office does about it."""

    state: str
    todo: str


GATHERINGS: Mapping[Role, tuple[SheetWork, ...]] = {
    Role.UNIT_HEAD: (SheetWork(state="DRAFT", todo="Xem danh sách, ký Tờ trình gửi cấp trên"),),
    Role.UNIT_CLERICAL: (SheetWork(state="SIGNED", todo="Cấp số, đính bản đã ký, gửi cấp trên"),),
    Role.UNIT_CLERK: (
        SheetWork(state="SIGNED", todo="Cấp số, đính bản đã ký, gửi cấp trên"),
        SheetWork(state="SENT", todo="Tiếp nhận, trả lời từng hồ sơ"),
    ),
}
SUBMISSIONS: Mapping[Role, tuple[SheetWork, ...]] = {
    Role.UNIT_HEAD: (SheetWork(state="DRAFT", todo="Xem danh sách, ký Tờ trình"),),
    Role.UNIT_CLERICAL: (SheetWork(state="SIGNED", todo="Cấp số, đính bản đã ký"),),
    Role.UNIT_CLERK: (SheetWork(state="SIGNED", todo="Cấp số, đính bản đã ký"),),
}
UNIT_DECISIONS: Mapping[Role, tuple[SheetWork, ...]] = {
    Role.UNIT_HEAD: (SheetWork(state="DRAFT", todo="Xem danh sách, ký Quyết định khen thưởng"),),
    Role.UNIT_CLERICAL: (SheetWork(state="SIGNED", todo="Cấp số, đính bản đã ký của Quyết định"),),
    Role.UNIT_CLERK: (
        SheetWork(state="SIGNED", todo="Cấp số, đính bản đã ký của Quyết định"),
        SheetWork(state="ISSUED", todo="Công bố Quyết định tại đơn vị"),
        SheetWork(state="POSTED", todo="Báo cáo Quyết định với Sở Nội vụ"),
    ),
}
MEETINGS: Mapping[Role, tuple[SheetWork, ...]] = {
    Role.UNIT_COUNCIL_SECRETARY: (
        SheetWork(state="PREPARING", todo="Chuẩn bị, mở phiên họp"),
        SheetWork(state="OPEN", todo="Tiến hành bỏ phiếu, ghi kết quả"),
        SheetWork(state="COUNTED", todo="Kết thúc phiên họp, lập biên bản"),
    ),
    Role.COUNCIL_SECRETARY: (
        SheetWork(state="PREPARING", todo="Chuẩn bị phiên họp"),
        SheetWork(state="OPEN", todo="Tiến hành bỏ phiếu, ghi kết quả"),
    ),
    Role.COUNCIL_CHAIR: (
        SheetWork(state="PREPARING", todo="Khai mạc phiên họp"),
        SheetWork(state="COUNTED", todo="Kết luận phiên họp"),
    ),
}
INITIATIVES: Mapping[Role, str] = {Role.UNIT_COUNCIL_SECRETARY: "Đưa sáng kiến vào phiên họp Hội đồng sáng kiến"}
BLOCKS: Mapping[Role, Mapping[str, str]] = {  # by the state of the block's year
    Role.UNIT_CLERK: {
        "PREPARING": "Xem lại thành viên, lập bảng chấm điểm của khối",
        "SCORING": "Tự chấm điểm thi đua trong khối",
        "CROSS_CHECKING": "Chấm chéo trong khối",
        "MEETING": "Ghi kết quả họp khối, gửi Sở Nội vụ",
    },
    Role.BAN_HEAD: {"SENT": "Xem, xác nhận kết quả của khối thi đua"},
}
AWARD_DRAFTS: Mapping[Role, str] = {
    Role.APPRAISER: "Sửa bản soạn bị trả lại, gửi lại",
    Role.BAN_HEAD: "Đọc so sánh, phê duyệt bản mới",
    Role.SNV_DIRECTOR: "Đọc so sánh, phê duyệt bản mới",
}
REGISTRATIONS: Mapping[Role, Mapping[str, str]] = {  # by the state of the unit's sheet
    Role.UNIT_CLERK: {
        "DRAFT": "Lập bản đăng ký thi đua của đơn vị",
        "REOPENED": "Sở Nội vụ mở lại: sửa bản đăng ký thi đua",
    },
    Role.UNIT_HEAD: {
        "DRAFT": "Xem, ký, gửi bản đăng ký thi đua",
        "REOPENED": "Xem, ký lại bản đăng ký thi đua",
    },
}
PROPOSALS: Mapping[Role, tuple[SheetWork, ...]] = {
    Role.SNV_DIRECTOR: (SheetWork(state="DRAFT", todo="Xem danh sách, ký Tờ trình"),),
    Role.VPUB: (SheetWork(state="AT_VPUB", todo="Kiểm tra thể thức, trình ký"),),
    Role.CHAIRMAN: (SheetWork(state="AT_CHAIR", todo="Xem xét, ký Quyết định hoặc Tờ trình"),),
}
LETTERS: Mapping[Role, tuple[SheetWork, ...]] = {
    Role.SNV_CLERICAL: (SheetWork(state="SIGNED", todo="Ghi số, ngày, đính bản đã ký của Tờ trình"),),
}
CASE_LETTERS: Mapping[Role, tuple[SheetWork, ...]] = {
    role: (SheetWork(state="SIGNED", todo="Ghi số, ngày, đính bản đã ký, phát hành"),)
    for role in (Role.SNV_CLERICAL, Role.UNIT_CLERICAL, Role.CLERICAL_UBND)
}
DECISIONS: Mapping[Role, tuple[SheetWork, ...]] = {
    Role.CLERICAL_UBND: (SheetWork(state="SIGNED", todo="Cấp số, phát hành Quyết định"),),
    Role.APPRAISER: (SheetWork(state="SIGNED", todo="Công bố quyết định của cấp Nhà nước"),),
}
UPWARD: Mapping[Role, tuple[SheetWork, ...]] = {
    Role.CLERICAL_UBND: (SheetWork(state="SIGNED", todo="Cấp số, đính bản đã ký của Tờ trình cấp Nhà nước"),),
    Role.APPRAISER: (
        SheetWork(state="ISSUED", todo="Gửi gói hồ sơ lên cấp Nhà nước, ghi ngày gửi"),
        SheetWork(state="SENT", todo=InOtherHands("Chờ kết quả của cấp Nhà nước")),
    ),
}
RESOLUTIONS: Mapping[Role, Mapping[str, str]] = {
    Role.SNV_DIRECTOR: {
        OfResolution.ASSIGNED: "Lập kế hoạch, giao soạn thảo nghị quyết",
        OfResolution.DRAFTING: "Chốt dự thảo, đưa ra lấy ý kiến",
        OfResolution.REVISING: "Ký hồ sơ gửi thẩm định",
        OfResolution.POST_APPRAISAL: "Trình UBND tỉnh dự thảo nghị quyết",
    },
    Role.SNV_DRAFTER: {
        OfResolution.PROPOSAL: "Soạn Tờ trình đề nghị xây dựng nghị quyết",
        OfResolution.DRAFTING: "Soạn dự thảo nghị quyết",
        OfResolution.CONSULTING: "Theo dõi lấy ý kiến, đăng Cổng",
        OfResolution.REVISING: "Tổng hợp, giải trình, tiếp thu ý kiến",
        OfResolution.POST_APPRAISAL: "Chỉnh lý sau thẩm định",
        OfResolution.POST_REVIEW: "Giải trình, tiếp thu ý kiến thẩm tra",
    },
    Role.CHAIRMAN: {
        OfResolution.PROPOSAL: "Ký Tờ trình đề nghị xây dựng nghị quyết",
        OfResolution.POST_REVIEW: "Gửi báo cáo tiếp thu, dự thảo đã chỉnh lý",
    },
    Role.JUSTICE_DEPARTMENT: {
        OfResolution.STP_INTAKE: "Tiếp nhận hồ sơ đề nghị thẩm định",
        OfResolution.STP_APPRAISAL: "Thẩm định dự thảo nghị quyết",
    },
    Role.VPUB: {
        OfResolution.UBND_AGENDA: "Kiểm tra, xếp phiên họp UBND tỉnh",
        OfResolution.UBND_VOTE: "Ghi kết quả biểu quyết của UBND tỉnh",
    },
    Role.HDND_STANDING: {
        OfResolution.PROPOSAL_REVIEW: "Xem xét đề nghị xây dựng nghị quyết",
        OfResolution.SUBMITTED: "Phân công Ban thẩm tra",
        OfResolution.DEFERRED: "Đưa lại vào kỳ họp kế tiếp",
    },
    Role.HDND_COMMITTEE: {OfResolution.COMMITTEE_REVIEW: "Họp thẩm tra, báo cáo thẩm tra"},
    Role.HDND_CHAIR: {
        OfResolution.SESSION: "Kết luận thảo luận, đưa ra biểu quyết",
        OfResolution.PASSED: "Ký chứng thực nghị quyết",
    },
    Role.HDND_OFFICE: {
        OfResolution.TO_DELEGATES: "Gửi tài liệu đại biểu",
        OfResolution.VOTE: "Ghi kết quả biểu quyết của HĐND tỉnh",
        OfResolution.CERTIFIED: "Gửi, đăng Công báo",
    },
}
