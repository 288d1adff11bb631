"""The texts of the law's forms, by whom the award is for; each is one field that saves itself."""

from dataclasses import dataclass, replace

from app.errors import or_404
from app.nominations.models import DraftField, Nomination
from app.nominees.models import NomineeKind

CITATION = "citation"
PROFILE = "profile"
ACHIEVEMENTS = "achievements"
AWARDS_HELD = "awards_held"
DISCIPLINE = "discipline"


@dataclass(frozen=True, kw_only=True)
class Section:
    key: str
    title: str
    hint: str
    longest: int = 50_000
    rows: int = 8

    @property
    def anchor(self) -> str:
        return f"text-{self.key}"


_CITATION = Section(
    key=CITATION,
    title="Nội dung đề nghị khen",
    hint="Thành tích nói ngắn gọn, trong một câu, để người thẩm định và Hội đồng đọc trước. "
    "Quyết định ghi thành tích chung cho cả danh sách. "
    "Ví dụ: Đã hoàn thành xuất sắc nhiệm vụ công tác năm học 2023 – 2024.",
    longest=1000,
    rows=3,
)
_PERSON = Section(
    key=PROFILE,
    title="Sơ lược lý lịch",
    hint="Họ và tên, ngày sinh, quê quán, trú quán, chức vụ, nơi công tác, trình độ, quyền hạn và nhiệm vụ được giao.",
)
_BODY = Section(
    key=PROFILE,
    title="Đặc điểm, tình hình",
    hint="Cơ cấu tổ chức, số lượng người, điều kiện làm việc, chức năng và nhiệm vụ được giao.",
)
_HOUSEHOLD = Section(
    key=PROFILE,
    title="Sơ lược về hộ gia đình",
    hint="Họ và tên chủ hộ, nơi cư trú, số nhân khẩu, nghề nghiệp, hoàn cảnh; các năm được công nhận Gia đình văn hóa.",
)
_ACHIEVEMENTS = Section(
    key=ACHIEVEMENTS,
    title="Thành tích đạt được",
    hint="Kết quả cụ thể, có số liệu so sánh; sáng kiến, đề tài và hiệu quả áp dụng; chấp hành chủ trương, pháp luật.",
    rows=14,
)
_CONTRIBUTIONS = replace(
    _ACHIEVEMENTS,
    hint="Công sức, đất đai, tài sản đã đóng góp cho địa phương, xã hội: bao nhiêu, khi nào, ở đâu, ai xác nhận; "
    "việc giúp đỡ các hộ khác; chấp hành chủ trương, pháp luật.",
)
_HELD = Section(
    key=AWARDS_HELD,
    title="Các hình thức đã được khen thưởng",
    hint="Tên danh hiệu, hình thức; số, ngày quyết định; cơ quan quyết định. Chưa có thì để trống.",
    rows=5,
)


_FOR_THE_PROVINCE = Section(
    key=ACHIEVEMENTS,
    title="Thành tích, đóng góp cho tỉnh",
    hint="Đóng góp cho sự nghiệp xây dựng và phát triển tỉnh qua từng thời kỳ, có kết quả cụ thể. "
    "Chức vụ, nơi công tác và thời gian ghi ở mục “Quá trình công tác”.",
    rows=14,
)
_SUMMARY = Section(
    key=ACHIEVEMENTS,
    title="Báo cáo tóm tắt thành tích",
    hint="Một trang, do đơn vị quản lý trực tiếp lập: việc làm, đóng góp, thời gian, kết quả.",
    longest=5000,
    rows=10,
)
_DISCIPLINE = Section(
    key=DISCIPLINE,
    title="Kỷ luật",
    hint="Hình thức kỷ luật, thời gian, cơ quan quyết định. Chưa bị kỷ luật thì ghi: Không.",
    rows=2,
)


def of(nomination: Nomination) -> tuple[Section, ...]:
    if nomination.is_simplified:
        return (_CITATION, _PERSON, _SUMMARY, _DISCIPLINE)
    if nomination.is_of_the_medal:
        return (_CITATION, _PERSON, _FOR_THE_PROVINCE, _HELD, _DISCIPLINE)
    match nomination.nominee_kind:
        case NomineeKind.INDIVIDUAL:
            return (_CITATION, _PERSON, _ACHIEVEMENTS, _HELD)
        case NomineeKind.COLLECTIVE:
            return (_CITATION, _BODY, _ACHIEVEMENTS, _HELD)
        case NomineeKind.HOUSEHOLD:
            return (_CITATION, _HOUSEHOLD, _CONTRIBUTIONS, _HELD)


def one(nomination: Nomination, key: str) -> Section:
    return or_404(next((section for section in of(nomination) if section.key == key), None))


def field_of(nomination: Nomination, key: str) -> DraftField | None:
    return next((field for field in nomination.fields if field.key == key), None)


def text_of(nomination: Nomination, key: str) -> str:
    field = field_of(nomination, key)
    return field.text if field else ""
