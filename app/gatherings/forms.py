"""Words and shapes of the forms of a Tờ trình to a superior, and of the superior's answer."""

from collections.abc import Mapping
from typing import Any

from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from app.forms import BaseForm, SeenField, VersionField, choices, registration_form
from app.gatherings.operations import NO_REASON, NOTHING_ANSWERED, Answer
from app.nominations.listing import NOBODY_CHOSEN
from app.validators import OnlyWith, RequiredWith

LATER, TAKE_UP, HAND_BACK = "later", "take_up", "hand_back"
ANSWERS = {TAKE_UP: "Tiếp nhận", HAND_BACK: "Không tiếp nhận", LATER: "Để sau"}
NOT_HANDED_BACK = "Đã ghi lý do nhưng chưa chọn “Không tiếp nhận”: chọn, hoặc xóa lý do."


class GatheringForm(BaseForm):
    title = StringField(
        "Trích yếu của Tờ trình",
        description="In dưới chữ TỜ TRÌNH.",
        validators=[InputRequired("Nhập trích yếu của Tờ trình."), Length(max=300)],
    )
    summary = TextAreaField(
        "Tóm tắt thành tích",
        description="Mỗi đoạn một dòng; in trong Tờ trình. Có thể để trống.",
        validators=[Length(max=6000)],
    )
    nomination_ids = SelectMultipleField(
        "Hồ sơ đưa vào danh sách", coerce=int, validate_choice=False, validators=[InputRequired(NOBODY_CHOSEN)]
    )
    version = VersionField(default=0)


class SignForm(BaseForm):
    """The list as the page showed it."""

    seen = SeenField(default="")


class AnswerForm(BaseForm):
    """Of each name whether the superior takes it up; and the list as the page showed it."""

    seen = SeenField(default="")

    @property
    def answers(self) -> dict[int, Answer]:
        reasons = self.of_lines("reason")
        chosen = ((item_id, word) for item_id, word in self.of_lines("answer").items() if word != LATER)
        return {
            item_id: Answer(takes_up=word == TAKE_UP, reason="" if word == TAKE_UP else reasons[item_id] or "")
            for item_id, word in chosen
        }


def some_name_is_answered(form: AnswerForm, _: RadioField) -> None:
    if all(word == LATER for word in form.of_lines("answer").values()):
        raise ValidationError(NOTHING_ANSWERED)


def answer_form(names: Mapping[int, str]) -> type[AnswerForm]:
    fields: dict[str, Any] = {}
    for item_id, name in names.items():
        answer = f"answer_{item_id}"
        asked = [] if fields else [some_name_is_answered]  # said once, beside the first
        fields[answer] = RadioField(
            f"Trả lời về {name}", choices=choices(ANSWERS.items()), default=LATER, validators=asked
        )
        fields[f"reason_{item_id}"] = TextAreaField(
            f"{name} – lý do không tiếp nhận",
            validators=[
                RequiredWith(answer, NO_REASON, HAND_BACK),
                OnlyWith(answer, NOT_HANDED_BACK, HAND_BACK),
                Length(max=2000),
            ],
        )
    return type("AnswerForm", (AnswerForm,), fields)


RegistrationForm = registration_form("Tờ trình", of="đơn vị")
