"""A published award, the decision that gave it, and the people who may take it back."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest

from app import clock
from app.actor import Actor
from app.casework import begin
from app.decisions.models import Decision, DecisionItem, Proposal
from app.documents.models import Paper, StoredFile
from app.documents.store import Store
from app.extensions import db
from app.nominations.models import Nomination
from tests import builders
from workflows.award_province_1 import State
from workflows.sheets_1 import DecisionState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role, Sheet

MONDAY = datetime(2025, 2, 17, 8, 0, tzinfo=clock.VIETNAM)
SEATS = {
    Role.BAN_HEAD: "SNV",
    Role.APPRAISER: "SNV",
    Role.INTAKE_OFFICER: "SNV",
    Role.COMPLAINT_OFFICER: "SNV",
    Role.CHAIRMAN: "UBND-T",
    Role.CLERICAL_UBND: "UBND-T",
    Role.SNV_DIRECTOR: "SNV",
    Role.ARCHIVIST: "SNV",
    Role.UNIT_CLERK: "SGDDT",
}


@dataclass
class House:
    case: Nomination
    scan: StoredFile
    people: dict[Role, Actor]

    def __getitem__(self, role) -> Actor:
        return self.people[role]


@pytest.fixture
def house(app, tmp_path):
    clock.use(tmp_path / "clock.json")
    clock.stand_at(MONDAY)
    places = {
        "SNV": builders.organisation("SNV", "Sở Nội vụ"),
        "UBND-T": builders.organisation("UBND-T", "Ủy ban nhân dân tỉnh Ninh Thuận"),
        "SGDDT": builders.organisation(),
    }
    award = builders.award()
    case = builders.nomination(
        places["SGDDT"],
        award,
        builders.award_round(award),
        "Katơr Thị Sính",
        state=State.HANDED_OVER,
        submitted_at=clock.now(),
        received_at=clock.now(),
        nominee_title="Giáo viên, Trường THPT An Phước",
    )
    _decided(case, award, places["UBND-T"])
    made = House(
        case=case,
        scan=Store(app.config["PAPERS_FOLDER"]).put_bytes(builders.blank_pdf(), "ket-luan.pdf", "application/pdf"),
        people={role: builders.actor(role, places[at]) for role, at in SEATS.items()},
    )
    db.session.commit()
    return made


def _decided(case, award, issuer):
    """By decision number 1486, with 702.000 đồng."""
    author = builders.user()
    proposal = Proposal(award_version_id=award.id, title="Tờ trình", created_by_id=author.id, created_at=clock.now())
    begin(proposal, "proposal")
    db.session.add(proposal)
    db.session.flush()
    decision = Decision(
        proposal_id=proposal.id,
        award_version_id=award.id,
        title="Về việc tặng Bằng khen",
        signed_by_id=author.id,
        signed_at=clock.now(),
    )
    begin(decision, "decision")
    decision.state = DecisionState.ISSUED
    decision.items.append(DecisionItem(nomination_id=case.id, position=1, bonus=702_000))
    db.session.add(decision)
    db.session.flush()
    paper = Paper(
        code=PaperCode.AWARD_DECISION,
        sheet=Sheet.DECISION,
        sheet_id=decision.id,
        organisation_id=issuer.id,
        template="award_decision",
        title=decision.title,
        content={},
        number=1486,
        symbol="QĐ-UBND",
        issued_on=date(2024, 12, 5),
        created_at=clock.now(),
    )
    begin(paper, "paper")
    paper.state = "ISSUED"
    db.session.add(paper)
    db.session.flush()
