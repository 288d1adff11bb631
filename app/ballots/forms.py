"""Words and shapes of the ballot's forms. Those with a field a slip are made for the slips of one ballot."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app import forms
from app.ballots.models import KeyEnd, Slip
from app.ballots.paper_voters import NO_SEAT, Wanted
from app.councils.models import CouncilMember
from app.forms import BaseForm, SecretField, choices, reason_field
from app.numbers import whole
from app.text import one_line

SLIP = {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}
KEY_ENDS = {
    KeyEnd.AFTER_COMPLAINTS: "Niêm phong phiếu mở thùng đến hết thời hiệu khiếu nại rồi hủy, có biên bản",
    KeyEnd.AT_SIGNING: "Hủy ngay khi ký Biên bản kiểm phiếu (chặt hơn: sau đó không ai mở được thùng phiếu)",
}


class PlainForm(BaseForm):
    """A step that asks for nothing."""


class FreezeForm(BaseForm):
    key_end = RadioField(
        "Phiếu mở thùng sau khi kiểm phiếu",
        choices=choices((end.value, words) for end, words in KEY_ENDS.items()),
        default=KeyEnd.AFTER_COMPLAINTS.value,
    )

    @property
    def chosen_end(self) -> KeyEnd:
        return KeyEnd(self.key_end.data)


class ConfirmForm(BaseForm):
    digits = SecretField(
        "24 chữ số trên phiếu của anh/chị",
        description="Đọc từ tờ giấy đã ghi hoặc đã in; có thể gõ liền hoặc cách.",
        validators=[InputRequired("Nhập 24 chữ số trên phiếu mở thùng."), Length(max=60)],
        render_kw=SLIP,
    )


class CloseForm(BaseForm):
    reason = TextAreaField(
        "Lý do kết thúc khi còn người chưa bỏ phiếu",
        description="Ví dụ: đã hết giờ bỏ phiếu theo thông báo. Mọi người đã bỏ phiếu thì để trống.",
        validators=[Length(max=2000)],
    )


class ReasonForm(forms.ReasonForm):
    reason = reason_field("Lý do ghi vào biên bản hủy lần bỏ phiếu.")


class PaperVoterForm(BaseForm):
    """Made by `paper_voter_form`."""

    member_id: SelectField
    reason = StringField(
        "Lý do",
        description="Ví dụ: vắng, gửi phiếu bằng văn bản; không có tài khoản; xin bỏ phiếu giấy.",
        validators=[InputRequired("Nêu lý do bỏ phiếu giấy."), Length(max=300)],
    )

    @property
    def wanted(self) -> Wanted:
        return Wanted(member_id=self.member_id.data, reason=one_line(self.reason.data or ""))


def paper_voter_form(members: Iterable[CouncilMember]) -> type[PaperVoterForm]:
    offered = [("", "Chọn thành viên"), *((one.id, f"{one.name}, {one.title}") for one in members)]
    field = SelectField(
        "Thành viên bỏ phiếu giấy",
        choices=choices(offered),
        coerce=lambda value: whole(str(value)) if value else 0,
        validate_choice=False,
        validators=[InputRequired(NO_SEAT)],
    )
    return type("PaperVoterForm", (PaperVoterForm,), {"member_id": field})


class OpeningForm(BaseForm):
    """Digits of the slips, two of them at least; which are right only the box can say."""

    @property
    def typed_digits(self) -> Mapping[int, str]:
        return {position: typed or "" for position, typed in self.of_lines("slip").items()}


def opening_form(slips: Iterable[Slip]) -> type[OpeningForm]:
    fields: dict[str, Any] = {
        f"slip_{slip.position}": SecretField(
            f"Phiếu của {slip.name}", validators=[Length(max=60)], render_kw={**SLIP, "class": "slip-digits"}
        )
        for slip in slips
    }
    return type("OpeningForm", (OpeningForm,), fields)
