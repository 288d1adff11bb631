"""The conditions of a nomination's steps, each beside the sentence that refuses. Pure: they see the facts alone."""

from collections.abc import Iterator

from workflows.engine import guard
from workflows.facts import NominationFacts

INDIVIDUAL = "individual"
CONSIDERED_BY_COUNCIL = frozenset({"full", "standing"})
CONSIDERED_BY_NONE = "none"


# ── The dossier ──


@guard("Bộ tiêu chuẩn chưa có hiệu lực: hiện chỉ lập được bản nháp, chờ nghị quyết hoặc quy định có hiệu lực.")
def rule_set_is_in_force(facts: NominationFacts) -> bool:
    return facts.rule_set_is_in_force


@guard("Kỷ niệm chương chỉ tặng cho cá nhân: chọn người được đề nghị là cá nhân.")
def subject_is_an_individual(facts: NominationFacts) -> bool:
    return facts.subject_kind == INDIVIDUAL


@guard("Danh hiệu, hình thức này không dành cho loại đối tượng đã chọn: chọn lại đối tượng hoặc danh hiệu, hình thức.")
def subject_fits_the_award(facts: NominationFacts) -> bool:
    return facts.subject_kind in facts.subject_kinds


@guard("Chọn phong trào thi đua hoặc loại hình khen thưởng.")
def purpose_is_chosen(facts: NominationFacts) -> bool:
    return facts.purpose_is_chosen


@guard("Điền đủ các mục bắt buộc của hồ sơ.")
def nothing_required_is_missing(facts: NominationFacts) -> Iterator[str]:
    yield from facts.gaps


@guard("Chọn trường hợp được áp dụng thủ tục đơn giản.")
def procedure_is_simplified(facts: NominationFacts) -> bool:
    return facts.is_simplified


# ── At the unit ──


@guard("Đợt này không công khai tại đơn vị: trình thẳng Hội đồng.")
def unit_notice_is_on(facts: NominationFacts) -> bool:
    return facts.unit_notice_is_on


@guard("Đợt này phải công khai tại đơn vị: đưa hồ sơ ra công khai trước khi trình Hội đồng.")
def unit_notice_is_off(facts: NominationFacts) -> bool:
    return not facts.unit_notice_is_on


@guard("Chưa hết thời hạn công khai hoặc còn phản ánh chưa xử lý.")
def unit_notice_is_over(facts: NominationFacts) -> bool:
    return facts.unit_notice_is_over


@guard("Hồ sơ có tiêu chí không đạt khi kiểm tra tự động.")
def nothing_fails_automatically(facts: NominationFacts) -> Iterator[str]:
    yield from facts.automatic_failures


@guard("Hồ sơ đang bị tạm dừng: chờ kết luận rồi mới trình Hội đồng.")
def is_not_on_hold(facts: NominationFacts) -> bool:
    return not facts.is_on_hold


@guard("Hội đồng đơn vị họp chưa đủ số thành viên theo quy định.")
def unit_quorum_is_met(facts: NominationFacts) -> bool:
    return facts.unit_quorum_met


@guard("Chưa ghi kết quả bỏ phiếu của Hội đồng đơn vị cho hồ sơ này.")
def unit_vote_is_recorded(facts: NominationFacts) -> bool:
    return facts.unit_vote is not None


@guard("Số phiếu đồng ý của Hội đồng đơn vị chưa đạt tỷ lệ: chọn “Không thông qua”.")
def unit_vote_passes(facts: NominationFacts) -> bool:
    return facts.unit_vote is None or facts.unit_vote.passes


@guard("Số phiếu đồng ý của Hội đồng đơn vị đã đạt tỷ lệ: chọn “Thông qua”.")
def unit_vote_fails(facts: NominationFacts) -> bool:
    return facts.unit_vote is None or not facts.unit_vote.passes


