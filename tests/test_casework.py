"""The one door: who may, what stands in the way, and that all of a step is kept or none of it."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, datetime, timedelta
from enum import StrEnum
from threading import Barrier
from types import SimpleNamespace

import pytest
import time_machine
from sqlalchemy import func, select, text, update
from sqlalchemy.orm.exc import StaleDataError

from app import casework, clock
from app.actor import Actor
from app.audit import queries as audit
from app.audit.models import AuditEvent
from app.casework import NotYourStep, TransitionRefused, advance, begin, options
from app.clock import VIETNAM
from app.documents.models import Paper
from app.errors import Invalid, SomebodyWasFaster
from app.extensions import db, unit_of_work
from app.limits import limit_of
from app.outbox.models import Errand
from app.workdays import Holiday
from tests import builders
from workflows import registry
from workflows.engine import PREVIOUS, Limit, StateInfo, Transition, Workflow, guard
from workflows.vocabulary import DaysKind, DayUnit, Role, Sheet, StateKind, Tell, TellNominee
from workflows.vocabulary import Paper as PaperCode

NOON = datetime(2025, 1, 23, 12, 0, tzinfo=VIETNAM)  # a Thursday, two working days before Tết
ALLOWED = SimpleNamespace(is_complete=True, is_signed=True)


@guard("Hồ sơ còn thiếu thành phần.")
def is_complete(facts):
    return facts.is_complete


@guard("Chưa có chữ ký.")
def is_signed(facts):
    return facts.is_signed


class State(StrEnum):
    DRAFT = "DRAFT"
    CHECK = "CHECK"
    WAIT = "WAIT"
    DONE = "DONE"


class Tiny1(Workflow):
    """A process small enough to see at once."""

    key = "tiny"
    version = 1
    title = "Quy trình thử"
    initial = State.DRAFT
    states = {
        State.DRAFT: StateInfo("Dự thảo", StateKind.INITIAL, Role.UNIT_CLERK),
        State.CHECK: StateInfo("Kiểm tra", StateKind.NORMAL, Role.INTAKE_OFFICER),
        State.WAIT: StateInfo("Chờ", StateKind.NORMAL, Role.UNIT_CLERK),
        State.DONE: StateInfo("Xong", StateKind.FINAL, Role.INTAKE_OFFICER),
    }
    send = Transition(
        id="T1",
        label="Gửi",
        source={State.DRAFT},
        target=State.CHECK,
        by={Role.UNIT_CLERK},
        when=[is_complete, is_signed],
        then=[Tell(Role.INTAKE_OFFICER), TellNominee()],
    )
    ask = Transition(
        id="T2",
        label="Yêu cầu bổ sung",
        source={State.CHECK},
        target=State.WAIT,
        by={Role.INTAKE_OFFICER},
        limit=Limit(3),
        needs_reason=True,
    )
    take_back = Transition(
        id="T3", label="Trả về", source={State.WAIT}, target=PREVIOUS, by={Role.UNIT_CLERK}, limit=Limit(10)
    )
    finish = Transition(
        id="T4",
        label="Kết thúc",
        source={State.CHECK},
        target=State.DONE,
        by={Role.INTAKE_OFFICER},
        limit=Limit(4, DayUnit.CALENDAR),
    )
    remind = Transition(
        id="T5",
        label="Nhắc",
        source={State.CHECK},
        target=State.CHECK,
        by={Role.SYSTEM},
        limit=Limit(90, kind=next(kind for kind in DaysKind if kind is not DaysKind.LIMIT)),
    )


CLERK = Actor(user_id=1, name="Đỗ Thị Ánh", role=Role.UNIT_CLERK, organisation_id=1)
OFFICER = Actor(user_id=2, name="Bá Văn Tư", role=Role.INTAKE_OFFICER, organisation_id=2)


@pytest.fixture
def facts(monkeypatch):
    """Publish the tiny process; papers walk it, and all is allowed until a test says otherwise."""
    known = SimpleNamespace(**vars(ALLOWED))
    monkeypatch.setitem(registry._PUBLISHED, ("tiny", 1), Tiny1)
    monkeypatch.setitem(
        casework._kinds, Paper, casework.Kind(lambda _: known, lambda _, actor: frozenset({actor.role}))
    )
    return known


@pytest.fixture
def case(session, facts):
    for n in range(9):  # Tết
        session.add(Holiday(day=date(2025, 1, 25) + timedelta(days=n), name="Tết", basis="thử", confidence="verified"))
    made = paper_of(builders.organisation())
    begin(made, "tiny")
    session.add(made)
    session.commit()
    return made


def paper_of(issuer):
    return Paper(
        code=next(iter(PaperCode)),
        sheet=next(iter(Sheet)),
        sheet_id=1,
        organisation_id=issuer.id,
        template="x",
        title="Thử",
        content={},
        symbol="TT",
        created_at=clock.now(),
    )


def history(session):
    rows = session.execute(
        select(AuditEvent.action, AuditEvent.source, AuditEvent.target, AuditEvent.reason).order_by(AuditEvent.seq)
    )
    return [tuple(row) for row in rows]


def errands(session):
    return [(errand.kind, errand.payload) for errand in session.scalars(select(Errand).order_by(Errand.id))]


def standing(case):
    return case.state, case.previous_state, case.state_since, case.due_at, case.version


def test_a_new_case_pins_the_newest_definition(case):
    assert (case.workflow_key, case.workflow_version, case.workflow_digest) == ("tiny", 1, Tiny1.digest())
    assert (case.state, case.previous_state, case.due_at, case.state_name) == ("DRAFT", None, None, "Dự thảo")


def test_a_step_moves_records_and_queues(session, case):
    with time_machine.travel(NOON, tick=False):
        advance(case, "send", actor=CLERK, data={"pages": 3})
    session.commit()
    session.expire_all()

    assert standing(case) == ("CHECK", "DRAFT", NOON, datetime(2025, 2, 4, 17, 0, tzinfo=VIETNAM), 2)
    assert history(session) == [("send", "DRAFT", "CHECK", "")]
    event = session.get(AuditEvent, 1)
    assert (event.subject, event.actor_id, event.role, event.data) == (case.ref, 1, "unit_clerk", {"pages": 3})
    told = {"step": "send", "reason": ""}
    assert errands(session) == [("tell", {"role": Role.INTAKE_OFFICER.value, **told}), ("tell_nominee", told)]


def test_a_state_is_due_by_its_longest_legal_limit(session, case):
    """Three working days over Tết end after four calendar days; a reminder's own ninety days bind nobody."""
    with time_machine.travel(NOON, tick=False):
        advance(case, "send", actor=CLERK)
        assert case.due_at == datetime(2025, 2, 4, 17, 0, tzinfo=VIETNAM)
        advance(case, "finish", actor=OFFICER)
        assert case.due_at is None


