"""`flask rules threshold`, against fractions, exhaustively."""

import json
from fractions import Fraction

import pytest

from app.awards.loading import read
from app.awards.models import VoteRule
from app.councils.judging import judge
from app.councils.rules import votes_needed
from app.extensions import db
from tests import builders
from workflows.facts import Vote

RULES = {rule["code"]: (rule["pct"], rule["strict"]) for rule in read("catalogue.yaml")["vote_rules"]}


@pytest.fixture
def typed(app):
    def run(rule, members, agree):
        db.session.commit()
        options = ("--rule", rule, "--members", str(members), "--agree", str(agree))
        done = app.test_cli_runner().invoke(args=("rules", "threshold", *options))
        return done.exit_code, done.output

    return run


def enough(agree, members, pct, *, strict):
    share, wanted = Fraction(agree, members), Fraction(pct, 100)
    return share > wanted if strict else share >= wanted


COUNTED = [(agree, members) for members in range(1, 61) for agree in range(members + 1)]
SHARES = range(50, 101)


def differing(passes):
    """Where a rule parts from exact fractions: every council up to sixty, every count, every share from half."""
    exact = {counted: Fraction(*counted) for counted in COUNTED}
    return [
        (pct, strict, agree, members)
        for pct in SHARES
        for wanted in [Fraction(pct, 100)]
        for strict in (False, True)
        for (agree, members), share in exact.items()
        if passes(agree, members, pct, strict=strict) is not (share > wanted if strict else share >= wanted)
    ]


def by_sum(agree, members, pct, *, strict):
    return agree >= votes_needed(members, pct, strict=strict)


def by_guard(agree, members, pct, *, strict):
    return Vote(agree=agree, members=members, pct=pct, strict=strict).passes


@pytest.mark.parametrize("passes", [by_sum, by_guard])
def test_every_share_and_council_up_to_sixty_agrees_with_fractions(passes):
    assert len(COUNTED) * len(SHARES) * 2 == 192_780
    assert differing(passes) == []


def rounded(agree, members, pct, *, strict):
    share = round(100 * agree / members)
    return share > pct if strict else share >= pct


def in_floating_point(agree, members, pct, *, strict):
    share, wanted = agree / members, 0.01 * pct
    return share > wanted if strict else share >= wanted


def half_as_a_majority(agree, members, pct, *, strict):
    return agree * 100 >= pct * members if pct == min(SHARES) else enough(agree, members, pct, strict=strict)


@pytest.mark.parametrize("planted", [rounded, in_floating_point, half_as_a_majority])
def test_a_wrong_rule_would_be_told_from_fractions(planted):
    assert differing(planted) != []


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_of_the_catalogue_agrees_with_fractions_and_one_more_yes_never_fails(rule):
    rules = [VoteRule(code=rule, pct=pct, strict=strict) for rule, (pct, strict) in RULES.items()]
    pct, strict = RULES[rule]
    for members in range(1, 61):
        passed = [judge(rules, rule, str(members), str(agree)).passes for agree in range(members + 1)]
        assert passed == [enough(agree, members, pct, strict=strict) for agree in range(members + 1)]
        assert passed == sorted(passed)  # False before True


def test_it_prints_what_is_needed_and_whether_it_passes(typed):
    found = [json.loads(typed(*asked)[1]) for asked in (("V80", 15, 11), ("V80", 12, 11), ("VMAJ", 10, 5))]

    assert found == [
        {"rule": "V80", "members": 15, "agree": 11, "needed": 12, "pass": False},  # though eleven of twelve present
        {"rule": "V80", "members": 12, "agree": 11, "needed": 10, "pass": True},
        {"rule": "VMAJ", "members": 10, "agree": 5, "needed": 6, "pass": False},
    ]


def test_it_reads_the_rule_of_this_site(typed):
    award = builders.award("bang_khen_tinh")
    award.vote_rule.pct = 65
    db.session.commit()

    assert json.loads(typed("VMAJ", 20, 13)[1])["needed"] == 14  # more than 65 %


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (("V95", 10, 5), "Không có quy tắc “V95”. Các quy tắc: V80, V90, VMAJ."),
        (("V80", 0, 0), "Số thành viên phải từ 1 đến 100.000."),
        (("V80", "mười", 5), "Số thành viên phải là số nguyên, không phải “mười”."),
        (("V80", 10, 11), "Số phiếu đồng ý phải từ 0 đến 10, là tổng số thành viên."),
        (("V80", 10, "-1"), "Số phiếu đồng ý phải là số nguyên, không phải “-1”."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(typed, asked, sentence):
    assert typed(*asked) == (1, f"Error: {sentence}\n")
