"""The form every form is: Vietnamese words, one form of Unicode, commands out, errors kept beside what was typed."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from flask import flash, request
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import (
    BooleanField,
    DateField,
    Field,
    FileField,
    Form,
    HiddenField,
    IntegerField,
    PasswordField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.fields.core import UnboundField
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from app import remarks
from app.errors import Invalid
from app.extensions import unit_of_work
from app.numbers import LARGEST, LARGEST_OF_A_REGISTER, whole
from app.text import nfc
from app.validators import NotAfterToday, OnlyWith

Command = TypeVar("Command")
SCAN = "PDF, JPEG hoặc PNG, tối đa 20 MB."
SIGNED_SCAN = f"Bản quét có chữ ký và dấu, hoặc tệp PDF đã ký số. {SCAN}"

_WORDS = {
    "This field is required.": "Mục này bắt buộc nhập.",
    "Not a valid integer value.": "Nhập một số nguyên, ví dụ 12.",
    "Not a valid date value.": "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 05/02/2025.",
    "Not a valid choice.": "Chọn một mục trong danh sách.",
    "Not a valid choice": "Chọn một mục trong danh sách.",
    "Invalid Choice: could not coerce.": "Chọn một mục trong danh sách.",
    "Invalid choice(s): one or more data inputs could not be coerced.": "Chọn lại trong danh sách.",
    "'%(value)s' is not a valid choice for this field.": "“%(value)s” không có trong danh sách; hãy chọn lại.",
    "'%(value)s' are not valid choices for this field.": "%(value)s không có trong danh sách; hãy chọn lại.",
    "Field cannot be longer than %(max)d character.": "Không dài quá %(max)d ký tự.",
    "Field cannot be longer than %(max)d characters.": "Không dài quá %(max)d ký tự.",
    "Field must be at least %(min)d character long.": "Cần ít nhất %(min)d ký tự.",
    "Field must be at least %(min)d characters long.": "Cần ít nhất %(min)d ký tự.",
    "Field must be between %(min)d and %(max)d characters long.": "Cần từ %(min)d đến %(max)d ký tự.",
    "Number must be at least %(min)s.": "Số phải từ %(min)s trở lên.",
    "Number must be at most %(max)s.": "Số không được quá %(max)s.",
    "Number must be between %(min)s and %(max)s.": "Số phải từ %(min)s đến %(max)s.",
    "Invalid email address.": "Địa chỉ thư điện tử không đúng dạng, ví dụ ten@ninhthuan.gov.vn.",
    "Field must be equal to %(other_name)s.": "Hai lần nhập không giống nhau.",
}


class _Vietnamese:
    """WTForms has no Vietnamese; what it might say is said here."""

    def gettext(self, text: str) -> str:
        return _WORDS.get(text, text)

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self.gettext(one if number == 1 else many)


def choices(pairs: Iterable[tuple[object, str]], group: str | None = None) -> list[Any]:
    """What a select, radio or checkbox field offers: value and words; a select shows a group under its heading."""
    return [SelectChoice(str(value), words, optgroup=group) for value, words in pairs]


NOT_IN_THE_CALENDAR = "Ngày này không có trong lịch."
DATE_FORMATS = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d%m%Y"]
LOOKS_LIKE_A_DATE = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{4}|\d{4}-\d{1,2}-\d{1,2}|\d{8}", re.ASCII)


class VietnameseDateField(DateField):
    """dd/mm/yyyy as people write it; the native picker's yyyy-mm-dd is understood too."""

    def __init__(self, label: str, **options: Any) -> None:  # noqa: ANN401 -- whatever a DateField takes
        render = {"inputmode": "numeric", "placeholder": "ngày/tháng/năm", "autocomplete": "off"}
        render |= options.pop("render_kw", {})
        super().__init__(label, format=DATE_FORMATS, render_kw=render, **options)

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = [str(value).strip() for value in valuelist]
        if typed and not typed[0]:
            self.data = None
            return
        if typed and typed[0].isdigit() and len(typed[0]) != len("ddmmyyyy"):
            self.data = None
            raise ValueError(self.gettext("Not a valid date value."))  # 1112025 could be read in two ways
        try:
            super().process_formdata(typed)
        except ValueError as unread:
            if LOOKS_LIKE_A_DATE.fullmatch(typed[0]):
                raise ValueError(NOT_IN_THE_CALENDAR) from unread
            raise
        if isinstance(self.data, date) and not 1900 <= self.data.year <= 2100:  # noqa: PLR2004 -- living people's dates
            self.data = None
            raise ValueError("Năm phải từ 1900 đến 2100.")


MOST_CHOSEN = 2000  # lines of a list; no Tờ trình, no agenda has so many
NEVER_SEEN = -1  # no row has this version


