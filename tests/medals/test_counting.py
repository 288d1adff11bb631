"""How long somebody served: whatever the order, and however a time is cut up or told twice, the sum is the same."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.medals import counting
from app.medals.counting import ELSEWHERE, HARD_AREA, IN_OFFICE, IN_PROVINCE, KINDS, SENT_AWAY, Sums, in_words, sums

TODAY = date(2025, 2, 17)
FIRST, NOW = counting.month_of(date(1980, 1, 1)), counting.month_of(TODAY)


@dataclass(frozen=True)
class Span:
    from_month: date
    to_month: date | None
    kind: str = IN_PROVINCE


def month(number):
    return date(number // 12, number % 12 + 1, 1)


def span(first, last, kind=IN_PROVINCE):
    return Span(month(first), month(last) if last is not None else None, kind)


def months_of(span):
    last = counting.month_of(span.to_month) if span.to_month else NOW
    return set(range(counting.month_of(span.from_month), last + 1))


months = st.integers(FIRST, NOW)
spans = st.builds(
    lambda ends, is_open, kind: span(min(ends), None if is_open else max(ends), kind),
    st.tuples(months, months),
    st.booleans(),
    st.sampled_from([*KINDS]),
)
services = st.lists(spans, max_size=8)


@given(services)
def test_each_month_of_service_counts_once(service):
    served = set().union(*(months_of(one) for one in service if one.kind in counting.SERVICE))
    in_office = set().union(*(months_of(one) for one in service if one.kind == IN_OFFICE))
    hard = set().union(*(months_of(one) for one in service if one.kind == HARD_AREA))

    assert sums(service, TODAY) == Sums(service=len(served), office=len(in_office), hard_area=len(hard))


@given(services.flatmap(lambda service: st.tuples(st.just(service), st.permutations(service))))
def test_the_order_of_the_lines_changes_nothing(both):
    service, shuffled = both

    assert sums(shuffled, TODAY) == sums(service, TODAY)


@given(services.filter(bool), st.data())
def test_a_line_told_twice_or_within_another_changes_nothing(service, data):
    whole = data.draw(st.sampled_from(service))
    inside = sorted(months_of(whole))
    first = data.draw(st.sampled_from(inside))
    again = span(first, data.draw(st.sampled_from([one for one in inside if one >= first])), whole.kind)

    assert sums([*service, again, whole], TODAY) == sums(service, TODAY)


@given(services.filter(bool), st.data())
def test_a_line_cut_in_two_changes_nothing(service, data):
    whole = data.draw(st.sampled_from(list(service)))
    inside = sorted(months_of(whole))
    if len(inside) == 1:
        return
    cut = data.draw(st.sampled_from(inside[1:]))
    parts = [replace(whole, to_month=month(cut - 1)), replace(whole, from_month=month(cut))]
    rest = list(service)
    rest.remove(whole)

    assert sums([*rest, *parts], TODAY) == sums(service, TODAY)


@given(services, spans)
def test_one_more_line_never_takes_anything_away(service, more):
    before, after = sums(service, TODAY), sums([*service, more], TODAY)

    assert (after.service >= before.service, after.office >= before.office) == (True, True)


def test_what_was_elsewhere_is_written_down_and_not_counted():
    service = [
        Span(date(2000, 1, 1), date(2000, 12, 1), ELSEWHERE),
        Span(date(2001, 1, 1), date(2001, 6, 1), SENT_AWAY),
        Span(date(2001, 6, 1), date(2001, 12, 1), IN_OFFICE),
    ]

    assert sums(service, TODAY) == Sums(service=12, office=7)


@pytest.mark.parametrize(
    ("months", "words"), [(0, "0 tháng"), (7, "7 tháng"), (12, "1 năm"), (254, "21 năm 2 tháng"), (240, "20 năm")]
)
def test_sums_are_told_in_years_and_months(months, words):
    assert in_words(months) == words
