"""What may be chosen for whoever is nominated, as the catalogue and the statistics forms of the trade have it."""

from app.awards import words
from app.awards.money import AS_COLLECTIVES

KIND_NAMES = {"individual": "Cá nhân", "collective": "Tập thể", "household": "Hộ gia đình"}
GENDERS = {"male": "Nam", "female": "Nữ"}
HONORIFICS = ("Ông", "Bà", "Đồng chí", "Đại tá", "Thượng tá", "Trung tá", "Thiếu tá", "Đại úy", "Thượng úy", "Trung úy")

WORKER_CLASSES = words.WORKER_CLASSES  # criteria ask for these
RANK_CLASSES = (
    "Lãnh đạo cấp bộ, cấp tỉnh và tương đương trở lên",
    "Lãnh đạo cấp vụ, sở, ngành và tương đương",
    "Doanh nhân",
    "Các cấp lãnh đạo từ phó phòng trở lên",
    "Các cấp lãnh đạo khác",
    "Người trực tiếp công tác, lao động, học tập, chiến đấu và phục vụ chiến đấu",
)
COLLECTIVE_CLASSES = (
    "Cơ quan Đảng và các tổ chức chính trị, xã hội",
    "Cơ quan Trung ương đóng trên địa bàn",
    "Cơ quan hành chính",
    "Đơn vị sự nghiệp",
    "Doanh nghiệp",
    "Hợp tác xã",
    "Đối tượng khác",
)
LOCALITIES = {code: name for code, name in words.SUBJECTS.items() if code in AS_COLLECTIVES}
COLLECTIVES = {"": "Cơ quan, tổ chức, đơn vị hoặc tập thể khác", **LOCALITIES}
FIELDS_OF_WORK = (
    "An ninh – Quốc phòng",
    "Báo chí – Thông tin – Truyền thông",
    "Bảo hiểm xã hội",
    "Cơ quan, tổ chức Đảng",
    "Công nghiệp – Thương mại",
    "Cơ quan lập pháp",
    "Giáo dục và Đào tạo",
    "Giao thông vận tải",
    "Hội và đoàn thể",
    "Kế hoạch – Đầu tư",
    "Khoa học – Công nghệ",
    "Kinh tế – Xã hội",
    "Lao động – Thương binh – Xã hội",
    "Ngoại giao",
    "Nông nghiệp – Nông thôn",
    "Quản lý nhà nước",
    "Tài chính – Ngân hàng",
    "Tài nguyên – Môi trường",
    "Tôn giáo – Tín ngưỡng",
    "Tư pháp – Thanh tra – Tòa án – Kiểm sát",
    "Văn hóa – Thể thao – Du lịch",
    "Xây dựng",
    "Y tế",
    "Lĩnh vực khác",
)
ETHNICITIES = ("Kinh", "Chăm", "Raglai", "Hoa", "Cơ Ho", "Nùng", "Tày")  # suggestions: the peoples of Ninh Thuận first
