"""The money that goes with an award: a multiple of the base salary on the day of the decision, rounded up."""

from datetime import date
from decimal import ROUND_CEILING, Decimal

from app.awards import queries, rule_sets
from app.awards.models import AwardVersion, BaseSalary

AS_COLLECTIVES = frozenset({"commune", "village"})


def bonus(version: AwardVersion, kind: str, day: date) -> int | None:
    """Đồng for a nominee of `kind` when decided on `day`; None where the law fixes no sum."""
    times, salary = multiple_on(version, kind, day), queries.base_salary_on(day)
    return None if times is None or salary is None else paid(version, times, salary)


def paid(version: AwardVersion, times: Decimal, salary: BaseSalary) -> int:
    return rounded_up(times * salary.value, version.bonus["rounding"]["step"])


def multiple_on(version: AwardVersion, kind: str, day: date) -> Decimal | None:
    return multiple(version, kind) or _of_rule_set(version, kind, day)


def _of_rule_set(version: AwardVersion, kind: str, day: date) -> Decimal | None:
    """Where the law says only "at most", the resolution in force on the day says how much."""
    if not version.by_resolution or kind not in version.subjects:
        return None
    rules = rule_sets.in_force_on(version.award_code, day)
    return Decimal(rules.bonus_ratio) if rules and rules.bonus_ratio else None


def multiple(version: AwardVersion, kind: str) -> Decimal | None:
    """Communes and villages are paid as collectives."""
    multiples: dict[str, str] = version.bonus.get("multiples", {})
    text = multiples.get(kind) or (multiples.get("collective") if kind in AS_COLLECTIVES else None)
    return None if text is None else Decimal(text)


def is_paid_to(version: AwardVersion, kind: str) -> bool:
    """Whether the award is given to them. The sum of communes' and villages' own awards is called a collective's."""
    return kind in version.subjects or (kind == "collective" and AS_COLLECTIVES.issuperset(version.subjects))


def rounded_up(amount: Decimal, step: int) -> int:
    return int((amount / step).to_integral_value(ROUND_CEILING)) * step


def sums(version: AwardVersion, day: date) -> list[tuple[str, Decimal, int]]:
    """Kind of nominee, multiple and đồng on a day, for each kind the law fixes a sum for."""
    found = ((kind, multiple(version, kind), bonus(version, kind, day)) for kind in version.subjects)
    return [(kind, times, sum_) for kind, times, sum_ in found if times is not None and sum_ is not None]
