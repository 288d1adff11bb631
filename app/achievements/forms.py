from collections.abc import Sequence

from wtforms import FileField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.achievements.queries import Choice
from app.awards.words import KINDS
from app.errors import NOT_AFTER_TODAY
from app.forms import SCAN, BaseForm, BoxesField, SeenField, VietnameseDateField, choices, reason_field
from app.forms import ReasonForm as AnyReasonForm
from app.initiatives.models import Scope
from app.initiatives.words import SCOPES
from app.validators import NotAfterToday

SAME, DIFFERENT = "same", "different"


class InitiativesForm(BaseForm):
    """Which initiatives a case relies on; the one used elsewhere is not offered."""

    initiatives = BoxesField(
        "Sáng kiến hồ sơ này dựa vào",
        coerce=int,
        validate_choice=False,
    )
    seen = SeenField()

    def offer(self, offered: Sequence[Choice]) -> None:
        self.initiatives.choices = choices((one.id, _in_words(one)) for one in offered if one.is_free)


class AnswerForm(BaseForm):
    answer = RadioField(
        "Hai hồ sơ",
        choices=choices(
            [
                (DIFFERENT, "Nêu hai thành tích khác nhau: hồ sơ này đi tiếp được"),
                (SAME, "Nêu cùng một thành tích: hồ sơ này không đi tiếp khi hồ sơ kia còn"),
            ]
        ),
        validators=[InputRequired("Chọn một trong hai.")],
    )
    reason = TextAreaField(
        "Lý do",
        description="Đã đối chiếu gì, khác hay giống ở điểm nào. Chỉ Sở Nội vụ đọc được.",
        validators=[InputRequired("Nêu rõ lý do."), Length(max=2000)],
    )
    seen = SeenField()

    @property
    def is_same(self) -> bool:
        return bool(self.answer.data == SAME)


class FormerUseForm(BaseForm):
    nominee_id = SelectField("Tác giả", coerce=int, validators=[InputRequired("Chọn tác giả.")])
    kind = RadioField("Đã dùng cho", choices=choices(KINDS.items()), validators=[InputRequired("Chọn một trong hai.")])
    award_name = StringField(
        "Danh hiệu, hình thức đã tặng",
        description="Ví dụ: Chiến sĩ thi đua cơ sở năm 2022.",
        validators=[InputRequired("Ghi danh hiệu, hình thức."), Length(max=300)],
    )
    decision_number = StringField(
        "Số quyết định", description="Ví dụ: 125/QĐ-SGDĐT.", validators=[InputRequired("Ghi số."), Length(max=100)]
    )
    decided_on = VietnameseDateField(
        "Ngày quyết định", validators=[InputRequired("Nhập ngày quyết định."), NotAfterToday(NOT_AFTER_TODAY)]
    )
    decided_by = StringField(
        "Người, cơ quan quyết định", validators=[InputRequired("Ghi người, cơ quan quyết định."), Length(max=300)]
    )
    scan = FileField(
        "Bản quét quyết định",
        description=SCAN,
        validators=[InputRequired("Chọn bản quét quyết định.")],
    )

    def offer(self, authors: Sequence[tuple[int, str]]) -> None:
        self.nominee_id.choices = choices(authors)


class VoidForm(AnyReasonForm):
    reason = reason_field("Ghi sai chỗ nào. Ai xem mục này cũng đọc được.")


def _in_words(one: Choice) -> str:
    scope = SCOPES[Scope.PROVINCE if one.is_provincial else Scope.BASE]
    share = f", đóng góp {one.share}%" if one.share < 100 else ""  # noqa: PLR2004 -- the whole
    return f"{one.title} (công nhận {scope}{share})"