@pytest.mark.parametrize(
    ("state", "due"),
    [
        ("DRAFT", None),
        ("CHECK", datetime(2025, 2, 4, 17, tzinfo=VIETNAM)),
        ("WAIT", datetime(2025, 2, 13, 17, tzinfo=VIETNAM)),
    ],
)
def test_limits(case, state, due):
    assert limit_of(Tiny1, state, NOON) == due


def test_a_person_may_name_the_day(session, case):
    named = datetime(2025, 2, 20, 17, 0, tzinfo=VIETNAM)
    advance(case, "send", actor=CLERK)
    advance(case, "ask", actor=OFFICER, reason="Thiếu tờ trình.", due=named)

    assert case.due_at == named


def test_a_case_goes_back_to_where_it_came_from(session, case):
    advance(case, "send", actor=CLERK)
    advance(case, "ask", actor=OFFICER, reason="Thiếu tờ trình.")
    advance(case, "take_back", actor=CLERK)

    assert (case.state, case.previous_state) == ("CHECK", "WAIT")
    assert history(session)[1:] == [("ask", "CHECK", "WAIT", "Thiếu tờ trình."), ("take_back", "WAIT", "CHECK", "")]


def test_every_reason_is_told_and_nothing_is_changed(session, case, facts):
    facts.is_complete = facts.is_signed = False
    before = standing(case)
    with pytest.raises(TransitionRefused) as refused:
        advance(case, "send", actor=CLERK)
    session.commit()
    session.expire_all()

    assert refused.value.title == "Chưa thể thực hiện bước “Gửi”."
    assert refused.value.reasons == ["Hồ sơ còn thiếu thành phần.", "Chưa có chữ ký."]
    assert (standing(case), history(session), errands(session)) == (before, [], [])


@pytest.mark.parametrize("reason", ["", " ", "\n\t"])
def test_a_step_that_needs_a_reason_asks_for_it(session, case, reason):
    advance(case, "send", actor=CLERK)
    with pytest.raises(TransitionRefused) as refused:
        advance(case, "ask", actor=OFFICER, reason=reason)

    assert refused.value.reasons == ["Phải nêu rõ lý do."]


def test_a_case_that_has_moved_on_says_so(session, case):
    with pytest.raises(TransitionRefused) as refused:
        advance(case, "finish", actor=OFFICER)

    assert refused.value.reasons == ["Hồ sơ đã chuyển sang bước khác."]


@pytest.mark.parametrize("step", ["send", "finish"])
def test_a_role_that_never_takes_a_step_is_told_so_whatever_the_state(session, case, facts, step):
    facts.is_complete = False
    stranger = Actor(user_id=3, name="Chủ tịch", role=Role.CHAIRMAN, organisation_id=3)
    with pytest.raises(NotYourStep) as refused:
        advance(case, step, actor=stranger)

    assert (refused.value.status, history(session)) == (403, [])


