"""What fails by what is recorded stops a case, whoever judged otherwise; what nobody recorded is for them to judge."""

from datetime import timedelta

import pytest

from app import clock
from app.appraisals.models import CriterionAnswer, Verdict
from app.awards.criteria import codes
from app.eligibility import gates
from app.extensions import db
from app.honours.models import Honour
from app.nominations.openings import Look, facts
from tests import builders
from workflows.award_province_1 import State

YEARS = (2022, 2023, 2024)
LACKS = (
    "Không đạt: Đã 03 lần liên tục được tặng danh hiệu Chiến sĩ thi đua cơ sở. Cần 3 năm, mới có 2 năm, "
    "còn thiếu 1 năm. "
    "Chưa có của năm: 2022. (Luật TĐKT Điều 22 khoản 1 điểm a)"
)


@pytest.fixture
def case(office):
    fighter = builders.award("cstd_tinh")
    made = builders.nomination(
        office.unit, fighter, builders.award_round(fighter), "Lê Thị Hoa", created_by_id=office.clerk.user_id
    )
    made.period_to = YEARS[-1]
    db.session.commit()
    return made


def judge(case, office, verdicts):
    for code, verdict in verdicts.items():
        db.session.add(
            CriterionAnswer(
                nomination_id=case.id,
                criterion_code=code,
                verdict=verdict,
                answered_by_id=office.appraiser.user_id,
                answered_at=clock.now(),
            )
        )
    db.session.commit()


def under_appraisal(case, office, **otherwise):
    case.state, case.submitted_at, case.received_at = State.APPRAISAL, clock.now(), clock.now()
    (variant,) = case.award_version.criteria["variants"]
    judge(case, office, dict.fromkeys(codes(variant["tree"]), Verdict.MET) | otherwise)


def test_a_title_that_lacks_keeps_the_case_from_its_units_council(office, case):
    case.state = State.UNIT_CHECK
    builders.held(case.nominee, "cstd_co_so", *YEARS[1:])
    before = facts(case).automatic_failures
    builders.held(case.nominee, "cstd_co_so", YEARS[0])

    assert (before, facts(case).automatic_failures) == ((LACKS,), ())


def test_a_title_that_waits_for_its_confirmation_stops_nothing_yet(office, case):
    case.state = State.UNIT_CHECK
    builders.held(case.nominee, "cstd_co_so", *YEARS[1:])
    builders.held(case.nominee, "cstd_co_so", YEARS[0])
    db.session.query(Honour).filter_by(year=YEARS[0]).update({"confirmed_at": None})
    db.session.commit()

    assert facts(case).automatic_failures == ()


def test_whoever_judges_it_as_met_does_not_overrule_what_is_recorded(office, case):
    builders.held(case.nominee, "cstd_co_so", *YEARS[1:])
    under_appraisal(case, office)
    before = facts(case).unmet_criteria, facts(case).open_matters
    builders.held(case.nominee, "cstd_co_so", YEARS[0])

    assert (before, facts(case).open_matters) == (((), (LACKS,)), ())


def test_until_all_is_judged_the_judgements_are_what_lacks(office, case):
    under_appraisal(case, office)
    (label,) = (leaf.label for leaf in case.award_version.leaves if leaf.code == "CST-5")
    db.session.query(CriterionAnswer).filter_by(criterion_code="CST-5").delete()
    db.session.commit()

    told = facts(case)

    assert (told.unmet_criteria, told.open_matters) == ((f"Chưa có kết luận: {label}.",), ())


@pytest.mark.parametrize("state", [State.APPRAISAL, State.SUPPLEMENT, State.APPRAISED])
def test_a_unit_reads_nothing_of_what_its_appraisers_judge(office, case, ask, state):
    """It is told the result, once there is one."""
    builders.held(case.nominee, "cstd_co_so", *YEARS)
    under_appraisal(case, office, **{"CST-5": Verdict.NOT_MET})
    case.state = state
    db.session.commit()
    (label,) = (leaf.label for leaf in case.award_version.leaves if leaf.code == "CST-5")

    told = {
        one: ask(one, f"/eligibility/cases/{case.id}").text for one in (office.clerk, office.head, office.appraiser)
    }
    told["edit"] = ask(office.clerk, f"/nominations/{case.id}/edit").text

    assert [f"Không đạt: {label}" in page for page in told.values()] == [False, False, True, False]
    assert f"Người thẩm định và Hội đồng đánh giá: {label}" in told[office.clerk]


def test_what_appraisers_found_counts_beside_the_case(office, case):
    builders.held(case.nominee, "cstd_co_so", *YEARS)
    under_appraisal(case, office)
    told = gates.of(Look(case)).checked.verdicts
    case.received_at = clock.now() + timedelta(days=1)  # it went back and came again: judged anew
    anew = gates.of(Look(case)).checked.verdicts

    assert told["CST-1"] == "met"
    assert {code for code in told if told[code] != anew[code]} == {"CST-5"}
