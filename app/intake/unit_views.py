"""The unit's side of a request for more: what was named, each item answered, then sent back in one go."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.addresses import to_case
from app.casework import options
from app.extensions import unit_of_work
from app.intake import facts, forms, mend, nameable, queries, supplementing
from app.intake.models import SupplementItem
from app.intake.supplementing import Answer
from app.nominations import sections
from app.nominations.models import Nomination
from app.papers.uploads import stored

bp = Blueprint("intake", __name__, url_prefix="/intake")


@bp.get("/<int:nomination_id>/supplement")
@requires(Permission.SUPPLEMENT_ANSWER)
def supplement(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    asked = queries.open_supplement(nomination_id)
    return render_template(
        "intake/supplement.html",
        nomination=nomination,
        supplement=asked,
        is_overdue=asked is not None and facts.is_overdue(asked),
        option=next((o for o in options(nomination, current_actor()) if o.name == "supplement"), None),
    )


@bp.post("/<int:nomination_id>/supplement")
@requires(Permission.SUPPLEMENT_ANSWER)
def send(nomination_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    with unit_of_work():
        supplementing.send(nomination, actor=current_actor())
    flash("Đã nộp bổ sung về Sở Nội vụ.")
    return to_case(nomination_id)


@bp.route("/<int:nomination_id>/supplement/<int:item_id>", methods=["GET", "POST"])
@requires(Permission.SUPPLEMENT_ANSWER)
def answer(nomination_id: int, item_id: int) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    item = queries.item(nomination, item_id)
    supplementing.may_answer(nomination, item.supplement, current_actor())
    form = _form(nomination, item)
    if form.validate_on_submit() and form.perform(lambda: _answer(nomination, item, form)):
        flash(f"Đã trả lời mục “{item.label}”.")
        return redirect(url_for(".supplement", nomination_id=nomination_id), 303)
    page = render_template(
        "intake/answer.html", form=form, nomination=nomination, item=item, shape=nameable.shape(item)
    )
    return page, form.status


def _form(nomination: Nomination, item: SupplementItem) -> forms.AnswerForm:
    shown: dict[str, Any] = {"seen": supplementing.as_shown(item), "explanation": item.explanation}
    if nameable.shape(item) == nameable.TEXT:
        text, version = sections.text_of(nomination, item.key), mend.version_of(nomination, item.key)
        return forms.TextAnswerForm(text=text, version=version, **shown)
    if nameable.shape(item) == nameable.PAPER:
        return forms.FileAnswerForm(**shown)
    return forms.AnswerForm(**shown)


def _answer(nomination: Nomination, item: SupplementItem, form: forms.AnswerForm) -> None:
    file = None
    if isinstance(form, forms.FileAnswerForm) and form.file.data:
        file = stored(form.file, current_actor())
    supplementing.answer(nomination, item, form.to(Answer), file, actor=current_actor())