def test_options_are_the_steps_of_ones_role_each_with_its_refusals(session, case, facts):
    facts.is_signed = False

    assert [(o.name, o.refusals) for o in options(case, CLERK)] == [("send", ("Chưa có chữ ký.",))]
    assert options(case, OFFICER) == []


def test_state_event_and_errands_are_one_transaction(session, case):
    def step_and_fall():
        advance(case, "send", actor=CLERK)
        raise Invalid(x="Không được.")

    before = standing(case)
    with pytest.raises(Invalid), unit_of_work():
        step_and_fall()
    session.expire_all()

    assert (standing(case), history(session), errands(session)) == (before, [], [])


def test_a_step_on_a_stale_row_is_refused(session, case):
    session.rollback()
    with closing(db.engine.connect()) as another:
        another.execute(update(Paper).where(Paper.id == case.id).values(version=Paper.version + 1, title="Khác"))
        another.commit()

    with pytest.raises(StaleDataError):
        advance(case, "send", actor=CLERK)
    session.rollback()
    assert (history(session), errands(session)) == ([], [])


def test_of_many_at_once_exactly_one_wins(app, session, case):
    threads = 8
    start = Barrier(threads)
    case_id = case.id
    session.rollback()

    def click(_):
        start.wait()
        with app.app_context():
            try:
                with unit_of_work():
                    advance(db.session.get_one(Paper, case_id), "send", actor=CLERK)
            except (StaleDataError, TransitionRefused) as lost:
                return type(lost).__name__
            else:
                return "won"

    with ThreadPoolExecutor(threads) as pool:
        ends = [*pool.map(click, range(threads))]

    assert ends.count("won") == 1
    session.expire_all()
    assert (case.state, case.version, history(session)) == ("CHECK", 2, [("send", "DRAFT", "CHECK", "")])
    assert (len(errands(session)), audit.verify()) == (2, [])


def test_of_two_different_steps_at_once_one_wins(app, session, case):
    advance(case, "send", actor=CLERK)
    session.commit()
    case_id, start = case.id, Barrier(2)

    def click(step):
        start.wait()
        with app.app_context():
            try:
                with unit_of_work():
                    advance(db.session.get_one(Paper, case_id), step, actor=OFFICER, reason="Thiếu.")
            except (StaleDataError, TransitionRefused):
                return None
            else:
                return step

    with ThreadPoolExecutor(2) as pool:
        (won,) = {*pool.map(click, ["ask", "finish"])} - {None}

    session.expire_all()
    assert case.state == {"ask": "WAIT", "finish": "DONE"}[won]
    assert session.scalar(select(func.count()).select_from(AuditEvent)) == 2


# The pages


def page_for(app, error, **request):
    with app.test_request_context("/papers/1/void", method="POST", **request):
        response = app.make_response(app.handle_user_exception(error))
    return response.status_code, response.get_data(as_text=True)


def test_a_refusal_is_a_page_with_every_reason_and_nothing_of_it_is_markup(app):
    error = TransitionRefused(Tiny1.send, ["Thiếu <b>tờ trình</b> & ảnh.", "Chưa có chữ ký."])

    status, page = page_for(app, error)

    assert status == 409
    assert "Chưa thể thực hiện bước “Gửi”." in page
    assert "<li>Thiếu &lt;b&gt;tờ trình&lt;/b&gt; &amp; ảnh.</li>" in page
    assert "<li>Chưa có chữ ký.</li>" in page


def test_somebody_elses_step_is_a_page(app):
    status, page = page_for(app, NotYourStep(Tiny1.send))

    assert status == 403
    assert "Anh/chị không có quyền thực hiện bước “Gửi”." in page
    assert "Bước này thuộc thẩm quyền của người khác." in page


def test_who_was_slower_gets_back_what_they_typed(app):
    typed = {"csrf_token": "secret-token", "reason": "Thiếu <tờ trình>", "empty": " "}

    status, page = page_for(app, StaleDataError("x"), data=typed)

    assert status == 409
    assert "Thiếu &lt;tờ trình&gt;</textarea>" in page
    assert "secret-token" not in page
    assert "empty" not in page


def test_who_was_faster_is_named(app):
    error = SomebodyWasFaster("Bá <Tư>", "09:15", ["Tên"], {"Tên": "Đạt"})

    status, page = page_for(app, error)

    assert status == 409
    assert all(words in page for words in ("Bá &lt;Tư&gt;", "09:15", "<li>Tên</li>", "Đạt</textarea>"))


def test_invalid_without_a_form_is_a_page(app):
    status, page = page_for(app, Invalid(user="Không thể tự đóng tài khoản của mình."))

    assert (status, "Không thể tự đóng tài khoản của mình." in page) == (422, True)


def test_the_test_cleans_up_behind_a_log(session, case):
    advance(case, "send", actor=CLERK)
    session.commit()

    assert session.scalar(text("SELECT count(*) FROM audit_event")) == 1
