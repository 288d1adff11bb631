"""Councils and their meetings: planned and read. What happens in a meeting stands in `sitting_views`."""

from collections.abc import Set as AbstractSet

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, permissions_of, requires
from app.addresses import number_asked
from app.casework import options
from app.councils import (
    agenda,
    establishing_views,  # noqa: F401 -- they register
    handout_views,  # noqa: F401
    inviting,
    kept,  # noqa: F401
    letter_views,  # noqa: F401
    matters,
    member_views,  # noqa: F401
    openings,
    operations,
    panels,  # noqa: F401
    papers,
    queries,
    regulation_views,  # noqa: F401
    returning,
    returns_views,  # noqa: F401
    seats,
    sitting_views,  # noqa: F401
    typists,
    vote_views,  # noqa: F401
    voting,
)
from app.councils.blueprint import bp
from app.councils.commands import plan_of
from app.councils.forms import AgendaForm, PlanForm, ReasonForm
from app.councils.models import Meeting, Voting
from app.councils.vote_forms import WAYS
from app.councils.words import KINDS
from app.errors import or_404
from app.extensions import unit_of_work
from app.nominations.reach import COUNCIL_ROLES
from app.papers import queries as paper_queries
from app.papers.printing import previewed
from workflows.sheets_1 import MeetingState
from workflows.vocabulary import Sheet


@bp.get("/")
@requires(Permission.MEETING_READ)
def index() -> ResponseReturnValue:
    before = number_asked("before")
    meetings = queries.meetings(current_actor(), before=before)
    return render_template(
        "councils/index.html",
        meetings=meetings,
        council_name=queries.council_name(current_actor()),
        before=before,
        page=queries.PAGE,
    )


@bp.get("/of-case/<int:nomination_id>")
@requires(Permission.MEETING_READ)
def of_case(nomination_id: int) -> ResponseReturnValue:
    """Where the steps of a case at its council are taken: its meeting, or the list of meetings."""
    meeting = queries.of_case(nomination_id, current_actor())
    return redirect(url_for(".show", meeting_id=meeting.id) if meeting else url_for(".index"), 303)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def new() -> ResponseReturnValue:
    own = or_404(queries.kept_council(current_actor(), number_asked("council")))
    form = PlanForm(title=f"{matters.of_council(own).words.meeting} năm {clock.today().year}")
    made: list[int] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(operations.plan(own, plan_of(form), actor=current_actor()).id)
    ):
        flash(f"Đã lập phiên họp. Đưa {matters.of_council(own).words.one} vào chương trình.")
        return redirect(url_for(".add", meeting_id=made[0]), 303)
    return render_template("councils/plan.html", form=form, council=own, meeting=None), form.status


