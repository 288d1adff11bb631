"""Words and shapes of what is entered of a council: its papers, its members, the numbers of its regulation."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from wtforms import BooleanField, FileField, IntegerField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from app.councils.constitution import PaperKind
from app.councils.forms import NUMERIC, VersionedForm
from app.councils.members import ENDS_EARLY
from app.councils.words import PAPERS, PARTS
from app.forms import SIGNED_SCAN, VietnameseDateField, choices, reason_field
from app.numbers import whole
from app.validators import NotAfterToday, NotBefore, RequiredWith

Command = TypeVar("Command")
LARGEST = 100
NO_PAPER = "Không ghi theo văn bản nào"
SOMEBODY_NEW = "Người mới, ghi tên ở dưới"
AS_THE_ACCOUNT = "Để trống thì ghi theo tài khoản đã chọn."
NOT_WRITTEN = "Để trống nếu quy chế không ghi: trang Hội đồng nói rõ là chưa có căn cứ."


def _number_or_none(value: object) -> int | None:
    return whole(value) if value else None


def one_of(label: str, empty: str, known: Sequence[tuple[int, str]], description: str = "") -> SelectField:
    """A row by its number, or none."""
    offered = choices([("", empty), *known])
    return SelectField(label, choices=offered, coerce=_number_or_none, description=description)


def _is_yes(value: object) -> bool:
    return str(value) == str(True)


def yes_or_no(label: str, *, yes: str, no: str, default: bool = True, description: str = "") -> RadioField:
    """Two ways, each in words."""
    ways = [(True, yes), (False, no)] if default else [(False, no), (True, yes)]
    return RadioField(label, choices=choices(ways), coerce=_is_yes, default=default, description=description)


def paper_field(papers: Sequence[tuple[int, str]]) -> SelectField:
    return one_of("Theo văn bản", NO_PAPER, papers, "Nhập văn bản ở mục Văn bản của Hội đồng trước.")


def targets_field(known: Mapping[str, str]) -> SelectField:
    return SelectField("Áp dụng cho", choices=choices(known.items()))


def with_papers(form: type["OfCouncil"], papers: Sequence[tuple[int, str]], **more: Any) -> type[Any]:  # noqa: ANN401
    """A form whose lists are those of one council."""
    return type(form.__name__, (form,), {"paper_id": paper_field(papers), **more})


class OfCouncil(VersionedForm):
    @property
    def typed(self) -> dict[str, str]:
        """No file: that one is chosen again."""
        files = {field.label.text for field in self if isinstance(field, FileField)}
        return {label: said for label, said in super().typed.items() if label not in files}

    def asked(self, command: type[Command]) -> Command:
        """What is asked for, with what would be lost if somebody else was faster."""
        return replace(self.to(command), typed=self.typed)  # type: ignore[type-var]  # every command is a dataclass


class PaperForm(OfCouncil):
    kind = SelectField(
        "Loại văn bản", choices=choices([(k.value, words) for k, words in PAPERS.items()]), coerce=PaperKind
    )
    number = StringField(
        "Số, ký hiệu",
        description="Ví dụ 12/QĐ-SGDĐT; của quy chế: số quyết định ban hành quy chế.",
        validators=[InputRequired("Nhập số, ký hiệu."), Length(max=100)],
    )
    issued_on = VietnameseDateField("Ngày ban hành", validators=[InputRequired("Nhập ngày ban hành."), NotAfterToday()])
    issuer = StringField("Cơ quan ban hành", validators=[InputRequired("Nhập cơ quan ban hành."), Length(max=300)])
    title = StringField(
        "Trích yếu",
        description="Ví dụ: Về việc kiện toàn Hội đồng Thi đua - Khen thưởng.",
        validators=[InputRequired("Nhập trích yếu."), Length(max=500)],
    )
    valid_from = VietnameseDateField("Có hiệu lực từ ngày", validators=[InputRequired("Nhập ngày có hiệu lực.")])
    file = FileField(
        "Bản đã ký",
        description=SIGNED_SCAN,
        validators=[InputRequired("Chọn tệp bản đã ký.")],
    )


class PaperEndForm(OfCouncil):
    is_slip = yes_or_no(
        "Ghi gì", yes="Nhập nhầm, văn bản này không phải của Hội đồng", no="Văn bản hết hiệu lực", default=False
    )
    valid_to = VietnameseDateField(
        "Ngày cuối cùng còn hiệu lực",
        validators=[RequiredWith("is_slip", "Nhập ngày cuối cùng còn hiệu lực.", value=False)],
    )
    reason = reason_field("Ghi vào nhật ký của Hội đồng.")


def account_field(label: str, description: str) -> StringField:
    """Somebody of the list that stands on the page under the name `people`."""
    offered = {"list": "people", "autocapitalize": "none", "autocomplete": "off"}
    return StringField(label, description=description, validators=[Length(max=300)], render_kw=offered)


class SeatForm(OfCouncil):
    username = account_field(
        "Người có tài khoản",
        "Gõ vài chữ của họ tên rồi chọn trong danh sách gợi ý. Không có tài khoản thì để trống, ghi họ tên ở ô dưới.",
    )
    name = StringField("Họ và tên", description=AS_THE_ACCOUNT, validators=[Length(max=200)])
    title = StringField("Chức vụ", description=AS_THE_ACCOUNT, validators=[Length(max=300)])
    part = SelectField("Trong Hội đồng", choices=choices(PARTS.items()), default="member")
    is_standing = BooleanField("Thuộc Thường trực Hội đồng")
    valid_from = VietnameseDateField("Từ ngày", validators=[InputRequired("Nhập ngày bắt đầu.")])
    valid_to = VietnameseDateField(
        "Đến hết ngày",
        description="Để trống nếu chưa biết.",
        validators=[Optional(), NotBefore("valid_from", ENDS_EARLY)],
    )
    paper_id: SelectField

    def validate_name(self, field: StringField) -> None:
        if not (field.data or self.username.data):
            raise ValidationError("Chọn người có tài khoản, hoặc nhập họ và tên.")

    def validate_title(self, field: StringField) -> None:
        if not (field.data or self.username.data):
            raise ValidationError("Nhập chức vụ.")


class LeavingForm(OfCouncil):
    last_day = VietnameseDateField(
        "Ngày cuối cùng tham gia",
        description="Từ ngày sau đó không còn được tính vào tổng số thành viên.",
        validators=[InputRequired("Nhập ngày cuối cùng tham gia.")],
    )
    is_slip = BooleanField("Nhập nhầm: người này chưa từng là thành viên")
    reason = reason_field("Ví dụ: nghỉ hưu, chuyển công tác.")
    paper_id: SelectField


class ChairForm(OfCouncil):
    valid_from = VietnameseDateField("Từ ngày", validators=[InputRequired("Nhập ngày bắt đầu.")])
    member_id: SelectField
    username = account_field(
        "Người mới có tài khoản", "Chỉ khi là người mới: gõ vài chữ của họ tên rồi chọn trong danh sách gợi ý."
    )
    name = StringField(
        "Họ và tên", description="Chỉ ghi khi là người mới và không có tài khoản.", validators=[Length(max=200)]
    )
    title = StringField(
        "Chức vụ",
        description="Của Chủ tịch mới. Để trống: thành viên giữ chức vụ đã ghi, người mới ghi theo tài khoản.",
        validators=[Length(max=300)],
    )
    former_part = RadioField(
        "Chủ tịch trước",
        choices=choices([("", "Thôi tham gia Hội đồng"), ("deputy", "Làm Phó Chủ tịch"), ("member", "Làm Ủy viên")]),
        default="",
    )
    reason = reason_field("Ví dụ: thay đổi người đứng đầu đơn vị.")
    paper_id: SelectField

    def validate_title(self, field: StringField) -> None:
        if self.member_id.data is None and self.name.data and not (field.data or self.username.data):
            raise ValidationError("Nhập chức vụ của người mới.")


class NumbersForm(OfCouncil):
    valid_from = VietnameseDateField(
        "Áp dụng từ ngày",
        description="Phiên họp từ ngày này tính theo số mới; phiên trước giữ số cũ.",
        validators=[InputRequired("Nhập ngày áp dụng.")],
    )
    paper_id: SelectField
    quorum_numerator = IntegerField(
        "Số thành viên phải có mặt: tử số",
        description="Ví dụ họp khi có 2/3 thành viên: tử số 2, mẫu số 3; 80%: tử số 80, mẫu số 100.",
        validators=[InputRequired("Nhập tử số."), NumberRange(min=1, max=LARGEST)],
        render_kw=NUMERIC,
    )
    quorum_denominator = IntegerField(
        "Mẫu số",
        validators=[InputRequired("Nhập mẫu số."), NumberRange(min=1, max=LARGEST)],
        render_kw=NUMERIC,
    )
    quorum_basis = StringField("Căn cứ của túc số", description=NOT_WRITTEN, validators=[Length(max=300)])
    is_secret = yes_or_no("Cách bỏ phiếu", yes="Bỏ phiếu kín", no="Biểu quyết công khai")
    secrecy_basis = StringField("Căn cứ của cách bỏ phiếu", description=NOT_WRITTEN, validators=[Length(max=300)])
    keeps_recused = yes_or_no(
        "Thành viên không bỏ phiếu cho một tên vì có liên quan",
        yes="Vẫn tính vào tổng số thành viên",
        no="Không tính khi xét tên đó",
        description="Tỷ lệ luật định luôn tính trên tổng số thành viên; mục này là cho các trường hợp khác.",
    )
    recused_basis = StringField("Căn cứ", description=NOT_WRITTEN, validators=[Length(max=300)])


class ThresholdForm(OfCouncil):
    what: SelectField
    pct = IntegerField(
        "Tỷ lệ, %", validators=[InputRequired("Nhập tỷ lệ."), NumberRange(min=1, max=LARGEST)], render_kw=NUMERIC
    )
    strict = yes_or_no("Cách tính", yes="Phải trên tỷ lệ này", no="Từ tỷ lệ này trở lên", default=False)
    valid_from = VietnameseDateField("Áp dụng từ ngày", validators=[InputRequired("Nhập ngày áp dụng.")])
    basis = StringField("Căn cứ", description=NOT_WRITTEN, validators=[Length(max=300)])
    paper_id: SelectField


class ThresholdEndForm(OfCouncil):
    last_day = VietnameseDateField("Ngày cuối cùng áp dụng", validators=[InputRequired("Nhập ngày cuối cùng áp dụng.")])
    reason = reason_field("Ghi vào nhật ký của Hội đồng.")
