"""Every list costs as many SQL statements with fifty rows as with one.

The pages of the menu are found by themselves, so a new list is counted from its first day; sheets with many names on
them stand below.
"""

from dataclasses import dataclass
from datetime import date

import pytest
from flask import url_for

from app import clock
from app.access import permissions_of
from app.appraisals.models import Consultation
from app.casework import begin
from app.councils import agenda
from app.councils.case_items import CaseItem
from app.councils.models import Body, Meeting
from app.decisions.models import Decision, DecisionItem, Proposal, ProposalItem
from app.extensions import db
from app.nominations import lists
from app.nominations.models import Nomination
from app.outbox.models import Errand, Notice
from app.page_frame import MENU
from app.submissions.models import Submission, SubmissionItem
from tests import builders
from tests.builders import signed_in, statements
from workflows.award_province_1 import State
from workflows.sheets_1 import DecisionState, MeetingState, ProposalState, SubmissionState
from workflows.vocabulary import Role

ROWS = (1, 3, 50)
PLACES = {  # who looks at the lists, and where they sit
    Role.UNIT_CLERK: "SGDDT",
    Role.UNIT_HEAD: "SGDDT",
    Role.UNIT_COUNCIL_SECRETARY: "SGDDT",
    Role.INTAKE_OFFICER: "SNV",
    Role.APPRAISER: "SNV",
    Role.BAN_HEAD: "SNV",
    Role.SNV_DIRECTOR: "SNV",
    Role.COUNCIL_SECRETARY: "SNV",
    Role.ADMINISTRATOR: "SNV",
    Role.COUNCIL_CHAIR: "HDTDKT-T",
    Role.CONSULTED_AGENCY: "CAT",
    Role.VPUB: "UBND-T",
    Role.CHAIRMAN: "UBND-T",
    Role.CLERICAL_UBND: "UBND-T",
}
SHEETS = {  # pages of one sheet that grow with the names on it
    (Role.UNIT_CLERK, "draft submission"): ("", "/edit"),
    (Role.UNIT_HEAD, "draft submission"): ("", "/sign"),
    (Role.APPRAISER, "issued submission"): ("",),
    (Role.COUNCIL_SECRETARY, "planned meeting"): ("", "/agenda"),
    (Role.COUNCIL_SECRETARY, "open meeting"): ("", "/returns"),
    (Role.COUNCIL_CHAIR, "open meeting"): ("",),
    (Role.APPRAISER, "draft proposal"): ("", "/edit"),
    (Role.CHAIRMAN, "proposal at the Chairman"): ("",),
    (Role.VPUB, "decision"): ("",),
    (Role.CLERICAL_UBND, "decision"): ("", "/issue"),
}


@dataclass
class House:
    """Its people, and of each kind of sheet one whose list of names grows."""

    places: dict
    people: dict
    award: object
    in_round: object
    councils: tuple
    sheets: dict
    rows: int = 0

    def grow(self, rows):
        while self.rows < rows:
            self.rows += 1
            self._add_a_row_to_every_list()
        db.session.commit()

    def _add_a_row_to_every_list(self):
        for state in (State.DRAFT, State.INTAKE, State.APPRAISED, State.SNV_SUBMISSION):
            self.case(state)
        self._ask(self.case(State.APPRAISAL))
        self.list_on(self.submission(SubmissionState.ISSUED), SubmissionItem, State.SUBMITTED)
        for council in self.councils:
            self.list_on(self.meeting(MeetingState.PREPARING, council), CaseItem, State.COUNCIL_SCHEDULED)
        proposal = self.proposal(ProposalState.DECIDED)
        self.list_on(proposal, ProposalItem, State.DECIDED)
        self.list_on(self.decision(proposal), DecisionItem, State.DECIDED)
        for name, (item, state) in LINES.items():
            self.list_on(self.sheets[name], item, state)
        builders.appointment(Role.UNIT_COUNCIL, self.places["SGDDT"])
        builders.award_round(self.award, code=f"2025-{self.rows + 1}")
        self._tell()
        db.session.flush()

    def case(self, state):
        sent = {} if state in {State.DRAFT, State.UNIT_SIGN} else {"submitted_at": clock.now(), "received_number": 1}
        author = self.people[Role.UNIT_CLERK].user_id
        return builders.nomination(
            self.places["SGDDT"], self.award, self.in_round, state=state, created_by_id=author, **sent
        )

    def list_on(self, sheet, item, state):
        sheet.items.append(item(nomination=self.case(state), position=self.rows))

    def submission(self, state):
        unit, in_round = self.places["SGDDT"], self.in_round
        return self._begun(Submission(unit=unit, award_round=in_round, **self._made()), "unit_submission", state)

    def meeting(self, state, council):
        planned = {"body": Body.FULL, "held_at": clock.now(), "place": "Phòng họp"}
        return self._begun(Meeting(council=council, **planned, **self._made()), "council_meeting", state)

    def proposal(self, state):
        made = Proposal(award_version=self.award, signed_at=clock.now(), **self._made())
        return self._begun(made, "proposal", state)

    def decision(self, proposal, state=DecisionState.ISSUED):
        signed = {"signed_by_id": self.people[Role.CHAIRMAN].user_id, "signed_at": clock.now()}
        made = Decision(proposal=proposal, award_version=self.award, title="Về việc khen thưởng", **signed)
        return self._begun(made, "decision", state)

    def _made(self):
        author = self.people[Role.UNIT_CLERK].user_id
        return {"title": "Về việc khen thưởng", "created_by_id": author, "created_at": clock.now()}

    def _begun(self, made, key, state):
        begin(made, key)
        made.state = state
        db.session.add(made)
        return made

    def _ask(self, case):
        asked = {"asked_by_id": self.people[Role.APPRAISER].user_id, "asked_at": clock.now()}
        agency, due = self.places["CAT"].id, date(2099, 1, 1)
        db.session.add(Consultation(nomination_id=case.id, agency_id=agency, question="?", due_on=due, **asked))

    def _tell(self):
        errand = Errand(kind="tell", subject="x:1", payload={}, not_before=clock.now(), created_at=clock.now())
        db.session.add(errand)
        db.session.flush()
        told = {"errand_id": errand.id, "text": "Đã chuyển bước.", "subject": "x:1", "created_at": clock.now()}
        db.session.add_all(Notice(user_id=who.user_id, **told) for who in self.people.values())


