from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import BooleanField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from app.forms import BaseForm, VersionField, VietnameseDateField, choices
from app.nominees import vocabulary as words
from app.nominees.operations import MOST_IN_A_HOUSEHOLD, NO_SIZE, NOT_BORN
from app.validators import MAIL_ADDRESS, DayThat

Choices = list[Any]


def _without_blanks(value: str | None) -> str | None:
    return "".join(value.split()) if value else value


def _named(names: Mapping[str, str]) -> Choices:
    return choices([("", "Chưa chọn"), *names.items()])


def _plain(names: Iterable[str]) -> Choices:
    return _named({name: name for name in names})


class RegisterForm(BaseForm):
    """What all kinds have in common."""

    field_of_work = SelectField(
        "Lĩnh vực công tác, hoạt động", choices=_plain(words.FIELDS_OF_WORK), validators=[Optional()]
    )
    email = StringField("Thư điện tử", validators=[Optional(), Length(max=200), MAIL_ADDRESS])
    phone = StringField(
        "Điện thoại", validators=[Optional(), Length(max=30), Regexp(r"^[0-9 .+()-]+$", message="Chỉ nhập chữ số.")]
    )
    address = StringField("Địa chỉ", validators=[Optional(), Length(max=300)])
    is_another = BooleanField("Tôi đã kiểm tra: không trùng, vẫn lưu thành mục riêng")
    version = VersionField(default=1)


class IndividualForm(RegisterForm):
    honorific = StringField(
        "Danh xưng",
        description="In trước tên trong quyết định, ví dụ Ông, Bà, Thượng tá.",
        validators=[InputRequired("Nhập danh xưng, ví dụ Ông hoặc Bà."), Length(max=60)],
        render_kw={"list": "honorifics", "autocomplete": "off"},
    )
    name = StringField("Họ và tên", validators=[InputRequired("Nhập họ và tên."), Length(max=300)])
    gender = SelectField("Giới tính", choices=_named(words.GENDERS), validators=[Optional()])
    birth_date = VietnameseDateField(
        "Ngày sinh", validators=[Optional(), DayThat(lambda day, today: day < today, NOT_BORN)]
    )
    ethnicity = StringField(
        "Dân tộc",
        validators=[Optional(), Length(max=60)],
        render_kw={"list": "ethnicities", "autocomplete": "off"},
    )
    position = StringField(
        "Chức vụ, chức danh",
        description="Ví dụ: Giáo viên, Phó Trưởng phòng.",
        validators=[Optional(), Length(max=200)],
    )
    department = StringField(
        "Phòng, ban, nơi công tác",
        description="Ví dụ: Tổ Toán, Trường THPT Chu Văn An.",
        validators=[Optional(), Length(max=300)],
    )
    worker_class = SelectField(
        "Đối tượng",
        description="Tiêu chí của một số hình thức khen thưởng khác nhau theo đối tượng.",
        choices=_named(words.WORKER_CLASSES),
        validators=[InputRequired("Chọn đối tượng.")],
    )
    rank_class = SelectField(
        "Phân loại cán bộ (để thống kê)", choices=_plain(words.RANK_CLASSES), validators=[Optional()]
    )
    employee_code = StringField("Mã công chức, viên chức", validators=[Optional(), Length(max=40)])
    citizen_id = StringField(
        "Số căn cước",
        description="12 chữ số. Trong danh sách chỉ hiện bốn số cuối.",
        filters=[_without_blanks],
        validators=[Optional(), Regexp(r"^[0-9]{12}$", message="Số căn cước gồm đúng 12 chữ số.")],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )


class CollectiveForm(RegisterForm):
    name = StringField(
        "Tên tập thể",
        description="Tên đầy đủ như sẽ in trong quyết định.",
        validators=[InputRequired("Nhập tên tập thể."), Length(max=300)],
    )
    department = StringField("Cơ quan chủ quản", validators=[Optional(), Length(max=300)])
    collective_class = SelectField(
        "Phân loại tập thể",
        choices=_plain(words.COLLECTIVE_CLASSES),
        validators=[InputRequired("Chọn phân loại tập thể.")],
    )
    locality = SelectField(
        "Tập thể là",
        description="Danh hiệu của riêng xã, phường, thị trấn hoặc thôn, tổ dân phố chỉ đề nghị được khi ghi ở đây.",
        choices=choices([*words.COLLECTIVES.items()]),
        validators=[Optional()],
    )


class HouseholdForm(RegisterForm):
    """A household stands under the name of its head (chủ hộ)."""

    honorific = StringField(
        "Danh xưng của chủ hộ",
        description="In trong quyết định: Hộ gia đình ông …, Hộ gia đình bà …",
        validators=[InputRequired("Nhập danh xưng, ví dụ Ông hoặc Bà."), Length(max=40)],
        render_kw={"list": "honorifics", "autocomplete": "off"},
    )
    name = StringField("Họ và tên chủ hộ", validators=[InputRequired("Nhập họ và tên chủ hộ."), Length(max=200)])
    citizen_id = StringField(
        "Số căn cước của chủ hộ",
        description="12 chữ số. Trong danh sách chỉ hiện bốn số cuối.",
        filters=[_without_blanks],
        validators=[Optional(), Regexp(r"^[0-9]{12}$", message="Số căn cước gồm đúng 12 chữ số.")],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    ethnicity = StringField(
        "Dân tộc",
        validators=[Optional(), Length(max=60)],
        render_kw={"list": "ethnicities", "autocomplete": "off"},
    )
    household_size = IntegerField(
        "Số nhân khẩu",
        validators=[Optional(), NumberRange(min=1, max=MOST_IN_A_HOUSEHOLD, message=NO_SIZE)],
        render_kw={"inputmode": "numeric"},
    )
    hamlet = StringField(
        "Thôn, khu phố",
        description="Ví dụ: Thôn Tà Lú.",
        validators=[InputRequired("Nhập thôn, khu phố."), Length(max=200)],
    )
    address = StringField(
        "Xã, phường, thị trấn; huyện, thành phố",
        description="Ví dụ: xã Phước Đại, huyện Bác Ái. In trong quyết định sau tên thôn.",
        validators=[InputRequired("Nhập xã, phường, thị trấn và huyện, thành phố."), Length(max=300)],
    )
