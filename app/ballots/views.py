"""The pages of a sealed ballot around the vote itself. Who votes does so in `voting_views`."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, asks_code, current_actor, requires
from app.ballots import (
    counting,
    facts,
    operations,
    paper_views,  # noqa: F401 -- they register
    paper_voters,
    queries,
    slips,
    voting_views,  # noqa: F401
)
from app.ballots.blueprint import bp
from app.ballots.forms import CloseForm, ConfirmForm, FreezeForm, PlainForm, ReasonForm, opening_form
from app.ballots.models import Ballot
from app.ballots.reach import slip_of, takes
from app.casework import NotYourStep, option, options
from app.councils import agenda, seats
from app.councils import queries as meetings
from app.councils.models import Meeting
from app.extensions import unit_of_work
from app.forms import BaseForm
from workflows import describe
from workflows.ballot_1 import BallotState


@bp.get("/of-meeting/<int:meeting_id>")
@requires(Permission.SELF)
def of_meeting(meeting_id: int) -> ResponseReturnValue:
    """The ballot of a meeting; where there is none, what is still wanting before its list can be frozen."""
    meeting = meetings.one(meeting_id, current_actor())
    ballots = queries.of_meeting(meeting_id, current_actor())
    if ballots and ballots[0].state != BallotState.CANCELLED:
        return redirect(url_for(".show", ballot_id=ballots[0].id), 303)
    return _freezing(meeting, FreezeForm())


@bp.post("/of-meeting/<int:meeting_id>/freeze")
@requires(Permission.MEETING_KEEP)
def freeze(meeting_id: int) -> ResponseReturnValue:
    meeting = meetings.kept(meeting_id, current_actor())
    form = FreezeForm()
    made: list[int] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(operations.freeze(meeting, form.chosen_end, actor=current_actor()).id)
    ):
        flash("Đã chốt danh sách. Ba thành viên Ban kiểm phiếu nhận phiếu mở thùng trước khi bắt đầu bỏ phiếu.")
        return redirect(url_for(".show", ballot_id=made[0]), 303)
    return _freezing(meeting, form)


def _freezing(meeting: Meeting, form: FreezeForm) -> ResponseReturnValue:
    shown = {
        "names": agenda.living(meeting),
        "members": agenda.body_of(meeting),
        "holders": facts.holders(meeting),
        "unready": [*facts.unready(meeting)],
        "cancelled": queries.of_meeting(meeting.id, current_actor()),
        "keeps_meeting": seats.keeps(meeting, current_actor()),
    }
    return render_template("ballots/freeze.html", form=form, meeting=meeting, **shown), form.status


@bp.get("/<int:ballot_id>")
@requires(Permission.SELF)
def show(ballot_id: int) -> ResponseReturnValue:
    ballot, actor = queries.one(ballot_id, current_actor()), current_actor()
    seat = queries.seat(ballot_id, actor)
    return render_template(
        "ballots/show.html",
        ballot=ballot,
        excused=queries.excused(ballot),
        told=queries.told_of_box(ballot),
        milestones=_strip(ballot),
        is_closed=ballot.state in queries.IS_CLOSED,
        is_opened=ballot.state in facts.OPENED,
        sees_meeting=queries.sees_meeting(ballot, actor),
        may_recount=ballot.state == BallotState.COUNTED and takes(ballot, "open_box", actor),
        options={one.name: one for one in options(ballot, actor)},
        own_slip=slip_of(ballot, actor),
        seat=seat,
        has_voted=seat is not None and queries.has_voted(ballot_id, seat.id),
        paper_voters=paper_voters.listed(ballot),
        typed_in=paper_voters.typed_in(ballot),
        is_keeper=seats.keeps(ballot.meeting, actor),
    )


@bp.route("/<int:ballot_id>/slip", methods=["GET", "POST"])
@asks_code
@requires(Permission.SELF)
def slip(ballot_id: int) -> ResponseReturnValue:
    """A teller's own slip. The digits stand on the answer to the press of the button, and on no other page."""
    ballot = queries.one(ballot_id, current_actor())
    own = queries.own_slip(ballot, current_actor())
    digits = ""
    form = PlainForm()
    if form.validate_on_submit():
        with unit_of_work():
            digits = slips.issue(ballot, actor=current_actor())
    return render_template("ballots/slip.html", ballot=ballot, slip=own, form=ConfirmForm(), digits=digits)


@bp.route("/<int:ballot_id>/slip/confirm", methods=["GET", "POST"])
@asks_code
@requires(Permission.SELF)
def confirm_slip(ballot_id: int) -> ResponseReturnValue:
    ballot = queries.one(ballot_id, current_actor())
    own = queries.own_slip(ballot, current_actor())
    form = ConfirmForm()
    if form.validate_on_submit() and form.perform(
        lambda: slips.confirm(ballot, form.digits.data or "", actor=current_actor())
    ):
        flash("Phiếu mở thùng đúng. Giữ phiếu cho đến khi kiểm phiếu; không đưa cho người khác.")
        return redirect(url_for(".show", ballot_id=ballot_id), 303)
    return render_template("ballots/slip.html", ballot=ballot, slip=own, form=form, digits=""), form.status


