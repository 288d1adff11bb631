"""Ý kiến Ban Thường vụ Tỉnh ủy: marked on a case, asked by the director, answered by Văn phòng Tỉnh ủy."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.access import Permission, current_actor, requires
from app.addresses import number_asked, to_case
from app.nominations import queries as nominations
from app.papers.printing import handed_out, previewed, printed
from app.papers.uploads import SIGNED_COPIES, stored
from app.party_opinions import forms, operations, panels, papers, queries  # noqa: F401 -- panels joins the draft
from app.party_opinions.models import PartyOpinion, PartyStatus
from app.party_opinions.operations import Answer, Mark
from workflows.paper_life_1 import State as PaperState

bp = Blueprint("party_opinions", __name__, url_prefix="/party-opinions")


@bp.get("/")
@requires(Permission.PARTY_ANSWER)
def index() -> ResponseReturnValue:
    before = number_asked("before")
    found = queries.questions(before=before)
    return render_template(
        "party_opinions/index.html", questions=found, before=before, is_full=len(found) == queries.PAGE
    )


@bp.get("/<int:opinion_id>")
@requires(Permission.PARTY_ANSWER)
def show(opinion_id: int) -> ResponseReturnValue:
    question = queries.question(opinion_id)
    return render_template(
        "party_opinions/show.html", question=question, form=forms.AnswerForm(version=question.version)
    )


@bp.post("/<int:opinion_id>")
@requires(Permission.PARTY_ANSWER)
def answer(opinion_id: int) -> ResponseReturnValue:
    form = forms.AnswerForm()
    if form.validate_on_submit() and form.perform(lambda: _answer(opinion_id, form)):
        flash("Đã ghi trả lời và gửi Sở Nội vụ.")
        return redirect(url_for(".index"), 303)
    return render_template("party_opinions/show.html", question=queries.question(opinion_id), form=form), form.status


@bp.get("/<int:opinion_id>/letter.pdf")
@requires(Permission.PARTY_ANSWER)
def letter(opinion_id: int) -> ResponseReturnValue:
    """The letter of Sở Nội vụ, as soon as it is out."""
    paper = queries.asked(opinion_id).letter
    if paper is None or paper.state != PaperState.ISSUED:
        raise NotFound
    return printed(paper)


@bp.get("/<int:opinion_id>/file")
@requires(Permission.PARTY_ANSWER)
def file(opinion_id: int) -> ResponseReturnValue:
    return handed_out(queries.asked(opinion_id).answer_file)


@bp.route("/of-case/<int:nomination_id>/mark", methods=["GET", "POST"])
@requires(Permission.PARTY_MARK)
def mark(nomination_id: int) -> ResponseReturnValue:
    nomination = nominations.in_short(nomination_id, current_actor())
    operations.insist_on_a_person(nomination)
    opinion = queries.of(nomination_id)
    if queries.is_kept_from(opinion, current_actor()):
        raise NotFound
    form = forms.MarkForm(**_marked(opinion))
    if form.validate_on_submit() and form.perform(
        lambda: operations.mark(nomination, _mark(form), actor=current_actor())
    ):
        flash("Đã lưu.")
        return redirect(_back(nomination_id), 303)
    page = render_template(
        "party_opinions/mark.html", form=form, nomination=nomination, opinion=opinion, back=_back(nomination_id)
    )
    return page, form.status


@bp.route("/of-case/<int:nomination_id>/ask", methods=["GET", "POST"])
@requires(Permission.PARTY_ASK)
def ask(nomination_id: int) -> ResponseReturnValue:
    opinion = queries.needed(nomination_id, current_actor())
    form = forms.RequestForm(question=papers.QUESTION, version=opinion.version)
    if form.validate_on_submit():
        if "preview" in request.form:
            content = papers.request(opinion, form.question.data or "", signer=current_actor())
            return previewed(content, "du-thao-cong-van.pdf")
        if form.perform(
            lambda: operations.ask(opinion, form.question.data or "", version=form.seen, actor=current_actor())
        ):
            flash("Đã ký công văn xin ý kiến. Văn thư Sở ghi số, phát hành; Văn phòng Tỉnh ủy ghi trả lời.")
            return to_case(nomination_id)
    page = render_template(
        "party_opinions/ask.html",
        form=form,
        nomination=opinion.nomination,
        opinion=opinion,
        is_needed=opinion.status is PartyStatus.NEEDED,
        status_name=queries.STATUS_NAMES[opinion.status],
    )
    return page, form.status


@bp.get("/of-case/<int:nomination_id>/answer-file")
@requires(Permission.APPRAISAL_READ)
def answer_file(nomination_id: int) -> ResponseReturnValue:
    return handed_out(queries.needed(nomination_id, current_actor()).answer_file)


def _answer(opinion_id: int, form: forms.AnswerForm) -> None:
    kept = stored(form.file, current_actor(), kinds=SIGNED_COPIES)
    operations.answer(queries.asked(opinion_id), form.to(Answer), kept, actor=current_actor())


def _marked(opinion: PartyOpinion | None) -> dict[str, object]:
    if opinion is None:
        return {}
    managed = "no" if opinion.status is PartyStatus.DROPPED else forms.YES
    return {"managed": managed, "basis": opinion.basis, "version": opinion.version}


def _mark(form: forms.MarkForm) -> Mark:
    return Mark(is_managed=form.is_managed, basis=form.basis.data or "", version=form.version.data or 0)


def _back(nomination_id: int) -> str:
    """A unit goes on writing its draft; Sở Nội vụ goes back to the case."""
    if current_actor().is_of_unit:
        return url_for("nominations.edit", nomination_id=nomination_id, _anchor="party")
    return url_for("nominations.show", nomination_id=nomination_id, _anchor="party")
