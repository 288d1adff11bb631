"""The room's door: /ballots."""

from flask import Blueprint

bp = Blueprint("ballots", __name__, url_prefix="/ballots")
