"""The room's door: /nominations."""

from typing import Any

from flask import Blueprint
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from app.awards.words import RATINGS, ROUTES
from app.nominations.openings import Panel

bp = Blueprint("nominations", __name__, url_prefix="/nominations")


@bp.context_processor
def words() -> dict[str, Any]:
    return {"route_names": ROUTES, "ratings": RATINGS, "shown": _shown}


@pass_context
def _shown(page: Context, panel: Panel) -> Markup:
    """A panel's template is escaped like any other; what it made is a page's part and knows what the page knows."""
    template = page.environment.get_template(panel.template)
    return Markup(template.render(page.get_all() | panel.context))  # noqa: S704
