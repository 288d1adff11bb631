"""Addresses of what follows a decision."""

from flask import Blueprint

bp = Blueprint("deliveries", __name__, url_prefix="/deliveries")
