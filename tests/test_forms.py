"""What every form does: dates as people write them, one form of Unicode, errors beside what was typed."""

import importlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from wtforms import IntegerField, PasswordField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.core import UnboundField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.accounts.models import User
from app.ballots.forms import opening_form
from app.ballots.models import Slip
from app.errors import Invalid
from app.extensions import db
from app.forms import (
    NEVER_SEEN,
    SECRETS,
    BaseForm,
    SecretField,
    SeenField,
    VersionField,
    VietnameseDateField,
    choices,
    is_secret,
)
from app.numbers import LARGEST
from tests import builders

HOW_TO_WRITE_IT = "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 05/02/2025."
NO_SUCH_DAY = "Ngày này không có trong lịch."


class LetterForm(BaseForm):
    title = StringField("Tên", validators=[InputRequired("Nhập tên."), Length(max=10)])
    text = TextAreaField("Nội dung", filters=[lambda text: (text or "").upper()], validators=[Optional()])
    signed_on = VietnameseDateField("Ngày ký", validators=[Optional()])
    copies = IntegerField("Số bản", default=1, validators=[NumberRange(min=1, max=9)])
    kind = SelectField("Loại", choices=choices([("a", "A"), ("b", "B")]), default="a")


@dataclass(frozen=True, kw_only=True)
class Letter:
    title: str
    signed_on: date | None


@pytest.fixture
def bare():
    """Forms are words and shapes: they need Flask and no database."""
    return Flask("bare")


@pytest.fixture
def sent(bare):
    """A form as it arrives by POST."""

    def send(form=LetterForm, **typed):
        values = {"title": "Thư", "text": "", "copies": "1", "kind": "a", **typed}
        with bare.test_request_context(method="POST", data=MultiDict(values)):
            made = form()
            made.validate_on_submit()
            return made

    return send


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("05/02/2025", date(2025, 2, 5)),
        ("5/2/2025", date(2025, 2, 5)),
        ("05022025", date(2025, 2, 5)),
        ("2025-02-05", date(2025, 2, 5)),
        ("05-02-2025", date(2025, 2, 5)),
        ("05.02.2025", date(2025, 2, 5)),
        (" 05/02/2025 ", date(2025, 2, 5)),
        ("29/02/2024", date(2024, 2, 29)),
        ("", None),
        ("   ", None),
    ],
)
def test_dates_as_people_write_them(sent, typed, understood):
    form = sent(signed_on=typed)

    assert (form.signed_on.data, form.errors) == (understood, {})


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/02/2025", NO_SUCH_DAY),
        ("29/02/2025", NO_SUCH_DAY),
        ("02/13/2025", NO_SUCH_DAY),
        ("2025-02-30", NO_SUCH_DAY),
        ("30022025", NO_SUCH_DAY),
        ("5/2/25", HOW_TO_WRITE_IT),
        ("5225", HOW_TO_WRITE_IT),
        ("mai", HOW_TO_WRITE_IT),
        ("05/02/1025", "Năm phải từ 1900 đến 2100."),
        ("05/02/2101", "Năm phải từ 1900 đến 2100."),
    ],
)
def test_what_is_no_date_is_refused_with_a_sentence_and_kept(sent, typed, sentence):
    form = sent(signed_on=typed)

    assert (form.errors, form.status, form.signed_on.data) == ({"signed_on": [sentence]}, 422, None)
    assert f'value="{typed}"' in form.signed_on()


@pytest.mark.parametrize("typed", ["052205", "1112025", "11/12025", "11 12 2025"])
def test_a_date_that_could_be_read_in_two_ways_is_asked_again(sent, typed):
    assert sent(signed_on=typed).errors == {"signed_on": [HOW_TO_WRITE_IT]}


def test_a_date_is_shown_as_it_is_written_here(bare):
    with bare.test_request_context():
        assert 'value="05/02/2025"' in LetterForm(signed_on=date(2025, 2, 5)).signed_on()


