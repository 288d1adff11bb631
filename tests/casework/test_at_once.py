"""Two people, one thing, one moment: one of them does it, the other hears of it, and the story holds together."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import func, inspect, select
from sqlalchemy.orm.exc import StaleDataError

from app import clock
from app.audit.models import AuditEvent
from app.casework import TransitionRefused
from app.councils import agenda, returning
from app.councils.models import Meeting
from app.decisions.models import Proposal
from app.documents.models import PaperNumber
from app.errors import Invalid, SomebodyWasFaster
from app.extensions import db, unit_of_work
from app.intake import operations as intake
from app.intake.models import IncomingNumber
from app.nominations.models import Nomination
from app.papers.operations import Registration
from app.submissions import operations as submissions
from app.submissions.models import Submission
from tests.casework import moves_of_sheets, province, story
from tests.casework.moves import MOVES, unit_of
from tests.casework.pages import newest, walk
from workflows.award_province_1 import State
from workflows.vocabulary import Role

SLOWER = (TransitionRefused, StaleDataError, SomebodyWasFaster)


@pytest.fixture
def at_work(app, tmp_path):
    return province.found(tmp_path)


def at_once(app, *deeds):
    """Each in a thread and a transaction of its own, begun together; what came of each: done, slower, or the fault.

    What the threads share is read before: one of them would ask this thread's session for it, which nobody ends.
    """
    for held in [held for held in db.session if inspect(held).expired_attributes]:
        db.session.refresh(held)
    db.session.commit()
    start = Barrier(len(deeds))

    def one(deed):
        with app.app_context():
            start.wait()
            try:
                with unit_of_work():
                    deed()
            except SLOWER:
                return "slower"
            except Invalid as invalid:
                return invalid.errors
            return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        ends = [*pool.map(one, deeds)]
    db.session.expire_all()
    return ends


def taking(at_work, verb, model, thing_id):
    """A verb as who takes it by right, on the thing as this thread's session finds it."""

    def deed():
        thing = db.session.get_one(model, thing_id)
        MOVES[verb].do(at_work, thing, at_work.actor(MOVES[verb].by(thing), unit_of(thing)), 9)

    return deed


def pair(at_work, steps):
    """Two cases of one unit after so many steps of the road each, on sheets of their own."""
    cases = []
    for name in ("Chamaléa Thị Sương", "Trượng Thị Kim Phụng"):
        cases.append(at_work.draft(at_work.units[0], name))
        walk(at_work, cases[-1], steps)
    return cases


@pytest.mark.parametrize(
    ("kind", "model", "steps", "verbs"),
    [
        ("case", Nomination, 0, ("send_to_check", "send_to_check")),
        ("submission", Submission, 9, ("sign_submission", "sign_submission")),
        ("submission", Submission, 9, ("sign_submission", "discard_submission")),
        ("unit meeting", Meeting, 6, ("count", "cancel_vote")),
        ("provincial meeting", Meeting, 20, ("close", "close")),
        ("proposal", Proposal, 24, ("forward", "send_back")),
        ("proposal", Proposal, 25, ("decide", "decide")),
        ("proposal", Proposal, 25, ("decide", "send_back_from_chairman")),
    ],
)
def test_of_two_at_one_thing_exactly_one_is_done(app, at_work, kind, model, steps, verbs):
    walk(at_work, at_work.draft(at_work.units[0], "Chamaléa Thị Sương"), steps)
    thing_id = newest(kind).id

    ends = at_once(app, *(taking(at_work, verb, model, thing_id) for verb in verbs))

    assert (sorted(ends), story.faults(story.read())) == (["done", "slower"], [])


def test_a_list_and_one_of_its_cases_moved_at_once_leave_no_case_between(app, at_work):
    """The Chairman signs the list while the unit withdraws a case on it: one of them is refused, whole."""
    case = at_work.draft(at_work.units[0], "Chamaléa Thị Sương")
    walk(at_work, case, 25)
    deeds = (
        taking(at_work, "decide", Proposal, newest("proposal").id),
        taking(at_work, "withdraw", Nomination, case.id),
    )

    ends = at_once(app, *deeds)

    state = State.DECIDED if ends[0] == "done" else State.WITHDRAWN
    assert (sorted(map(str, ends)), case.state, story.faults(story.read())) == (["done", "slower"], state, [])


