"""A medal's draft as a unit's clerk would make it: its texts, the group, the declarations and the service."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.actor import Actor
from app.founding.journeys import Case
from app.medals import operations, queries
from app.medals.counting import ELSEWHERE, IN_PROVINCE
from app.nominations import drafting, sections, writing
from app.nominations.models import Nomination

CITATION = "Đã có nhiều đóng góp cho sự nghiệp xây dựng và phát triển tỉnh Ninh Thuận: {work}."
STUDIED = 3  # years before the service, elsewhere


def wanted(nominee_id: int, case: Case) -> drafting.NewCase:
    return drafting.NewCase(
        nominee_id=nominee_id, is_unclassified=True, route="cong_hien", simplified_case=case.simplified
    )


def fill(row: Nomination, case: Case, words: Mapping[str, Any], *, actor: Actor) -> None:
    """One only begun keeps its gaps."""
    texts = {
        sections.CITATION: CITATION.format(work=case.work),
        sections.PROFILE: words["profile"],
        sections.ACHIEVEMENTS: words["achievements"],
        sections.AWARDS_HELD: "Giấy khen, Bằng khen các năm theo hồ sơ lưu tại đơn vị.",
        sections.DISCIPLINE: "Không.",
    }
    asked = [section.key for section in sections.of(row)]
    for key in asked[:1] if case.goal == "begun" else asked:
        writing.save_text(row, key, writing.TextEdit(value=texts[key], version=0), actor=actor)
    if case.goal == "begun":
        return
    group = next(one for one in queries.groups_for(row) if one.code == case.group)
    said = operations.Declaration(group_id=group.id, held_before=False, is_under_review=False, is_dismissed=False)
    operations.declare(row, said, actor=actor)
    if case.since:
        _serve(row, case, case.since, actor)


def _serve(row: Nomination, case: Case, since: date, actor: Actor) -> None:
    """Studies outside the province, one place of work, then the present one."""
    moved = date(since.year + 8, 1, 1)
    lines = (
        (date(since.year - STUDIED, 9, 1), since, "Trường Đại học Quy Nhơn", "Sinh viên", ELSEWHERE),
        (since, date(moved.year - 1, 12, 1), f"{row.unit.name}", "Viên chức, công chức", IN_PROVINCE),
        (moved, None, case.department, case.position, IN_PROVINCE),
    )
    for first, last, organisation, position, kind in lines:
        line = operations.Service(
            from_month=first, to_month=last, organisation=organisation, position=position, kind=kind
        )
        operations.add_period(row, line, actor=actor)
