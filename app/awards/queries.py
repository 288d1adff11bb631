"""Which awards there are on a day, and what each asks of whom."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, inspect, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.awards import criteria
from app.awards.criteria import Tree
from app.awards.fields import Known, derived
from app.awards.models import AwardVersion, BaseSalary, Criterion, DossierItem
from app.awards.verdicts import OPERATORS
from app.errors import or_404
from app.extensions import db

WALKED = ("province", "unit")  # levels whose awards walk a road of their own here
LEVELS = ("province", "state", "unit")  # as pages list them: what the province gives comes first


def versions_open(day: date) -> Sequence[AwardVersion]:
    """Every award that can be given on a day: the province's first, titles before commendations."""
    found = db.session.scalars(in_force(day).options(joinedload(AwardVersion.award))).all()
    return sorted(found, key=lambda v: (LEVELS.index(v.level), v.award.kind != "title", v.id))


def version_on(award_code: str, day: date) -> AwardVersion:
    """The version in force on a day, with all that its page shows."""
    return or_404(db.session.scalars(_whole(in_force(day).where(AwardVersion.award_code == award_code))).first())


def current(versions: Iterable[AwardVersion], day: date) -> dict[str, AwardVersion]:
    """Of the awards of these versions, by code, those of a day. An award that has none on that day is not there."""
    listed = [*versions]
    found = {version.award_code: version for version in listed if version.holds_on(day)}
    if ended := {version.award_code for version in listed} - found.keys():
        newer = in_force(day).where(AwardVersion.award_code.in_(sorted(ended)))
        found |= {version.award_code: version for version in db.session.scalars(newer)}
    return found


def version_numbered(award_code: str, number: int) -> AwardVersion:
    """Any version, whatever its days, with all that its page shows."""
    of_number = select(AwardVersion).where(AwardVersion.award_code == award_code, AwardVersion.number == number)
    return or_404(db.session.scalars(_whole(of_number)).first())


def versions_of(award_code: str) -> Sequence[AwardVersion]:
    """All there ever were of one award, the newest first; of an award that nobody knows there is no page."""
    of_award = select(AwardVersion).where(AwardVersion.award_code == award_code)
    found = db.session.scalars(of_award.order_by(AwardVersion.valid_from.desc(), AwardVersion.number.desc())).all()
    or_404(found[0] if found else None)
    return found


def read_whole(version: AwardVersion) -> None:
    """Its award and criteria in one statement, where they have not been read yet."""
    if {"award", "leaves"} & inspect(version).unloaded:
        whole = select(AwardVersion).where(AwardVersion.id == version.id)
        whole = whole.options(joinedload(AwardVersion.award), joinedload(AwardVersion.leaves))
        db.session.scalars(whole).unique().one()


def names() -> dict[str, str]:
    """What each award is called, in its newest version, by its code."""
    rows = select(AwardVersion.award_code, AwardVersion.name).order_by(AwardVersion.number)
    return dict(db.session.execute(rows).tuples().all())


def _whole(versions: Select[tuple[AwardVersion]]) -> Select[tuple[AwardVersion]]:
    return versions.options(
        joinedload(AwardVersion.award),
        joinedload(AwardVersion.vote_rule),
        selectinload(AwardVersion.leaves),
        selectinload(AwardVersion.dossier).joinedload(DossierItem.doc_type),
    )


def has_awards() -> bool:
    return db.session.scalar(select(AwardVersion.id).limit(1)) is not None


def base_salary_on(day: date) -> BaseSalary | None:
    in_force = select(BaseSalary).where(
        BaseSalary.valid_from <= day, or_(BaseSalary.valid_to.is_(None), BaseSalary.valid_to >= day)
    )
    return db.session.scalars(in_force.order_by(BaseSalary.valid_from.desc())).first()


def leaves_for(
    version: AwardVersion, subject: str, worker_class: str = "", route: str = ""
) -> tuple[Tree, list[Criterion]]:
    """The criteria for one nominee."""
    tree = tree_for(version, subject, worker_class, route)
    wanted = set(criteria.codes(tree))
    return tree, [leaf for leaf in version.leaves if leaf.code in wanted]


def tree_for(version: AwardVersion, subject: str, worker_class: str = "", route: str = "") -> Tree:
    """How they hang together. Of several variants that fit, or when none does, any one is enough."""
    nominee = derived({"subject.type": subject, "subject.worker_class": worker_class, "award.route": route})
    variants: list[dict[str, Any]] = version.criteria["variants"]
    fitting = [variant for variant in variants if _fits(variant["when"], nominee)] or variants
    trees = [variant["tree"] for variant in fitting]
    return trees[0] if len(trees) == 1 else {"any_of": trees}


def _fits(when: Mapping[str, Any] | None, nominee: Known) -> bool:
    """Whether a variant's condition holds: {"field", "op", "value"}; none: always."""
    return when is None or OPERATORS[when["op"]](nominee[when["field"]], when["value"])


def in_force(day: date) -> Select[tuple[AwardVersion]]:
    """The statement for the versions of a day, in the catalogue's order."""
    return select(AwardVersion).where(*_dates(day)).order_by(AwardVersion.id)


def _dates(day: date) -> tuple[Any, ...]:
    return AwardVersion.valid_from <= day, or_(AwardVersion.valid_to.is_(None), AwardVersion.valid_to >= day)
