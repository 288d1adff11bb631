"""A published award, as `revocations` has it, whose certificate was handed over and says what its decision said."""

from datetime import date

import pytest
from sqlalchemy import select

from app import clock
from app.casework import begin
from app.decisions.models import DecisionItem
from app.deliveries.models import Delivery, Handover
from app.documents.certificates import Certificate
from app.extensions import db
from tests.revocations.conftest import house  # noqa: F401 -- a fixture
from workflows.vocabulary import Role

SAID = "Bà Katơr Thị Sính"
DETAIL = "Giáo viên, Trường THPT An Phước, Sở Giáo dục và Đào tạo"
OLD = Certificate(
    authority="Chủ tịch Ủy ban nhân dân tỉnh Ninh Thuận",
    deed="Tặng",
    award="Bằng khen",
    name=SAID,
    detail=DETAIL,
    number=1486,
    symbol="QĐ-UBND",
    decided_on=date(2024, 12, 5),
    register="15/2024",
    place="Ninh Thuận",
    signer_lines="CHỦ TỊCH",
    signer_name="Trần Quốc Nam",
)


@pytest.fixture
def handed(house):  # noqa: F811
    """The certificate was fetched by its unit."""
    item = db.session.scalars(select(DecisionItem)).one()
    handover = Handover(
        decision_id=item.decision_id,
        unit_id=house.case.unit_id,
        handed_on=date(2024, 12, 20),
        place="Sở Nội vụ",
        receiver_name="Trần Văn Nhận",
        receiver_title="Văn thư",
        receiver_paper="",
        money_way="transfer",
        made_by_id=house[Role.APPRAISER].user_id,
        made_at=clock.now(),
    )
    delivery = Delivery(
        item=item,
        printed_name=SAID,
        printed_detail=DETAIL,
        ready=["certificate", "frame"],
        register_year=2024,
        register_number=15,
        handover=handover,
        certificate=OLD.to_json(),
    )
    db.session.add_all([handover, delivery])
    db.session.commit()
    return delivery


def stand(case, state):
    """As if it had come there."""
    begin(case, "award_province")
    case.state = state
    db.session.commit()
