"""The guide opens at the chapter of the role one acts in; all others are one click away."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from app.access import Permission, current_actor, requires
from app.documents.layout import thousands
from app.guide.chapters import BY_KEY, CHAPTERS, Chapter, of_role
from app.runs.selecting import MOST

bp = Blueprint("guide", __name__, url_prefix="/guide")


@bp.get("/")
@requires(Permission.SELF)
def index() -> ResponseReturnValue:
    return _page(of_role(current_actor().role))


@bp.get("/<string:key>")
@requires(Permission.SELF)
def chapter(key: str) -> ResponseReturnValue:
    found = BY_KEY.get(key)
    if found is None:
        abort(404)
    return _page(found)


def _page(chapter: Chapter) -> str:
    own = of_role(current_actor().role)
    most = thousands(MOST)
    return render_template(f"guide/{chapter.key}.html", chapter=chapter, chapters=CHAPTERS, own=own, most=most)
