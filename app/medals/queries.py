"""A medal's part of a dossier, with all that it is judged by, in one statement for its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, String, and_, bindparam, literal, or_, select
from sqlalchemy.orm import aliased, joinedload
from werkzeug.exceptions import NotFound

from app import clock
from app.awards import rule_sets
from app.awards.models import AwardVersion, RuleGroup, RuleSet, VoteRule
from app.errors import or_404
from app.extensions import db, in_few_lengths
from app.honours.models import Honour
from app.medals import counting
from app.medals.judging import Declared
from app.medals.models import MedalFile, ServicePeriod
from app.nominations.models import Nomination
from app.nominations.states import AWARDED
from app.nominees.models import Nominee
from workflows.award_province_1 import State

# where somebody has the medal, or will have it: the decision is signed and not taken back
GIVEN = AWARDED | {State.DECIDED, State.REPLACING, State.REVOCATION_REVIEW}


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The medal's part of one case, as pages show it. `file`: none before anything was written."""

    file: MedalFile | None
    held_by: str  # the case, or the decision entered by hand, by which the same person was given the medal

    @property
    def periods(self) -> list[ServicePeriod]:
        return self.file.periods if self.file else []

    @property
    def group(self) -> RuleGroup | None:
        return self.file.group if self.file else None


def sheet_of(case: Nomination) -> Sheet:
    """One statement, whatever is there."""
    asked = {"nomination_id": case.id, "nominee_id": case.nominee_id, "award_code": case.award_version.award_code}
    rows = db.session.execute(_SHEET, asked | {"citizen_id": case.nominee.citizen_id}).unique().all()
    _, file, code, decision = rows[0]
    held_by = f"hồ sơ {code}" if code else f"Quyết định số {decision}" if decision else ""
    return Sheet(file=file, held_by=held_by)


def _sheet() -> Select[tuple[int, MedalFile | None, str | None, str | None]]:
    other, person, citizen = aliased(Nomination), aliased(Nominee), bindparam("citizen_id", type_=String)
    same = or_(person.id == bindparam("nominee_id"), and_(citizen != literal(""), person.citizen_id == citizen))
    award = bindparam("award_code", type_=String)
    by_case = (
        select(other.code)
        .join(person, person.id == other.nominee_id)
        .join(AwardVersion, AwardVersion.id == other.award_version_id)
        .where(
            AwardVersion.award_code == award,
            other.state.in_(GIVEN),
            other.id != bindparam("nomination_id"),
            same,
        )
        .order_by(other.id)
        .limit(1)
        .scalar_subquery()
    )
    entered = (
        select(Honour.decision_number)
        .join(person, person.id == Honour.nominee_id)
        .where(Honour.award_code == award, Honour.voided_at.is_(None), same)
        .order_by(Honour.id)
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(Nomination.id, MedalFile, by_case, entered)
        .outerjoin(MedalFile, MedalFile.nomination_id == Nomination.id)
        .where(Nomination.id == bindparam("nomination_id"))
        .options(joinedload(MedalFile.periods), joinedload(MedalFile.group).joinedload(RuleGroup.rule_set))
    )


_SHEET = _sheet()


def insist_on_medal(case: Nomination) -> None:
    """No other dossier has such a part."""
    if not case.is_of_the_medal:
        raise NotFound


def period(case: Nomination, period_id: int) -> ServicePeriod:
    return or_404(next((one for one in sheet_of(case).periods if one.id == period_id), None))


def counted_until(case: Nomination) -> date:
    """A service that goes on is counted to the day the unit sent the case, before that to today."""
    return clock.local(case.submitted_at).date() if case.submitted_at else clock.today()


def declared(case: Nomination, sheet: Sheet) -> Declared:
    file, group = sheet.file, sheet.group
    return Declared(
        group=group,
        is_group_in_force=group is not None and _applies(group, clock.today()),
        terms=file.terms if file else None,
        held_before=file.held_before if file else None,
        is_under_review=file.is_under_review if file else None,
        is_dismissed=file.is_dismissed if file else None,
        has_periods=bool(sheet.periods),
        sums=counting.sums(sheet.periods, counted_until(case)),
        gender=case.nominee.gender,
        held_by=sheet.held_by,
    )


def _applies(group: RuleGroup, day: date) -> bool:
    """A draft may be written by a set that still waits for its resolution."""
    rules = group.rule_set
    return rules.valid_from is None or (rules.valid_from <= day and (rules.valid_to is None or day <= rules.valid_to))


def groups_of(cases: Iterable[Nomination]) -> dict[int, RuleGroup]:
    """By nomination, for many at once; nothing is asked where no medal is among them."""
    ids = [case.id for case in cases if case.is_of_the_medal]
    if not ids:
        return {}
    found = select(MedalFile.nomination_id, RuleGroup).join(RuleGroup, RuleGroup.id == MedalFile.group_id)
    return dict(db.session.execute(found.where(MedalFile.nomination_id.in_(in_few_lengths(ids)))).tuples().all())


def services_of(cases: Iterable[Nomination]) -> dict[int, int]:
    """Months of service that count, by nomination, for many at once."""
    until = {case.id: counted_until(case) for case in cases if case.is_of_the_medal}
    if not until:
        return {}
    found = select(ServicePeriod).where(ServicePeriod.nomination_id.in_(in_few_lengths(until)))
    periods: dict[int, list[ServicePeriod]] = {case_id: [] for case_id in until}
    for one in db.session.scalars(found.order_by(ServicePeriod.id)):
        periods[one.nomination_id].append(one)
    return {case_id: counting.sums(own, until[case_id]).service for case_id, own in periods.items()}


def vote_rules(nomination_ids: Iterable[int]) -> dict[int, VoteRule]:
    """How many votes the rule set of each case's group asks for."""
    found = (
        select(MedalFile.nomination_id, VoteRule)
        .join(RuleGroup, RuleGroup.id == MedalFile.group_id)
        .join(RuleSet, RuleSet.code == RuleGroup.rule_set_code)
        .join(VoteRule, VoteRule.code == RuleSet.vote_rule_code)
        .where(MedalFile.nomination_id.in_(in_few_lengths(nomination_ids)))
    )
    return dict(db.session.execute(found).tuples().all())


def groups_for(case: Nomination) -> list[RuleGroup]:
    """The groups of the set that a draft of today is written by."""
    rules = rule_sets.newest(case.award_version.award_code, clock.today())
    return rules.groups if rules else []