@guard("Tờ trình của đơn vị chưa được ký: trình thủ trưởng đơn vị ký Tờ trình có hồ sơ này.")
def submission_is_signed(facts: NominationFacts) -> bool:
    return facts.submission_is_signed


@guard("Thủ trưởng đơn vị đã gạch tên khỏi danh sách: trả lại hồ sơ để hoàn thiện.")
def is_not_struck(facts: NominationFacts) -> bool:
    return not facts.is_struck


@guard("Gạch tên khỏi danh sách của Tờ trình rồi mới trả lại hồ sơ.")
def is_struck(facts: NominationFacts) -> bool:
    return facts.is_struck


@guard("Tờ trình chưa phát hành: đơn vị ghi số, ngày và đính kèm bản đã ký.")
def submission_is_issued(facts: NominationFacts) -> bool:
    return facts.submission_is_issued


@guard("Hồ sơ ngoài thời hạn của đợt xét: liên hệ Sở Nội vụ hoặc chuyển sang đợt khác.")
def is_within_the_round(facts: NominationFacts) -> bool:
    return facts.round_is_open


# ── At Sở Nội vụ ──


@guard("Hồ sơ còn thiếu thành phần.")
def dossier_is_complete(facts: NominationFacts) -> Iterator[str]:
    yield from facts.dossier_gaps


@guard("Nêu ít nhất một mục phải bổ sung, sửa lại.")
def supplement_is_asked(facts: NominationFacts) -> bool:
    return facts.supplement_is_asked


@guard("Còn mục chưa bổ sung: trả lời từng mục Sở Nội vụ đã nêu.")
def supplement_is_answered(facts: NominationFacts) -> bool:
    return facts.supplement_is_answered


@guard("Đã quá hạn bổ sung: liên hệ Sở Nội vụ để được gia hạn hoặc nhận lại hồ sơ.")
def supplement_is_in_time(facts: NominationFacts) -> bool:
    return not facts.supplement_is_overdue


@guard("Chưa quá hạn bổ sung: chờ đơn vị đến hết hạn.")
def supplement_is_overdue(facts: NominationFacts) -> bool:
    return facts.supplement_is_overdue


@guard("Còn tiêu chí chưa có kết luận đạt.")
def every_criterion_is_met(facts: NominationFacts) -> Iterator[str]:
    yield from facts.unmet_criteria


@guard("Còn việc lấy ý kiến hoặc khiếu nại chưa xong.")
def no_matter_is_open(facts: NominationFacts) -> Iterator[str]:
    yield from facts.open_matters


# ── At the council ──


@guard("Hồ sơ này không thuộc diện Hội đồng xét: trình thẳng Chủ tịch UBND tỉnh.")
def a_council_considers_it(facts: NominationFacts) -> bool:
    return facts.considered_by in CONSIDERED_BY_COUNCIL


@guard("Hồ sơ này phải qua Hội đồng hoặc Thường trực Hội đồng: đưa vào phiên họp.")
def no_council_considers_it(facts: NominationFacts) -> bool:
    return facts.considered_by == CONSIDERED_BY_NONE or facts.is_simplified


@guard("Thêm hồ sơ vào chương trình một phiên họp.")
def is_on_an_agenda(facts: NominationFacts) -> bool:
    return facts.is_on_agenda


@guard("Phiên họp chưa khai mạc.")
def meeting_is_open(facts: NominationFacts) -> bool:
    return facts.meeting_is_open


@guard("Phiên họp chưa đủ số thành viên theo quy chế: điểm danh lại hoặc lấy phiếu bằng văn bản.")
def meeting_quorum_is_met(facts: NominationFacts) -> bool:
    return facts.meeting_quorum_met


@guard("Chưa kiểm phiếu: ghi đủ kết quả và hoàn thành kiểm phiếu của phiên họp.")
def is_counted(facts: NominationFacts) -> bool:
    return facts.is_counted


