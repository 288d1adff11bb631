"""While an upload is inspected others write; what they changed is known before the file is kept."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.accounts.operations import end_sessions
from app.audit import operations as audit
from app.documents import store
from app.documents.models import PaperNumber, StoredFile
from app.documents.store import Store
from app.extensions import db, unit_of_work
from app.nominations.models import Evidence, Nomination
from app.organisations.models import Appointment
from app.papers import uploads
from app.submissions import operations
from app.submissions.facts import as_shown
from tests import builders
from tests.builders import blank_pdf, events_of, signed_in
from tests.submissions.test_road import drafted
from workflows.award_province_1 import State
from workflows.vocabulary import Role


@pytest.fixture
def meanwhile(app, tmp_path, monkeypatch):
    """Have a deed done by a thread of its own in the middle of the next inspection; what came of it."""
    app.config["PAPERS_FOLDER"] = tmp_path / "papers"
    inspect, deeds, ends = store.inspect, [], []

    def in_its_own_context(deed):
        with app.app_context():
            return deed()

    def watched(*args, **limits):
        found = inspect(*args, **limits)
        if deeds:
            with ThreadPoolExecutor(1) as pool:
                ends.append(pool.submit(in_its_own_context, deeds.pop()).result())
        return found

    monkeypatch.setattr(store, "inspect", watched)

    def planned(deed):
        deeds.append(deed)
        return ends

    return planned


def attach(app, house, case, content):
    data = {"doc_code": "quyet_dinh_da_khen", "file": (BytesIO(content), "quyet-dinh.pdf")}
    return signed_in(app.test_client(), house.clerk).post(f"/nominations/{case.id}/evidence/new", data=data)


def number(app, who, submission_id, number):
    entry = {"number": number, "issued_on": clock.today().strftime("%d/%m/%Y")}
    copy = {"signed_copy": (BytesIO(blank_pdf()), f"{number}.pdf")}
    return signed_in(app.test_client(), who).post(f"/submissions/{submission_id}/register", data=entry | copy)


def test_another_writes_while_a_file_is_inspected_and_the_inspected_bytes_are_kept(app, house, meanwhile):
    case, content = house.case("Katơr Thị Sính", State.DRAFT), blank_pdf()
    db.session.commit()

    def write():
        with unit_of_work():
            return audit.record(actor=house.head, subject="test:1", action="written").action

    ends = meanwhile(write)
    answer = attach(app, house, case, content)

    (kept,) = db.session.scalars(select(Evidence)).all()
    assert (answer.status_code, ends) == (303, ["written"])
    assert kept.file.sha256 == hashlib.sha256(content).hexdigest()
    with Store(app.config["PAPERS_FOLDER"]).open_file(kept.file) as file:
        assert file.read() == content
    assert [event.action for event in events_of(case.ref)] == ["add_evidence"]


def test_a_case_that_went_on_while_its_file_was_inspected_takes_it_no_more(app, house, meanwhile):
    case = house.case("Katơr Thị Sính", State.DRAFT)
    db.session.commit()

    def go_on():
        with unit_of_work():
            db.session.get_one(Nomination, case.id).state = State.UNIT_COUNCIL

    meanwhile(go_on)
    answer = attach(app, house, case, blank_pdf())

    files = [path for path in app.config["PAPERS_FOLDER"].rglob("*") if path.is_file()]
    assert (answer.status_code, files) == (409, [])
    assert [db.session.scalars(select(model)).all() for model in (Evidence, StoredFile)] == [[], []]


def test_of_two_signed_copies_the_one_inspected_slower_is_told_of_the_other(app, house, passed, meanwhile):
    submission = drafted(house, passed)
    operations.sign(submission, {}, actor=house.head, seen=as_shown(submission))
    db.session.commit()

    colleague = builders.actor(Role.UNIT_CLERICAL, house.unit)
    db.session.commit()

    ends = meanwhile(lambda: number(app, colleague, submission.id, 7).status_code)
    slower = number(app, house.clerk, submission.id, 8)

    db.session.expire_all()
    assert (slower.status_code, ends, submission.state) == (409, [303], "ISSUED")
    assert [one.number for one in db.session.scalars(select(PaperNumber))] == [7]
    assert [one.original_name for one in db.session.scalars(select(StoredFile))] == ["7.pdf"]


@pytest.mark.parametrize("lost", ["account", "office", "session"])
def test_who_lost_their_rights_while_a_file_was_inspected_changes_nothing(app, house, meanwhile, lost):
    case = house.case("Katơr Thị Sính", State.DRAFT)
    db.session.commit()

    def lose():
        with unit_of_work():
            if lost == "account":
                db.session.get_one(User, house.clerk.user_id).is_active = False
            elif lost == "office":
                held = db.session.get_one(Appointment, house.clerk.appointment_id)
                held.valid_to = clock.today() - timedelta(days=1)
            else:
                end_sessions(db.session.get_one(User, house.clerk.user_id))

    meanwhile(lose)
    answer = attach(app, house, case, blank_pdf())

    assert (answer.status_code, "vừa kết thúc" in answer.text) == (403, True)
    assert [db.session.scalars(select(model)).all() for model in (Evidence, StoredFile)] == [[], []]
    assert events_of(case.ref) == []


def test_one_person_has_few_files_inspected_at_once(app, house, meanwhile, monkeypatch):
    monkeypatch.setattr(uploads, "MOST", 1)
    case = house.case("Katơr Thị Sính", State.DRAFT)
    db.session.commit()

    ends = meanwhile(lambda: attach(app, house, case, blank_pdf()))
    first = attach(app, house, case, blank_pdf())
    third = attach(app, house, case, blank_pdf() + b"\n")

    assert (first.status_code, ends[0].status_code, third.status_code) == (303, 422, 303)
    assert uploads.TOO_MANY in ends[0].text