@bp.post("/<int:ballot_id>/start")
@requires(Permission.SELF)
def start(ballot_id: int) -> ResponseReturnValue:
    with unit_of_work():
        operations.start(queries.one(ballot_id, current_actor()), actor=current_actor())
    flash("Đã bắt đầu bỏ phiếu. Mời các thành viên Hội đồng mở trang Bỏ phiếu.")
    return redirect(url_for(".show", ballot_id=ballot_id), 303)


@bp.route("/<int:ballot_id>/close", methods=["GET", "POST"])
@requires(Permission.SELF)
def close(ballot_id: int) -> ResponseReturnValue:
    ballot = queries.one(ballot_id, current_actor())
    form = CloseForm()
    return _step(
        ballot,
        "close",
        form,
        lambda: operations.close(ballot, form.reason.data or "", actor=current_actor()),
        done="Đã kết thúc bỏ phiếu. Hai thành viên Ban kiểm phiếu mở thùng phiếu để kiểm.",
    )


@bp.route("/<int:ballot_id>/open", methods=["GET", "POST"])
@asks_code
@requires(Permission.SELF)
def open_box(ballot_id: int) -> ResponseReturnValue:
    ballot = queries.one(ballot_id, current_actor())
    form = opening_form(ballot.slips)()
    opened: list[bool] = []
    if form.validate_on_submit() and form.perform(
        lambda: opened.append(counting.open_box(ballot, form.typed_digits, actor=current_actor()))
    ):
        if opened[0]:
            flash("Đã mở thùng phiếu và kiểm phiếu. Đối chiếu kết quả rồi chốt ở phiên họp.")
            return redirect(url_for(".show", ballot_id=ballot_id), 303)
        form.form_errors = [counting.WRONG]
    return _page(ballot, "open_box", form)


@bp.route("/<int:ballot_id>/recount", methods=["GET", "POST"])
@asks_code
@requires(Permission.SELF)
def recount(ballot_id: int) -> ResponseReturnValue:
    """Count once more; nothing is changed by it."""
    ballot = queries.one(ballot_id, current_actor())
    _insist_may(ballot, "open_box")
    form = opening_form(ballot.slips)()
    came_to: list[bool | None] = []
    if form.validate_on_submit() and form.perform(
        lambda: came_to.append(counting.recount(ballot, form.typed_digits, actor=current_actor()))
    ):
        if came_to[0] is not None:
            same, other = "Đã kiểm lại: kết quả giống lần kiểm trước.", "Đã kiểm lại: kết quả KHÁC lần kiểm trước."
            flash(same if came_to[0] else other, "success" if came_to[0] else "warning")
            return redirect(url_for(".show", ballot_id=ballot_id), 303)
        form.form_errors = [counting.WRONG]
    return render_template("ballots/recount.html", form=form, ballot=ballot), form.status


@bp.route("/<int:ballot_id>/sign", methods=["GET", "POST"])
@requires(Permission.SELF)
def sign(ballot_id: int) -> ResponseReturnValue:
    ballot = queries.one(ballot_id, current_actor())
    done = "Đã ghi nhận Biên bản kiểm phiếu được ký; không kiểm lại nữa."
    return _step(ballot, "sign", PlainForm(), lambda: operations.sign(ballot, actor=current_actor()), done=done)


@bp.route("/<int:ballot_id>/destroy-keys", methods=["GET", "POST"])
@requires(Permission.SELF)
def destroy_keys(ballot_id: int) -> ResponseReturnValue:
    ballot = queries.one(ballot_id, current_actor())
    return _step(
        ballot,
        "destroy_keys",
        PlainForm(),
        lambda: operations.destroy_keys(ballot, actor=current_actor()),
        done="Đã hủy phiếu mở thùng và lập biên bản. Từ nay không ai mở được thùng phiếu.",
    )


@bp.route("/<int:ballot_id>/cancel", methods=["GET", "POST"])
@requires(Permission.SELF)
def cancel(ballot_id: int) -> ResponseReturnValue:
    ballot = queries.one(ballot_id, current_actor())
    form = ReasonForm()
    return _step(
        ballot,
        "cancel",
        form,
        lambda: operations.cancel(ballot, form.words, actor=current_actor()),
        done="Đã hủy lần bỏ phiếu. Thùng phiếu không mở; khóa mở thùng đã bị xóa.",
    )


def _step(ballot: Ballot, name: str, form: BaseForm, deed: Callable[[], None], *, done: str) -> ResponseReturnValue:
    """A step with a page of its own that says what follows from it."""
    if form.validate_on_submit() and form.perform(deed):
        flash(done)
        return redirect(url_for(".show", ballot_id=ballot.id), 303)
    return _page(ballot, name, form)


def _page(ballot: Ballot, name: str, form: BaseForm) -> ResponseReturnValue:
    _insist_may(ballot, name)
    shown = {"option": option(ballot, name, current_actor()), "told": queries.told_of_box(ballot)}
    return render_template(f"ballots/{name}.html", form=form, ballot=ballot, **shown), form.status


def _insist_may(ballot: Ballot, name: str) -> None:
    if not takes(ballot, name, current_actor()):
        raise NotYourStep(ballot.workflow.transition(name))


def _strip(ballot: Ballot) -> list[tuple[str, str]]:
    """The milestones as the page's component names them."""
    here = {BallotState.KEPT: "done", BallotState.CANCELLED: "stopped"}.get(BallotState(ballot.state), "now")
    status = {"done": "done", "current": here, "ahead": "todo"}
    return [(step.title, status[step.status]) for step in describe.as_steps(ballot.workflow, ballot.state)]
