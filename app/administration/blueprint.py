"""The room's door: /administration."""

from flask import Blueprint

bp = Blueprint("administration", __name__, url_prefix="/administration")
