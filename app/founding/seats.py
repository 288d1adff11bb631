"""The councils of the demonstration: the province's fifteen members, and one council in every unit that submits."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.councils.models import Council, CouncilMember
from app.extensions import db
from app.founding.people import SINCE, People
from app.organisations.queries import by_code
from app.text import name_key

ESTABLISHED = "Quyết định của thủ trưởng đơn vị (dữ liệu trình diễn)"


def seat(rows: list[dict[str, Any]], quorum: Mapping[str, Any], people: People) -> dict[str, Council]:
    """Councils by the code of their organisation."""
    return {row["at"]: _council(row, quorum, people) for row in rows}


def _council(row: Mapping[str, Any], quorum: Mapping[str, Any], people: People) -> Council:
    council = Council(
        organisation=by_code(row["at"]),
        name=row["name"],
        is_provincial=row.get("is_provincial", False),
        established_by=row.get("established_by", ESTABLISHED),
        quorum_numerator=quorum["numerator"],
        quorum_denominator=quorum["denominator"],
        quorum_basis=quorum["basis"],
        confidence=quorum["confidence"],
        members=[
            _member(position, part, *who, people=people) for position, (part, who) in enumerate(_seats(row), start=1)
        ],
    )
    db.session.add(council)
    db.session.flush()
    return council


def _seats(row: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str, bool]]]:
    """In the order of the list: part, then the person, the title and whether they sit in the standing body."""
    yield "chair", (*row["chair"], True)
    for one in row["deputies"]:
        yield "deputy", (*one, True)
    for one in row.get("standing", ()):
        yield "member", (*one, True)
    for one in row["members"]:
        yield "member", (*one, False)
    yield "secretary", (*row["secretary"], True)


def _member(position: int, part: str, who: str, title: str, is_standing: bool, *, people: People) -> CouncilMember:  # noqa: FBT001 -- a line of the list
    user = people.users.get(who)
    name = user.full_name if user else who
    return CouncilMember(
        user=user,
        name=name,
        name_key=name_key(name),
        title=title,
        part=part,
        position=position,
        is_standing=is_standing,
        valid_from=SINCE,
    )
