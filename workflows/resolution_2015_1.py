"""Nghị quyết của HĐND tỉnh do UBND tỉnh trình, under the law in force until 2025-03-31: from assignment to effect.

Task 4b of the letter of 2024-08-28. It defines the medal's name, subjects and criteria, and names nobody.
Totals of a vote are recorded by the office of the body that voted; the system only notices that a day has come.
"""

from enum import StrEnum

from workflows import limits
from workflows import resolution_guards_1 as guards
from workflows.engine import StateInfo, Transition, Workflow
from workflows.vocabulary import Paper, Role, StateKind, Tell

LIMITS = limits.beside(__file__)


class State(StrEnum):
    ASSIGNED = "NQ00_ASSIGNED"
    PROPOSAL = "NQ01_PROPOSAL"
    PROPOSAL_REVIEW = "NQ02_PROPOSAL_REVIEW"
    DRAFTING = "NQ03_DRAFTING"
    CONSULTING = "NQ04_CONSULTING"
    REVISING = "NQ05_REVISING"
    STP_INTAKE = "NQ06_STP_INTAKE"
    STP_APPRAISAL = "NQ07_STP_APPRAISAL"
    POST_APPRAISAL = "NQ08_POST_APPRAISAL"
    UBND_AGENDA = "NQ09_UBND_AGENDA"
    UBND_VOTE = "NQ10_UBND_VOTE"
    SUBMITTED = "NQ11_SUBMITTED"
    COMMITTEE_REVIEW = "NQ12_COMMITTEE_REVIEW"
    POST_REVIEW = "NQ13_POST_REVIEW"
    TO_DELEGATES = "NQ14_TO_DELEGATES"
    SESSION = "NQ15_SESSION"
    VOTE = "NQ16_VOTE"
    PASSED = "NQ17_PASSED"
    CERTIFIED = "NQ18_CERTIFIED"
    PROMULGATED = "NQ19_PROMULGATED"
    IN_FORCE = "NQ20_IN_FORCE"
    SUPERSEDED = "NQ21_SUPERSEDED"
    REJECTED = "NQ90_REJECTED"
    WITHDRAWN = "NQ91_WITHDRAWN"
    DEFERRED = "NQ92_DEFERRED"


