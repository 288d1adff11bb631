"""From the letter that stops a case to the conclusion that brings it back or ends it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.appraisals import consulting
from app.appraisals.models import Consultation, ConsultationStatus
from app.casework import NotYourStep, TransitionRefused, advance
from app.documents.kinds import read
from app.documents.models import Paper
from app.errors import Invalid, Refusal, SomebodyWasFaster
from app.extensions import db
from app.intake import operations as intake
from app.intake import queries as desk
from app.nominations.openings import facts
from app.organisations.queries import by_code
from app.outbox.models import Errand
from app.suspensions import operations, queries
from app.suspensions.models import Finding
from app.suspensions.operations import Cause
from tests import builders
from tests.builders import events_of
from tests.casework import road
from tests.suspensions.conftest import REASON
from workflows.award_province_1 import State
from workflows.medal_nomination_1 import UNDER_WAY
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Role


def left(case):
    return case.state, clock.local(case.due_at).date() if case.due_at else None


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
@pytest.mark.parametrize("state", sorted(UNDER_WAY - {State.SUPPLEMENT}))
def test_from_every_state_and_back_to_it_with_the_days_it_had(office, state):
    case = office.case_at(state)
    due = left(case)[1]

    office.suspend(case)
    clock.stand_at(clock.now() + timedelta(days=14))
    stood = left(case)
    office.resume(case)

    assert stood == (State.SUSPENDED, None)
    assert left(case) == (state, due and due + timedelta(days=14))  # two weeks later, the same weekday


def test_a_suspension_keeps_why_and_tells_the_unit_and_whoever_had_the_case(office):
    case = office.case_at(State.AT_CHAIR)

    made = office.suspend(case, source_number="12/CV-TTT")

    kept = (made.state, made.ground, made.ground_basis, made.source_number, made.reason, made.finding)
    errands = db.session.scalars(select(Errand).where(Errand.subject == case.ref).order_by(Errand.id.desc()).limit(2))
    assert kept == (
        State.AT_CHAIR,
        "don_thu",
        "Nghị định số 98/2023/NĐ-CP, Điều 4",
        "12/CV-TTT",
        REASON,
        None,
    )
    assert [(one.kind, one.payload.get("role"), one.payload.get("state")) for one in errands] == [
        ("tell_holder", None, State.AT_CHAIR),
        ("tell", "unit_clerk", None),
    ]
    assert [(event.action, event.reason) for event in events_of(case.ref)][-1] == ("suspend", REASON)


def test_the_letter_says_ground_and_reason_and_nothing_of_who_wrote(office):
    case = office.case_at(State.INTAKE)

    made = office.suspend(case, source_agency="Ban Tiếp công dân", source_number="99/BTCD")

    said = read(made.letter.template, made.letter.content)
    text = " ".join((said.subject, *said.paragraphs, said.closing))
    assert (said.code, made.letter.state, made.letter.organisation_id) == ("CV_TAMDUNG", "SIGNED", by_code("SNV").id)
    assert (said.letterhead.symbol, said.addressees) == ("SNV-TĐKT", ("Sở Giáo dục và Đào tạo",))
    assert "đang có đơn thư được cơ quan có thẩm quyền xác minh. Căn cứ Điều 4 Nghị định số 98/2023/NĐ-CP" in text
    assert REASON.rstrip(".") in text
    assert "Ban Tiếp công dân" not in text
    assert "99/BTCD" not in text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"ground": "ganh_ghet"}, {"ground": "Chọn căn cứ tạm dừng."}),
        (
            {"ground": "", "source_on": date(2025, 2, 18)},
            {"ground": "Chọn căn cứ tạm dừng.", "source_on": "Ngày này không thể sau hôm nay."},
        ),
    ],
)
def test_a_suspension_without_its_cause_is_refused_and_changes_nothing(office, wrong, told):
    case = office.case_at(State.INTAKE)

    with pytest.raises(Invalid) as refused:
        office.suspend(case, **wrong)

    assert (refused.value.errors, case.state, queries.current(case)) == (told, State.INTAKE, None)


def test_only_the_head_and_only_while_it_is_under_way(office):
    case = office.case_at(State.SUBMITTED)
    cause = Cause(
        ground="don_thu", source_agency="Sở Nội vụ", source_number="", source_on=clock.today(), reason="Có đơn."
    )

    with pytest.raises(TransitionRefused):
        operations.suspend(case, cause, actor=office.head)
    road.walk_to(office.at_work, case, State.INTAKE)
    with pytest.raises(NotYourStep):
        operations.suspend(case, cause, actor=office.actor(Role.APPRAISER))


def test_a_case_that_moved_while_its_page_was_read_is_told(office):
    case = office.case_at(State.APPRAISAL)

    with pytest.raises(SomebodyWasFaster) as slower:
        office.suspend(case, seen=State.INTAKE)

    assert (slower.value.kept, case.state) == ({"Lý do": REASON}, State.APPRAISAL)


def test_without_a_conclusion_it_neither_goes_on_nor_ends(office):
    case = office.case_at(State.APPRAISED)
    standing = office.suspend(case)

    with pytest.raises(TransitionRefused) as back:
        operations.resume(standing, actor=office.head)
    with pytest.raises(TransitionRefused) as ended:
        operations.end(standing, "Vi phạm.", actor=office.head)

    assert (back.value.reasons, ended.value.reasons) == (
        ["Chưa có kết luận không vi phạm: ghi nhận văn bản kết luận rồi mới tiếp tục."],
        ["Chưa có kết luận vi phạm: ghi nhận văn bản kết luận rồi mới chấm dứt."],
    )


@pytest.mark.parametrize(
    ("finding", "facts_then"), [(Finding.CLEAR, (True, False)), (Finding.VIOLATION, (False, True))]
)
def test_what_was_found_is_what_the_guards_hear(office, finding, facts_then):
    case = office.case_at(State.INTAKE)
    office.suspend(case)
    before = facts(case)
    asked = (before.has_clearance, before.has_violation)

    office.conclude(case, finding)

    told = facts(case)
    assert (asked, (told.has_clearance, told.has_violation)) == ((False, False), facts_then)


def test_a_slip_in_a_conclusion_is_mended_until_something_followed(office):
    case = office.case_at(State.INTAKE)
    standing = office.suspend(case)
    office.conclude(case, Finding.VIOLATION)
    office.conclude(case, Finding.CLEAR)

    operations.resume(standing, actor=office.head)

    wanted = operations.Conclusion(
        finding="clear", finding_agency="X", finding_number="1", finding_on=clock.today(), finding_summary=""
    )
    with pytest.raises(Refusal) as refused:
        operations.conclude(standing, wanted, actor=office.head)
    assert case.state == State.INTAKE
    assert refused.value.reasons == ["Việc tạm dừng này đã kết thúc: hồ sơ đã được xét tiếp hoặc chấm dứt."]


def test_a_conclusion_is_no_older_than_its_cause_and_not_from_tomorrow(office):
    case = office.case_at(State.INTAKE)
    office.suspend(case)

    told = []
    for wrong in ({"finding_on": date(2025, 2, 13)}, {"finding_on": date(2025, 2, 18), "finding": "?"}):
        with pytest.raises(Invalid) as refused:
            office.conclude(case, **({"finding": Finding.CLEAR} | wrong))
        told.append(refused.value.errors)

    assert told == [
        {"finding_on": "Ngày kết luận không thể trước ngày của văn bản, đơn thư là căn cứ tạm dừng."},
        {"finding": "Chọn kết luận.", "finding_on": "Ngày này không thể sau hôm nay."},
    ]


def test_nobody_ends_a_case_on_a_conclusion_that_became_another_one(office):
    case = office.case_at(State.INTAKE)
    standing = office.suspend(case)
    office.conclude(case, Finding.VIOLATION)
    read_then = standing.version
    office.conclude(case, Finding.CLEAR)

    with pytest.raises(SomebodyWasFaster):
        operations.end(standing, "Vi phạm.", actor=office.head, version=read_then)

    assert case.state == State.SUSPENDED


@pytest.mark.parametrize(
    ("due_on", "due_then"),
    [
        (date(2025, 2, 21), date(2025, 3, 21)),
        (date(2025, 2, 22), date(2025, 3, 24)),  # a Saturday, named by a person: on with the next working day
    ],
)
def test_the_unit_keeps_the_days_it_had_to_mend_its_dossier_and_the_promised_day_moves(office, due_on, due_then):
    case = office.case_at(State.INTAKE)
    promised = case.result_due_on
    ask_for_more(office, case, due_on)

    office.suspend(case)
    clock.stand_at(clock.now() + timedelta(days=28))
    office.resume(case)

    asked = desk.open_supplement(case.id)
    assert left(case) == (State.SUPPLEMENT, due_then)
    assert (asked.due_on, facts(case).supplement_is_overdue) == (due_then, False)
    assert case.result_due_on == promised + timedelta(days=28)


def ask_for_more(office, case, due_on):
    named = intake.Named(kind="field", key="citation", note="Ghi rõ hơn.")
    wanted = intake.SupplementRequest(items=(named,), reason="Thiếu.", due_on=due_on)
    intake.ask_for_more(case, wanted, actor=office.actor(Role.INTAKE_OFFICER))


def test_the_end_is_told_with_its_reason_and_asks_nobody_any_more(office):
    case = office.case_at(State.APPRAISAL)
    agency = builders.organisation("CAT", "Công an tỉnh")
    inquiry = consulting.Inquiry(agency_ids=[agency.id], question="Xin ý kiến", due_on=date(2025, 3, 3))
    consulting.ask(case, inquiry, actor=office.actor(Role.APPRAISER))
    standing = office.suspend(case, source_agency="Ban Tiếp công dân")

    office.end(case)

    said = read(standing.notice.template, standing.notice.content)
    text = " ".join((*said.grounds, *said.paragraphs))
    assert (case.state, said.code, standing.notice.state) == (State.NOT_APPROVED, "TB_KETQUA", "SIGNED")
    assert "Căn cứ Kết luận số 15/KL-TTT ngày 17 tháng 02 năm 2025 của Thanh tra tỉnh" in text
    assert "Lý do: Đã có kết luận vi phạm trong quản lý tài chính" in text
    assert "Ban Tiếp công dân" not in text
    assert db.session.scalars(select(Consultation.status)).all() == [ConsultationStatus.CANCELLED]
    assert events_of(case.ref)[-1].action == "cancel_consultation"


def test_who_ends_without_a_reason_is_asked_for_one(office):
    case = office.case_at(State.INTAKE)
    office.suspend(case)

    with pytest.raises(TransitionRefused) as refused:
        office.end(case, reason=" ")

    assert refused.value.reasons == ["Phải nêu rõ lý do."]


def test_a_second_suspension_has_its_own_letter_also_before_the_first_is_numbered(office):
    case = office.case_at(State.INTAKE)
    first = office.suspend(case)
    office.resume(case)
    second = office.suspend(case, ground="ky_luat", reason="Đang xem xét kỷ luật.")

    letters = db.session.scalars(select(Paper).where(Paper.code == PaperCode.SUSPENSION_LETTER)).all()
    assert [paper.id for paper in letters] == [first.letter_id, second.letter_id]
    assert queries.current(case) is second


def test_nobody_gets_around_a_suspension_by_a_second_dossier(office):
    case = office.case_at(State.APPRAISAL)
    office.suspend(case)
    another = office.at_work.draft(office.unit, case.nominee_name)
    another.nominee_id = case.nominee_id
    clerk = office.actor(Role.UNIT_CLERK)
    advance(another, "send_to_check", actor=clerk)

    with pytest.raises(TransitionRefused) as refused:
        advance(another, "refer_to_unit_council", actor=clerk)
    office.resume(case)
    advance(another, "refer_to_unit_council", actor=clerk)

    assert refused.value.reasons == ["Hồ sơ đang bị tạm dừng: chờ kết luận rồi mới trình Hội đồng."]
    assert another.state == State.UNIT_COUNCIL


def test_a_supplement_is_closed_when_the_case_ends(office):
    case = office.case_at(State.INTAKE)
    ask_for_more(office, case, date(2025, 2, 24))
    office.suspend(case)

    office.end(case)

    assert desk.open_supplement(case.id) is None
