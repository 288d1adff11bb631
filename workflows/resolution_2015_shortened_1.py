"""The shortened procedure (trình tự rút gọn): what differs from `resolution_2015`, and nothing else.

A step of the facts that leads from and to the same states takes the place of the ordinary one; any other is added.
"""

from workflows import limits
from workflows import resolution_guards_1 as guards
from workflows.engine import Transition
from workflows.resolution_2015_1 import Resolution2015, State
from workflows.vocabulary import Paper, Role, Tell

LIMITS = limits.beside(__file__)

__all__ = ["Resolution2015Shortened", "State"]


class Resolution2015Shortened(Resolution2015):
    key = "resolution_2015_shortened"
    version = 1
    title = "HĐND tỉnh ban hành nghị quyết QPPL theo trình tự, thủ tục rút gọn"

    sign_request = Resolution2015.sign_request.but(
        id="RS01",
        label="Đề nghị áp dụng trình tự rút gọn",
        source={State.PROPOSAL},
        target=State.PROPOSAL_REVIEW,
        by={Role.CHAIRMAN},
        condition="thuộc trường hợp khẩn cấp/đột xuất/cấp bách hoặc sửa đổi cho phù hợp văn bản mới (Đ.146)",
        when=[
            guards.session_is_named,
            guards.is_shortened,
            guards.condition_is_confirmed,
            guards.has(Paper.SHORTENED_REQUEST),
        ],
        papers=[Paper.SHORTENED_REQUEST],
        limit=None,
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.146",
        confidence="memory_medium",
        note="",
    )

    approve_request = Resolution2015.approve_request.but(
        id="RS02",
        label="Quyết định áp dụng rút gọn",
        source={State.PROPOSAL_REVIEW},
        target=State.DRAFTING,
        by={Role.HDND_STANDING},
        condition="Thường trực HĐND đồng ý",
        when=[guards.condition_is_confirmed, guards.has(Paper.SHORTENED_CONSENT)],
        papers=[Paper.SHORTENED_CONSENT],
        limit=None,
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.147",
        confidence="memory_medium",
        note="",
    )

    send_straight_to_appraisal = Transition(
        id="RS03",
        label="Gửi thẳng thẩm định (có thể lấy ý kiến ≤20 ngày)",
        source={State.DRAFTING},
        target=State.STP_INTAKE,
        by={Role.SNV_DRAFTER},
        condition="không bắt buộc đăng Cổng",
        when=[guards.is_shortened, guards.has(Paper.LEGAL_APPRAISAL_REQUEST)],
        papers=[Paper.LEGAL_APPRAISAL_REQUEST],
        then=[Tell(Role.JUSTICE_DEPARTMENT)],
        told="Sở Nội vụ gửi thẳng hồ sơ dự thảo nghị quyết (rút gọn) đề nghị thẩm định",
        limit=LIMITS["send_straight_to_appraisal"],
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.148",
        confidence="memory_medium",
    )

    appraise_fit = Resolution2015.appraise_fit.but(
        id="RS04",
        label="Thẩm định",
        source={State.STP_APPRAISAL},
        target=State.POST_APPRAISAL,
        by={Role.JUSTICE_DEPARTMENT},
        condition="",
        when=[guards.has(Paper.LEGAL_APPRAISAL_REPORT)],
        papers=[Paper.LEGAL_APPRAISAL_REPORT],
        limit=LIMITS["appraise_fit"],
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.148",
        confidence="memory_medium",
        note="",
    )

    send_to_delegates = Resolution2015.send_to_delegates.but(
        id="RS05",
        label="Xem xét tại kỳ họp gần nhất theo Đ.126",
        source={State.TO_DELEGATES},
        target=State.SESSION,
        by={Role.HDND_STANDING},
        condition="",
        when=[guards.session_is_set],
        papers=[],
        limit=None,
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.149 điểm e (số điều suy từ vị trí ngay trước Đ.150)",
        confidence="verified",
        note="",
    )

    come_into_force = Resolution2015.come_into_force.but(
        id="RS06",
        label="Hiệu lực",
        source={State.PROMULGATED},
        target=State.IN_FORCE,
        by={Role.SYSTEM},
        condition="có thể từ ngày thông qua; đăng Cổng ngay; Công báo ≤3 ngày",
        when=[guards.effective_day_has_come],
        papers=[],
        limit=LIMITS["come_into_force"],
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.151 kh.2",
        confidence="verified",
        note="",
    )
