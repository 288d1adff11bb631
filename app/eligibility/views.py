"""Đối chiếu tiêu chuẩn: what one nominee could be proposed for, and who of a unit for one award. Reads only."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.addresses import number_asked, words_asked
from app.awards import queries as awards
from app.eligibility import (
    panels,  # noqa: F401 -- shows the way on a nominee's page
    queries,
)
from app.eligibility.words import STANDINGS, TONES
from app.errors import or_404
from app.nominees import queries as nominees

bp = Blueprint("eligibility", __name__, url_prefix="/eligibility")
BACK = 4  # years before this one that may be looked at


@bp.context_processor
def _words() -> dict[str, object]:
    return {"standings": STANDINGS, "tones": TONES}


@bp.get("/")
@requires(Permission.NOMINEE_EDIT)
def index() -> ResponseReturnValue:
    today = clock.today()
    offered = awards.versions_open(today)
    award = words_asked("award")
    chosen = or_404(next((version for version in offered if award in {"", version.award_code}), None))
    year = _year()
    found = queries.of_unit(current_actor(), chosen.award_code, year=year, day=today)
    return render_template(
        "eligibility/index.html", found=found, offered=offered, chosen=chosen, year=year, years=_years()
    )


@bp.get("/nominees/<int:nominee_id>")
@requires(Permission.NOMINEE_EDIT)
def show(nominee_id: int) -> ResponseReturnValue:
    nominee, year = nominees.one(nominee_id, current_actor()), _year()
    found = queries.of_nominee(nominee, year=year, day=clock.today())
    return render_template("eligibility/show.html", nominee=nominee, found=found, year=year, years=_years())


def _years() -> list[int]:
    return [clock.today().year - back for back in range(BACK + 1)]


def _year() -> int:
    """Last year, until somebody asks for another: what is proposed in a year is for the year that is over."""
    asked = number_asked("year")
    return asked if asked in _years() else _years()[1]
