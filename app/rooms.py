"""Every room's views, in the order of the house."""

from flask import Flask

from app.accounts import views as accounts
from app.administration import views as administration
from app.decisions import decision_views as decisions
from app.decisions import views as proposals
from app.desk import views as desk
from app.papers import views as papers

ROOMS = (
    accounts,
    papers,
    proposals,
    decisions,
    desk,
    administration,
)


def open_all(app: Flask) -> None:
    for room in ROOMS:
        app.register_blueprint(room.bp)
