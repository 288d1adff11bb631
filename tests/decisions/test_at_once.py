"""Two drafters who begin a list of the same cases in one moment."""

import pytest
from sqlalchemy import select

from app.awards.models import AwardVersion
from app.decisions import operations
from app.decisions.models import ProposalItem
from app.decisions.operations import ProposalDraft
from app.errors import Invalid
from app.extensions import db
from tests.patience import done_meanwhile


def test_of_two_lists_begun_at_once_one_gets_the_case(app, office):
    award_id = office.award.id
    wanted = ProposalDraft(title="Về việc khen thưởng", summary="", nomination_ids=[office.cases[0].id])

    def begin():
        operations.draft(db.session.get_one(AwardVersion, award_id), wanted, actor=office.drafter)

    begin()  # and not committed yet
    with pytest.raises(Invalid) as refused:
        done_meanwhile(app, begin)

    assert refused.value.errors == {
        "nomination_ids": "Không còn đưa vào danh sách này được: Nguyễn Thị Ngọc Ánh. Hãy chọn lại."
    }
    assert len(db.session.scalars(select(ProposalItem)).all()) == 1
