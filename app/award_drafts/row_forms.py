"""Words and shapes of a criterion, a paper, a deadline of a draft."""

from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.award_drafts import rows
from app.award_drafts.field_forms import NOT_CHOSEN, DayOfYearField, PartForm, basis, confidence
from app.awards import words
from app.forms import BoxesField, choices

OPERATORS = {
    "gte": "Từ mức này trở lên",
    "lte": "Không quá mức này",
    "eq": "Bằng",
    "ne": "Khác",
    "in": "Là một trong các giá trị này",
    "not_in": "Không thuộc các giá trị này",
    "rating_gte": "Xếp loại từ mức này trở lên",
    "is_true": "Phải có (không cần ghi mức)",
    "is_false": "Không được có (không cần ghi mức)",
    "exists": "Phải có ghi (không cần ghi mức)",
}


class CriterionForm(PartForm):
    command = rows.Criterion
    label = TextAreaField(
        "Nội dung tiêu chí",
        description="Câu mà đơn vị và người thẩm định đọc.",
        validators=[InputRequired("Ghi nội dung tiêu chí."), Length(max=500)],
    )
    branch = SelectField("Đặt vào nhóm")
    field = SelectField(
        "Xét theo",
        description="Điều phần mềm biết về người, tập thể được đề nghị.",
        validators=[InputRequired("Chọn điều để xét.")],
    )
    op = SelectField(
        "So sánh", choices=choices([NOT_CHOSEN, *OPERATORS.items()]), validators=[InputRequired("Chọn cách so sánh.")]
    )
    value = TextAreaField("Mức", validators=[Length(max=500)])
    check = SelectField(
        "Cách kiểm tra",
        choices=choices([NOT_CHOSEN, *((code, said[:1].upper() + said[1:]) for code, said in words.CHECKS.items())]),
        validators=[InputRequired("Chọn cách kiểm tra.")],
    )
    basis = basis(500)
    confidence = confidence()


class PaperForm(PartForm):
    command = rows.Paper
    doc = SelectField("Giấy tờ")
    copies = IntegerField(
        "Số bản",
        validators=[InputRequired("Ghi số bản."), NumberRange(min=1)],
        render_kw={"inputmode": "numeric"},
    )
    kinds = BoxesField(
        "Chỉ cần với", description="Không chọn: cần với mọi đối tượng.", choices=choices(words.SUBJECTS.items())
    )
    routes = BoxesField(
        "Chỉ cần khi khen theo", description="Không chọn: mọi loại hình.", choices=choices(words.ROUTES.items())
    )
    condition = StringField(
        "Chỉ cần trong trường hợp", description="Ghi khi giấy tờ này không bắt buộc.", validators=[Length(max=300)]
    )
    note = StringField("Ghi chú", validators=[Length(max=500)])


class StepForm(PartForm):
    command = rows.Step
    what = StringField("Việc", validators=[InputRequired("Ghi việc phải làm."), Length(max=1000)])
    working_days = IntegerField("Số ngày làm việc", validators=[Optional(), NumberRange(min=1)])
    days = IntegerField("Số ngày", description="Tính cả ngày nghỉ.", validators=[Optional(), NumberRange(min=1)])
    due = DayOfYearField("Hạn trong năm", description="Ngày/tháng, ví dụ 10/12.")
    basis = basis(1000)
    confidence = confidence()
