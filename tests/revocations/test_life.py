"""An award is put under review on a ground with its document; the Chairman keeps it or takes it back, once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.audit import queries as audit
from app.casework import NotYourStep, TransitionRefused
from app.complaints import operations as complaints
from app.complaints.models import Complaint
from app.desk.queries import worklist
from app.documents.models import Paper
from app.errors import Invalid, Refusal, SomebodyWasFaster
from app.extensions import db
from app.organisations.substitutes import ASKED_THEMSELF
from app.papers.operations import Registration
from app.revocations import grounds, operations, papers, queries
from app.revocations.models import Outcome, Revocation
from app.revocations.operations import Recovery, Review
from tests.complaints.test_life import UPHELD, WRITTEN
from tests.revocations.conftest import MONDAY
from workflows.vocabulary import Role

TODAY = MONDAY.date()
REVIEW = Review(
    ground="forged",
    source="Kết luận số 15/KL-TTr của Thanh tra tỉnh",
    source_on=date(2025, 2, 10),
    reason="Xác nhận sáng kiến trong hồ sơ là giả.",
)


def reviewed(house, **changes):
    return operations.open_review(house.case, replace(REVIEW, **changes), house.scan, actor=house[Role.BAN_HEAD])


def revoked(house):
    revocation = reviewed(house)
    operations.revoke(revocation, "Căn cứ được xác nhận.", version=1, actor=house[Role.CHAIRMAN])
    return revocation


def desks(house):
    return {role: [(line.what, line.todo) for line in worklist(house[role])] for role in house.people}


def test_the_review_waits_for_the_chairman(house):
    reviewed(house)

    assert house.case.state == "KN85_REVOCATION_REVIEW"
    assert desks(house)[Role.CHAIRMAN] == [("Katơr Thị Sính", "Quyết định hủy hoặc không hủy khen thưởng")]
    assert house.case.due_at is not None


def test_only_a_deputy_decides_in_the_chairman_s_place(house):
    revocation = reviewed(house)
    absent = house[Role.CHAIRMAN]
    clerk = replace(absent, for_user_id=absent.user_id)

    with pytest.raises(Refusal):
        operations.keep(revocation, "Không đủ căn cứ.", version=1, actor=clerk)
    operations.keep(revocation, "Không đủ căn cứ.", version=1, actor=replace(clerk, signs="KT. CHỦ TỊCH"))

    assert (house.case.state, revocation.outcome) == ("KN21_HANDED_OVER", Outcome.KEPT)


def test_who_asked_for_the_review_decides_nothing_in_the_chairman_s_place(house):
    revocation = reviewed(house)
    asked = house[Role.BAN_HEAD]
    in_their_place = replace(house[Role.CHAIRMAN], user_id=asked.user_id, for_user_id=1, signs="KT. CHỦ TỊCH")

    for decide in (operations.keep, operations.revoke):
        with pytest.raises(Refusal) as refused:
            decide(revocation, "Đủ căn cứ.", version=1, actor=in_their_place)
        assert refused.value.reasons == [ASKED_THEMSELF]
    assert (house.case.state, revocation.outcome) == ("KN85_REVOCATION_REVIEW", Outcome.OPEN)


def test_kept_it_is_where_it_was_and_may_be_reviewed_on_another_ground(house):
    revocation = reviewed(house)

    operations.keep(revocation, "Không đủ căn cứ.", version=1, actor=house[Role.CHAIRMAN])

    assert (house.case.state, revocation.outcome) == ("KN21_HANDED_OVER", Outcome.KEPT)
    again = reviewed(house, ground="lost")
    assert queries.newest(house.case) is again
    told = db.session.scalars(select(Paper).where(Paper.code == "TB_KETLUAN")).one()
    assert (told.state, told.symbol, told.signer_name) == ("SIGNED", "TB-UBND", house[Role.CHAIRMAN].name)
    assert told.content["addressees"] == ["Sở Nội vụ", "Sở Giáo dục và Đào tạo"]
    assert told.content["paragraphs"][-1] == (
        "Chủ tịch Ủy ban nhân dân tỉnh kết luận: không đủ căn cứ hủy, giữ nguyên việc khen thưởng."
        " Lý do: Không đủ căn cứ"
    )
    assert (told.title.replace("\n", " "), "Ghi số, ngày, đính bản đã ký, phát hành") in [
        (what.replace("\n", " "), todo) for what, todo in desks(house)[Role.CLERICAL_UBND]
    ]


def test_revoked_the_decision_says_what_is_taken_back_by_which_and_why(house):
    revocation = revoked(house)

    assert (house.case.state, revocation.outcome) == ("KN86_REVOKED", Outcome.REVOKED)
    (paper,) = db.session.scalars(select(Paper).where(Paper.code == "QD_HUY"))
    assert (paper.state, paper.number, paper.signer_name) == ("SIGNED", None, house[Role.CHAIRMAN].name)
    assert paper.content["grounds"][-3:] == [
        (
            "Căn cứ Quyết định số 1486/QĐ-UBND ngày 05 tháng 12 năm 2024 của Chủ tịch Ủy ban nhân dân tỉnh Ninh Thuận"
            " về việc tặng Bằng khen"
        ),
        "Căn cứ Kết luận số 15/KL-TTr của Thanh tra tỉnh ngày 10 tháng 02 năm 2025",
        "Theo đề nghị của Trưởng Ban Thi đua - Khen thưởng, Sở Nội vụ",
    ]
    given = "Quyết định số 1486/QĐ-UBND ngày 05 tháng 12 năm 2024 của Chủ tịch Ủy ban nhân dân tỉnh Ninh Thuận"
    whom, award = "bà Katơr Thị Sính", "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"
    law = "Luật Thi đua, khen thưởng 2022, Điều 93 khoản 2"
    offices = "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ, Thủ trưởng Sở Giáo dục và Đào tạo"
    why = f"cung cấp thông tin sai sự thật hoặc giấy tờ giả ({law})"
    assert paper.content["articles"] == [
        f"Hủy việc tặng {award} cho {whom}, Giáo viên, Trường THPT An Phước tại {given}. Lý do: {why}",
        "Thu hồi bằng, hiện vật khen thưởng và tiền thưởng đã nhận",
        papers.TAKES_EFFECT,
        f"{offices} và {whom} chịu trách nhiệm thi hành Quyết định này",
    ]


def test_the_clerical_office_numbers_it_and_only_once(house):
    revocation, clerical = revoked(house), house[Role.CLERICAL_UBND]
    waiting = desks(house)[Role.CLERICAL_UBND]
    entry = Registration(number=77, issued_on=TODAY)

    operations.register(revocation, entry, house.scan, actor=clerical)

    assert waiting == [("Katơr Thị Sính", "Cấp số, phát hành Quyết định hủy")]
    assert (revocation.paper.state, revocation.paper.number) == ("ISSUED", 77)
    assert desks(house)[Role.CLERICAL_UBND] == []
    with pytest.raises(Refusal):
        operations.register(revocation, replace(entry, number=78), house.scan, actor=clerical)


def test_what_was_given_comes_back_once_after_the_decision(house):
    revocation, appraiser = reviewed(house), house[Role.APPRAISER]
    found = Recovery(recovered="Bằng khen, khung; 702.000 đồng.", recovered_on=TODAY, version=1)
    with pytest.raises(Refusal):
        operations.recover(revocation, found, house.scan, actor=appraiser)
    operations.revoke(revocation, "Căn cứ được xác nhận.", version=1, actor=house[Role.CHAIRMAN])
    with pytest.raises(SomebodyWasFaster):
        operations.recover(revocation, found, house.scan, actor=appraiser)
    late = replace(found, version=2, recovered_on=TODAY + timedelta(days=1))
    with pytest.raises(Invalid):
        operations.recover(revocation, late, house.scan, actor=appraiser)

    operations.recover(revocation, replace(found, version=2), house.scan, actor=appraiser)

    assert (revocation.recovered, revocation.recovered_on) == (found.recovered, TODAY)
    with pytest.raises(Refusal):
        operations.recover(revocation, replace(found, version=3), house.scan, actor=appraiser)
    assert audit.verify() == []


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"ground": "nothing"}, {"ground"}),
        ({"ground": grounds.COMPLAINT}, {"ground"}),
        ({"source_on": TODAY + timedelta(days=1)}, {"source_on"}),
        ({"ground": "nothing", "source_on": TODAY + timedelta(days=1)}, {"ground", "source_on"}),
    ],
)
def test_without_a_ground_that_holds_nothing_is_opened(house, changes, faults):
    with pytest.raises(Invalid) as invalid:
        reviewed(house, **changes)

    assert set(invalid.value.errors) == faults
    assert (house.case.state, db.session.scalars(select(Revocation)).all()) == ("KN21_HANDED_OVER", [])


def test_a_complaint_that_was_found_right_is_a_ground_once(house):
    complaint = complaints.enter(house.case, WRITTEN, actor=house[Role.INTAKE_OFFICER])
    officer = house[Role.COMPLAINT_OFFICER]
    complaints.accept(complaint, is_complex=False, version=1, actor=officer)
    complaints.settle(complaint, UPHELD, actor=officer)

    revocation = reviewed(house, ground=grounds.COMPLAINT)
    operations.keep(revocation, "Giữ nguyên.", version=1, actor=house[Role.CHAIRMAN])

    assert db.session.get_one(Complaint, complaint.id).acted_on_at is not None
    with pytest.raises(Invalid):
        reviewed(house, ground=grounds.COMPLAINT)


def test_each_step_is_of_its_own_office_and_moment(house):
    with pytest.raises(NotYourStep):
        operations.open_review(house.case, REVIEW, house.scan, actor=house[Role.CHAIRMAN])
    revocation = reviewed(house)
    for role in (Role.BAN_HEAD, Role.APPRAISER, Role.UNIT_CLERK):
        with pytest.raises(NotYourStep):
            operations.revoke(revocation, "Hủy.", version=1, actor=house[role])
        with pytest.raises(NotYourStep):
            operations.keep(revocation, "Giữ.", version=1, actor=house[role])
    with pytest.raises(TransitionRefused):
        reviewed(house)
    with pytest.raises(SomebodyWasFaster):
        operations.revoke(revocation, "Hủy.", version=9, actor=house[Role.CHAIRMAN])
    with pytest.raises(TransitionRefused) as refused:
        operations.revoke(revocation, " ", version=1, actor=house[Role.CHAIRMAN])
    assert refused.value.reasons == ["Phải nêu rõ lý do."]
