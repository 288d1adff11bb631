"""Papers as PDF: a draft is printed as it reads now; an issued one is served as it was stored, for ever."""

from flask import Blueprint, abort, current_app, send_file
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.documents.kinds import read
from app.documents.models import Paper
from app.documents.store import Store
from app.papers import queries
from app.papers.printing import previewed
from app.text import fold

bp = Blueprint("papers", __name__, url_prefix="/papers")


@bp.get("/<int:paper_id>.pdf")
@requires(Permission.SELF)
def pdf(paper_id: int) -> ResponseReturnValue:
    paper = queries.one(paper_id, current_actor())
    if paper.rendering is not None:
        stream = Store(current_app.config["PAPERS_FOLDER"]).open_file(paper.rendering)
        return send_file(stream, mimetype="application/pdf", download_name=_name(paper))
    return previewed(read(paper.template, paper.content), _name(paper))


@bp.get("/<int:paper_id>/signed-copy")
@requires(Permission.SELF)
def signed_copy(paper_id: int) -> ResponseReturnValue:
    paper = queries.one(paper_id, current_actor())
    if paper.signed_copy is None:
        abort(404)
    stream = Store(current_app.config["PAPERS_FOLDER"]).open_file(paper.signed_copy)
    return send_file(
        stream,
        mimetype=paper.signed_copy.media_type,
        as_attachment=True,
        download_name=paper.signed_copy.original_name,
    )


def _name(paper: Paper) -> str:
    words = fold(paper.title).replace(" ", "-")[:60]
    return f"{paper.code.value.lower()}-{words}.pdf"
