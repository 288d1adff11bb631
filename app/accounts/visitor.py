from flask_login import UserMixin


class Visitor(UserMixin):  # type: ignore[misc]  # Flask-Login ships no types
    """What the cookie holds: a random token. Everything else is a row."""

    def __init__(self, token: str) -> None:
        self.id = token
