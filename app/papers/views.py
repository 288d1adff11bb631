"""Papers as PDF: a draft is printed as it reads now; an issued one is served as it was stored, for ever."""

from flask import Blueprint, current_app, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.casework import insist
from app.documents.kinds import read
from app.documents.models import Paper
from app.documents.store import Store
from app.forms import RegistrationForm, registration_form
from app.papers import operations, queries
from app.papers.operations import Registration
from app.papers.printing import handed_out, previewed
from app.papers.uploads import SIGNED_COPIES, stored
from app.text import fold
from workflows.paper_life_1 import State

LetterForm = registration_form("văn bản", of="cơ quan")
bp = Blueprint("papers", __name__, url_prefix="/papers")


@bp.get("/<int:paper_id>.pdf")
@requires(Permission.SELF)
def pdf(paper_id: int) -> ResponseReturnValue:
    paper = queries.one(paper_id, current_actor())
    if paper.rendering is not None:
        stream = Store(current_app.config["PAPERS_FOLDER"]).open_file(paper.rendering)
        return send_file(stream, mimetype="application/pdf", download_name=_name(paper))
    return previewed(read(paper.template, paper.content), _name(paper))


@bp.route("/<int:paper_id>", methods=["GET", "POST"])
@requires(Permission.LETTER_ISSUE)
def letter(paper_id: int) -> ResponseReturnValue:
    """A letter about one case, signed: văn thư numbers it and keeps its signed copy; later it is only to be seen."""
    paper = queries.letter(paper_id, current_actor())
    form = LetterForm(issued_on=clock.today())
    if form.validate_on_submit() and form.perform(lambda: _register(paper_id, form)):
        flash("Đã ghi số, ngày, bản đã ký và phát hành văn bản.")
        return redirect(url_for(".letter", paper_id=paper_id), 303)
    return render_template("papers/letter.html", form=form, paper=paper, waits=paper.state == State.SIGNED), form.status


@bp.get("/<int:paper_id>/signed-copy")
@requires(Permission.SELF)
def signed_copy(paper_id: int) -> ResponseReturnValue:
    return handed_out(queries.one(paper_id, current_actor()).signed_copy)


def _register(paper_id: int, form: RegistrationForm) -> None:
    signed_copy = stored(form.signed_copy, current_actor(), kinds=SIGNED_COPIES)
    paper = queries.letter(paper_id, current_actor())
    insist(paper, "number", actor=current_actor())
    operations.register(paper, form.to(Registration), signed_copy, actor=current_actor())


def _name(paper: Paper) -> str:
    words = fold(paper.title).replace(" ", "-")[:60]
    return f"{paper.code.value.lower()}-{words}.pdf"
