"""The engine against the catalogue of the program: every criterion of every award, and what may never be."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.awards import checking, common, criteria, fields, rulebook
from app.awards.checking import Case
from app.awards.verdicts import Verdict

DAY = date(2024, 10, 1)
BOOK = rulebook.shipped(DAY)
LEAVES = [
    pytest.param(code, variant, leaf, id=f"{code}-{leaf.code}")
    for code, rule in BOOK.rules.items()
    for variant in rule.variants
    for leaf in variant.leaves
]
CRITERIA_OF_EVERY_AWARD = sum(
    len({leaf.code for v in rule.variants for leaf in v.leaves}) for rule in BOOK.rules.values()
)


def values(leaf):
    """One value that satisfies a criterion, and one that does not; by its operator, from the vocabulary."""
    field = fields.find(leaf.field)
    match leaf.op:
        case "is_true":
            return True, False
        case "is_false":
            return False, True
        case "gte":
            return leaf.wanted, leaf.wanted - (Fraction(1, 100) if field.type == "share" else 1)
        case "eq" if field.values:
            return leaf.wanted, next(value for value in field.values if value != leaf.wanted)
        case "eq":
            return leaf.wanted, leaf.wanted + (Fraction(-1, 100) if field.type == "share" else 1)
        case "in" | "rating_gte":
            return min(leaf.wanted), next(value for value in field.values if value not in leaf.wanted)


def case(award, variant, known, **more):
    rule = BOOK.rules[award]
    subject = min(rule.subjects)
    when = variant.when
    if when and when["field"] == "subject.type":
        subject = when["value"]
    elif when:
        wanted = when["value"][0] if when["op"] == "in" else when["value"]
        known = {when["field"]: wanted} | known
    return Case(subject=subject, day=DAY, known=known, **more)


def verdict(award, case, code):
    found = BOOK.check(award, case)
    return found.verdicts[code], code in found.open


def test_there_are_twenty_two_awards_and_none_without_criteria():
    assert len(BOOK.rules) == 22
    assert len(LEAVES) == CRITERIA_OF_EVERY_AWARD
    assert all(variant.leaves for rule in BOOK.rules.values() for variant in rule.variants)


@pytest.mark.parametrize(("award", "variant", "leaf"), LEAVES)
def test_a_criterion_is_met_not_met_or_says_what_it_lacks(award, variant, leaf):
    good, bad = values(leaf)
    met = case(award, variant, {leaf.field: good}, documents=frozenset({leaf.code}))
    assert verdict(award, met, leaf.code) == (Verdict.MET, False)
    unmet = case(award, variant, {leaf.field: bad}, documents=frozenset({leaf.code}))
    assert verdict(award, unmet, leaf.code) == (Verdict.NOT_MET, False)
    lacking = Verdict.NEEDS_JUDGEMENT if leaf.check == "judgement" else Verdict.MISSING
    selected = case(award, variant, {})
    if leaf.field not in selected.known:  # an award may ask for the very thing that selects its variant
        assert verdict(award, selected, leaf.code) == (lacking, True)
    if leaf.check == "document":
        assert verdict(award, replace(met, documents=frozenset()), leaf.code)[0] is Verdict.NEEDS_DOCUMENT


@pytest.mark.parametrize(("award", "variant", "leaf"), LEAVES)
def test_a_criterion_that_alone_is_known_and_not_met_fails_the_award(award, variant, leaf):
    found = BOOK.check(award, case(award, variant, {leaf.field: values(leaf)[1]}))
    if Verdict.MET in found.verdicts.values() or Verdict.NEEDS_DOCUMENT in found.verdicts.values():
        assert leaf.code in {"BK-7", "BK-9"}  # what these exclude, another variant that fits asks for
        return
    assert (found.result, leaf.code in found.failed) == ("fail", True)


def test_of_variants_that_fit_the_one_on_its_way_alone_is_asked():
    """A farmer known in the commune is told what is not yet judged, and nothing of what officials are asked for."""
    known = {"subject.worker_class": "nong_dan", "achievement.influence_scope": "xa"}
    found = BOOK.check("bang_khen_tinh", Case(subject="individual", day=DAY, known=known))
    assert (found.failed_criteria, found.open_criteria) == ((), ("BK-8",))
    for otherwise in (known | {"law_compliance.ok": False}, known | {"subject.worker_class": "cong_chuc_vien_chuc"}):
        found = BOOK.check("bang_khen_tinh", Case(subject="individual", day=DAY, known=otherwise))
        assert {"BK-2", "BK-3", "BK-5"} <= {*found.failed_criteria}


@pytest.mark.parametrize("award", BOOK.rules)
def test_whoever_has_all_of_it_passes_and_nothing_stays_open(award):
    for variant in BOOK.rules[award].variants:
        known = {leaf.field: values(leaf)[0] for leaf in variant.leaves}
        known |= dict.fromkeys(fields.vocabulary()["fields"].keys() & set(HOLDS), False)
        whole = case(award, variant, known | {"discipline.ended_on": None}, judged={"G11": True})
        whole = replace(whole, documents=frozenset(leaf.code for leaf in variant.leaves))
        found = BOOK.check(award, whole)
        assert (found.result, found.failed, found.open, found.is_met) == ("pass", (), (), True)


HOLDS = ("hold.discipline_pending", "hold.investigation_pending", "hold.complaint_or_press_pending")


def some_value(field):
    match field.type:
        case "bool":
            return st.booleans()
        case "int":
            return st.integers(0, 6)
        case "number":
            return st.integers(0, 12).map(lambda halves: Fraction(halves, 2))
        case "share":
            return st.integers(60, 100).map(lambda hundredths: Fraction(hundredths, 100))
        case "date":
            return st.none() | st.dates(date(2023, 1, 1), date(2025, 12, 31))
        case _:
            return st.sampled_from(field.values)


def fields_of(award):
    rule = BOOK.rules[award]
    named = {leaf.field for variant in rule.variants for leaf in variant.leaves}
    named |= {variant.when["field"] for variant in rule.variants if variant.when} - {"subject.type"}
    return sorted(named | {*HOLDS, "discipline.ended_on"})


@st.composite
def cases(draw):
    award = draw(st.sampled_from(sorted(BOOK.rules)))
    known = draw(st.fixed_dictionaries({}, optional={n: some_value(fields.find(n)) for n in fields_of(award)}))
    codes = sorted({leaf.code for variant in BOOK.rules[award].variants for leaf in variant.leaves})
    subject = draw(st.sampled_from(sorted(BOOK.rules[award].subjects)))
    papers = draw(st.frozensets(st.sampled_from(codes)))
    return award, Case(subject=subject, day=DAY, known=known, documents=papers)


ORDER = {"fail": 0, "hold": 1, "pass": 2}


@given(cases(), st.data())
@settings(max_examples=400)
def test_raising_what_is_asked_for_at_least_never_turns_a_pass_into_a_fail(drawn, data):
    award, before = drawn
    rule = BOOK.rules[award]
    asked = {(leaf.field, leaf.op) for variant in rule.variants for leaf in variant.leaves}
    raisable = sorted(
        name for name in before.known if {op for field, op in asked if field == name} in ({"gte"}, {"is_true"})
    )
    if not raisable:
        return
    name = data.draw(st.sampled_from(raisable))
    old = before.known[name]
    new = True if isinstance(old, bool) else old + data.draw(st.integers(1, 5))
    after = replace(before, known={**before.known, name: new})
    assert ORDER[BOOK.check(award, after).result] >= ORDER[BOOK.check(award, before).result]


@given(cases(), st.randoms())
def test_the_order_of_facts_never_matters(drawn, random):
    award, said = drawn
    shuffled = list(said.known.items())
    random.shuffle(shuffled)
    assert BOOK.check(award, replace(said, known=dict(shuffled))) == BOOK.check(award, said)


def said_otherwise(tree, verdicts):
    """1 nothing in the way, -1 failed, 0 open: the rule of the result, written a second time as arithmetic."""
    if isinstance(tree, str):
        return {"met": 1, "needs_document": 1, "not_met": -1}.get(verdicts[tree], 0)
    ((join, branches),) = tree.items()
    found = [said_otherwise(branch, verdicts) for branch in branches]
    return 1 if join == "any_of" and 1 in found else min(found)


def at_best(tree, verdicts):
    """As above, with all that is open answered well."""
    return said_otherwise(tree, {code: said if said == "not_met" else "met" for code, said in verdicts.items()})


def begun(tree, found):
    return any(found.verdicts[code] in {"met", "needs_document"} for code in criteria.codes(tree))


@given(cases())
@settings(max_examples=400)
def test_the_result_is_what_the_tree_says(drawn):
    award, said = drawn
    found = BOOK.check(award, said)
    standing = [said_otherwise(tree, found.verdicts) for tree in found.trees]
    stands = 1 if 1 in standing else min(standing)
    if found.is_settled and any(
        one != -1 and begun(tree, found) for one, tree in zip(standing, found.trees, strict=True)
    ):
        stands = max(stands, 0)
    blocked = said.known.get("discipline.ended_on") is not None and said.known["discipline.ended_on"] > DAY
    blocked |= said.known.get("award.route") not in {None, *BOOK.rules[award].routes}
    held = any(said.known.get(name) for name in HOLDS)
    assert found.result == ("fail" if stands == -1 or blocked else "hold" if held else "pass")
    assert bool(found.failed_criteria) is (stands == -1)
    assert found.is_ruled_out is (blocked or max(at_best(tree, found.verdicts) for tree in found.trees) == -1)


@given(cases())
def test_what_is_ruled_out_has_failed_and_what_is_met_whole_is_not(drawn):
    award, said = drawn
    found = BOOK.check(award, said)
    if found.is_ruled_out:
        assert found.result == "fail"
    if found.is_met:
        assert (found.result, found.is_ruled_out) == ("pass", False)
    assert set(found.open).isdisjoint(code for code, v in found.verdicts.items() if v in {"met", "not_met"})


def test_no_criterion_is_silently_met_or_failed_where_nothing_is_known():
    for award, rule in BOOK.rules.items():
        for subject in rule.subjects:
            found = BOOK.check(award, Case(subject=subject, day=DAY, known={}))
            assert (found.result, found.failed) == ("pass", ())
            assert set(found.verdicts.values()) <= {Verdict.MISSING, Verdict.NEEDS_JUDGEMENT}
            assert set(found.verdicts) <= set(found.open)


def test_criteria_for_everybody_are_settled_before_anything_is_known():
    for award, rule in BOOK.rules.items():
        if [variant.when for variant in rule.variants] == [None]:
            assert BOOK.check(award, Case(subject=min(rule.subjects), day=DAY, known={})).is_settled, award


WORKER = "lao_dong_tien_tien"  # one set of criteria for officials, one for everybody else


def test_whoever_has_all_of_one_set_passes_where_nobody_knows_which_applies():
    for mine, other in (BOOK.rules[WORKER].variants, reversed(BOOK.rules[WORKER].variants)):
        known = {leaf.field: values(leaf)[1] for leaf in other.leaves} | {
            leaf.field: values(leaf)[0] for leaf in mine.leaves
        }
        found = BOOK.check(WORKER, Case(subject="individual", day=DAY, known=known))

        assert (found.is_settled, found.result, found.failed_criteria) == (False, "pass", ())


def test_a_set_known_not_to_apply_is_not_asked_beside_one_that_might():
    officials, others = BOOK.rules[WORKER].variants
    miners = replace(officials, when={"field": "subject.worker_class", "op": "eq", "value": "cong_nhan"})
    rule = replace(BOOK.rules[WORKER], variants=(miners, others))
    known = {"subject.worker_class": "doanh_nhan"}

    found = checking.check(rule, Case(subject="individual", day=DAY, known=known), common.checks())

    assert (found.trees, found.is_settled) == ((others.tree,), False)


def test_where_either_of_two_sets_is_enough_and_none_is_met_all_of_both_is_to_choose_from():
    ordinary, workers = BOOK.rules["bang_khen_tinh"].variants[:2]
    known = {"subject.worker_class": "cong_nhan", "law_compliance.ok": False}

    found = BOOK.check("bang_khen_tinh", Case(subject="individual", day=DAY, known=known))

    both = dict.fromkeys(leaf.code for variant in (ordinary, workers) for leaf in variant.leaves)
    assert (found.is_settled, found.failed_criteria) == (True, tuple(both))
