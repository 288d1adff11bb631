"""What the room answers to a script that brings a sealed ballot: JSON of one shape, whatever was chosen."""

import json
from collections.abc import Callable

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from app.ballots.casting import Answer
from app.errors import Refusal


def body() -> object:
    """What came, or nothing that could be a ballot. Read before the first row is asked, so it holds nobody up."""
    if request.mimetype != "application/json":
        return None
    try:
        return json.loads(request.get_data())
    except (ValueError, RecursionError):
        return None


def told(cast: Callable[[], Answer]) -> ResponseReturnValue:
    """Nothing of a ballot is told but whether it is in the box, or every reason why not. `cast` keeps what it does."""
    try:
        answer = cast()
    except Refusal as refused:
        return refusal(refused.reasons, refused.status)
    return jsonify(state=answer.name.lower())


def refusal(reasons: list[str], status: int) -> ResponseReturnValue:
    return jsonify(reasons=reasons), status