class Resolution2015(Workflow):
    """Luật Ban hành văn bản quy phạm pháp luật 2015, sửa đổi 2020."""

    key = "resolution_2015"
    version = 1
    title = "HĐND tỉnh ban hành nghị quyết QPPL do UBND trình"
    law = "vbqppl-2015"
    initial = State.ASSIGNED
    states = {
        State.ASSIGNED: StateInfo("Được giao tham mưu", StateKind.INITIAL, Role.SNV_DIRECTOR),
        State.PROPOSAL: StateInfo("Lập văn bản đề nghị xây dựng nghị quyết", StateKind.NORMAL, Role.SNV_DRAFTER),
        State.PROPOSAL_REVIEW: StateInfo("Thường trực HĐND xem xét đề nghị", StateKind.NORMAL, Role.HDND_STANDING),
        State.DRAFTING: StateInfo("Soạn thảo", StateKind.NORMAL, Role.SNV_DRAFTER),
        State.CONSULTING: StateInfo("Lấy ý kiến, đăng Cổng TTĐT tỉnh", StateKind.NORMAL, Role.SNV_DRAFTER),
        State.REVISING: StateInfo("Tổng hợp, giải trình, tiếp thu", StateKind.NORMAL, Role.SNV_DRAFTER),
        State.STP_INTAKE: StateInfo("Sở Tư pháp tiếp nhận hồ sơ", StateKind.NORMAL, Role.JUSTICE_DEPARTMENT),
        State.STP_APPRAISAL: StateInfo("Sở Tư pháp thẩm định", StateKind.NORMAL, Role.JUSTICE_DEPARTMENT),
        State.POST_APPRAISAL: StateInfo("Chỉnh lý sau thẩm định", StateKind.NORMAL, Role.SNV_DRAFTER),
        State.UBND_AGENDA: StateInfo("VP UBND kiểm tra, xếp phiên họp", StateKind.NORMAL, Role.VPUB),
        State.UBND_VOTE: StateInfo("UBND tỉnh thảo luận, biểu quyết", StateKind.NORMAL, Role.UBND_MEMBERS),
        State.SUBMITTED: StateInfo("Tờ trình UBND gửi Thường trực HĐND", StateKind.NORMAL, Role.HDND_STANDING),
        State.COMMITTEE_REVIEW: StateInfo("Ban HĐND thẩm tra", StateKind.NORMAL, Role.HDND_COMMITTEE),
        State.POST_REVIEW: StateInfo("Giải trình, tiếp thu ý kiến thẩm tra", StateKind.NORMAL, Role.SNV_DRAFTER),
        State.TO_DELEGATES: StateInfo("Gửi tài liệu đại biểu", StateKind.NORMAL, Role.HDND_OFFICE),
        State.SESSION: StateInfo("Kỳ họp: trình bày, thảo luận, chỉnh lý", StateKind.NORMAL, Role.HDND_CHAIR),
        State.VOTE: StateInfo("Biểu quyết", StateKind.NORMAL, Role.HDND_DELEGATES),
        State.PASSED: StateInfo("Được thông qua", StateKind.NORMAL, Role.HDND_OFFICE),
        State.CERTIFIED: StateInfo("Ký chứng thực, cấp số", StateKind.NORMAL, Role.HDND_CHAIR),
        State.PROMULGATED: StateInfo("Gửi, công bố, đăng Công báo", StateKind.NORMAL, Role.HDND_OFFICE),
        State.IN_FORCE: StateInfo("Có hiệu lực", StateKind.NORMAL, Role.SYSTEM),
        State.SUPERSEDED: StateInfo("Hết hiệu lực (thay thế/bãi bỏ/sáp nhập)", StateKind.FINAL, Role.SYSTEM),
        State.REJECTED: StateInfo("Không được chấp thuận/không thông qua", StateKind.FINAL, Role.HDND_DELEGATES),
        State.WITHDRAWN: StateInfo("Cơ quan trình rút", StateKind.FINAL, Role.CHAIRMAN),
        State.DEFERRED: StateInfo("Chuyển kỳ họp sau", StateKind.NORMAL, Role.HDND_STANDING),
    }
    milestones = {
        "Giao việc": (State.ASSIGNED,),
        "Đề nghị": (State.PROPOSAL, State.PROPOSAL_REVIEW),
        "Soạn thảo": (State.DRAFTING,),
        "Lấy ý kiến": (State.CONSULTING, State.REVISING),
        "Thẩm định": (State.STP_INTAKE, State.STP_APPRAISAL, State.POST_APPRAISAL),
        "UBND tỉnh": (State.UBND_AGENDA, State.UBND_VOTE),
        "Thẩm tra": (State.SUBMITTED, State.COMMITTEE_REVIEW, State.POST_REVIEW),
        "Kỳ họp": (State.TO_DELEGATES, State.SESSION, State.VOTE),
        "Ban hành": (State.PASSED, State.CERTIFIED, State.PROMULGATED),
        "Có hiệu lực": (State.IN_FORCE,),
    }

    # ── Assignment and request ──

    plan_drafting = Transition(
        id="R01",
        label="Lập kế hoạch, phân công phòng/Ban TĐKT soạn",
        source={State.ASSIGNED},
        target=State.PROPOSAL,
        by={Role.SNV_DIRECTOR},
        condition="có công văn giao việc của Chủ tịch UBND (điểm b khoản 4 văn bản giao)",
        when=[guards.assignment_is_recorded, guards.has(Paper.DRAFTING_PLAN)],
        papers=[Paper.DRAFTING_PLAN],
        then=[Tell(Role.SNV_DRAFTER)],
        told="Đã giao tham mưu nghị quyết, chờ lập văn bản đề nghị",
        limit=LIMITS["plan_drafting"],
        law="Công văn UBND-VXNV 8/2024, mục 4b",
        confidence="seed",
    )

    sign_request = Transition(
        id="R02",
        label="Ký Tờ trình đề nghị xây dựng NQ gửi Thường trực HĐND",
        source={State.PROPOSAL},
        target=State.PROPOSAL_REVIEW,
        by={Role.CHAIRMAN},
        condition=(
            "nêu: căn cứ Điều 71 Luật TĐKT, sự cần thiết, phạm vi, nội dung chính, dự kiến kỳ họp; "
            "nhóm khoản 1 Điều 27 nên KHÔNG cần hồ sơ chính sách"
        ),
        when=[guards.session_is_named, guards.condition_is_confirmed, guards.has(Paper.RESOLUTION_REQUEST)],
        papers=[Paper.RESOLUTION_REQUEST],
        then=[Tell(Role.HDND_STANDING)],
        told="UBND tỉnh trình đề nghị xây dựng nghị quyết",
        limit=LIMITS["sign_request"],
        law=("Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.27, Đ.111, Đ.117; chỉ khoản 4 Đ.27 mới cần QĐ thông qua chính sách"),
        confidence="memory_medium",
        note='Phần "chỉ khoản 4 Đ.27" đã kiểm chứng (TTHC thẩm định NQ của TP.HCM)',
    )

    approve_request = Transition(
        id="R03",
        label="Chấp thuận, phân công cơ quan trình và thời hạn",
        source={State.PROPOSAL_REVIEW},
        target=State.DRAFTING,
        by={Role.HDND_STANDING},
        condition="thuộc thẩm quyền HĐND tỉnh",
        when=[guards.condition_is_confirmed, guards.has(Paper.RESOLUTION_CONSENT)],
        papers=[Paper.RESOLUTION_CONSENT],
        then=[Tell(Role.SNV_DRAFTER)],
        told="Thường trực HĐND đã chấp thuận đề nghị, chờ soạn thảo",
        limit=LIMITS["approve_request"],
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.117",
        confidence="memory_medium",
    )

    send_back_request = Transition(
        id="R04",
        label="Yêu cầu hoàn thiện",
        source={State.PROPOSAL_REVIEW},
        target=State.PROPOSAL,
        by={Role.HDND_STANDING},
        condition="thiếu căn cứ/nội dung",
        when=[guards.has(Paper.RETURN_LETTER)],
        papers=[Paper.RETURN_LETTER],
        then=[Tell(Role.SNV_DRAFTER)],
        told="Thường trực HĐND yêu cầu hoàn thiện đề nghị xây dựng nghị quyết",
        limit=LIMITS["send_back_request"],
        needs_reason=True,
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.117",
        confidence="memory_medium",
    )

    refuse_request = Transition(
        id="R05",
        label="Không chấp thuận",
        source={State.PROPOSAL_REVIEW},
        target=State.REJECTED,
        by={Role.HDND_STANDING},
        condition="không thuộc thẩm quyền/không cần thiết",
        when=[guards.has(Paper.RESOLUTION_REFUSAL)],
        papers=[Paper.RESOLUTION_REFUSAL],
        then=[Tell(Role.SNV_DIRECTOR)],
        told="Thường trực HĐND không chấp thuận đề nghị xây dựng nghị quyết",
        limit=LIMITS["refuse_request"],
        needs_reason=True,
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.117",
        confidence="memory_medium",
    )

    # ── Draft, consultation, appraisal ──

    open_consultation = Transition(
        id="R06",
        label="Chốt dự thảo 1, gửi đăng tải và lấy ý kiến",
        source={State.DRAFTING},
        target=State.CONSULTING,
        by={Role.SNV_DIRECTOR},
        condition="đủ: dự thảo TTr, dự thảo NQ, (BC đánh giá tác động nếu có), bản thuyết minh",
        when=[
            guards.condition_is_confirmed,
            guards.has(Paper.DRAFT_RESOLUTION),
            guards.has(Paper.DRAFT_UBND_LETTER),
            guards.has(Paper.OPINION_REQUEST),
        ],
        papers=[Paper.DRAFT_RESOLUTION, Paper.DRAFT_UBND_LETTER, Paper.OPINION_REQUEST],
        then=[Tell(Role.SNV_DRAFTER)],
        told="Dự thảo nghị quyết được đưa ra lấy ý kiến",
        limit=LIMITS["open_consultation"],
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.118-119",
        confidence="memory_high",
    )

    close_consultation = Transition(
        id="R07",
        label="Đóng đợt lấy ý kiến",
        source={State.CONSULTING},
        target=State.REVISING,
        by={Role.SNV_DRAFTER},
        condition=(
            "đăng Cổng TTĐT tỉnh ≥30 ngày VÀ các cơ quan được hỏi đã trả lời hoặc hết hạn 10 ngày; "
            "MTTQ phản biện xã hội khi cần"
        ),
        when=[guards.was_posted_long_enough, guards.agencies_were_asked, guards.agencies_have_answered],
        papers=[Paper.OPINION],
        limit=LIMITS["close_consultation"],
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.120",
        confidence="memory_high",
        note="30 ngày: memory_high; hạn trả lời 10 ngày: memory_medium",
    )

    send_for_appraisal = Transition(
        id="R08",
        label="Ký hồ sơ gửi thẩm định",
        source={State.REVISING},
        target=State.STP_INTAKE,
        by={Role.SNV_DIRECTOR},
        condition="mọi ý kiến góp ý có dòng tiếp thu/giải trình",
        when=[
            guards.every_comment_is_answered,
            guards.has(Paper.OPINION_TABLE),
            guards.has(Paper.LEGAL_APPRAISAL_REQUEST),
            guards.has(Paper.DRAFT_RESOLUTION),
            guards.has(Paper.DRAFT_UBND_LETTER),
        ],
        papers=[Paper.OPINION_TABLE, Paper.LEGAL_APPRAISAL_REQUEST, Paper.DRAFT_RESOLUTION, Paper.DRAFT_UBND_LETTER],
        then=[Tell(Role.JUSTICE_DEPARTMENT)],
        told="Sở Nội vụ gửi hồ sơ dự thảo nghị quyết đề nghị thẩm định",
        limit=LIMITS["send_for_appraisal"],
        law=(
            "Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.121: gửi STP chậm nhất 20 ngày trước ngày UBND họp "
            "(bản 2015; bản 2020 có thể là 25 ngày)"
        ),
        confidence="verified",
        note='"20 ngày" đã kiểm chứng với bản 2015; 25 ngày là memory_medium',
    )

    consult_again = Transition(
        id="R09",
        label="Thay đổi lớn, lấy ý kiến lại",
        source={State.REVISING},
        target=State.CONSULTING,
        by={Role.SNV_DRAFTER},
        condition="nội dung đối tượng/tiêu chuẩn thay đổi cơ bản",
        when=[guards.condition_is_confirmed, guards.has(Paper.OPINION_REQUEST)],
        papers=[Paper.OPINION_REQUEST],
        confidence="design",
    )

    accept_for_appraisal = Transition(
        id="R10",
        label="Tiếp nhận, thụ lý",
        source={State.STP_INTAKE},
        target=State.STP_APPRAISAL,
        by={Role.JUSTICE_DEPARTMENT},
        condition="hồ sơ đủ: TTr, dự thảo NQ, bảng tổng hợp tiếp thu, bản chụp góp ý, ý kiến MTTQ (nếu có)",
        when=[guards.condition_is_confirmed, guards.has(Paper.INTAKE_RECEIPT)],
        papers=[Paper.INTAKE_RECEIPT],
        limit=LIMITS["accept_for_appraisal"],
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.121 kh.2; NĐ 34/2016",
        confidence="verified",
    )

    ask_for_papers = Transition(
        id="R11",
        label="Đề nghị bổ sung hồ sơ",
        source={State.STP_INTAKE},
        target=State.REVISING,
        by={Role.JUSTICE_DEPARTMENT},
        condition="thiếu thành phần",
        when=[guards.has(Paper.SUPPLEMENT_REQUEST)],
        papers=[Paper.SUPPLEMENT_REQUEST],
        then=[Tell(Role.SNV_DRAFTER), Tell(Role.SNV_DIRECTOR)],
        told="Sở Tư pháp đề nghị bổ sung hồ sơ dự thảo nghị quyết",
        limit=LIMITS["ask_for_papers"],
        needs_reason=True,
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.121",
        confidence="memory_medium",
    )

    appraise_fit = Transition(
        id="R12",
        label="Báo cáo thẩm định: đủ điều kiện trình",
        source={State.STP_APPRAISAL},
        target=State.POST_APPRAISAL,
        by={Role.JUSTICE_DEPARTMENT},
        condition="hợp hiến, hợp pháp, thống nhất; đúng thẩm quyền; không đặt TTHC trái Đ.14; ngôn ngữ kỹ thuật",
        when=[guards.condition_is_confirmed, guards.has(Paper.LEGAL_APPRAISAL_REPORT)],
        papers=[Paper.LEGAL_APPRAISAL_REPORT],
        then=[Tell(Role.SNV_DRAFTER), Tell(Role.SNV_DIRECTOR)],
        told="Sở Tư pháp kết luận đủ điều kiện trình",
        limit=LIMITS["appraise_fit"],
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.121: 15 ngày từ ngày nhận đủ hồ sơ",
        confidence="verified",
        note="Liên quan nhiều lĩnh vực: Giám đốc STP lập hội đồng tư vấn thẩm định (verified)",
    )

    appraise_unfit = Transition(
        id="R13",
        label="Báo cáo thẩm định: chưa đủ điều kiện trình",
        source={State.STP_APPRAISAL},
        target=State.REVISING,
        by={Role.JUSTICE_DEPARTMENT},
        condition="có nội dung trái luật/chưa rõ",
        when=[guards.has(Paper.LEGAL_APPRAISAL_REPORT)],
        papers=[Paper.LEGAL_APPRAISAL_REPORT],
        then=[Tell(Role.SNV_DRAFTER), Tell(Role.SNV_DIRECTOR)],
        told="Sở Tư pháp kết luận chưa đủ điều kiện trình",
        limit=LIMITS["appraise_unfit"],
        needs_reason=True,
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.121",
        confidence="memory_high",
    )

    # ── At the People's Committee ──

    submit_to_ubnd = Transition(
        id="R14",
        label="Giải trình, tiếp thu; trình UBND",
        source={State.POST_APPRAISAL},
        target=State.UBND_AGENDA,
        by={Role.SNV_DIRECTOR},
        condition="có báo cáo giải trình từng ý kiến thẩm định",
        when=[
            guards.condition_is_confirmed,
            guards.has(Paper.LEGAL_APPRAISAL_ANSWER),
            guards.has(Paper.DRAFT_RESOLUTION_LETTER),
            guards.has(Paper.DRAFT_RESOLUTION),
            guards.has(Paper.DRAFT_UBND_LETTER),
        ],
        papers=[
            Paper.LEGAL_APPRAISAL_ANSWER,
            Paper.DRAFT_RESOLUTION_LETTER,
            Paper.DRAFT_RESOLUTION,
            Paper.DRAFT_UBND_LETTER,
        ],
        then=[Tell(Role.VPUB)],
        told="Sở Nội vụ trình UBND tỉnh dự thảo nghị quyết",
        limit=LIMITS["submit_to_ubnd"],
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.122",
        confidence="memory_high",
    )

    schedule_ubnd = Transition(
        id="R15",
        label="Xếp phiên họp/phiếu lấy ý kiến thành viên",
        source={State.UBND_AGENDA},
        target=State.UBND_VOTE,
        by={Role.VPUB},
        condition="hồ sơ đầy đủ, có BC thẩm định",
        when=[guards.appraisal_is_on_file, guards.condition_is_confirmed, guards.has(Paper.FORWARDING_SLIP)],
        papers=[Paper.FORWARDING_SLIP],
        then=[Tell(Role.VPUB)],
        told="Dự thảo nghị quyết được xếp vào phiên họp UBND tỉnh",
        limit=LIMITS["schedule_ubnd"],
        law="Quy chế làm việc UBND tỉnh",
        confidence="design",
    )

    send_back_from_vpub = Transition(
        id="R16",
        label="Trả Sở Nội vụ",
        source={State.UBND_AGENDA},
        target=State.POST_APPRAISAL,
        by={Role.VPUB},
        condition="thiếu hồ sơ/thể thức sai",
        when=[guards.has(Paper.RETURN_LETTER)],
        papers=[Paper.RETURN_LETTER],
        then=[Tell(Role.SNV_DRAFTER), Tell(Role.SNV_DIRECTOR)],
        told="Văn phòng UBND tỉnh trả hồ sơ dự thảo nghị quyết",
        limit=LIMITS["send_back_from_vpub"],
        needs_reason=True,
        law="Quy chế làm việc UBND tỉnh",
        confidence="design",
    )

    ubnd_agrees = Transition(
        id="R17",
        label="Biểu quyết đồng ý trình",
        source={State.UBND_VOTE},
        target=State.SUBMITTED,
        by={Role.UBND_MEMBERS},
        condition="> 1/2 tổng số thành viên UBND tán thành",
        when=[
            guards.vote_is_recorded,
            guards.vote_passes,
            guards.has(Paper.UBND_MINUTES),
            guards.has(Paper.UBND_LETTER),
            guards.has(Paper.DRAFT_RESOLUTION),
        ],
        papers=[Paper.UBND_MINUTES, Paper.UBND_LETTER, Paper.DRAFT_RESOLUTION],
        then=[Tell(Role.HDND_STANDING)],
        told="UBND tỉnh trình dự thảo nghị quyết",
        limit=LIMITS["ubnd_agrees"],
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.123; Luật TCCQĐP 77/2015",
        confidence="memory_high",
        note="Với quyết định UBND, Đ.132: quá nửa tổng số thành viên (verified)",
    )

    ubnd_asks_changes = Transition(
        id="R18",
        label="Yêu cầu chỉnh sửa",
        source={State.UBND_VOTE},
        target=State.POST_APPRAISAL,
        by={Role.UBND_MEMBERS},
        condition="chưa quá bán hoặc kết luận chỉnh lý",
        when=[guards.has(Paper.CONCLUSION_NOTICE)],
        papers=[Paper.CONCLUSION_NOTICE],
        then=[Tell(Role.SNV_DRAFTER), Tell(Role.SNV_DIRECTOR)],
        told="UBND tỉnh yêu cầu chỉnh sửa dự thảo nghị quyết",
        limit=LIMITS["ubnd_asks_changes"],
        needs_reason=True,
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.123",
        confidence="memory_high",
    )

    # ── At the People's Council ──

    assign_examination = Transition(
        id="R19",
        label="Phân công Ban thẩm tra",
        source={State.SUBMITTED},
        target=State.COMMITTEE_REVIEW,
        by={Role.HDND_STANDING},
        condition="nhận hồ sơ chậm nhất 15 ngày trước khai mạc",
        when=[guards.session_is_set, guards.came_in_time, guards.has(Paper.EXAMINATION_ASSIGNMENT)],
        papers=[Paper.EXAMINATION_ASSIGNMENT],
        then=[Tell(Role.HDND_COMMITTEE)],
        told="Thường trực HĐND phân công thẩm tra dự thảo nghị quyết",
        limit=LIMITS["assign_examination"],
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.124",
        confidence="memory_medium",
        note="days = số ngày tối thiểu TRƯỚC khai mạc",
    )

    leave_off_session = Transition(
        id="R20",
        label="Không đưa vào chương trình kỳ họp",
        source={State.SUBMITTED},
        target=State.DEFERRED,
        by={Role.HDND_STANDING},
        condition="trễ hạn/thiếu hồ sơ",
        when=[guards.has(Paper.RETURN_LETTER)],
        papers=[Paper.RETURN_LETTER],
        needs_reason=True,
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.124",
        confidence="memory_medium",
    )

    examine = Transition(
        id="R21",
        label="Họp thẩm tra, báo cáo thẩm tra",
        source={State.COMMITTEE_REVIEW},
        target=State.POST_REVIEW,
        by={Role.HDND_COMMITTEE},
        condition=(
            "trình tự Đ.111 Luật TCCQĐP: cơ quan trình trình bày → ý kiến khách mời → Ban thảo luận →"
            " bổ sung → kết luận"
        ),
        when=[
            guards.session_is_set,
            guards.is_early_enough,
            guards.condition_is_confirmed,
            guards.has(Paper.EXAMINATION_REPORT),
        ],
        papers=[Paper.EXAMINATION_REPORT],
        then=[Tell(Role.SNV_DRAFTER), Tell(Role.SNV_DIRECTOR)],
        told="Ban HĐND đã có báo cáo thẩm tra",
        limit=LIMITS["examine"],
        law=(
            "Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.124; Luật TCCQĐP Đ.111: BC gửi TT HĐND chậm nhất 10"
            " ngày trước khai mạc"
        ),
        confidence="memory_medium",
        note="Đ.111 TCCQĐP verified; số ngày memory_medium",
    )

    examine_not_ready = Transition(
        id="R22",
        label="Đề nghị chưa trình/hoàn thiện thêm",
        source={State.COMMITTEE_REVIEW},
        target=State.DEFERRED,
        by={Role.HDND_COMMITTEE},
        condition="chưa đủ điều kiện",
        when=[guards.has(Paper.EXAMINATION_REPORT)],
        papers=[Paper.EXAMINATION_REPORT],
        then=[Tell(Role.SNV_DIRECTOR)],
        told="Ban HĐND đề nghị chưa trình dự thảo nghị quyết",
        needs_reason=True,
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.124",
        confidence="memory_medium",
    )

    send_revised = Transition(
        id="R23",
        label="Gửi báo cáo tiếp thu, dự thảo chỉnh lý",
        source={State.POST_REVIEW},
        target=State.TO_DELEGATES,
        by={Role.CHAIRMAN},
        condition="đã giải trình ý kiến Ban",
        when=[guards.condition_is_confirmed, guards.has(Paper.EXAMINATION_ANSWER), guards.has(Paper.DRAFT_RESOLUTION)],
        papers=[Paper.EXAMINATION_ANSWER, Paper.DRAFT_RESOLUTION],
        then=[Tell(Role.HDND_OFFICE)],
        told="UBND tỉnh gửi báo cáo tiếp thu, dự thảo đã chỉnh lý",
        limit=LIMITS["send_revised"],
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.125",
        confidence="memory_medium",
    )

    withdraw = Transition(
        id="R24",
        label="Rút tờ trình",
        source={State.POST_REVIEW},
        target=State.WITHDRAWN,
        by={Role.CHAIRMAN},
        condition="UBND quyết định rút",
        when=[guards.has(Paper.WITHDRAWAL_LETTER)],
        papers=[Paper.WITHDRAWAL_LETTER],
        then=[Tell(Role.HDND_STANDING)],
        told="UBND tỉnh rút tờ trình dự thảo nghị quyết",
        needs_reason=True,
        confidence="design",
    )

    send_to_delegates = Transition(
        id="R25",
        label="Gửi đại biểu tờ trình, dự thảo, BC thẩm tra",
        source={State.TO_DELEGATES},
        target=State.SESSION,
        by={Role.HDND_OFFICE},
        condition="chậm nhất 07 ngày trước khai mạc",
        when=[guards.session_is_set, guards.is_early_enough, guards.has(Paper.HDND_MEETING_PAPERS)],
        papers=[Paper.HDND_MEETING_PAPERS],
        then=[Tell(Role.HDND_CHAIR)],
        told="Tài liệu đã gửi đại biểu, chờ kỳ họp",
        limit=LIMITS["send_to_delegates"],
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.125",
        confidence="memory_medium",
        note=(
            "luật 2004 là 5 ngày (verified); triệu tập kỳ họp thường lệ 20 ngày / chuyên đề 7 ngày trước (memory_high)"
        ),
    )

    put_to_vote = Transition(
        id="R26",
        label="Kết luận thảo luận, đưa ra biểu quyết",
        source={State.SESSION},
        target=State.VOTE,
        by={Role.HDND_CHAIR},
        condition="đã trình bày tờ trình, BC thẩm tra, thảo luận, chỉnh lý; có ≥2/3 đại biểu dự họp",
        when=[
            guards.session_has_opened,
            guards.enough_are_present,
            guards.condition_is_confirmed,
            guards.has(Paper.HDND_MINUTES),
            guards.has(Paper.DRAFT_RESOLUTION),
        ],
        papers=[Paper.HDND_MINUTES, Paper.DRAFT_RESOLUTION],
        then=[Tell(Role.HDND_OFFICE)],
        told="Dự thảo nghị quyết được đưa ra biểu quyết",
        limit=LIMITS["put_to_vote"],
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.126",
        confidence="memory_high",
    )

    stop_and_defer = Transition(
        id="R27",
        label="Dừng, chuyển kỳ họp sau",
        source={State.SESSION},
        target=State.DEFERRED,
        by={Role.HDND_CHAIR},
        condition="nhiều ý kiến khác nhau",
        when=[guards.has(Paper.HDND_MINUTES)],
        papers=[Paper.HDND_MINUTES],
        then=[Tell(Role.SNV_DIRECTOR)],
        told="Kỳ họp dừng xem xét dự thảo nghị quyết, chuyển kỳ họp sau",
        limit=LIMITS["stop_and_defer"],
        needs_reason=True,
        confidence="design",
    )

    pass_resolution = Transition(
        id="R28",
        label="Thông qua",
        source={State.VOTE},
        target=State.PASSED,
        by={Role.HDND_DELEGATES},
        condition="số phiếu tán thành > 1/2 TỔNG SỐ đại biểu HĐND",
        when=[guards.vote_is_recorded, guards.vote_passes, guards.has(Paper.HDND_VOTE)],
        papers=[Paper.HDND_VOTE],
        then=[Tell(Role.HDND_CHAIR)],
        told="HĐND tỉnh đã thông qua nghị quyết",
        limit=LIMITS["pass_resolution"],
        law="Luật TCCQĐP 77/2015 Đ.91 kh.3",
        confidence="verified",
    )

    vote_down = Transition(
        id="R29",
        label="Không thông qua",
        source={State.VOTE},
        target=State.REJECTED,
        by={Role.HDND_DELEGATES},
        condition="≤ 1/2 tổng số đại biểu",
        when=[guards.vote_is_recorded, guards.vote_fails, guards.has(Paper.HDND_VOTE)],
        papers=[Paper.HDND_VOTE],
        then=[Tell(Role.SNV_DIRECTOR)],
        told="HĐND tỉnh không thông qua nghị quyết",
        limit=LIMITS["vote_down"],
        needs_reason=True,
        law="Luật TCCQĐP 77/2015 Đ.91 kh.3",
        confidence="verified",
    )

    # ── From the signature to the end ──

    certify = Transition(
        id="R30",
        label="Ký chứng thực; văn thư cấp số NN/2024/NQ-HĐND",
        source={State.PASSED},
        target=State.CERTIFIED,
        by={Role.HDND_CHAIR},
        condition="bản hoàn chỉnh khớp bản biểu quyết",
        when=[
            guards.is_numbered,
            guards.effect_is_late_enough,
            guards.condition_is_confirmed,
            guards.has(Paper.RESOLUTION),
        ],
        papers=[Paper.RESOLUTION],
        then=[Tell(Role.HDND_OFFICE)],
        told="Nghị quyết đã ký chứng thực, có số",
        limit=LIMITS["certify"],
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.126; Luật TCCQĐP Đ.92",
        confidence="memory_high",
        note="thời hạn 5 ngày là mặc định thiết kế",
    )

    promulgate = Transition(
        id="R31",
        label="Gửi Công báo tỉnh, Cổng TTĐT, UBTVQH, Chính phủ, Bộ Tư pháp, UBND; cập nhật CSDL QG",
        source={State.CERTIFIED},
        target=State.PROMULGATED,
        by={Role.HDND_OFFICE},
        condition="gửi Công báo ≤3 ngày; UBTVQH/CP ≤10 ngày từ bế mạc",
        when=[guards.has(Paper.SENDING_SLIP), guards.has(Paper.GAZETTE_NUMBER)],
        papers=[Paper.SENDING_SLIP, Paper.GAZETTE_NUMBER],
        then=[Tell(Role.SNV_DIRECTOR)],
        told="Nghị quyết đã được gửi, đăng Công báo",
        limit=LIMITS["promulgate"],
        law=("Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.150 (3 ngày gửi; Công báo tỉnh đăng ≤7 ngày) ; Luật TCCQĐP Đ.92"),
        confidence="verified",
        note="Đ.150 verified; 10 ngày UBTVQH memory_high",
    )

    come_into_force = Transition(
        id="R32",
        label="Đến ngày hiệu lực",
        source={State.PROMULGATED},
        target=State.IN_FORCE,
        by={Role.SYSTEM},
        condition="ngày hiệu lực ≥ ngày thông qua/ký + 10 ngày (thường)",
        when=[guards.effective_day_has_come, guards.effect_is_late_enough],
        then=[Tell(Role.SNV_DIRECTOR)],
        told="Nghị quyết có hiệu lực",
        limit=LIMITS["come_into_force"],
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.151",
        confidence="verified",
    )

    supersede = Transition(
        id="R33",
        label="Ban hành NQ sửa đổi/thay thế/bãi bỏ",
        source={State.IN_FORCE},
        target=State.SUPERSEDED,
        by={Role.HDND_DELEGATES},
        condition="NQ mới có hiệu lực",
        when=[guards.replacement_is_in_force, guards.has(Paper.RESOLUTION)],
        papers=[Paper.RESOLUTION],
        then=[Tell(Role.SNV_DIRECTOR)],
        told="Nghị quyết hết hiệu lực",
        law="Luật BHVBQPPL 80/2015 (sđ 63/2020) Đ.12, Đ.154",
        confidence="memory_medium",
    )

    take_up_again = Transition(
        id="R34",
        label="Đưa lại vào kỳ họp kế tiếp",
        source={State.DEFERRED},
        target=State.SUBMITTED,
        by={Role.HDND_STANDING},
        condition="hồ sơ hoàn thiện",
        when=[guards.next_session_is_set, guards.condition_is_confirmed, guards.has(Paper.HDND_MEETING_REGISTRATION)],
        papers=[Paper.HDND_MEETING_REGISTRATION],
        confidence="design",
    )
