"""The words processes are written in: who acts (Role), what is written (Paper), and what follows (Tell).

Members are English; values are the official ids of the fact files and of the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    NOMINEE = "nominee"
    UNIT_CLERK = "unit_clerk"
    UNIT_COUNCIL = "unit_council"
    UNIT_HEAD = "unit_head"
    INTAKE_OFFICER = "snv_intake"
    APPRAISER = "snv_appraiser"
    BAN_HEAD = "snv_ban_head"
    SNV_DRAFTER = "snv_drafter"
    SNV_DIRECTOR = "snv_director"
    CONSULTED_AGENCY = "consulted_agency"
    COUNCIL_CHAIR = "council_chair"
    COUNCIL_MEMBERS = "council_members"
    COUNCIL_SECRETARY = "council_secretary"
    JUSTICE_DEPARTMENT = "stp"
    VPUB = "vpub"
    UBND_MEMBERS = "ubnd_members"
    CHAIRMAN = "chairman"
    CLERICAL_UBND = "van_thu_ubnd"
    HDND_STANDING = "hdnd_standing"
    HDND_COMMITTEE = "hdnd_committee"
    HDND_CHAIR = "hdnd_chair"
    HDND_DELEGATES = "hdnd_delegates"
    HDND_OFFICE = "vp_hdnd"
    ARCHIVIST = "archivist"
    COMPLAINT_OFFICER = "complaint_officer"
    ANY_PARTY = "any_party"
    SYSTEM = "system"
    UNIT_COUNCIL_SECRETARY = "unit_council_secretary"
    UNIT_COUNCIL_MEMBERS = "unit_council_members"
    UNIT_CLERICAL = "unit_van_thu"
    SNV_CLERICAL = "snv_van_thu"
    BAN_DEPUTY = "snv_ban_deputy"
    COUNCIL_DEPUTY_CHAIR = "council_deputy_chair"
    TELLER = "teller"
    PARTY_COMMITTEE = "party_committee"
    ACCOUNTANT = "accountant"
    INSPECTOR = "inspector"
    ADMINISTRATOR = "administrator"


ROLE_NAMES: Mapping[Role, str] = {
    Role.NOMINEE: "Người được đề nghị",
    Role.UNIT_CLERK: "Cán bộ TĐKT đơn vị trình",
    Role.UNIT_COUNCIL: "Hội đồng TĐKT cơ sở",
    Role.UNIT_HEAD: "Thủ trưởng đơn vị",
    Role.INTAKE_OFFICER: "Chuyên viên tiếp nhận SNV/Ban TĐKT",
    Role.APPRAISER: "Chuyên viên thẩm định Ban TĐKT",
    Role.BAN_HEAD: "Trưởng ban TĐKT",
    Role.SNV_DRAFTER: "Chuyên viên soạn thảo SNV",
    Role.SNV_DIRECTOR: "Giám đốc/Phó GĐ Sở Nội vụ",
    Role.CONSULTED_AGENCY: "Cơ quan được hiệp y",
    Role.COUNCIL_CHAIR: "Chủ tịch Hội đồng TĐKT tỉnh",
    Role.COUNCIL_MEMBERS: "Thành viên Hội đồng TĐKT tỉnh",
    Role.COUNCIL_SECRETARY: "Thư ký Hội đồng",
    Role.JUSTICE_DEPARTMENT: "Sở Tư pháp",
    Role.VPUB: "VP UBND tỉnh (phòng VXNV)",
    Role.UBND_MEMBERS: "Thành viên UBND tỉnh",
    Role.CHAIRMAN: "Chủ tịch/PCT UBND tỉnh",
    Role.CLERICAL_UBND: "Văn thư VP UBND",
    Role.HDND_STANDING: "Thường trực HĐND",
    Role.HDND_COMMITTEE: "Ban HĐND (VH-XH hoặc Pháp chế)",
    Role.HDND_CHAIR: "Chủ tịch HĐND/Chủ tọa",
    Role.HDND_DELEGATES: "Đại biểu HĐND",
    Role.HDND_OFFICE: "VP Đoàn ĐBQH & HĐND",
    Role.ARCHIVIST: "Lưu trữ cơ quan",
    Role.COMPLAINT_OFFICER: "Người giải quyết khiếu nại",
    Role.ANY_PARTY: "Tổ chức, cá nhân bất kỳ",
    Role.SYSTEM: "Hệ thống (hẹn giờ)",
    Role.UNIT_COUNCIL_SECRETARY: "Thư ký Hội đồng TĐKT đơn vị",
    Role.UNIT_COUNCIL_MEMBERS: "Thành viên Hội đồng TĐKT đơn vị",
    Role.UNIT_CLERICAL: "Văn thư đơn vị",
    Role.SNV_CLERICAL: "Văn thư Sở Nội vụ",
    Role.BAN_DEPUTY: "Phó Trưởng ban TĐKT",
    Role.COUNCIL_DEPUTY_CHAIR: "Phó Chủ tịch Hội đồng TĐKT tỉnh",
    Role.TELLER: "Thành viên Ban kiểm phiếu",
    Role.PARTY_COMMITTEE: "Ban Thường vụ Tỉnh ủy (Văn phòng Tỉnh ủy ghi nhận trả lời)",
    Role.ACCOUNTANT: "Kế toán chi thưởng",
    Role.INSPECTOR: "Thanh tra, kiểm tra (chỉ đọc)",
    Role.ADMINISTRATOR: "Quản trị hệ thống",
}


class Paper(StrEnum):
    DRAFTING_PLAN = "KH_SOAN_THAO"
    RESOLUTION_REQUEST = "TTR_DENGHI_NQ"
    RESOLUTION_CONSENT = "CV_CHAPTHUAN_TTHDND"
    RETURN_LETTER = "CV_TRALAI"
    RESOLUTION_REFUSAL = "CV_KHONGCHAPTHUAN"
    DRAFT_RESOLUTION = "DT_NQ"
    DRAFT_UBND_LETTER = "DT_TTR_UBND"
    OPINION_REQUEST = "CV_LAYYKIEN"
    OPINION = "VB_GOPY"
    OPINION_TABLE = "BANG_TIEPTHU"
    LEGAL_APPRAISAL_REQUEST = "CV_THAMDINH"
    LEGAL_APPRAISAL_REPORT = "BC_THAMDINH"
    LEGAL_APPRAISAL_ANSWER = "BC_TIEPTHU_TD"
    DRAFT_RESOLUTION_LETTER = "TTR_SNV_UBND"
    FORWARDING_SLIP = "PHIEU_TRINH"
    UBND_MINUTES = "BB_HOP_UBND"
    UBND_LETTER = "TTR_UBND_HDND"
    CONCLUSION_NOTICE = "TB_KETLUAN"
    EXAMINATION_ASSIGNMENT = "CV_PHANCONG_THAMTRA"
    EXAMINATION_REPORT = "BC_THAMTRA"
    EXAMINATION_ANSWER = "BC_TIEPTHU_TT"
    HDND_MEETING_PAPERS = "TAILIEU_KYHOP"
    HDND_MINUTES = "BB_KYHOP"
    HDND_VOTE = "BB_BIEUQUYET"
    RESOLUTION = "NQ_QPPL"
    GAZETTE_NUMBER = "CONGBAO"
    SENDING_SLIP = "PHIEU_GUI"
    SHORTENED_REQUEST = "TTR_RUTGON"
    SHORTENED_CONSENT = "CV_RUTGON"
    HDND_MEETING_REGISTRATION = "CV_DANGKY_KYHOP"
    ACHIEVEMENT_REPORT = "BC_TT_CN"
    ACHIEVEMENT_SUMMARY = "TT_TT"
    COMPILED_LIST = "DS_TONGHOP"
    NOMINATION_LIST = "DS_DENGHI"
    PUBLIC_NOTICE = "TB_CONGKHAI"
    PUBLIC_NOTICE_REPORT = "BC_CONGKHAI"
    COMPLETION_SLIP = "PHIEU_YC"
    MINUTES = "BB_HOP"
    BALLOT_PAPER = "PHIEU_BAU"
    TALLY_SHEET = "BB_KIEMPHIEU"
    SUBMISSION_LETTER = "TTR_DONVI"
    INTAKE_RECEIPT = "PHIEU_TIEPNHAN"
    SUPPLEMENT_REQUEST = "CV_BOSUNG"
    SUPPLEMENT_DOSSIER = "HS_BOSUNG"
    CONSULTATION_REQUEST = "CV_HIEPY"
    CONSULTATION_ANSWER = "CV_TRALOI_HIEPY"
    PEOPLE_NOTICE = "TB_LAYYKIEN"
    APPRAISAL_REPORT = "BC_THAMDINH_KT"
    MEETING_PAPERS = "TAILIEU_HD"
    INVITATION = "GIAY_MOI"
    WRITTEN_OPINION = "PHIEU_XINYKIEN"
    PROPOSAL_LETTER = "TTR_SNV"
    DRAFT_DECISION = "DT_QD"
    AWARD_LIST = "DS_KHENTHUONG"
    MEDAL_DECISION = "QD_TANG_KNC"
    REPLACING_DECISION = "QD_THAYTHE"
    CORRECTION_LETTER = "CV_DINHCHINH"
    RESULT_NOTICE = "TB_KETQUA"
    MEDAL_CERTIFICATE = "BANG_KNC"
    HANDOVER_MINUTES = "BB_BANGIAO"
    PAYMENT_VOUCHER = "PHIEU_CHI"
    ARCHIVE_INDEX = "MLHS"
    WITHDRAWAL_LETTER = "CV_RUT"
    SUSPENSION_LETTER = "CV_TAMDUNG"
    INSPECTION_CONCLUSION = "KETLUAN"
    COMPLAINT_PETITION = "DON_KHIEUNAI"
    COMPLAINT_DECISION = "QD_GQKN"
    REVOCATION_REQUEST = "CV_DENGHI_HUY"
    REVOKING_DECISION = "QD_HUY"
    RECOVERY_MINUTES = "BB_THUHOI"
    AWARD_DECISION = "QD_KHENTHUONG"
    AWARD_CERTIFICATE = "BANG_KHEN"
    UPWARD_LETTER = "TTR_UBND_TREN"


PAPER_NAMES: Mapping[Paper, str] = {
    Paper.DRAFTING_PLAN: "Kế hoạch soạn thảo",
    Paper.RESOLUTION_REQUEST: "Tờ trình đề nghị xây dựng nghị quyết",
    Paper.RESOLUTION_CONSENT: "Công văn chấp thuận của Thường trực HĐND",
    Paper.RETURN_LETTER: "Công văn/phiếu trả lại kèm lý do",
    Paper.RESOLUTION_REFUSAL: "Công văn không chấp thuận",
    Paper.DRAFT_RESOLUTION: "Dự thảo Nghị quyết (đánh phiên bản)",
    Paper.DRAFT_UBND_LETTER: "Dự thảo Tờ trình của UBND",
    Paper.OPINION_REQUEST: "Công văn lấy ý kiến",
    Paper.OPINION: "Văn bản góp ý",
    Paper.OPINION_TABLE: "Bảng tổng hợp, giải trình, tiếp thu",
    Paper.LEGAL_APPRAISAL_REQUEST: "Công văn đề nghị thẩm định",
    Paper.LEGAL_APPRAISAL_REPORT: "Báo cáo thẩm định (Sở Tư pháp)",
    Paper.LEGAL_APPRAISAL_ANSWER: "Báo cáo tiếp thu ý kiến thẩm định",
    Paper.DRAFT_RESOLUTION_LETTER: "Tờ trình Sở Nội vụ trình UBND về dự thảo NQ",
    Paper.FORWARDING_SLIP: "Phiếu trình giải quyết công việc",
    Paper.UBND_MINUTES: "Biên bản họp UBND",
    Paper.UBND_LETTER: "Tờ trình UBND → HĐND",
    Paper.CONCLUSION_NOTICE: "Thông báo kết luận",
    Paper.EXAMINATION_ASSIGNMENT: "Công văn phân công thẩm tra",
    Paper.EXAMINATION_REPORT: "Báo cáo thẩm tra",
    Paper.EXAMINATION_ANSWER: "Báo cáo tiếp thu thẩm tra",
    Paper.HDND_MEETING_PAPERS: "Bộ tài liệu kỳ họp",
    Paper.HDND_MINUTES: "Biên bản kỳ họp",
    Paper.HDND_VOTE: "Kết quả biểu quyết",
    Paper.RESOLUTION: "Nghị quyết QPPL NN/YYYY/NQ-HĐND",
    Paper.GAZETTE_NUMBER: "Số Công báo",
    Paper.SENDING_SLIP: "Phiếu gửi",
    Paper.SHORTENED_REQUEST: "Tờ trình đề nghị trình tự rút gọn",
    Paper.SHORTENED_CONSENT: "Văn bản đồng ý rút gọn",
    Paper.HDND_MEETING_REGISTRATION: "Công văn đăng ký nội dung kỳ họp",
    Paper.ACHIEVEMENT_REPORT: "Báo cáo thành tích cá nhân",
    Paper.ACHIEVEMENT_SUMMARY: "Báo cáo tóm tắt thành tích",
    Paper.COMPILED_LIST: "Danh sách tổng hợp đề nghị",
    Paper.NOMINATION_LIST: "Danh sách kèm tờ trình đơn vị",
    Paper.PUBLIC_NOTICE: "Thông báo công khai",
    Paper.PUBLIC_NOTICE_REPORT: "Báo cáo kết quả công khai",
    Paper.COMPLETION_SLIP: "Phiếu yêu cầu hoàn thiện",
    Paper.MINUTES: "Biên bản họp Hội đồng",
    Paper.BALLOT_PAPER: "Phiếu bầu",
    Paper.TALLY_SHEET: "Biên bản kiểm phiếu",
    Paper.SUBMISSION_LETTER: "Tờ trình của đơn vị",
    Paper.INTAKE_RECEIPT: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    Paper.SUPPLEMENT_REQUEST: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    Paper.SUPPLEMENT_DOSSIER: "Hồ sơ bổ sung",
    Paper.CONSULTATION_REQUEST: "Công văn xin ý kiến hiệp y",
    Paper.CONSULTATION_ANSWER: "Công văn trả lời hiệp y",
    Paper.PEOPLE_NOTICE: "Thông báo lấy ý kiến Nhân dân",
    Paper.APPRAISAL_REPORT: "Báo cáo thẩm định khen thưởng",
    Paper.MEETING_PAPERS: "Tài liệu họp Hội đồng tỉnh",
    Paper.INVITATION: "Giấy mời",
    Paper.WRITTEN_OPINION: "Phiếu xin ý kiến thành viên",
    Paper.PROPOSAL_LETTER: "Tờ trình của Sở Nội vụ",
    Paper.DRAFT_DECISION: "Dự thảo Quyết định",
    Paper.AWARD_LIST: "Danh sách kèm Quyết định",
    Paper.MEDAL_DECISION: "Quyết định tặng Kỷ niệm chương",
    Paper.REPLACING_DECISION: "Quyết định thay thế/sửa đổi",
    Paper.CORRECTION_LETTER: "Công văn đính chính",
    Paper.RESULT_NOTICE: "Thông báo kết quả/không khen thưởng",
    Paper.MEDAL_CERTIFICATE: "Bằng Kỷ niệm chương",
    Paper.HANDOVER_MINUTES: "Biên bản bàn giao hiện vật",
    Paper.PAYMENT_VOUCHER: "Chứng từ chi thưởng",
    Paper.ARCHIVE_INDEX: "Mục lục hồ sơ nộp lưu",
    Paper.WITHDRAWAL_LETTER: "Công văn rút",
    Paper.SUSPENSION_LETTER: "Công văn tạm dừng",
    Paper.INSPECTION_CONCLUSION: "Kết luận thanh tra/kiểm tra",
    Paper.COMPLAINT_PETITION: "Đơn khiếu nại",
    Paper.COMPLAINT_DECISION: "Quyết định giải quyết khiếu nại",
    Paper.REVOCATION_REQUEST: "Văn bản đề nghị hủy",
    Paper.REVOKING_DECISION: "Quyết định hủy quyết định tặng",
    Paper.RECOVERY_MINUTES: "Biên bản thu hồi hiện vật, tiền thưởng",
    Paper.AWARD_DECISION: "Quyết định khen thưởng",
    Paper.AWARD_CERTIFICATE: "Bằng khen, bằng công nhận danh hiệu, cờ",
    Paper.UPWARD_LETTER: "Tờ trình của Chủ tịch UBND tỉnh",
}


class Sheet(StrEnum):
    """What a paper belongs to: signing a sheet issues its papers once, for every case on it."""

    CASE = "case"
    GATHERING = "gathering"
    SUBMISSION = "submission"
    UNIT_DECISION = "unit_decision"
    MEETING = "meeting"
    NOTICE = "notice"
    PROPOSAL = "proposal"
    DECISION = "decision"
    UPWARD = "upward"


SHEET_OF: Mapping[Paper, Sheet] = {
    Paper.ACHIEVEMENT_REPORT: Sheet.CASE,
    Paper.ACHIEVEMENT_SUMMARY: Sheet.CASE,
    Paper.COMPLETION_SLIP: Sheet.CASE,
    Paper.INTAKE_RECEIPT: Sheet.CASE,
    Paper.SUPPLEMENT_REQUEST: Sheet.CASE,
    Paper.SUPPLEMENT_DOSSIER: Sheet.CASE,
    Paper.RETURN_LETTER: Sheet.CASE,
    Paper.CONSULTATION_REQUEST: Sheet.CASE,
    Paper.CONSULTATION_ANSWER: Sheet.CASE,
    Paper.APPRAISAL_REPORT: Sheet.CASE,
    Paper.RESULT_NOTICE: Sheet.CASE,
    Paper.WITHDRAWAL_LETTER: Sheet.CASE,
    Paper.SUSPENSION_LETTER: Sheet.CASE,
    Paper.MEDAL_CERTIFICATE: Sheet.CASE,
    Paper.AWARD_CERTIFICATE: Sheet.CASE,
    Paper.COMPLAINT_PETITION: Sheet.CASE,
    Paper.COMPLAINT_DECISION: Sheet.CASE,
    Paper.REVOCATION_REQUEST: Sheet.CASE,
    Paper.INSPECTION_CONCLUSION: Sheet.CASE,
    Paper.SUBMISSION_LETTER: Sheet.SUBMISSION,
    Paper.NOMINATION_LIST: Sheet.SUBMISSION,
    Paper.COMPILED_LIST: Sheet.SUBMISSION,
    Paper.MINUTES: Sheet.MEETING,
    Paper.BALLOT_PAPER: Sheet.MEETING,
    Paper.TALLY_SHEET: Sheet.MEETING,
    Paper.INVITATION: Sheet.MEETING,
    Paper.MEETING_PAPERS: Sheet.MEETING,
    Paper.WRITTEN_OPINION: Sheet.MEETING,
    Paper.PUBLIC_NOTICE: Sheet.NOTICE,
    Paper.PUBLIC_NOTICE_REPORT: Sheet.NOTICE,
    Paper.PEOPLE_NOTICE: Sheet.NOTICE,
    Paper.PROPOSAL_LETTER: Sheet.PROPOSAL,
    Paper.DRAFT_DECISION: Sheet.PROPOSAL,
    Paper.FORWARDING_SLIP: Sheet.PROPOSAL,
    Paper.CONCLUSION_NOTICE: Sheet.PROPOSAL,
    Paper.MEDAL_DECISION: Sheet.DECISION,
    Paper.AWARD_DECISION: Sheet.DECISION,
    Paper.AWARD_LIST: Sheet.DECISION,
    Paper.REPLACING_DECISION: Sheet.DECISION,
    Paper.CORRECTION_LETTER: Sheet.DECISION,
    Paper.REVOKING_DECISION: Sheet.DECISION,
    Paper.RECOVERY_MINUTES: Sheet.DECISION,
    Paper.HANDOVER_MINUTES: Sheet.DECISION,
    Paper.PAYMENT_VOUCHER: Sheet.DECISION,
    Paper.ARCHIVE_INDEX: Sheet.DECISION,
    Paper.UPWARD_LETTER: Sheet.UPWARD,
}


class DayUnit(StrEnum):
    WORKING = "working"
    CALENDAR = "calendar"


class DaysKind(StrEnum):
    LIMIT = "limit"  # at most; what makes a case overdue
    AT_LEAST = "at_least"  # must have passed; never lateness
    WINDOW = "window"  # a right that ends
    BEFORE_SESSION = "before_session"  # counted back from the opening of a session


class StateKind(StrEnum):
    INITIAL = "initial"
    NORMAL = "normal"
    CLOSED = "closed"  # ended, may be opened again
    FINAL = "final"


@dataclass(frozen=True)
class Tell:
    """Tell everybody who holds the role for the case."""

    role: Role


@dataclass(frozen=True)
class TellNominee:
    """Tell whom the case is about."""


Errand = Tell | TellNominee
