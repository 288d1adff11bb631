"""What the pages of the room share."""

from typing import Any

from flask import Blueprint

from app.documents.inspection.kinds import Kind
from workflows import resolution_guards_1 as guards

bp = Blueprint("resolutions", __name__, url_prefix="/resolutions")
WRITINGS = frozenset({Kind.PDF, Kind.DOCX})


@bp.context_processor
def words() -> dict[str, Any]:
    return {"paper_called": guards.called}
