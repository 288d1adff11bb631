"""A paper as it would read now, printed for the one person who looks at it."""

from io import BytesIO

from flask import Response, send_file

from app.access import current_actor
from app.documents import render
from app.extensions import let_others_read


def previewed(content: render.Printed, name: str) -> Response:
    let_others_read()
    pdf = render.preview_of(content, whom=current_actor().user_id)
    return send_file(BytesIO(pdf), "application/pdf", download_name=name)
