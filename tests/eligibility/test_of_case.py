"""Beside the case: what the rules say of its nominee, for who writes it and who examines it, and nobody else."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app import clock
from app.awards import loading, rulebook
from app.eligibility import queries
from app.extensions import db
from app.honours import operations as honours
from app.nominations.held import already
from app.nominees.models import NomineeKind
from app.service_records import operations as service
from app.suspensions.models import Suspension
from tests import builders
from tests.honours.conftest import LDTT
from tests.service_records.conftest import WARNING, evidence
from workflows.award_province_1 import State

PERIOD = 2024


@pytest.fixture
def case(office):
    fighter = builders.award("cstd_tinh")
    made = builders.nomination(
        office.unit, fighter, builders.award_round(fighter), "Lê Thị Hoa", created_by_id=office.clerk.user_id
    )
    made.period_to = PERIOD
    db.session.commit()
    return made


def held(office, case, year):
    entry = replace(
        LDTT, award_code="cstd_co_so", year=year, decided_on=date(year, 12, 20), decision_number=f"{year}/QĐ-SGDĐT"
    )
    honours.confirm([office.enter(entry, nominee=case.nominee)], actor=office.appraiser)
    db.session.commit()


def test_whoever_writes_the_case_sees_the_year_that_lacks(office, case, ask):
    held(office, case, 2024)
    held(office, case, 2022)

    told = ask(office.clerk, f"/nominations/{case.id}/edit").text

    assert "Cần 3 năm, mới có 1 năm, còn thiếu 2 năm. Chưa có của năm: 2023." in told
    assert "(Luật TĐKT Điều 22 khoản 1 điểm a)" in told


def test_every_page_that_holds_somebody_against_a_law_nobody_has_read_says_so(office, case, ask):
    loading.load()
    case.submitted_at = clock.now()
    case.state = State.APPRAISAL
    said = "Luật 06/2026/QH16, nội dung chưa đối chiếu"
    pages = ("/", f"/nominees/{office.ann.id}", f"/cases/{case.id}", "/awards/cstd_tinh")
    warned = {}
    for year in (2025, 2026):
        clock.stand_at(datetime(year, 10, 1, 8, tzinfo=clock.VIETNAM))
        case.received_at = clock.now()
        db.session.commit()
        warned[year] = [said in ask(office.clerk, f"/eligibility{page}").text for page in pages]

    assert warned == {2025: [False] * 4, 2026: [True] * 4}


def test_whoever_examines_it_sees_the_same_until_the_vote(office, case, ask):
    case.submitted_at = case.received_at = clock.now()
    told = {}
    for state in (State.APPRAISAL, State.PUBLISHED):
        case.state = state
        db.session.commit()
        told[state] = f'href="/eligibility/cases/{case.id}"' in ask(office.appraiser, f"/nominations/{case.id}").text
    part = ask(office.appraiser, f"/eligibility/cases/{case.id}").text

    assert told == {State.APPRAISAL: True, State.PUBLISHED: False}
    assert "Cần 3 năm, mới có 0 năm, còn thiếu 3 năm." in part


def test_a_discipline_that_came_after_the_dossier_stands_in_its_way(office, case):
    case.received_at = clock.now() - timedelta(days=30)
    warned = replace(WARNING, starts_on=clock.today() - timedelta(days=3), ends_on=None)
    made = service.enter(case.nominee, warned, evidence(), actor=office.clerk)
    before = queries.of_case(case, already(case))
    service.confirm([made], actor=office.appraiser)

    assert "G03" in [line.code for line in before.lacking]
    assert "G03" in [line.code for line in queries.of_case(case, already(case)).in_the_way]


@pytest.mark.parametrize("ground", ["don_thu", "kiem_tra", "ky_luat", "dieu_tra"])
def test_a_suspension_holds_whatever_else_its_nominee_is_proposed_for(office, case, ground):
    made = Suspension(
        nomination_id=case.id,
        state=case.state,
        ground=ground,
        ground_name="x",
        ground_basis="x",
        source_agency="Thanh tra tỉnh",
        source_on=clock.today(),
        reason="x",
        suspended_at=clock.now(),
        suspended_by_id=office.appraiser.user_id,
    )
    db.session.add(made)
    db.session.commit()

    def held():
        found = queries.of_nominee(case.nominee, year=PERIOD, day=clock.today())
        return {"G02" in [line.code for line in one.in_the_way] for one in found}

    before = held()
    made.ended_at = clock.now()
    db.session.commit()

    assert (before, held()) == ({True}, {False})


def test_a_case_is_asked_what_its_own_route_asks(office):
    flag = builders.award("co_thi_dua_tinh")
    made = builders.nomination(
        office.unit, flag, builders.award_round(flag), office.unit.name, created_by_id=office.clerk.user_id
    )
    made.nominee.kind, made.period_to = NomineeKind.COLLECTIVE, PERIOD
    told = {}
    for route in ("", "cong_trang", "chuyen_de"):
        made.route = route
        db.session.commit()
        told[route] = {answer.leaf.code for answer in queries.of_case(made, already(made)).checked.answers}

    assert told[""] == told["cong_trang"] == {"COT-1", "COT-2", "COT-3", "COT-4"}
    assert told["chuyen_de"] == {"COT-5", "COT-6"}


def test_a_case_is_held_against_the_version_it_has_pinned(office, case):
    before = queries.of_case(case, already(case))
    (leaf,) = (leaf for leaf in case.award_version.leaves if leaf.code == "CST-1")
    leaf.value = {"is": 0}
    db.session.commit()

    assert [line.code for line in before.in_the_way] == ["CST-1"]
    assert queries.of_case(case, already(case)).in_the_way == ()
    assert rulebook.around(case.award_version, date(2025, 2, 17)).rules.keys() == {"cstd_tinh"}
