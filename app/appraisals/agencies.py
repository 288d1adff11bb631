"""Whom Sở Nội vụ usually asks (hiệp y), and how long they have, from `agencies.yaml`: settings, not law."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from app import clock, workdays
from app.awards.words import settled
from app.extensions import db
from app.facts import read_facts
from app.medals.queries import groups_of
from app.nominations.models import Nomination
from app.organisations.models import Organisation
from app.organisations.queries import existing_on
from workflows.vocabulary import DayUnit

SOURCE = Path(__file__).with_name("agencies.yaml")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """How long an agency usually has, on what that rests, and how sure it is."""

    days: int
    unit: DayUnit
    basis: str
    confidence: str

    @property
    def hint(self) -> str:
        days = "ngày làm việc" if self.unit is DayUnit.WORKING else "ngày"
        said = f"Thường là {self.days} {days}."
        return settled(said, self.confidence)


@dataclass(frozen=True, kw_only=True)
class Usual:
    """Whom one usually asks: codes of organisations, of those that exist on the day."""

    codes: tuple[str, ...]
    basis: str
    confidence: str

    @property
    def hint(self) -> str:
        if not self.codes:
            return "Đợt xét này không chọn sẵn cơ quan nào; chọn tùy hồ sơ."
        said = "Đã chọn sẵn các cơ quan thường hỏi; thêm bớt tùy hồ sơ."
        return settled(said, self.confidence)


def _read() -> tuple[Answer, Usual, tuple[str, ...]]:
    facts: dict[str, Any] = read_facts(SOURCE)
    answer, usual = facts["answer"], facts["usual"]
    return (
        Answer(**{**answer, "unit": DayUnit(answer["unit"])}),
        Usual(**{**usual, "codes": tuple(usual["codes"])}),
        tuple(facts["never"]["codes"]),
    )


ANSWER, USUAL, NEVER = _read()


def usual(nomination: Nomination) -> Usual:
    """Those of the medal's group, where it names any; else those that are asked about everybody, unless the round
    leaves it to whoever appraises.
    """
    if not nomination.award_round.asks_agencies:
        return replace(USUAL, codes=())
    group = groups_of([nomination]).get(nomination.id)
    if group is None or not group.consult:
        return USUAL
    return Usual(codes=tuple(group.consult), basis=group.basis, confidence=group.confidence)


def askable(nomination: Nomination) -> Sequence[Organisation]:
    """Every organisation that exists today and may be asked, but the nominee's own; the usually asked come first."""
    existing = existing_on(clock.today()).where(
        Organisation.code.not_in(NEVER),
        Organisation.kind != "placeholder",
        Organisation.id.not_in((nomination.unit_id, nomination.submitting_unit_id)),
        Organisation.parent_id.is_(None),
    )
    is_usual = Organisation.code.in_(usual(nomination).codes)
    return db.session.scalars(existing.order_by(is_usual.desc(), Organisation.sort_key)).all()


def proposed_due() -> date:
    return clock.local(workdays.due(clock.now(), ANSWER.days, ANSWER.unit)).date()
