"""A consulted agency's own pages: the questions addressed to it, never a dossier."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.access import Permission, current_actor, requires
from app.addresses import number_asked
from app.appraisals import consulting, forms, questions
from app.appraisals.consulting import Reply
from app.appraisals.consulting_views import letter_of
from app.nominations.deadlines import overdue
from app.papers.printing import printed
from app.papers.uploads import stored
from workflows.paper_life_1 import State as PaperState

bp = Blueprint("consultations", __name__, url_prefix="/consultations")


@bp.get("/")
@requires(Permission.CONSULTATION_ANSWER)
def index() -> ResponseReturnValue:
    found = questions.addressed_to(current_actor(), before=number_asked("before"))
    return render_template(
        "consultations/index.html",
        questions=found,
        late=overdue(question.due_at for question in found),
        is_full=len(found) == questions.PAGE,
    )


@bp.get("/<int:consultation_id>")
@requires(Permission.CONSULTATION_ANSWER)
def show(consultation_id: int) -> ResponseReturnValue:
    return render_template(
        "consultations/show.html",
        question=questions.question(consultation_id, current_actor()),
        form=forms.ReplyForm(),
    )


@bp.post("/<int:consultation_id>")
@requires(Permission.CONSULTATION_ANSWER)
def answer(consultation_id: int) -> ResponseReturnValue:
    form = forms.ReplyForm()
    if form.validate_on_submit() and form.perform(lambda: _answer(consultation_id, form)):
        flash("Đã gửi trả lời hiệp y về Sở Nội vụ.")
        return redirect(url_for(".index"), 303)
    question = questions.question(consultation_id, current_actor())
    return render_template("consultations/show.html", question=question, form=form), form.status


@bp.get("/<int:consultation_id>/letter")
@requires(Permission.CONSULTATION_ANSWER)
def letter(consultation_id: int) -> ResponseReturnValue:
    return letter_of(questions.consultation(consultation_id, current_actor()))


@bp.get("/<int:consultation_id>/request.pdf")
@requires(Permission.CONSULTATION_ANSWER)
def request(consultation_id: int) -> ResponseReturnValue:
    """The letter of Sở Nội vụ, as soon as it is out."""
    paper = questions.consultation(consultation_id, current_actor()).letter
    if paper is None or paper.state != PaperState.ISSUED:
        raise NotFound
    return printed(paper)


def _answer(consultation_id: int, form: forms.ReplyForm) -> None:
    file = stored(form.file, current_actor()) if form.file.data else None
    consultation = questions.consultation(consultation_id, current_actor())
    given = Reply(
        answer=form.answer.data or "", objects=form.objects.data == "yes", letter_number=form.letter_number.data or ""
    )
    consulting.reply(consultation, given, file, actor=current_actor())
