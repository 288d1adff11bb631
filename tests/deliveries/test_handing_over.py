"""What a unit fetches is written down, moves its cases in the same transaction, and is told by the unit afterwards."""

from html import unescape

import pytest
from sqlalchemy import func, select

from app.audit.queries import verify
from app.deliveries.models import Handover, HandoverLine
from app.documents.models import Paper
from app.effects import runner
from app.extensions import db
from app.nominations import openings
from app.papers import wholeness
from tests.browser.desk import text_of
from tests.builders import statements
from tests.deliveries.conftest import hand_over, make_ready, shown
from workflows.award_province_1 import State
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role


def handover():
    return db.session.scalars(select(Handover)).one()


def test_nobody_goes_on_before_everything_lies_ready_and_all_faults_are_told_at_once(after):
    answer = hand_over(after, receiver_name="", handed_on="18/02/2025")
    assert (answer.status_code, "Nhập họ tên người nhận." in answer.text) == (422, True)

    answer = hand_over(after, handed_on="18/02/2025")

    assert answer.status_code == 422
    assert "chưa đánh dấu sẵn sàng: Bằng, Khung" in answer.text
    assert "chưa vào sổ" in answer.text
    assert "Ngày này chưa đến." in answer.text
    assert "Trần Văn Nhận" in answer.text
    assert after.states == [State.PRODUCTION] * 3
    assert db.session.scalar(select(func.count()).select_from(Handover)) == 0


def test_a_units_people_are_handed_over_together_and_others_wait(handed):
    of_unit = [case.state for case in handed.cases if case.unit_id == handed.province.units[0].id]
    others = [case.state for case in handed.cases if case.unit_id != handed.province.units[0].id]

    assert (of_unit, others) == ([State.HANDED_OVER] * 2, [State.PRODUCTION])
    assert [openings.facts(case).is_delivered for case in handed.cases] == [True, True, False]
    assert [*verify()] == []


def test_the_minutes_and_the_list_for_payment_say_who_got_what(handed):
    runner.run_waiting()
    record = handover()
    minutes = text_of(handed.get(Role.APPRAISER, f"/papers/{record.minutes_id}.pdf").data)
    payment = text_of(handed.get(Role.ACCOUNTANT, f"/papers/{record.payment_list_id}.pdf").data)

    names = [line.delivery.printed_name for line in record.lines]
    assert [name for name in names if name not in minutes or name not in payment] == []
    in_words = "Bảy triệu không trăm hai mươi nghìn đồng"
    for said in ("Bằng 02 tờ, khung 02 chiếc", "7.020.000", in_words, "Trần Văn Nhận"):
        assert said in minutes
    for said in ("3.510.000", "7.020.000", in_words, "Quỹ Thi đua, khen thưởng tỉnh"):
        assert said in payment
    assert [*wholeness.faults()] == []


def test_a_part_that_is_refused_stays_with_its_reason_and_is_handed_over_later(after):
    make_ready(after)
    kept, other = shown(after, 0)[0]
    refused = {f"refused_{other.item.id}": "Khung vỡ kính, đề nghị đổi"}

    both = hand_over(after, **refused)
    assert (both.status_code, "Vừa chọn bàn giao vừa ghi lý do không nhận" in both.text) == (422, True)

    assert hand_over(after, item_ids=[str(kept.item.id)], **refused).status_code == 303
    assert (kept.case.state, other.case.state) == (State.HANDED_OVER, State.PRODUCTION)
    record = handover()
    assert "Khung vỡ kính" in after.get(Role.UNIT_CLERK, f"/deliveries/handovers/{record.id}").text
    runner.run_waiting()
    assert "Khung vỡ kính" in text_of(after.get(Role.APPRAISER, f"/papers/{record.minutes_id}.pdf").data)

    assert hand_over(after, item_ids=[str(other.item.id)]).status_code == 303
    assert other.case.state == State.HANDED_OVER
    reasons = db.session.scalars(select(HandoverLine.refused_reason).order_by(HandoverLine.id)).all()
    assert reasons == [None, "Khung vỡ kính, đề nghị đổi", None]


def test_what_was_handed_over_cannot_be_handed_over_again(handed):
    before = handed.states

    answer = hand_over(handed)

    assert (answer.status_code, handed.states) == (409, before)
    assert db.session.scalar(select(func.count()).select_from(Handover)) == 1


@pytest.mark.parametrize("where", ["record", "minutes", "payment_list"])
def test_another_unit_sees_neither_the_record_nor_its_papers(handed, where):
    record = handover()
    url = {
        "record": f"/deliveries/handovers/{record.id}",
        "minutes": f"/papers/{record.minutes_id}.pdf",
        "payment_list": f"/papers/{record.payment_list_id}.pdf",
    }[where]

    seen = [handed.get(Role.UNIT_CLERK, url, unit=unit).status_code for unit in (0, 1)]

    assert seen == [200, 404]


def test_the_decisions_page_shows_the_decision_alone(handed):
    page = handed.get(Role.UNIT_CLERK, f"/decisions/{handed.decision.id}", unit=1).text
    minutes = db.session.scalars(select(Paper.id).where(Paper.code == PaperCode.HANDOVER_MINUTES)).one()

    assert f"/papers/{minutes}.pdf" not in page


