"""A council's papers: put in with their signed copy, ended, marked as a slip; seen by whoever sees the council."""

from datetime import date

import pytest

from app import clock
from app.councils.constitution import PaperKind
from app.extensions import db
from tests import builders
from tests.builders import events_of
from tests.pages import scan


def entry(council, **more):
    return {
        "kind": "regulation",
        "number": "13/QĐ-SGDĐT",
        "issued_on": "05/01/2024",
        "issuer": "Giám đốc Sở Giáo dục và Đào tạo",
        "title": "Ban hành Quy chế hoạt động của Hội đồng",
        "valid_from": "10/01/2024",
        "file": scan("quy-che.pdf"),
        "version": council.version,
    } | more


def url(council, more=""):
    return f"/councils/{council.id}{more}"


def shown(council):
    db.session.expire_all()
    return [(one.called, one.valid_from, one.valid_to, one.is_slip) for one in council.papers]


def test_a_paper_is_put_in_and_its_copy_read_by_the_house_alone(post, get, house):
    answer = post(house.secretary, url(house.council, "/papers/new"), **entry(house.council))

    called = "Quy chế kèm theo Quyết định số 13/QĐ-SGDĐT ngày 05/01/2024"
    assert (answer.status_code, shown(house.council)) == (303, [(called, date(2024, 1, 10), None, False)])
    (event,) = events_of(house.council.ref)
    assert (event.action, event.data["called"]) == ("add_council_paper", called)
    file = url(house.council, f"/papers/{house.council.papers[0].id}/file")
    assert [get(who, file).status_code for who in (house.clerk, house.provincial_secretary)] == [200, 404]
    assert called in get(house.clerk, url(house.council)).text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"number": ""}, "Nhập số, ký hiệu."),
        ({"issued_on": "31/12/2099"}, "Ngày này không thể sau hôm nay."),
        ({"valid_from": "04/01/2024"}, "Ngày có hiệu lực không thể trước ngày ban hành."),
        ({"file": ""}, "Chọn tệp bản đã ký."),
        ({"kind": "letter"}, "Chọn một mục trong danh sách."),
    ],
)
def test_a_faulty_paper_is_refused(post, house, wrong, sentence):
    answer = post(house.secretary, url(house.council, "/papers/new"), **entry(house.council, **wrong))

    assert (answer.status_code, sentence in answer.text, shown(house.council)) == (422, True, [])


def test_a_new_regulation_ends_the_one_before_and_a_new_composition_ends_nothing(post, house):
    sent = (
        {"kind": "establishment", "number": "1/QĐ"},
        {},
        {"kind": "composition", "number": "2/QĐ", "valid_from": "01/03/2024"},
        {"number": "44/QĐ-SGDĐT", "valid_from": "01/06/2024"},
        {"number": "44/qđ-sgdđt", "valid_from": "01/07/2024"},
    )

    answers = []
    for one in sent:
        db.session.expire_all()
        answers.append(post(house.secretary, url(house.council, "/papers/new"), **entry(house.council, **one)))

    assert [answer.status_code for answer in answers] == [303, 303, 303, 303, 422]
    assert "đã có trong danh sách" in answers[-1].text
    assert [ends for _, _, ends, _ in shown(house.council)] == [None, date(2024, 5, 31), None, None]


def test_a_slip_is_kept_and_marked_unless_something_stands_on_it(post, house):
    slip, used = builders.council_paper(house.council), builders.council_paper(house.council, number="2/QĐ")
    house.council.members[0].begun_by_id = used.id
    db.session.commit()
    data = {"is_slip": "True", "reason": "Của đơn vị khác."}

    answers = []
    for paper in (slip, used):
        db.session.expire_all()
        path = url(house.council, f"/papers/{paper.id}/end")
        answers.append(post(house.secretary, path, **data, version=house.council.version))

    assert [answer.status_code for answer in answers] == [303, 409]
    assert f"Thành viên {house.council.members[0].name} lấy căn cứ ở văn bản này." in answers[1].text
    assert [is_slip for *_, is_slip in shown(house.council)] == [True, False]


def test_a_paper_ends_on_a_day_that_is_said(post, house):
    paper = builders.council_paper(house.council, kind=PaperKind.ESTABLISHMENT)
    db.session.commit()
    path = url(house.council, f"/papers/{paper.id}/end")

    answers = [
        post(house.secretary, path, is_slip="False", valid_to=day, reason="Hết.", version=house.council.version)
        for day in ("", "01/01/1999", f"{clock.today():%d/%m/%Y}")
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 303]
    assert [ends for _, _, ends, _ in shown(house.council)] == [clock.today()]


def test_a_house_with_one_council_is_led_to_it(get, house):
    answer = get(house.secretary, "/councils/")

    assert (answer.status_code, answer.location) == (303, f"/councils/{house.council.id}")
