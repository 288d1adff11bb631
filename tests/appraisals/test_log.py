"""Who judged what, who was asked and what came of it: each in the log, with its reason."""

from datetime import datetime

from sqlalchemy import select

from app import clock
from app.appraisals.models import Consultation
from app.extensions import db
from tests.appraisals.test_consultations import ask, reply
from tests.appraisals.test_criteria import answer
from tests.builders import events_of


def logged(ban):
    return [(event.actor_name, event.action, event.reason, event.data) for event in events_of(ban.case.ref)]


def newest_to(agency):
    """The id of the last question that was put to an agency."""
    asked = select(Consultation.id).where(Consultation.agency_id == agency.organisation_id)
    return db.session.scalars(asked.order_by(Consultation.id.desc()).limit(1)).one()


def test_findings_and_the_drafted_opinion_stand_in_the_log(ban, post):
    answer(ban, post, ban.appraiser, n1="met", n5="not_met")
    post(ban.colleague, f"/appraisals/{ban.case.id}/opinion", opinion="unfit", reason="Chưa có sáng kiến.", version="0")

    note = "Đàng Thị Mỹ Hương xem"
    assert logged(ban) == [
        ("Đàng Thị Mỹ Hương", "answer_criteria", "", {"CST-1": ["met", note], "CST-5": ["not_met", note]}),
        ("Katơr Minh Tuấn", "draft_opinion", "", {"opinion": "unfit", "reason": "Chưa có sáng kiến."}),
    ]


def test_what_was_answered_before_and_did_not_change_is_not_logged_again(ban, post):
    answer(ban, post, ban.appraiser, n1="met")
    answer(ban, post, ban.appraiser, n1="met", version=1)

    assert [action for _, action, *_ in logged(ban)] == ["answer_criteria"]


def test_a_question_and_each_of_its_three_ends_stand_in_the_log(ban, post):
    ask(ban, post, ban.police)
    answered = newest_to(ban.police)
    reply(post, ban.police, answered, objects="yes", answer="Đang xác minh.")
    ask(ban, post, ban.police, ban.tax)
    cancelled, silent = newest_to(ban.police), newest_to(ban.tax)
    post(ban.appraiser, f"/appraisals/consultations/{cancelled}/cancel", reason="Hỏi nhầm cơ quan.")
    clock.stand_at(datetime(2025, 3, 3, 17, 1, tzinfo=clock.VIETNAM))
    post(ban.head, f"/appraisals/consultations/{silent}/record-silence")

    police, tax = ban.police.organisation_id, ban.tax.organisation_id
    assert logged(ban) == [
        (ban.appraiser.name, "ask_agencies", "", {"agencies": [police], "due_on": "2025-03-03"}),
        (ban.police.name, "answer_consultation", "", {"consultation": answered, "objects": True}),
        (ban.appraiser.name, "ask_agencies", "", {"agencies": [police, tax], "due_on": "2025-03-03"}),
        (
            ban.appraiser.name,
            "cancel_consultation",
            "Hỏi nhầm cơ quan.",
            {"consultation": cancelled, "objects": None},
        ),
        (
            ban.head.name,
            "record_silence",
            "Hết hạn không trả lời.",
            {"consultation": silent, "objects": None},
        ),
    ]
