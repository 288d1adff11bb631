"""The room's door: /meetings. Its pages know the words for parts and states, and what this office may do."""

from typing import Any

from flask import Blueprint, g

from app.access import Permission, permissions_of
from app.councils.words import PARTS
from workflows.sheets_1 import MeetingState

bp = Blueprint("meetings", __name__, url_prefix="/meetings")

TONES = {
    MeetingState.PREPARING: "waiting",
    MeetingState.OPEN: "moving",
    MeetingState.COUNTED: "moving",
    MeetingState.CLOSED: "done",
    MeetingState.CANCELLED: "back",
}


@bp.context_processor
def words() -> dict[str, Any]:
    granted = permissions_of(g.get("actor"))  # nobody, on the page that refuses a stranger's form
    return {
        "parts": PARTS,
        "tones": TONES,
        "may_keep": Permission.MEETING_KEEP in granted,
        "may_chair": Permission.MEETING_CHAIR in granted,
    }
