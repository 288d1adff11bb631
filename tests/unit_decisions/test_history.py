"""What a unit made known is everybody's history, and the criteria of the next award count it; not before."""

from app.eligibility import queries as eligibility
from app.extensions import db
from app.honours import history
from app.unit_decisions import operations
from app.unit_decisions.operations import Posting, UnitDecisionDraft
from tests import builders
from tests.unit_decisions.conftest import vote
from tests.unit_decisions.test_road import get, issued

LACKS = "Không đạt: Đã 03 lần liên tục được tặng danh hiệu Chiến sĩ thi đua cơ sở. Cần 3 năm, mới có {}."
NONE_YET = LACKS.format("0 năm, còn thiếu 3 năm. Chưa có của năm: 2022, 2023, 2024")
ONE_YEAR = LACKS.format("1 năm, còn thiếu 2 năm. Chưa có của năm: 2022, 2023")


def standing(nominee, day):
    """What the emulation fighter of the province lacks, who has been one of the unit for years on end."""
    (found,) = [one for one in eligibility.of_nominee(nominee, year=2024, day=day) if one.award == "cstd_tinh"]
    return next(line.sentence for line in (*found.in_the_way, *found.lacking, *found.met) if line.code == "CST-1")


def test_the_criteria_of_the_province_count_it_from_its_publication_on(app, office, scan):
    fighter = builders.award("cstd_co_so")
    builders.award("cstd_tinh")
    office.award = fighter
    office.cases = [office.house.case("Lê Thị Hoa", "KN03_UNIT_COUNCIL", fighter, period_from=2024, period_to=2024)]
    db.session.commit()
    vote(office, [(9, 0, 0)])
    case = office.cases[0]
    told = [standing(case.nominee, office.today)]
    wanted = UnitDecisionDraft(title="Về việc tặng", merit="đã có thành tích", nomination_ids=[case.id])
    decision = operations.draft(office.unit, fighter, wanted, actor=office.clerk)
    operations.sign(decision, {}, actor=office.head)
    db.session.commit()
    issued(app, office, decision, scan)
    told += [standing(case.nominee, office.today), [*history.of(case.nominee_id)]]

    operations.post(decision, Posting(posted_on=office.today, posted_where="Niêm yết"), actor=office.clerk)
    db.session.commit()

    (past,) = history.of(case.nominee_id)
    assert (past.source, past.id, past.award, past.level, past.year, past.number, past.route) == (
        "unit_decisions",
        decision.id,
        "Chiến sĩ thi đua cơ sở",
        "unit",
        2024,
        "07/QĐ-SGDDT",
        "cong_trang",
    )
    assert past.decided_by == "Thủ trưởng Sở Giáo dục và Đào tạo"
    assert told == [NONE_YET, NONE_YET, []]
    assert standing(case.nominee, office.today) == ONE_YEAR
    page = get(app, office.clerk, f"/nominees/{case.nominee_id}").text
    assert f'href="/unit-decisions/{decision.id}"' in page
