"""What was decided here is part of everybody's history without being entered, and nobody enters it again."""

from datetime import date
from io import BytesIO

import pytest

from app import clock
from app.decisions.models import Decision
from app.documents.models import Paper
from app.errors import Invalid
from app.extensions import db
from app.honours import history, operations
from app.honours.operations import Entry
from app.honours.words import Standing
from app.nominations.models import Nomination
from app.nominees.models import Nominee
from tests import builders
from tests.builders import blank_pdf, signed_in, statements
from tests.decisions.test_road import decided, post, proposal_of
from workflows.award_province_1 import State
from workflows.vocabulary import Paper as PaperCode


def issue(app, office, client):
    decided(app, office, proposal_of(app, office, client))
    decision = db.session.query(Decision).one()
    answer = post(
        app,
        office.clerical,
        f"/decisions/{decision.id}/issue",
        number="5",
        issued_on=f"{clock.today():%d/%m/%Y}",
        signed_copy=(BytesIO(blank_pdf()), "quyet-dinh.pdf"),
    )
    assert answer.status_code == 303
    return decision


def told(nominee_id):
    return [(one.source, one.award, one.number, one.decided_on, one.standing) for one in history.of(nominee_id)]


def test_an_issued_decision_stands_in_the_history_of_each_name_and_a_signed_one_does_not_yet(app, client, office):
    case = office.cases[0]
    decided(app, office, proposal_of(app, office, client))
    before = told(case.nominee_id)
    decision = db.session.query(Decision).one()
    client = signed_in(app.test_client(), builders.actor("unit_clerk", office.unit))
    assert before == []

    paper = db.session.query(Paper).filter_by(code=PaperCode.AWARD_DECISION).one()
    paper.number, paper.issued_on, paper.symbol = 5, date(2025, 2, 17), "QĐ-UBND"
    decision.state = "ISSUED"
    for one in db.session.query(Nomination):
        one.state = State.PUBLISHED
    db.session.commit()

    assert told(case.nominee_id) == [
        ("decisions", "Bằng khen của Chủ tịch UBND tỉnh", "05/QĐ-UBND", date(2025, 2, 17), Standing.DECIDED)
    ]
    case.state = State.REVOKED
    db.session.flush()
    assert told(case.nominee_id) == []
    case.state = State.HANDED_OVER
    page = client.get(f"/nominees/{case.nominee_id}").text
    for shown in ("Số 05/QĐ-UBND ngày 17/02/2025", "Quyết định trên phần mềm", f'href="/decisions/{decision.id}"'):
        assert shown in page
    assert page.count("Chu Văn An") == 0
    assert "Chamaléa Thị Sương" not in client.get("/honours/").text
    assert client.get("/honours/?standing=decided&words=anh").text.count("05/QĐ-UBND") == 1


def test_what_was_decided_here_is_not_entered_a_second_time(app, client, office):
    issue(app, office, client)
    case = office.cases[0]
    entry = Entry(
        award_code="bang_khen_tinh",
        year=clock.today().year,
        decision_number="5/qđ-ubnd",
        decided_on=clock.today(),
        decided_by="Chủ tịch UBND tỉnh",
    )

    with pytest.raises(Invalid) as refused:
        operations.enter(db.session.get_one(Nominee, case.nominee_id), entry, None, actor=office.drafter)

    assert [*refused.value.errors] == ["decision_number"]


def test_whoever_examines_sees_what_the_nominee_holds_in_one_statement(app, client, office):
    issue(app, office, client)
    old, award_round = office.cases[0], office.cases[0].award_round
    case = builders.nomination(office.unit, office.award, award_round, state=State.APPRAISAL, submitted_at=clock.now())
    case.nominee_id = old.nominee_id
    db.session.commit()
    examiner = signed_in(app.test_client(), office.drafter)
    clerk = signed_in(app.test_client(), builders.actor("unit_clerk", office.unit))

    with statements() as said:
        page = examiner.get(f"/nominations/{case.id}").text

    assert "Đã được khen" in page
    assert "Số 05/QĐ-UBND" in page
    assert len([one for one in said if "honour" in one]) == 1
    assert len([one for one in said if not one.startswith("BEGIN")]) <= 20
    assert "Đã được khen" not in clerk.get(f"/nominations/{case.id}").text
