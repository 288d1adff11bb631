"""What a field may be asked beyond what WTForms knows: days against today and each other, one field against another."""

from collections.abc import Callable, Iterable
from datetime import date

from wtforms import Field, Form
from wtforms.validators import Regexp, StopValidation, ValidationError

from app import clock
from app.errors import NOT_AFTER_TODAY

# One address, in plain signs: whatever a mail program would read as two recipients, a name or a comment is refused.
MAIL_ADDRESS = Regexp(
    r"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])\Z",
    message="Địa chỉ không đúng dạng, ví dụ ten@ninhthuan.gov.vn; mỗi ô một địa chỉ.",
)


class DayThat:
    """A day that stands as it must to today, as far as it could be read."""

    def __init__(self, holds: Callable[[date, date], bool], message: str) -> None:
        self.holds, self.message = holds, message

    def __call__(self, form: Form, field: Field) -> None:  # noqa: ARG002 -- WTForms' signature
        if isinstance(field.data, date) and not self.holds(field.data, clock.today()):
            raise ValidationError(self.message)


class NotAfterToday(DayThat):
    """Today at the latest."""

    def __init__(self, message: str = NOT_AFTER_TODAY) -> None:
        super().__init__(lambda day, today: day <= today, message)


class NotBefore:
    """A day not before that of another field, as far as both could be read."""

    def __init__(self, other: str, message: str) -> None:
        self.other, self.message = other, message

    def __call__(self, form: Form, field: Field) -> None:
        first = form[self.other].data
        if isinstance(field.data, date) and isinstance(first, date) and field.data < first:
            raise ValidationError(self.message)


class RequiredWith:
    """Wanted where another field says something, or just `value`; else it may be left empty."""

    def __init__(self, other: str, message: str, value: object = None) -> None:
        self.other, self.message, self.value = other, message, value

    def __call__(self, form: Form, field: Field) -> None:
        if not _is_empty(field):
            return
        said = form[self.other].data
        if said == self.value if self.value is not None else said:
            raise StopValidation(self.message)
        field.errors = []
        raise StopValidation


class OnlyWith:
    """Idle, and so a slip, unless another field says something, or one of `values`; what stood there may stay."""

    def __init__(self, other: str, message: str, *values: object) -> None:
        self.other, self.message, self.values = other, message, values

    def __call__(self, form: Form, field: Field) -> None:
        said = form[self.other].data
        is_idle = said not in self.values if self.values else not said
        if is_idle and (field.data or "").strip() not in {"", field.object_data}:
            raise ValidationError(self.message)


class OneOf:
    """Something is said, here or in one of the others."""

    def __init__(self, others: Iterable[str], message: str) -> None:
        self.others, self.message = tuple(others), message

    def __call__(self, form: Form, field: Field) -> None:
        if _is_empty(field) and all(_is_empty(form[other]) for other in self.others):
            raise StopValidation(self.message)


def _is_empty(field: Field) -> bool:
    """Nothing was typed, not even what could not be read, and nothing stood there before."""
    return not any(str(typed).strip() for typed in field.raw_data or ()) and not field.data
