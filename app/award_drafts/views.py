"""A draft of an award's next version: begun, read beside the one it follows, sent, approved by another person."""

from io import BytesIO

from flask import flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, permissions_of, requires
from app.award_drafts import (
    content,
    deciding,
    edit_views,  # noqa: F401 -- they register
    forms,
    obstacles,
    operations,
    pages,
    queries,
)
from app.award_drafts.blueprint import bp
from app.award_drafts.models import AwardDraft
from app.award_drafts.operations import Opening
from app.awards import exporting, regimes
from app.extensions import unit_of_work


@bp.route("/new/<string:award_code>", methods=["GET", "POST"])
@requires(Permission.AWARD_DRAFT)
def new(award_code: str) -> ResponseReturnValue:
    base = queries.newest(award_code)
    form = forms.StartForm()
    made: list[AwardDraft] = []
    if form.validate_on_submit() and form.perform(
        lambda: made.append(operations.start(base, form.to(Opening), actor=current_actor()))
    ):
        flash("Đã lập bản soạn, đang ghi như bản đang áp dụng. Sửa từng phần, rồi gửi phê duyệt.")
        return redirect(url_for(".show", draft_id=made[0].id), 303)
    return render_template("award_drafts/new.html", form=form, base=base), form.status


@bp.get("/<int:draft_id>")
@requires(Permission.AWARD_DRAFT_READ)
def show(draft_id: int) -> ResponseReturnValue:
    draft = queries.one(draft_id)
    may = permissions_of(current_actor())
    return render_template(
        "award_drafts/show.html",
        form=forms.ActForm(version=draft.version),
        page=pages.of(draft),
        writes=draft.is_open and Permission.AWARD_DRAFT in may,
        decides=draft.is_open and Permission.AWARD_PUBLISH in may,
        why_not=obstacles.why_not_by(draft, current_actor()),
    )


@bp.get("/<int:draft_id>/file")
@requires(Permission.AWARD_DRAFT_READ)
def file(draft_id: int) -> ResponseReturnValue:
    draft = queries.one(draft_id)
    data = exporting.written(exporting.told(content.built(draft.content), draft.content["kind"])).encode()
    name = f"{draft.award_code}-{draft.number}.yaml"
    return send_file(BytesIO(data), mimetype="application/yaml", as_attachment=True, download_name=name)


@bp.post("/<int:draft_id>/send")
@requires(Permission.AWARD_DRAFT)
def send(draft_id: int) -> ResponseReturnValue:
    draft, form = queries.one(draft_id), forms.ActForm()
    with unit_of_work():
        deciding.send(draft, seen=form.seen, actor=current_actor())
    flash("Đã gửi. Người khác có quyền phê duyệt đọc so sánh rồi ban hành hoặc trả lại.")
    return redirect(url_for(".show", draft_id=draft_id), 303)


@bp.post("/<int:draft_id>/discard")
@requires(Permission.AWARD_DRAFT)
def discard(draft_id: int) -> ResponseReturnValue:
    draft, form = queries.one(draft_id), forms.ActForm()
    with unit_of_work():
        deciding.discard(draft, seen=form.seen, actor=current_actor())
    flash("Đã bỏ bản soạn. Danh mục giữ nguyên.")
    return redirect(url_for("awards.versions", award_code=draft.award_code), 303)


@bp.route("/<int:draft_id>/send-back", methods=["GET", "POST"])
@requires(Permission.AWARD_PUBLISH)
def send_back(draft_id: int) -> ResponseReturnValue:
    draft = queries.one(draft_id)
    form = forms.ReturnForm(version=draft.version)
    if form.validate_on_submit() and form.perform(
        lambda: deciding.send_back(draft, form.reason.data or "", seen=form.seen, actor=current_actor())
    ):
        flash("Đã trả lại người soạn.")
        return redirect(url_for(".show", draft_id=draft_id), 303)
    return render_template("award_drafts/send_back.html", form=form, draft=draft), form.status


@bp.route("/<int:draft_id>/publish", methods=["GET", "POST"])
@requires(Permission.AWARD_PUBLISH)
def publish(draft_id: int) -> ResponseReturnValue:
    """What is approved is what stands on this page: its version goes with it."""
    draft = queries.one(draft_id)
    form = forms.ActForm(version=draft.version)
    if form.validate_on_submit():
        with unit_of_work():
            deciding.publish(draft, seen=form.seen, actor=current_actor())
        flash(f"Đã ban hành bản {draft.number}.")
        return redirect(url_for("awards.versions", award_code=draft.award_code), 303)
    reasons = [*obstacles.why_not_by(draft, current_actor()), *obstacles.every(draft)]
    unread = regimes.unread_within(draft.begins, None)
    page = render_template("award_drafts/publish.html", form=form, page=pages.of(draft), reasons=reasons, unread=unread)
    return page, form.status
