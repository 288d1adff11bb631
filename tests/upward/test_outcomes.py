"""What came back from the state: given, not given, more asked for, noted wrongly; and what follows."""

from datetime import timedelta
from io import BytesIO

import pytest

from app import clock
from app.casework import TransitionRefused
from app.decisions.models import Decision
from app.decisions.queries import deciding_paper
from app.deliveries import dossier
from app.effects.runner import run_waiting
from app.errors import Invalid, Refusal, SomebodyWasFaster
from app.extensions import db
from app.honours import history
from app.outbox.models import Notice
from app.papers import wholeness
from app.upward import mistakes, outcomes
from tests.builders import blank_pdf
from workflows.award_province_1 import State
from workflows.award_state_1 import AboveState
from workflows.vocabulary import Role


def given(up, *places, **more):
    wanted = {
        "item_ids": [up.sheet.items[place].id for place in places],
        "number": 1024,
        "symbol": "QĐ-TTg",
        "issued_on": clock.today(),
        "authority": "Thủ tướng Chính phủ",
        "signer": "Phạm Văn Kiểm",
        "title": "Về việc tặng Bằng khen của Thủ tướng Chính phủ",
        "version": up.sheet.version,
    } | more
    return outcomes.award(up.sheet, outcomes.Given(**wanted), up.province.scan, actor=up.actor(Role.APPRAISER))


def refused(up, *places, **more):
    wanted = {
        "item_ids": [up.sheet.items[place].id for place in places],
        "number": "812/BNV-TĐKT",
        "issued_on": clock.today(),
        "agency": "Bộ Nội vụ",
        "reason": "Chưa đủ 05 năm.",
        "version": up.sheet.version,
    } | more
    outcomes.refuse(up.sheet, outcomes.Refused(**wanted), up.province.scan, actor=up.actor(Role.APPRAISER))


def notices():
    db.session.commit()
    run_waiting()
    return [notice.text for notice in db.session.query(Notice).order_by(Notice.id)]


def test_one_is_given_the_award_and_the_other_not_each_by_its_document(sent):
    decision = given(sent, 0)
    refused(sent, 1)

    assert sent.states == [State.DECIDED, State.NOT_APPROVED]
    assert sent.sheet.state == "ANSWERED"
    assert [(line.bonus, line.nomination.nominee_name) for line in decision.items] == [
        (8_190_000, "Chamaléa Thị Sương")
    ]
    paper = deciding_paper(sent.cases[0].id)
    assert (paper.number, paper.symbol, paper.signed_copy_id) == (1024, "QĐ-TTg", sent.province.scan.id)
    assert [*wholeness.faults()] == []
    assert any("Cấp Nhà nước không khen thưởng: Lưu Văn Hòa" in text for text in notices())


def test_many_names_are_given_it_by_one_decision_and_it_is_published(sent):
    decision = given(sent, 0, 1)
    outcomes.publish(decision, actor=sent.actor(Role.APPRAISER))

    assert sent.states == [State.PUBLISHED] * 2
    assert decision.state == "ISSUED"
    assert any("Đã có Quyết định khen thưởng: Lưu Văn Hòa" in text for text in notices())
    held = history.of(sent.cases[0].nominee_id)
    assert [(one.award, one.number, one.decided_by) for one in held] == [
        (sent.sheet.award_version.name, "1024/QĐ-TTg", "Thủ tướng Chính phủ")
    ]


def test_after_it_is_published_the_award_is_handed_over_as_any_other(sent):
    decision = given(sent, 0, 1)
    outcomes.publish(decision, actor=sent.actor(Role.APPRAISER))
    db.session.commit()

    page = sent.get(Role.APPRAISER, f"/deliveries/{decision.id}")

    assert page.status_code == 200
    assert "Thiếu Quyết định khen thưởng." not in dossier.missing(sent.cases[0])
    assert sent.get(Role.UNIT_CLERK, f"/decisions/{decision.id}").status_code == 200


def test_more_that_is_asked_for_is_noted_with_its_day_and_when_it_was_sent(sent):
    item = sent.sheet.items[0]
    asked = outcomes.MoreAsked(
        item_ids=[item.id], number="55/BNV", asked_on=clock.today(), wanted="Xác nhận thuế.", version=sent.sheet.version
    )
    outcomes.ask_for_more(sent.sheet, asked, actor=sent.actor(Role.APPRAISER))
    assert sent.states == [AboveState.MORE_ASKED, AboveState.SENT]
    assert sent.cases[0].due_at is not None  # this one somebody here can hurry
    again = outcomes.SentAgain(
        item_ids=[item.id], sent_again_on=clock.today(), note="Đã gửi.", version=sent.sheet.version
    )

    outcomes.send_again(sent.sheet, again, actor=sent.actor(Role.APPRAISER))

    assert sent.states == [AboveState.SENT] * 2
    assert [(one.wanted, one.sent_again_on) for one in item.requests] == [("Xác nhận thuế.", clock.today())]