def test_text_arrives_in_one_form_of_unicode_and_own_filters_stay(sent):
    form = sent(title=unicodedata.normalize("NFD", " Thỏa ước "), text=unicodedata.normalize("NFD", "ký"))

    assert (form.title.data, form.text.data) == ("Thỏa ước", "KÝ")


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"title": ""}, {"title": ["Nhập tên."]}),
        ({"title": "x" * 11}, {"title": ["Không dài quá 10 ký tự."]}),
        ({"copies": "hai"}, {"copies": ["Nhập một số nguyên, ví dụ 12."]}),
        ({"copies": "10"}, {"copies": ["Số phải từ 1 đến 9."]}),
        ({"kind": "c"}, {"kind": ["Chọn một mục trong danh sách."]}),
    ],
)
def test_every_error_is_vietnamese(sent, typed, errors):
    form = sent(**typed)

    assert (form.errors, form.status) == (errors, 422)


def test_a_command_takes_the_fields_it_knows(sent):
    assert sent(signed_on="5/2/2025").to(Letter) == Letter(title="Thư", signed_on=date(2025, 2, 5))


def test_what_an_operation_finds_invalid_stands_beside_the_field(app, sent):
    form = sent()

    def refuse():
        builders.user(username="lost")
        raise Invalid(title="Tên đã có.", elsewhere="Không được.")

    assert form.perform(refuse) is False
    assert (form.errors, form.status) == ({"title": ["Tên đã có."], "": ["Không được."]}, 422)
    assert db.session.scalars(select(User)).all() == []


def test_what_an_operation_did_is_kept(app, sent):
    assert sent().perform(lambda: builders.user(username="kept")) is True
    db.session.rollback()

    assert [*db.session.scalars(select(User.username))] == ["kept"]


def test_a_page_that_is_only_looked_at_is_not_a_form_that_was_sent(bare):
    with bare.test_request_context(query_string={"title": "Thư"}):
        form = LetterForm()
        assert (form.validate_on_submit(), form.title.data, form.status) == (False, None, 200)


def test_a_field_where_nothing_is_seen_is_empty(sent):
    form = sent(title="\u200b\u202e \u00ad")

    assert (form.title.data, form.errors) == ("", {"title": ["Nhập tên."]})


def test_a_field_of_one_line_has_one(sent):
    form = sent(title="A\r\nBcc:\u2028x", text="a\nb")

    assert (form.title.data, form.text.data) == ("A Bcc: x", "A\nB")


def test_what_turns_the_direction_of_a_line_does_not_enter(sent):
    assert sent(title="A \u202eBC\u202c").title.data == "A BC"


class SheetForm(BaseForm):
    version = VersionField(default=3)
    seen = SeenField(default="3:a")


@pytest.mark.parametrize("typed", ["", "²", "-1", "1_0", "3.0", "ba", "9" * 5000, str(2**31)])
def test_a_version_that_no_row_has_was_never_seen(bare, typed):
    with bare.test_request_context(method="POST", data={"version": typed}):
        assert SheetForm().version.data == NEVER_SEEN


def test_what_a_form_does_not_bring_along_was_not_seen(bare):
    with bare.test_request_context(method="POST", data={"title": "x"}):
        form = SheetForm(version=7, seen="7:b")

    assert (form.version.data, form.seen.data) == (NEVER_SEEN, "")


def test_what_a_form_brings_along_was_seen(bare):
    with bare.test_request_context(method="POST", data={"version": "7", "seen": "7:b"}):
        form = SheetForm()

    assert (form.version.data, form.seen.data) == (7, "7:b")


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (str(LARGEST), {}),
        (str(LARGEST + 1), {"number": ["Số này quá lớn."]}),
        (f"-{2**63}", {"number": ["Số này quá lớn."]}),
        ("9" * 400, {"number": ["Số này quá lớn."]}),
        ("9" * 5000, {"number": ["Nhập một số nguyên, ví dụ 12."]}),
    ],
)
def test_a_number_that_no_row_can_hold_is_told_beside_its_field(bare, typed, errors):
    class NumberForm(BaseForm):
        number = IntegerField(validators=[InputRequired(), NumberRange(min=-(2**64))])

    with bare.test_request_context(method="POST", data={"number": typed}):
        form = NumberForm()
        form.validate()

    assert form.errors == errors


