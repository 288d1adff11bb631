"""The catalogue, to read: who gets an award, for what, with which papers, votes, days and money, and on what basis."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, requires
from app.awards import money, queries, words

bp = Blueprint("awards", __name__, url_prefix="/awards")


@bp.context_processor
def _words() -> dict[str, object]:
    return {"words": words, "tell": words.confidence}


@bp.get("/")
@requires(Permission.AWARD_READ)
def index() -> ResponseReturnValue:
    return render_template("awards/index.html", versions=queries.versions_open(clock.today()))


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
