"""Minutes and count of a unit's council are part of what the unit hands in: the desk opens them from its checklist."""

import pytest

from app import clock
from app.councils.kept import of_unit_council
from app.councils.models import AgendaItem, Meeting
from app.documents.models import Paper
from app.extensions import db
from app.intake import checklist
from app.nominations.openings import Look
from tests.builders import signed_in
from tests.councils.conftest import house
from tests.councils.test_anew import voted
from workflows.award_province_1 import State
from workflows.sheets_1 import MeetingState
from workflows.vocabulary import Paper as PaperCode

__all__ = ["house"]


@pytest.fixture
def case(house):
    """Passed by its unit's council, handed in, at the desk."""
    made = house.case("Katơr Thị Sính", State.UNIT_COUNCIL)
    voted(house.council, [made], [(9, 0, 0)], by=house.secretary)
    made.state, made.submitted_at = State.INTAKE, clock.now()
    db.session.commit()
    return made


def papers_of_the_meeting():
    codes = (PaperCode.MINUTES, PaperCode.TALLY_SHEET)
    return [db.session.query(Paper).filter_by(code=code).one() for code in codes]


def statuses(app, actor):
    client = signed_in(app.test_client(), actor)
    return [client.get(f"/papers/{paper.id}.pdf").status_code for paper in papers_of_the_meeting()]


def test_each_paper_of_the_council_is_named_as_what_it_is(house, case):
    minutes, tally = papers_of_the_meeting()
    day = f"{clock.today():%d/%m/%Y}"

    kept = {line.doc_code: (line.held, dict(line.kept.values)) for line in checklist.lines(Look(case)) if line.kept}

    assert kept["bien_ban_xet_kt"] == (f"Biên bản họp Hội đồng đơn vị ngày {day}", {"paper_id": minutes.id})
    assert of_unit_council(Look(case))["ket_qua_bo_phieu"] == checklist.Held(
        f"Biên bản kiểm phiếu ngày {day}. Đạt 9/9 phiếu (100%), cần trên 50%, tức ít nhất 5 phiếu",
        "papers.pdf",
        {"paper_id": tally.id},
    )


def test_the_checklist_links_what_the_house_holds(app, house, case):
    minutes, _ = papers_of_the_meeting()

    page = signed_in(app.test_client(), house.intake).get(f"/intake/{case.id}/accept").text

    assert f'href="/papers/{minutes.id}.pdf"' in page


def test_the_desk_opens_them_once_the_unit_has_handed_the_case_in(app, house, case):
    handed_in = statuses(app, house.intake)
    case.submitted_at = None
    db.session.commit()

    assert (handed_in, statuses(app, house.intake)) == ([200, 200], [404, 404])


def test_a_case_taken_off_the_agenda_opens_nothing(app, house, case):
    meeting = papers_of_the_meeting()[0].sheet_id
    db.session.query(AgendaItem).filter_by(meeting_id=meeting).update({"removed_reason": "Hoãn."})
    db.session.commit()

    assert statuses(app, house.intake) == [404, 404]


def test_nobody_else_outside_the_unit_opens_them(app, house, case):
    assert (statuses(app, house.secretary), statuses(app, house.chair)) == ([200, 200], [404, 404])


def test_a_meeting_that_is_not_over_opens_nothing(app, house, case):
    db.session.query(Meeting).update({"state": MeetingState.COUNTED})
    db.session.commit()

    assert statuses(app, house.intake) == [404, 404]
