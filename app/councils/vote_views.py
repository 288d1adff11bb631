"""Before the vote: how it is held, who counts, who does not vote on which case, who leads it then."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.councils import agenda, matters, queries, recusals, seats, suggesting, tellers, voting
from app.councils.blueprint import bp
from app.councils.commands import choice_of, committee_of, recusal_of
from app.councils.customs import TELLERS
from app.councils.forms import ReasonForm
from app.councils.models import AgendaItem
from app.councils.vote_forms import (
    DeclaringForm,
    VotingForm,
    recusal_form,
    successor_form,
    tellers_form,
)
from app.councils.words import KINDS
from app.errors import Forbidden
from workflows.sheets_1 import MeetingState


@bp.route("/<int:meeting_id>/voting", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def way_of_voting(meeting_id: int) -> ResponseReturnValue:
    meeting = queries.kept(meeting_id, current_actor())
    form = VotingForm(voting=meeting.voting.value, version=meeting.version)
    if form.validate_on_submit() and form.perform(
        lambda: voting.choose(meeting, choice_of(form), actor=current_actor())
    ):
        flash("Đã lưu cách bỏ phiếu.")
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    is_fixed = meeting.state != MeetingState.PREPARING
    return render_template("councils/voting.html", form=form, meeting=meeting, is_fixed=is_fixed), form.status


@bp.route("/<int:meeting_id>/tellers", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def committee(meeting_id: int) -> ResponseReturnValue:
    meeting = queries.kept(meeting_id, current_actor())
    candidates = tellers.candidates(meeting)
    offered = [(one.key, one.words, one.group) for one in candidates]
    lines = tellers.lines_for(meeting, candidates)
    known = {f"person_{line}": key for line, (key, _) in enumerate(lines, start=1)}
    known |= {f"other_{line}": name for line, (_, name) in enumerate(lines, start=1)}
    form = tellers_form(offered, len(lines))(**known, version=meeting.version)
    if form.validate_on_submit() and form.perform(
        lambda: tellers.name(meeting, committee_of(form), actor=current_actor())
    ):
        flash(f"Đã ghi Ban kiểm phiếu: {', '.join(meeting.tellers)}.")
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    shown = {"lines": range(1, len(lines) + 1), "hint": TELLERS.hint, "has_begun": voting.has_begun(meeting)}
    return render_template("councils/tellers.html", form=form, meeting=meeting, **shown), form.status


@bp.route("/<int:meeting_id>/recusals", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def not_voting(meeting_id: int) -> ResponseReturnValue:
    """All cases, all members: who is written down, whom the system suggests, and one more."""
    meeting = queries.kept(meeting_id, current_actor())
    items = [(item.id, f"{place}. {_named(item)}") for place, item in enumerate(agenda.living(meeting), start=1)]
    members = [(member.id, f"{member.name}, {member.title}") for member in agenda.body_of(meeting)]
    form = recusal_form(items, members, matters.of(meeting).kinds)()
    if form.validate_on_submit() and form.perform(
        lambda: recusals.pin(meeting, recusal_of(form), actor=current_actor())
    ):
        flash("Đã ghi thành viên không bỏ phiếu.")
        return redirect(url_for(".not_voting", meeting_id=meeting_id), 303)
    shown = {
        "items": agenda.living(meeting),
        "suggestions": suggesting.suggestions(meeting),
        "kinds": KINDS,
        "has_begun": voting.has_begun(meeting),
    }
    return render_template("councils/recusals.html", form=form, meeting=meeting, **shown), form.status


@bp.route("/<int:meeting_id>/recusals/<int:recusal_id>/take-back", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def take_back_recusal(meeting_id: int, recusal_id: int) -> ResponseReturnValue:
    meeting = queries.kept(meeting_id, current_actor())
    recusal = recusals.one(meeting, recusal_id)
    form = ReasonForm()
    if form.validate_on_submit() and form.perform(
        lambda: recusals.take_back(recusal, form.words, actor=current_actor())
    ):
        flash("Đã bỏ: thành viên bỏ phiếu trường hợp này.")
        return redirect(url_for(".not_voting", meeting_id=meeting_id), 303)
    return render_template("councils/take_back_recusal.html", form=form, meeting=meeting, recusal=recusal), form.status


@bp.route("/<int:meeting_id>/declare", methods=["GET", "POST"])
@requires(Permission.SELF)
def declare(meeting_id: int) -> ResponseReturnValue:
    """A member says on which cases they do not vote: their own seat, their own account."""
    meeting = queries.one(meeting_id, current_actor())
    member = seats.of_actor(meeting, current_actor())
    if member is None:
        raise Forbidden(recusals.TITLE, ["Trang này của thành viên Hội đồng có tài khoản."])
    form = DeclaringForm()
    if form.validate_on_submit() and form.perform(
        lambda: recusals.declare(meeting, form.chosen, form.reason.data or "", actor=current_actor())
    ):
        flash("Đã ghi: anh/chị không bỏ phiếu các trường hợp đã chọn.")
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    own = {recusal.item_id: recusal for item in meeting.items for recusal in item.recusals if recusal.member is member}
    shown = {
        "items": agenda.living(meeting),
        "own": own,
        "suggested": {one.item.id: one.reason for one in suggesting.suggestions(meeting, of=member)},
        "has_begun": voting.has_begun(meeting),
    }
    return render_template("councils/declare.html", form=form, meeting=meeting, **shown), form.status


@bp.route("/<int:meeting_id>/items/<int:item_id>/chair", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def hand_over(meeting_id: int, item_id: int) -> ResponseReturnValue:
    meeting = queries.kept(meeting_id, current_actor())
    item = queries.item(meeting, item_id)
    able = [(member.id, f"{member.name}, {member.title}") for member in recusals.successors(item)]
    form = successor_form(able)(member_id=item.chaired_by_id)
    if form.validate_on_submit() and form.perform(
        lambda: recusals.hand_over(item, form["member_id"].data, actor=current_actor())
    ):
        flash("Đã ghi người điều hành thay.")
        return redirect(url_for(".show", meeting_id=meeting_id, _anchor=f"item-{item_id}"), 303)
    leads = agenda.presiding(meeting)
    return render_template("councils/hand_over.html", form=form, meeting=meeting, item=item, leads=leads), form.status


def _named(item: AgendaItem) -> str:
    return f"{item.name} – {item.award}"
