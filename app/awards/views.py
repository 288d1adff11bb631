"""The catalogue, to read: who gets an award, for what, with which papers, votes, days and money, and on what basis."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, requires
from app.awards import money, queries, rule_sets, words
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
    version = queries.version_on(award_code, clock.today())
    return render_template(
        "awards/show.html",
        version=version,
        leaves={leaf.code: leaf for leaf in version.leaves},
        sums=money.sums(version, clock.today()),
        salary=queries.base_salary_on(clock.today()),
        today=clock.today().isoformat(),
    )
