"""What a case makes of its achievements by where it stands: kept for it while it is under way, used up by its issued
decision, free again once it has ended without one.
"""

from enum import StrEnum

from app.nominations.states import AWARDED
from workflows.award_province_1 import State

ENDED = frozenset({State.NOT_PROPOSED, State.NOT_APPROVED, State.WITHDRAWN, State.REVOKED})
USED_UP = AWARDED | {State.REPLACING, State.REVOCATION_REVIEW}


class Standing(StrEnum):
    KEPT = "kept"
    USED = "used"
    FREE = "free"


STANDINGS = {Standing.KEPT: "đang xét", Standing.USED: "đã có quyết định", Standing.FREE: "đã kết thúc"}


def standing(state: str) -> Standing:
    if state in USED_UP:
        return Standing.USED
    return Standing.FREE if state in ENDED else Standing.KEPT
