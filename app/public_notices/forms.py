"""The words and shapes of a notice: its list, where it was posted, what people said, what is reported."""

from collections.abc import Mapping
from typing import Any

from wtforms import FileField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.forms import BaseForm, SeenForm, VersionField, VietnameseDateField, choices, reason_field
from app.nominations.listing import NOBODY_CHOSEN
from app.public_notices.achievements import LONGEST
from app.public_notices.models import Stance
from app.public_notices.operations import NO_PLACE, POSTED_LATER
from app.public_notices.opinions import ABOUT_ALL, OFFERED, RECEIVED_LATER
from app.validators import NotAfterToday

STANCES = choices(OFFERED.items())


class NoticeForm(BaseForm):
    title = StringField(
        "Trích yếu của Thông báo",
        description="In dưới chữ THÔNG BÁO.",
        validators=[InputRequired("Nhập trích yếu của Thông báo."), Length(max=300)],
    )
    nomination_ids = SelectMultipleField(
        "Hồ sơ đưa vào danh sách", coerce=int, validate_choice=False, validators=[InputRequired(NOBODY_CHOSEN)]
    )
    version = VersionField(default=0)


class PostingForm(BaseForm):
    posted_on = VietnameseDateField(
        "Ngày đăng",
        validators=[InputRequired("Nhập ngày đăng."), NotAfterToday(POSTED_LATER)],
    )
    places = TextAreaField("Nơi đăng", validators=[InputRequired(NO_PLACE), Length(max=1000)])
    version = VersionField(default=0)


class OpinionForm(BaseForm):
    nomination_id = SelectField(
        "Về ai", coerce=int, validate_choice=False, validators=[InputRequired("Chọn ý kiến về ai.")]
    )
    stance = RadioField("Ý kiến", choices=STANCES, coerce=Stance, validators=[InputRequired("Chọn loại ý kiến.")])
    said_by = StringField(
        "Họ và tên, hoặc tên tổ chức gửi ý kiến",
        description="Lưu tại Sở Nội vụ; báo cáo không nêu tên người gửi.",
        validators=[InputRequired("Ghi tên người gửi ý kiến."), Length(max=300)],
    )
    contact = StringField("Địa chỉ, điện thoại", validators=[Length(max=300)])
    received_on = VietnameseDateField(
        "Ngày nhận",
        validators=[InputRequired("Nhập ngày nhận."), NotAfterToday(RECEIVED_LATER)],
    )
    content = TextAreaField("Nội dung", validators=[InputRequired("Ghi nội dung ý kiến."), Length(max=8000)])
    file = FileField("Bản quét thư, văn bản")

    def offer(self, names: list[tuple[int, str]]) -> "OpinionForm":
        self.nomination_id.choices = choices([(ABOUT_ALL, "Cả danh sách"), *names])
        return self


class HandlingForm(SeenForm):
    handling = TextAreaField(
        "Kết quả xem xét",
        description="Đã xác minh thế nào, kết luận ra sao; in trong báo cáo.",
        validators=[InputRequired("Ghi kết quả xem xét."), Length(max=4000)],
    )


class SummaryForm(SeenForm):
    summary = TextAreaField(
        "Tổng hợp, đánh giá",
        description="Mỗi đoạn một dòng; in trong báo cáo, sau số ý kiến và trước từng ý kiến.",
        validators=[InputRequired("Ghi tổng hợp, đánh giá."), Length(max=6000)],
    )


class ReasonForm(SeenForm):
    reason = reason_field()

    @property
    def words(self) -> str:
        return self.reason.data or ""


class AchievementsForm(SeenForm):
    """A line for each name; made by `achievements_form`."""

    @property
    def written(self) -> dict[int, str]:
        return {item_id: text or "" for item_id, text in self.of_lines("achievement").items()}


def achievements_form(names: Mapping[int, tuple[str, str]]) -> type[AchievementsForm]:
    """By the item's id: whose line it is, and what it says now."""
    fields: dict[str, Any] = {
        f"achievement_{item_id}": StringField(name, default=text, validators=[Length(max=LONGEST)])
        for item_id, (name, text) in names.items()
    }
    return type("AchievementsForm", (AchievementsForm,), fields)
