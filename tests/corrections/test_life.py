"""A decision is put right by a paper the Chairman signs; the case reads as corrected, what was signed stays."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.audit import queries as audit
from app.casework import NotYourStep, TransitionRefused
from app.corrections import operations, queries
from app.corrections.models import Correction, Outcome
from app.corrections.operations import NOT_ISSUED, NOTHING_CHANGED, Wanted
from app.decisions.models import Decision
from app.decisions.queries import deciding_paper
from app.deliveries import dossier
from app.desk.queries import worklist
from app.documents.models import Paper
from app.errors import Invalid, Refusal, SomebodyWasFaster
from app.extensions import db
from app.honours import history
from app.nominations.steps import take
from app.organisations.substitutes import ASKED_THEMSELF
from app.papers.operations import Registration
from app.reissues import operations as reissues
from app.reissues.models import Reissue, Standing
from app.reissues.operations import Receipt
from tests.corrections.conftest import DETAIL, SAID, stand
from tests.revocations.conftest import MONDAY
from workflows.award_province_1 import State
from workflows.vocabulary import Role

TODAY = MONDAY.date()
RIGHT = Wanted(
    kind="replacing",
    honorific="Bà",
    nominee_name="Katơr Thị Sinh",
    nominee_title="Giáo viên, Trường THPT An Phước",
    wrong_text="",
    right_text="",
    source="Giấy khai sinh số 15, UBND xã Phước Hữu cấp 12/03/1985.",
    reason="Đánh máy sai dấu.",
)
ENTRY = Registration(number=77, issued_on=TODAY)


def proposed(house, **changes):
    return operations.propose(house.case, replace(RIGHT, **changes), house.scan, actor=house[Role.SNV_DIRECTOR])


def signed(house, **changes):
    correction = proposed(house, **changes)
    operations.sign(correction, version=1, actor=house[Role.CHAIRMAN])
    return correction


def issued(house, **changes):
    correction = signed(house, **changes)
    operations.issue(correction, ENTRY, house.scan, actor=house[Role.CLERICAL_UBND])
    return correction


def desk(house, role):
    return [(line.what, line.todo) for line in worklist(house[role])]


def test_what_is_proposed_waits_for_the_chairman(house):
    correction = proposed(house)

    todo = "Ký quyết định sửa đổi, thay thế hoặc công văn đính chính"
    assert (house.case.state, correction.outcome) == ("KN87_REPLACING", Outcome.PROPOSED)
    assert (desk(house, Role.CHAIRMAN), desk(house, Role.CLERICAL_UBND)) == ([("Katơr Thị Sính", todo)], [])
    assert house.case.nominee_name == "Katơr Thị Sính"


def test_who_proposed_it_does_not_sign_in_the_chairman_s_place(house):
    correction = proposed(house)
    asked = house[Role.SNV_DIRECTOR]
    in_their_place = replace(house[Role.CHAIRMAN], user_id=asked.user_id, for_user_id=1, signs="KT. CHỦ TỊCH")

    with pytest.raises(Refusal) as refused:
        operations.sign(correction, version=1, actor=in_their_place)

    assert (refused.value.reasons, correction.outcome) == ([ASKED_THEMSELF], Outcome.PROPOSED)


def test_signed_the_decision_says_what_was_wrong_and_what_is_right(house):
    correction = signed(house)

    given = "Quyết định số 1486/QĐ-UBND ngày 05 tháng 12 năm 2024 của Chủ tịch Ủy ban nhân dân tỉnh Ninh Thuận"
    offices = "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ, Thủ trưởng Sở Giáo dục và Đào tạo"
    paper = correction.paper
    assert (house.case.state, paper.code, paper.state, paper.number) == ("KN18_DECIDED", "QD_THAYTHE", "SIGNED", None)
    assert paper.content["articles"] == [
        (
            f"Sửa đổi nội dung đối với bà Katơr Thị Sính tại {given} như sau:"
            " họ và tên “Katơr Thị Sính” sửa thành “Katơr Thị Sinh”"
        ),
        "Các nội dung khác của Quyết định số 1486/QĐ-UBND không thay đổi",
        "Quyết định này có hiệu lực thi hành kể từ ngày ký",
        f"{offices} và bà Katơr Thị Sinh chịu trách nhiệm thi hành Quyết định này",
    ]
    assert paper.content["grounds"][-3:] == [
        f"Căn cứ {given} về việc tặng Bằng khen",
        "Căn cứ Giấy khai sinh số 15, UBND xã Phước Hữu cấp 12/03/1985",
        "Theo đề nghị của Giám đốc Sở Nội vụ",
    ]
    (line,) = worklist(house[Role.CLERICAL_UBND])
    assert (line.what, line.todo) == ("Katơr Thị Sính", "Cấp số, phát hành Quyết định sửa đổi")
    assert line.due == house.case.due_at is not None


def test_a_wrong_form_is_put_right_by_a_letter(house):
    correction = signed(house, kind="letter", nominee_name="Katơr Thị Sính", wrong_text="Điều 5", right_text="Điều 4")

    assert (correction.paper.code, correction.paper.symbol) == ("CV_DINHCHINH", "UBND-VXNV")
    assert correction.paper.content["items"] == ["Nội dung “Điều 5” sửa thành “Điều 4”"]


def test_issued_the_case_reads_as_corrected_and_the_old_decision_as_it_was(house):
    before = dict(deciding_paper(house.case.id).content)
    correction = issued(house)

    case = house.case
    assert (case.state, correction.outcome, correction.paper.state) == ("KN19_PUBLISHED", Outcome.ISSUED, "ISSUED")
    assert (case.nominee_name, case.nominee_folded) == ("Katơr Thị Sinh", "kator thi sinh")
    assert [past.name for past in history.of(case.nominee_id)] == ["Bà Katơr Thị Sinh"]
    assert (deciding_paper(case.id).content, deciding_paper(case.id).number) == (before, 1486)
    assert correction.said["nominee_name"] == "Katơr Thị Sính"
    assert audit.verify() == []


def test_after_the_archive_a_wrong_certificate_is_made_anew_and_the_case_closed_once_more(house, handed):
    stand(house.case, State.ARCHIVED)
    appraiser = house[Role.APPRAISER]

    issued(house)
    take(house.case, "announce_result", "", actor=appraiser)
    (reissue,) = db.session.scalars(select(Reissue))
    with pytest.raises(TransitionRefused):
        reissues.pass_on(house.case, actor=appraiser)
    receipt = Receipt(handed_on=TODAY, receiver_name="Trần Văn Nhận", is_old_back=True, version=reissue.version)
    reissues.hand_over(reissue, receipt, house.scan, actor=appraiser)

    assert (house.case.state, reissue.standing) == ("KN21_HANDED_OVER", Standing.HANDED)
    assert (reissue.old_certificate["name"], reissue.old_certificate["mark"]) == (SAID, "")
    assert (handed.certificate["name"], handed.certificate["mark"]) == (
        "Bà Katơr Thị Sinh",
        "Cấp đổi ngày 17/02/2025",
    )
    assert (handed.printed_name, handed.printed_detail, handed.deposit_id) == ("Bà Katơr Thị Sinh", DETAIL, None)
    assert "77/QĐ-UBND" in [kept.number for kept in dossier.kept([house.case])]


def test_what_is_not_on_the_certificate_needs_no_new_one(house, handed):
    appraiser = house[Role.APPRAISER]
    issued(house, nominee_name="Katơr Thị Sính", wrong_text="số 12", right_text="số 21")
    take(house.case, "announce_result", "", actor=appraiser)

    reissues.pass_on(house.case, actor=appraiser)

    assert (house.case.state, db.session.scalars(select(Reissue)).all()) == ("KN21_HANDED_OVER", [])
    assert handed.certificate["name"] == SAID


def test_a_certificate_that_still_lies_here_is_printed_as_it_reads_now(house, handed):
    handed.handover_id = handed.certificate = None
    stand(house.case, State.PRODUCTION)

    issued(house)

    assert (handed.printed_name, handed.ready) == ("Bà Katơr Thị Sinh", ["frame"])
    assert db.session.scalars(select(Reissue)).all() == []


@pytest.mark.parametrize("state", [State.PUBLISHED, State.PRODUCTION, State.HANDED_OVER, State.ARCHIVED])
def test_given_up_the_case_is_where_it_was(house, state):
    stand(house.case, state)
    correction = proposed(house)

    operations.abandon(correction, "Giấy tờ chưa khớp.", version=1, actor=house[Role.SNV_DIRECTOR])

    assert (house.case.state, correction.outcome) == (state, Outcome.ABANDONED)
    assert house.case.nominee_name == "Katơr Thị Sính"


def test_another_signed_before_the_first_has_its_number_takes_its_place(house):
    first = signed(house, nominee_name="Katơr Thị Sin")
    second = proposed(house)
    operations.sign(second, version=1, actor=house[Role.CHAIRMAN])
    clerical = house[Role.CLERICAL_UBND]

    with pytest.raises(Refusal):
        operations.issue(first, ENTRY, house.scan, actor=clerical)
    operations.issue(second, ENTRY, house.scan, actor=clerical)

    assert (first.outcome, first.paper.state, second.outcome) == (Outcome.OVERTAKEN, "VOID", Outcome.ISSUED)
    assert house.case.nominee_name == "Katơr Thị Sinh"


def test_the_first_still_holds_when_another_is_given_up(house):
    first = signed(house)
    second = proposed(house, nominee_name="Katơr Thị Sin")
    operations.abandon(second, "Không cần.", version=1, actor=house[Role.SNV_DIRECTOR])

    operations.issue(first, ENTRY, house.scan, actor=house[Role.CLERICAL_UBND])

    assert (house.case.state, house.case.nominee_name) == ("KN19_PUBLISHED", "Katơr Thị Sinh")


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"kind": "nothing"}, {"kind"}),
        ({"nominee_name": "Katơr Thị Sính"}, {"nominee_name"}),
        ({"wrong_text": "Điều 5"}, {"right_text"}),
        ({"right_text": "Điều 5"}, {"wrong_text"}),
        ({"kind": "", "nominee_name": "Katơr Thị Sính", "wrong_text": " "}, {"kind", "nominee_name"}),
    ],
)
def test_what_changes_nothing_is_not_proposed(house, changes, faults):
    with pytest.raises(Invalid) as invalid:
        proposed(house, **changes)

    assert set(invalid.value.errors) == faults
    assert invalid.value.errors.get("nominee_name", NOTHING_CHANGED) == NOTHING_CHANGED
    assert (house.case.state, db.session.scalars(select(Correction)).all()) == ("KN21_HANDED_OVER", [])


def test_a_decision_that_is_not_issued_is_not_put_right(house):
    db.session.scalars(select(Decision)).one().state = "SIGNED"
    stand(house.case, State.DECIDED)

    with pytest.raises(Refusal) as refused:
        proposed(house)

    assert refused.value.reasons == [NOT_ISSUED]


def test_each_step_is_of_its_own_office_and_moment(house):
    with pytest.raises(NotYourStep):
        operations.propose(house.case, RIGHT, house.scan, actor=house[Role.CHAIRMAN])
    correction = proposed(house)
    director, chairman, clerical = (house[role] for role in (Role.SNV_DIRECTOR, Role.CHAIRMAN, Role.CLERICAL_UBND))
    with pytest.raises(NotYourStep):
        operations.sign(correction, version=1, actor=director)
    with pytest.raises(NotYourStep):
        operations.abandon(correction, "Thôi.", version=1, actor=chairman)
    with pytest.raises(TransitionRefused):
        operations.issue(correction, ENTRY, house.scan, actor=clerical)
    with pytest.raises(TransitionRefused):
        proposed(house)
    with pytest.raises(SomebodyWasFaster):
        operations.sign(correction, version=9, actor=chairman)
    with pytest.raises(TransitionRefused) as refused:
        operations.abandon(correction, " ", version=1, actor=director)
    assert refused.value.reasons == ["Phải nêu rõ lý do."]
    operations.sign(correction, version=1, actor=chairman)
    with pytest.raises(TransitionRefused):
        operations.sign(correction, version=2, actor=chairman)
    with pytest.raises(NotYourStep):
        operations.issue(correction, ENTRY, house.scan, actor=chairman)
    assert queries.newest(house.case) is correction
    assert len(db.session.scalars(select(Paper).where(Paper.code == "QD_THAYTHE")).all()) == 1
