"""The pages of a resolution in words: what a step asks for is known from its definition alone."""

from typing import Any

from wtforms import BooleanField, FileField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from app.forms import BaseForm, SeenField, VietnameseDateField, choices, reason_field
from app.numbers import LARGEST
from app.resolutions.customs import SHORTENED_BASIS, SHORTENED_GROUNDS
from app.resolutions.models import Answered
from app.resolutions.operations import Entry
from app.resolutions.wanted import DRAFTS, WITHOUT_NUMBER, Wanted
from app.validators import NotAfterToday, NotBefore, RequiredWith
from workflows.vocabulary import Paper

PAST = NotAfterToday()
NUMBER_OF_RESOLUTION = Regexp(
    r"^\d{1,4}/\d{4}/NQ-HĐND\Z", message="Ghi số theo dạng NN/năm/NQ-HĐND, ví dụ 07/2024/NQ-HĐND."
)
FILE_HINT = "Tệp PDF (bản quét có chữ ký, dấu hoặc tệp ký số) hoặc DOCX, tối đa 20 MB."


def session_fields(*, required: bool) -> dict[str, Any]:
    must = [InputRequired("Ghi tên kỳ họp.")] if required else [Optional()]
    opens = [InputRequired("Nhập ngày khai mạc.")] if required else [Optional()]
    return {
        "session_name": StringField(
            "Kỳ họp của HĐND tỉnh",
            description="Ví dụ: Kỳ họp thứ 20 (thường lệ cuối năm 2024).",
            validators=[*must, Length(max=200)],
        ),
        "session_opens_on": VietnameseDateField(
            "Ngày khai mạc",
            description="Các thời hạn trước kỳ họp được tính lùi từ ngày này.",
            validators=opens,
        ),
    }


class StartForm(BaseForm):
    title = StringField(
        "Tên nghị quyết",
        description="Ví dụ: Nghị quyết quy định tặng Kỷ niệm chương “Vì sự nghiệp xây dựng và phát triển tỉnh …”.",
        validators=[InputRequired("Nhập tên nghị quyết."), Length(max=300)],
    )
    purpose = TextAreaField(
        "Nội dung, mục đích",
        description="Nghị quyết quy định tên Kỷ niệm chương, đối tượng và tiêu chuẩn; không nêu tên người được tặng.",
        validators=[InputRequired("Nêu nội dung, mục đích của nghị quyết."), Length(max=2000)],
    )
    assignment_number = StringField(
        "Số công văn giao việc của Chủ tịch UBND tỉnh",
        description="Ví dụ: 4021/UBND-VXNV.",
        validators=[InputRequired("Nhập số công văn giao việc."), Length(max=60)],
    )
    assignment_on = VietnameseDateField(
        "Ngày công văn", validators=[InputRequired("Nhập ngày công văn giao việc."), PAST]
    )
    letter = FileField(
        "Bản công văn", description=FILE_HINT, validators=[InputRequired("Chọn tệp công văn giao việc.")]
    )
    session_name = session_fields(required=False)["session_name"]
    session_opens_on = session_fields(required=False)["session_opens_on"]
    is_shortened = BooleanField("Đề nghị theo trình tự, thủ tục rút gọn")
    shortened_ground = SelectField(
        "Trường hợp được áp dụng rút gọn",
        description=f"Căn cứ: {SHORTENED_BASIS}. Chỉ chọn khi đã đánh dấu ô trên.",
        choices=choices([("", "– Chọn –"), *((ground, ground) for ground in SHORTENED_GROUNDS)]),
        validators=[RequiredWith("is_shortened", "Chọn trường hợp được áp dụng trình tự rút gọn.")],
    )


class SessionForm(BaseForm):
    session_name = session_fields(required=True)["session_name"]
    session_opens_on = session_fields(required=True)["session_opens_on"]


class StepForm(BaseForm):
    """Made by `step_form`."""

    seen = SeenField(default="")

    def entry(self) -> Entry:
        return self.to(Entry)


def step_form(asked: Wanted, **values: Any) -> StepForm:  # noqa: ANN401 -- initial values by field name
    fields: dict[str, Any] = {}
    if asked.session:
        fields |= session_fields(required=True)
    if asked.votes_of:
        fields |= _votes(asked.votes_of.of_whom)
    if asked.presence_of:
        fields["present"] = _count("Số đại biểu có mặt", "Nhập số đại biểu có mặt.")
    if asked.number:
        fields |= _of_resolution()
    if asked.replacement:
        fields |= _of_replacement()
    if asked.reason:
        fields["reason"] = reason_field("Người nhận sẽ đọc đúng những gì anh/chị viết ở đây.")
    if asked.confirmation:
        fields["is_confirmed"] = BooleanField(
            f"Đã kiểm tra, xác nhận: {asked.confirmation}",
            validators=[InputRequired("Đánh dấu xác nhận đã kiểm tra điều kiện của bước này.")],
        )
    made: StepForm = type("StepForm", (StepForm,), fields)(**values)
    return made


def _votes(of_whom: str) -> dict[str, Any]:
    return {
        "agree": _count("Tán thành", f"Nhập số {of_whom} tán thành.", "Bốn số dưới đây cộng lại bằng tổng số."),
        "disagree": _count("Không tán thành", "Nhập số không tán thành; không có thì ghi 0."),
        "abstain": _count("Không biểu quyết", "Nhập số không biểu quyết; không có thì ghi 0."),
        "absent": _count("Vắng", "Nhập số vắng; không có thì ghi 0."),
    }


