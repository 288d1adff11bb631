"""One part of a draft at a time: names, days, votes, money; a criterion, a paper, a deadline; the whole by a file."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.award_drafts import content, forms, offering, operations, queries, values
from app.award_drafts.blueprint import bp
from app.award_drafts.field_forms import NOT_CHOSEN, PartForm
from app.award_drafts.holding import insist_on_open
from app.award_drafts.models import AwardDraft
from app.award_drafts.parts import Consideration, Money, Names, Part, Validity
from app.award_drafts.row_forms import CriterionForm, PaperForm
from app.award_drafts.rows import NEW, Criterion, Paper, Step
from app.awards import marked
from app.awards import queries as awards
from app.errors import Invalid
from app.extensions import unit_of_work
from app.forms import choices

PARTS: Mapping[str, tuple[type[Any], str]] = {
    "names": (Names, "Tên, đối tượng, căn cứ"),
    "validity": (Validity, "Hiệu lực, căn cứ của thay đổi"),
    "vote": (Consideration, "Xét và bỏ phiếu"),
    "money": (Money, "Tiền thưởng"),
}
ROWS: Mapping[str, tuple[type[Any], str]] = {
    "criteria": (Criterion, "Tiêu chí"),
    "papers": (Paper, "Giấy tờ trong hồ sơ"),
    "steps": (Step, "Thời hạn"),
}


@bp.route("/<int:draft_id>/parts/<string:part>", methods=["GET", "POST"])
@requires(Permission.AWARD_DRAFT)
def edit(draft_id: int, part: str) -> ResponseReturnValue:
    if part not in PARTS:
        abort(404)
    return _edited(queries.one(draft_id), part, "", *PARTS[part])


@bp.route("/<int:draft_id>/<string:kind>/<string:at>", methods=["GET", "POST"])
@requires(Permission.AWARD_DRAFT)
def edit_row(draft_id: int, kind: str, at: str) -> ResponseReturnValue:
    if kind not in ROWS:
        abort(404)
    command, title = ROWS[kind]
    return _edited(queries.one(draft_id), kind, at, command, f"{'Thêm' if at == NEW else 'Sửa'} {title.lower()}")


@bp.post("/<int:draft_id>/<string:kind>/<string:at>/remove")
@requires(Permission.AWARD_DRAFT)
def remove(draft_id: int, kind: str, at: str) -> ResponseReturnValue:
    if kind not in ROWS:
        abort(404)
    draft, form = queries.one(draft_id), forms.ActForm()
    with unit_of_work():
        operations.remove(draft, kind, at, seen=form.seen, actor=current_actor())
    flash("Đã bỏ khỏi bản soạn.")
    return redirect(url_for(".show", draft_id=draft_id), 303)


@bp.route("/<int:draft_id>/upload", methods=["GET", "POST"])
@requires(Permission.AWARD_DRAFT)
def upload(draft_id: int) -> ResponseReturnValue:
    draft = queries.one(draft_id)
    insist_on_open(draft)
    form = forms.FileForm(version=draft.version)
    if form.validate_on_submit() and form.perform(
        lambda: operations.take_file(draft, _sent_file(), seen=form.seen, actor=current_actor())
    ):
        flash("Đã đưa tệp vào bản soạn.")
        return redirect(url_for(".show", draft_id=draft_id), 303)
    return render_template("award_drafts/upload.html", form=form, draft=draft), form.status


def _sent_file() -> bytes:
    """One that is too large is read no further than to see that."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Invalid(file="Chọn tệp trên máy rồi tải lên.")
    data: bytes = sent.read(marked.MOST + 1)
    return data


def _edited(draft: AwardDraft, kind: str, at: str, command: type[Part], title: str) -> ResponseReturnValue:
    insist_on_open(draft)
    form = _form(draft, kind, at, None if at == NEW else _shown(draft, command, at))
    if form.validate_on_submit() and form.perform(
        lambda: operations.save(
            draft, form.told(), at, seen=form.seen, typed=forms.typed_in(form), actor=current_actor()
        )
    ):
        flash("Đã lưu vào bản soạn.")
        return redirect(url_for(".show", draft_id=draft.id), 303)
    return render_template("award_drafts/edit.html", form=form, draft=draft, title=title), form.status


def _shown(draft: AwardDraft, command: type[Part], at: str) -> Part:
    found = command.of(content.said(draft.content), at)
    return replace(found, basis=draft.basis) if isinstance(found, Validity) else found


def _form(draft: AwardDraft, kind: str, at: str, shown: Part | None) -> PartForm:
    made = forms.FORMS.get(kind)
    if isinstance(shown, Money):
        made = forms.money_form(shown, draft.content["subjects"])
    assert made is not None, "each part has its form"
    form = made(obj=shown, version=draft.version)
    _offer(form, draft, at)
    return form


def _offer(form: PartForm, draft: AwardDraft, at: str) -> None:
    match form:
        case forms.ConsiderationForm():
            form.rule.choices = choices(offering.of_rules())
        case PaperForm():
            form.doc.choices = choices(offering.of_papers())
        case CriterionForm():
            groups = offering.of_fields(awards.names())
            form.field.choices = choices([NOT_CHOSEN])
            form.field.choices += [one for group, pairs in groups.items() for one in choices(pairs, group)]
            form.value.description = values.hint("" if at == NEW else form.field.data or "")
            form.branch.choices = choices(offering.of_branches(draft.content))
            if at != NEW:
                del form.branch
