"""How an errand is run: `tell` leaves notices, `render` makes papers. The bell is Huey; the outbox is the truth."""

from flask import Flask

from app.effects import (  # noqa: F401 -- they say who does which errand
    announcing,
    certificates,
    packages,
    public_letters,
    reminding,
    runs,
    work,
)
from app.effects.bell import Bell


def register(app: Flask) -> None:
    app.extensions["bell"] = Bell(app)
