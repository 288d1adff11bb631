"""What stands around many nominations: Tờ trình, meetings, proposals, decisions, appraisals, notices; as bare rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select

from app.appraisals.models import Consultation, ConsultationStatus, CriterionAnswer, Verdict
from app.awards.models import Criterion
from app.councils.models import AgendaItem, Attendance, Body, Council, Meeting, Presence, Teller
from app.decisions.models import Decision, DecisionItem, Proposal, ProposalItem
from app.documents.models import Paper
from app.extensions import db
from app.intake.models import Supplement, SupplementItem
from app.nominations.reach import AT_THE_COUNCIL
from app.organisations.models import Appointment, Organisation
from app.organisations.queries import by_code
from app.outbox.models import Errand, Notice
from app.submissions.models import Submission, SubmissionItem
from bench import _province
from workflows import registry
from workflows.award_province_1 import State
from workflows.paper_life_1 import State as PaperState
from workflows.sheets_1 import DecisionState, MeetingState, ProposalState, SubmissionState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role, Sheet

Rows = list[dict[str, Any]]
NAMES, SESSION, MEMBERS, NOTICES = 20, 100, 15, 25  # on a Tờ trình; at a sitting, on a decision; of a council; unread
DECIDED = frozenset({State.DECIDED, State.PUBLISHED, State.PRODUCTION, State.HANDED_OVER, State.ARCHIVED})


@dataclass(frozen=True, kw_only=True)
class Around:
    """The cases and who deals with them."""

    cases: Rows
    sample: Rows  # those with a dossier, and here with an appraisal and a supplement
    offices: Mapping[Role, Appointment]
    units: Sequence[Organisation]
    since: datetime

    @property
    def author(self) -> dict[str, Any]:
        return {"created_by_id": self.offices[Role.UNIT_CLERK].user_id, "created_at": self.since}


def fill(around: Around) -> None:
    sent = [case for case in around.cases if case["submitted_at"]]
    own = [case for case in sent if case["unit_id"] == around.units[0].id]
    _submissions(around, [part for unit in around.units for part in _parts(_of(sent, "unit_id", unit.id), NAMES)])
    province = _province.council(by_code("HDTDKT-T"), MEMBERS, is_provincial=True)
    unit = _province.council(around.units[0], MEMBERS, is_provincial=False)
    at_council = [case for case in sent if case["state"] in AT_THE_COUNCIL]
    sittings = [(province, part) for part in _parts(at_council, SESSION)]
    _meetings(around, sittings + [(unit, part) for part in _parts(own, NAMES)])
    decided = [case for case in sent if case["state"] in DECIDED]
    versions = sorted({case["award_version_id"] for case in decided})
    _decisions(around, [part for v in versions for part in _parts(_of(decided, "award_version_id", v), SESSION)])
    _appraisals(around, [case for case in around.sample if case["submitted_at"]])
    _consultations(around, sent[::10])
    _notices(around)


def _of(cases: Rows, key: str, value: int) -> Rows:
    return [case for case in cases if case[key] == value]


def _parts(cases: Rows, size: int) -> Iterator[Rows]:
    for start in range(0, len(cases), size):
        yield cases[start : start + size]


def _put(model: Any, rows: Rows) -> None:
    if rows:
        db.session.execute(insert(model.__table__), rows)


def _pinned(key: str, state: str, since: datetime) -> dict[str, Any]:
    found = registry.latest(key)
    return {
        "workflow_key": key,
        "workflow_version": found.version,
        "workflow_digest": found.digest(),
        "state": str(state),
        "state_since": since,
    }


def _items(parts: Sequence[Rows], sheet: str, **more: Any) -> Rows:
    return [
        {sheet: number, "nomination_id": case["id"], "position": position, **more}
        for number, part in enumerate(parts, start=1)
        for position, case in enumerate(part, start=1)
    ]


def _submissions(around: Around, parts: Sequence[Rows]) -> None:
    pinned = _pinned("unit_submission", SubmissionState.ISSUED, around.since) | around.author
    issued = _pinned("paper", PaperState.ISSUED, around.since)
    sheets, papers = [], []
    for number, part in enumerate(parts, start=1):
        unit = part[0]["unit_id"]
        title = {"title": "Về việc đề nghị khen thưởng"}
        rounds = {"award_round_id": part[0]["award_round_id"]}
        sheets.append({"id": number, "unit_id": unit, "signed_at": around.since, **rounds, **title, **pinned})
        papers.append(
            {
                "code": PaperCode.SUBMISSION_LETTER,
                "sheet": Sheet.SUBMISSION,
                "sheet_id": number,
                "organisation_id": unit,
                "template": "submission_letter",
                "content": {},
                "number": number,
                "symbol": "TTr",
                "issued_on": around.since.date(),
                "created_at": around.since,
                **title,
                **issued,
            }
        )
    _put(Submission, sheets)
    _put(SubmissionItem, _items(parts, "submission_id"))
    _put(Paper, papers)


def _meetings(around: Around, sittings: Sequence[tuple[Council, Rows]]) -> None:
    pinned = _pinned("council_meeting", MeetingState.CLOSED, around.since) | around.author
    told = {"body": Body.FULL, "title": "Phiên họp", "held_at": around.since, "place": "Phòng họp"}
    ballots = dict.fromkeys(("ballots_issued", "ballots_returned"), MEMBERS) | {"ballots_invalid": 0}
    meetings = [
        {"id": number, "council_id": council.id, "ended_at": around.since, **told, **ballots, **pinned}
        for number, (council, _) in enumerate(sittings, start=1)
    ]
    counted = {"agree": MEMBERS, "disagree": 0, "invalid": 0, "members": MEMBERS, "pct": 80, "strict": False}
    _put(Meeting, meetings)
    _put(AgendaItem, _items([part for _, part in sittings], "meeting_id", **counted))
    _put(Teller, [{"meeting_id": number, "position": 1, "name": "Một"} for number, _ in enumerate(sittings, start=1)])
    present = [
        {"meeting_id": number, "member_id": member.id, "presence": Presence.PRESENT}
        for number, (council, _) in enumerate(sittings, start=1)
        for member in council.members
    ]
    _put(Attendance, present)


def _decisions(around: Around, parts: Sequence[Rows]) -> None:
    sheet = {"title": "Về việc tặng Bằng khen", "signed_at": around.since}
    signed = {"signed_by_id": around.offices[Role.CHAIRMAN].user_id}
    proposal = _pinned("proposal", ProposalState.DECIDED, around.since) | around.author | sheet
    decision = _pinned("decision", DecisionState.ISSUED, around.since) | sheet | signed
    numbered = [(n, {"award_version_id": part[0]["award_version_id"]}) for n, part in enumerate(parts, start=1)]
    _put(Proposal, [{"id": n, **award, **proposal} for n, award in numbered])
    _put(ProposalItem, _items(parts, "proposal_id"))
    _put(Decision, [{"id": n, "proposal_id": n, **award, **decision} for n, award in numbered])
    _put(DecisionItem, _items(parts, "decision_id", bonus=3_510_000))


def _appraisals(around: Around, cases: Rows) -> None:
    leaves: dict[int, list[str]] = {}
    for version, code in db.session.execute(select(Criterion.award_version_id, Criterion.code)):
        leaves.setdefault(version, []).append(code)
    by = {"answered_by_id": around.offices[Role.APPRAISER].user_id, "answered_at": around.since}
    _put(
        CriterionAnswer,
        [
            {"nomination_id": case["id"], "criterion_code": code, "verdict": Verdict.MET, "note": "Đạt.", **by}
            for case in cases
            for code in dict.fromkeys(leaves.get(case["award_version_id"], ()))
        ],
    )
    asked = {"asked_by_id": around.offices[Role.INTAKE_OFFICER].user_id, "asked_at": around.since}
    settled = {"due_on": around.since.date(), "answered_at": around.since, "closed_at": around.since}
    requests = [
        {"id": number, "nomination_id": case["id"], "reason": "Thiếu minh chứng.", **asked, **settled}
        for number, case in enumerate(cases, start=1)
    ]
    _put(Supplement, requests)
    item = {"kind": "field", "label": "Nội dung đề nghị khen", "answered_at": around.since, "accepted": True}
    keys = ("citation", "achievements")
    _put(SupplementItem, [{"supplement_id": one["id"], "key": key, **item} for one in requests for key in keys])


def _consultations(around: Around, cases: Rows) -> None:
    asked = {
        "agency_id": around.offices[Role.CONSULTED_AGENCY].organisation_id,
        "question": "Xin ý kiến về việc khen thưởng.",
        "status": ConsultationStatus.ASKED,
        "asked_by_id": around.offices[Role.APPRAISER].user_id,
        "asked_at": around.since,
        "due_on": date(2025, 3, 1),
    }
    _put(Consultation, [{"nomination_id": case["id"], **asked} for case in cases])


def _notices(around: Around) -> None:
    """Each office has a page full of them."""
    told = {"text": "Hồ sơ đã chuyển bước.", "created_at": around.since}
    errand = {"kind": "tell", "payload": {}, "not_before": around.since, "created_at": around.since, "status": "done"}
    subjects = [f"nomination:{case['id']}" for case in around.cases[:NOTICES]]
    _put(Errand, [{"id": n, "subject": subject, **errand} for n, subject in enumerate(subjects, start=1)])
    _put(
        Notice,
        [
            {
                "user_id": held.user_id,
                "organisation_id": held.organisation_id,
                "errand_id": n,
                "subject": subject,
                **told,
            }
            for held in around.offices.values()
            for n, subject in enumerate(subjects, start=1)
        ],
    )
