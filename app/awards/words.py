"""The catalogue's values in the words of its pages."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from app.awards.models import Regime, RuleGroup
from app.facts import read_facts

CONFIDENCE = {
    "verified": "đã đối chiếu văn bản",
    "inferred": "suy từ văn bản, chưa đối chiếu trực tiếp",
    "practice": "theo thông lệ",
}
UNSETTLED = "Mức do tỉnh quy định – chưa nhập căn cứ pháp lý"
VERIFIED = "verified"
UNREAD = "chưa đối chiếu văn bản"
TITLE, COMMENDATION = "title", "commendation"
KINDS = {TITLE: "Danh hiệu thi đua", COMMENDATION: "Hình thức khen thưởng"}
LEVELS = {
    "province": "Chủ tịch UBND tỉnh quyết định",
    "state": "Tỉnh đề nghị, Nhà nước quyết định",
    "unit": "Đơn vị, địa phương quyết định",
}
SUBJECTS = {
    "individual": "Cá nhân",
    "collective": "Tập thể",
    "household": "Hộ gia đình",
    "commune": "Xã, phường, thị trấn",
    "village": "Thôn, tổ dân phố",
}
ROUTES = {
    "cong_trang": "Công trạng và thành tích",
    "chuyen_de": "Thi đua theo chuyên đề",
    "dot_xuat": "Đột xuất",
    "cong_hien": "Quá trình cống hiến",
    "nien_han": "Niên hạn",
    "doi_ngoai": "Đối ngoại",
    "khang_chien": "Thành tích kháng chiến",
}
RATINGS = {  # the best first
    "HTXSNV": "Hoàn thành xuất sắc nhiệm vụ",
    "HTTNV": "Hoàn thành tốt nhiệm vụ",
    "HTNV": "Hoàn thành nhiệm vụ",
    "KHTNV": "Không hoàn thành nhiệm vụ",
}
SCOPES = {"co_so": "ở cơ sở", "tinh": "trong tỉnh", "toan_quoc": "toàn quốc"}
CYCLES = {cycle: told["words"] for cycle, told in read_facts(Path(__file__).with_name("cycles.yaml")).items()}
CONSIDERED_BY = {
    "full": "Hội đồng Thi đua – Khen thưởng tỉnh họp và bỏ phiếu",
    "standing": "Thường trực Hội đồng Thi đua – Khen thưởng tỉnh xét",
    "none": "Không đưa ra Hội đồng cấp tỉnh",
}
WORKER_CLASSES = {  # criteria ask for these
    "lanh_dao_quan_ly": "Lãnh đạo, quản lý",
    "cong_chuc_vien_chuc": "Công chức, viên chức",
    "cong_nhan": "Công nhân",
    "nong_dan": "Nông dân",
    "ngu_dan": "Ngư dân",
    "nguoi_lao_dong_khac": "Người lao động khác",
    "chien_si": "Chiến sĩ",
    "doanh_nhan": "Doanh nhân",
    "tri_thuc_nha_khoa_hoc": "Trí thức, nhà khoa học",
    "hoc_sinh_sinh_vien": "Học sinh, sinh viên",
    "khac": "Khác",
}
VALUES = {  # what criteria compare with, where it is no number
    **{code: name.lower() for names in (SUBJECTS, ROUTES, WORKER_CLASSES, RATINGS) for code, name in names.items()},
    "": "chưa ghi",
    "don_vi": "trong đơn vị",
    "xa": "trong xã",
    "tinh": "trong tỉnh",
    "toan_quoc": "trong cả nước",
    "tw": "do Trung ương phát động",
    "co_so": "ở cơ sở",
    "kinh_te_xa_hoi": "kinh tế – xã hội",
    "khoa_hoc_cong_nghe": "khoa học – công nghệ",
    "cong_tac_xa_hoi_tu_thien": "công tác xã hội, từ thiện",
    "cong_suc_dat_dai_tai_san": "công sức, đất đai, tài sản",
}
COUNCILS = {
    None: "Không có",
    "hd_tdkt_tinh": "Hội đồng Thi đua – Khen thưởng tỉnh",
    "hd_tdkt_co_so": "Hội đồng Thi đua – Khen thưởng cơ sở",
}
VARIANTS = {
    "officials": "Cán bộ, công chức, viên chức",
    "workers_farmers": "Công nhân, nông dân, người lao động khác",
    "yearly_cluster": "Xét theo công trạng hằng năm",
    "thematic_movement": "Xét theo phong trào chuyên đề",
    "yearly_leader": "Xét theo công trạng hằng năm",
    "pm_movement": "Xét theo phong trào do Thủ tướng phát động",
    "individual": "Cá nhân",
    "direct_worker": "Người trực tiếp lao động (đạt nhóm này hoặc nhóm Cá nhân)",
    "entrepreneur_scholar": "Doanh nhân, trí thức (đạt nhóm này hoặc nhóm Cá nhân)",
    "collective": "Tập thể",
    "household": "Hộ gia đình",
}
STANDINGS = {"past": "Đã hết hiệu lực", "in_force": "Đang áp dụng", "coming": "Chưa đến ngày áp dụng"}
CHANGES = {"added": "Thêm", "removed": "Bỏ", "changed": "Sửa"}
CHANGE_TONES = {"added": "done", "removed": "back", "changed": "waiting"}
CHECKS = {
    "auto": "theo số liệu đã ghi",
    "document": "theo giấy tờ kèm theo",
    "judgement": "người thẩm định và Hội đồng đánh giá",
}


def confidence(mark: str, level: str = "province") -> str:
    """What nobody checked is for the province to settle, unless it is the State that gives the award."""
    return CONFIDENCE.get(mark, UNREAD if level == "state" else UNSETTLED)


def not_yet(later: Regime, day: date) -> str:
    """Said of what rests on a law that had not begun on the day."""
    return f"văn bản này có hiệu lực từ {later.valid_from:%d/%m/%Y}; mức của ngày {day:%d/%m/%Y} chưa đối chiếu"


def times(multiple: object) -> str:
    """A multiple as people write it: 3, or 2,25."""
    return f"{float(str(multiple)):g}".replace(".", ",")


def conditions(group: RuleGroup) -> Iterator[str]:
    """What a group asks for, as it is shown beside it."""
    if group.years_in_office is not None:
        terms = f" hoặc {group.or_terms} nhiệm kỳ" if group.or_terms else ""
        yield f"Giữ chức vụ từ {group.years_in_office} năm{terms}"
    if group.years_men is not None and group.years_men == group.years_women:
        yield f"Công tác từ {group.years_men} năm"
    elif group.years_men is not None:
        yield f"Công tác từ {group.years_men} năm (nam), {group.years_women} năm (nữ)"
    if group.years_hard_area is not None:
        yield f"Từ {group.years_hard_area} năm nếu ở vùng đặc biệt khó khăn (chưa tự áp dụng)"
    if group.by_contribution:
        yield "Xét theo đóng góp, không tính thời gian"
    if group.years_are_waived:
        yield "Không xét thời gian"
    if group.condition:
        yield group.condition


def settled(said: str, confidence: str) -> str:
    """What is said of a setting; where nobody has verified its basis, that too."""
    return said if confidence == VERIFIED else f"{said} {UNSETTLED}."