def test_the_case_still_names_the_decision_and_not_what_was_written_after_it(handed):
    case = next(case for case in handed.cases if case.state == State.HANDED_OVER)

    page = handed.get(Role.UNIT_CLERK, f"/nominations/{case.id}").text

    assert "Quyết định 01/QĐ-UBND ngày 17/02/2025" in page
    assert "Đã bàn giao ngày 17/02/2025" in page


def test_the_unit_says_when_and_how_and_the_case_shows_it(handed):
    record = handover()
    url = f"/deliveries/handovers/{record.id}/present"
    first, second = (line.delivery.item for line in record.lines)
    typed = {"presented_on": "17/02/2025", "presented_how": "ceremony", "item_ids": [str(first.id)]}

    early = handed.post(Role.UNIT_CLERK, url, **typed | {"presented_on": "16/02/2025"})
    told = handed.post(Role.UNIT_CLERK, url, **typed)

    assert (early.status_code, "Trước ngày bàn giao (17/02/2025)." in early.text) == (422, True)
    assert told.status_code == 303
    page = handed.get(Role.UNIT_CLERK, f"/nominations/{first.nomination_id}").text
    assert "Trao tặng ngày 17/02/2025, tại hội nghị, lễ tổng kết" in page
    assert "Đã trao cho người được khen" in page
    assert (
        "Xác nhận đã trao cho người được khen"
        in handed.get(Role.UNIT_CLERK, f"/nominations/{second.nomination_id}").text
    )
    assert handed.post(Role.UNIT_CLERK, url, **typed).status_code == 422


@pytest.mark.parametrize("state", [State.REVOCATION_REVIEW, State.REVOKED, State.REPLACING])
def test_what_was_taken_back_meanwhile_is_given_to_nobody(handed, state):
    record = handover()
    url = f"/deliveries/handovers/{record.id}/present"
    gone, given = (line.delivery for line in record.lines)
    gone.item.nomination.state = state
    db.session.commit()
    typed = {"presented_on": "17/02/2025", "presented_how": "ceremony"}
    both = [str(gone.item.id), str(given.item.id)]

    page = unescape(handed.get(Role.UNIT_CLERK, url).text)
    refused = handed.post(Role.UNIT_CLERK, url, **typed, item_ids=both)
    db.session.refresh(given)
    on_refusal = given.presented_on
    told = handed.post(Role.UNIT_CLERK, url, **typed, item_ids=both[1:])

    why = f"{gone.printed_name}: hồ sơ đang ở bước “{gone.item.nomination.state_name}”."
    offered = [f'id="item-{delivery.item.id}"' in page for delivery in (gone, given)]
    told_why = f"Chưa xác nhận được – {why}" in unescape(refused.text)
    assert (offered, why in page) == ([False, True], True)
    assert (refused.status_code, told_why, on_refusal) == (422, True, None)
    assert (told.status_code, gone.presented_on) == (303, None)


def test_each_desk_is_led_to_what_it_does_next(handed):
    def waits(role, unit=0):
        page = handed.get(role, "/", unit=unit).text
        return [words for words in WORDS if words in page and f'href="/deliveries/{handed.decision.id}"' in page]

    assert {role: waits(role) for role in DESKS} == DESKS
    assert waits(Role.UNIT_CLERK, unit=1) == []
    everybody = [line.delivery for line in handover().lines]
    for delivery in everybody:
        delivery.presented_on, delivery.presented_how = handover().handed_on, "sent"
    assert waits(Role.UNIT_CLERK) == []


DESKS = {
    Role.APPRAISER: ["Chuẩn bị, bàn giao hiện vật, tiền thưởng"],
    Role.ACCOUNTANT: ["Chi tiền thưởng"],
    Role.ARCHIVIST: ["Kết thúc hồ sơ, nộp lưu"],
    Role.UNIT_CLERK: ["Xác nhận đã trao cho người được khen"],
}
WORDS = [words for (words,) in DESKS.values()]


def test_steps_on_the_case_lead_to_the_page_that_takes_them(after):
    case = after.cases[0]

    page = after.get(Role.APPRAISER, f"/nominations/{case.id}").text
    led = after.get(Role.APPRAISER, f"/deliveries/of-case/{case.id}")

    assert f"/deliveries/of-case/{case.id}" in page
    assert led.location == after.url(f"/hand-over/{case.unit_id}")


def test_pages_cost_as_many_statements_for_three_recipients_as_for_one(handed):
    """The decision's page, the record, the lists for payment and for the archive."""
    record, one = handover(), handed.decision.id
    pages = {
        Role.APPRAISER: ["/deliveries/", handed.url(), f"/deliveries/handovers/{record.id}"],
        Role.ACCOUNTANT: [handed.url("/payments")],
        Role.ARCHIVIST: [f"/archive/decisions/{one}"],
    }
    for role, urls in pages.items():
        for url in urls:
            with statements() as said:
                assert handed.get(role, url).status_code == 200
            assert (url, len(said) <= MOST) == (url, True), len(said)


MOST = 15 + 4  # of a page with details, and of signing in as the test does it
