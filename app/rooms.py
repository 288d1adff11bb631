"""Every room's views, in the order of the house."""

from flask import Flask

from app.accounts import views as accounts
from app.desk import views as desk


def open_all(app: Flask) -> None:
    for room in (accounts, desk):
        app.register_blueprint(room.bp)
