"""The sums of a vote: of papers, each of two people on a page of their own; of hands, the secretary alone."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.actor import Actor
from app.councils import agenda, queries, returning, seats, typists
from app.councils.blueprint import bp
from app.councils.commands import returns_of
from app.councils.forms import VersionedForm
from app.councils.models import Meeting, ReturnsEntry, Voting
from app.councils.vote_forms import hands_form, returns_form
from app.errors import Forbidden, Refusal

PARTS = ("agree", "disagree", "invalid")


@bp.route("/<int:meeting_id>/returns", methods=["GET", "POST"])
@requires(Permission.SELF)
def returns(meeting_id: int) -> ResponseReturnValue:
    meeting = queries.one(meeting_id, current_actor())
    _insist_on_page(meeting, current_actor())
    form = _hands(meeting) if meeting.voting is Voting.HANDS else _papers(meeting, current_actor())
    record = returning.record_hands if meeting.voting is Voting.HANDS else returning.enter
    if form.validate_on_submit() and form.perform(lambda: record(meeting, returns_of(form), actor=current_actor())):
        flash(_said(meeting))
        return redirect(url_for(".show", meeting_id=meeting_id), 303)
    shown = {
        "lines": agenda.lines(meeting),
        "quorum": agenda.quorum_of(meeting),
        "by_hands": meeting.voting is Voting.HANDS,
        "compared": _compared(meeting, current_actor()),
    }
    return render_template("councils/returns.html", form=form, meeting=meeting, **shown), form.status


def _insist_on_page(meeting: Meeting, actor: Actor) -> None:
    if not seats.may_enter(meeting, actor):
        raise Forbidden(returning.NOT_YET, ["Trang này của Thư ký Hội đồng và Ban kiểm phiếu."])
    if meeting.voting is Voting.SEALED:
        raise Refusal(returning.NOT_YET, ["Phiên họp bỏ phiếu kín trực tuyến: số phiếu lấy từ thùng phiếu."])
    if meeting.is_on_paper and (fault := typists.fault(meeting, actor)):
        raise Refusal(returning.NOT_YET, [fault])


def _said(meeting: Meeting) -> str:
    if meeting.voting is Voting.HANDS or returning.agreed(meeting):
        return "Đã lưu kết quả bỏ phiếu. Còn sửa được cho đến khi chốt ở bước “Kiểm phiếu”."
    return f"Đã lưu phần anh/chị nhập. {returning.lack(meeting)}"


def _hands(meeting: Meeting) -> VersionedForm:
    typed = {f"{part}_{item.id}": getattr(item, part) for item in agenda.living(meeting) for part in PARTS}
    return hands_form(_names(meeting))(**typed, version=meeting.version)


def _papers(meeting: Meeting, actor: Actor) -> VersionedForm:
    """What this person typed before, and nothing of what anybody else did."""
    own = returning.entry_of(meeting, actor)
    return returns_form(_names(meeting))(**_typed(own), version=own.version if own else 0)


def _typed(own: ReturnsEntry | None) -> dict[str, Any]:
    if own is None:
        return {}
    typed = {f"ballots_{name}": getattr(own, name) for name in ("issued", "returned", "invalid")}
    for item_id, sums in own.totals.items():
        typed |= {f"{part}_{item_id}": number for part, number in zip(PARTS, sums, strict=True)}
    return typed


def _compared(meeting: Meeting, actor: Actor) -> dict[str, Any] | None:
    """All entries beside each other, for those who made one, once they turned out to differ."""
    is_theirs = returning.entry_of(meeting, actor) is not None
    if not is_theirs or len(meeting.entries) < 2 or returning.agreed(meeting):  # noqa: PLR2004 -- two people
        return None
    return {"entries": meeting.entries, "items": returning.differing(meeting)}


def _names(meeting: Meeting) -> dict[int, str]:
    return {item.id: item.name for item in agenda.living(meeting)}
