"""What is known of nominees, gathered from the rooms that keep it: for the proposed year, on a day."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select

from app import clock
from app.achievements import queries as uses
from app.achievements.fields import Authored
from app.awards.checking import Rule
from app.awards.common import HOLDS
from app.awards.fields import Known, Value
from app.awards.models import AwardVersion
from app.awards.verdicts import OPERATORS, Leaf
from app.blocks.queries import rank_of
from app.eligibility import relying
from app.eligibility.relying import Question
from app.extensions import db
from app.honours import fields as honours
from app.honours import history
from app.honours.fields import Asked, Held
from app.honours.history import Past
from app.honours.words import Standing
from app.nominations.models import Nomination
from app.nominees.models import Nominee, NomineeKind
from app.service_records import fields as service
from app.service_records import queries as service_records
from app.service_records.fields import Record
from app.suspensions import queries as suspensions

STREAK = "title.streak."
WINDOW_TOLD_BY = "rating.streak_years_htt"  # an award that counts titles says with it over how many years
RANK = "cluster.rank"
HOLD_OF = {"ky_luat": HOLDS[0], "kiem_tra": HOLDS[1], "dieu_tra": HOLDS[1], "don_thu": HOLDS[2]}
BY_MERIT = "cong_trang"
NO_BASE = frozenset({"dot_xuat", "chuyen_de"})
DISCIPLINE = "discipline.ended_on"
UNBLEMISHED: Known = {**dict.fromkeys(HOLDS, False), DISCIPLINE: None}  # where nothing is recorded


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Whom it is about: of the register, or as the case has them."""

    nominee_id: int
    kind: NomineeKind
    locality: str
    worker_class: str
    is_whole_unit: bool  # a collective under its unit's own name: what the unit's rank in its block is about
    unit_id: int

    @classmethod
    def of(cls, one: Nominee) -> "Subject":
        is_whole = one.kind is NomineeKind.COLLECTIVE and one.name == one.unit.name
        return cls(
            nominee_id=one.id,
            kind=one.kind,
            locality=one.locality,
            worker_class=one.worker_class,
            is_whole_unit=is_whole,
            unit_id=one.unit_id,
        )

    @classmethod
    def of_case(cls, case: Nomination) -> "Subject":
        is_whole = case.nominee_kind is NomineeKind.COLLECTIVE and case.nominee_name == case.unit.name
        return cls(
            nominee_id=case.nominee_id,
            kind=case.nominee_kind,
            locality=case.nominee_locality,
            worker_class=case.worker_class,
            is_whole_unit=is_whole,
            unit_id=case.unit_id,
        )


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Of one nominee for one award: `known` is confirmed; `waiting` are fields that the unconfirmed would change."""

    known: Known
    waiting: frozenset[str] = frozenset()
    missing_years: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # by field
    counted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by field: initiatives that say so
    used_initiatives: tuple[tuple[str, bool], ...] = ()  # as `checking.Case` has them


@dataclass(frozen=True)
class Register:
    """What is kept of the nominees of one page: read once, asked for many awards."""

    confirmed: Mapping[int, Sequence[Held]]
    entered: Mapping[int, Sequence[Held]]  # with what still waits
    service: Mapping[int, Sequence[Record]]
    service_entered: Mapping[int, Sequence[Record]]
    initiatives: Mapping[int, Sequence[Authored]]
    held_up: Mapping[int, Collection[str]]  # grounds on which a case of theirs stands still
    names: Mapping[str, str]  # of awards, by their codes

    @classmethod
    def of(cls, nominee_ids: Collection[int], awarded: Sequence[Past] | None = None) -> "Register":
        """`awarded`: of all of them, where it has been read already."""
        codes = dict(db.session.execute(select(AwardVersion.name, AwardVersion.award_code)).tuples().all())
        confirmed: dict[int, list[Held]] = {}
        entered: dict[int, list[Held]] = {}
        for past in history.of_many(nominee_ids) if awarded is None else awarded:
            if (code := codes.get(past.award)) is None:
                continue
            held = Held(code, past.year, past.decided_on, past.route)
            entered.setdefault(past.nominee_id, []).append(held)
            if past.standing is not Standing.WAITING:
                confirmed.setdefault(past.nominee_id, []).append(held)
        counting, with_waiting = service_records.counting_and_entered(nominee_ids)
        return cls(
            confirmed,
            entered,
            counting,
            with_waiting,
            uses.authored(nominee_ids),
            suspensions.grounds_of(nominee_ids),
            {code: name for name, code in codes.items()},
        )


def of(subject: Subject, rule: Rule, register: Register, question: Question) -> Facts:
    """For one award: what its criteria ask for, as far as it is known."""
    asked = Asked(year=question.year, day=question.day, window=_window(rule))
    route = question.route or next(iter(rule.routes), "")
    of_service, held = register.service.get(subject.nominee_id, ()), _bases(register.confirmed, subject, rule, route)
    sure, missing = _told(rule, held, of_service, asked)
    perhaps, _ = _told(
        rule,
        _bases(register.entered, subject, rule, route),
        register.service_entered.get(subject.nominee_id, ()),
        asked,
    )
    waiting = frozenset(
        name for name in perhaps.keys() | sure.keys() if _is_turned(name, rule, sure, perhaps, asked.day)
    )
    known = {name: value for name, value in sure.items() if name not in waiting}
    initiatives = relying.told(rule, register.initiatives.get(subject.nominee_id, ()), question)
    return Facts(
        known={
            **known,
            **initiatives.known,
            **_holds(register.held_up.get(subject.nominee_id, ())),
            **_of_person(subject),
            **_rank(subject, _wanted(rule), asked.year),
            **_route(question),
        },
        waiting=waiting | initiatives.waiting,
        counted=initiatives.counted,
        used_initiatives=initiatives.used_before,
        missing_years={**missing, **_years_without_title(held, rule, _as_of_today(of_service, asked))},
    )


def _route(question: Question) -> Known:
    return {"award.route": question.route} if question.route else {}


def _holds(grounds: Collection[str]) -> Known:
    """A suspension holds whatever else the nominee is proposed for too (G02)."""
    return {HOLD_OF.get(ground, HOLDS[-1]): True for ground in grounds}


def _bases(held: Mapping[int, Sequence[Held]], subject: Subject, rule: Rule, route: str) -> Sequence[Held]:
    """What was given unexpectedly or for one theme is no base for another award by merit (G04)."""
    mine = held.get(subject.nominee_id, ())
    if route != BY_MERIT:
        return mine
    return [one for one in mine if one.award == rule.award or one.route not in NO_BASE]


def _told(
    rule: Rule, held: Sequence[Held], records: Sequence[Record], asked: Asked
) -> tuple[Known, Mapping[str, tuple[int, ...]]]:
    titles = honours.of(held, _wanted(rule), _as_of_today(records, asked))
    today = replace(asked, day=max(asked.day, clock.today()))
    yearly, missing = _yearly(service.computed(records, today), rule)
    return {**UNBLEMISHED, **titles, **yearly}, missing


def _as_of_today(records: Sequence[Record], asked: Asked) -> Asked:
    """The question of titles, with the discipline known by now: one that came after the dossier counts too."""
    found = service.counting(records, replace(asked, day=max(asked.day, clock.today())))
    return replace(found, day=asked.day)


def _is_turned(name: str, rule: Rule, sure: Known, perhaps: Known, day: date) -> bool:
    """What waits would change it, and not only from enough to more than enough."""
    if sure.get(name) == perhaps.get(name) and (name in sure) is (name in perhaps):
        return False
    if name == DISCIPLINE:
        return _runs(perhaps, day) and not _runs(sure, day)
    asked = [leaf for leaf in rule.leaves if leaf.field == name]
    return not all(
        name in known and OPERATORS[leaf.op](known[name], leaf.wanted) for leaf in asked for known in (sure, perhaps)
    )


def _runs(known: Known, day: date) -> bool:
    ends = known.get(DISCIPLINE)
    return isinstance(ends, date) and ends > day


def _yearly(found: Mapping[str, service.Found], rule: Rule) -> tuple[dict[str, Value], dict[str, tuple[int, ...]]]:
    """A count that stops where nothing is recorded is a lower bound: what it does not satisfy stays open."""
    known = {name: one.value for name, one in found.items()}
    missing: dict[str, tuple[int, ...]] = {}
    for leaf in rule.leaves:
        one = found.get(leaf.field)
        if one is not None and one.missing and not OPERATORS[leaf.op](one.value, leaf.wanted):
            missing[leaf.field] = one.missing
            known.pop(leaf.field, None)
    return known, missing


def _years_without_title(held: Sequence[Held], rule: Rule, asked: Asked) -> dict[str, tuple[int, ...]]:
    """For each title that must be held so many years on end: the years of them it was not given for."""
    return {
        leaf.field: tuple(
            honours.missing_years(_years_of(held, leaf, asked.after), asked.year, leaf.wanted, asked.excused)
        )
        for leaf in rule.leaves
        if leaf.field.startswith(STREAK)
    }


def _years_of(held: Sequence[Held], leaf: Leaf, after: int) -> set[int]:
    award = leaf.field.removeprefix(STREAK)
    return {one.year for one in held if one.award == award and one.year > after}


def _of_person(subject: Subject) -> Known:
    return {"subject.worker_class": subject.worker_class} if subject.kind is NomineeKind.INDIVIDUAL else {}


def _rank(subject: Subject, wanted: Collection[str], year: int) -> Known:
    """A unit as a whole stands in its register under its own name; a part of it has no rank in the block."""
    if RANK not in wanted or not subject.is_whole_unit:
        return {}
    found = rank_of(subject.unit_id, year)
    return {} if found is None else {RANK: found.rank}


def _window(rule: Rule) -> int:
    return max((leaf.wanted for leaf in rule.leaves if leaf.field == WINDOW_TOLD_BY), default=0)


def _wanted(rule: Rule) -> set[str]:
    return {leaf.field for leaf in rule.leaves}
