"""The words and shapes of the intake desk's forms, and of the unit's answers to it."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, FileField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app import forms
from app.forms import BaseForm, SeenField, VersionField, VietnameseDateField, choices, reason_field
from app.intake.models import SupplementItem
from app.intake.nameable import Nameable
from app.intake.operations import FROM_TOMORROW, NOTHING_NAMED, WHAT_IS_WRONG, Named, SupplementRequest
from app.numbers import LARGEST_OF_A_REGISTER
from app.validators import DayThat, OnlyWith, RequiredWith

GOOD, WANTING = "good", "wanting"
NOT_TICKED = "Đã ghi nội dung nhưng chưa đánh dấu mục này: đánh dấu, hoặc xóa nội dung."
READ_BY_THE_UNIT = "Đơn vị trình sẽ đọc đúng những gì anh/chị viết ở đây."
VERDICTS = choices([(GOOD, "Đạt"), (WANTING, "Chưa đạt, phải bổ sung tiếp")])


class RegisterForm(BaseForm):
    number = IntegerField(
        "Số đến",
        description="Một Tờ trình một số, hồ sơ kèm theo mang cùng số. Số đó, hoặc số tiếp theo, đã điền sẵn.",
        validators=[InputRequired("Nhập số đến."), NumberRange(min=1, max=LARGEST_OF_A_REGISTER)],
    )


class PlainForm(BaseForm):
    """A step that asks for nothing but a yes."""


class ReasonForm(forms.ReasonForm):
    reason = reason_field(READ_BY_THE_UNIT)


class AskForm(BaseForm):
    """Ticks and notes for each thing that may be named; made by `ask_form`."""

    reason = TextAreaField(
        "Lý do yêu cầu bổ sung",
        description=READ_BY_THE_UNIT,
        validators=[InputRequired("Nêu lý do yêu cầu bổ sung."), Length(max=2000)],
    )
    due_on = VietnameseDateField(
        "Hạn bổ sung",
        validators=[InputRequired("Nhập hạn bổ sung."), DayThat(lambda day, today: day > today, FROM_TOMORROW)],
    )
    things: Sequence[Nameable]

    def validate(self, *args: Any, **options: Any) -> bool:  # noqa: ANN401 -- WTForms' signature
        is_valid = super().validate(*args, **options)
        if any(self[f"tick-{thing.name}"].data for thing in self.things):
            return is_valid
        self.form_errors = [*self.form_errors, NOTHING_NAMED]
        return False

    def request(self) -> SupplementRequest:
        ticked = tuple(
            Named(kind=thing.kind, key=thing.key, note=self[f"note-{thing.name}"].data or "")
            for thing in self.things
            if self[f"tick-{thing.name}"].data
        )
        assert self.due_on.data is not None, "asked for by its validator"
        return SupplementRequest(items=ticked, reason=self.reason.data or "", due_on=self.due_on.data)


def ask_form(things: Sequence[Nameable], **values: Any) -> AskForm:  # noqa: ANN401 -- initial values by field name
    """A form with a tick and a note for each thing; what was found wanting again is ticked already."""
    fields: dict[str, Any] = {"things": things}
    for thing in things:
        again = bool(thing.note)
        fields[f"tick-{thing.name}"] = BooleanField(thing.label, default=again)
        fields[f"note-{thing.name}"] = StringField(
            f"{thing.label}: cần sửa hoặc thiếu gì",
            default=thing.note,
            validators=[
                RequiredWith(f"tick-{thing.name}", WHAT_IS_WRONG),
                OnlyWith(f"tick-{thing.name}", NOT_TICKED),
                Length(max=1000),
            ],
        )
    made: AskForm = type("AskForm", (AskForm,), fields)(**values)
    return made


class CheckForm(BaseForm):
    """One verdict for each answered item; made by `check_form`."""

    items: Sequence[SupplementItem]

    def verdicts(self) -> dict[int, bool]:
        given = {item.id: self[f"item-{item.id}"].data for item in self.items}
        return {item_id: verdict == GOOD for item_id, verdict in given.items() if verdict in {GOOD, WANTING}}


def check_form(items: Sequence[SupplementItem]) -> CheckForm:
    fields: dict[str, Any] = {"items": items}
    for item in items:
        fields[f"item-{item.id}"] = RadioField(item.label, choices=VERDICTS, validators=[Optional()])
    made: CheckForm = type("CheckForm", (CheckForm,), fields)()
    return made


class AnswerForm(BaseForm):
    seen = SeenField(default="")
    explanation = TextAreaField("Giải trình, ghi chú", validators=[Length(max=1500)])


class TextAnswerForm(AnswerForm):
    text = TextAreaField("Nội dung sửa lại")
    version = VersionField(default=0)


class FileAnswerForm(AnswerForm):
    file = FileField("Tệp mới")
