"""A unit's Tờ trình that has arrived, and the desk that takes it in."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest

from app import clock
from app.actor import Actor
from app.casework import begin
from app.documents.models import Paper
from app.extensions import db
from app.nominations.models import DraftField, Nomination
from app.submissions.models import Submission, SubmissionItem
from tests import builders, kept
from workflows.award_province_1 import State
from workflows.paper_life_1 import State as PaperState
from workflows.sheets_1 import SubmissionState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role, Sheet

TODAY = datetime(2025, 2, 17, 8, 0, tzinfo=clock.VIETNAM)


@dataclass
class Desk:
    department: object
    unit: object
    officer: Actor
    head: Actor
    clerk: Actor
    stranger: Actor  # the clerk of another unit
    submission: Submission
    cases: list[Nomination]


@pytest.fixture
def monday(tmp_path):
    """Monday 17 February 2025, eight in the morning."""
    clock.use(tmp_path / "clock.json")
    clock.stand_at(TODAY)


@pytest.fixture
def desk(app, monday):
    return kept.once(_desk)


def _desk():
    department = builders.organisation("SNV", "Sở Nội vụ")
    unit = builders.organisation("SGDDT", "Sở Giáo dục và Đào tạo")
    other = builders.organisation("SYT", "Sở Y tế")
    award = builders.award()
    in_round = builders.award_round(award)
    clerk = builders.actor(Role.UNIT_CLERK, unit, builders.user("Nguyễn Thị Ngọc Ánh"))
    names = ["Chamaléa Thị Sương", "Bá Văn Trịnh", "Trượng Thị Kim Phụng"]
    cases = [
        builders.nomination(
            unit, award, in_round, name, state=State.SUBMITTED, submitted_at=clock.now(), created_by_id=clerk.user_id
        )
        for name in names
    ]
    return Desk(
        department=department,
        unit=unit,
        officer=builders.actor(Role.INTAKE_OFFICER, department, builders.user("Hán Thị Tuyết Nhung")),
        head=builders.actor(Role.BAN_HEAD, department, builders.user("Lưu Thị Thanh Nhàn")),
        clerk=clerk,
        stranger=builders.actor(Role.UNIT_CLERK, other),
        submission=submitted(unit, in_round, cases, clerk),
        cases=cases,
    )


def submitted(unit, in_round, cases, clerk):
    """An issued Tờ trình with its letter."""
    made = Submission(
        unit_id=unit.id,
        award_round_id=in_round.id,
        title="Về việc đề nghị tặng Bằng khen",
        created_by_id=clerk.user_id,
        created_at=clock.now(),
        signed_at=clock.now(),
        items=[SubmissionItem(nomination_id=case.id, position=n) for n, case in enumerate(cases, start=1)],
    )
    begin(made, "unit_submission")
    made.state = SubmissionState.ISSUED
    db.session.add(made)
    db.session.flush()
    letter = Paper(
        code=PaperCode.SUBMISSION_LETTER,
        sheet=Sheet.SUBMISSION,
        sheet_id=made.id,
        organisation_id=unit.id,
        template="submission_letter",
        title=made.title,
        content={},
        number=12,
        symbol="TTr-SGDDT",
        issued_on=date(2025, 2, 14),
        created_at=clock.now(),
    )
    begin(letter, "paper")
    letter.state = PaperState.ISSUED
    db.session.add(letter)
    db.session.flush()
    return made


@pytest.fixture
def case(desk):
    """One case at the desk, checked by nobody yet: a draft text, an achievement report, minutes of the unit."""
    made = desk.cases[0]
    made.state = State.INTAKE
    made.received_number, made.received_at, made.result_due_on = 1, clock.now(), date(2025, 3, 24)
    db.session.add(
        DraftField(
            nomination_id=made.id,
            key="citation",
            text="Có thành tích xuất sắc",
            version=1,
            updated_by_id=made.created_by_id,
            updated_at=clock.now(),
        )
    )
    for doc_code in ("bao_cao_ca_nhan", "bien_ban_xet_kt"):
        builders.evidence(made, doc_code)
    db.session.commit()
    return made
