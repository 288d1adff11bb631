"""The room's door: /ballots. Its pages know the words for states and ends of keys, and what this office may do."""

from typing import Any

from flask import Blueprint

from app.ballots.forms import KEY_ENDS
from app.councils import matters
from workflows.ballot_1 import BallotState

bp = Blueprint("ballots", __name__, url_prefix="/ballots")

TONES = {
    BallotState.DRAFT: "waiting",
    BallotState.FROZEN: "waiting",
    BallotState.VOTING: "moving",
    BallotState.CLOSED: "moving",
    BallotState.COUNTED: "moving",
    BallotState.SIGNED: "done",
    BallotState.KEPT: "done",
    BallotState.CANCELLED: "back",
}


@bp.context_processor
def words() -> dict[str, Any]:
    return {
        "ballot_tones": TONES,
        "key_ends": KEY_ENDS,
        "matter_of": matters.of,
    }