@bp.route("/<int:meeting_id>/edit", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def edit(meeting_id: int) -> ResponseReturnValue:
    meeting = queries.kept(meeting_id, current_actor())
    held = clock.local(meeting.held_at)
    form = PlanForm(obj=meeting, held_on=held.date(), held_time=held.strftime("%H:%M"))
    if form.validate_on_submit() and form.perform(
        lambda: operations.replan(meeting, plan_of(form), actor=current_actor())
    ):
        flash("Đã lưu phiên họp.")
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    return render_template("councils/plan.html", form=form, council=meeting.council, meeting=meeting), form.status


@bp.get("/<int:meeting_id>")
@requires(Permission.SELF)
def show(meeting_id: int) -> ResponseReturnValue:
    meeting = queries.one(meeting_id, current_actor())
    lines, matter = agenda.lines(meeting), matters.of(meeting)
    return render_template(
        "councils/show.html",
        meeting=meeting,
        lines=lines,
        suspended=matter.suspended(meeting),
        doors=matter.doors([line.item for line in lines], current_actor()),
        quorum=agenda.quorum_of(meeting),
        strays=matter.strays(meeting),
        options={option.name: option for option in options(meeting, current_actor())},
        papers=paper_queries.of_sheet(Sheet.MEETING, meeting.id),
        concludable=_concludable(meeting),
        around=_around_the_vote(meeting),
        may_be_invited=not inviting.in_the_way(meeting),
        may_keep=seats.keeps(meeting, current_actor()),
    )


@bp.route("/<int:meeting_id>/agenda", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def add(meeting_id: int) -> ResponseReturnValue:
    meeting = queries.kept(meeting_id, current_actor())
    form = AgendaForm(nomination_ids=[])
    if form.validate_on_submit() and form.perform(
        lambda: operations.put_on(meeting, form.chosen, actor=current_actor())
    ):
        flash(f"Đã đưa {matters.of(meeting).words.one} vào chương trình.")
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    waiting = matters.of(meeting).waiting(meeting)
    return render_template("councils/agenda.html", form=form, meeting=meeting, waiting=waiting), form.status


@bp.post("/<int:meeting_id>/items/<int:item_id>/move")
@requires(Permission.MEETING_KEEP)
def move(meeting_id: int, item_id: int) -> ResponseReturnValue:
    item = queries.item(queries.kept(meeting_id, current_actor()), item_id)
    with unit_of_work():
        operations.move(item, -1 if request.form.get("way") == "up" else 1, actor=current_actor())
    return redirect(url_for(".show", meeting_id=meeting_id, _anchor=f"item-{item_id}"), 303)


@bp.route("/<int:meeting_id>/items/<int:item_id>/take-off", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def take_off(meeting_id: int, item_id: int) -> ResponseReturnValue:
    meeting = queries.kept(meeting_id, current_actor())
    item = queries.item(meeting, item_id)
    form = ReasonForm()
    if form.validate_on_submit() and form.perform(lambda: operations.take_off(item, form.words, actor=current_actor())):
        flash(f"Đã đưa {matters.of(meeting).words.one} “{item.name}” ra khỏi chương trình.")
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    return render_template("councils/take_off.html", form=form, meeting=meeting, item=item), form.status


@bp.route("/<int:meeting_id>/discard", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def discard(meeting_id: int) -> ResponseReturnValue:
    meeting = queries.kept(meeting_id, current_actor())
    form = ReasonForm()
    if form.validate_on_submit() and form.perform(
        lambda: operations.discard(meeting, form.words, actor=current_actor())
    ):
        flash(f"Đã hủy phiên họp. {matters.of(meeting).words.one.capitalize()} trở lại danh sách chờ.")
        return redirect(url_for(".index"), 303)
    return render_template("councils/cancel.html", form=form, meeting=meeting, is_vote=False), form.status


@bp.get("/<int:meeting_id>/tally-sheet.pdf")
@requires(Permission.SELF)
def tally_sheet(meeting_id: int) -> ResponseReturnValue:
    """The tally sheet as it would read now."""
    content = papers.tally_sheet(queries.one(meeting_id, current_actor()))
    return previewed(content, "du-thao-bien-ban-kiem-phieu.pdf")


@bp.get("/<int:meeting_id>/minutes.pdf")
@requires(Permission.SELF)
def draft_minutes(meeting_id: int) -> ResponseReturnValue:
    """The minutes as they would read now."""
    content = papers.minutes(queries.one(meeting_id, current_actor()))
    return previewed(content, "du-thao-bien-ban-hop.pdf")


def _around_the_vote(meeting: Meeting) -> dict[str, object]:
    """How the vote is held, how far it is, and what this person may do about it."""
    actor = current_actor()
    is_open, seat = meeting.state == MeetingState.OPEN, seats.of_actor(meeting, actor)
    may_enter = is_open and meeting.voting is not Voting.SEALED and seats.may_enter(meeting, actor)
    cannot_enter = typists.fault(meeting, actor) if may_enter and meeting.is_on_paper else None
    return {
        "way": WAYS[meeting.voting].partition(":")[0],
        "elsewhere": openings.vote_elsewhere(meeting) if meeting.voting is Voting.SEALED else None,
        "kinds": KINDS,
        "leads": agenda.presiding(meeting),
        "may_declare": seat is not None,
        "may_read": seat is not None or actor.role not in COUNCIL_ROLES,
        "may_enter": may_enter and not cannot_enter,
        "cannot_enter": cannot_enter,
        "lack": returning.lack(meeting) if is_open else None,
        "has_begun": voting.has_begun(meeting),
    }


def _concludable(meeting: Meeting) -> AbstractSet[int]:
    """The lines of which this person may still conclude the case."""
    is_closed = meeting.state == MeetingState.CLOSED
    may_chair = Permission.MEETING_CHAIR in permissions_of(current_actor())
    return matters.of(meeting).concludable(meeting) if is_closed and may_chair else frozenset()
