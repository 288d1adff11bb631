"""Đối chiếu tiêu chuẩn: what one nominee could be proposed for, and who of a unit for one award. Reads only."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.addresses import day_asked, number_asked, words_asked
from app.awards import queries as awards
from app.awards import regimes, rulebook, words
from app.awards.telling import Words
from app.eligibility import (
    gates,
    panels,  # noqa: F401 -- shows the way on a nominee's page
    queries,
    trying,
)
from app.eligibility.words import STANDINGS, TONES
from app.errors import or_404
from app.nominations import queries as cases
from app.nominations.openings import Look
from app.nominees import queries as nominees
from app.registrations import beside as registrations

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
        "eligibility/index.html",
        found=found,
        offered=offered,
        chosen=chosen,
        year=year,
        years=_years(),
        unread=regimes.unread_on(today),
    )


@bp.get("/nominees/<int:nominee_id>")
@requires(Permission.NOMINEE_EDIT)
def show(nominee_id: int) -> ResponseReturnValue:
    nominee, year, today = nominees.one(nominee_id, current_actor()), _year(), clock.today()
    return render_template(
        "eligibility/show.html",
        nominee=nominee,
        found=queries.of_nominee(nominee, year=year, day=today),
        year=year,
        years=_years(),
        unread=regimes.unread_on(today),
    )


@bp.get("/cases/<int:nomination_id>")
@requires(Permission.SERVICE_RECORD_READ)
def of_case(nomination_id: int) -> ResponseReturnValue:
    actor, case = current_actor(), cases.one(nomination_id, current_actor())
    or_404(None if case.is_of_the_medal else case)
    return render_template(
        "eligibility/of_case.html",
        case=case,
        one=gates.told_to(actor, Look(case)),
        registered=registrations.of_case(case),
        unread=regimes.unread_for(case.received_at),
    )


@bp.get("/awards/<string:award_code>")
@requires(Permission.AWARD_READ)
def try_out(award_code: str) -> ResponseReturnValue:
    day = day_asked("date") or clock.today()
    version = awards.version_on(award_code, day)
    book = rulebook.around(version, day)
    rule, typed = book.rules[award_code], request.args
    subject = words_asked("subject") or version.subjects[0]
    case = trying.case(rule, typed, frozenset(typed.getlist(trying.PAPER)), subject=subject, day=day)
    names = awards.names()
    return render_template(
        "eligibility/try_out.html",
        version=version,
        one=queries.told(book, award_code, book.check(award_code, case), Words(names)),
        inputs=trying.inputs(rule, typed, names),
        documents=trying.documents(rule),
        papers=case.documents,
        subject=subject,
        day=day,
        was_asked=bool(typed),
        unread=regimes.unread_on(day),
        subjects=words.SUBJECTS,
    )


def _years() -> list[int]:
    return [clock.today().year - back for back in range(BACK + 1)]


def _year() -> int:
    """Last year, until somebody asks for another: what is proposed in a year is for the year that is over."""
    asked = number_asked("year")
    return asked if asked in _years() else _years()[1]
