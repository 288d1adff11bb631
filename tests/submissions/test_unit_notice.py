"""What a unit posts of whom it means to propose, and the report when its days are over: printed, signed on paper."""

from datetime import datetime

import pytest

from app import clock
from app.errors import Refusal
from app.extensions import db
from app.nominations import openings
from app.submissions import unit_notice
from tests import builders
from tests.builders import signed_in
from workflows.award_province_1 import State
from workflows.vocabulary import Role

POSTED = datetime(2025, 2, 10, 9, 0, tzinfo=clock.VIETNAM)
LATER = datetime(2025, 2, 11, 9, 0, tzinfo=clock.VIETNAM)
OVER = datetime(2025, 2, 17, 8, 0, tzinfo=clock.VIETNAM)


@pytest.fixture
def unit(app, tmp_path):
    clock.use(tmp_path / "clock.json")
    clock.stand_at(LATER)
    return builders.organisation()


@pytest.fixture
def posted(unit):
    """Two cases posted on one day, one on the next, one not yet."""
    award = builders.award()
    in_round = builders.award_round(award, unit_notice=True)
    names = ("Katơr Thị Sính", "Lê Văn Thạnh", "Trượng Thị Kim Phụng", "Đàng Năng Thọ")
    made = [builders.nomination(unit, award, in_round, name, state=State.UNIT_PUBLIC) for name in names]
    made[3].state = State.UNIT_CHECK
    for case, since in zip(made, (POSTED, POSTED, LATER, LATER), strict=True):
        case.state_since = since
    db.session.commit()
    return made


def names(paper):
    return [row.name for row in paper.roll.individuals]


def test_all_who_were_posted_on_one_day_stand_on_one_notice(posted):
    said = unit_notice.notice(posted[0])

    assert names(said) == ["Katơr Thị Sính", "Lê Văn Thạnh"]
    assert (said.code, said.letterhead.number, said.letterhead.issued_on) == ("TB_CONGKHAI", None, None)
    assert said.paragraphs[0].endswith("từ ngày 10 tháng 02 năm 2025 đến hết ngày 17 tháng 02 năm 2025")


def test_the_report_waits_for_the_last_day(posted):
    with pytest.raises(Refusal) as early:
        unit_notice.report(posted[0])
    clock.stand_at(OVER)
    said = unit_notice.report(posted[0])

    assert early.value.reasons == ["Chưa hết thời gian công khai: đến hết ngày 17/02/2025."]
    assert (said.code, names(said)) == ("BC_CONGKHAI", ["Katơr Thị Sính", "Lê Văn Thạnh"])


def test_the_clerk_is_offered_the_one_that_is_due_and_nobody_else_is(app, unit, posted):
    clerk, head = builders.actor(Role.UNIT_CLERK, unit), builders.actor(Role.UNIT_HEAD, unit)
    db.session.commit()

    def offered(who):
        return [task.label for task in openings.tasks(openings.Look(posted[0]), who)]

    early = offered(clerk), offered(head)
    pages = signed_in(app.test_client(), clerk)
    answers = [
        pages.get(f"/submissions/{what}/{case.id}.pdf").status_code
        for what, case in (("unit-notice", posted[0]), ("unit-report", posted[0]), ("unit-notice", posted[3]))
    ]
    clock.stand_at(OVER)

    assert early == (["In thông báo công khai tại đơn vị"], [])
    assert answers == [200, 409, 409]
    assert offered(clerk) == ["In báo cáo kết quả công khai"]


def test_a_unit_under_the_one_that_posts_does_not_read_who_else_is_posted(app, unit, posted):
    school = builders.organisation("THPT-CVA", "Trường THPT Chu Văn An", can_submit=False, parent_id=unit.id)
    posted[0].unit_id = school.id
    clerk = builders.actor(Role.UNIT_CLERK, school)
    db.session.commit()
    pages = signed_in(app.test_client(), clerk)

    answers = [
        pages.get(address).status_code
        for address in (
            f"/nominations/{posted[0].id}",
            f"/submissions/unit-notice/{posted[0].id}.pdf",
            f"/submissions/unit-report/{posted[0].id}.pdf",
        )
    ]

    assert answers == [200, 403, 403]