def test_of_two_secretaries_who_save_sums_from_one_page_the_second_keeps_hers_to_read(app, at_work):
    walk(at_work, at_work.draft(at_work.units[0], "Chamaléa Thị Sương"), 5)
    meeting = newest("unit meeting")
    secretary = at_work.actor(Role.UNIT_COUNCIL_SECRETARY)
    handed = moves_of_sheets.handed_in(meeting, agree=province.MEMBERS)
    teller = at_work.actor(Role.UNIT_CLERK)  # who would type in next: without a second person nobody begins
    agenda.name_tellers(meeting, moves_of_sheets.TELLERS, {"Bá Văn Trịnh": teller.user_id})
    db.session.commit()

    def saving():
        returning.enter(db.session.get_one(Meeting, meeting.id), handed, actor=secretary)

    ends = at_once(app, saving, saving)

    kept = [(entry.issued, [*entry.totals.values()]) for entry in meeting.entries]
    saved = db.session.scalar(select(func.count()).where(AuditEvent.action == "enter_returns"))
    assert (sorted(ends), kept, saved) == (["done", "slower"], [(province.MEMBERS, [[province.MEMBERS, 0, 0]])], 1)


def test_of_two_people_who_type_sums_at_once_neither_waits_for_the_other(app, at_work):
    walk(at_work, at_work.draft(at_work.units[0], "Chamaléa Thị Sương"), 5)
    meeting = newest("unit meeting")
    people = [at_work.actor(role) for role in (Role.UNIT_COUNCIL_SECRETARY, Role.UNIT_CLERK)]
    handed = moves_of_sheets.handed_in(meeting, agree=province.MEMBERS)
    agenda.name_tellers(meeting, moves_of_sheets.TELLERS, {"Bá Văn Trịnh": people[1].user_id})
    db.session.commit()

    def saving(person):
        return lambda: returning.enter(db.session.get_one(Meeting, meeting.id), handed, actor=person)

    ends = at_once(app, *map(saving, people))

    kept = [(item.agree, item.disagree, item.invalid) for item in meeting.items]
    assert (ends, len(meeting.entries), kept) == (["done", "done"], 2, [(province.MEMBERS, 0, 0)])


def test_of_two_clerks_who_enter_one_number_the_second_is_told_whose_it_is(app, at_work):
    cases = pair(at_work, 10)
    sheets = db.session.scalars(select(Submission.id).order_by(Submission.id)).all()
    clerk, entry = at_work.actor(Role.UNIT_CLERK), Registration(number=7, issued_on=clock.today())

    def numbering(sheet_id):
        return lambda: submissions.issue(db.session.get_one(Submission, sheet_id), entry, at_work.scan, actor=clerk)

    ends = at_once(app, *map(numbering, sheets))

    taken = {
        "number": "Số 7 năm 2025 đã cấp cho “Về việc đề nghị khen thưởng”. Hãy kiểm tra sổ văn bản đi và nhập số khác."
    }
    assert (len(cases), sorted(ends, key=str)) == (2, sorted(["done", taken], key=str))
    assert db.session.scalars(select(PaperNumber.number)).all() == [7]
    assert story.faults(story.read()) == []


def test_two_desks_taking_in_at_once_give_every_letter_a_number_of_its_own(app, at_work):
    cases = [case.id for case in pair(at_work, 11)]
    desk = at_work.actor(Role.INTAKE_OFFICER)
    colleague = replace(desk, user_id=at_work.actor(Role.APPRAISER).user_id)

    def taking_in(case_id, officer):
        return lambda: intake.register_all([db.session.get_one(Nomination, case_id)], 1, actor=officer)

    ends = at_once(app, taking_in(cases[0], desk), taking_in(cases[1], colleague))

    taken = {"number": "Số đến 1 năm 2025 đã dùng. Số tiếp theo còn trống là 2."}
    assert sorted(ends, key=str) == sorted(["done", taken], key=str)
    assert db.session.scalars(select(IncomingNumber.number)).all() == [1]
    assert story.faults(story.read()) == []
