"""Khen thưởng thuộc thẩm quyền Chủ tịch UBND tỉnh: the medal's road, for every title and commendation of the province.

Task 1d of the letter of 2024-08-28. What differs comes from the catalogue of awards; here stand only other rules.
"""

from workflows import nomination_guards_1 as guards
from workflows.medal_nomination_1 import UNDER_WAY, MedalNomination1, State
from workflows.vocabulary import Paper

__all__ = ["CONSIDERED_BY", "CONSIDERED_BY_BASIS", "UNDER_WAY", "AwardProvince1", "State"]

# which body considers an award: the whole council, its standing body; a simplified procedure is considered by none
CONSIDERED_BY = {
    "cstd_tinh": "full",
    "cstd_toan_quoc": "full",
    "co_thi_dua_tinh": "full",
    "co_thi_dua_chinh_phu": "full",
    "ky_niem_chuong_tinh": "full",
    "bang_khen_ttg": "full",
    "hc_lao_dong_ba": "full",
    "hc_lao_dong_nhi": "full",
    "hc_lao_dong_nhat": "full",
    "huan_chuong_doc_lap": "full",
    "anh_hung_lao_dong": "full",
    "tap_the_ldxs": "standing",
    "bang_khen_tinh": "standing",
}
CONSIDERED_BY_BASIS = "Bắc Ninh 86/2025 Đ.5, Đ.8; tham số của tỉnh"


class AwardProvince1(MedalNomination1):
    key = "award_province"
    version = 1
    title = "Khen thưởng thuộc thẩm quyền Chủ tịch UBND tỉnh (nhiệm vụ 1d)"
    recipients_note = "Cá nhân, tập thể, hộ gia đình: theo danh mục danh hiệu, hình thức"
    start_condition = "bộ tiêu chuẩn của danh hiệu, hình thức đang có hiệu lực; trước đó chỉ lập được nháp"

    send_to_check = MedalNomination1.send_to_check.but(
        condition="loại đối tượng phù hợp danh hiệu/hình thức; đã chọn phong trào hoặc loại hình; đủ trường bắt buộc",
        when=[
            guards.rule_set_is_in_force,
            guards.subject_fits_the_award,
            guards.purpose_is_chosen,
            guards.nothing_required_is_missing,
        ],
    )
    refer_to_unit_council = MedalNomination1.refer_to_unit_council.but(
        condition="không bật công khai tại đơn vị; không có tiêu chí tự động nào không đạt; không bị tạm dừng",
        when=[guards.unit_notice_is_off, guards.nothing_fails_automatically, guards.is_not_on_hold],
    )
    pass_unit_council = MedalNomination1.pass_unit_council.but(
        condition="đạt tỷ lệ của quy tắc bỏ phiếu trong awards-catalogue, tính trên tổng số thành viên",
    )
    accept = MedalNomination1.accept.but(
        condition="đủ thành phần theo hồ sơ của danh hiệu/hình thức (awards-catalogue: dossier)",
    )
    pass_council = MedalNomination1.pass_council.but(
        condition="đạt tỷ lệ của quy tắc bỏ phiếu (V90, V80, VMAJ) trên tổng số thành viên",
    )
    decide = MedalNomination1.decide.but(papers=[Paper.AWARD_DECISION, Paper.AWARD_LIST])
    publish = MedalNomination1.publish.but(papers=[Paper.AWARD_DECISION])
    hand_over = MedalNomination1.hand_over.but(
        label="Bàn giao bằng, cờ, tiền thưởng",
        condition="mức tiền theo awards-catalogue tại ngày quyết định",
        papers=[Paper.AWARD_CERTIFICATE, Paper.HANDOVER_MINUTES, Paper.PAYMENT_VOUCHER],
    )
