"""What was done and wants a second look: said beside the success, and in nobody's way."""

from app.extensions import db

_KEY = "vinhdanh.remarks"


def leave(sentence: str) -> None:
    db.session.info.setdefault(_KEY, []).append(sentence)


def taken() -> list[str]:
    """What was left since it was last asked."""
    return list(dict.fromkeys(db.session.info.pop(_KEY, [])))
