"""What the pages of the room share."""

from typing import Any

from flask import Blueprint, current_app, send_file
from flask.typing import ResponseReturnValue

from app.documents.inspection.kinds import Kind
from app.documents.models import StoredFile
from app.documents.store import Store
from workflows import resolution_guards_1 as guards

bp = Blueprint("resolutions", __name__, url_prefix="/resolutions")
WRITINGS = frozenset({Kind.PDF, Kind.DOCX})


def sent(file: StoredFile) -> ResponseReturnValue:
    stream = Store(current_app.config["PAPERS_FOLDER"]).open_file(file)
    return send_file(stream, mimetype=file.media_type, as_attachment=True, download_name=file.original_name)


@bp.context_processor
def words() -> dict[str, Any]:
    return {"paper_called": guards.called}
