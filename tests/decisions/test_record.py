"""What stands beside each name for those who sign: votes, appraisal, hiệp y, money. A decided list stays to be read."""

import re

import pytest
from sqlalchemy import event, select

from app import clock
from app.appraisals.models import ConsultationStatus
from app.audit import operations as audit
from app.casework import begin
from app.councils.case_items import CaseItem
from app.councils.models import Body, Council, Meeting
from app.decisions import lists, operations, record
from app.decisions.models import Proposal, ProposalItem
from app.decisions.operations import ProposalDraft
from app.extensions import db
from app.nominees.models import NomineeKind
from app.organisations.queries import by_code
from tests.builders import signed_in
from tests.decisions.conftest import _case
from tests.decisions.test_papers import asked
from tests.decisions.test_road import decided


def drafted(office, cases):
    wanted = ProposalDraft(title="Về việc đề nghị", summary="", nomination_ids=[case.id for case in cases])
    made = operations.draft(office.award, wanted, actor=office.drafter)
    db.session.commit()
    return made


def voted(office, organisation, cases, agree, members, *, body=Body.FULL):
    """A council's closed meeting with the same count for each case."""
    council = db.session.scalars(select(Council).where(Council.organisation_id == organisation.id)).one_or_none()
    council = council or Council(
        organisation=organisation,
        name=f"Hội đồng {organisation.name}",
        is_provincial=organisation.code == "UBND-T",
    )
    meeting = Meeting(
        council=council,
        body=body,
        title="Phiên họp",
        held_at=clock.now(),
        place="Phòng họp",
        created_by_id=office.drafter.user_id,
        created_at=clock.now(),
    )
    begin(meeting, "council_meeting")
    meeting.state = "CLOSED"
    counted = {"disagree": 0, "invalid": 0, "members": members, "pct": 50, "strict": True}
    meeting.items = [
        CaseItem(nomination_id=case.id, position=place, agree=agree, **counted) for place, case in enumerate(cases)
    ]
    db.session.add(meeting)
    db.session.flush()


@pytest.fixture
def proposal(office):
    """Three names, of whom the first has everything, the third little."""
    first, second, third = office.cases
    province = by_code("UBND-T")
    voted(office, office.unit, [first, second], 8, 9)
    voted(office, province, [first, second], 10, 15)
    voted(office, province, [first], 14, 15)
    voted(office, province, [third], 4, 5, body=Body.STANDING)
    for case in (first, second):
        audit.record(actor=office.drafter, subject=case.ref, action="conclude_fit")
    asked(office, first, "Công an tỉnh", status=ConsultationStatus.ANSWERED, answer="Nhất trí.", objects=False)
    asked(office, first, "Cục Thuế tỉnh", status=ConsultationStatus.CANCELLED)
    return drafted(office, office.cases)


def test_each_name_stands_with_its_votes_its_appraisal_its_opinions_and_its_money(proposal):
    entries = record.entries(proposal)

    assert [
        (entry.votes, entry.appraisal, [asked.agency.name for asked in entry.consultations], entry.bonus)
        for entry in entries
    ] == [
        (
            (("Hội đồng đơn vị", "8/9 phiếu (88,89%)"), ("Hội đồng tỉnh", "14/15 phiếu (93,33%)")),
            "Đủ điều kiện, tiêu chuẩn",
            ["Công an tỉnh"],
            3_510_000,
        ),
        (
            (("Hội đồng đơn vị", "8/9 phiếu (88,89%)"), ("Hội đồng tỉnh", "10/15 phiếu (66,67%)")),
            "Đủ điều kiện, tiêu chuẩn",
            [],
            7_020_000,
        ),
        ((("Thường trực Hội đồng tỉnh", "4/5 phiếu (80%)"),), "", [], 3_510_000),
    ]
    assert record.total(entries) == 14_040_000


def test_where_the_law_fixes_no_sum_there_is_no_total(proposal, monkeypatch):
    monkeypatch.setitem(proposal.award_version.bonus, "multiples", {})

    assert record.total(record.entries(proposal)) is None


def test_the_chairman_reads_it_all_where_he_signs(app, office, proposal):
    proposal.state, proposal.signed_at = "AT_CHAIR", clock.now()
    db.session.commit()

    page = signed_in(app.test_client(), office.chairman).get(f"/proposals/{proposal.id}").text

    for words in ("14/15 phiếu (93,33%)", "Đủ điều kiện, tiêu chuẩn", "Công an tỉnh", "7.020.000 đ", "14.040.000 đ"):
        assert words in page


def test_a_list_is_read_with_as_many_statements_for_twelve_names_as_for_three(app, office, proposal):
    award_round = office.cases[0].award_round
    few = statements_of(app, office, proposal)
    for place in range(4, 13):
        case = _case(office.award, award_round, office.unit, f"Người Thứ {place}", NomineeKind.INDIVIDUAL)
        db.session.add(ProposalItem(proposal_id=proposal.id, nomination_id=case.id, position=place))
    db.session.commit()

    assert statements_of(app, office, proposal) == few


def statements_of(app, office, proposal):
    client, address, sent = signed_in(app.test_client(), office.director), f"/proposals/{proposal.id}", []
    db.session.expunge_all()
    note = lambda *told: sent.append(told[2])  # noqa: E731 -- two lines shorter
    event.listen(db.engine, "before_cursor_execute", note)
    answer = client.get(address)
    event.remove(db.engine, "before_cursor_execute", note)
    assert answer.status_code == 200
    return len(sent)


def test_a_decided_list_stays_to_be_read_and_is_not_offered_for_signature(app, office):
    proposal = drafted(office, office.cases).id
    decided(app, office, proposal)

    page = signed_in(app.test_client(), office.director).get(f"/proposals/{proposal}").text

    assert re.findall(r'/nominations/\d+">\s*(.*?)</a>', page) == [case.nominee_name for case in office.cases]
    assert "3 tên" in page
    assert "Danh sách chưa có tên nào" not in page
    assert operations.queries.living_items(db.session.get_one(Proposal, proposal)) == []


def test_the_list_of_proposals_counts_a_name_that_was_taken_off_no_more(proposal, office):
    proposal.items[1].excluded_reason = "Thành tích chưa nổi bật."
    db.session.flush()

    assert [(line.id, line.names) for line in lists.proposals(office.drafter)] == [(proposal.id, 2)]
    assert len(record.entries(proposal)) == 2
