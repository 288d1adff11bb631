"""The room's door: /honours."""

from typing import Any

from flask import Blueprint

from app.honours.words import LEVELS, STANDINGS

bp = Blueprint("honours", __name__, url_prefix="/honours")


@bp.context_processor
def words() -> dict[str, Any]:
    return {"levels": LEVELS, "standings": STANDINGS}