def test_what_was_noted_wrongly_is_taken_back_with_a_reason_and_noted_anew(sent):
    decision = given(sent, 0)
    refused(sent, 1)
    appraiser = sent.actor(Role.APPRAISER)

    mistakes.take_back_decision(sent.sheet, decision, "Nhầm người.", actor=appraiser)
    mistakes.take_back_refusal(sent.sheet, sent.sheet.refusals[0], "Nhầm người.", actor=appraiser)

    assert sent.states == [AboveState.SENT] * 2
    assert (decision.state, decision.items, sent.sheet.state) == ("VOID", [], "SENT")
    assert [one.void_reason for one in sent.sheet.refusals] == ["Nhầm người."]
    again = given(sent, 1)
    assert [one.state for one in db.session.query(Decision).order_by(Decision.id)] == ["VOID", "SIGNED"]
    assert again.items[0].nomination is sent.cases[1]
    assert [*wholeness.faults()] == []


def test_a_letter_is_taken_back_once_and_its_reason_stays(sent):
    refused(sent, 1)
    letter, appraiser = sent.sheet.refusals[0], sent.actor(Role.APPRAISER)
    mistakes.take_back_refusal(sent.sheet, letter, "Nhầm người.", actor=appraiser)

    with pytest.raises(Refusal) as twice:
        mistakes.take_back_refusal(sent.sheet, letter, "Khác.", actor=appraiser)

    assert (twice.value.reasons, letter.void_reason) == ([f"{mistakes.IS_VOID} Nhầm người."], "Nhầm người.")


def test_what_was_taken_back_once_is_not_taken_back_again(sent):
    """The page of it may still be open: the sheet would wait for ever for answers that are all in."""
    refused(sent, 0)
    answer, appraiser = sent.sheet.refusals[0], sent.actor(Role.APPRAISER)
    mistakes.take_back_refusal(sent.sheet, answer, "Nhầm người.", actor=appraiser)
    given(sent, 0, 1)

    with pytest.raises(Refusal):
        mistakes.take_back_refusal(sent.sheet, answer, "Lý do khác.", actor=appraiser)

    assert (answer.void_reason, sent.sheet.state) == ("Nhầm người.", "ANSWERED")


def test_what_is_published_is_not_taken_back(sent):
    decision = given(sent, 0, 1)
    outcomes.publish(decision, actor=sent.actor(Role.APPRAISER))

    with pytest.raises(TransitionRefused):
        mistakes.take_back_decision(sent.sheet, decision, "Nhầm.", actor=sent.actor(Role.APPRAISER))


def test_a_day_before_the_sending_and_a_name_that_does_not_wait_are_told_beside_their_field(sent):
    with pytest.raises(Invalid) as early:
        given(sent, 0, issued_on=clock.today() - timedelta(days=3))
    given(sent, 0)
    with pytest.raises(Invalid) as gone:
        refused(sent, 0)
    with pytest.raises(SomebodyWasFaster):
        refused(sent, 1, version=sent.sheet.version - 1)

    assert early.value.errors == {"issued_on": outcomes.NOT_BEFORE_SENDING}
    assert gone.value.errors == {"item_ids": outcomes.NOBODY}


def test_a_form_keeps_what_was_typed_and_changes_nothing_where_the_scan_is_missing(sent):
    typed = {
        "item_ids": [str(sent.sheet.items[0].id)],
        "number": "1024",
        "symbol": "QĐ-TTg",
        "issued_on": "17/02/2025",
        "authority": "Thủ tướng Chính phủ",
        "signer": "Phạm Văn Kiểm",
        "title": "Về việc tặng Bằng khen",
        "version": str(sent.sheet.version),
    }
    url = f"/upward/{sent.sheet.id}/award"

    answer = sent.post(Role.APPRAISER, url, **typed)

    assert answer.status_code == 422
    assert ["Chọn tệp bản quét." in answer.text, "Phạm Văn Kiểm" in answer.text] == [True, True]
    assert sent.states == [AboveState.SENT] * 2
    done = sent.post(Role.APPRAISER, url, **typed, scan=(BytesIO(blank_pdf()), "qd.pdf"))
    assert (done.status_code, sent.states) == (303, [State.DECIDED, AboveState.SENT])
