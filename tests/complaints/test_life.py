"""A petition is entered, taken up, settled; the case moves only where the process has a step for what was found."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app import clock
from app.audit import queries as audit
from app.audit.models import AuditEvent
from app.casework import NotYourStep, TransitionRefused, begin
from app.complaints import operations, queries, rules
from app.complaints.models import Complaint, ComplaintKind, ComplaintStatus, Petitioner
from app.complaints.operations import Petition, Settlement
from app.decisions.models import Proposal, ProposalItem
from app.decisions.operations import ProposalDraft, redraft
from app.decisions.queries import awaiting_proposal
from app.desk.queries import worklist
from app.effects import runner
from app.errors import Invalid, Refusal, SomebodyWasFaster
from app.extensions import db
from app.nominations import letters, openings
from app.outbox.models import Notice
from tests.complaints.conftest import MONDAY
from workflows.award_province_1 import State
from workflows.vocabulary import Role

TODAY = MONDAY.date()
WRITTEN = Petition(
    kind=ComplaintKind.COMPLAINT,
    petitioner=Petitioner.NOMINEE,
    name="Đạo Thị Lan",
    contact="0259 3 822 000",
    received_on=TODAY,
    known_on=date(2025, 2, 3),
    obstacle="",
    content="Đề nghị xem lại kết luận không đủ tiêu chuẩn.",
)
UPHELD = Settlement(
    is_upheld=True,
    answer="Khiếu nại đúng: thiếu một năm thành tích khi thẩm định.",
    letter_number="12/QĐ-SNV",
    letter_on=TODAY,
    version=2,
)


def entered(house, case, **changes):
    return operations.enter(case, replace(WRITTEN, **changes), actor=house[Role.INTAKE_OFFICER])


def settled(house, case, *, is_upheld=True, **changes):
    complaint, officer = entered(house, case, **changes), house[Role.COMPLAINT_OFFICER]
    operations.accept(complaint, is_complex=False, version=1, actor=officer)
    operations.settle(complaint, replace(UPHELD, is_upheld=is_upheld), actor=officer)
    return complaint


def standing(complaint):
    return (complaint.kind, complaint.status, complaint.due_on)


def told(role, house):
    runner.run_waiting()
    who = house[role].user_id
    return [n.text for n in db.session.scalars(select(Notice).where(Notice.user_id == who).order_by(Notice.id))]


def test_a_petition_has_its_days_at_each_stage(house):
    complaint, officer = entered(house, house.refused), house[Role.COMPLAINT_OFFICER]
    new = standing(complaint)
    operations.accept(complaint, is_complex=False, version=1, actor=officer)
    taken_up = standing(complaint)
    operations.settle(complaint, replace(UPHELD, is_upheld=False), actor=officer)

    kind = ComplaintKind.COMPLAINT
    assert [new, taken_up, standing(complaint)] == [
        (kind, ComplaintStatus.RECEIVED, date(2025, 2, 27)),
        (kind, ComplaintStatus.ACCEPTED, date(2025, 3, 19)),
        (kind, ComplaintStatus.DISMISSED, None),
    ]


def test_a_complex_one_has_longer(house):
    complaint = entered(house, house.refused)

    operations.accept(complaint, is_complex=True, version=1, actor=house[Role.COMPLAINT_OFFICER])

    assert complaint.due_on == TODAY + timedelta(days=45)


@given(late=st.integers(-200, 200), obstacle=st.sampled_from(["", "Nằm viện từ 01/12 đến 15/02."]))
def test_only_a_complaint_after_its_window_and_without_an_obstacle_is_out_of_time(late, obstacle):
    known = TODAY - timedelta(days=rules.WINDOW.days + late)

    for kind in ComplaintKind:
        found = operations._is_out_of_time(replace(WRITTEN, kind=kind, known_on=known, obstacle=obstacle))
        assert found == (kind is ComplaintKind.COMPLAINT and late > 0 and not obstacle)


def test_out_of_time_it_is_kept_as_a_reflection_and_stops_nothing(house):
    complaint = entered(house, house.appraised, known_on=date(2024, 11, 1))

    assert (complaint.kind, complaint.is_out_of_time) == (ComplaintKind.REFLECTION, True)
    assert openings.facts(house.appraised).open_matters == ()


def test_an_open_complaint_keeps_a_case_from_being_concluded_until_it_is_settled(house):
    complaint, officer = entered(house, house.appraised), house[Role.COMPLAINT_OFFICER]
    while_open = openings.facts(house.appraised).open_matters
    operations.withdraw(complaint, "Người có đơn rút đơn.", version=1, actor=officer)

    assert while_open == ("Còn khiếu nại, tố cáo về hồ sơ này chưa giải quyết xong.",)
    assert openings.facts(house.appraised).open_matters == ()


def test_dismissed_it_changes_nothing_about_the_case(house):
    before = (house.refused.state, house.refused.state_since, house.refused.version)

    settled(house, house.refused, is_upheld=False)

    moves = db.session.scalars(select(AuditEvent.action).where(AuditEvent.target != "")).all()
    assert moves == []
    assert (house.refused.state, house.refused.state_since) == before[:2]
    with pytest.raises(TransitionRefused) as refused:
        operations.reappraise(house.refused, actor=house[Role.CHAIRMAN])
    assert refused.value.reasons == ["Chưa có quyết định giải quyết khiếu nại công nhận khiếu nại đúng."]


def test_upheld_the_chairman_has_a_refused_case_examined_again_and_once(house):
    complaint, chairman = settled(house, house.refused), house[Role.CHAIRMAN]
    waiting = [(line.what, line.todo) for line in worklist(chairman)]

    with pytest.raises(NotYourStep):
        operations.reappraise(house.refused, actor=house[Role.SNV_DIRECTOR])
    operations.reappraise(house.refused, actor=chairman)

    assert waiting == [("Đạo Thị Lan", "Thẩm định lại theo kết quả giải quyết khiếu nại")]
    assert house.refused.state == "KN08_APPRAISAL"
    assert complaint.acted_on_at is not None
    assert queries.upheld_and_waiting(house.refused.id) == []
    assert worklist(chairman) == []
    assert audit.verify() == []


def test_whom_the_chairman_took_off_a_list_may_be_on_another_once_examined_anew(house):
    case, director = house.refused, house[Role.SNV_DIRECTOR]
    earlier = Proposal(
        award_version_id=case.award_version_id, title="Đợt 1", created_by_id=director.user_id, created_at=clock.now()
    )
    begin(earlier, "proposal")
    earlier.items = [ProposalItem(nomination=case, position=1, excluded_reason="Chưa đủ.", excluded_at=clock.now())]
    db.session.add(earlier)
    settled(house, case)

    operations.reappraise(case, actor=house[Role.CHAIRMAN])
    case.state = State.SNV_SUBMISSION  # the council has passed it
    db.session.flush()

    assert db.session.scalars(awaiting_proposal(case.award_version_id)).all() == [case]
    assert openings.facts(case).is_excluded is False
    assert [line for line in worklist(director) if line.room == "nominations"] == []
    wanted = ProposalDraft(title="Đợt 1", summary="", nomination_ids=[case.id], version=earlier.version)
    redraft(earlier, wanted, actor=director)
    assert [(item.nomination_id, item.excluded_reason) for item in earlier.items] == [(case.id, None)]


def test_a_refusal_that_has_not_gone_out_does_not_once_the_case_is_examined_anew(house):
    head = house[Role.BAN_HEAD]
    notice = letters.sign(
        letters.result_notice(house.refused, "Chưa đủ", "Chưa đủ.", signer=head), house.refused, actor=head
    )
    settled(house, house.refused)

    operations.reappraise(house.refused, actor=house[Role.CHAIRMAN])

    assert (notice.code, notice.state) == ("TB_KETQUA", "VOID")


def test_upheld_after_the_decision_it_is_a_ground_to_review_it(house):
    settled(house, house.published)

    assert openings.facts(house.published).complaint_is_upheld is True
    assert openings.facts(house.refused).complaint_is_upheld is False


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"received_on": TODAY + timedelta(days=1)}, {"received_on"}),
        ({"known_on": None}, {"known_on"}),
        ({"known_on": TODAY + timedelta(days=1)}, {"known_on"}),
        ({"petitioner": Petitioner.OTHER}, {"petitioner"}),
        ({"received_on": date(2025, 3, 1), "known_on": None}, {"received_on", "known_on"}),
        ({"kind": ComplaintKind.DENUNCIATION, "petitioner": Petitioner.OTHER, "known_on": None}, set()),
    ],
)
def test_what_cannot_be_is_said_all_at_once(house, changes, errors):
    try:
        entered(house, house.refused, **changes)
        found = set()
    except Invalid as invalid:
        found = set(invalid.errors)

    assert found == errors
    assert len(db.session.scalars(select(Complaint)).all()) == (not errors)


def test_a_closed_one_is_not_worked_on_again(house):
    complaint = settled(house, house.refused)
    officer = house[Role.COMPLAINT_OFFICER]

    for again in (
        lambda: operations.accept(complaint, is_complex=False, version=complaint.version, actor=officer),
        lambda: operations.decline(complaint, "Không", version=complaint.version, actor=officer),
        lambda: operations.withdraw(complaint, "Rút", version=complaint.version, actor=officer),
        lambda: operations.settle(complaint, replace(UPHELD, version=complaint.version), actor=officer),
    ):
        with pytest.raises(Refusal) as refused:
            again()
        assert refused.value.reasons == [operations.CLOSED]


def test_it_is_settled_only_after_it_was_taken_up(house):
    complaint = entered(house, house.refused)

    with pytest.raises(Refusal) as refused:
        operations.settle(complaint, replace(UPHELD, version=1), actor=house[Role.COMPLAINT_OFFICER])

    assert refused.value.reasons == [operations.ACCEPT_FIRST]


def test_whoever_read_another_version_hears_of_it(house):
    complaint, officer = entered(house, house.refused), house[Role.COMPLAINT_OFFICER]
    operations.accept(complaint, is_complex=False, version=1, actor=officer)

    with pytest.raises(SomebodyWasFaster):
        operations.withdraw(complaint, "Rút", version=1, actor=officer)


def test_whoever_must_act_is_told_and_it_stands_on_their_desk(house):
    entered(house, house.appraised)

    (line,) = worklist(house[Role.COMPLAINT_OFFICER])
    assert (line.what, line.detail, line.todo) == ("Bá Văn Trịnh", "Khiếu nại", "Thụ lý, hoặc trả lời không thụ lý")
    award = house.appraised.award_version.name
    assert told(Role.COMPLAINT_OFFICER, house) == [f"Có đơn mới, cần thụ lý hoặc trả lời: Bá Văn Trịnh – {award}."]
    assert told(Role.BAN_HEAD, house) == [
        f"Hồ sơ đang xét có đơn khiếu nại, tố cáo: xem xét tạm dừng: Bá Văn Trịnh – {award}."
    ]


def test_the_log_has_the_number_and_never_the_name(house):
    entered(house, house.appraised, kind=ComplaintKind.DENUNCIATION, petitioner=Petitioner.OTHER, name="Người Giấu Tên")

    (event,) = db.session.scalars(select(AuditEvent)).all()
    assert event.action == "enter_complaint"
    assert "Giấu" not in f"{event.data} {event.reason}"
