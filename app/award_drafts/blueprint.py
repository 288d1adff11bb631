"""The room's door: /award-drafts."""

from flask import Blueprint

from app.awards import words

bp = Blueprint("award_drafts", __name__, url_prefix="/award-drafts")


@bp.context_processor
def _words() -> dict[str, object]:
    return {"words": words, "tell": words.confidence}