LINES = {
    "draft submission": (SubmissionItem, State.UNIT_SIGN),
    "issued submission": (SubmissionItem, State.SUBMITTED),
    "planned meeting": (CaseItem, State.COUNCIL_SCHEDULED),
    "open meeting": (CaseItem, State.COUNCIL_VOTING),
    "draft proposal": (ProposalItem, State.SNV_SUBMISSION),
    "proposal at the Chairman": (ProposalItem, State.AT_CHAIR),
    "decision": (DecisionItem, State.DECIDED),
}


@pytest.fixture
def house(app):
    places = {code: builders.organisation(code, f"Cơ quan {code}") for code in sorted(set(PLACES.values()))}
    people = {role: builders.actor(role, places[code]) for role, code in PLACES.items()}
    award = builders.award()
    province = builders.council(places["HDTDKT-T"], members=5, is_provincial=True)
    councils = (builders.council(places["SGDDT"], members=5), province)
    made = House(places, people, award, builders.award_round(award), councils, {})
    made.sheets = {
        "draft submission": made.submission(SubmissionState.DRAFT),
        "issued submission": made.submission(SubmissionState.ISSUED),
        "planned meeting": made.meeting(MeetingState.PREPARING, province),
        "open meeting": made.meeting(MeetingState.OPEN, province),
        "draft proposal": made.proposal(ProposalState.DRAFT),
        "proposal at the Chairman": made.proposal(ProposalState.AT_CHAIR),
    }
    second = people[Role.APPRAISER]  # without whom the secretary types in no sums
    agenda.name_tellers(made.sheets["open meeting"], [second.name], {second.name: second.user_id})
    made.sheets["decision"] = made.decision(made.proposal(ProposalState.DECIDED), DecisionState.SIGNED)
    db.session.commit()
    return made


def pages(app, house):
    """Who opens what: each line of the menu by all whom it is for, then the sheets."""
    with app.test_request_context():
        found = [
            (role, url_for(line.endpoint))
            for line in MENU
            for role, actor in house.people.items()
            if line.permission in permissions_of(actor)
        ]
    roots = {"submission": "submissions", "meeting": "meetings", "Chairman": "proposals", "proposal": "proposals"}
    for (role, name), parts in SHEETS.items():
        root = f"/{roots.get(name.split()[-1], 'decisions')}/{house.sheets[name].id}"
        found += [(role, root + part) for part in parts]
    return found


def counted(app, house, wanted):
    """Statements of each page at each number of rows."""
    clients = {role: signed_in(app.test_client(), actor) for role, actor in house.people.items()}
    found = {page: [] for page in wanted}
    for rows in (ROWS[0], *ROWS):  # the first time fills what a process keeps, and does not count
        house.grow(rows)
        for role, url in wanted:
            with statements() as said:
                answer = clients[role].get(url)
            assert answer.status_code == 200, (role, url, answer.status_code)
            found[role, url].append(len(said))
    return {page: counts[1:] for page, counts in found.items()}


def uneven(counts):
    return {page: found for page, found in counts.items() if len(set(found)) > 1}


@pytest.mark.timeout(300)  # a hundred pages, four times
def test_a_list_costs_as_many_statements_with_fifty_rows_as_with_one(app, house):
    wanted = pages(app, house)

    assert uneven(counted(app, house, wanted)) == {}
    assert len(wanted) > 80


def test_a_list_that_reads_row_by_row_is_found(app, house, monkeypatch):
    real = lists._line

    def forgetful(row, *rest):
        db.session.get(Nomination, row.id)
        return real(row, *rest)

    monkeypatch.setattr(lists, "_line", forgetful)
    wanted = [(Role.APPRAISER, url) for url in ("/nominations/", "/submissions/", "/decisions/")]

    assert list(uneven(counted(app, house, wanted))) == [(Role.APPRAISER, "/nominations/")]
