"""Thủ tục đơn giản: a medal for one of the cases of the law, without a unit's or the province's council.

What holds a state secret never enters: only its register number and date may be kept, outside any case.
"""

from workflows import limits
from workflows import nomination_guards_1 as guards
from workflows.engine import Transition
from workflows.medal_nomination_1 import MedalNomination1, State
from workflows.vocabulary import Paper, Role, Tell

LIMITS = limits.beside(__file__)

__all__ = ["MedalSimplified1", "State"]


class MedalSimplified1(MedalNomination1):
    key = "medal_simplified"
    version = 1
    title = "Thủ tục đơn giản"
    entry_cases = (
        "phục vụ nhiệm vụ chính trị, động viên kịp thời",
        "thành tích xuất sắc đột xuất / dũng cảm / giải quốc tế",
        "do người đứng đầu phát hiện",
        "cống hiến, niên hạn, đối ngoại",
    )
    entry_cases_basis = "Luật TĐKT Đ.85; NĐ 98/2023 Đ.40 (verified)"
    closed_to_secrets = (
        "trường hợp nội dung bí mật nhà nước KHÔNG đưa lên hệ thống: chỉ ghi số đăng ký và ngày, "
        "không tên, không báo cáo, không tệp"
    )

    open_simplified = Transition(
        id="KS01",
        label="Lập hồ sơ đơn giản (người đứng đầu phát hiện / đối ngoại / cống hiến...)",
        source={State.DRAFT},
        target=State.APPRAISAL,
        by={Role.BAN_HEAD},
        condition="một trong 5 trường hợp Đ.85",
        when=[guards.rule_set_is_in_force, guards.procedure_is_simplified, guards.nothing_required_is_missing],
        papers=[Paper.SUBMISSION_LETTER, Paper.ACHIEVEMENT_SUMMARY],
        then=[Tell(Role.APPRAISER)],
        told="Hồ sơ theo thủ tục đơn giản, chờ thẩm định",
        limit=LIMITS["open_simplified"],
        law="Luật TĐKT 06/2022 Đ.85; NĐ 98/2023 Đ.40",
        confidence="verified",
    )

    submit_simplified = Transition(
        id="KS02",
        label="Đơn vị trình theo thủ tục đơn giản",
        source={State.DRAFT},
        target=State.SUBMITTED,
        by={Role.UNIT_HEAD},
        condition="01 bộ: Tờ trình + Báo cáo tóm tắt thành tích; không cần biên bản Hội đồng",
        when=[
            guards.rule_set_is_in_force,
            guards.procedure_is_simplified,
            guards.nothing_required_is_missing,
            guards.submission_is_signed,
            guards.is_not_struck,
        ],
        papers=[Paper.SUBMISSION_LETTER, Paper.ACHIEVEMENT_SUMMARY],
        then=[Tell(Role.INTAKE_OFFICER)],
        told="Đơn vị đã nộp hồ sơ theo thủ tục đơn giản",
        law="NĐ 98/2023 Đ.40",
        confidence="verified",
    )

    submit_at_once = Transition(
        id="KS03",
        label="Trình ngay",
        source={State.APPRAISAL},
        target=State.SNV_SUBMISSION,
        by={Role.SNV_DIRECTOR},
        condition="đạt",
        when=[guards.procedure_is_simplified, guards.every_criterion_is_met, guards.no_matter_is_open],
        papers=[Paper.PROPOSAL_LETTER, Paper.DRAFT_DECISION],
        then=[Tell(Role.VPUB)],
        told="Sở Nội vụ trình ngay, chờ kiểm tra",
        limit=LIMITS["submit_at_once"],
        law="Luật TĐKT 06/2022 Đ.85",
        confidence="memory_medium",
        note="rút ngắn ngày là mặc định",
    )
