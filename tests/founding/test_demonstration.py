"""The demonstration is founded once, on SQLite, and looked at from all sides."""

import csv
import fcntl
import gc
import os
import shutil
import stat
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import func, select

from app import clock, create_app, site
from app.accounts import passwords
from app.accounts.models import User
from app.audit.queries import last_moment, verify
from app.awards import rule_sets
from app.councils import regulation
from app.councils.constitution import CouncilKind
from app.councils.models import Council
from app.documents.models import Paper, StoredFile
from app.documents.store import Store
from app.extensions import db
from app.founding.demonstration import STANDS, found_demonstration
from app.intake.models import Supplement
from app.nominations.models import Assignment, Nomination
from app.nominations.openings import page_of  # noqa: F401 -- the rooms are open
from app.nominees.models import Nominee
from app.organisations.models import Appointment, StandIn
from app.outbox.models import Errand, ErrandStatus, Notice
from app.public_notices.models import NoticeStatus, PublicNotice
from app.resolutions import customs
from app.resolutions.models import Resolution
from app.runs.models import BulkRun, Outcome, Stage
from app.serving import DEMONSTRATION_BEGINS
from workflows import registry
from workflows.award_province_1 import State
from workflows.award_state_1 import AboveState
from workflows.award_unit_1 import UnitState
from workflows.gatherings_1 import GatheringState
from workflows.sheets_1 import DecisionState, MeetingState, ProposalState, SubmissionState
from workflows.unit_decisions_1 import UnitDecisionState
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role, Sheet

KNOWN_TWICE = {"Nguyễn Thị Ngọc Ánh"}  # who is nominated and may look in
NOBODY = {Role.SYSTEM, Role.ANY_PARTY}
BY_COUNCILS = {  # a simplified case meets none
    State.UNIT_CHECK,
    State.UNIT_PUBLIC,
    State.UNIT_COUNCIL,
    State.UNIT_SIGN,
    State.COUNCIL_SCHEDULED,
    State.COUNCIL_VOTING,
    State.COUNCIL_RESULT,
    State.NOT_PROPOSED,
}
EMPTY = {  # of each process the states in which nothing stands, and why
    "medal_simplified": BY_COUNCILS,
    "resolution_2025": set(registry.latest("resolution_2025").states),  # its law begins after the demonstration's day
    # what a unit decides: one decision that was reported and one that waits; the way to its council is the province's
    "award_unit": set(registry.latest("award_unit").states) - {UnitState.AWAITS_DECISION, UnitState.REPORTED},
    "unit_decision": {*UnitDecisionState} - {UnitDecisionState.DRAFT, UnitDecisionState.REPORTED},
    "unit_gathering": {"CANCELLED"},  # a sheet is no case: that one was given up is of no use to look at
    "unit_submission": {"CANCELLED"},
    "council_meeting": {"CANCELLED"},
    "sealed_ballot": set(registry.latest("sealed_ballot").states),  # its slips are on paper: whoever tries it votes
    "proposal": {"CANCELLED"},
    "award_state": {*registry.latest("award_state").states}
    - {AboveState.SENT},  # two wait for their answer: one is enough
    "state_proposal": {"DRAFT", "AT_VPUB", "AT_CHAIR", "CANCELLED"},
    "upward_submission": {"SIGNED", "ISSUED", "ANSWERED", "RECALLED"},
    "state_decision": {"SIGNED", "ISSUED", "VOID"},  # nothing has come back yet
    "received_paper": {"ISSUED", "VOID"},
    "paper": {"DRAFT", "AWAITING", "NUMBERED", "VOID"},  # is signed and issued with its sheet
}
MOVED = [table for table in db.metadata.sorted_tables if {"workflow_key", "state"} <= {*table.c.keys()}]
STATE_OF_SHEETS = {  # a paper is issued only by its sheet's own step
    (PaperCode.SUBMISSION_LETTER, Sheet.SUBMISSION): ("submission", {SubmissionState.ISSUED}),
    (PaperCode.SUBMISSION_LETTER, Sheet.GATHERING): ("gathering", {GatheringState.SENT, GatheringState.ANSWERED}),
    (PaperCode.TALLY_SHEET, Sheet.MEETING): ("meeting", {MeetingState.COUNTED, MeetingState.CLOSED}),
    (PaperCode.MINUTES, Sheet.MEETING): ("meeting", {MeetingState.CLOSED}),
    (PaperCode.PROPOSAL_LETTER, Sheet.PROPOSAL): ("proposal", set(ProposalState) - {ProposalState.CANCELLED}),
    (PaperCode.FORWARDING_SLIP, Sheet.PROPOSAL): ("proposal", {*ProposalState} - {ProposalState.CANCELLED}),
    (PaperCode.CONCLUSION_NOTICE, Sheet.PROPOSAL): ("proposal", set(ProposalState)),
    (PaperCode.AWARD_DECISION, Sheet.DECISION): ("decision", {DecisionState.ISSUED}),
    (PaperCode.AWARD_DECISION, Sheet.UNIT_DECISION): ("unit_decision", {UnitDecisionState.REPORTED}),
    (PaperCode.UPWARD_LETTER, Sheet.UPWARD): ("upward_submission", {"ISSUED", "SENT", "ANSWERED", "RECALLED"}),
    (PaperCode.HANDOVER_MINUTES, Sheet.DECISION): ("decision", {DecisionState.ISSUED}),
    (PaperCode.PAYMENT_VOUCHER, Sheet.DECISION): ("decision", {DecisionState.ISSUED}),
    (PaperCode.ARCHIVE_INDEX, Sheet.DECISION): ("decision", {DecisionState.ISSUED}),
    (PaperCode.MEDAL_DECISION, Sheet.DECISION): ("decision", {DecisionState.ISSUED}),
    (PaperCode.PEOPLE_NOTICE, Sheet.NOTICE): ("notice", set(NoticeStatus) - {NoticeStatus.DRAFT}),
    (PaperCode.PUBLIC_NOTICE_REPORT, Sheet.NOTICE): ("notice", {NoticeStatus.SUMMARISED}),
}


