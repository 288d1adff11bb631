from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Length, Optional

from app.administration.holidays import DayKind, Said
from app.forms import BaseForm, SeenForm, VietnameseDateField, choices, reason_field

KINDS = {DayKind.OFF: "Ngày nghỉ", DayKind.WORKED: "Ngày làm việc bù (thứ Bảy, Chủ nhật đi làm)"}


def _name() -> StringField:
    return StringField(
        "Tên gọi",
        description="Ví dụ: Tết Nguyên đán (mùng 1); Làm bù cho ngày 02/01.",
        validators=[InputRequired("Nhập tên gọi của ngày này."), Length(max=200)],
    )


def _basis() -> StringField:
    return StringField(
        "Căn cứ",
        description="Số, ngày của thông báo, công văn hoặc quyết định.",
        validators=[InputRequired("Nhập văn bản quy định ngày này."), Length(max=300)],
    )


class DaysForm(BaseForm):
    kind = RadioField(
        "Loại ngày",
        choices=choices(KINDS.items()),
        coerce=DayKind,
        default=DayKind.OFF,
    )
    first = VietnameseDateField("Ngày", validators=[InputRequired("Nhập ngày.")])
    last = VietnameseDateField(
        "Đến hết ngày",
        description="Nghỉ nhiều ngày liền thì nhập ngày cuối; thứ Bảy, Chủ nhật ở giữa tự bỏ qua.",
        validators=[Optional()],
    )
    name = _name()
    basis = _basis()


class DayForm(SeenForm):
    name = _name()
    basis = _basis()

    @property
    def said(self) -> Said:
        name, basis = self.name.data or "", self.basis.data or ""
        return Said(name=name, basis=basis, version=self.seen, typed={"Tên gọi": name, "Căn cứ": basis})


class TakeOutForm(SeenForm):
    reason = reason_field("Ghi vào nhật ký.")
