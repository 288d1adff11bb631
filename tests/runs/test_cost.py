"""What `python -m bench bulk` measures, in small: each further case costs the same statements as the one before."""

from bench import bulk


def test_each_further_case_costs_the_same_statements(house):
    few, more, most = (bulk.cost_of([case.id for case in house.cases(number)], house.clerk) for number in (2, 4, 6))

    two_more, two_more_still = more.statements - few.statements, most.statements - more.statements
    assert abs(two_more_still - two_more) <= 2  # a row may be read anew that the memory let go of
    assert two_more / 2 < 30
