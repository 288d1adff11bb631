"""What goes out to the one person who asks: a paper as it would read now, a file as it was stored."""

from io import BytesIO

from flask import Response, current_app, send_file
from werkzeug.exceptions import NotFound

from app.access import current_actor
from app.documents import render
from app.documents.kinds import read
from app.documents.models import Paper, StoredFile
from app.documents.store import Store
from app.extensions import let_others_read
from app.text import fold


def previewed(content: render.Printed, name: str) -> Response:
    let_others_read()
    pdf = render.preview_of(content, whom=current_actor().user_id)
    return send_file(BytesIO(pdf), "application/pdf", download_name=name)


def printed(paper: Paper) -> Response:
    """A paper as PDF: as it was stored, or as it reads as long as nothing was."""
    name = f"{paper.code.value.lower()}-{fold(paper.title).replace(' ', '-')[:60]}.pdf"
    if paper.rendering is None:
        return previewed(read(paper.template, paper.content), name)
    stream = Store(current_app.config["PAPERS_FOLDER"]).open_file(paper.rendering)
    return send_file(stream, mimetype="application/pdf", download_name=name)


def handed_out(file: StoredFile | None) -> Response:
    """To be kept under the name it came with; 404 where there is none."""
    if file is None:
        raise NotFound
    stream = Store(current_app.config["PAPERS_FOLDER"]).open_file(file)
    return send_file(stream, mimetype=file.media_type, as_attachment=True, download_name=file.original_name)
