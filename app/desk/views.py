"""The first page after signing in: what waits for me, what I sent and where it is."""

from collections.abc import Mapping, Sequence
from functools import cache

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.desk import forms, news, operations, queries, telling
from app.desk.doors import ROOMS, doors
from app.desk.source import PAGE
from app.desk.waiting import Waiting
from app.extensions import unit_of_work
from app.honours.words import Standing
from app.nominations.deadlines import overdue

bp = Blueprint("desk", __name__)


@bp.get("/")
@requires(Permission.SELF)
def worklist() -> ResponseReturnValue:
    actor = current_actor()
    waiting, told = queries.worklist(actor), news.notices(actor)
    own, elsewhere = _parted(waiting)
    return render_template(
        "desk/worklist.html",
        waiting=waiting,
        own=own,
        elsewhere=elsewhere,
        is_full=len(own) == PAGE,
        is_cut_off=len(waiting) == PAGE,
        late=overdue(line.due for line in waiting),
        sent=news.sent_by(actor),
        notices=telling.lines(told),
        doors=doors(told, actor, g.offices),
        rooms=_rooms(request.script_root),
    )


@bp.post("/notices/read")
@requires(Permission.SELF)
def put_notices_away() -> ResponseReturnValue:
    with unit_of_work():
        operations.put_notices_away(forms.ReadForm().ids(), actor=current_actor())
    return redirect(url_for(".worklist"), 303)


def _parted(waiting: Sequence[Waiting]) -> tuple[list[Waiting], list[Waiting]]:
    """What is to be done, and what is to be followed."""
    return [line for line in waiting if not line.is_elsewhere], [line for line in waiting if line.is_elsewhere]


@cache
def _rooms(_root: str) -> Mapping[str, str]:
    """Each thing's page is its room's address and its id; a letter has no list, of awards it is the list of a unit."""
    letters = url_for("papers.letter", paper_id=0).removesuffix("0")
    inquiries = url_for("appraisals.consultation_letter", consultation_id=0).removesuffix("0")
    waiting = url_for("honours.index", standing=Standing.WAITING.value, unit_id="")
    records = url_for("service_records.index", standing=Standing.WAITING.value, unit_id="")
    ballots = url_for("ballots.show", ballot_id=0).removesuffix("0")
    drafts = url_for("award_drafts.show", draft_id=0).removesuffix("0")
    without_list = {"papers": letters, "honours": waiting, "service_records": records}
    without_list |= {"consultation_letters": inquiries, "ballots": ballots, "award_drafts": drafts}
    return {room: url_for(f"{room}.index") for room in ROOMS if room not in without_list} | without_list
