"""What goes out from a meeting: ballots to print, the invitation, what a unit is told of a case that fell short."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.access import Permission, current_actor, requires
from app.councils import agenda, inviting, letters, matters, queries
from app.councils.blueprint import bp
from app.councils.models import Meeting
from app.errors import Refusal
from app.forms import SeenForm
from app.papers.printing import previewed
from workflows.sheets_1 import MeetingState

NO_BALLOT = "Chưa in được phiếu."


@bp.route("/<int:meeting_id>/invite", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def invite(meeting_id: int) -> ResponseReturnValue:
    meeting = queries.kept(meeting_id, current_actor())
    form = SeenForm(version=meeting.version)
    if form.validate_on_submit() and form.perform(
        lambda: inviting.invite(meeting, seen=form.seen, actor=current_actor())
    ):
        flash("Đã ký giấy mời họp. Văn thư ghi số, phát hành.")
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    shown = {"members": agenda.body_of(meeting), "reasons": inviting.in_the_way(meeting)}
    return render_template("councils/invite.html", form=form, meeting=meeting, **shown), form.status


@bp.get("/<int:meeting_id>/invitation.pdf")
@requires(Permission.MEETING_KEEP)
def invitation(meeting_id: int) -> ResponseReturnValue:
    """The invitation as it would read now."""
    meeting = queries.kept(meeting_id, current_actor())
    return previewed(letters.invitation(meeting, signer=current_actor()), "du-thao-giay-moi.pdf")


@bp.get("/<int:meeting_id>/ballot.pdf")
@requires(Permission.MEETING_KEEP)
def ballot(meeting_id: int) -> ResponseReturnValue:
    return previewed(letters.ballot(_voted_on(meeting_id)), "phieu-bau.pdf")


@bp.get("/<int:meeting_id>/opinion-slip.pdf")
@requires(Permission.MEETING_KEEP)
def opinion_slip(meeting_id: int) -> ResponseReturnValue:
    return previewed(letters.opinion_slip(_voted_on(meeting_id)), "phieu-xin-y-kien.pdf")


@bp.get("/<int:meeting_id>/items/<int:item_id>/notice.pdf")
@requires(Permission.SELF)
def refusal(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """What the unit of a case that fell short would be told now."""
    meeting = queries.one(meeting_id, current_actor())
    item = queries.case_item(meeting, item_id)
    line = agenda.line(item)
    if not meeting.council.is_provincial or line.vote is None or line.vote.passes:
        raise NotFound
    return previewed(letters.refusal(item), "du-thao-thong-bao.pdf")


def _voted_on(meeting_id: int) -> Meeting:
    """Ballots are printed of a list that somebody has still to vote on."""
    meeting = queries.kept(meeting_id, current_actor())
    if meeting.state not in {MeetingState.PREPARING, MeetingState.OPEN}:
        raise Refusal(NO_BALLOT, ["Phiên họp đã kiểm phiếu hoặc đã kết thúc."])
    if not agenda.living(meeting):
        raise Refusal(NO_BALLOT, [f"Chương trình chưa có {matters.of(meeting).words.one} nào."])
    return meeting
