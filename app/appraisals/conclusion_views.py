"""The head of the Ban concludes: each way a plain page of its own that says what stands in the way."""

from dataclasses import dataclass
from functools import partial

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.actor import Actor
from app.appraisals import beside, forms, handing_views, operations, queries  # noqa: F401 -- handing_views register
from app.appraisals.views import bp
from app.casework import options
from app.nominations.models import Nomination
from app.nominations.openings import takes_step, takes_step_of_many


@dataclass(frozen=True)
class Way:
    """One way to conclude, in the words of its page."""

    step: str
    opinion: str
    heading: str
    yes: str
    done: str
    form: type[forms.ConclusionForm | forms.ReasonedConclusionForm]


FIT = Way(
    "conclude_fit",
    "fit",
    "Kết luận đủ điều kiện, tiêu chuẩn",
    "Kết luận đạt",
    "Đã kết luận đạt. Hồ sơ chuyển thư ký Hội đồng.",
    forms.ConclusionForm,
)
UNFIT = Way(
    "conclude_unfit",
    "unfit",
    "Kết luận không đủ điều kiện, tiêu chuẩn",
    "Kết luận không đạt",
    "Đã kết luận không đạt và báo đơn vị.",
    forms.ReasonedConclusionForm,
)
RETURN = Way(
    "return_to_unit",
    "return",
    "Trả hồ sơ về đơn vị",
    "Trả về đơn vị",
    "Đã trả hồ sơ về đơn vị.",
    forms.ReasonedConclusionForm,
)


def _deed(step: str, nomination: Nomination, reason: str, actor: Actor) -> None:
    operations.conclude(nomination, step, reason, actor=actor)


for way in (FIT, UNFIT, RETURN):
    takes_step(way.step, f"appraisals.{way.step}")
    takes_step_of_many(way.step, partial(_deed, way.step))


@bp.route("/<int:nomination_id>/conclude-fit", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_CONCLUDE)
def conclude_fit(nomination_id: int) -> ResponseReturnValue:
    return _conclude(nomination_id, FIT)


@bp.route("/<int:nomination_id>/conclude-unfit", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_CONCLUDE)
def conclude_unfit(nomination_id: int) -> ResponseReturnValue:
    return _conclude(nomination_id, UNFIT)


@bp.route("/<int:nomination_id>/return-to-unit", methods=["GET", "POST"])
@requires(Permission.APPRAISAL_CONCLUDE)
def return_to_unit(nomination_id: int) -> ResponseReturnValue:
    return _conclude(nomination_id, RETURN)


def _conclude(nomination_id: int, way: Way) -> ResponseReturnValue:
    nomination = queries.one(nomination_id, current_actor())
    draft = queries.conclusion(nomination_id)
    form = way.form(reason=draft.reason if draft and draft.opinion == way.opinion else "")
    if form.validate_on_submit() and form.perform(
        lambda: operations.conclude(nomination, way.step, form.reason.data or "", actor=current_actor())
    ):
        flash(way.done)
        return redirect(url_for("nominations.show", nomination_id=nomination_id), 303)
    page = render_template(
        "appraisals/conclude.html",
        form=form,
        way=way,
        nomination=nomination,
        draft=draft,
        option=next((o for o in options(nomination, current_actor()) if o.name == way.step), None),
        asked=beside.of_case(nomination),
        judged=queries.judged(nomination),
    )
    return page, form.status
