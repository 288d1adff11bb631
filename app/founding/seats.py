"""The councils of the demonstration, with their members, papers and numbers: the province's and one in every unit."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app import clock
from app.councils.constitution import (
    BY_ITS_REGULATION,
    CouncilKind,
    CouncilPaper,
    CouncilRules,
    CouncilThreshold,
    PaperKind,
)
from app.councils.models import Council, CouncilMember
from app.councils.regulation import customary
from app.documents.store import Store
from app.extensions import db
from app.founding.people import SINCE, People
from app.founding.scans import scan
from app.organisations.queries import by_code
from app.text import name_key

SIGNED = "(Bản quét văn bản đã ký, đóng dấu)"


def seat(rows: list[dict[str, Any]], people: People, papers: Path) -> dict[str, Council]:
    """Councils that vote on awards, by the code of their organisation; `papers`: where signed copies are kept."""
    councils = [_council(row, people, papers) for row in rows]
    return {one.organisation.code: one for one in councils if one.kind is CouncilKind.EMULATION}


def _council(row: Mapping[str, Any], people: People, papers: Path) -> Council:
    council = Council(
        organisation=by_code(row["at"]),
        name=row["name"],
        kind=CouncilKind(row.get("kind", CouncilKind.EMULATION)),
        is_provincial=row.get("is_provincial", False),
        members=[
            _member(position, part, *who, people=people) for position, (part, who) in enumerate(_seats(row), start=1)
        ],
        papers=[_paper(one, papers) for one in row.get("papers", [_established(row)])],
        thresholds=[_threshold(one) for one in row.get("thresholds", ())],
    )
    if "numbers" in row:
        council.settings = [_numbers(council, row["numbers"])]
    db.session.add(council)
    db.session.flush()
    return council


def _established(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "kind": PaperKind.ESTABLISHMENT,
        "number": f"01/QĐ-{by_code(row['at']).doc_abbr}",
        "issuer": row["chair"][1],
        "title": f"Về việc thành lập {row['name']}",
    }


def _paper(row: Mapping[str, Any], papers: Path) -> CouncilPaper:
    day = row.get("day", SINCE)
    lines = [f"Số: {row['number']}, ngày {day:%d/%m/%Y}", "", row["title"], "", SIGNED]
    copy = Store(papers).put_bytes(scan(row["issuer"].upper(), lines), "van-ban-hoi-dong.pdf", "application/pdf")
    return CouncilPaper(
        kind=PaperKind(row["kind"]),
        number=row["number"],
        issued_on=day,
        issuer=row["issuer"],
        title=row["title"],
        file=copy,
        valid_from=day,
        entered_at=clock.now(),
    )


def _numbers(council: Council, row: Mapping[str, Any]) -> CouncilRules:
    """Of a regulation that says how many must be there; all else by custom."""
    made = customary(council)
    made.valid_from, made.paper = SINCE, council.papers[-1]
    made.quorum_numerator, made.quorum_denominator = row["quorum"]
    made.quorum_basis, made.quorum_confidence = row["basis"], BY_ITS_REGULATION
    return made


def _threshold(row: Mapping[str, Any]) -> CouncilThreshold:
    return CouncilThreshold(
        award_code=row.get("award"),
        vote_rule_code=row.get("rule"),
        pct=row["pct"],
        strict=row.get("strict", False),
        basis=row["basis"],
        confidence=BY_ITS_REGULATION,
        valid_from=SINCE,
    )


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
