"""The room's door: /nominations."""

from typing import Any

from flask import Blueprint, render_template
from markupsafe import Markup

from app.awards.words import ROUTES
from app.nominations.openings import Panel
from app.nominations.yearly import RATINGS

bp = Blueprint("nominations", __name__, url_prefix="/nominations")


@bp.context_processor
def words() -> dict[str, Any]:
    return {"route_names": ROUTES, "ratings": RATINGS, "shown": _shown}


def _shown(panel: Panel) -> Markup:
    """A panel's template is escaped like any other; what it made is a page's part."""
    return Markup(render_template(panel.template, **panel.context))  # noqa: S704
