"""A meeting as it is held: who came, the vote, the sums, the end."""

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.casework import option
from app.councils import agenda, concluding, matters, noting, operations, queries, sitting
from app.councils.blueprint import bp
from app.councils.commands import closing_of, proceedings_of, roll_of
from app.councils.forms import (
    SEEN,
    CountForm,
    OpeningForm,
    ReasonForm,
    closing_form,
    minutes_form,
    roll_form,
)
from app.councils.models import Meeting, Presence
from app.errors import Invalid
from app.extensions import unit_of_work
from app.forms import NEVER_SEEN
from app.numbers import whole


@bp.route("/<int:meeting_id>/roll", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def roll(meeting_id: int) -> ResponseReturnValue:
    meeting = queries.kept(meeting_id, current_actor())
    body = agenda.body_of(meeting)
    noted = (_all_present(meeting) if request.args.get("all") == Presence.PRESENT else {}) | _noted(meeting)
    form = roll_form((member.id, member.name) for member in body)(**noted, version=meeting.version)
    if form.validate_on_submit() and form.perform(
        lambda: operations.call_roll(meeting, roll_of(form), actor=current_actor())
    ):
        flash(f"Đã lưu điểm danh: {agenda.quorum_of(meeting).text}.")
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    return render_template("councils/roll.html", form=form, meeting=meeting, body=body), form.status


@bp.route("/<int:meeting_id>/minutes", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def minutes(meeting_id: int) -> ResponseReturnValue:
    meeting = queries.kept(meeting_id, current_actor())
    written = noting.texts(meeting)
    marks = {f"{SEEN}{key}": noting.mark(text) for key, text in written.items()}
    form = minutes_form(_names(meeting))(**written, **marks, version=meeting.version)
    if form.validate_on_submit() and form.perform(
        lambda: sitting.write_minutes(meeting, proceedings_of(form), actor=current_actor())
    ):
        flash("Đã lưu diễn biến phiên họp.")
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    return render_template("councils/minutes.html", form=form, meeting=meeting), form.status


@bp.post("/<int:meeting_id>/minutes/<string:key>")
@requires(Permission.MEETING_KEEP)
def save_note(meeting_id: int, key: str) -> ResponseReturnValue:
    """One text of the minutes, by the script, while it is written."""
    meeting = queries.kept(meeting_id, current_actor())
    seen = request.form.get("version", NEVER_SEEN, type=whole)
    try:
        with unit_of_work():
            late = noting.save(meeting, key, request.form.get("value", ""), seen=seen)
    except Invalid as invalid:
        return jsonify(errors=[*invalid.errors.values()]), 422
    if late is not None:
        return jsonify(who="", when="", text=late.text, version=late.mark), 409
    saved_at = clock.local(clock.now()).strftime("%H:%M")
    return jsonify(version=noting.mark(noting.texts(meeting)[key]), saved_at=saved_at)


@bp.route("/<int:meeting_id>/open", methods=["GET", "POST"])
@requires(Permission.MEETING_CHAIR)
def open_meeting(meeting_id: int) -> ResponseReturnValue:
    meeting = queries.led(meeting_id, current_actor())
    likely = clock.local(sitting.likely_opening(meeting))
    form = OpeningForm(held_on=likely.date(), held_time=likely.strftime("%H:%M"))
    if form.validate_on_submit() and form.perform(
        lambda: sitting.open_meeting(meeting, form.held_at, actor=current_actor())
    ):
        flash("Đã khai mạc phiên họp.")
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    its_step = option(meeting, "open", current_actor())
    return render_template("councils/open.html", form=form, meeting=meeting, option=its_step), form.status


@bp.post("/<int:meeting_id>/collect-written-opinions")
@requires(Permission.MEETING_KEEP)
def collect_written_opinions(meeting_id: int) -> ResponseReturnValue:
    with unit_of_work():
        sitting.collect_written_opinions(queries.kept(meeting_id, current_actor()), actor=current_actor())
    flash("Đã bắt đầu lấy phiếu bằng văn bản. Ghi thành viên đã gửi ý kiến ở phần điểm danh.")
    return redirect(url_for(".show", meeting_id=meeting_id), 303)


@bp.route("/<int:meeting_id>/count", methods=["GET", "POST"])
@requires(Permission.MEETING_KEEP)
def count(meeting_id: int) -> ResponseReturnValue:
    """The numbers are read once more before they become final."""
    meeting = queries.kept(meeting_id, current_actor())
    form = CountForm(version=meeting.version)
    if form.validate_on_submit() and form.perform(
        lambda: sitting.count(meeting, seen=form.seen, actor=current_actor())
    ):
        flash("Đã chốt kết quả kiểm phiếu và lập Biên bản kiểm phiếu.")
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    shown = {"lines": agenda.lines(meeting), "quorum": agenda.quorum_of(meeting), "absent": agenda.absent(meeting)}
    shown |= {"option": option(meeting, "count", current_actor())}
    return render_template("councils/count.html", form=form, meeting=meeting, **shown), form.status


@bp.route("/<int:meeting_id>/close", methods=["GET", "POST"])
@requires(Permission.MEETING_CHAIR)
def close(meeting_id: int) -> ResponseReturnValue:
    meeting = queries.led(meeting_id, current_actor())
    names = _names(meeting) if matters.of(meeting).may_clarify(meeting.council) else {}
    form = closing_form(names)(**_likely_end(meeting))
    if form.validate_on_submit() and form.perform(
        lambda: sitting.close(meeting, closing_of(form), actor=current_actor())
    ):
        one = matters.of(meeting).words.one.capitalize()
        flash(f"Đã bế mạc phiên họp và lập Biên bản họp. {one} đã chuyển bước theo kết quả.")
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    shown = {"form": form, "meeting": meeting, "lines": agenda.lines(meeting), "today": clock.today()}
    return render_template("councils/close.html", **shown), form.status


@bp.route("/<int:meeting_id>/items/<int:item_id>/conclude", methods=["GET", "POST"])
@requires(Permission.MEETING_CHAIR)
def conclude(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """A case that was suspended when its meeting closed and has come back since."""
    meeting = queries.led(meeting_id, current_actor())
    item = queries.case_item(meeting, item_id)
    form = ReasonForm(reason="") if request.form.get("way") == "clarify" else None
    if request.method == "POST" and (form is None or form.validate()):
        with unit_of_work():
            concluding.conclude_one(item, form.words if form else "", actor=current_actor())
        flash("Đã kết luận hồ sơ.")
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    form, line = form or ReasonForm(), agenda.line(item)
    return render_template("councils/conclude.html", form=form, meeting=meeting, line=line), form.status


@bp.route("/<int:meeting_id>/cancel-vote", methods=["GET", "POST"])
@requires(Permission.MEETING_CHAIR)
def cancel_vote(meeting_id: int) -> ResponseReturnValue:
    meeting = queries.led(meeting_id, current_actor())
    form = ReasonForm()
    if form.validate_on_submit() and form.perform(
        lambda: sitting.cancel_vote(meeting, form.words, actor=current_actor())
    ):
        flash("Đã hủy lần bỏ phiếu. Phiên họp trở về bước chuẩn bị.")
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    return render_template("councils/cancel.html", form=form, meeting=meeting, is_vote=True), form.status


def _likely_end(meeting: Meeting) -> dict[str, object]:
    """Now, where it began today or is held by letter; of one recorded afterwards the day alone can be guessed."""
    began, now = clock.local(meeting.held_at).date(), clock.local(clock.now())
    if began == now.date() or meeting.is_in_writing:
        return {"ended_on": now.date(), "ended_time": now.strftime("%H:%M")}
    return {"ended_on": began}


def _names(meeting: Meeting) -> dict[int, str]:
    return {item.id: item.name for item in agenda.living(meeting)}


def _all_present(meeting: Meeting) -> dict[str, str]:
    """Asked for, never assumed: who is there is seen before it is signed."""
    return {f"presence_{member.id}": Presence.PRESENT.value for member in agenda.body_of(meeting)}


def _noted(meeting: Meeting) -> dict[str, str]:
    noted = {f"presence_{line.member_id}": line.presence.value for line in meeting.attendance}
    return noted | {f"reason_{line.member_id}": line.reason for line in meeting.attendance}
