"""Words and shapes of the forms around a vote: how, who counts, who does not vote, the sums."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wtforms import IntegerField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from app.councils.forms import NUMERIC, VersionedForm
from app.councils.models import RecusalKind, Voting
from app.councils.words import KINDS
from app.forms import BaseForm, choices
from app.numbers import whole
from app.text import one_line

ON_PAPER = {"agree": "đồng ý", "disagree": "không đồng ý", "invalid": "không hợp lệ"}
BY_HANDS = ON_PAPER | {"invalid": "không biểu quyết"}
WAYS = {
    Voting.PAPER: "Phiếu giấy: in phiếu, phát cho người có mặt; hai người đếm xong nhập kết quả độc lập, khớp nhau mới"
    " chốt được.",
    Voting.SEALED: "Phiếu kín trực tuyến: mỗi thành viên bỏ phiếu bằng tài khoản của mình; lá phiếu được niêm phong"
    " ngay trên máy người bỏ, hai người trong Ban kiểm phiếu cùng mở thùng khi đã kết thúc bỏ phiếu.",
    Voting.HANDS: "Giơ tay: đếm ngay tại phiên họp, Thư ký nhập một lần; không phát phiếu, ai biểu quyết thế nào mọi"
    " người đều thấy.",
}


class VotingForm(VersionedForm):
    voting = RadioField(
        "Cách bỏ phiếu",
        choices=choices((way.value, words) for way, words in WAYS.items()),
        validators=[InputRequired("Chọn cách bỏ phiếu.")],
    )


class TellersForm(VersionedForm):
    """Lines of a person chosen or written down; made by `tellers_form`."""

    @property
    def chosen(self) -> list[tuple[str, str]]:
        written = self.of_lines("other")
        return [(key or "", one_line(written[line] or "")) for line, key in sorted(self.of_lines("person").items())]


def tellers_form(candidates: Iterable[tuple[str, str, str]], lines: int) -> type[TellersForm]:
    """`candidates`: key, words and group of each; the first line is the head's."""
    by_group: dict[str, list[tuple[str, str]]] = {}
    for key, words, group in candidates:
        by_group.setdefault(group, []).append((key, words))
    offered = [
        *choices([("", "Chọn người")]),
        *(one for group, people in by_group.items() for one in choices(people, group=group)),
    ]
    fields: dict[str, Any] = {}
    for line in range(1, lines + 1):
        who = "Trưởng ban" if line == 1 else f"Ủy viên {line - 1}"
        fields[f"person_{line}"] = SelectField(who, choices=offered, default="", validate_choice=False)
        fields[f"other_{line}"] = StringField(f"{who}: hoặc ghi tên người khác", validators=[Length(max=200)])
    return type("TellersForm", (TellersForm,), fields)


def _chosen(value: object) -> int:
    """0 as long as nobody is."""
    return whole(str(value)) if value else 0


class RecusalForm(BaseForm):
    """Made by `recusal_form`."""

    item_id: SelectField
    member_id: SelectField
    kind: SelectField
    reason: TextAreaField


def recusal_form(
    items: Iterable[tuple[int, str]], members: Iterable[tuple[int, str]], kinds: Iterable[RecusalKind]
) -> type[RecusalForm]:
    fields: dict[str, Any] = {
        "member_id": SelectField(
            "Thành viên",
            choices=choices([("", "Chọn thành viên"), *members]),
            coerce=_chosen,
            validate_choice=False,
            validators=[InputRequired("Chọn một thành viên của Hội đồng.")],
        ),
        "item_id": SelectField(
            "Không bỏ phiếu trường hợp",
            choices=choices([("", "Chọn trường hợp"), *items]),
            coerce=_chosen,
            validate_choice=False,
            validators=[InputRequired("Chọn một trường hợp trong chương trình.")],
        ),
        "kind": SelectField("Vì", choices=choices((kind.value, KINDS[kind]) for kind in kinds)),
        "reason": TextAreaField(
            "Lý do cụ thể",
            description="In vào biên bản, ví dụ: Giám đốc Sở Y tế, đơn vị của người được đề nghị.",
            validators=[InputRequired("Nêu lý do."), Length(max=500)],
        ),
    }
    return type("RecusalForm", (RecusalForm,), fields)


class DeclaringForm(BaseForm):
    item_ids = SelectMultipleField("Tôi không bỏ phiếu các trường hợp", coerce=int, validate_choice=False)
    reason = TextAreaField(
        "Lý do",
        description="Thư ký Hội đồng đọc và in vào biên bản.",
        validators=[InputRequired("Nêu lý do."), Length(max=500)],
    )

    @property
    def chosen(self) -> list[int]:
        return [int(value) for value in self.item_ids.data or []]


def successor_form(members: Sequence[tuple[int, str]]) -> type[BaseForm]:
    """Who leads a case instead of the chair."""
    field = RadioField(
        "Người điều hành thay",
        choices=choices(members),
        coerce=_chosen,
        validate_choice=False,
        validators=[InputRequired("Chọn người điều hành thay.")],
    )
    return type("SuccessorForm", (BaseForm,), {"member_id": field})


class ReturnsForm(VersionedForm):
    ballots_issued = IntegerField("Số phiếu phát ra", render_kw=NUMERIC, validators=[InputRequired("Nhập số phiếu.")])
    ballots_returned = IntegerField("Số phiếu thu vào", render_kw=NUMERIC, validators=[InputRequired("Nhập số phiếu.")])
    ballots_invalid = IntegerField(
        "Số phiếu không hợp lệ",
        description="Phiếu hỏng cả phiếu; không có thì ghi 0.",
        render_kw=NUMERIC,
        validators=[InputRequired("Nhập số phiếu; không có thì ghi 0.")],
    )


def returns_form(names: Mapping[int, str]) -> type[ReturnsForm]:
    """With three sums for each name of the agenda."""
    return type("ReturnsForm", (ReturnsForm,), _sums(names, ON_PAPER))


def hands_form(names: Mapping[int, str]) -> type[VersionedForm]:
    """The same without ballots: hands for, against, for neither."""
    return type("HandsForm", (VersionedForm,), _sums(names, BY_HANDS))


def _sums(names: Mapping[int, str], labels: Mapping[str, str]) -> dict[str, Any]:
    return {
        f"{part}_{item_id}": IntegerField(
            f"{name} – {label}",
            validators=[InputRequired("Nhập số phiếu; không có thì ghi 0."), NumberRange(min=0)],
            render_kw=NUMERIC,
        )
        for item_id, name in names.items()
        for part, label in labels.items()
    }
