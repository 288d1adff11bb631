"""The list of councils: how many sit in each today, standing or not."""

import re
from datetime import date, timedelta

from app import clock
from app.councils.models import Council, CouncilMember
from app.extensions import db
from app.text import name_key
from tests import builders

FOUNDED = date(2020, 1, 1)


def seated(council, name, *, is_standing, valid_to=None):
    member = CouncilMember(
        name=name,
        name_key=name_key(name),
        title="Ủy viên",
        part="member",
        position=len(council.members) + 1,
        is_standing=is_standing,
        valid_from=FOUNDED,
        valid_to=valid_to,
    )
    council.members.append(member)


def test_a_council_is_listed_with_all_its_members_of_today(desk):
    council = Council(
        organisation=builders.organisation("UBND-T", "Ủy ban nhân dân tỉnh Ninh Thuận"),
        name="Hội đồng Thi đua - Khen thưởng tỉnh",
        is_provincial=True,
    )
    db.session.add(council)
    seated(council, "Lê Hoài Sơn", is_standing=True)
    seated(council, "Trần Thị Minh Nguyệt", is_standing=False)
    seated(council, "Đàng Thị Mỹ Hương", is_standing=False)
    seated(council, "Chamaléa Ba", is_standing=True, valid_to=clock.today() - timedelta(days=1))
    db.session.commit()

    page = desk.get("/administration/councils/").text

    assert re.findall(r'data-label="Thành viên" class="number">(\d+)<', page) == ["3"]
