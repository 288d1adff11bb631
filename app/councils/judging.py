"""Whether so many votes of so many members pass by a rule, worked out from the rule's data alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from app import site
from app.awards.loading import read
from app.awards.models import VoteRule
from app.councils.rules import votes_needed
from app.extensions import db
from app.numbers import whole

MOST = 100_000  # members; no council has so many


@dataclass(frozen=True)
class Judged:
    """What `flask rules threshold` prints."""

    rule: str
    members: int
    agree: int
    needed: int

    @property
    def passes(self) -> bool:
        return self.agree >= self.needed


def judge(rules: Iterable[VoteRule], code: str, members: str, agree: str) -> Judged:
    """Raises ValueError with a sentence for whoever typed it."""
    known = {rule.code: rule for rule in rules}
    if code not in known:
        raise ValueError(f"Không có quy tắc “{code}”. Các quy tắc: {', '.join(sorted(known))}.")
    of_all, in_favour = _number(members, "Số thành viên"), _number(agree, "Số phiếu đồng ý")
    if not 1 <= of_all <= MOST:
        raise ValueError("Số thành viên phải từ 1 đến 100.000.")
    if not 0 <= in_favour <= of_all:
        raise ValueError(f"Số phiếu đồng ý phải từ 0 đến {of_all}, là tổng số thành viên.")
    rule = known[code]
    return Judged(code, of_all, in_favour, votes_needed(of_all, rule.pct, strict=rule.strict))


def _number(typed: str, what: str) -> int:
    try:
        return whole(typed)
    except ValueError as unread:
        raise ValueError(f"{what} phải là số nguyên, không phải “{typed}”.") from unread


def rules_here() -> list[VoteRule]:
    """Of this site; of the catalogue that comes with the program, where there is no database yet."""
    kept = db.session.scalars(select(VoteRule)).all() if site.has_tables() else ()
    return [*kept] or [VoteRule(**rule) for rule in read("catalogue.yaml")["vote_rules"]]
