from hypothesis import given
from hypothesis import strategies as st

from app.awards.criteria import codes, failing, holds, is_ruled_out, ruled_out, unmet

CODES = "abcdef"
LABELS = {code: f"Tiêu chí {code}" for code in CODES}
ANSWERS = st.dictionaries(st.sampled_from(CODES), st.sampled_from(["met", "not_met", "not_applicable", None]))
TREES = st.recursive(
    st.sampled_from(CODES),
    lambda tree: st.builds(
        lambda join, branches: {join: branches},
        st.sampled_from(["all_of", "any_of"]),
        st.lists(tree, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


def simply(tree, answers):
    """The meaning, said once more in another way."""
    if isinstance(tree, str):
        return answers.get(tree) == "met"
    ((join, branches),) = tree.items()
    held = [simply(branch, answers) for branch in branches]
    return False not in held if join == "all_of" else True in held


@given(TREES, ANSWERS)
def test_nothing_is_unmet_exactly_when_the_tree_holds(tree, answers):
    assert (unmet(tree, answers, LABELS) == []) is simply(tree, answers)
    assert (failing(tree, answers) == []) is simply(tree, answers)


@given(TREES, ANSWERS, st.sampled_from(CODES))
def test_meeting_one_more_criterion_never_hurts(tree, answers, code):
    assert holds(tree, answers | {code: "met"}) >= holds(tree, answers)


@given(TREES)
def test_all_met_is_enough_and_no_answer_is_not(tree):
    assert unmet(tree, dict.fromkeys(CODES, "met"), LABELS) == []
    assert unmet(tree, {}, LABELS) != []


@given(TREES, ANSWERS)
def test_what_fails_is_part_of_the_tree(tree, answers):
    assert set(failing(tree, answers)) <= set(codes(tree))


def test_a_branch_that_is_not_used_may_stay_unanswered():
    tree = {"all_of": ["a", {"any_of": ["b", {"all_of": ["c", "d"]}]}]}

    assert unmet(tree, {"a": "met", "b": "met", "c": "not_applicable"}, LABELS) == []


def test_each_obstacle_is_a_sentence():
    tree = {"all_of": ["a", "b", "c", {"any_of": ["d", {"all_of": ["e", "f"]}]}]}

    told = unmet(tree, {"a": "not_met", "b": "not_applicable", "e": "met"}, LABELS)

    either = "Cần đạt ít nhất một trong các tiêu chí sau, hiện chưa đạt tiêu chí nào: "
    assert told == [
        "Không đạt: Tiêu chí a.",
        "Tiêu chí bắt buộc, không thể ghi “không áp dụng”: Tiêu chí b.",
        "Chưa có kết luận: Tiêu chí c.",
        either + "“Tiêu chí d”; hoặc (“Tiêu chí e” và “Tiêu chí f”).",
    ]


def test_criteria_that_nobody_has_written_down_rule_nobody_out():
    trees = [{"any_of": []}, {"all_of": []}, {"any_of": [{"any_of": []}]}]

    assert [ruled_out(tree, {}, {}) for tree in trees] == [[], [], []]


@given(TREES, ANSWERS)
def test_what_is_ruled_out_never_holds_however_the_open_ones_are_answered(tree, answers):
    at_best = {code: "met" if answers.get(code) in {None, "not_applicable"} else answers[code] for code in CODES}

    assert is_ruled_out(tree, answers) is not simply(tree, at_best)


def test_of_a_tree_that_needs_all_only_what_was_not_met_rules_it_out():
    tree = {"all_of": ["a", "b", {"any_of": ["c", "d"]}]}
    answers = {"a": "not_met", "c": "not_met"}

    assert ruled_out(tree, answers, LABELS) == ["Không đạt: Tiêu chí a."]
    assert ruled_out(tree, answers | {"d": "not_met"}, LABELS) == [
        "Không đạt: Tiêu chí a.",
        "Cần đạt ít nhất một trong các tiêu chí sau, hiện chưa đạt tiêu chí nào: “Tiêu chí c”; hoặc “Tiêu chí d”.",
    ]


def test_brackets_stand_only_around_what_is_more_than_one():
    tree = {"any_of": ["a", {"all_of": ["b"]}, {"all_of": ["c", "d"]}]}

    [said] = unmet(tree, {}, LABELS)

    assert said.endswith("“Tiêu chí a”; hoặc “Tiêu chí b”; hoặc (“Tiêu chí c” và “Tiêu chí d”).")
