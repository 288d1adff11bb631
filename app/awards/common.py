"""The checks common to all awards (G01–G17): what `checks.yaml` says of each, and how those of a draft are asked.

G04 to G06 and G17 say how facts are counted: they hold by the way the fields are computed. G09, G10, G12, G15 and G16
belong to later steps, whose own guards ask them.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from app.awards.checking import Case, CommonChecks, Rule
from app.awards.verdicts import Verdict
from app.facts import read_facts

HOLDS = ("hold.discipline_pending", "hold.investigation_pending", "hold.complaint_or_press_pending")
_FIRST_STEP = "draft"


@cache
def said() -> Mapping[str, Mapping[str, Any]]:
    """Code to label, check, severity, step, basis, confidence."""
    return {check["code"]: check for check in read_facts(Path(__file__).with_name("checks.yaml"))["checks"]}


def rule(code: str) -> str:
    """With its article: 'Một thành tích chỉ được khen thưởng một lần (Luật TĐKT Điều 5 khoản 2)'."""
    return "{label} ({basis})".format_map(said()[code])


@cache
def checks() -> CommonChecks:
    return CommonChecks(
        severities={code: check["severity"] for code, check in said().items()},
        later=tuple(code for code, check in said().items() if check["step"] != _FIRST_STEP),
        asked=_ASKED,
    )


def _once(_rule: Rule, case: Case) -> Verdict:
    return Verdict.NOT_MET if case.used_achievements else Verdict.MET


def _is_held(_rule: Rule, case: Case) -> Verdict:
    found = [case.known.get(name) for name in HOLDS]
    if any(found):
        return Verdict.NOT_MET
    return Verdict.MISSING if None in found else Verdict.MET


def _discipline_is_over(_rule: Rule, case: Case) -> Verdict:
    if "discipline.ended_on" not in case.known:
        return Verdict.MISSING
    ended = case.known["discipline.ended_on"]
    return Verdict.NOT_MET if ended is not None and ended > case.day else Verdict.MET  # type: ignore[operator]  # a date


def _initiatives_once(rule: Rule, case: Case) -> Verdict:
    used = any(for_title is rule.is_title for _, for_title in case.used_initiatives)
    return Verdict.NOT_MET if used else Verdict.MET


def _level_fits(rule: Rule, case: Case) -> Verdict:
    fits = case.subject in rule.subjects and case.known.get("award.route") in {None, *rule.routes}
    if not fits or case.judged.get("G11") is False:
        return Verdict.NOT_MET
    return Verdict.MET if "G11" in case.judged else Verdict.NEEDS_JUDGEMENT


def _is_no_secret(_rule: Rule, case: Case) -> Verdict:
    return Verdict.NOT_MET if case.is_secret else Verdict.MET


_ASKED: Mapping[str, Callable[[Rule, Case], Verdict]] = {
    "G01": _once,
    "G02": _is_held,
    "G03": _discipline_is_over,
    "G08": _initiatives_once,
    "G11": _level_fits,
    "G14": _is_no_secret,
}