@guard("Đã kiểm phiếu: không hủy được lần bỏ phiếu nữa.")
def is_not_counted(facts: NominationFacts) -> bool:
    return not facts.is_counted


@guard("Chưa ghi kết quả bỏ phiếu của Hội đồng cho hồ sơ này.")
def vote_is_recorded(facts: NominationFacts) -> bool:
    return facts.vote is not None


@guard("Số phiếu đồng ý chưa đạt tỷ lệ trên tổng số thành viên: chọn “Không thông qua”.")
def vote_passes(facts: NominationFacts) -> bool:
    return facts.vote is None or facts.vote.passes


@guard("Số phiếu đồng ý đã đạt tỷ lệ trên tổng số thành viên: chọn “Thông qua”.")
def vote_fails(facts: NominationFacts) -> bool:
    return facts.vote is None or not facts.vote.passes


# ── Proposal and decision ──


@guard("Tờ trình của Sở Nội vụ có hồ sơ này chưa được ký.")
def proposal_is_signed(facts: NominationFacts) -> bool:
    return facts.proposal_is_signed


@guard("Tờ trình có hồ sơ này chưa được Văn phòng UBND tỉnh trình ký.")
def proposal_is_forwarded(facts: NominationFacts) -> bool:
    return facts.proposal_is_forwarded


@guard("Chủ tịch UBND tỉnh đã loại hồ sơ này khỏi danh sách: trả lại Sở Nội vụ hoặc thông báo không khen thưởng.")
def is_not_excluded(facts: NominationFacts) -> bool:
    return not facts.is_excluded


@guard("Chưa có ý kiến không đồng ý của Chủ tịch UBND tỉnh về hồ sơ này.")
def chairman_disagrees(facts: NominationFacts) -> bool:
    return facts.may_be_refused_by_chairman


@guard("Quyết định có hồ sơ này chưa được ký.")
def decision_is_signed(facts: NominationFacts) -> bool:
    return facts.decision_is_signed


@guard("Quyết định đã ký: không rút hồ sơ được nữa.")
def decision_is_not_signed(facts: NominationFacts) -> bool:
    return not facts.decision_is_signed


@guard("Quyết định chưa phát hành: ghi số, ngày theo sổ đăng ký và đính kèm bản đã ký.")
def decision_is_issued(facts: NominationFacts) -> bool:
    return facts.decision_is_issued


@guard("Quyết định thay thế hoặc công văn đính chính chưa được ký.")
def correction_is_signed(facts: NominationFacts) -> bool:
    return facts.correction_is_signed


@guard("Chưa ghi nhận bàn giao: lập biên bản bàn giao hiện vật, tiền thưởng.")
def is_delivered(facts: NominationFacts) -> bool:
    return facts.is_delivered


@guard("Hồ sơ lưu còn thiếu văn bản: bổ sung đủ theo mục lục hồ sơ.")
def papers_are_complete(facts: NominationFacts) -> bool:
    return facts.papers_are_complete


# ── What may come between ──


@guard("Chưa có kết luận không vi phạm: ghi nhận văn bản kết luận rồi mới tiếp tục.")
def is_cleared(facts: NominationFacts) -> bool:
    return facts.has_clearance


@guard("Chưa có kết luận vi phạm: ghi nhận văn bản kết luận rồi mới chấm dứt.")
def violation_is_concluded(facts: NominationFacts) -> bool:
    return facts.has_violation


@guard("Chưa ghi nhận căn cứ để xem xét hủy: nêu căn cứ theo luật hoặc quyết định giải quyết khiếu nại.")
def revocation_has_a_ground(facts: NominationFacts) -> bool:
    return facts.has_revocation_ground or facts.complaint_is_upheld


@guard("Chưa có quyết định giải quyết khiếu nại công nhận khiếu nại đúng.")
def complaint_is_upheld(facts: NominationFacts) -> bool:
    return facts.complaint_is_upheld
