"""Days against today and each other, one field against another, one address and no more."""

import pytest
from flask import Flask
from wtforms import StringField
from wtforms.validators import Length, Optional

from app.forms import BaseForm, VietnameseDateField
from app.validators import MAIL_ADDRESS, DayThat, NotBefore, OneOf, OnlyWith, RequiredWith

HOW_TO_WRITE_IT = "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 05/02/2025."


@pytest.fixture
def errors_of():
    """What is wrong with a form that was sent: words and shapes, which need Flask and no database."""

    def judge(form, typed, **before):
        with Flask("bare").test_request_context(method="POST", data=typed):
            made = form(**before)
            made.validate()
            return made.errors

    return judge


class AddressForm(BaseForm):
    email = StringField(validators=[Optional(), MAIL_ADDRESS])


@pytest.mark.parametrize(
    "typed", ["", "ten@ninhthuan.gov.vn", "Ngoc.Anh+sgd@so-gddt.ninhthuan.gov.vn", "o'brien@a.vn", "a@xn--p1ai.vn"]
)
def test_one_address_for_letters_is_taken(errors_of, typed):
    assert errors_of(AddressForm, {"email": typed}) == {}


@pytest.mark.parametrize(
    "typed",
    [
        "a,b@c.vn",
        "a@c.vn,b@d.vn",
        "a@c.vn;b@d.vn",
        "Anh <a@c.vn>",
        "a(b)@c.vn",
        "a:b@c.vn",
        '"a b"@c.vn',
        "a..b@c.vn",
        "a@c",
        "a@.vn",
        "a@c..vn",
        "a@b@c.vn",
        "a @c.vn",
        "a@c,d.vn",
        "ánh@c.vn",
        "a@c.vn\nBcc: b@d.vn",
    ],
)
def test_what_a_letter_could_take_for_more_than_one_address_is_not(errors_of, typed):
    assert errors_of(AddressForm, {"email": typed}) == {
        "email": ["Địa chỉ không đúng dạng, ví dụ ten@ninhthuan.gov.vn; mỗi ô một địa chỉ."]
    }


class LeaveForm(BaseForm):
    """What depends on another field, or on today."""

    starts = VietnameseDateField("Từ ngày", validators=[DayThat(lambda day, today: day > today, "Từ ngày mai.")])
    ends = VietnameseDateField("Đến ngày", validators=[Optional(), NotBefore("starts", "Không trước ngày đầu.")])
    why = StringField("Lý do", validators=[OneOf(("papers",), "Ghi lý do hoặc giấy tờ.")])
    papers = StringField("Giấy tờ")
    kind = StringField("Loại")
    doctor = StringField("Bác sĩ", validators=[RequiredWith("kind", "Ghi bác sĩ.", "ốm"), Length(max=5)])
    phone = StringField("Điện thoại", validators=[RequiredWith("doctor", "Ghi điện thoại.")])
    fever = StringField("Sốt", validators=[OnlyWith("kind", "Chỉ ghi khi ốm.", "ốm", "cúm")])
    contract = StringField("Hợp đồng", validators=[OnlyWith("papers", "Đánh dấu giấy tờ.")])


@pytest.mark.parametrize(
    ("typed", "before", "errors"),
    [
        ({"starts": "01/01/2100", "papers": "Đơn"}, {}, {}),
        (
            {"starts": "01/01/2001", "ends": "31/12/2000"},
            {},
            {
                "starts": ["Từ ngày mai."],
                "ends": ["Không trước ngày đầu."],
                "why": ["Ghi lý do hoặc giấy tờ."],
            },
        ),
        ({"starts": "mai", "ends": "31/12/2000", "why": "Ốm"}, {}, {"starts": [HOW_TO_WRITE_IT]}),
        ({"starts": "", "why": " ", "kind": "ốm"}, {}, {"why": ["Ghi lý do hoặc giấy tờ."], "doctor": ["Ghi bác sĩ."]}),
        ({"why": "Ốm", "kind": "khác"}, {}, {}),
        (
            {"why": "Ốm", "kind": "khác", "doctor": "Bá Văn"},
            {},
            {"doctor": ["Không dài quá 5 ký tự."], "phone": ["Ghi điện thoại."]},
        ),
        ({"why": "Ốm", "kind": "cúm", "fever": "39°"}, {}, {}),
        (
            {"why": "Ốm", "kind": "khác", "fever": "39°", "contract": "Số 3"},
            {},
            {"fever": ["Chỉ ghi khi ốm."], "contract": ["Đánh dấu giấy tờ."]},
        ),
        ({"why": "Ốm", "kind": "", "fever": "39° "}, {"kind": "ốm", "fever": "39°"}, {}),
        ({"kind": ""}, {"why": "Ốm", "kind": "ốm", "doctor": "Bá"}, {"phone": ["Ghi điện thoại."]}),
    ],
)
def test_fields_that_depend_on_each_other_are_judged_with_all_the_others(errors_of, typed, before, errors):
    assert errors_of(LeaveForm, typed, **before) == errors
