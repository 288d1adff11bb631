"""The words and shapes of appraisal: criteria side by side on one page, questions to agencies, opinions."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from flask import request
from wtforms import (
    Field,
    FileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length

from app import clock
from app.appraisals.consulting import FROM_TOMORROW
from app.appraisals.handing import WHY_BACK
from app.appraisals.models import CriterionAnswer, Verdict
from app.appraisals.operations import VERDICT_NAMES, Finding
from app.awards.models import Criterion
from app.errors import Invalid
from app.extensions import unit_of_work
from app.forms import (
    NEVER_SEEN,
    BaseForm,
    BoxesField,
    SeenField,
    VersionField,
    VietnameseDateField,
    choices,
    told_beside,
)
from app.nominations.models import Evidence, Handing
from app.numbers import whole
from app.validators import DayThat, RequiredWith

NO_EVIDENCE = ""
OPINIONS = choices(
    [
        ("fit", "Đủ điều kiện, tiêu chuẩn"),
        ("unfit", "Không đủ điều kiện, tiêu chuẩn"),
        ("return", "Trả lại đơn vị (sai tuyến trình, sai nhóm)"),
    ]
)


class CriterionForm(BaseForm):
    """One criterion; its code is the prefix of its fields."""

    verdict = RadioField("Kết quả", choices=choices(VERDICT_NAMES.items()), validate_choice=False)
    evidence_id = SelectField("Minh chứng trong hồ sơ", validate_choice=False)
    note = TextAreaField("Nhận xét", validators=[Length(max=2000)])
    version = VersionField(default=0)

    @property
    def is_answered(self) -> bool:
        return self.verdict.data in set(Verdict)

    def finding(self, code: str) -> Finding:
        evidence = str(self.evidence_id.data or "")
        return Finding(
            code=code,
            verdict=Verdict(self.verdict.data),
            note=self.note.data or "",
            evidence_id=_number_of(evidence) if evidence else None,
            version=self.version.data if self.version.data is not None else NEVER_SEEN,
        )


class CriteriaForm:
    """All criteria of a case on one page. A button named `only` saves one of them and leaves the rest as typed."""

    def __init__(
        self, leaves: Sequence[Criterion], answers: Mapping[str, CriterionAnswer], evidence: Sequence[Evidence]
    ) -> None:
        files = choices([(NO_EVIDENCE, "– Không chọn –"), *((e.id, _called(e)) for e in evidence)])
        self.leaves = leaves
        self.forms = {leaf.code: _criterion_form(leaf, answers.get(leaf.code), files) for leaf in leaves}
        self.form_errors: list[str] = []

    def __iter__(self) -> Iterator[Field]:
        for form in self.forms.values():
            yield from form

    def __getitem__(self, code: str) -> CriterionForm:
        return self.forms[code]

    @property
    def by_criterion(self) -> list[tuple[str, CriterionForm]]:
        """Each form with what the list of errors calls it."""
        return [(f"Tiêu chí {n} ({leaf.label})", self.forms[leaf.code]) for n, leaf in enumerate(self.leaves, start=1)]

    @property
    def errors(self) -> bool:
        return bool(self.form_errors) or any(form.errors for form in self.forms.values())

    @property
    def status(self) -> int:
        return 422 if self.errors else 200

    @property
    def sent(self) -> list[str]:
        """The codes that are to be saved: one by its button, or all that are answered."""
        only = request.form.get("only")
        return [code for code, form in self.forms.items() if code == only or (not only and form.is_answered)]

    def validate_on_submit(self) -> bool:
        if request.method != "POST":
            return False
        sent = self.sent
        for code in sent:
            if self[code].validate() and not self[code].is_answered:
                self[code].verdict.errors = ["Chọn kết quả cho tiêu chí này."]
        if not sent:
            self.form_errors = ["Chưa có tiêu chí nào được trả lời."]
        return not self.errors

    def findings(self) -> list[Finding]:
        return [self[code].finding(code) for code in self.sent]

    def perform(self, operation: Callable[[], object]) -> bool:
        """As BaseForm.perform, for fields spread over many forms."""
        try:
            with unit_of_work():
                operation()
        except Invalid as invalid:
            self.form_errors = [*self.form_errors, *told_beside({field.name: field for field in self}, invalid)]
            return False
        return True


def _criterion_form(leaf: Criterion, answer: CriterionAnswer | None, files: Sequence[Any]) -> CriterionForm:
    form = CriterionForm(
        prefix=leaf.code,
        verdict=answer.verdict.value if answer else None,
        evidence_id=str(answer.evidence_id or "") if answer else NO_EVIDENCE,
        note=answer.note if answer else "",
        version=answer.version if answer else 0,
    )
    form.evidence_id.choices = list(files)
    return form


def _number_of(evidence: str) -> int:
    """0, which is no paper of any dossier, for what is no number."""
    try:
        return whole(evidence)
    except ValueError:
        return 0


def _called(evidence: Evidence) -> str:
    """With the hour, for a paper handed in again often bears the same name."""
    handed_in = clock.local(evidence.added_at).strftime("%H:%M %d/%m/%Y")
    return f"{evidence.doc_type.name}: {evidence.title or evidence.file.original_name}, nộp {handed_in}"


class AssignForm(BaseForm):
    user_id = RadioField("Giao cho", coerce=int, validators=[InputRequired("Chọn người nhận hồ sơ.")])
    note = StringField("Ghi chú khi giao việc", validators=[Length(max=500)])
    seen = VersionField(default=0)  # the assignment that the page showed


class HandBackForm(BaseForm):
    handing = RadioField(
        "Anh/chị chuyển lại hồ sơ",
        coerce=Handing,
        choices=choices([(Handing.PRESENTED, "Đã xử lý, trình"), (Handing.SENT_BACK, "Trả lại")]),
        validators=[InputRequired("Chọn trình hoặc trả lại.")],
    )
    note = TextAreaField(
        "Ghi chú",
        description="Người nhận đọc đúng những gì anh/chị viết ở đây. Trả lại thì phải nêu lý do.",
        validators=[RequiredWith("handing", WHY_BACK, Handing.SENT_BACK), Length(max=1000)],
    )
    seen = VersionField(default=0)


class AssignAllForm(AssignForm):
    nomination_ids = SelectMultipleField(
        "Hồ sơ", coerce=int, validate_choice=False, validators=[InputRequired("Chọn ít nhất một hồ sơ.")]
    )

    @property
    def chosen(self) -> list[int]:
        return [int(value) for value in self.nomination_ids.data or []]


class InquiryForm(BaseForm):
    agency_ids = BoxesField(
        "Cơ quan được hỏi",
        coerce=int,
        validators=[InputRequired("Chọn ít nhất một cơ quan.")],
    )
    question = TextAreaField(
        "Nội dung xin ý kiến",
        description="Cơ quan được hỏi chỉ thấy tên, ngày sinh, chức vụ, nơi công tác, danh hiệu và nội dung này; "
        "không thấy hồ sơ.",
        validators=[InputRequired("Nhập nội dung xin ý kiến."), Length(max=4000)],
    )
    due_on = VietnameseDateField(
        "Hạn trả lời",
        validators=[InputRequired("Nhập hạn trả lời."), DayThat(lambda day, today: day > today, FROM_TOMORROW)],
    )


class ReplyForm(BaseForm):
    objects = RadioField(
        "Ý kiến của cơ quan",
        choices=choices([("no", "Không phản đối việc khen thưởng"), ("yes", "Không đồng ý khen thưởng")]),
        validators=[InputRequired("Chọn ý kiến của cơ quan.")],
    )
    answer = TextAreaField("Nội dung trả lời", validators=[InputRequired("Nhập nội dung trả lời."), Length(max=8000)])
    letter_number = StringField(
        "Số công văn trả lời", description="Ví dụ 123/CAT-PX03, nếu có.", validators=[Length(max=100)]
    )
    file = FileField("Bản quét công văn trả lời")


class LetterForm(BaseForm):
    """The letter as the page showed it: which questions go out by it."""

    seen = SeenField(default="")


class CancelForm(BaseForm):
    reason = TextAreaField("Lý do thôi hỏi", validators=[InputRequired("Nêu rõ lý do."), Length(max=1000)])


class OpinionForm(BaseForm):
    opinion = RadioField("Đề nghị kết luận", choices=OPINIONS, validators=[InputRequired("Chọn một kết luận.")])
    reason = TextAreaField("Lý do", validators=[InputRequired("Nêu rõ lý do."), Length(max=4000)])
    version = VersionField(default=0)


class ConclusionForm(BaseForm):
    """Fit asks for a remark at most; unfit and return ask for a reason that the unit will read."""

    reason = TextAreaField("Nhận xét", validators=[Length(max=4000)])


class ReasonedConclusionForm(BaseForm):
    reason = TextAreaField(
        "Lý do",
        description="Đơn vị trình sẽ đọc đúng những gì anh/chị viết ở đây.",
        validators=[InputRequired("Nêu rõ lý do."), Length(max=4000)],
    )
