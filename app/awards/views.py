"""The catalogue, to read: who gets an award, for what, with which papers, votes, days and money, and on what basis."""

from datetime import date

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, permissions_of, requires
from app.awards import comparing, money, openings, queries, regimes, rule_sets, words
from app.awards.models import AwardVersion
from app.awards.simplified import SIMPLIFIED

bp = Blueprint("awards", __name__, url_prefix="/awards")


@bp.context_processor
def _words() -> dict[str, object]:
    return {"words": words, "tell": words.confidence}


@bp.get("/")
@requires(Permission.AWARD_READ)
def index() -> ResponseReturnValue:
    return render_template(
        "awards/index.html",
        versions=queries.versions_open(clock.today()),
        rule_sets=rule_sets.every(),
        today=clock.today(),
        unread=regimes.unread_on(clock.today()),
        underway=openings.underway() if _may(Permission.AWARD_DRAFT_READ) else (),
    )


@bp.get("/rule-sets/<string:code>")
@requires(Permission.AWARD_READ)
def rule_set(code: str) -> ResponseReturnValue:
    rules = rule_sets.one(code)
    return render_template(
        "awards/rule_set.html",
        rules=rules,
        agencies=rule_sets.agencies_of(rules),
        simplified=SIMPLIFIED,
        today=clock.today(),
    )


@bp.get("/<string:award_code>")
@requires(Permission.AWARD_READ)
def show(award_code: str) -> ResponseReturnValue:
    return _shown(queries.version_on(award_code, clock.today()), clock.today(), "")


@bp.get("/<string:award_code>/versions")
@requires(Permission.AWARD_READ)
def versions(award_code: str) -> ResponseReturnValue:
    found = queries.versions_of(award_code)
    return render_template(
        "awards/versions.html",
        versions=found,
        standings={version.number: version.standing_on(clock.today()) for version in found},
        unread={version.number: regimes.unread_within(version.valid_from, version.valid_to) for version in found},
        underway=openings.underway(award_code) if _may(Permission.AWARD_DRAFT_READ) else (),
        may_draft=_may(Permission.AWARD_DRAFT),
    )


def _may(permission: Permission) -> bool:
    return permission in permissions_of(current_actor())


@bp.get("/<string:award_code>/versions/<int:number>")
@requires(Permission.AWARD_READ)
def version(award_code: str, number: int) -> ResponseReturnValue:
    found = queries.version_numbered(award_code, number)
    standing = found.standing_on(clock.today())
    day = {"past": found.valid_to, "coming": found.valid_from}.get(standing) or clock.today()
    return _shown(found, day, standing)


@bp.get("/<string:award_code>/versions/<int:earlier>/compare/<int:later>")
@requires(Permission.AWARD_READ)
def compare(award_code: str, earlier: int, later: int) -> ResponseReturnValue:
    old, new = (queries.version_numbered(award_code, number) for number in (earlier, later))
    return render_template(
        "awards/compare.html",
        old=old,
        new=new,
        parts=comparing.compare(old, new, queries.names()),
        unread=regimes.unread_within(new.valid_from, new.valid_to),
    )


def _shown(version: AwardVersion, day: date, standing: str) -> ResponseReturnValue:
    """As it was or will be on a day of its own; `standing`: said above it, when it was asked for by its number."""
    laws = regimes.every()
    return render_template(
        "awards/show.html",
        version=version,
        leaves={leaf.code: leaf for leaf in version.leaves},
        sums=money.sums(version, day),
        salary=queries.base_salary_on(day),
        day=day,
        standing=standing,
        unread=regimes.unread_among(laws, day),
        too_early=lambda basis: regimes.cited_too_early(basis, day, laws),
    )
