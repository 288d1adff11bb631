"""A list that lies open to everybody: two people, posted this morning."""

from datetime import date

from sqlalchemy import select

from app import clock
from app.awards.queries import version_on
from app.extensions import db
from app.organisations.queries import by_code
from app.public_notices.models import NoticeItem, NoticeStatus, PublicNotice
from app.rounds.models import AwardRound
from tests import builders
from tests.browser.world import ROUND, UNIT
from workflows.award_province_1 import State

TITLE = "Về việc lấy ý kiến đối với các trường hợp đề nghị khen thưởng năm 2024"
LISTED = (("Đạo Thị Lan", "Sáng kiến quản lý thuốc áp dụng tại 7 huyện, thành phố"), ("Bá Thị Trịnh", ""))


def lay_open():
    in_round = db.session.scalars(select(AwardRound).where(AwardRound.name == ROUND)).one()
    award = version_on("bang_khen_tinh", clock.today())
    writer = builders.user("Người lập danh sách")
    notice = PublicNotice(
        award_round=in_round,
        title=TITLE,
        status=NoticeStatus.OPEN,
        created_by=writer,
        created_at=clock.now(),
        status_since=clock.now(),
        working_days=10,
        posted_on=clock.today(),
        closes_on=date(2025, 3, 3),
        places="Báo Ninh Thuận",
    )
    sent = {"submitted_at": clock.now(), "received_at": clock.now(), "state": State.APPRAISAL}
    for place, (name, achievement) in enumerate(LISTED, start=1):
        case = builders.nomination(by_code(UNIT), award, in_round, name, code=f"HS-2025-9000{place}", **sent)
        notice.items.append(NoticeItem(nomination=case, position=place, achievement=achievement))
    db.session.add(notice)
    db.session.commit()
