"""Certificates: whose name they bear, which number, what lies ready, and the file they are printed into."""

import pytest
from sqlalchemy import select

from app.deliveries import preparing, queries
from app.deliveries.models import Delivery, PrintRun
from app.effects import runner
from app.extensions import db
from app.outbox.models import Errand, Notice
from app.runs import operations as runs
from tests.browser.desk import text_of
from tests.builders import signed_in
from tests.deliveries.conftest import make_ready, shown
from workflows.award_province_1 import State
from workflows.vocabulary import Role


def inscription(after, item, **typed):
    line = queries.line(after.decision, item.id, after.actor(Role.APPRAISER))
    form = {
        "seen": queries.as_shown([line]),
        "printed_name": line.printed_name,
        "printed_detail": line.printed_detail,
        "name_reason": "",
        "register_number": "",
    }
    return after.post(Role.APPRAISER, after.url(f"/items/{item.id}"), **form | typed)


def test_the_results_of_chosen_decisions_are_looked_at_and_then_told_to_all_at_once(issued):
    shown = issued.get(Role.APPRAISER, "/deliveries/announce").text
    assert (issued.decision.title in shown, "3 hồ sơ" in shown) == (True, True)

    looked_at = issued.post(Role.APPRAISER, "/deliveries/announce", decision_ids=[issued.decision.id]).location
    text = issued.get(Role.APPRAISER, looked_at).text
    assert ("Sẽ thực hiện <b>3</b> hồ sơ" in text, "Thông báo sẽ gửi" in text) == (True, True)
    assert issued.states == [State.PUBLISHED] * 3
    assert issued.post(Role.APPRAISER, f"{looked_at}/start").status_code == 303
    errand = db.session.scalars(select(Errand).where(Errand.kind == runs.WORK)).one()
    assert runner._run(errand.id)

    db.session.expire_all()
    assert issued.states == [State.PRODUCTION] * 3
    assert "đều đã thông báo kết quả" in issued.get(Role.APPRAISER, "/deliveries/announce").text


def test_without_a_decision_that_waits_nothing_is_announced(after):
    for chosen, sentence in (([], "Chọn ít nhất một Quyết định."), ([after.decision.id, 10**9], preparing.ALL_TOLD)):
        answer = after.post(Role.APPRAISER, "/deliveries/announce", decision_ids=chosen)

        assert (answer.status_code, sentence in answer.text) == (422, True)


def test_another_name_than_the_decisions_wants_a_reason_and_keeps_what_was_typed(after):
    item = after.items[0]
    name = "Nghệ nhân ưu tú Chamaléa Thị Sương"

    refused = inscription(after, item, printed_name=name)
    kept = inscription(after, item, printed_name=name, name_reason="Đơn vị đề nghị ghi danh xưng.")

    assert (refused.status_code, "Nêu lý do sửa" in refused.text, name in refused.text) == (422, True, True)
    assert kept.status_code == 303
    line = queries.line(after.decision, item.id, after.actor(Role.APPRAISER))
    assert (line.printed_name, line.delivery.name_reason) == (name, "Đơn vị đề nghị ghi danh xưng.")


def test_numbers_count_on_and_none_is_given_twice_in_a_year(after):
    _, second, third = after.items
    assert inscription(after, second, register_number="11").status_code == 303

    taken = inscription(after, third, register_number="11")
    assert (taken.status_code, "Số 11 năm 2025 đã vào sổ cho" in taken.text) == (422, True)

    assert after.post(Role.APPRAISER, after.url("/register"), first="10").status_code == 303
    lines, _ = shown(after)
    assert [line.register for line in lines] == ["10/2025", "11/2025", "12/2025"]
    assert "đã có số vào sổ" in after.post(Role.APPRAISER, after.url("/register"), first="13").text


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_a_register_that_begins_far_behind_its_last_number_is_remarked_upon(after):
    assert inscription(after, after.items[0], register_number="11").status_code == 303

    client = signed_in(after.app.test_client(), after.actor(Role.APPRAISER))

    page = client.post(after.url("/register"), data={"first": "20"}, follow_redirects=True).text

    assert "sổ ở đây chưa có các số từ 12 đến 19" in page


