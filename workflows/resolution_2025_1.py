"""Nghị quyết của HĐND tỉnh under the law in force from 2025-04-01: no request goes before the draft.

What it shares with `resolution_2015` bears the same names; a step that is gone has no name here.
"""

from enum import StrEnum

from workflows import limits
from workflows import resolution_guards_1 as guards
from workflows.engine import StateInfo, Transition, Workflow
from workflows.vocabulary import Paper, Role, StateKind, Tell

LIMITS = limits.beside(__file__)


class State(StrEnum):
    ASSIGNED = "NQ00_ASSIGNED"
    DRAFTING = "NQ03_DRAFTING"
    CONSULTING = "NQ04_CONSULTING"
    REVISING = "NQ05_REVISING"
    STP_APPRAISAL = "NQ07_STP_APPRAISAL"
    POST_APPRAISAL = "NQ08_POST_APPRAISAL"
    UBND_VOTE = "NQ10_UBND_VOTE"
    SUBMITTED = "NQ11_SUBMITTED"
    COMMITTEE_REVIEW = "NQ12_COMMITTEE_REVIEW"
    TO_DELEGATES = "NQ14_TO_DELEGATES"
    VOTE = "NQ16_VOTE"
    CERTIFIED = "NQ18_CERTIFIED"
    PROMULGATED = "NQ19_PROMULGATED"
    IN_FORCE = "NQ20_IN_FORCE"
    SUPERSEDED = "NQ21_SUPERSEDED"
    REJECTED = "NQ90_REJECTED"


