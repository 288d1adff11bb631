"""The accountant's desk: what is owed, what is paid, and a list that a spreadsheet opens."""

import csv
import zipfile
from datetime import date
from io import BytesIO, StringIO

import pytest
from defusedxml.ElementTree import fromstring
from sqlalchemy import select, update

from app.access import GRANTS
from app.deliveries import export, operations
from app.deliveries.models import Delivery
from app.deliveries.operations import Payment
from app.errors import Invalid
from app.extensions import db
from app.nominations.models import Nomination
from app.nominations.states import AWARDED
from app.spreadsheets import as_xlsx
from tests import builders
from tests.deliveries.conftest import make_ready, shown
from workflows.award_province_1 import State
from workflows.vocabulary import Role


def rows_of(data):
    return [*csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")]


def pay(after, items, **typed):
    form = {"paid_on": "17/02/2025", "voucher": "PC-012", "item_ids": [str(item.id) for item in items]}
    return after.post(Role.ACCOUNTANT, after.url("/payments"), **form | typed)


def paid():
    found = select(Delivery.paid_on, Delivery.voucher).order_by(Delivery.decision_item_id)
    return [(day and day.isoformat(), voucher) for day, voucher in db.session.execute(found)]


def test_what_is_paid_is_kept_by_recipient_with_its_day_and_voucher(after):
    first, _, third = after.items

    assert pay(after, [first, third]).status_code == 303

    assert paid() == [("2025-02-17", "PC-012"), (None, ""), ("2025-02-17", "PC-012")]
    page = after.get(Role.ACCOUNTANT, after.url("/payments")).text
    assert "Còn phải chi <b>3.510.000 đ</b> cho 1 trường hợp" in page
    assert "Tổng cộng <b>10.530.000 đ</b>" in page
    assert "Mười triệu năm trăm ba mươi nghìn đồng" in page
    case = after.get(Role.UNIT_CLERK, f"/nominations/{first.nomination_id}").text
    assert "Tiền thưởng đã chi ngày 17/02/2025, chứng từ PC-012." in case


def test_nobody_is_paid_twice(after):
    first, second, _ = after.items
    pay(after, [first])

    answer = pay(after, [first, second], voucher="PC-013")

    assert (answer.status_code, "đã được ghi chi trước đó" in answer.text) == (422, True)
    assert paid()[:2] == [("2025-02-17", "PC-012"), (None, "")]


def test_whose_award_came_under_review_while_the_list_was_read_is_not_paid(after):
    first, case = after.items[0], after.items[0].nomination
    assert case.state in AWARDED, "as it was read"
    meanwhile = update(Nomination).where(Nomination.id == case.id).values(state=State.REVOCATION_REVIEW)
    db.session.execute(meanwhile.execution_options(synchronize_session=False))
    wanted = Payment(item_ids=[first.id], paid_on=date(2025, 2, 17), voucher="PC-012")

    with pytest.raises(Invalid) as refused:
        operations.pay(after.decision, wanted, actor=after.actor(Role.ACCOUNTANT))

    assert [day for day, _ in paid() if day] == []
    assert refused.value.errors["item_ids"] == (
        f"Đang xem xét hủy, đính chính hoặc đã hủy, chưa chi: {case.nominee_name}. Bỏ chọn rồi ghi."
    )


def test_nobody_whose_award_is_reviewed_or_taken_back_is_asked_to_be_paid(after):
    first = after.items[0]
    first.nomination.state = State.REVOCATION_REVIEW
    db.session.commit()

    page = after.get(Role.ACCOUNTANT, after.url("/payments")).text
    rows = rows_of(after.get(Role.ACCOUNTANT, after.url("/payments.csv")).data)

    assert f'value="{first.id}"' not in page
    assert "Chưa chi: Xem xét hủy quyết định" in page
    assert "cho 2 trường hợp.\n" in page
    assert [row[6] for row in rows[1:4]] == ["Xem xét hủy quyết định", "", ""]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"voucher": ""}, "Nhập số chứng từ."),
        ({"paid_on": "18/02/2025"}, "Ngày này chưa đến."),
        ({"paid_on": "16/02/2025"}, "Trước ngày Quyết định (17/02/2025)."),
        ({"paid_on": "32/02/2025"}, "Ngày này không có trong lịch."),
        ({"item_ids": []}, "Chọn ít nhất một trường hợp."),
    ],
)
def test_what_cannot_be_is_told_beside_its_field_and_changes_nothing(after, typed, told):
    answer = pay(after, after.items, **typed)

    assert (answer.status_code, told in answer.text, [day for day, _ in paid() if day]) == (422, True, [])


def test_the_list_opens_in_a_spreadsheet_with_its_sum(after):
    data = after.get(Role.ACCOUNTANT, after.url("/payments.csv")).data
    rows = rows_of(data)

    lines, _ = shown(after)
    assert data.startswith(b"\xef\xbb\xbf")
    assert rows[0] == [*export.HEADINGS]
    assert [row[1] for row in rows[1:-1]] == [line.printed_name for line in lines]
    assert rows[-1][5] == "10530000"


def test_a_unit_gets_the_list_of_its_own_people(after):
    data = after.get(Role.UNIT_CLERK, after.url("/payments.csv"), unit=1).data

    assert len(rows_of(data)) == 3  # heading, one name, the sum


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_whoever_takes_the_list_along_stands_in_the_log_before_it_leaves(after, ending):
    statuses = {role: after.get(role, after.url(f"/payments.{ending}")).status_code for role in GRANTS}

    taken = [role for role, status in statuses.items() if status == 200]
    told = builders.events_of(f"reading:{after.decision.ref}")
    assert len(taken) > 2
    assert [(event.role, event.action) for event in told] == [(role.value, "take_payments") for role in taken]


def test_no_name_is_a_formula(after):
    make_ready(after)
    shown(after)[0][0].delivery.printed_name = "=1+1"

    data = after.get(Role.ACCOUNTANT, after.url("/payments.csv")).data

    assert rows_of(data)[1][1] == "'=1+1"


def test_the_workbook_holds_texts_as_texts_and_sums_as_numbers():
    made = as_xlsx([["Tên <&>", "=1+1", 3_510_000]], 'Chi "thưởng"')

    with zipfile.ZipFile(BytesIO(made)) as book:
        assert book.testzip() is None
        parts = {name: fromstring(book.read(name)) for name in book.namelist()}
    cells = [*parts["xl/worksheets/sheet1.xml"].iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}c")]
    assert [("".join(cell.itertext()), cell.get("t")) for cell in cells] == [
        ("Tên <&>", "inlineStr"),
        ("=1+1", "inlineStr"),
        ("3510000", None),
    ]