class BoxesField(SelectMultipleField):
    """Several of a few, a box each."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class VersionField(IntegerField):
    """Which version the form was filled in from. One that does not come along, or is no number, was never seen."""

    widget = HiddenInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            self.data = whole(valuelist[0])
        except (IndexError, ValueError):
            self.data = NEVER_SEEN


class SeenField(HiddenField):
    """What the page showed, in a few signs. One that does not come along is empty, and nobody saw that."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = str(valuelist[0]) if valuelist else ""


# What is typed under these names no page of errors gives back. Such a page knows names alone: its form may be one that
# is made for rows, and was not. A line of several (`slip_2`) has the name before its number.
SECRETS = frozenset({"password", "present", "new", "again", "code", "offer", "digits", "slip"})
_OF_A_LINE = re.compile(r"_\d+\Z", re.ASCII)
_TOLD_TO_BROWSERS = frozenset({"current-password", "new-password", "one-time-code"})


class SecretField(StringField):
    """A secret that is seen while it is typed: a code, the digits of a slip. It cannot be bound but under a name of
    `SECRETS`, nor can a password.
    """


def is_secret(name: str) -> bool:
    return _OF_A_LINE.sub("", name) in SECRETS


def _holds_secret(unbound: "UnboundField[Any]") -> bool:
    told = (unbound.kwargs.get("render_kw") or {}).get("autocomplete")
    return issubclass(unbound.field_class, PasswordField | SecretField) or told in _TOLD_TO_BROWSERS


class BaseForm(Form):
    """Knows no rows and no rules. Field names are the command's, so `form.to(Command)` builds it."""

    class Meta:
        def get_translations(self, form: Form) -> _Vietnamese:  # noqa: ARG002 -- WTForms' signature
            return _Vietnamese()

        def bind_field(self, form: Form, unbound: "UnboundField[Any]", options: dict[str, Any]) -> Field:
            assert is_secret(options["name"]) or not _holds_secret(unbound), "its name is wanting in SECRETS"
            if issubclass(unbound.field_class, StringField):
                keeps_lines = issubclass(unbound.field_class, TextAreaField | HiddenField)
                tidy = _to_nfc if keeps_lines else _to_one_line
                options["filters"] = [*unbound.kwargs.get("filters", ()), tidy]
            if issubclass(unbound.field_class, IntegerField):
                options["filters"] = [*unbound.kwargs.get("filters", ()), _within_bounds]
            if issubclass(unbound.field_class, SelectMultipleField):
                options["filters"] = [*unbound.kwargs.get("filters", ()), _not_too_many]
            if unbound.kwargs.get("coerce") is int:
                options["coerce"] = whole
            bound: Field = unbound.bind(form=form, **options)
            return bound

        def render_field(self, field: Field, render_kw: Mapping[str, Any]) -> Any:  # noqa: ANN401 -- WTForms' signature
            own = getattr(field, "render_kw", None) or {}
            return field.widget(field, **{**own, **render_kw})

    def __init__(self, **values: Any) -> None:  # noqa: ANN401 -- initial values by field name, or obj=
        sent: Any = _sent() if request.method == "POST" else None
        super().__init__(formdata=sent, **values)

    def validate(self, *args: Any, **options: Any) -> bool:  # noqa: ANN401 -- WTForms' signature
        """What could not be read is said alone: no second sentence about a value nobody understood."""
        for field in self._fields.values():
            if isinstance(field, IntegerField) and field.process_errors:
                field.data = None  # of hundreds of digits it is no float either, and a NumberRange makes one of it
        is_valid = super().validate(*args, **options)
        for field in self._fields.values():
            if field.process_errors and any(str(typed).strip() for typed in field.raw_data or ()):
                field.errors = list(field.process_errors)
        return is_valid

    def validate_on_submit(self) -> bool:
        return request.method == "POST" and self.validate()

    def perform(self, operation: Callable[[], object]) -> bool:
        """Carry an operation out in one unit of work; what it finds invalid is shown beside the fields."""
        remarks.taken()
        try:
            with unit_of_work():
                operation()
        except Invalid as invalid:
            self.form_errors = [*self.form_errors, *told_beside(self._fields, invalid)]
            return False
        for sentence in remarks.taken():
            flash(sentence, "warning")
        return True

    def of_lines(self, prefix: str) -> dict[int, Any]:
        """What the fields `<prefix>_<id>` hold, by id; a form with a line for each of several rows has such."""
        start = f"{prefix}_"
        lines = ((name, field) for name, field in self._fields.items() if name.startswith(start))
        return {int(name.removeprefix(start)): field.data for name, field in lines}

    def to(self, command: type[Command]) -> Command:
        names = command.__dataclass_fields__  # type: ignore[attr-defined]
        return command(**{name: _said(field) for name, field in self._fields.items() if name in names})

    @property
    def status(self) -> int:
        return 422 if self.errors else 200


