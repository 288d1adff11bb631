from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from app import clock
from app.documents import numbers
from app.documents.models import Paper, PaperNumber
from app.documents.numbers import NumberRefused, NumberTaken
from app.extensions import db
from tests import builders
from workflows.vocabulary import Paper as PaperCode
from workflows.vocabulary import Sheet

CODE, OTHER_CODE = [*PaperCode][:2]


def paper(at, title="Tờ trình về việc khen thưởng", code=CODE):
    made = Paper(
        workflow_key="paper",
        workflow_version=1,
        workflow_digest="0" * 64,
        state="SIGNED",
        state_since=clock.now(),
        code=code,
        sheet=next(iter(Sheet)),
        sheet_id=1,
        organisation_id=at.id,
        template="letter",
        title=title,
        content={},
        symbol="TTr-SNV",
        created_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    return made


@pytest.fixture
def office(app):
    return builders.organisation()


def rows():
    return [
        (row.number, row.paper_id, row.cancelled_reason) for row in db.session.query(PaperNumber).order_by("number")
    ]


def test_a_paper_takes_the_number_that_was_entered(office):
    letter = paper(office)

    row = numbers.take(letter, 125, year=2025)

    assert (row.organisation_id, row.code, row.year, row.number, row.paper_id) == (
        office.id,
        CODE,
        2025,
        125,
        letter.id,
    )
    assert letter.number == 125


def test_a_number_that_is_taken_is_refused_with_the_paper_that_has_it(office, session):
    first, second = paper(office, "Tờ trình A"), paper(office, "Tờ trình B")
    numbers.take(first, 125, year=2025)

    with pytest.raises(NumberTaken) as refused:
        numbers.take(second, 125, year=2025)
    session.commit()

    assert refused.value.reasons == [
        "Số 125 năm 2025 đã cấp cho “Tờ trình A”. Hãy kiểm tra sổ văn bản đi và nhập số khác."
    ]
    assert (first.number, second.number) == (125, None)
    assert rows() == [(125, first.id, None)]


def test_after_a_refusal_the_same_transaction_goes_on(office, session):
    first, second = paper(office), paper(office)
    numbers.take(first, 1, year=2025)
    second.signer_name = "Nguyễn Văn A"
    with pytest.raises(NumberTaken):
        numbers.take(second, 1, year=2025)

    numbers.take(second, 2, year=2025)
    session.commit()

    assert rows() == [(1, first.id, None), (2, second.id, None)]
    assert second.signer_name == "Nguyễn Văn A"


def test_the_same_number_is_free_for_another_year_kind_and_organisation(office):
    elsewhere = builders.organisation(code="SYT", name="Sở Y tế")
    numbers.take(paper(office), 1, year=2025)

    numbers.take(paper(office), 1, year=2026)
    numbers.take(paper(office, code=OTHER_CODE), 1, year=2025)
    numbers.take(paper(elsewhere), 1, year=2025)

    assert [number for number, _, _ in rows()] == [1, 1, 1, 1]


def test_a_paper_has_one_number(office):
    letter = paper(office, "Tờ trình A")
    numbers.take(letter, 1, year=2025)

    with pytest.raises(NumberRefused) as refused:
        numbers.take(letter, 2, year=2025)

    assert refused.value.sentence == "Văn bản “Tờ trình A” đã có số 1. Hủy số đó trước khi cấp số khác."


@pytest.mark.parametrize(("number", "year"), [(0, 2025), (-1, 2025), (1_000_000, 2025), (1, 1999), (1, 2101)])
def test_a_number_or_year_out_of_reason_is_refused(office, number, year):
    with pytest.raises(NumberRefused, match="Số văn bản phải từ 1 đến 999999, năm từ 2000 đến 2100"):
        numbers.take(paper(office), number, year=year)

    assert rows() == []


def test_a_cancelled_number_stays_visible_and_is_never_used_again(office):
    first, second = paper(office, "Tờ trình A"), paper(office)
    row = numbers.take(first, 7, year=2025)

    numbers.cancel(row, "  Ghi nhầm\nsố ")

    assert first.number is None
    assert rows() == [(7, first.id, "Ghi nhầm số")]
    assert numbers.register(office.id, CODE, 2025) == [row]
    with pytest.raises(NumberTaken) as refused:
        numbers.take(second, 7, year=2025)
    assert refused.value.sentence == (
        "Số 7 năm 2025 đã cấp cho “Tờ trình A” rồi hủy (Ghi nhầm số); số đã hủy không dùng lại."
    )
    with pytest.raises(NumberTaken):
        numbers.take(first, 7, year=2025)
    numbers.take(first, 8, year=2025)
    assert (first.number, numbers.next_number(office.id, CODE, 2025)) == (8, 9)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_cancelling_needs_a_reason(office, reason):
    row = numbers.take(paper(office), 7, year=2025)

    with pytest.raises(NumberRefused, match="lý do"):
        numbers.cancel(row, reason)

    assert rows()[0][2] is None


def test_a_number_is_cancelled_once(office):
    row = numbers.take(paper(office), 7, year=2025)
    numbers.cancel(row, "Ghi nhầm")

    with pytest.raises(NumberRefused, match="Số 7 đã hủy trước đó: Ghi nhầm"):
        numbers.cancel(row, "Lý do khác")

    assert rows()[0][2] == "Ghi nhầm"


def test_the_counter_begins_at_one_and_passes_over_what_was_cancelled(office):
    begin = numbers.next_number(office.id, CODE, 2025)
    numbers.take(paper(office), 40, year=2025)
    numbers.cancel(numbers.take_next(paper(office), year=2025), "Hỏng phôi")

    assert begin == 1
    assert numbers.take_next(paper(office), year=2025).number == 42
    assert numbers.take_next(paper(office), year=2026).number == 1


def at_once(app, count, act):
    """`act(n)` in that many threads, each with a transaction of its own; what came of each."""
    start = Barrier(count)

    def one(n):
        with app.app_context():
            start.wait()
            try:
                result = act(n)
                db.session.commit()
            except NumberTaken as refused:
                db.session.rollback()
                return refused.sentence
            return result

    with ThreadPoolExecutor(count) as pool:
        return [*pool.map(one, range(count))]


def test_of_threads_that_want_one_number_exactly_one_gets_it(app, office, session):
    papers = [paper(office, f"Tờ trình {n}").id for n in range(5)]
    session.commit()

    came = at_once(app, 5, lambda n: numbers.take(db.session.get_one(Paper, papers[n]), 9, year=2025).paper_id)

    session.rollback()
    winner = next(result for result in came if isinstance(result, int))
    assert rows() == [(9, winner, None)]
    assert sorted(came, key=str) == sorted(
        [winner]
        + [f"Số 9 năm 2025 đã cấp cho “Tờ trình {papers.index(winner)}”. Hãy kiểm tra sổ văn bản đi và nhập số khác."]
        * 4,
        key=str,
    )
    assert [session.get_one(Paper, one).number for one in papers] == [9 if one == winner else None for one in papers]


def test_threads_that_want_the_next_number_all_get_one_of_their_own(app, office, session):
    papers = [paper(office).id for _ in range(6)]
    session.commit()

    came = at_once(app, 6, lambda n: numbers.take_next(db.session.get_one(Paper, papers[n]), year=2025).number)

    assert sorted(came) == [1, 2, 3, 4, 5, 6]