def _count(label: str, message: str, hint: str = "") -> IntegerField:
    return IntegerField(
        label,
        description=hint,
        validators=[InputRequired(message), NumberRange(min=0, max=LARGEST)],
        render_kw={"inputmode": "numeric"},
    )


def _of_resolution() -> dict[str, Any]:
    return {
        "number": StringField(
            "Số Nghị quyết",
            description="Theo sổ của HĐND tỉnh, có năm ở giữa.",
            validators=[InputRequired("Nhập số Nghị quyết."), NUMBER_OF_RESOLUTION],
        ),
        "passed_on": VietnameseDateField(
            "Ngày thông qua", validators=[InputRequired("Nhập ngày HĐND thông qua."), PAST]
        ),
        "effective_on": VietnameseDateField(
            "Ngày có hiệu lực",
            validators=[
                InputRequired("Nhập ngày có hiệu lực ghi trong Nghị quyết."),
                NotBefore("passed_on", "Ngày có hiệu lực không thể trước ngày thông qua."),
            ],
        ),
    }


def _of_replacement() -> dict[str, Any]:
    return {
        "number": StringField(
            "Số Nghị quyết mới",
            validators=[InputRequired("Nhập số Nghị quyết mới."), NUMBER_OF_RESOLUTION],
        ),
        "effective_on": VietnameseDateField(
            "Nghị quyết mới có hiệu lực từ ngày",
            validators=[InputRequired("Nhập ngày có hiệu lực của Nghị quyết mới.")],
        ),
    }


class PaperForm(BaseForm):
    """Made by `paper_form`."""

    keep: BooleanField | None
    file: FileField


def paper_form(code: Paper, former: int | None, **values: Any) -> PaperForm:  # noqa: ANN401
    """`former`: the edition of the draft that may go along unchanged; None: there is none."""
    fields: dict[str, Any] = {"keep": None}
    if former:
        fields["keep"] = BooleanField(f"Không thay đổi, dùng lại bản {former}")
    must = [] if former else [InputRequired("Chọn tệp.")]
    fields["file"] = FileField("Tệp văn bản", description=FILE_HINT, validators=must)
    if code not in WITHOUT_NUMBER:
        fields["number"] = StringField(
            "Số, ký hiệu",
            description="Như ghi trên văn bản, ví dụ 45/TTr-UBND.",
            validators=[InputRequired("Nhập số, ký hiệu của văn bản."), Length(max=60)],
        )
    if code not in DRAFTS:
        fields["issued_on"] = VietnameseDateField(
            "Ngày văn bản", validators=[InputRequired("Nhập ngày văn bản."), PAST]
        )
        fields["agency"] = StringField(
            "Cơ quan ban hành", validators=[InputRequired("Nhập cơ quan ban hành."), Length(max=200)]
        )
    made: PaperForm = type("PaperForm", (PaperForm,), fields)(**values)
    return made


class PostingForm(BaseForm):
    posted_on = VietnameseDateField(
        "Ngày đăng trên Cổng Thông tin điện tử tỉnh",
        validators=[InputRequired("Nhập ngày đăng."), PAST],
    )
    posted_at = StringField(
        "Địa chỉ trang đăng", description="Không bắt buộc.", validators=[Optional(), Length(max=500)]
    )


class QuestionForm(BaseForm):
    agencies = TextAreaField(
        "Cơ quan được hỏi",
        description="Mỗi cơ quan một dòng, ví dụ: Sở Tài chính.",
        validators=[InputRequired("Ghi ít nhất một cơ quan, mỗi cơ quan một dòng."), Length(max=20000)],
    )
    asked_on = VietnameseDateField("Ngày gửi công văn", validators=[InputRequired("Nhập ngày gửi công văn."), PAST])
    due_on = VietnameseDateField("Hạn trả lời", validators=[InputRequired("Nhập hạn trả lời.")])


class ReplyForm(BaseForm):
    letter_number = StringField(
        "Số, ký hiệu văn bản trả lời", validators=[InputRequired("Nhập số, ký hiệu."), Length(max=60)]
    )
    answered_on = VietnameseDateField("Ngày văn bản", validators=[InputRequired("Nhập ngày văn bản."), PAST])
    file = FileField("Tệp văn bản", description=FILE_HINT, validators=[InputRequired("Chọn tệp văn bản trả lời.")])


class OpinionForm(BaseForm):
    said_by = StringField(
        "Cơ quan, người góp ý",
        description="Ví dụ: Sở Tài chính; hoặc: Ý kiến trên Cổng Thông tin điện tử.",
        validators=[InputRequired("Ghi ai góp ý."), Length(max=200)],
    )
    text = TextAreaField("Nội dung góp ý", validators=[InputRequired("Ghi nội dung góp ý."), Length(max=4000)])


class ResponseForm(BaseForm):
    answered = SelectField(
        "Kết quả",
        choices=choices([(Answered.ACCEPTED, "Tiếp thu"), (Answered.EXPLAINED, "Giải trình, không tiếp thu")]),
        coerce=Answered,
    )
    answer = TextAreaField(
        "Nội dung tiếp thu, giải trình",
        description="Tiếp thu: sửa ở đâu (có thể để trống). Không tiếp thu: lý do.",
        validators=[Length(max=4000)],
    )
