"""The one door, asked for every step of every sheet and paper, by every role, and on the empty and the full sheet."""

import pytest

from app import clock
from app.actor import UNIT_ROLES
from app.casework import begin
from app.councils.case_items import CaseItem
from app.councils.models import Attendance, Body, Meeting, Presence, Teller
from app.decisions.models import Decision, Proposal, ProposalItem
from app.documents.models import Paper
from app.extensions import db
from app.gatherings.models import Gathering, GatheringItem
from app.submissions.models import Submission, SubmissionItem
from tests import builders
from tests.casework.asking import DRAWN, every_question, wrong_answers
from workflows import registry
from workflows.award_province_1 import State
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

PROCESSES = {
    "block_year": "block_year",
    "unit_gathering": "unit_gathering",
    "unit_submission": "unit_submission",
    "council_meeting of a unit": "council_meeting",
    "council_meeting of the province": "council_meeting",
    "proposal": "proposal",
    "decision": "decision",
    "paper": "paper",
}
STEPS = [(kind, name) for kind, key in PROCESSES.items() for name in registry.latest(key).transitions()]


class Makers:
    """One sheet of each kind, with nothing on it or with a case."""

    def __init__(self):
        self.unit = builders.organisation()
        self.award = builders.award()
        self.award_round = builders.award_round(self.award)
        self.author = builders.user()
        self.born = {"created_by_id": self.author.id, "created_at": clock.now()}
        self.signed = {"signed_by_id": self.author.id, "signed_at": clock.now()}

    def thing(self, kind, *, is_full):
        key = PROCESSES[kind]
        made = getattr(self, f"make_{key}")(kind, self._cases(is_full=is_full))
        begin(made, key)
        db.session.add(made)
        db.session.flush()
        return made

    def _cases(self, *, is_full):
        if not is_full:
            return []
        return [builders.nomination(self.unit, self.award, self.award_round, state=State.UNIT_SIGN)]

    def make_unit_submission(self, _, cases):
        items = [SubmissionItem(nomination=case, position=1) for case in cases]
        return Submission(unit=self.unit, award_round=self.award_round, title="Tờ trình", items=items, **self.born)

    def make_unit_gathering(self, _, cases):
        """Of a unit that is its own superior: it is always its turn."""
        items = [GatheringItem(nomination=case, position=1, taken_up_at=clock.now()) for case in cases]
        both = {"unit": self.unit, "superior": self.unit}
        return Gathering(award_round=self.award_round, title="Tờ trình", items=items, **both, **self.born)

    def make_block_year(self, _, cases):
        """Led by the unit; a full one is scored, checked, and its meeting is recorded."""
        return builders.block_year(self.unit, builders.organisation("SYT", "Sở Y tế"), is_scored=bool(cases))

    def make_council_meeting(self, kind, cases):
        council = builders.council(self.unit, members=3, is_provincial=kind.endswith("province"))
        sums = {"agree": 3, "disagree": 0, "invalid": 0}
        return Meeting(
            council=council,
            body=Body.FULL,
            title="Phiên họp",
            held_at=clock.now(),
            place="Phòng họp",
            committee=[Teller(position=place, name=f"Thành viên {place}") for place in (1, 2, 3)],
            ballots_issued=3,
            ballots_returned=3,
            ballots_invalid=0,
            attendance=[Attendance(member=member, presence=Presence.PRESENT) for member in council.members],
            items=[CaseItem(nomination=case, position=1, **sums) for case in cases],
            **self.born,
        )

    def make_proposal(self, _, cases):
        items = [ProposalItem(nomination=case, position=1) for case in cases]
        return Proposal(award_version_id=self.award.id, title="Tờ trình", items=items, **self.born)

    def make_decision(self, _, cases):
        proposal = self.thing("proposal", is_full=bool(cases))
        return Decision(proposal=proposal, award_version_id=self.award.id, title="Về việc tặng", **self.signed)

    def make_paper(self, _, cases):
        return Paper(
            code=PaperCode.PROPOSAL_LETTER,
            sheet=Sheet.PROPOSAL,
            sheet_id=1,
            organisation_id=self.unit.id,
            template="proposal_letter",
            title="Tờ trình",
            content={},
            symbol="TTr-SNV",
            number=7 if cases else None,
            created_at=clock.now(),
        )


class InItsCouncil:
    """The step as it is for one kind of council: of its roles, those that sit there."""

    def __init__(self, step, *, is_provincial):
        self.step = step
        self.by = frozenset(role for role in step.by if (role in UNIT_ROLES) != is_provincial)

    def __getattr__(self, name):
        return getattr(self.step, name)


def step_of(kind, name):
    step = registry.latest(PROCESSES[kind]).transition(name)
    return InItsCouncil(step, is_provincial=kind.endswith("province")) if " of " in kind else step


def wrong(kind, name, *, is_full, few=None):
    makers, step = Makers(), step_of(kind, name)
    thing = makers.thing(kind, is_full=is_full)
    questions = every_question(thing.workflow, step)
    return wrong_answers(thing, makers.unit, step, DRAWN.sample(questions, few) if few else questions)


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@pytest.mark.parametrize("is_full", [False, True], ids=["empty", "full"])
@pytest.mark.parametrize(("kind", "name"), STEPS)
def test_every_role_from_every_state(app, kind, name, is_full):
    assert wrong(kind, name, is_full=is_full) == []


@pytest.mark.parametrize("engine_name", ["postgresql"], indirect=True)
@pytest.mark.parametrize(("kind", "name"), DRAWN.sample(STEPS, 8))
def test_a_sample_answers_the_same_on_postgresql(app, kind, name):
    assert wrong(kind, name, is_full=True, few=12) == []
