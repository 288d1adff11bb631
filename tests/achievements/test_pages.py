"""The pages: which initiatives a case relies on, other cases that look alike, and who may know what of them."""

import pytest

from app.achievements import overlaps, queries, uses
from app.eligibility import queries as eligibility
from app.extensions import db
from app.initiatives.models import Scope
from app.nominations.held import already
from app.nominees.models import NomineeKind
from tests import builders
from tests.achievements.test_overlaps import reply, with_file
from tests.achievements.test_uses import chosen, rely
from workflows.award_province_1 import State


def fields(case, *initiatives, **more):
    return {"initiatives": [one.id for one in initiatives], "seen": uses.seen(queries.choices(case))} | more


def test_the_clerk_chooses_where_the_case_is_written(house, ask):
    one, used = house.initiative(scope=Scope.PROVINCE), house.initiative("Sổ theo dõi học sinh")
    other, case = house.case(), house.case("cstd_co_so")
    rely(house, other, used)
    edit, page = f"/nominations/{case.id}/edit", f"/achievements/{case.id}/initiatives"
    before, asked = ask(house.clerk, edit).text, ask(house.clerk, page).text
    answer = ask(house.clerk, page, fields(case, one))

    assert (page in before, "Chưa chọn." in before) == (True, True)
    assert "Học liệu số (công nhận trong tỉnh, đóng góp 60%)" in asked
    assert f"Đã dùng ở hồ sơ {other.code}." in asked
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{edit}#relied-on")
    assert "Học liệu số" in ask(house.clerk, edit).text
    assert "Học liệu số" in ask(house.clerk, f"/achievements/cases/{case.id}").text


def test_what_somebody_else_took_meanwhile_is_told_beside_the_choice(house, ask):
    one, case, other = house.initiative(), house.case("cstd_co_so"), house.case()
    sent = fields(case, one)
    rely(house, other, one)
    answer = ask(house.clerk, f"/achievements/{case.id}/initiatives", sent)

    assert answer.status_code == 422
    assert f"“Học liệu số”: Đã dùng ở hồ sơ {other.code}." in answer.text
    assert chosen(case) == []


@pytest.mark.parametrize("refused", ["stranger", "sent", "collective"])
def test_nobody_chooses_for_a_case_they_do_not_write(house, ask, refused):
    case = house.case(state=State.UNIT_CHECK if refused == "sent" else State.DRAFT)
    if refused == "collective":
        case.nominee_kind = NomineeKind.COLLECTIVE
    actor = house.stranger if refused == "stranger" else house.clerk

    assert ask(actor, f"/achievements/{case.id}/initiatives").status_code == (409 if refused == "sent" else 404)


@pytest.fixture
def apart(house):
    """Two units, two people, one file."""
    unit = house.stranger.organisation_id
    case = house.case(state=State.APPRAISAL)
    other = house.case(
        "bang_khen_tinh",
        state=State.PUBLISHED,
        nominee=builders.nominee(house.unit, "Lê Thị Hoa"),
        unit_id=unit,
        submitting_unit_id=unit,
        period=(2019, 2019),
    )
    with_file(case)
    with_file(other)
    db.session.commit()
    return case, other


def test_each_side_learns_of_the_other_as_far_as_it_may(house, ask, apart):
    case, other = apart
    at_department = ask(house.appraiser, f"/achievements/cases/{case.id}").text
    at_unit = ask(house.clerk, f"/achievements/cases/{case.id}").text
    elsewhere = ask(house.stranger, f"/achievements/cases/{other.id}").text

    assert other.code in at_department
    assert "Cùng một tệp minh chứng: bao-cao.pdf." in at_department
    assert "Một hồ sơ khác (đã có quyết định)." in at_unit
    assert "Một hồ sơ khác (đang xét)." in elsewhere
    assert [other.code in at_unit, "Lê Thị Hoa" in at_unit, case.code in elsewhere] == [False] * 3


def test_the_appraiser_answers_and_the_reason_stays_at_the_department(house, ask, apart):
    case, other = apart
    page = f"/achievements/alike/{case.id}/{other.id}"
    asked = ask(house.appraiser, page)
    bare = ask(house.appraiser, page, {"seen": "1-0"})
    done = ask(house.appraiser, page, {"answer": "different", "reason": "Hai việc khác nhau.", "seen": "1-0"})
    told = {who: ask(who, f"/achievements/cases/{case.id}").text for who in (house.appraiser, house.clerk)}

    assert (asked.status_code, bare.status_code, done.status_code) == (200, 422, 303)
    assert all("Hai thành tích khác nhau" in text for text in told.values())
    assert ["Hai việc khác nhau." in text for text in told.values()] == [True, False]


@pytest.mark.parametrize(("who", "status"), [("clerk", 403), ("stranger", 403)])
def test_nobody_else_answers(house, ask, apart, who, status):
    case, other = apart

    assert ask(getattr(house, who), f"/achievements/alike/{case.id}/{other.id}").status_code == status


def test_there_is_no_answer_about_cases_that_have_nothing_in_common(house, ask):
    case, other = house.case(state=State.APPRAISAL), house.case("cstd_co_so", state=State.PUBLISHED)

    assert ask(house.appraiser, f"/achievements/alike/{case.id}/{other.id}").status_code == 404


def test_a_case_is_found_wanting_by_the_common_checks(house):
    decided, later = house.case(state=State.PUBLISHED), house.case(state=State.APPRAISAL)
    before = eligibility.of_case(later, already(later), used_achievements=overlaps.used_up(overlaps.of_case(later)))
    reply(house, later, decided, is_same=True)
    after = eligibility.of_case(later, already(later), used_achievements=overlaps.used_up(overlaps.of_case(later)))

    assert ["G01" in [line.code for line in one.in_the_way] for one in (before, after)] == [False, True]
    assert after.standing == "ruled_out"


def test_the_answer_tells_which_initiatives_were_counted(house):
    one, _ = house.initiative(scope=Scope.PROVINCE), house.initiative("Chờ công nhận", on=None)
    case = house.case(state=State.DRAFT)
    nobodys = told_of(eligibility.of_nominee(house.author, year=2024, day=case.created_at.date()))
    before = told_of([eligibility.of_case(case, already(case))])
    rely(house, case, one)
    after = told_of([eligibility.of_case(case, already(case))])

    assert "Đã tính: “Học liệu số”." in nobodys
    assert "Đã tính" not in before
    assert "Đã tính: “Học liệu số”." in after


def told_of(outlooks):
    return " ".join(line.sentence for one in outlooks for line in (*one.lacking, *one.met))


def test_a_case_page_costs_few_statements_more_for_many_that_look_alike(house, app):
    case = house.case(state=State.APPRAISAL)
    head = builders.signed_in(app.test_client(), house.appraiser)
    counts = []
    for _ in range(3):
        house.case(state=State.PUBLISHED)
        db.session.commit()
        head.get(f"/nominations/{case.id}")
        with builders.statements() as said:
            head.get(f"/nominations/{case.id}")
        counts.append(len(said))

    assert counts == [counts[0]] * 3
