"""A dossier that goes back within its unit goes with a slip, which nobody outside reads."""

from sqlalchemy import select

from app.documents.models import Paper
from app.extensions import db
from app.gatherings import operations as gatherings  # noqa: F401 -- follows the same step
from app.nominations import steps
from app.papers import queries as papers
from app.submissions import operations
from app.submissions.operations import SubmissionDraft
from workflows.award_province_1 import State

WHY = "Thiếu bản sao Quyết định năm 2023.\nBổ sung minh chứng sáng kiến."


def slip():
    return db.session.scalars(select(Paper).where(Paper.code == "PHIEU_YC")).one()


def test_a_slip_says_what_is_wanted_line_by_line_and_goes_with_the_step(house):
    case = house.case("A Ma Thị Một", State.UNIT_CHECK)

    steps.take(case, "hand_back_to_drafter", WHY, actor=house.clerk)

    made = slip()
    assert (made.state, made.number, made.sheet_id, made.signer_name) == ("ISSUED", None, case.id, house.clerk.name)
    assert made.content["wanted"] == WHY.splitlines()
    assert made.content["addressee"] == "Người lập hồ sơ"
    assert [papers.may_see(made, who) for who in (house.clerk, house.head, house.intake)] == [True, True, False]


def test_a_name_that_the_head_strikes_goes_back_with_a_slip_too(house, passed):
    wanted = SubmissionDraft(title="Về việc đề nghị", summary="", nomination_ids=[case.id for case in passed])
    submission = operations.draft(house.unit, house.award_round, wanted, actor=house.clerk)

    operations.sign(submission, {submission.items[1].id: "Chờ kết luận."}, actor=house.head)

    made = slip()
    assert (made.sheet_id, made.signer_name) == (submission.items[1].nomination_id, house.head.name)
    assert made.content["found"].startswith("Thủ trưởng đơn vị xem xét danh sách, chưa đồng ý trình")
    assert made.content["wanted"] == ["Chờ kết luận."]
