"""Kỷ niệm chương của tỉnh: from a unit's draft to the Chairman's decision, its handing over and the archive.

Task 4b of the letter of 2024-08-28. Papers are those of the sheet that the step belongs to.
"""

from enum import StrEnum

from workflows import limits
from workflows import nomination_guards_1 as guards
from workflows.engine import PREVIOUS, StateInfo, Transition, Workflow
from workflows.vocabulary import Paper, Role, StateKind, Tell, TellNominee

LIMITS = limits.beside(__file__)


class State(StrEnum):
    DRAFT = "KN00_DRAFT"
    UNIT_CHECK = "KN01_UNIT_CHECK"
    UNIT_PUBLIC = "KN02_UNIT_PUBLIC"
    UNIT_COUNCIL = "KN03_UNIT_COUNCIL"
    UNIT_SIGN = "KN04_UNIT_SIGN"
    SUBMITTED = "KN05_SUBMITTED"
    INTAKE = "KN06_INTAKE"
    SUPPLEMENT = "KN07_SUPPLEMENT"
    APPRAISAL = "KN08_APPRAISAL"
    APPRAISED = "KN11_APPRAISED"
    COUNCIL_SCHEDULED = "KN12_COUNCIL_SCHEDULED"
    COUNCIL_VOTING = "KN13_COUNCIL_VOTING"
    COUNCIL_RESULT = "KN14_COUNCIL_RESULT"
    SNV_SUBMISSION = "KN15_SNV_SUBMISSION"
    VPUB_REVIEW = "KN16_VPUB_REVIEW"
    AT_CHAIR = "KN17_AT_CHAIR"
    DECIDED = "KN18_DECIDED"
    PUBLISHED = "KN19_PUBLISHED"
    PRODUCTION = "KN20_PRODUCTION"
    HANDED_OVER = "KN21_HANDED_OVER"
    ARCHIVED = "KN22_ARCHIVED"
    NOT_PROPOSED = "KN79_NOT_PROPOSED"
    RETURNED = "KN80_RETURNED"
    NOT_APPROVED = "KN81_NOT_APPROVED"
    WITHDRAWN = "KN82_WITHDRAWN"
    SUSPENDED = "KN83_SUSPENDED"
    REVOCATION_REVIEW = "KN85_REVOCATION_REVIEW"
    REVOKED = "KN86_REVOKED"
    REPLACING = "KN87_REPLACING"


# where a case may still be withdrawn or suspended: not while a vote is being taken, not after the decision
UNDER_WAY = frozenset(
    {
        State.INTAKE,
        State.SUPPLEMENT,
        State.APPRAISAL,
        State.APPRAISED,
        State.COUNCIL_SCHEDULED,
        State.COUNCIL_RESULT,
        State.SNV_SUBMISSION,
        State.VPUB_REVIEW,
        State.AT_CHAIR,
    }
)


