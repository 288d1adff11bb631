"""What `python -m bench bulk` measures, in small: each further case costs the same statements as the one before."""

from bench import bulk


def test_each_further_case_costs_the_same_statements(house):
    few, more, most = (bulk.cost_of([case.id for case in house.cases(number)], house.clerk) for number in (2, 4, 6))

    assert most.statements - more.statements == more.statements - few.statements
    assert (more.statements - few.statements) / 2 < 60