@pytest.mark.parametrize("typed", [str(2**31), "9" * 5000, "²", "ba"])
def test_an_id_that_no_row_has_is_no_choice(bare, typed):
    class ChoiceForm(BaseForm):
        ids = SelectMultipleField(coerce=int, validate_choice=False)

    with bare.test_request_context(method="POST", data={"ids": ["1", typed]}):
        form = ChoiceForm()
        form.validate()

    assert form.errors == {"ids": ["Chọn lại trong danh sách."]}


@pytest.mark.parametrize(("sent", "errors"), [(2000, {}), (2001, {"ids": ["Chọn không quá 2.000 dòng một lần."]})])
def test_more_lines_than_a_list_has_are_not_looked_up(bare, sent, errors):
    class ChoiceForm(BaseForm):
        ids = SelectMultipleField(coerce=int, validate_choice=False)

    with bare.test_request_context(method="POST", data={"ids": [*range(sent)]}):
        form = ChoiceForm()
        form.validate()

    assert form.errors == errors


def test_what_stands_in_the_lines_of_a_form_is_told_by_their_rows(bare):
    """A line for each of several rows; its other fields, and fields of no row, are left alone."""
    lines = {f"{part}_{row}": StringField(part) for part in ("note", "reason") for row in (7, 31)}
    form = type("LinesForm", (BaseForm,), {"note": StringField("Chung"), **lines})

    with bare.test_request_context(method="POST", data={"note": "Chung", "note_7": "Một", "reason_31": "Vắng"}):
        assert form().of_lines("note") == {7: "Một", 31: None}


# Secrets

HOUSE = Path(__file__).parent.parent
OF_SECRETS = {"current-password", "new-password", "one-time-code"}


def forms_under(form):
    return [form, *(below for child in form.__subclasses__() for below in forms_under(child))]


def fields_of_the_house():
    """By name, of every form that is written down; and of the one that is made for slips."""
    for path in (HOUSE / "app").rglob("*forms.py"):
        importlib.import_module(".".join(path.relative_to(HOUSE).with_suffix("").parts))
    made = opening_form([Slip(position=1, name="Chamaléa Thị Bình")])
    forms = {form for form in forms_under(BaseForm) if form.__module__.startswith("app.")} | {made}
    return {
        (name, field) for form in forms for name in dir(form) if isinstance(field := getattr(form, name), UnboundField)
    }


def looks_secret(field):
    """To a browser: nothing to remember, nothing to correct; or a password, a code."""
    told = field.kwargs.get("render_kw") or {}
    keeps_nothing = (told.get("autocomplete"), told.get("spellcheck")) == ("off", "false")
    return issubclass(field.field_class, PasswordField) or keeps_nothing or told.get("autocomplete") in OF_SECRETS


def test_every_field_that_holds_a_secret_has_a_name_of_one():
    """Pages of errors, which know names alone, give no such thing back."""
    fields = fields_of_the_house()
    secret = {name for name, field in fields if looks_secret(field) or issubclass(field.field_class, SecretField)}

    assert {re.sub(r"_\d+$", "", name) for name in secret} == SECRETS - {"offer"}  # which is sealed, and hidden
    assert [name for name in secret if not is_secret(name)] == []


def test_no_page_asks_for_a_secret_by_hand():
    """A control that is no field of a form would have a name nobody compared. Without a name it is not sent."""
    controls = [
        control
        for page in (HOUSE / "templates").rglob("*.html")
        for control in re.findall(r"<input[^>]*>", page.read_text(encoding="utf-8"))
        if re.search(r'type="(password|\{\{)|autocomplete="(\{\{|[a-z]+-(password|code))', control)
    ]

    assert [control for control in controls if " name=" in control] == []
    assert len(controls) == 1  # of the second teller, beside a ballot on paper


@pytest.mark.parametrize(
    "field",
    [PasswordField("Mật khẩu"), SecretField("Mã"), StringField("Mã", render_kw={"autocomplete": "one-time-code"})],
)
def test_a_secret_under_another_name_cannot_be_bound(bare, field):
    form = type("UnnamedForm", (BaseForm,), {"pin": field})

    with bare.test_request_context(), pytest.raises(AssertionError, match="SECRETS"):
        form()
