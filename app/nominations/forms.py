from collections.abc import Sequence

from wtforms import (
    BooleanField,
    FileField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields import Label
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.awards.models import AwardVersion, DocType
from app.awards.simplified import SIMPLIFIED
from app.awards.words import RATINGS, ROUTES
from app.forms import BaseForm, BoxesField, VersionField, VietnameseDateField, choices
from app.honours.history import Past
from app.nominations.completeness import THEMATIC
from app.nominations.drafting import HALF_A_PERIOD, NO_MOVEMENT, NOT_CONFIRMED
from app.nominations.models import DraftField
from app.nominations.sections import Section
from app.nominations.taking_over import NOTHING_CHOSEN
from app.nominations.yearly import NO_TITLE, NOT_YET, NOTHING_SAID, fault_of_year
from app.numbers import whole
from app.papers.uploads import NO_FILE
from app.rounds.models import Movement
from app.validators import NotAfterToday, OneOf, RequiredWith

ORDINARY = "Thủ tục thường, qua Hội đồng"


def _id_or_none(value: object) -> int | None:
    return whole(value) if value not in {None, "", "None"} else None


class PurposeForm(BaseForm):
    route = SelectField("Loại hình khen thưởng", validators=[InputRequired("Chọn loại hình khen thưởng.")])
    movement_id = SelectField(
        "Phong trào thi đua",
        description="Bắt buộc khi khen theo chuyên đề; các loại hình khác chọn nếu có.",
        coerce=_id_or_none,
        validators=[RequiredWith("route", NO_MOVEMENT, THEMATIC)],
    )
    period_from = IntegerField(
        "Thành tích từ năm",
        description="Ví dụ 2023.",
        validators=[RequiredWith("period_to", HALF_A_PERIOD)],
        render_kw={"inputmode": "numeric"},
    )
    period_to = IntegerField(
        "Đến năm",
        description="Ví dụ 2024.",
        validators=[RequiredWith("period_from", HALF_A_PERIOD)],
        render_kw={"inputmode": "numeric"},
    )

    def offer(self, award: AwardVersion | None, movements: Sequence[Movement]) -> None:
        routes = award.routes if award else []
        first = [] if len(routes) == 1 else [("", "Chưa chọn")]
        self.route.choices = choices([*first, *((route, ROUTES.get(route, route)) for route in routes)])
        self.movement_id.choices = choices([("", "Không"), *((movement.id, movement.name) for movement in movements)])


class NewCaseForm(PurposeForm):
    nominee_id = IntegerField(
        "Được đề nghị", validators=[InputRequired("Chọn cá nhân, tập thể hoặc hộ gia đình được đề nghị.")]
    )
    simplified_case = SelectField(
        "Thủ tục",
        validators=[Optional()],
        description="Thủ tục đơn giản: không qua Hội đồng, hồ sơ chỉ gồm Tờ trình và Báo cáo tóm tắt thành tích.",
    )
    is_unclassified = BooleanField(
        "Tôi xác nhận hồ sơ này không có nội dung bí mật nhà nước", validators=[InputRequired(NOT_CONFIRMED)]
    )

    def offer_procedures(self, award: AwardVersion | None, *, ordinary: bool) -> None:
        """`ordinary`: the way through the councils may be chosen too."""
        has_other = award is not None and bool(award.simplified_process)
        first = [("", ORDINARY)] if ordinary or not has_other else [("", "Chưa chọn")]
        cases = [(code, f"Thủ tục đơn giản: {name[:1].lower()}{name[1:]}") for code, name in SIMPLIFIED.choices]
        self.simplified_case.choices = choices([*first, *(cases if has_other else [])])


class GeneralForm(PurposeForm):
    version = VersionField()


class TextForm(BaseForm):
    """One text of a draft; it saves itself where there is a script, and by its button where there is none."""

    value = TextAreaField()
    version = VersionField(default=0, validators=[InputRequired("Tải lại trang rồi lưu lại.")])


def text_form(section: Section, field: DraftField | None = None) -> TextForm:
    form = TextForm(value=field.text if field else "", version=field.version if field else 0)
    form.value.id = section.anchor
    form.value.label = Label(section.anchor, section.title)
    form.value.description = section.hint
    form.value.validators = [Length(max=section.longest)]
    form.value.flags.maxlength = section.longest
    form.version.id = f"{section.anchor}-version"
    return form


class YearForm(BaseForm):
    year = IntegerField("Năm", validators=[InputRequired("Nhập năm.")], render_kw={"inputmode": "numeric"})
    rating = SelectField(
        "Mức xếp loại",
        choices=choices([("", "Chưa xếp loại"), *RATINGS.items()]),
        validators=[OneOf(("title", "achievement"), NOTHING_SAID)],
        default="",
    )
    title = StringField(
        "Danh hiệu, hình thức khen thưởng",
        description="Ví dụ: Chiến sĩ thi đua cơ sở.",
        validators=[Optional(), Length(max=300)],
    )
    decision_number = StringField(
        "Số quyết định", description="Ví dụ: 125/QĐ-SGDĐT.", validators=[Optional(), Length(max=100)]
    )
    decision_date = VietnameseDateField("Ngày quyết định", validators=[Optional(), NotAfterToday(NOT_YET)])
    decided_by = StringField("Cơ quan quyết định", validators=[Optional(), Length(max=300)])
    achievement = TextAreaField("Thành tích trong năm", validators=[Optional(), Length(max=5000)])
    version = VersionField(default=0)

    def validate_year(self, field: IntegerField) -> None:
        if field.data is not None and (fault := fault_of_year(field.data)):
            raise ValidationError(fault)


class HouseholdYearForm(YearForm):
    """Nobody rates a household: it has the title of the year, or what it did."""

    rating = None  # type: ignore[assignment]  # so WTForms leaves a field of the parent out
    title = StringField(
        "Danh hiệu, hình thức khen thưởng",
        description="Ví dụ: Gia đình văn hóa.",
        validators=[OneOf(("achievement",), NO_TITLE), Length(max=300)],
    )


class TakeOverForm(BaseForm):
    """What the nominee holds already; ticked, it becomes a line of its year."""

    honours = BoxesField(
        "Khen thưởng đã có",
        choices=[],
        validators=[InputRequired(NOTHING_CHOSEN)],
    )

    def offer(self, held: Sequence[Past]) -> None:
        told = ((one.key, f"{one.year}: {one.award} – Quyết định số {one.decision}, {one.decided_by}") for one in held)
        self.honours.choices = choices(told)


class EvidenceForm(BaseForm):
    doc_code = SelectField("Loại giấy tờ", validators=[InputRequired("Chọn loại giấy tờ.")])
    title = StringField(
        "Tên gọi riêng",
        description="Ví dụ: Quyết định Chiến sĩ thi đua cơ sở năm 2023. Để trống thì lấy tên tệp.",
        validators=[Optional(), Length(max=300)],
    )
    file = FileField(
        "Tệp", description="PDF, ảnh, Word hoặc Excel, mỗi tệp tối đa 20 MB.", validators=[InputRequired(NO_FILE)]
    )

    def offer(self, doc_types: Sequence[DocType]) -> None:
        self.doc_code.choices = choices([("", "Chưa chọn"), *((one.code, one.name) for one in doc_types)])


class StepForm(BaseForm):
    reason = TextAreaField(
        "Ghi chú (không bắt buộc)",
        description="Ghi vào lịch sử hồ sơ; người nhận đọc đúng những gì anh/chị viết.",
        validators=[Optional(), Length(max=2000)],
    )


class ReasonedStepForm(StepForm):
    reason = TextAreaField(
        "Lý do",
        description="Ghi vào lịch sử hồ sơ; người nhận đọc đúng những gì anh/chị viết.",
        validators=[InputRequired("Nêu lý do."), Length(max=2000)],
    )
