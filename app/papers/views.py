"""Papers as PDF: a draft is printed as it reads now; an issued one is served as it was stored, for ever."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import Permission, current_actor, requires
from app.casework import insist
from app.forms import RegistrationForm, registration_form
from app.papers import operations, queries
from app.papers.operations import Registration
from app.papers.printing import handed_out, printed
from app.papers.uploads import SIGNED_COPIES, stored
from workflows.paper_life_1 import State

LetterForm = registration_form("văn bản", of="cơ quan")
bp = Blueprint("papers", __name__, url_prefix="/papers")


@bp.get("/<int:paper_id>.pdf")
@requires(Permission.SELF)
def pdf(paper_id: int) -> ResponseReturnValue:
    return printed(queries.one(paper_id, current_actor()))


@bp.route("/<int:paper_id>", methods=["GET", "POST"])
@requires(Permission.LETTER_ISSUE)
def letter(paper_id: int) -> ResponseReturnValue:
    """A letter about a case or to the people: văn thư numbers it with its signed copy; later it is only to be seen."""
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
