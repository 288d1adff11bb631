"""What the Tờ trình of Sở Nội vụ and the Quyết định say of the rows they stand for."""

from datetime import date

import pytest

from app import clock
from app.appraisals.models import Consultation, ConsultationStatus
from app.decisions import operations, papers
from app.decisions.operations import ProposalDraft
from app.extensions import db
from app.nominees.models import NomineeKind
from app.papers.signing import signature_of
from app.rounds.models import AwardRound
from tests import builders
from tests.decisions.conftest import _case
from workflows.award_province_1 import State


@pytest.fixture
def proposal(office):
    wanted = ProposalDraft(title="Về việc đề nghị", summary="", nomination_ids=[case.id for case in office.cases])
    return operations.draft(office.award, wanted, actor=office.drafter)


def round_of(award, name, code):
    made = AwardRound(
        code=code,
        name=name,
        year=2024,
        opens_on=date(2020, 1, 1),
        closes_on=date(2099, 1, 1),
        confidence="design",
        awards=[award],
    )
    db.session.add(made)
    return made


def in_state(office, award_round, name, state):
    case = _case(office.award, award_round, office.unit, name, NomineeKind.INDIVIDUAL)
    case.state = state
    db.session.flush()


def asked(office, case, name, **answer):
    agency = builders.organisation(name, name)
    db.session.add(
        Consultation(
            nomination_id=case.id,
            agency_id=agency.id,
            question="Có ý kiến gì không?",
            asked_by_id=office.drafter.user_id,
            asked_at=clock.now(),
            due_on=clock.today(),
            **answer,
        )
    )
    db.session.flush()


def test_a_letter_counts_what_came_in_its_own_round_and_names_those_who_stopped(office, proposal):
    own = office.cases[0].award_round
    in_state(office, own, "Katơr Thị Sính", State.NOT_APPROVED)
    in_state(office, own, "Tain Thị Biển", State.SUPPLEMENT)
    in_state(office, own, "Bá Văn Trịnh", State.WITHDRAWN)
    in_state(office, round_of(office.award, "Đợt cũ", "2024-9"), "Lê Văn Xưa", State.NOT_APPROVED)

    letter = papers.proposal_letter(proposal)

    assert letter.intake == "Sở Nội vụ đã tiếp nhận hồ sơ của 02 đơn vị, đề nghị 04 cá nhân, 01 tập thể"
    assert letter.appraisal == "Có 02 cá nhân, 01 tập thể đủ điều kiện, tiêu chuẩn đề nghị khen thưởng"
    assert [(line.name, line.detail) for line in letter.refused] == [("Katơr Thị Sính", "Sở Giáo dục và Đào tạo")]
    assert [line.name for line in letter.waiting] == ["Tain Thị Biển"]


def test_a_letter_counts_those_who_wait_elsewhere_as_waiting_and_not_as_refused(office, proposal):
    own = office.cases[0].award_round
    for name, state in (
        ("Katơr Thị Sính", State.APPRAISAL),
        ("Tain Thị Biển", State.INTAKE),
        ("Bá Văn Trịnh", State.COUNCIL_SCHEDULED),
        ("Lê Văn Nay", State.VPUB_REVIEW),
        ("Quảng Văn Đại", State.NOT_APPROVED),
        ("Đạo Thị Ngọc Lan", State.WITHDRAWN),
    ):
        in_state(office, own, name, state)

    letter = papers.proposal_letter(proposal)

    assert letter.appraisal == (
        "Có 02 cá nhân, 01 tập thể đủ điều kiện, tiêu chuẩn đề nghị khen thưởng;"
        " 02 cá nhân đang tiếp nhận, thẩm định; 01 cá nhân đã thẩm định, đang xét tại Hội đồng;"
        " 01 cá nhân đã thẩm định, thuộc Tờ trình khác"
    )


def test_a_letter_tells_whom_the_department_asked_and_what_they_said(office, proposal):
    first, second = office.cases[0], office.cases[2]
    asked(office, first, "Công an tỉnh", status=ConsultationStatus.ANSWERED, answer="Nhất trí.", objects=False)
    asked(office, second, "Thanh tra tỉnh", status=ConsultationStatus.ANSWERED, answer="Đang thanh tra.", objects=True)
    asked(office, second, "Cục Thuế tỉnh", status=ConsultationStatus.SILENT)

    assert papers.proposal_letter(proposal).consultation == (
        "Đã lấy ý kiến hiệp y của Công an tỉnh, Thanh tra tỉnh, Cục Thuế tỉnh",
        "Thanh tra tỉnh có ý kiến khác về Chamaléa Thị Sương: Đang thanh tra",
        "Quá thời hạn, Cục Thuế tỉnh không có ý kiến",
    )


def test_nobody_asked_leaves_no_part_on_opinions(proposal):
    assert papers.proposal_letter(proposal).consultation == ()


def test_the_last_article_is_the_one_its_recipients_are_sent_to(proposal, monkeypatch):
    with_money = papers.award_decision(proposal)
    monkeypatch.setitem(proposal.award_version.bonus, "multiples", {})
    without = papers.award_decision(proposal)

    assert [(paper.recipients[0], len(paper.articles)) for paper in (with_money, without)] == [
        ("Như Điều 4", 4),
        ("Như Điều 3", 3),
    ]
    assert with_money.bonus == (
        "Tiền thưởng kèm theo: mỗi cá nhân 3.510.000\u00a0đồng, mỗi tập thể 7.020.000\u00a0đồng;"
        " kinh phí chi từ Quỹ Thi đua, khen thưởng tỉnh"
    )


def test_a_list_gives_place_and_unit_once_and_in_full(office, proposal):
    office.cases[0].nominee_title = "Phó Chủ tịch UBND xã, Xã Phước Hữu, Sở Giáo dục và Đào tạo"

    assert papers.award_decision(proposal).roll.individuals[0].detail == (
        "Phó Chủ tịch Ủy ban nhân dân xã, xã Phước Hữu, Sở Giáo dục và Đào tạo"
    )


def test_the_head_of_a_committee_signs_for_it_where_no_right_is_dated(office):
    lines = [
        signature_of(who, office="Chủ tịch", on_behalf="TM. ỦY BAN NHÂN DÂN\n").lines for who in (None, office.chairman)
    ]

    assert lines == ["TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN\nCHUYÊN VIÊN"]


def test_households_are_a_part_of_their_own_named_by_their_heads_where_they_live(office):
    award_round = office.cases[0].award_round
    cases = [
        _case(office.award, award_round, office.unit, "Hộ gia đình bà Katơr Thị Sính", kind) for kind in NomineeKind
    ]
    for case in cases:
        case.nominee_title = "Thôn Ma Oai, xã Phước Thắng, huyện Bác Ái"
    wanted = ProposalDraft(title="Về việc đề nghị", summary="", nomination_ids=[case.id for case in reversed(cases)])
    proposal = operations.draft(office.award, wanted, actor=office.drafter)

    decision, letter = papers.award_decision(proposal), papers.proposal_letter(proposal)

    assert [
        (part.numeral, part.title, [(row.full_name, row.detail) for row in part.rows])
        for part in decision.roll.sections
    ][-1] == (
        "III",
        "Hộ gia đình",
        [("Hộ gia đình bà Katơr Thị Sính", "Thôn Ma Oai, xã Phước Thắng, huyện Bác Ái")],
    )
    assert decision.articles[0].startswith(
        "Tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho 01 cá nhân, 01 tập thể, 01 hộ gia đình"
    )
    assert [(line.label, line.count) for line in letter.money] == [("Cá nhân", 1), ("Tập thể", 1), ("Hộ gia đình", 1)]