class MedalNomination1(Workflow):
    """Đề nghị, xét và quyết định tặng Kỷ niệm chương (individuals only)."""

    key = "medal_nomination"
    version = 1
    title = "Đề nghị - xét - quyết định tặng KNC"
    law = "tdkt-2022-nd98"
    recipients_note = "Chỉ tặng cho cá nhân (Luật TĐKT 06/2022 Đ.71 kh.2)"
    start_condition = (
        "bộ tiêu chuẩn của Kỷ niệm chương đang có hiệu lực (do nghị quyết HĐND mang lại); trước đó chỉ lập được nháp"
    )
    initial = State.DRAFT
    states = {
        State.DRAFT: StateInfo("Nháp hồ sơ", StateKind.INITIAL, Role.UNIT_CLERK),
        State.UNIT_CHECK: StateInfo("Bộ phận TĐKT đơn vị kiểm tra", StateKind.NORMAL, Role.UNIT_CLERK),
        State.UNIT_PUBLIC: StateInfo("Công khai tại đơn vị (tùy chọn)", StateKind.NORMAL, Role.UNIT_CLERK),
        State.UNIT_COUNCIL: StateInfo("Hội đồng TĐKT cơ sở họp, bỏ phiếu", StateKind.NORMAL, Role.UNIT_COUNCIL),
        State.UNIT_SIGN: StateInfo("Chờ thủ trưởng đơn vị ký", StateKind.NORMAL, Role.UNIT_HEAD),
        State.SUBMITTED: StateInfo("Đã nộp về Sở Nội vụ", StateKind.NORMAL, Role.INTAKE_OFFICER),
        State.INTAKE: StateInfo("Tiếp nhận, kiểm tra thành phần", StateKind.NORMAL, Role.INTAKE_OFFICER),
        State.SUPPLEMENT: StateInfo("Chờ đơn vị bổ sung", StateKind.NORMAL, Role.UNIT_CLERK),
        State.APPRAISAL: StateInfo("Thẩm định điều kiện, tiêu chuẩn", StateKind.NORMAL, Role.APPRAISER),
        State.APPRAISED: StateInfo("Có kết luận thẩm định", StateKind.NORMAL, Role.BAN_HEAD),
        State.COUNCIL_SCHEDULED: StateInfo("Đưa vào phiên họp Hội đồng tỉnh", StateKind.NORMAL, Role.COUNCIL_SECRETARY),
        State.COUNCIL_VOTING: StateInfo("Hội đồng tỉnh họp, bỏ phiếu", StateKind.NORMAL, Role.COUNCIL_MEMBERS),
        State.COUNCIL_RESULT: StateInfo("Có biên bản kiểm phiếu", StateKind.NORMAL, Role.COUNCIL_CHAIR),
        State.SNV_SUBMISSION: StateInfo(
            "Sở Nội vụ hoàn thiện tờ trình, dự thảo QĐ", StateKind.NORMAL, Role.SNV_DIRECTOR
        ),
        State.VPUB_REVIEW: StateInfo("VP UBND kiểm tra, trình ký", StateKind.NORMAL, Role.VPUB),
        State.AT_CHAIR: StateInfo("Chủ tịch UBND xem xét", StateKind.NORMAL, Role.CHAIRMAN),
        State.DECIDED: StateInfo("Đã ký Quyết định", StateKind.NORMAL, Role.CLERICAL_UBND),
        State.PUBLISHED: StateInfo("Công bố, thông báo", StateKind.NORMAL, Role.APPRAISER),
        State.PRODUCTION: StateInfo("In Bằng, chuẩn bị KNC, chi thưởng", StateKind.NORMAL, Role.APPRAISER),
        State.HANDED_OVER: StateInfo("Đã trao tặng", StateKind.NORMAL, Role.UNIT_CLERK),
        State.ARCHIVED: StateInfo("Đã lưu trữ", StateKind.CLOSED, Role.ARCHIVIST),
        State.NOT_PROPOSED: StateInfo(
            "Không đề nghị (tại đơn vị)",
            StateKind.CLOSED,
            Role.UNIT_CLERK,
            "kết quả nội bộ của đơn vị, Sở Nội vụ không thấy",
        ),
        State.RETURNED: StateInfo("Trả lại đơn vị", StateKind.NORMAL, Role.UNIT_CLERK),
        State.NOT_APPROVED: StateInfo("Không khen thưởng (có thông báo lý do)", StateKind.CLOSED, Role.BAN_HEAD),
        State.WITHDRAWN: StateInfo("Đơn vị/cá nhân rút", StateKind.FINAL, Role.UNIT_HEAD),
        State.SUSPENDED: StateInfo("Tạm dừng do có dấu hiệu vi phạm/khiếu nại/tố cáo", StateKind.NORMAL, Role.BAN_HEAD),
        State.REVOCATION_REVIEW: StateInfo("Xem xét hủy quyết định", StateKind.NORMAL, Role.BAN_HEAD),
        State.REVOKED: StateInfo("Đã hủy QĐ, thu hồi hiện vật & tiền", StateKind.FINAL, Role.CHAIRMAN),
        State.REPLACING: StateInfo("Đang đính chính, thay thế quyết định", StateKind.NORMAL, Role.SNV_DIRECTOR),
    }
    milestones = {
        "Lập hồ sơ": (State.DRAFT, State.UNIT_CHECK, State.UNIT_PUBLIC),
        "Hội đồng đơn vị": (State.UNIT_COUNCIL,),
        "Đơn vị ký trình": (State.UNIT_SIGN,),
        "Tiếp nhận": (State.SUBMITTED, State.INTAKE, State.SUPPLEMENT),
        "Thẩm định": (State.APPRAISAL, State.APPRAISED),
        "Hội đồng tỉnh": (State.COUNCIL_SCHEDULED, State.COUNCIL_VOTING, State.COUNCIL_RESULT),
        "Trình ký": (State.SNV_SUBMISSION, State.VPUB_REVIEW, State.AT_CHAIR),
        "Ban hành": (State.DECIDED, State.PUBLISHED, State.PRODUCTION, State.HANDED_OVER, State.ARCHIVED),
    }

    # ── At the unit ──

    send_to_check = Transition(
        id="K01",
        label="Gửi kiểm tra",
        source={State.DRAFT},
        target=State.UNIT_CHECK,
        by={Role.UNIT_CLERK},
        condition="người được đề nghị là CÁ NHÂN; đã chọn nhóm đối tượng; đủ trường bắt buộc",
        when=[guards.rule_set_is_in_force, guards.subject_is_an_individual, guards.nothing_required_is_missing],
        papers=[Paper.ACHIEVEMENT_REPORT, Paper.ACHIEVEMENT_SUMMARY],
        law="Luật TĐKT 06/2022 Đ.71 kh.2 (KNC tặng cho cá nhân)",
        confidence="verified",
    )

    open_unit_notice = Transition(
        id="K02",
        label="Đưa ra công khai",
        source={State.UNIT_CHECK},
        target=State.UNIT_PUBLIC,
        by={Role.UNIT_CLERK},
        condition="bật cấu hình công khai cấp đơn vị",
        when=[guards.unit_notice_is_on],
        papers=[Paper.PUBLIC_NOTICE],
        limit=LIMITS["open_unit_notice"],
        confidence="design",
    )

    refer_to_unit_council = Transition(
        id="K03",
        label="Trình Hội đồng",
        source={State.UNIT_CHECK},
        target=State.UNIT_COUNCIL,
        by={Role.UNIT_CLERK},
        condition=(
            "không bật công khai; qua kiểm tra tự động: chưa từng được tặng, đủ thời gian, không trong "
            "thời gian kỷ luật"
        ),
        when=[guards.unit_notice_is_off, guards.nothing_fails_automatically],
        papers=[Paper.COMPILED_LIST],
        then=[Tell(Role.UNIT_COUNCIL_SECRETARY)],
        told="Hồ sơ trình Hội đồng đơn vị xét",
        law=("NĐ 98/2023 (đến 30/6/2025; sau đó NĐ 152/2025) (nguyên tắc chưa khen khi đang xem xét kỷ luật/điều tra)"),
        confidence="verified",
    )

    hand_back_to_drafter = Transition(
        id="K04",
        label="Trả cá nhân hoàn thiện",
        source={State.UNIT_CHECK},
        target=State.DRAFT,
        by={Role.UNIT_CLERK},
        condition="thiếu minh chứng",
        papers=[Paper.COMPLETION_SLIP],
        then=[TellNominee()],
        told="Hồ sơ được trả lại để hoàn thiện",
        needs_reason=True,
        confidence="design",
    )

    close_unit_notice = Transition(
        id="K05",
        label="Kết thúc công khai",
        source={State.UNIT_PUBLIC},
        target=State.UNIT_COUNCIL,
        by={Role.UNIT_CLERK},
        condition="hết hạn, phản ánh đã xử lý",
        when=[guards.unit_notice_is_over],
        papers=[Paper.PUBLIC_NOTICE_REPORT],
        then=[Tell(Role.UNIT_COUNCIL_SECRETARY)],
        told="Hết thời gian công khai, hồ sơ chờ Hội đồng đơn vị",
        limit=LIMITS["close_unit_notice"],
        confidence="design",
    )

    pass_unit_council = Transition(
        id="K06",
        label="Thông qua",
        source={State.UNIT_COUNCIL},
        target=State.UNIT_SIGN,
        by={Role.UNIT_COUNCIL_SECRETARY},
        condition="quorum ≥2/3; phiếu đồng ý đạt ngưỡng ruleset (mặc định > 1/2 tổng thành viên)",
        when=[guards.unit_vote_is_recorded, guards.unit_quorum_is_met, guards.unit_vote_passes],
        papers=[Paper.MINUTES, Paper.BALLOT_PAPER, Paper.TALLY_SHEET],
        then=[Tell(Role.UNIT_HEAD)],
        told="Hội đồng đơn vị đã thông qua, chờ đưa vào Tờ trình",
        law="TTHC Tiền Giang, NHNN: hồ sơ cần biên bản xét của Hội đồng cấp trình",
        confidence="practice",
        note="KNC không nằm trong NĐ 98 Đ.30 kh.7 (V80/V90 của awards-catalogue) nên ngưỡng là tham số",
    )

    refuse_at_unit_council = Transition(
        id="K07",
        label="Không thông qua",
        source={State.UNIT_COUNCIL},
        target=State.NOT_PROPOSED,
        by={Role.UNIT_COUNCIL_SECRETARY},
        condition="dưới ngưỡng",
        when=[guards.unit_vote_is_recorded, guards.unit_vote_fails],
        papers=[Paper.MINUTES],
        then=[Tell(Role.UNIT_CLERK)],
        told="Hội đồng đơn vị không thông qua",
        needs_reason=True,
        confidence="design",
    )

    submit = Transition(
        id="K08",
        label="Ký số Tờ trình và xác nhận thành tích",
        source={State.UNIT_SIGN},
        target=State.SUBMITTED,
        by={Role.UNIT_HEAD},
        condition="danh sách khớp biên bản",
        when=[guards.submission_is_signed, guards.is_not_struck],
        papers=[Paper.SUBMISSION_LETTER, Paper.NOMINATION_LIST, Paper.ACHIEVEMENT_REPORT, Paper.MINUTES],
        limit=LIMITS["submit"],
        law="Luật TĐKT 06/2022 Đ.84; NĐ 98/2023 (đến 30/6/2025; sau đó NĐ 152/2025)",
        confidence="memory_medium",
    )

    strike_at_signing = Transition(
        id="K09",
        label="Trả lại",
        source={State.UNIT_SIGN},
        target=State.RETURNED,
        by={Role.UNIT_HEAD},
        condition="không đồng ý",
        when=[guards.is_struck],
        papers=[Paper.COMPLETION_SLIP],
        then=[Tell(Role.UNIT_CLERK)],
        told="Thủ trưởng đơn vị gạch tên khỏi Tờ trình",
        limit=LIMITS["strike_at_signing"],
        needs_reason=True,
        confidence="design",
    )

    # ── Sở Nội vụ receives ──

    register = Transition(
        id="K10",
        label="Nhận, vào sổ, cấp số đến",
        source={State.SUBMITTED},
        target=State.INTAKE,
        by={Role.INTAKE_OFFICER},
        condition="nộp trong thời hạn đợt; văn bản ký số hợp lệ",
        when=[guards.submission_is_issued, guards.is_within_the_round],
        papers=[Paper.INTAKE_RECEIPT],
        then=[Tell(Role.UNIT_CLERK)],
        told="Sở Nội vụ đã tiếp nhận hồ sơ",
        limit=LIMITS["register"],
        law="NĐ 30/2020 Đ.4 kh.2 điểm c, Đ.21-22 (đăng ký trong ngày, chậm nhất ngày làm việc kế tiếp)",
        confidence="verified",
    )

    withdraw_submitted = Transition(
        id="K11",
        label="Rút hồ sơ",
        source={State.SUBMITTED},
        target=State.WITHDRAWN,
        by={Role.UNIT_HEAD},
        condition="trước khi thẩm định xong",
        papers=[Paper.WITHDRAWAL_LETTER],
        then=[Tell(Role.INTAKE_OFFICER)],
        told="Đơn vị rút hồ sơ",
        needs_reason=True,
        confidence="design",
    )

    accept = Transition(
        id="K12",
        label="Hồ sơ hợp lệ",
        source={State.INTAKE},
        target=State.APPRAISAL,
        by={Role.INTAKE_OFFICER},
        condition="đủ: TTr+danh sách, báo cáo thành tích có xác nhận, biên bản xét; 01 bộ",
        when=[guards.dossier_is_complete],
        then=[Tell(Role.APPRAISER)],
        told="Hồ sơ hợp lệ, chờ thẩm định",
        limit=LIMITS["accept"],
        law="TTHC cấp tỉnh (Tiền Giang, Thái Bình)",
        confidence="practice",
        note="hẹn trả kết quả nằm trong Giấy tiếp nhận (K10)",
    )

    ask_for_more = Transition(
        id="K13",
        label="Yêu cầu bổ sung",
        source={State.INTAKE},
        target=State.SUPPLEMENT,
        by={Role.INTAKE_OFFICER},
        condition="thiếu/sai thành phần",
        when=[guards.supplement_is_asked],
        papers=[Paper.SUPPLEMENT_REQUEST],
        then=[Tell(Role.UNIT_CLERK)],
        told="Sở Nội vụ yêu cầu bổ sung hồ sơ",
        limit=LIMITS["ask_for_more"],
        needs_reason=True,
        law="awards-catalogue D_PROV_INCOMPLETE (QĐ 987, QĐ 311)",
        confidence="practice",
    )

    supplement = Transition(
        id="K14",
        label="Nộp bổ sung",
        source={State.SUPPLEMENT},
        target=State.INTAKE,
        by={Role.UNIT_CLERK},
        condition="trong hạn bổ sung",
        when=[guards.supplement_is_answered, guards.supplement_is_in_time],
        papers=[Paper.SUPPLEMENT_DOSSIER],
        then=[Tell(Role.INTAKE_OFFICER)],
        told="Đơn vị đã nộp bổ sung",
        limit=LIMITS["supplement"],
        confidence="design",
    )

    return_overdue = Transition(
        id="K15",
        label="Trả đơn vị do quá hạn bổ sung",
        source={State.SUPPLEMENT},
        target=State.RETURNED,
        by={Role.BAN_HEAD},
        condition=("đã quá hạn bổ sung (hệ thống chỉ nhắc, báo quá hạn và soạn sẵn công văn; người có thẩm quyền ký)"),
        when=[guards.supplement_is_overdue],
        papers=[Paper.RETURN_LETTER],
        then=[Tell(Role.UNIT_CLERK)],
        told="Sở Nội vụ trả hồ sơ do quá hạn bổ sung",
        limit=LIMITS["return_overdue"],
        needs_reason=True,
        confidence="design",
    )

    # ── Sở Nội vụ appraises ──

    conclude_fit = Transition(
        id="K20",
        label="Kết luận đạt",
        source={State.APPRAISAL},
        target=State.APPRAISED,
        by={Role.BAN_HEAD},
        condition=(
            "mọi tiêu chí của bộ tiêu chuẩn có kết luận đạt; mọi việc lấy ý kiến (hiệp y, công khai, "
            "Ban Thường vụ Tỉnh ủy khi thuộc diện quản lý) đã đóng; không có khiếu nại đang giải quyết"
        ),
        when=[guards.every_criterion_is_met, guards.no_matter_is_open],
        papers=[Paper.APPRAISAL_REPORT],
        then=[Tell(Role.COUNCIL_SECRETARY)],
        told="Hồ sơ đạt thẩm định, chờ đưa vào phiên họp Hội đồng",
        limit=LIMITS["conclude_fit"],
        law="TTHC 2024: 25 ngày làm việc (awards-catalogue D_PROV_APPRAISE); nguồn khác 20",
        confidence="practice",
        note="để tham số; gồm cả thời gian trình Chủ tịch",
    )

    conclude_unfit = Transition(
        id="K21",
        label="Kết luận không đạt",
        source={State.APPRAISAL},
        target=State.NOT_APPROVED,
        by={Role.BAN_HEAD},
        condition="không đúng đối tượng/không đủ tiêu chuẩn",
        papers=[Paper.RESULT_NOTICE],
        then=[Tell(Role.UNIT_CLERK), TellNominee()],
        told="Sở Nội vụ kết luận không đủ điều kiện, tiêu chuẩn khen thưởng",
        limit=LIMITS["conclude_unfit"],
        needs_reason=True,
        law="TTHC Thái Bình bước 4: thông báo đơn vị trình; 10 ngày làm việc theo QĐ 311/QĐ-BNV (D_REFUSAL)",
        confidence="practice",
    )

    return_to_unit = Transition(
        id="K22",
        label="Trả đơn vị",
        source={State.APPRAISAL},
        target=State.RETURNED,
        by={Role.BAN_HEAD},
        condition="sai tuyến trình/sai nhóm",
        papers=[Paper.RETURN_LETTER],
        then=[Tell(Role.UNIT_CLERK)],
        told="Sở Nội vụ trả hồ sơ về đơn vị",
        limit=LIMITS["return_to_unit"],
        needs_reason=True,
        confidence="design",
    )

    # ── The provincial council ──

    put_on_agenda = Transition(
        id="K23",
        label="Đưa vào phiên họp",
        source={State.APPRAISED},
        target=State.COUNCIL_SCHEDULED,
        by={Role.COUNCIL_SECRETARY},
        condition="considered_by = full (Hội đồng) hoặc standing (Thường trực Hội đồng)",
        when=[guards.a_council_considers_it, guards.is_on_an_agenda],
        papers=[Paper.MEETING_PAPERS, Paper.INVITATION],
        limit=LIMITS["put_on_agenda"],
        confidence="design",
    )

    propose_directly = Transition(
        id="K24",
        label="Trình thẳng Chủ tịch UBND",
        source={State.APPRAISED},
        target=State.SNV_SUBMISSION,
        by={Role.SNV_DIRECTOR},
        condition="considered_by = none, hoặc thủ tục đơn giản",
        when=[guards.no_council_considers_it],
        papers=[Paper.APPRAISAL_REPORT],
        then=[Tell(Role.SNV_DRAFTER)],
        told="Hồ sơ trình thẳng Chủ tịch UBND tỉnh, chờ lập Tờ trình",
        law="TTHC Thái Bình (thẩm định → Chủ tịch QĐ)",
        confidence="practice",
    )

    open_meeting = Transition(
        id="K25",
        label="Khai mạc",
        source={State.COUNCIL_SCHEDULED},
        target=State.COUNCIL_VOTING,
        by={Role.COUNCIL_CHAIR},
        condition="đủ quorum ≥2/3 thành viên",
        when=[guards.is_on_an_agenda, guards.meeting_is_open, guards.meeting_quorum_is_met],
        papers=[Paper.MINUTES],
        limit=LIMITS["open_meeting"],
        law="Quy chế hoạt động Hội đồng",
        confidence="memory_medium",
    )

    collect_written_opinions = Transition(
        id="K26",
        label="Lấy phiếu bằng văn bản",
        source={State.COUNCIL_SCHEDULED},
        target=State.COUNCIL_VOTING,
        by={Role.COUNCIL_SECRETARY},
        condition="không họp được/thành viên vắng",
        when=[guards.is_on_an_agenda],
        papers=[Paper.WRITTEN_OPINION],
        limit=LIMITS["collect_written_opinions"],
        law="TTHC NHNN: vắng thì lấy ý kiến bằng văn bản; NĐ 98 Đ.30 kh.7",
        confidence="practice",
    )

    count_votes = Transition(
        id="K27",
        label="Kiểm phiếu",
        source={State.COUNCIL_VOTING},
        target=State.COUNCIL_RESULT,
        by={Role.COUNCIL_SECRETARY},
        condition="mọi phiếu đã nộp hoặc đã kết thúc bỏ phiếu; đếm trên TỔNG số thành viên",
        when=[guards.is_counted, guards.vote_is_recorded],
        papers=[Paper.BALLOT_PAPER, Paper.TALLY_SHEET, Paper.MINUTES],
        limit=LIMITS["count_votes"],
        law="TTHC NHNN: tỷ lệ tính trên tổng số thành viên Hội đồng",
        confidence="practice",
        note="80%/90% chỉ bắt buộc với danh hiệu nêu ở NĐ 98 Đ.30 kh.7",
    )

    pass_council = Transition(
        id="K28",
        label="Thông qua",
        source={State.COUNCIL_RESULT},
        target=State.SNV_SUBMISSION,
        by={Role.COUNCIL_CHAIR},
        condition="đạt ngưỡng ruleset (mặc định > 1/2 tổng thành viên; có thể đặt 80%)",
        when=[guards.vote_is_recorded, guards.vote_passes],
        papers=[Paper.MINUTES],
        then=[Tell(Role.SNV_DIRECTOR)],
        told="Hội đồng tỉnh đã thông qua, chờ lập Tờ trình",
        confidence="design",
    )

    refuse_at_council = Transition(
        id="K29",
        label="Không thông qua",
        source={State.COUNCIL_RESULT},
        target=State.NOT_APPROVED,
        by={Role.COUNCIL_CHAIR},
        condition="< ngưỡng",
        when=[guards.vote_is_recorded, guards.vote_fails],
        papers=[Paper.RESULT_NOTICE],
        then=[Tell(Role.UNIT_CLERK), TellNominee()],
        told="Hội đồng tỉnh không thông qua, không khen thưởng",
        limit=LIMITS["refuse_at_council"],
        needs_reason=True,
        confidence="design",
    )

    ask_to_clarify = Transition(
        id="K30",
        label="Yêu cầu làm rõ",
        source={State.COUNCIL_RESULT},
        target=State.APPRAISAL,
        by={Role.COUNCIL_CHAIR},
        condition="Hội đồng đề nghị",
        papers=[Paper.CONCLUSION_NOTICE],
        then=[Tell(Role.APPRAISER)],
        told="Hội đồng tỉnh yêu cầu làm rõ",
        needs_reason=True,
        confidence="design",
    )

    # ── Proposal and decision ──

    submit_proposal = Transition(
        id="K31",
        label="Ký Tờ trình trình Chủ tịch UBND",
        source={State.SNV_SUBMISSION},
        target=State.VPUB_REVIEW,
        by={Role.SNV_DIRECTOR},
        condition="danh sách khớp biên bản; dự thảo QĐ đúng thể thức",
        when=[guards.proposal_is_signed, guards.is_not_excluded],
        papers=[Paper.PROPOSAL_LETTER, Paper.DRAFT_DECISION, Paper.AWARD_LIST],
        limit=LIMITS["submit_proposal"],
        law="như 3363/TTr-SNV trong seed",
        confidence="seed",
    )

    forward_to_chairman = Transition(
        id="K32",
        label="Trình ký",
        source={State.VPUB_REVIEW},
        target=State.AT_CHAIR,
        by={Role.VPUB},
        condition="thể thức, căn cứ, nơi nhận đúng",
        when=[guards.proposal_is_forwarded],
        papers=[Paper.FORWARDING_SLIP],
        limit=LIMITS["forward_to_chairman"],
        law="Quy chế làm việc UBND",
        confidence="design",
    )

    send_back_proposal = Transition(
        id="K33",
        label="Trả Sở Nội vụ",
        source={State.VPUB_REVIEW},
        target=State.SNV_SUBMISSION,
        by={Role.VPUB},
        condition="sai thể thức/thiếu",
        papers=[Paper.RETURN_LETTER],
        limit=LIMITS["send_back_proposal"],
        needs_reason=True,
        confidence="design",
    )

    decide = Transition(
        id="K34",
        label="Ký Quyết định (bản ký đính kèm trước khi phát hành)",
        source={State.AT_CHAIR},
        target=State.DECIDED,
        by={Role.CHAIRMAN},
        condition="thuộc thẩm quyền Chủ tịch UBND tỉnh",
        when=[guards.decision_is_signed, guards.is_not_excluded],
        papers=[Paper.MEDAL_DECISION, Paper.AWARD_LIST],
        limit=LIMITS["decide"],
        law="Gia Lai QĐ 266/QĐ-UBND 24/3/2025 do Chủ tịch UBND ký",
        confidence="practice",
    )

    send_back_from_chairman = Transition(
        id="K35",
        label="Không ký/loại một phần danh sách",
        source={State.AT_CHAIR},
        target=State.SNV_SUBMISSION,
        by={Role.CHAIRMAN},
        condition="có lý do",
        papers=[Paper.CONCLUSION_NOTICE],
        limit=LIMITS["send_back_from_chairman"],
        needs_reason=True,
        confidence="design",
    )

    publish = Transition(
        id="K36",
        label="Cấp số, đóng dấu, phát hành",
        source={State.DECIDED},
        target=State.PUBLISHED,
        by={Role.CLERICAL_UBND},
        condition=("có bản đã ký (bản quét hoặc tệp ký số); số và ngày theo sổ đăng ký của cơ quan, không trùng"),
        when=[guards.decision_is_issued],
        papers=[Paper.MEDAL_DECISION],
        then=[Tell(Role.UNIT_CLERK), Tell(Role.UNIT_HEAD), TellNominee()],
        told="Đã có Quyết định khen thưởng",
        limit=LIMITS["publish"],
        law="NĐ 30/2020 Đ.15, Đ.18",
        confidence="verified",
    )

    propose_correction = Transition(
        id="K37",
        label="Trình đính chính, thay thế quyết định",
        source={State.DECIDED, State.PUBLISHED, State.PRODUCTION, State.HANDED_OVER, State.ARCHIVED},
        target=State.REPLACING,
        by={Role.SNV_DIRECTOR},
        condition="sai nội dung → QĐ thay thế; sai thể thức → công văn đính chính",
        papers=[Paper.PROPOSAL_LETTER, Paper.DRAFT_DECISION],
        then=[Tell(Role.CHAIRMAN)],
        told="Sở Nội vụ trình đính chính, thay thế quyết định",
        needs_reason=True,
        law="NĐ 30/2020 Đ.18 kh.3",
        confidence="verified",
    )

    sign_correction = Transition(
        id="K38",
        label="Ký quyết định thay thế hoặc đính chính",
        source={State.REPLACING},
        target=State.DECIDED,
        by={Role.CHAIRMAN},
        when=[guards.correction_is_signed],
        papers=[Paper.REPLACING_DECISION, Paper.CORRECTION_LETTER],
        then=[Tell(Role.CLERICAL_UBND)],
        told="Đã ký đính chính, thay thế quyết định",
        limit=LIMITS["sign_correction"],
        law="NĐ 30/2020 Đ.18",
        confidence="verified",
    )

    announce_result = Transition(
        id="K39",
        label="Thông báo kết quả đơn vị, cá nhân; công khai danh sách",
        source={State.PUBLISHED},
        target=State.PRODUCTION,
        by={Role.APPRAISER},
        papers=[Paper.RESULT_NOTICE],
        then=[Tell(Role.UNIT_CLERK), TellNominee()],
        told="Sở Nội vụ thông báo kết quả khen thưởng",
        limit=LIMITS["announce_result"],
        law="QĐ 311/QĐ-BNV (D_COPY) - áp dụng tương tự",
        confidence="practice",
    )

    hand_over = Transition(
        id="K40",
        label="Bàn giao hiện vật, tiền thưởng",
        source={State.PRODUCTION},
        target=State.HANDED_OVER,
        by={Role.APPRAISER},
        condition="Bằng, khung, KNC, hộp; tiền ≤0,6 lần lương cơ sở tại ngày QĐ",
        when=[guards.is_delivered],
        papers=[Paper.MEDAL_CERTIFICATE, Paper.HANDOVER_MINUTES, Paper.PAYMENT_VOUCHER],
        then=[Tell(Role.UNIT_CLERK)],
        told="Sở Nội vụ bàn giao bằng, hiện vật, tiền thưởng",
        law="NĐ 98/2023 Đ.58 kh.1 điểm d; Luật TĐKT Đ.11 kh.4",
        confidence="verified",
    )

    archive = Transition(
        id="K41",
        label="Kết thúc hồ sơ, nộp lưu",
        source={State.HANDED_OVER},
        target=State.ARCHIVED,
        by={Role.ARCHIVIST},
        condition="đủ văn bản; nộp Lưu trữ ≤01 năm từ khi kết thúc công việc",
        when=[guards.papers_are_complete],
        papers=[Paper.ARCHIVE_INDEX],
        limit=LIMITS["archive"],
        law="NĐ 30/2020 Đ.29-30",
        confidence="verified",
    )

    # ── Returned, suspended, revoked, complained of ──

    rework = Transition(
        id="K42",
        label="Hoàn thiện nộp lại",
        source={State.RETURNED},
        target=State.UNIT_CHECK,
        by={Role.UNIT_CLERK},
        condition="còn trong đợt",
        when=[guards.is_within_the_round],
        confidence="design",
    )

    withdraw_returned = Transition(
        id="K43",
        label="Rút",
        source={State.RETURNED},
        target=State.WITHDRAWN,
        by={Role.UNIT_HEAD},
        papers=[Paper.WITHDRAWAL_LETTER],
        needs_reason=True,
        confidence="design",
    )

    resume = Transition(
        id="K45",
        label="Tiếp tục",
        source={State.SUSPENDED},
        target=PREVIOUS,
        by={Role.BAN_HEAD},
        condition="có kết luận không vi phạm",
        when=[guards.is_cleared],
        papers=[Paper.INSPECTION_CONCLUSION],
        then=[Tell(Role.UNIT_CLERK)],
        told="Hồ sơ được xét tiếp",
        law="NĐ 98/2023 Đ.4",
        confidence="verified",
        note="về đúng bước đã tạm dừng, còn nguyên thời hạn còn lại",
    )

    end_after_suspension = Transition(
        id="K46",
        label="Chấm dứt",
        source={State.SUSPENDED},
        target=State.NOT_APPROVED,
        by={Role.BAN_HEAD},
        condition="có kết luận vi phạm",
        when=[guards.violation_is_concluded],
        papers=[Paper.RESULT_NOTICE],
        then=[Tell(Role.UNIT_CLERK), TellNominee()],
        told="Hồ sơ chấm dứt, không khen thưởng",
        needs_reason=True,
        law="NĐ 98/2023 Đ.4",
        confidence="verified",
    )

    open_revocation_review = Transition(
        id="K50",
        label="Mở xem xét hủy",
        source={State.PUBLISHED, State.PRODUCTION, State.HANDED_OVER, State.ARCHIVED},
        target=State.REVOCATION_REVIEW,
        by={Role.BAN_HEAD},
        condition=("một trong 4 căn cứ của Luật Đ.93, hoặc quyết định giải quyết khiếu nại dẫn tới việc xem xét hủy"),
        when=[guards.revocation_has_a_ground],
        papers=[Paper.REVOCATION_REQUEST],
        then=[Tell(Role.CHAIRMAN)],
        told="Mở xem xét hủy quyết định khen thưởng",
        law="Luật TĐKT 06/2022 chương VII (Đ.93) kh.2",
        confidence="verified",
    )

    revoke = Transition(
        id="K52",
        label="Quyết định hủy, thu hồi",
        source={State.REVOCATION_REVIEW},
        target=State.REVOKED,
        by={Role.CHAIRMAN},
        condition="căn cứ được xác nhận",
        papers=[Paper.REVOKING_DECISION, Paper.RECOVERY_MINUTES],
        then=[Tell(Role.UNIT_CLERK), TellNominee()],
        told="Quyết định khen thưởng đã bị hủy",
        limit=LIMITS["revoke"],
        needs_reason=True,
        law="Luật TĐKT 06/2022 Đ.93; TTHC Huế 25046: cấp trình gửi hồ sơ 7 ngày, quyết định 5 ngày làm việc",
        confidence="practice",
    )

    keep_award = Transition(
        id="K53",
        label="Không hủy",
        source={State.REVOCATION_REVIEW},
        target=PREVIOUS,
        by={Role.CHAIRMAN},
        condition="không đủ căn cứ",
        papers=[Paper.CONCLUSION_NOTICE],
        then=[Tell(Role.BAN_HEAD)],
        told="Không hủy quyết định khen thưởng",
        limit=LIMITS["keep_award"],
        needs_reason=True,
        confidence="design",
    )

    reappraise_after_complaint = Transition(
        id="K55",
        label="Thẩm định lại theo quyết định giải quyết khiếu nại",
        source={State.NOT_APPROVED},
        target=State.APPRAISAL,
        by={Role.CHAIRMAN},
        condition="khiếu nại được giải quyết là đúng (side_records.complaint)",
        when=[guards.complaint_is_upheld],
        papers=[Paper.COMPLAINT_DECISION],
        then=[Tell(Role.APPRAISER), Tell(Role.UNIT_CLERK)],
        told="Hồ sơ được thẩm định lại",
        limit=LIMITS["reappraise_after_complaint"],
        law="Luật Khiếu nại 2011",
        confidence="memory_high",
    )

    refuse_by_chairman = Transition(
        id="K56",
        label="Thông báo không khen thưởng",
        source={State.SNV_SUBMISSION},
        target=State.NOT_APPROVED,
        by={Role.SNV_DIRECTOR},
        condition="Chủ tịch UBND không đồng ý",
        when=[guards.chairman_disagrees],
        papers=[Paper.RESULT_NOTICE],
        then=[Tell(Role.UNIT_CLERK), TellNominee()],
        told="Chủ tịch UBND tỉnh không đồng ý khen thưởng",
        limit=LIMITS["refuse_by_chairman"],
        needs_reason=True,
        law="NĐ 98/2023 (đến 30/6/2025; sau đó NĐ 152/2025)",
        confidence="memory_medium",
    )

    withdraw = Transition(
        id="K57",
        label="Rút hồ sơ",
        source=UNDER_WAY,
        target=State.WITHDRAWN,
        by={Role.UNIT_HEAD},
        condition="chưa ký Quyết định; không rút khi đang bỏ phiếu",
        when=[guards.decision_is_not_signed],
        papers=[Paper.WITHDRAWAL_LETTER],
        then=[Tell(Role.BAN_HEAD)],
        told="Đơn vị rút hồ sơ",
        needs_reason=True,
        confidence="design",
    )

    suspend = Transition(
        id="K58",
        label="Tạm dừng",
        source=UNDER_WAY,
        target=State.SUSPENDED,
        by={Role.BAN_HEAD},
        condition="có đơn thư/kiểm tra/kỷ luật đang xem xét",
        papers=[Paper.SUSPENSION_LETTER],
        then=[Tell(Role.UNIT_CLERK)],
        told="Hồ sơ tạm dừng xét",
        needs_reason=True,
        law="NĐ 98/2023 Đ.4",
        confidence="verified",
    )

    take_off_agenda = Transition(
        id="K59",
        label="Đưa ra khỏi chương trình, hoãn",
        source={State.COUNCIL_SCHEDULED},
        target=State.APPRAISED,
        by={Role.COUNCIL_SECRETARY},
        then=[Tell(Role.BAN_HEAD)],
        told="Hồ sơ được đưa ra khỏi chương trình họp",
        needs_reason=True,
        confidence="design",
    )

    cancel_vote = Transition(
        id="K60",
        label="Hủy lần bỏ phiếu",
        source={State.COUNCIL_VOTING},
        target=State.COUNCIL_SCHEDULED,
        by={Role.COUNCIL_CHAIR},
        condition="lập biên bản; không mở thùng phiếu",
        when=[guards.is_not_counted],
        papers=[Paper.MINUTES],
        then=[Tell(Role.COUNCIL_SECRETARY)],
        told="Hủy lần bỏ phiếu, hồ sơ chờ bỏ phiếu lại",
        needs_reason=True,
        confidence="design",
    )

    abandon_correction = Transition(
        id="K61",
        label="Thôi đính chính, thay thế",
        source={State.REPLACING},
        target=PREVIOUS,
        by={Role.SNV_DIRECTOR},
        needs_reason=True,
        confidence="design",
    )
