"""Communes and villages: collectives of the register, for whom some awards are alone."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.awards import money
from app.awards.models import BaseSalary
from app.eligibility import queries as eligibility
from app.extensions import db
from app.nominations.facts import of_nomination
from app.nominations.models import Nomination
from app.nominations.openings import Look
from app.nominees import subjects
from app.nominees.models import Nominee, NomineeKind
from app.nominees.vocabulary import LOCALITIES
from tests import builders

OF_VILLAGES, OF_COMMUNES = "thon_to_dan_pho_van_hoa", "xa_phuong_tieu_bieu"
VILLAGE = {
    "name": "Thôn Ma Ty",
    "department": "Xã Phước Tân",
    "collective_class": "Đối tượng khác",
    "locality": "village",
}
WRITE_IT_DOWN = "Chỉ dành cho tập thể ghi “Tập thể là: Thôn, tổ dân phố” trong danh sách của đơn vị."


@pytest.fixture
def village(ask, office):
    assert ask(office.clerk, "/nominees/new/collective", VILLAGE).status_code == 303
    return db.session.query(Nominee).filter_by(name="Thôn Ma Ty").one()


@pytest.fixture
def board(office):
    """A collective as all others."""
    made = builders.nominee(office.unit, "Ban Phát triển thôn", kind="collective")
    db.session.commit()
    return made


@pytest.fixture
def offered(office):
    """Where an award is offered, by its code."""

    def at(code):
        award = builders.award(code)
        in_round = builders.award_round(award, code="2025-2")
        db.session.commit()
        return f"/nominations/new?what={in_round.id}-{award.id}"

    return at


def facts(page):
    """What a page says of somebody, by its label."""
    lists = re.findall(r"<dt>(.*?)</dt>\s*<dd.*?>(.*?)</dd>", page, re.DOTALL)
    return {label.strip(): said.strip() for label, said in lists}


def proposed(ask, office, url, nominee):
    """Answer and case: the case as its guards and the engine see it."""
    sent = {"nominee_id": nominee.id, "route": "cong_trang", "period_from": 2024, "period_to": 2024}
    answer = ask(office.clerk, url, sent | {"is_unclassified": "y"})
    return answer, db.session.query(Nomination).filter_by(nominee_id=nominee.id).one_or_none()


def test_the_register_says_what_a_collective_is(ask, office, village, board):
    shown = [facts(ask(office.clerk, f"/nominees/{one.id}").text)["Tập thể là"] for one in (village, board)]

    assert (village.locality, board.locality) == ("village", "")
    assert shown == ["Thôn, tổ dân phố", "Cơ quan, tổ chức, đơn vị hoặc tập thể khác"]
    refused = ask(office.clerk, f"/nominees/{village.id}/edit", VILLAGE | {"locality": "province", "version": 1})
    assert (refused.status_code, db.session.get_one(Nominee, village.id).locality) == (422, "village")


def test_an_award_for_villages_is_offered_to_villages_alone(ask, office, offered, village, board):
    url = offered(OF_VILLAGES)
    page = ask(office.clerk, url).text

    assert (village.name in page, board.name in page, WRITE_IT_DOWN in page) == (True, False, True)
    answer, case = proposed(ask, office, url, village)
    assert (answer.status_code, case.subject, case.nominee_kind) == (303, "village", NomineeKind.COLLECTIVE)
    told = of_nomination(Look(case))
    assert (told["subject_kind"], told["subject_kinds"]) == ("village", frozenset({"village"}))


def test_another_collective_is_refused_and_told_what_to_write_down(ask, office, offered, board):
    answer, case = proposed(ask, office, offered(OF_VILLAGES), board)

    refusal = f"Thôn, tổ dân phố văn hóa không dành cho loại đối tượng của {board.name}. {WRITE_IT_DOWN}"
    assert (answer.status_code, refusal in answer.text, case) == (422, True, None)


def test_a_village_is_a_collective_to_every_other_award(ask, office, village):
    url = f"/nominations/new?what={office.offer.value}"
    page = ask(office.clerk, url).text
    answer, case = proposed(ask, office, url, village)

    assert (village.name in page, "Chỉ dành cho tập thể" in page) == (True, False)
    assert (answer.status_code, case.subject) == (303, "collective")


@pytest.mark.parametrize(
    ("locality", "awards"),
    [
        ("", {"bang_khen_tinh"}),
        ("village", {"bang_khen_tinh", OF_VILLAGES}),
        ("commune", {"bang_khen_tinh", OF_COMMUNES}),
    ],
)
def test_the_engine_answers_as_what_each_award_knows_them(office, locality, awards):
    for code in (OF_VILLAGES, OF_COMMUNES):
        builders.award(code)
    one = builders.nominee(office.unit, "Phước Đại", kind="collective", locality=locality)
    db.session.commit()
    day = builders.clock.today()

    outlooks = {outlook.award: outlook for outlook in eligibility.of_nominee(one, year=2024, day=day)}
    assert set(outlooks) == awards
    for code in awards:
        assert "G11" not in {line.code for line in outlooks[code].in_the_way}
        assert one in [nominee for nominee, _ in eligibility.of_unit(office.clerk, code, year=2024, day=day)]


def test_what_was_snapshot_stays_with_the_case(ask, office, offered, village):
    _, case = proposed(ask, office, offered(OF_VILLAGES), village)
    village.locality = ""
    db.session.commit()
    db.session.expire_all()

    assert (case.subject, subjects.is_for(case.award_version.subjects, case.nominee)) == ("village", False)


def test_the_money_is_a_collectives(ask, office, offered, village):
    _, case = proposed(ask, office, offered(OF_VILLAGES), village)
    day = builders.clock.today()
    basis = {"basis": "Nghị định 73/2024/NĐ-CP", "confidence": "verified"}
    db.session.merge(BaseSalary(valid_from=day.replace(year=2024), valid_to=None, value=2_340_000, **basis))
    db.session.commit()

    assert money.bonus(case.award_version, case.subject, day) == 3_510_000


SUBJECTS = st.lists(st.sampled_from([*NomineeKind, *LOCALITIES]), unique=True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=SUBJECTS)
def test_rows_and_objects_are_asked_the_same(office, wanted):
    if not (kept := db.session.query(Nominee).all()):
        kinds = [(kind, "") for kind in NomineeKind] + [("collective", locality) for locality in LOCALITIES]
        kept = [builders.nominee(office.unit, kind=kind, locality=locality) for kind, locality in kinds]

    found = {*db.session.scalars(db.select(Nominee.id).where(subjects.fitting(wanted)))}
    assert found == {one.id for one in kept if subjects.is_for(wanted, one)}
    assert all((one.kind in wanted or one.locality in wanted) == (one.id in found) for one in kept)
