"""What agencies are asked goes out by letter: one for all cases with the same question to the same agencies."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app import clock
from app.appraisals import consultation_letters as letters
from app.appraisals import consulting
from app.appraisals.consulting import Inquiry, Reply
from app.appraisals.models import Consultation
from app.audit.models import AuditEvent
from app.desk.queries import worklist
from app.documents.models import Paper
from app.documents.store import Store
from app.errors import SomebodyWasFaster
from app.extensions import db
from app.papers import operations as papers
from app.papers import queries
from app.papers.operations import Registration
from tests import builders
from tests.pages import said
from workflows.award_province_1 import State
from workflows.vocabulary import Role

DUE = date(2025, 3, 3)
TODO = "Ký công văn xin ý kiến hiệp y"
ASKED = st.lists(
    st.tuples(st.integers(1, 6), st.integers(1, 4), st.sampled_from("ab"), st.sampled_from([DUE, date(2025, 3, 4)])),
    unique_by=lambda one: one[:3],
)


@given(ASKED)
def test_each_question_stands_in_one_letter_and_each_case_is_asked_of_all_its_agencies(asked):
    found = [
        Consultation(id=number, nomination_id=case, agency_id=agency, question=question, due_on=due)
        for number, (case, agency, question, due) in enumerate(asked, start=1)
    ]

    made = letters.grouped(found)

    assert sorted(one.id for inquiry in made for one in inquiry.consultations) == [one.id for one in found]
    for inquiry in made:
        cases, agencies = (
            {getattr(one, what) for one in inquiry.consultations} for what in ("nomination_id", "agency_id")
        )
        assert len(inquiry.consultations) == len(cases) * len(agencies)
        assert len({(one.question, one.due_on) for one in inquiry.consultations}) == 1


def ask(ban, case, *who):
    inquiry = Inquiry(agency_ids=[one.organisation_id for one in who], question="Có vi phạm không?", due_on=DUE)
    return consulting.ask(case, inquiry, actor=ban.appraiser)


@pytest.fixture
def three(ban):
    """Two cases asked of both agencies, one of the police alone."""
    now = clock.now()
    others = [
        builders.nomination(
            ban.unit, ban.award, ban.in_round, name, state=State.APPRAISAL, submitted_at=now, received_at=now
        )
        for name in ("Bá Văn Trịnh", "Lê Văn Thạnh")
    ]
    made = [*ask(ban, ban.case, ban.police, ban.tax), *ask(ban, others[0], ban.police, ban.tax)]
    made += ask(ban, others[1], ban.police)
    db.session.commit()
    return made


def test_the_head_signs_one_letter_for_two_cases_and_is_led_to_the_next(ban, three, post, get):
    before = [(line.todo, line.room, line.id) for line in worklist(ban.head) if line.todo == TODO]
    url = f"/appraisals/consultation-letters/{three[0].id}"
    page = said(get(ban.head, url))
    answer = post(ban.head, url, seen=",".join(str(one.id) for one in three[:4]))

    db.session.expire_all()
    letter = db.session.scalars(select(Paper)).one()
    assert before == [(TODO, "consultation_letters", three[0].id)]
    assert ("Công an tỉnh; Cục Thuế tỉnh" in page, "Bá Văn Trịnh" in page, "Lê Văn Thạnh" in page) == (
        True,
        True,
        False,
    )
    assert answer.headers["Location"].endswith(f"/appraisals/consultation-letters/{three[4].id}")
    assert [one.letter_id for one in three] == [letter.id] * 4 + [None]
    assert (letter.code, letter.state, letter.symbol) == ("CV_HIEPY", "SIGNED", "SNV-TĐKT")
    assert letter.content["addressees"] == ["Công an tỉnh", "Cục Thuế tỉnh"]
    assert [row["name"] for row in letter.content["roll"]["individuals"]] == [
        *(one.nomination.nominee_name for one in three[:4:2]),
    ]
    told = db.session.scalars(select(AuditEvent.subject).where(AuditEvent.action == "sign_consultation_letter"))
    assert sorted(told) == sorted({one.nomination.ref for one in three[:4]})


def test_a_letter_that_became_another_one_while_it_was_read_is_not_signed(ban, three):
    seen = letters.one(three[0].id).as_shown
    consulting.cancel(three[0], "Hỏi nhầm.", actor=ban.appraiser)

    with pytest.raises(SomebodyWasFaster):
        letters.sign(three[1].id, seen=seen, actor=ban.head)


def test_what_was_answered_or_sent_is_not_sent_again(ban, three, post):
    consulting.reply(three[4], Reply(answer="Tốt.", objects=False, letter_number=""), actor=ban.police)
    letters.sign(three[0].id, seen=letters.one(three[0].id).as_shown, actor=ban.head)
    db.session.commit()

    assert letters.waiting() == []
    assert post(ban.head, f"/appraisals/consultation-letters/{three[0].id}").status_code == 404
    assert [line for line in worklist(ban.head) if line.todo == TODO] == []


def test_the_agency_reads_the_letter_once_it_is_out_and_no_other_agency_does(app, ban, three, get):
    letter = letters.sign(three[4].id, seen=letters.one(three[4].id).as_shown, actor=ban.head)
    db.session.commit()
    url = f"/consultations/{three[4].id}/request.pdf"
    early = get(ban.police, url).status_code

    copy = Store(app.config["PAPERS_FOLDER"]).put_bytes(builders.blank_pdf(), "cv.pdf", "application/pdf")
    clerical = builders.actor(Role.SNV_CLERICAL, db.session.get_one(type(ban.unit), ban.head.organisation_id))
    papers.register(letter, Registration(number=52, issued_on=clock.today()), copy, actor=clerical)
    db.session.commit()

    assert "Số 52/SNV-TĐKT, ngày 17/02/2025 (PDF)" in said(get(ban.police, f"/consultations/{three[4].id}"))
    assert (early, get(ban.police, url).status_code, get(ban.tax, url).status_code) == (404, 200, 404)
    assert [queries.may_see(letter, who) for who in (ban.appraiser, ban.clerk)] == [True, False]
