from collections.abc import Sequence

from wtforms import RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.achievements.queries import Choice
from app.forms import BaseForm, SeenField, choices
from app.initiatives.models import Scope
from app.initiatives.words import SCOPES

SAME, DIFFERENT = "same", "different"


class InitiativesForm(BaseForm):
    """Which initiatives a case relies on; the one used elsewhere is not offered."""

    initiatives = SelectMultipleField(
        "Sáng kiến hồ sơ này dựa vào",
        coerce=int,
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
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


def _in_words(one: Choice) -> str:
    scope = SCOPES[Scope.PROVINCE if one.is_provincial else Scope.BASE]
    share = f", đóng góp {one.share}%" if one.share < 100 else ""  # noqa: PLR2004 -- the whole
    return f"{one.title} (công nhận {scope}{share})"