class Resolution2025(Workflow):
    """Luật Ban hành văn bản quy phạm pháp luật 2025."""

    key = "resolution_2025"
    version = 1
    title = "Theo luật 2025 (không còn bước đề nghị)"
    law = "vbqppl-2025"
    initial = State.ASSIGNED
    states = {
        State.ASSIGNED: StateInfo("Được giao tham mưu", StateKind.INITIAL, Role.SNV_DIRECTOR),
        State.DRAFTING: StateInfo("Soạn thảo", StateKind.NORMAL, Role.SNV_DRAFTER),
        State.CONSULTING: StateInfo("Lấy ý kiến, đăng Cổng TTĐT tỉnh", StateKind.NORMAL, Role.SNV_DRAFTER),
        State.REVISING: StateInfo("Tổng hợp, giải trình, tiếp thu", StateKind.NORMAL, Role.SNV_DRAFTER),
        State.STP_APPRAISAL: StateInfo("Sở Tư pháp thẩm định", StateKind.NORMAL, Role.JUSTICE_DEPARTMENT),
        State.POST_APPRAISAL: StateInfo("Chỉnh lý sau thẩm định", StateKind.NORMAL, Role.SNV_DRAFTER),
        State.UBND_VOTE: StateInfo("UBND tỉnh thảo luận, biểu quyết", StateKind.NORMAL, Role.UBND_MEMBERS),
        State.SUBMITTED: StateInfo("Tờ trình UBND gửi Thường trực HĐND", StateKind.NORMAL, Role.HDND_STANDING),
        State.COMMITTEE_REVIEW: StateInfo("Ban HĐND thẩm tra", StateKind.NORMAL, Role.HDND_COMMITTEE),
        State.TO_DELEGATES: StateInfo("Gửi tài liệu đại biểu", StateKind.NORMAL, Role.HDND_OFFICE),
        State.VOTE: StateInfo("Biểu quyết", StateKind.NORMAL, Role.HDND_DELEGATES),
        State.CERTIFIED: StateInfo("Ký chứng thực, cấp số", StateKind.NORMAL, Role.HDND_CHAIR),
        State.PROMULGATED: StateInfo("Gửi, công bố, đăng Công báo", StateKind.NORMAL, Role.HDND_OFFICE),
        State.IN_FORCE: StateInfo("Có hiệu lực", StateKind.NORMAL, Role.SYSTEM),
        State.SUPERSEDED: StateInfo("Hết hiệu lực (thay thế/bãi bỏ/sáp nhập)", StateKind.FINAL, Role.SYSTEM),
        State.REJECTED: StateInfo("Không được chấp thuận/không thông qua", StateKind.FINAL, Role.HDND_DELEGATES),
    }
    milestones = {
        "Giao việc": (State.ASSIGNED,),
        "Soạn thảo": (State.DRAFTING,),
        "Lấy ý kiến": (State.CONSULTING, State.REVISING),
        "Thẩm định": (State.STP_APPRAISAL, State.POST_APPRAISAL),
        "UBND tỉnh": (State.UBND_VOTE,),
        "Thẩm tra": (State.SUBMITTED, State.COMMITTEE_REVIEW),
        "Kỳ họp": (State.TO_DELEGATES, State.VOTE),
        "Ban hành": (State.CERTIFIED, State.PROMULGATED),
        "Có hiệu lực": (State.IN_FORCE,),
    }

    # ── Draft, consultation, appraisal ──

    plan_drafting = Transition(
        id="N01",
        label="Lập kế hoạch soạn thảo (không còn bước đề nghị/chính sách)",
        source={State.ASSIGNED},
        target=State.DRAFTING,
        by={Role.SNV_DIRECTOR},
        when=[guards.assignment_is_recorded, guards.has(Paper.DRAFTING_PLAN)],
        papers=[Paper.DRAFTING_PLAN],
        then=[Tell(Role.SNV_DRAFTER)],
        told="Đã giao tham mưu nghị quyết, chờ soạn thảo",
        limit=LIMITS["plan_drafting"],
        law=("Luật BHVBQPPL 64/2025 (sđ 87/2025), NĐ 78/2025 (sđ 187/2025): bỏ lập đề nghị xây dựng NQ HĐND tỉnh"),
        confidence="verified",
    )

    open_consultation = Transition(
        id="N02",
        label="Đăng hồ sơ dự thảo, lấy ý kiến",
        source={State.DRAFTING},
        target=State.CONSULTING,
        by={Role.SNV_DIRECTOR},
        condition=(
            "tổng kết thi hành + đánh giá tác động chỉ với điểm b,c,d kh.1 Đ.21; NQ về KNC thuộc điểm"
            " a (chi tiết luật giao)"
        ),
        when=[guards.condition_is_confirmed, guards.has(Paper.DRAFT_RESOLUTION), guards.has(Paper.DRAFT_UBND_LETTER)],
        papers=[Paper.DRAFT_RESOLUTION, Paper.DRAFT_UBND_LETTER],
        then=[Tell(Role.SNV_DRAFTER)],
        told="Dự thảo nghị quyết được đưa ra lấy ý kiến",
        limit=LIMITS["open_consultation"],
        law="Luật BHVBQPPL 64/2025 (sđ 87/2025), NĐ 78/2025 (sđ 187/2025) Đ.21",
        confidence="verified",
        note="phân loại điểm a là suy luận của người tra cứu",
    )

    close_consultation = Transition(
        id="N03",
        label="Đóng lấy ý kiến",
        source={State.CONSULTING},
        target=State.REVISING,
        by={Role.SNV_DRAFTER},
        condition="đăng Cổng TTĐT ≥20 ngày",
        when=[guards.was_posted_long_enough, guards.agencies_have_answered],
        papers=[Paper.OPINION],
        limit=LIMITS["close_consultation"],
        law="Luật BHVBQPPL 64/2025 (sđ 87/2025), NĐ 78/2025 (sđ 187/2025)",
        confidence="memory_medium",
    )

    send_for_appraisal = Transition(
        id="N04",
        label="Gửi STP",
        source={State.REVISING},
        target=State.STP_APPRAISAL,
        by={Role.SNV_DIRECTOR},
        condition="hồ sơ đủ",
        when=[guards.every_comment_is_answered, guards.has(Paper.LEGAL_APPRAISAL_REQUEST)],
        papers=[Paper.LEGAL_APPRAISAL_REQUEST],
        then=[Tell(Role.JUSTICE_DEPARTMENT)],
        told="Sở Nội vụ gửi hồ sơ dự thảo nghị quyết đề nghị thẩm định",
        law="Luật BHVBQPPL 64/2025 (sđ 87/2025), NĐ 78/2025 (sđ 187/2025)",
        confidence="memory_medium",
    )

    appraise_fit = Transition(
        id="N05",
        label="Báo cáo thẩm định",
        source={State.STP_APPRAISAL},
        target=State.POST_APPRAISAL,
        by={Role.JUSTICE_DEPARTMENT},
        when=[guards.has(Paper.LEGAL_APPRAISAL_REPORT)],
        papers=[Paper.LEGAL_APPRAISAL_REPORT],
        then=[Tell(Role.SNV_DRAFTER), Tell(Role.SNV_DIRECTOR)],
        told="Sở Tư pháp đã có báo cáo thẩm định",
        limit=LIMITS["appraise_fit"],
        law="Luật BHVBQPPL 64/2025 (sđ 87/2025), NĐ 78/2025 (sđ 187/2025)",
        confidence="memory_medium",
    )

    appraise_unfit = Transition(
        id="N06",
        label="Chưa đủ điều kiện",
        source={State.STP_APPRAISAL},
        target=State.REVISING,
        by={Role.JUSTICE_DEPARTMENT},
        when=[guards.has(Paper.LEGAL_APPRAISAL_REPORT)],
        papers=[Paper.LEGAL_APPRAISAL_REPORT],
        then=[Tell(Role.SNV_DRAFTER), Tell(Role.SNV_DIRECTOR)],
        told="Sở Tư pháp kết luận chưa đủ điều kiện trình",
        limit=LIMITS["appraise_unfit"],
        needs_reason=True,
        law="Luật BHVBQPPL 64/2025 (sđ 87/2025), NĐ 78/2025 (sđ 187/2025)",
        confidence="memory_medium",
    )

    # ── At the People's Committee ──

    submit_to_ubnd = Transition(
        id="N07",
        label="Trình UBND",
        source={State.POST_APPRAISAL},
        target=State.UBND_VOTE,
        by={Role.SNV_DIRECTOR},
        when=[guards.appraisal_is_on_file, guards.has(Paper.DRAFT_RESOLUTION_LETTER)],
        papers=[Paper.DRAFT_RESOLUTION_LETTER],
        then=[Tell(Role.VPUB)],
        told="Sở Nội vụ trình UBND tỉnh dự thảo nghị quyết",
        limit=LIMITS["submit_to_ubnd"],
        law="Luật BHVBQPPL 64/2025 (sđ 87/2025), NĐ 78/2025 (sđ 187/2025)",
        confidence="memory_medium",
    )

    ubnd_agrees = Transition(
        id="N08",
        label="Đồng ý trình HĐND",
        source={State.UBND_VOTE},
        target=State.SUBMITTED,
        by={Role.UBND_MEMBERS},
        condition="> 1/2 thành viên",
        when=[guards.vote_is_recorded, guards.vote_passes, guards.has(Paper.UBND_LETTER)],
        papers=[Paper.UBND_LETTER],
        then=[Tell(Role.HDND_STANDING)],
        told="UBND tỉnh trình dự thảo nghị quyết",
        limit=LIMITS["ubnd_agrees"],
        law="Luật BHVBQPPL 64/2025 (sđ 87/2025), NĐ 78/2025 (sđ 187/2025)",
        confidence="memory_medium",
    )

    # ── At the People's Council ──

    assign_examination = Transition(
        id="N09",
        label="Phân công thẩm tra",
        source={State.SUBMITTED},
        target=State.COMMITTEE_REVIEW,
        by={Role.HDND_STANDING},
        when=[guards.session_is_set, guards.came_in_time, guards.has(Paper.EXAMINATION_ASSIGNMENT)],
        papers=[Paper.EXAMINATION_ASSIGNMENT],
        then=[Tell(Role.HDND_COMMITTEE)],
        told="Thường trực HĐND phân công thẩm tra dự thảo nghị quyết",
        limit=LIMITS["assign_examination"],
        law="Luật BHVBQPPL 64/2025 (sđ 87/2025), NĐ 78/2025 (sđ 187/2025)",
        confidence="memory_low",
    )

    examine = Transition(
        id="N10",
        label="Báo cáo thẩm tra",
        source={State.COMMITTEE_REVIEW},
        target=State.TO_DELEGATES,
        by={Role.HDND_COMMITTEE},
        when=[guards.session_is_set, guards.is_early_enough, guards.has(Paper.EXAMINATION_REPORT)],
        papers=[Paper.EXAMINATION_REPORT],
        then=[Tell(Role.HDND_OFFICE)],
        told="Ban HĐND đã có báo cáo thẩm tra",
        limit=LIMITS["examine"],
        law="Luật BHVBQPPL 64/2025 (sđ 87/2025), NĐ 78/2025 (sđ 187/2025)",
        confidence="memory_low",
    )

    send_to_delegates = Transition(
        id="N11",
        label="Kỳ họp",
        source={State.TO_DELEGATES},
        target=State.VOTE,
        by={Role.HDND_OFFICE},
        when=[guards.session_is_set, guards.is_early_enough, guards.has(Paper.HDND_MEETING_PAPERS)],
        papers=[Paper.HDND_MEETING_PAPERS],
        then=[Tell(Role.HDND_OFFICE)],
        told="Tài liệu đã gửi đại biểu, chờ kỳ họp",
        limit=LIMITS["send_to_delegates"],
        law="Luật BHVBQPPL 64/2025 (sđ 87/2025), NĐ 78/2025 (sđ 187/2025)",
        confidence="memory_low",
    )

    pass_resolution = Transition(
        id="N12",
        label="Thông qua",
        source={State.VOTE},
        target=State.CERTIFIED,
        by={Role.HDND_DELEGATES},
        condition="> 1/2 tổng số đại biểu",
        when=[
            guards.session_has_opened,
            guards.vote_is_recorded,
            guards.vote_passes,
            guards.is_numbered,
            guards.effect_is_late_enough,
            guards.has(Paper.RESOLUTION),
        ],
        papers=[Paper.RESOLUTION],
        then=[Tell(Role.HDND_OFFICE)],
        told="HĐND tỉnh đã thông qua nghị quyết",
        limit=LIMITS["pass_resolution"],
        law="Luật TCCQĐP 72/2025",
        confidence="memory_high",
    )

    vote_down = Transition(
        id="N13",
        label="Không thông qua",
        source={State.VOTE},
        target=State.REJECTED,
        by={Role.HDND_DELEGATES},
        when=[guards.session_has_opened, guards.vote_is_recorded, guards.vote_fails, guards.has(Paper.HDND_VOTE)],
        papers=[Paper.HDND_VOTE],
        then=[Tell(Role.SNV_DIRECTOR)],
        told="HĐND tỉnh không thông qua nghị quyết",
        limit=LIMITS["vote_down"],
        needs_reason=True,
        law="Luật TCCQĐP 72/2025",
        confidence="memory_high",
    )

    # ── From the signature to the end ──

    promulgate = Transition(
        id="N14",
        label="Đăng Công báo điện tử cấp tỉnh",
        source={State.CERTIFIED},
        target=State.PROMULGATED,
        by={Role.HDND_OFFICE},
        when=[guards.has(Paper.GAZETTE_NUMBER)],
        papers=[Paper.GAZETTE_NUMBER],
        then=[Tell(Role.SNV_DIRECTOR)],
        told="Nghị quyết đã đăng Công báo",
        limit=LIMITS["promulgate"],
        law="Luật BHVBQPPL 64/2025 (sđ 87/2025), NĐ 78/2025 (sđ 187/2025) Đ.9 kh.3 (sửa bởi 87/2025)",
        confidence="verified",
        note="nghĩa vụ đăng công báo điện tử verified; 3 ngày memory_medium",
    )

    come_into_force = Transition(
        id="N15",
        label="Đến ngày hiệu lực",
        source={State.PROMULGATED},
        target=State.IN_FORCE,
        by={Role.SYSTEM},
        condition="≥10 ngày (thường)",
        when=[guards.effective_day_has_come, guards.effect_is_late_enough],
        then=[Tell(Role.SNV_DIRECTOR)],
        told="Nghị quyết có hiệu lực",
        limit=LIMITS["come_into_force"],
        law="Luật BHVBQPPL 64/2025 (sđ 87/2025), NĐ 78/2025 (sđ 187/2025) (điều hiệu lực)",
        confidence="memory_medium",
    )

    supersede = Transition(
        id="N16",
        label="NQ mới thay thế/bãi bỏ (kể cả của tỉnh mới sau sáp nhập)",
        source={State.IN_FORCE},
        target=State.SUPERSEDED,
        by={Role.HDND_DELEGATES},
        condition="NQ mới có hiệu lực",
        when=[guards.replacement_is_in_force, guards.has(Paper.RESOLUTION)],
        papers=[Paper.RESOLUTION],
        then=[Tell(Role.SNV_DIRECTOR)],
        told="Nghị quyết hết hiệu lực",
        law="Luật BHVBQPPL 64/2025 (sđ 87/2025), NĐ 78/2025 (sđ 187/2025)",
        confidence="memory_medium",
    )
