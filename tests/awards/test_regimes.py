"""A law that nobody has read warns on whatever is shown or judged by its days; which one that is stands in a row."""

from datetime import date, datetime

import pytest

from app import clock
from app.awards import loading, regimes
from app.awards.models import Regime
from app.extensions import db
from tests import builders
from workflows.award_province_1 import State
from workflows.vocabulary import Role

LAST, FIRST = date(2026, 9, 30), date(2026, 10, 1)
WARNING = "Từ 01/10/2026 áp dụng Luật 06/2026/QH16, nội dung chưa đối chiếu."


@pytest.fixture
def catalogue(session):
    loading.load()


@pytest.fixture
def stand(monkeypatch):
    """The office's clock on a day."""

    def at(day):
        monkeypatch.setattr(clock, "now", lambda: datetime(day.year, day.month, day.day, 9, tzinfo=clock.VIETNAM))

    return at


def test_the_law_of_october_2026_was_not_read(catalogue):
    found = [regimes.unread_on(day) for day in (date(2024, 1, 1), date(2025, 7, 1), LAST, FIRST, date(2030, 1, 1))]

    assert [regime and regime.code for regime in found] == [None, None, None, "R2026", "R2026"]


def test_a_version_that_reaches_into_it_is_known(catalogue):
    assert regimes.unread_within(date(2024, 1, 1), LAST) is None
    assert regimes.unread_within(date(2024, 1, 1), FIRST).code == "R2026"
    assert regimes.unread_within(date(2024, 1, 1), None).code == "R2026"


def test_a_case_is_judged_by_the_day_it_was_received(catalogue, stand):
    stand(FIRST)

    assert regimes.unread_for(datetime(2026, 9, 30, 23, 59, tzinfo=clock.VIETNAM)) is None
    assert regimes.unread_for(datetime(2026, 10, 1, 0, 1, tzinfo=clock.VIETNAM)).code == "R2026"
    assert regimes.unread_for(None).code == "R2026"


@pytest.fixture
def reader(catalogue, client):
    return builders.signed_in(client, builders.actor(Role.UNIT_CLERK, builders.organisation()))


@pytest.mark.parametrize("url", ["/awards/", "/awards/cstd_tinh", "/awards/cstd_tinh/versions/1"])
def test_the_catalogue_warns_from_its_day_on(reader, stand, url):
    stand(LAST)
    before = reader.get(url).text
    stand(FIRST)

    assert (WARNING in before, WARNING in reader.get(url).text) == (False, True)


def test_the_history_warns_beforehand_of_what_goes_on_into_it(reader, stand):
    stand(LAST)

    assert WARNING in reader.get("/awards/cstd_tinh/versions").text
    assert WARNING not in reader.get("/awards/giay_khen_huyen/versions").text


def test_when_the_law_was_read_nothing_warns(reader, stand):
    stand(FIRST)
    db.session.get(Regime, "R2026").is_read = True

    assert WARNING not in reader.get("/awards/cstd_tinh").text


@pytest.mark.parametrize(("received", "warns"), [(LAST, False), (FIRST, True)])
def test_a_case_warns_by_its_own_day(catalogue, client, stand, received, warns):
    unit = builders.organisation()
    clerk = builders.actor(Role.UNIT_CLERK, unit)
    award = builders.award("cstd_tinh")
    moment = datetime(received.year, received.month, received.day, 9, tzinfo=clock.VIETNAM)
    case = builders.nomination(
        unit,
        award,
        builders.award_round(award),
        "Lê Thị Sương",
        state=State.INTAKE,
        submitted_at=moment,
        received_at=moment,
    )
    db.session.commit()
    page = builders.signed_in(client, clerk).get(f"/nominations/{case.id}").text

    assert (WARNING in page) == warns


NEW, OLD = "Nghị định 152/2025/NĐ-CP Điều 50 khoản 1 điểm b", "Nghị định 98/2023/NĐ-CP Điều 54"


@pytest.mark.parametrize(
    ("basis", "day", "law"),
    [
        (NEW, date(2025, 6, 30), "R2025"),
        (NEW, date(2025, 7, 1), None),
        (f"{OLD}; {NEW}", date(2025, 6, 30), None),
        (OLD, date(2025, 6, 30), None),
        ("Nghị định 129/2025/NĐ-CP, Điều 59", date(2024, 10, 1), "R2025"),
        ("Luật 06/2026/QH16; " + NEW, date(2024, 10, 1), "R2025"),
        ("Luật 06/2026/QH16", date(2025, 7, 1), "R2026"),
        ("Nghị định 152/2025/NĐ-CPX", date(2024, 10, 1), None),
        ("Mức thưởng (Nghị định 152/2025/NĐ-CP): Điều 50", date(2024, 10, 1), "R2025"),
        ("", date(2024, 10, 1), None),
    ],
)
def test_a_basis_that_was_not_law_on_the_day_is_known(basis, day, law):
    found = regimes.cited_too_early(basis, day, reversed(loading.shipped_regimes()))

    assert (found and found.code) == law


def test_the_sum_of_a_day_before_its_decree_says_that_nobody_checked_it(reader, stand):
    said = "văn bản này có hiệu lực từ 01/07/2025; mức của ngày 30/06/2025 chưa đối chiếu"
    shown = []
    for day in (date(2025, 6, 30), date(2025, 7, 1)):
        stand(day)
        shown.append(said in reader.get("/awards/cstd_tinh").text)

    assert shown == [True, False]