class SeenForm(BaseForm):
    """Something done about a thing by whoever read it as it was."""

    version = VersionField(default=0)

    @property
    def seen(self) -> int:
        return NEVER_SEEN if self.version.data is None else self.version.data


def told_beside(fields: Mapping[str, Field], invalid: Invalid) -> list[str]:
    """Say what is wrong beside each field; sentences that belong to no field are returned."""
    for name in fields.keys() & invalid.errors.keys():
        fields[name].errors = [*fields[name].errors, invalid.errors[name]]
    return [sentence for name, sentence in invalid.errors.items() if name not in fields]


def reason_field(description: str = "") -> TextAreaField:
    """Why; `description` says who will read it."""
    return TextAreaField(
        "Lý do", description=description, validators=[InputRequired("Nêu rõ lý do."), Length(max=2000)]
    )


class ReasonForm(BaseForm):
    """A step that asks only why. A room whose reasons have a reader of their own says so with `reason_field`."""

    reason = reason_field()

    @property
    def words(self) -> str:
        return self.reason.data or ""


NOT_TICKED = "Đã ghi lý do nhưng chưa đánh dấu “Gạch tên”: đánh dấu, hoặc xóa lý do để giữ tên này."


class SigningForm(BaseForm):
    """Which names the head strikes, and why; and the list as the page showed it."""

    seen = SeenField(default="")

    @property
    def strikes(self) -> dict[int, str]:
        reasons = self.of_lines("reason")
        return {item_id: reasons[item_id] or "" for item_id, is_struck in self.of_lines("strike").items() if is_struck}


def signing_form(names: Mapping[int, str]) -> type[SigningForm]:
    fields: dict[str, Any] = {}
    for item_id, name in names.items():
        fields[f"strike_{item_id}"] = BooleanField(f"Gạch tên {name}")
        fields[f"reason_{item_id}"] = TextAreaField(
            f"{name} – lý do gạch tên", validators=[OnlyWith(f"strike_{item_id}", NOT_TICKED), Length(max=2000)]
        )
    return type("SigningForm", (SigningForm,), fields)


class RegistrationForm(BaseForm):
    """What is copied from a register: number, date, and the signed copy. Made by `registration_form`."""

    number: IntegerField
    issued_on: VietnameseDateField
    signed_copy: FileField


def registration_form(paper: str, *, of: str) -> type[RegistrationForm]:
    """In the words of its room: what kind of paper, from whose register."""
    fields: dict[str, Any] = {
        "number": IntegerField(
            f"Số {paper}",
            description=f"Theo sổ đăng ký văn bản đi của {of}, chỉ ghi phần số.",
            validators=[InputRequired(f"Nhập số {paper}."), NumberRange(min=1, max=LARGEST_OF_A_REGISTER)],
            render_kw={"inputmode": "numeric"},
        ),
        "issued_on": VietnameseDateField(
            f"Ngày {paper}",
            validators=[InputRequired(f"Nhập ngày {paper}."), NotAfterToday()],
        ),
        "signed_copy": FileField(
            "Bản đã ký",
            description=SIGNED_SCAN,
            validators=[InputRequired("Chọn tệp bản đã ký.")],
        ),
    }
    return type("RegistrationForm", (RegistrationForm,), fields)


def _said(field: Field) -> Any:  # noqa: ANN401 -- whatever the field holds
    """A text that did not come with the form is an empty one, as commands have it."""
    return "" if field.data is None and isinstance(field, StringField) else field.data


def _sent() -> CombinedMultiDict[str, Any]:
    """What came with the request; a field where nothing is seen was left empty: "required" means what it says."""
    typed = [(name, text if nfc(text) else "") for name, text in request.form.items(multi=True)]
    return CombinedMultiDict[str, Any]([request.files, MultiDict(typed)])


def _within_bounds(value: object) -> object:
    if isinstance(value, int) and abs(value) > LARGEST:
        raise ValueError("Số này quá lớn.")
    return value


def _not_too_many(chosen: object) -> object:
    if isinstance(chosen, list) and len(chosen) > MOST_CHOSEN:
        raise ValueError("Chọn không quá 2.000 dòng một lần.")
    return chosen


def _to_nfc(value: object) -> object:
    return nfc(value) if isinstance(value, str) else value


def _to_one_line(value: object) -> object:
    """A browser sends no line break from a field of one line; in a paper's list a name would fake another line."""
    return " ".join(nfc(value).splitlines()) if isinstance(value, str) else value
