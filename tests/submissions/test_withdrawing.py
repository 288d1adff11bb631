"""A unit that takes its dossier back writes to Sở Nội vụ: signed with the step, numbered by its own văn thư."""

from io import BytesIO

import pytest
from sqlalchemy import select

from app.desk.queries import worklist
from app.documents.models import Paper
from app.extensions import db
from app.nominations import steps
from app.submissions.withdrawing import letter
from tests import builders
from tests.casework import province, road
from workflows.award_province_1 import State
from workflows.vocabulary import Role

REASON = "Cá nhân chuyển công tác ra ngoài tỉnh."


@pytest.fixture
def withdrawn(app, tmp_path):
    at_work = province.found(tmp_path)
    unit = at_work.units[0]
    case = road.walk_to(at_work, at_work.draft(unit, "Chamaléa Thị Sương"), State.APPRAISAL)
    steps.take(case, "withdraw", REASON, actor=at_work.actor(Role.UNIT_HEAD))
    db.session.commit()
    return at_work, case


def test_the_letter_waits_for_the_unit_s_own_clerical_office(app, withdrawn):
    at_work, case = withdrawn
    paper = db.session.scalars(select(Paper).where(Paper.code == "CV_RUT")).one()
    own, other = (at_work.actor(Role.UNIT_CLERICAL, unit.id) for unit in at_work.units)
    waits = [[line.todo for line in worklist(who)] for who in (own, other, at_work.actor(Role.SNV_CLERICAL))]
    entry = {"number": "31", "issued_on": "17/02/2025"}
    answers = [
        builders.signed_in(app.test_client(), who)
        .post(f"/papers/{paper.id}", data=entry | {"signed_copy": (BytesIO(builders.blank_pdf()), "cv.pdf")})
        .status_code
        for who in (other, own)
    ]
    db.session.expire_all()

    assert case.state == State.WITHDRAWN
    assert waits == [["Ghi số, ngày, đính bản đã ký, phát hành"], [], []]
    assert answers == [404, 303]
    assert (paper.number, paper.state, paper.organisation_id) == (31, "ISSUED", case.unit_id)


def test_the_letter_says_which_dossier_and_why(withdrawn):
    _, case = withdrawn
    said = letter(case, REASON)

    assert (said.subject, said.addressees) == (
        "V/v rút hồ sơ đề nghị khen thưởng bà Chamaléa Thị Sương",
        ("Sở Nội vụ",),
    )
    assert said.paragraphs[1] == "Nay đơn vị rút hồ sơ nêu trên. Lý do: Cá nhân chuyển công tác ra ngoài tỉnh"
