"""What the offices of that province do, step by step: the roads of a batch of cases through unit and province."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from typing import Any

from flask import Flask
from sqlalchemy import select

from app.councils import agenda
from app.councils.models import AgendaItem, Meeting
from app.decisions import queries as proposals
from app.decisions.models import Decision, Proposal
from app.extensions import db, unit_of_work
from app.intake import queries as intake
from app.nominations.models import Nomination
from app.submissions import facts as submissions
from app.submissions.models import Submission
from bench import _dossiers, _people
from bench._people import MEMBERS, Province, Unit
from bench._province import Person
from bench._road import Step, Worker, events, now, rows, today
from bench._steps import given, letter_numbered, made, moved, numbered, one
from workflows.award_province_1 import State
from workflows.vocabulary import Role

Road = Callable[[Worker], Iterator[Step]]
_titles = count(1)


def roads(app: Flask, batches: int) -> dict[str, Road]:
    """People, councils and so many batches of cases for each road."""
    with app.app_context(), unit_of_work():
        province = _people.found(app)
        found: dict[str, Road] = {}
        for number, unit in enumerate(province.units):
            waiting = [_people.cases(unit, province, State.UNIT_COUNCIL) for _ in range(batches)]
            found[f"unit {number + 1}"] = partial(_through_unit, province=province, unit=unit, batches=waiting)
        first = province.units[0]
        appraised = [_people.cases(first, province, State.APPRAISED) for _ in range(batches)]
        found["province"] = partial(_through_province, province=province, batches=appraised)
        (faulty, *_) = _people.cases(first, province, State.INTAKE)
        found["supplement"] = partial(_dossiers.back_and_forth, province=province, case_id=faulty)
        (draft, *_) = _people.cases(province.units[1], province, State.DRAFT)
        found["autosave"] = partial(_dossiers.writing, unit=province.units[1], case_id=draft)
    return found


def _through_unit(worker: Worker, *, province: Province, unit: Unit, batches: list[list[int]]) -> Iterator[Step]:
    """The unit's council votes, its head signs, its văn thư numbers, Sở Nội vụ takes in."""
    for cases in batches:
        yield from _meeting(worker, cases, body="full", keeper=unit.secretary, chair=unit.secretary, teller=unit.clerk)
        title = f"Về việc đề nghị tặng Bằng khen ({next(_titles)})"
        form = {"title": title, "summary": "", "nomination_ids": cases, "version": 0}
        named = select(Submission.id).where(Submission.title == title)
        yield made("draft a Tờ trình", unit.clerk, f"/submissions/new/{unit.round_id}", form, named)
        sheet = worker.look(one(named))
        at, subject = f"/submissions/{sheet}/sign", f"submission:{sheet}"
        yield moved("sign a Tờ trình", unit.head, at, subject, "sign", form=partial(_letter_as_shown, sheet))
        yield numbered("issue a Tờ trình", unit.clerk, f"/submissions/{sheet}/register", subject, unit.organisation_id)
        officer = province.offices[Role.INTAKE_OFFICER]
        yield Step(
            name="take in",
            person=officer,
            path=f"/intake/submissions/{sheet}",
            form=partial(_next_number, officer),
            tally=rows(select(Nomination.id).where(Nomination.id.in_(cases), Nomination.received_number.is_not(None))),
            after=len(cases),
        )


def _through_province(worker: Worker, *, province: Province, batches: list[list[int]]) -> Iterator[Step]:
    """The council votes, the director signs, Văn phòng forwards, the Chairman decides, văn thư issues."""
    who = province.offices
    for cases in batches:
        keeper, chair, teller = who[Role.COUNCIL_SECRETARY], who[Role.COUNCIL_CHAIR], who[Role.INTAKE_OFFICER]
        yield from _meeting(worker, cases, body="standing", keeper=keeper, chair=chair, teller=teller)
        title = f"Về việc đề nghị khen thưởng ({next(_titles)})"
        form = {"title": title, "summary": "", "nomination_ids": cases}
        named = select(Proposal.id).where(Proposal.title == title)
        yield made("draft a proposal", who[Role.APPRAISER], f"/proposals/new/{province.award_id}", form, named)
        sheet = worker.look(one(named))
        for role, step in ((Role.SNV_DIRECTOR, "sign"), (Role.VPUB, "forward"), (Role.CHAIRMAN, "decide")):
            at, subject = f"/proposals/{sheet}/{step}", f"proposal:{sheet}"
            yield moved(f"{step} a proposal", who[role], at, subject, step, form=partial(_list_as_shown, sheet))
            if step == "sign":
                yield letter_numbered(who[Role.SNV_CLERICAL], sheet)
        born = select(Decision.id).where(Decision.proposal_id == sheet)
        decision = worker.look(one(born))
        clerical = who[Role.CLERICAL_UBND]
        at, subject = f"/decisions/{decision}/issue", f"decision:{decision}"
        yield numbered("issue a decision", clerical, at, subject, clerical.organisation_id)