@pytest.fixture(scope="module")
def instance(tmp_path_factory):
    """The whole history, lived once in a run: whoever comes later takes a copy."""
    folder = tmp_path_factory.mktemp("demonstration") / "instance"
    shutil.copytree(_lived(tmp_path_factory.getbasetemp()), folder)
    with _opened(folder):
        clock.use(folder / "clock.json")
        yield folder
    clock.use(None)


def _lived(base):
    """One folder for all workers, who wait for the first of them."""
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demonstration-lived"
    with place.with_suffix(".lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        if not place.exists():
            _live(place.with_suffix(".growing")).rename(place)
    return place


def _live(folder):
    (folder / "papers").mkdir(parents=True)
    with _opened(folder):
        db.create_all()
        gc.disable()  # as a server's start does: a fifth of the time
        try:
            found_demonstration(folder)
        finally:
            gc.enable()
    return folder


@contextmanager
def _opened(folder):
    app = create_app(
        TESTING=True,
        SQLALCHEMY_DATABASE_URI=f"sqlite:///{folder / 'demo.sqlite3'}",
        PAPERS_FOLDER=folder / "papers",
        INSTANCE_FOLDER=folder,
    )
    with app.app_context():
        yield
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def accounts(instance):
    with (instance / "demo-accounts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_its_accounts_are_listed_for_their_owner_only(instance, accounts):
    file = instance / "demo-accounts.csv"
    assert (
        stat.S_IMODE(file.stat().st_mode),
        file.read_text(encoding="utf-8").splitlines()[0],
        len({row["username"] for row in accounts}),
    ) == (0o600, "username,password,role,organisation", db.session.scalar(select(func.count(User.id))))


def test_every_human_role_has_one_account_named_by_its_id(accounts):
    held = db.session.execute(
        select(User.username).join(Appointment, Appointment.user_id == User.id).where(User.username == Appointment.role)
    )
    assert sorted(held.scalars()) == sorted(set(Role) - NOBODY)


def test_roles_are_named_by_their_ids(accounts):
    assert {role for row in accounts for role in row["role"].split("; ")} == set(Role) - NOBODY


def test_everybody_signs_in_with_the_password_of_the_file(accounts):
    hashes = dict(db.session.execute(select(User.username, User.password_hash)).all())
    assert [
        row["username"] for row in accounts if not passwords.is_right(hashes[row["username"]], row["password"])
    ] == []


def test_nobody_must_change_the_password_first(instance):
    assert db.session.scalar(select(func.count(User.id)).where(User.must_change_password)) == 0


def test_somebody_sits_in_two_organisations(instance):
    offices = func.count(func.distinct(Appointment.organisation_id))
    twice = (
        select(User.username).join(Appointment, Appointment.user_id == User.id).group_by(User.id).having(offices > 1)
    )
    assert set(db.session.scalars(twice)) == {"council_chair", "snv_director"}


def test_the_provincial_council_has_fifteen_members_and_units_have_their_own(instance):
    councils = db.session.scalars(select(Council).where(Council.kind == CouncilKind.EMULATION)).all()
    sizes = {council.organisation.code: len(council.members) for council in councils}
    assert (sizes["HDTDKT-T"], sizes["SGDDT"], sizes["UB-BA"]) == (15, 9, 7)


def test_councils_have_their_papers_and_sit_by_the_numbers_of_the_facts(instance):
    of_both = db.session.scalars(select(Council)).all()
    councils = {one.organisation.code: one for one in of_both if one.kind is CouncilKind.EMULATION}
    numbers = {code: regulation.in_force(council, date(2025, 2, 17)) for code, council in councils.items()}
    quorum = {
        code: (one.quorum_numerator, one.quorum_denominator, one.quorum_confidence) for code, one in numbers.items()
    }
    assert [one.name for one in of_both if not any(paper.file for paper in one.papers)] == []
    assert [one.name for one in of_both if one.kind is CouncilKind.INITIATIVE and one.is_provincial] == [
        "Hội đồng sáng kiến tỉnh Ninh Thuận"
    ]
    assert (quorum["HDTDKT-T"], quorum["SGDDT"], quorum["SYT"]) == (
        (4, 5, "practice"),
        (2, 3, "province"),
        (2, 3, "practice"),
    )


def test_something_stands_in_every_state_of_every_process(instance):
    standing = {key: set() for key in {definition.key for definition in registry.all_versions()}}
    for table in MOVED:
        for key, state in db.session.execute(select(table.c.workflow_key, table.c.state).distinct()):
            standing[key].add(state)

    empty = {key: set(registry.latest(key).states) - states for key, states in standing.items()}
    assert {key: states for key, states in empty.items() if states} == EMPTY


def test_three_hundred_cases_stand_beside_the_resolutions(instance):
    counted = [db.session.scalar(select(func.count(model.id))) for model in (Nomination, Resolution)]

    assert [*map(min, counted, (300, 50))] == [300, 50]


def test_no_case_can_stand_under_the_law_of_2025_by_the_demonstrations_clock(instance):
    """A case follows the law of the day it began on and is not moved to another process: `docs/operation.md`."""
    begins = next(one.valid_from for one in customs.PROFILES if one.machine == "resolution_2025")

    assert (begins > STANDS.date(), customs.profile_on(STANDS.date()).machine) == (True, "resolution_2015")


def test_nobody_has_the_name_of_somebody_else(instance):
    people = select(Nominee.name, func.count()).group_by(Nominee.name).having(func.count() > 1)
    accounts = select(User.full_name).where(User.full_name.in_(select(Nominee.name)))

    assert db.session.execute(people).all() == []
    assert set(db.session.scalars(accounts)) <= KNOWN_TWICE


def test_some_cases_are_overdue_and_some_due_within_three_days(instance):
    due = list(db.session.scalars(select(Nomination.due_at).where(Nomination.state.not_in(ENDED))))
    late = [moment for moment in due if moment and moment < STANDS]
    soon = [moment for moment in due if moment and 0 <= (moment - STANDS).days < 3]
    assert (3 <= len(late) <= len(due) // 4, len(soon) >= 3) == (True, True)


ENDED = {State.NOT_PROPOSED, State.NOT_APPROVED, State.WITHDRAWN, State.PUBLISHED}


def test_a_supplement_is_overdue(instance):
    late = select(func.count(Supplement.id)).where(Supplement.answered_at.is_(None), Supplement.due_on < STANDS.date())
    assert db.session.scalar(late) == 1


def test_the_history_ends_where_the_server_begins(instance):
    assert STANDS == DEMONSTRATION_BEGINS
    assert last_moment() < DEMONSTRATION_BEGINS


def test_the_log_is_whole(instance):
    assert verify() == []


def test_every_stored_file_is_what_was_put_in(instance):
    store = Store(instance / "papers")
    assert [file.original_name for file in db.session.scalars(select(StoredFile)) if not store.verify(file)] == []


def test_no_paper_is_issued_without_its_sheets_step(instance):
    issued = db.session.scalars(select(Paper).where(Paper.state == "ISSUED", Paper.sheet != Sheet.CASE)).all()
    states = {
        name: dict(db.session.execute(select(table.c.id, table.c.state)).all())
        for name in ("gathering", "submission", "unit_decision", "meeting", "proposal", "decision", "upward_submission")
        if (table := db.metadata.tables[name]) is not None
    }
    states["notice"] = dict(db.session.execute(select(PublicNotice.id, PublicNotice.status)).all())
    astray = []
    for paper in issued:
        sheet, allowed = STATE_OF_SHEETS[paper.code, paper.sheet]
        if states[sheet][paper.sheet_id] not in allowed:
            astray.append((paper.code, paper.sheet_id))
    assert (astray, len(issued) > 20) == ([], True)


def test_every_numbered_paper_that_is_issued_has_its_signed_copy(instance):
    without = select(func.count(Paper.id)).where(Paper.state == "ISSUED", Paper.number.is_not(None))
    assert db.session.scalar(without.where(Paper.signed_copy_id.is_(None))) == 0


def test_papers_are_printed_later(instance):
    waiting = dict(
        db.session.execute(
            select(Errand.kind, func.count()).where(Errand.status == ErrandStatus.WAITING).group_by(Errand.kind)
        ).all()
    )
    assert (set(waiting), waiting["render"] > 50) == ({"render", "pack_upward"}, True)  # the package is there already


def test_old_news_is_read(instance):
    unread = select(func.min(Notice.created_at)).where(Notice.read_at.is_(None))
    assert (STANDS - db.session.scalar(unread)).days <= 7


def test_resolutions_are_assumed_and_the_medals_came_first(instance):
    facts = db.session.execute(select(Resolution.is_assumed).distinct()).scalars().all()
    in_force = select(Resolution).where(
        Resolution.award_code == "ky_niem_chuong_tinh", Resolution.state == "NQ20_IN_FORCE"
    )
    held = db.session.scalars(in_force.order_by(Resolution.effective_on)).all()
    rules = rule_sets.in_force_on("ky_niem_chuong_tinh", STANDS.date())

    assert facts == [True]
    assert [(one.number, one.effective_on, len(one.steps)) for one in held] == [
        ("00/2024/NQ-HĐND", date(2025, 1, 1), 23),
        ("00/2025/NQ-HĐND", date(2025, 2, 14), 18),
    ]
    assert (rules.resolution_number, rules.valid_to) == ("00/2024/NQ-HĐND", None)


def test_every_title_is_of_one_resolution(instance):
    titles = db.session.scalars(select(Resolution.title)).all()
    assert len(titles) == len(set(titles))


def test_the_deputy_has_cases_and_so_has_somebody_who_stands_in(instance):
    on_desk = dict(
        db.session.execute(
            select(User.username, func.count())
            .join(Assignment, Assignment.to_id == User.id)
            .where(Assignment.ended_at.is_(None))
            .group_by(User.username)
        )
        .tuples()
        .all()
    )
    (acting,) = db.session.scalars(select(StandIn)).all()

    assert (on_desk["snv_ban_deputy"], on_desk["snv_ban_head"]) == (2, 1)
    assert (acting.acting.user.username, acting.absent.user.username) == ("snv_drafter", "snv_appraiser.02")
    assert acting.acting.holds_on(STANDS.date())
    assert on_desk["snv_appraiser.02"] > 0


def test_one_step_was_taken_of_many_cases_and_refused_of_one(instance):
    (run,) = db.session.scalars(select(BulkRun)).all()

    assert (run.step, run.stage, [item.outcome for item in run.items]) == (
        "accept",
        Stage.DONE,
        [Outcome.DONE] * 4 + [Outcome.REFUSED],
    )


def test_it_is_founded_once(instance):
    db.session.rollback()
    with pytest.raises(RuntimeError):
        found_demonstration(instance)
    assert site.mode() == site.DEMONSTRATION
