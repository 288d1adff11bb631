"""Words and shapes: an initiative as its unit tells it, a meeting as its minutes tell it."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import BooleanField, FileField, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.councils.customs import TELLERS
from app.councils.rules import Totals
from app.forms import SCAN, BaseForm, SeenForm, VietnameseDateField, reason_field
from app.initiatives.recognitions import Recognising
from app.initiatives.sittings import Minutes
from app.text import one_line
from app.validators import NotAfterToday

NUMERIC = {"inputmode": "numeric"}
SUMS = {"agree": "đồng ý", "disagree": "không đồng ý", "invalid": "không hợp lệ"}


class InitiativeForm(BaseForm):
    title = StringField("Tên sáng kiến", validators=[InputRequired("Nhập tên sáng kiến."), Length(max=500)])
    authors = TextAreaField(
        "Tác giả",
        description="Mỗi người một dòng, có trong danh sách cá nhân của đơn vị; nhiều tác giả thì ghi tỷ lệ đóng góp,"
        " ví dụ: Phan Quốc Thái 60%. Trùng tên thì thêm năm sinh trong ngoặc.",
        validators=[InputRequired("Nhập tác giả."), Length(max=2000)],
    )
    applied_on = VietnameseDateField(
        "Áp dụng lần đầu", validators=[InputRequired("Nhập ngày áp dụng lần đầu."), NotAfterToday()]
    )
    summary = TextAreaField(
        "Nội dung, hiệu quả",
        description="Giải pháp mới ở chỗ nào, đã áp dụng ở đâu, lợi ích đo được.",
        validators=[InputRequired("Nhập nội dung, hiệu quả."), Length(max=8000)],
    )


class WithdrawalForm(SeenForm):
    reason = reason_field("Ghi vào nhật ký của sáng kiến.")


class VoidForm(BaseForm):
    reason = reason_field("Các sáng kiến của phiên họp trở lại danh sách chờ.")


class RecognitionForm(BaseForm):
    number = StringField(
        "Số quyết định",
        description="Cả số và ký hiệu, ví dụ: 125/QĐ-SGDĐT.",
        validators=[InputRequired("Nhập số quyết định."), Length(max=100)],
    )
    decided_on = VietnameseDateField(
        "Ngày quyết định", validators=[InputRequired("Nhập ngày quyết định."), NotAfterToday()]
    )
    signer = StringField("Người ký", validators=[InputRequired("Nhập họ tên người ký."), Length(max=200)])
    signer_title = StringField(
        "Chức vụ người ký", validators=[InputRequired("Nhập chức vụ người ký."), Length(max=200)]
    )
    chosen = SelectMultipleField("Sáng kiến được công nhận", coerce=int, validate_choice=False)
    file = FileField(
        "Bản quyết định đã ký",
        description=SCAN,
        validators=[InputRequired("Chọn tệp quyết định đã ký.")],
    )

    def told(self) -> Recognising:
        return Recognising(
            number=one_line(self.number.data or ""),
            decided_on=self.decided_on.data,  # type: ignore[arg-type]  # a form that was judged
            signer=self.signer.data or "",
            signer_title=self.signer_title.data or "",
            chosen=[int(number) for number in self.chosen.data or ()],
        )


class VoidDecisionForm(BaseForm):
    reason = reason_field("Các sáng kiến trở lại danh sách chờ công nhận.")


class MinutesForm(BaseForm):
    """Made for the members of one day and the initiatives that wait, by `minutes_form`."""

    held_on = VietnameseDateField("Ngày họp", validators=[InputRequired("Nhập ngày họp."), NotAfterToday()])
    place = StringField("Địa điểm", validators=[InputRequired("Nhập địa điểm họp."), Length(max=300)])
    tellers = TextAreaField(
        "Ban kiểm phiếu",
        description=TELLERS.hint,
        validators=[InputRequired("Nhập Ban kiểm phiếu, mỗi người một dòng."), Length(max=1000)],
    )
    file = FileField(
        "Biên bản họp đã ký",
        description=f"Kèm biên bản kiểm phiếu. {SCAN}",
        validators=[InputRequired("Chọn tệp biên bản đã ký.")],
    )

    def told(self) -> Minutes:
        disagree, invalid = self.of_lines("disagree"), self.of_lines("invalid")
        return Minutes(
            held_on=self.held_on.data,  # type: ignore[arg-type]  # a form that was judged
            place=self.place.data or "",
            tellers=[one_line(line) for line in (self.tellers.data or "").splitlines() if line.strip()],
            present=frozenset(number for number, is_there in self.of_lines("present").items() if is_there),
            totals={
                number: Totals(agree=agree, disagree=disagree[number], invalid=invalid[number])
                for number, agree in self.of_lines("agree").items()
            },
        )


def minutes_form(members: Iterable[tuple[int, str]], titles: Mapping[int, str]) -> type[MinutesForm]:
    """With a box for each member and three sums for each initiative; left empty, it was not voted on."""
    fields: dict[str, Any] = {f"present_{number}": BooleanField(name) for number, name in members}
    fields |= {
        f"{part}_{number}": IntegerField(
            f"{title} – {label}", validators=[Optional(), NumberRange(min=0)], render_kw=NUMERIC
        )
        for number, title in titles.items()
        for part, label in SUMS.items()
    }
    return type("MinutesForm", (MinutesForm,), fields)