def _meeting(
    worker: Worker, cases: list[int], *, body: str, keeper: Person, chair: Person, teller: Person
) -> Iterator[Step]:
    title = f"Phiên họp số {next(_titles)}"
    plan = {"title": title, "body": body, "held_on": today(), "held_time": "00:01", "place": "Phòng họp số 2"}
    named = select(Meeting.id).where(Meeting.title == title)
    yield made("plan a meeting", keeper, "/meetings/new", plan, named)
    meeting = worker.look(one(named))
    at, subject = f"/meetings/{meeting}", f"meeting:{meeting}"
    listed = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting)
    yield Step(
        name="put on the agenda",
        person=keeper,
        path=f"{at}/agenda",
        form=lambda: {"nomination_ids": cases},
        tally=rows(listed),
        after=len(cases),
    )
    yield moved("call the roll", keeper, f"{at}/roll", subject, "call_roll", form=lambda: _roll(meeting))
    began = {"held_on": today(), "held_time": "00:01"}
    yield moved("open a meeting", chair, f"{at}/open", subject, "open", form=given(began))
    chosen = partial(_tellers, meeting, teller)
    yield moved("name tellers", keeper, f"{at}/tellers", subject, "name_tellers", form=chosen)
    entered = events(subject, "enter_returns")
    for before, person in enumerate((keeper, teller)):
        yield Step(
            name="enter returns",
            person=person,
            path=f"{at}/returns",
            form=lambda: _returns(meeting),
            tally=entered,
            before=before,
            after=before + 1,
        )
    yield moved("count votes", keeper, f"{at}/count", subject, "count", form=lambda: _as_read(meeting))
    ended = {"ended_on": today(), "ended_time": now()}
    yield moved("close a meeting", chair, f"{at}/close", subject, "close", form=given(ended))


def _letter_as_shown(submission_id: int) -> dict[str, Any]:
    return {"seen": submissions.as_shown(db.session.get_one(Submission, submission_id, populate_existing=True))}


def _list_as_shown(proposal_id: int) -> dict[str, Any]:
    return {"seen": proposals.as_shown(db.session.get_one(Proposal, proposal_id, populate_existing=True))}


def _roll(meeting_id: int) -> dict[str, Any]:
    meeting = db.session.get_one(Meeting, meeting_id)
    body = agenda.body_of(meeting)
    return {"version": meeting.version} | {f"presence_{member.id}": "present" for member in body}


def _as_read(meeting_id: int) -> dict[str, Any]:
    return {"version": db.session.get_one(Meeting, meeting_id, populate_existing=True).version}


def _tellers(meeting_id: int, teller: Person) -> dict[str, Any]:
    others = {"other_2": "Bá Văn Trịnh", "other_3": "Đạo Thị Ngọc Lan"}
    return _as_read(meeting_id) | others | {"person_1": f"u{teller.user_id}"}


def _returns(meeting_id: int) -> dict[str, Any]:
    meeting = db.session.get_one(Meeting, meeting_id)
    form: dict[str, Any] = {
        "version": 0,
        "ballots_issued": MEMBERS,
        "ballots_returned": MEMBERS,
        "ballots_invalid": 0,
    }
    for item in agenda.living(meeting):
        form |= {f"agree_{item.id}": MEMBERS, f"disagree_{item.id}": 0, f"invalid_{item.id}": 0}
    return form


def _next_number(officer: Person) -> dict[str, Any]:
    return {"number": intake.next_number(officer.organisation_id)}
