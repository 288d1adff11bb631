"""The head of the Ban concludes: each way a plain page of its own that says what stands in the way."""

from dataclasses import dataclass
from functools import partial

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.actor import Actor
from app.addresses import to_case
from app.appraisals import (
    beside,
    consultation_letter_views,  # noqa: F401 -- they register
    forms,
    handing_views,  # noqa: F401 -- they register
    operations,
    papers,
    queries,
)
from app.appraisals.views import bp
from app.casework import options
from app.nominations.models import Nomination
from app.nominations.openings import takes_step, takes_step_of_many
from app.papers.printing import previewed


@dataclass(frozen=True)
class Way:
    """One way to conclude, in the words of its page."""

    step: str
    opinion: str
    heading: str
    yes: str
    done: str
    paper: str  # what is signed with it
    form: type[forms.ConclusionForm | forms.ReasonedConclusionForm]


FIT = Way(
    "conclude_fit",
    "fit",
    "Kết luận đủ điều kiện, tiêu chuẩn",
    "Kết luận đạt",
    "Đã kết luận đạt. Hồ sơ chuyển thư ký Hội đồng.",
    "báo cáo thẩm định",
    forms.ConclusionForm,
)
UNFIT = Way(
    "conclude_unfit",
    "unfit",
    "Kết luận không đủ điều kiện, tiêu chuẩn",
    "Kết luận không đạt",
    "Đã kết luận không đạt, ký thông báo gửi đơn vị. Văn thư Sở ghi số, phát hành thông báo.",
    "thông báo",
    forms.ReasonedConclusionForm,
)
RETURN = Way(
    "return_to_unit",
    "return",
    "Trả hồ sơ về đơn vị",
    "Trả về đơn vị",
    "Đã trả hồ sơ về đơn vị, ký công văn. Văn thư Sở ghi số, phát hành công văn.",
    "công văn",
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
    if form.validate_on_submit():
        reason = form.reason.data or ""
        if "preview" in request.form:
            content = papers.of_step(nomination, way.step, reason, signer=current_actor())
            return previewed(content, "du-thao.pdf")
        if form.perform(lambda: operations.conclude(nomination, way.step, reason, actor=current_actor())):
            flash(way.done)
            return to_case(nomination_id)
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
