"""Words and shapes of the council's forms. Those with a line a name are made for the names of one meeting."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from wtforms import (
    BooleanField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, Regexp

from app import forms
from app.clock import VIETNAM
from app.councils.models import Presence
from app.councils.noting import CONCLUSION, DISCUSSION, LONGEST, LONGEST_NOTE, NOTE
from app.councils.operations import NO_REASON
from app.forms import BaseForm, SeenForm, VersionField, VietnameseDateField, choices, reason_field
from app.validators import OnlyWith, RequiredWith

IS_PRESENT = "Đã ghi lý do vắng nhưng đang đánh dấu “Có mặt”: chọn lại, hoặc xóa lý do."
PRESENCES = choices([("present", "Có mặt"), ("absent", "Vắng có lý do"), ("written", "Ý kiến bằng văn bản")])
NUMERIC = {"inputmode": "numeric"}
TIME = re.compile(r"([01]?\d|2[0-3])\s*(?:(?:[:.hg]|giờ)\s*([0-5]\d)?(?:\s*phút)?|([0-5]\d))", re.IGNORECASE)
CLOCK_TIME = Regexp(rf"^{TIME.pattern}$", re.IGNORECASE, "Nhập giờ theo dạng giờ:phút, ví dụ 08:30.")


def moment(day: Any, time: str) -> datetime:  # noqa: ANN401 -- a date that its field has judged
    """'8h30', '0830' or '8 giờ' on a day, in Viet Nam."""
    found = TIME.fullmatch(time.strip())
    assert found is not None, "its field has judged it"
    hour, minute, together = found.groups()
    return datetime(day.year, day.month, day.day, int(hour), int(minute or together or 0), tzinfo=VIETNAM)


class VersionedForm(SeenForm):
    """A form with much in it: what was typed is shown back to whoever was slower."""

    @property
    def typed(self) -> dict[str, str]:
        """What would be lost if somebody else was faster, by label."""
        kept = (field for field in self if not isinstance(field, VersionField) and field.data)
        return {field.label.text: str(field.data) for field in kept}


class PlanForm(VersionedForm):
    title = StringField(
        "Tên phiên họp",
        description="Ví dụ: Phiên họp xét khen thưởng năm 2024.",
        validators=[InputRequired("Nhập tên phiên họp."), Length(max=300)],
    )
    body = RadioField(
        "Thành phần họp",
        choices=choices([("full", "Toàn thể Hội đồng"), ("standing", "Thường trực Hội đồng")]),
        default="full",
    )
    held_on = VietnameseDateField("Ngày họp", validators=[InputRequired("Nhập ngày họp.")])
    held_time = StringField(
        "Giờ họp", description="Ví dụ 08:00", validators=[InputRequired("Nhập giờ họp."), CLOCK_TIME]
    )
    place = StringField("Địa điểm", validators=[InputRequired("Nhập địa điểm họp."), Length(max=300)])


class AgendaForm(BaseForm):
    nomination_ids = SelectMultipleField("Hồ sơ đưa vào chương trình", coerce=int, validate_choice=False)

    @property
    def chosen(self) -> list[int]:
        return [int(value) for value in self.nomination_ids.data or []]


class ReasonForm(forms.ReasonForm):
    reason = reason_field("Lý do được ghi vào nhật ký.")


def roll_form(names: Iterable[tuple[int, str]]) -> type[VersionedForm]:
    """With presence and reason for each member."""
    fields: dict[str, Any] = {}
    for member_id, name in names:
        fields[f"presence_{member_id}"] = RadioField(
            name, choices=PRESENCES, validators=[InputRequired("Chọn có mặt, vắng hay ý kiến bằng văn bản.")]
        )
        fields[f"reason_{member_id}"] = StringField(
            f"{name} – lý do vắng",
            validators=[
                RequiredWith(f"presence_{member_id}", NO_REASON, Presence.ABSENT.value),
                OnlyWith(f"presence_{member_id}", IS_PRESENT, Presence.ABSENT.value, Presence.WRITTEN.value),
                Length(max=300),
            ],
        )
    return type("RollForm", (VersionedForm,), fields)


class MinutesForm(VersionedForm):
    """Each text beside the mark of what it was written over; made by `minutes_form`."""

    @property
    def marks(self) -> dict[str, int]:
        carried = ((name.removeprefix(SEEN), field.data) for name, field in self._fields.items())
        return {name: mark for name, mark in carried if f"{SEEN}{name}" in self._fields and mark is not None}

    @property
    def texts(self) -> list[tuple[Any, Any]]:
        """Field and mark, in the order of the page: what was said, of each case, concluded."""
        return [(self[name], self[f"{SEEN}{name}"]) for name in self._fields if f"{SEEN}{name}" in self._fields]


SEEN = "seen_"


def minutes_form(names: Mapping[int, str]) -> type[MinutesForm]:
    """With the council's opinion of each name."""
    fields: dict[str, Any] = {
        DISCUSSION: TextAreaField(
            "Diễn biến, ý kiến thảo luận",
            description="Mỗi ý một dòng; in vào Biên bản họp.",
            validators=[Length(max=LONGEST[DISCUSSION])],
        )
    }
    fields |= {
        f"{NOTE}{item_id}": TextAreaField(f"Ý kiến về {name}", validators=[Length(max=LONGEST_NOTE)])
        for item_id, name in names.items()
    }
    fields[CONCLUSION] = TextAreaField(
        "Kết luận của người chủ trì",
        description="Mỗi ý một dòng. Để trống thì biên bản ghi số trường hợp đạt tỷ lệ phiếu.",
        validators=[Length(max=LONGEST[CONCLUSION])],
    )
    fields |= {f"{SEEN}{name}": VersionField() for name in fields}
    return type("MinutesForm", (MinutesForm,), fields)


class OpeningForm(BaseForm):
    """When it began. Biên bản tells this hour, whenever it is written down."""

    held_on = VietnameseDateField("Ngày khai mạc", validators=[InputRequired("Nhập ngày khai mạc.")])
    held_time = StringField("Giờ khai mạc", validators=[InputRequired("Nhập giờ khai mạc."), CLOCK_TIME])

    @property
    def held_at(self) -> datetime:
        return moment(self.held_on.data, self.held_time.data or "")


class CountForm(VersionedForm):
    """Agreeing to the sums that the page showed, and to no others."""


class ClosingForm(BaseForm):
    ended_on = VietnameseDateField("Ngày kết thúc", validators=[InputRequired("Nhập ngày kết thúc.")])
    ended_time = StringField("Giờ kết thúc", validators=[InputRequired("Nhập giờ kết thúc."), CLOCK_TIME])
    took_days = BooleanField("Phiên họp kéo dài sang ngày khác")


def closing_form(names: Mapping[int, str]) -> type[ClosingForm]:
    """With a reason to have a case clarified, beside each name."""
    fields: dict[str, Any] = {
        f"clarify_{item_id}": StringField(
            f"{name} – yêu cầu làm rõ", validators=[Optional(), Length(max=2000)], default=""
        )
        for item_id, name in names.items()
    }
    return type("ClosingForm", (ClosingForm,), fields)