def test_a_form_that_stood_open_while_a_colleague_saved_is_told_so(after):
    lines, seen = shown(after)
    make_ready(after)

    answer = after.post(Role.APPRAISER, after.url("/ready"), seen=seen, ready=[])

    assert answer.status_code == 409
    assert [line.unready for line in shown(after)[0]] == [()] * len(lines)


def test_what_is_no_line_and_no_article_is_no_tick(after):
    seen = shown(after)[1]
    ticks = [
        f"{after.items[0].id}:frame",
        f"{after.items[0].id}:crown",
        "999999:frame",
        "x:frame",
        "²:frame",
        "9" * 5000,
        "",
    ]

    assert after.post(Role.APPRAISER, after.url("/ready"), seen=seen, ready=ticks).status_code == 303
    assert [line.ready for line in shown(after)[0]] == [["frame"], [], []]


def test_a_proof_says_what_the_certificate_will(after):
    text = text_of(after.get(Role.APPRAISER, after.url(f"/items/{after.items[0].id}/certificate.pdf")).data)

    name = queries.usual_name(after.items[0].nomination)
    said = ["BẢN XEM THỬ", "BẰNG KHEN", name, "Quyết định số 01/QĐ-UBND ngày 17 tháng 02 năm 2025"]
    assert [part for part in said if part not in text] == []


def test_all_certificates_go_into_one_file_a_page_each_and_whoever_asked_is_told(after):
    make_ready(after)

    assert after.post(Role.APPRAISER, after.url("/print")).status_code == 303
    assert "Đang in: <b>0/3</b>" in after.get(Role.APPRAISER, after.url()).text
    runner.run_waiting()

    run = db.session.scalars(select(PrintRun)).one()
    text = text_of(after.get(Role.APPRAISER, f"/deliveries/runs/{run.id}.pdf").data)
    names = [queries.usual_name(item.nomination) for item in after.items]
    assert (run.done, sorted(names, key=text.index), text.count("BẰNG KHEN")) == (3, names, 3)
    assert [number for number in ("101/2025", "102/2025", "103/2025") if number not in text] == []
    told = select(Notice.text).where(Notice.text.startswith("Đã in xong 3 tờ Bằng"))
    assert len(db.session.scalars(told).all()) == 1
    assert None not in [line.delivery.printed_at for line in shown(after)[0]]


def test_no_certificate_is_made_of_an_award_that_was_taken_back(after):
    make_ready(after)
    first = after.items[0]
    first.nomination.state = State.REVOKED

    proof = text_of(after.get(Role.APPRAISER, after.url(f"/items/{first.id}/certificate.pdf")).data)
    after.post(Role.APPRAISER, after.url("/print"))

    run = db.session.scalars(select(PrintRun)).one()
    assert ("BẢN XEM THỬ" in proof, run.items) == (True, [item.id for item in after.items[1:]])


def test_an_order_to_print_that_is_done_twice_leaves_one_file(after):
    assert after.post(Role.APPRAISER, after.url("/print")).status_code == 303
    runner.run_waiting()
    before = db.session.scalars(select(PrintRun.file_id)).one()
    errand = db.session.scalars(select(Errand).where(Errand.kind == "print_certificates")).one()

    runner._works["print_certificates"](errand)

    assert db.session.scalars(select(PrintRun.file_id)).one() == before


def test_a_name_changed_after_the_printing_is_to_be_printed_again(after):
    make_ready(after)
    after.post(Role.APPRAISER, after.url("/print"))
    runner.run_waiting()

    wanted = {"printed_detail": "Giáo viên", "name_reason": "Bỏ tên cơ quan.", "register_number": "101"}
    answer = inscription(after, after.items[0], **wanted)

    assert answer.status_code == 303
    printed = db.session.scalars(select(Delivery.printed_at).order_by(Delivery.decision_item_id)).all()
    assert [moment is None for moment in printed] == [True, False, False]


def test_what_was_handed_over_bears_its_name_for_good(handed):
    item = next(item for item in handed.items if item.nomination.state == State.HANDED_OVER)

    answer = inscription(handed, item, printed_name="Ông Khác", name_reason="Nhầm.")

    assert (answer.status_code, "Đã bàn giao" in answer.text) == (409, True)
    kept = db.session.scalars(select(Delivery).where(Delivery.decision_item_id == item.id)).one()
    assert kept.certificate["name"] == queries.usual_name(item.nomination)
