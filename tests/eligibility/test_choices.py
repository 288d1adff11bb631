"""What the law leaves to choose stands together, what it asks in any case by itself; nothing is lost, nothing twice."""

from hypothesis import given
from hypothesis import strategies as st

from app.awards.criteria import codes
from app.awards.verdicts import Verdict
from app.eligibility.choices import Line, Part, parted


def line(code):
    return Line(code, Verdict.MISSING, f"Chưa có dữ liệu: {code}.", "Luật số 06/2022/QH15")


def told(tree, *shown):
    return [[[one.code for one in way] for way in part.ways] for part in parted(tree, [*map(line, shown)])]


def test_what_is_asked_in_any_case_stands_alone_and_a_choice_together_where_its_first_stands():
    tree = {"all_of": ["a", {"any_of": ["b", {"all_of": ["c", "d"]}]}, "e"]}

    assert told(tree, "a", "b", "c", "d", "e") == [[["a"]], [["b"], ["c", "d"]], [["e"]]]


def test_two_choices_are_two():
    tree = {"all_of": [{"any_of": ["a", "b"]}, {"any_of": ["c", "d"]}]}

    assert told(tree, "a", "c", "b", "d") == [[["a"], ["b"]], [["c"], ["d"]]]


def test_where_one_way_alone_is_left_nothing_is_to_choose():
    (part,) = parted({"any_of": ["a", "b"]}, [line("b")])

    assert (part, part.is_choice) == (Part(((line("b"),),)), False)


def test_what_no_criterion_asks_is_told_too():
    assert told({"any_of": ["a", "b"]}, "a", "b", "G03") == [[["a"], ["b"]], [["G03"]]]


def grown(branches):
    inside = st.lists(branches, min_size=1, max_size=3)
    return st.builds(lambda join, list_: {join: list_}, st.sampled_from(["all_of", "any_of"]), inside)


@given(st.recursive(st.just("leaf"), grown, max_leaves=12), st.data())
def test_each_line_is_told_once(shape, data):
    numbers = iter(range(100))

    def named(tree):
        if isinstance(tree, str):
            return f"{tree}{next(numbers)}"
        return {join: [*map(named, branches)] for join, branches in tree.items()}

    tree = named(shape)
    shown = data.draw(st.permutations(codes(tree)))

    assert sorted(code for part in told(tree, *shown) for way in part for code in way) == sorted(shown)
