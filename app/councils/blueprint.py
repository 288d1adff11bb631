"""The room's doors: /meetings and /councils. Pages know the words for parts and states, and what this office may do."""

from typing import Any

from flask import Blueprint, g

from app.access import Permission, permissions_of
from app.councils import matters, regulation
from app.councils.words import COUNCILS, PAPERS, PARTS
from workflows.sheets_1 import MeetingState

bp = Blueprint("meetings", __name__, url_prefix="/meetings")
bodies = Blueprint("councils", __name__, url_prefix="/councils")  # who sits in them, by what they sit

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
        "matter_of": matters.of,
        "settings_of": regulation.of_meeting,
        "is_settled": regulation.is_settled,
        "tones": TONES,
        "lists_meetings": Permission.MEETING_READ in granted,
        "may_keep": Permission.MEETING_KEEP in granted,
        "may_chair": Permission.MEETING_CHAIR in granted,
    }


@bodies.context_processor
def words_of_bodies() -> dict[str, Any]:
    return {"parts": PARTS, "council_kinds": COUNCILS, "paper_kinds": PAPERS, "is_settled": regulation.is_settled}
