"""The closed box as a file that anybody may check by `verifier`, and after the opening its sorted choices.

Nothing of it says who voted: sealed choices, trackers and numbers. The wrapped keys stay where they are. A box that is
still open does not leave: how many choices one name has would tell whether a member excused from it has voted.
"""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from sqlalchemy import func, select

from app.actor import Actor
from app.audit import operations as audit
from app.ballots import box
from app.ballots.models import Ballot, BallotName, Excused
from app.ballots.queries import IS_CLOSED
from app.ballots.tally import Choice
from app.errors import Refusal
from app.extensions import read_rows

VERIFIER: Final = Path(__file__).with_name("verifier.py")  # run as a process of its own, and never imported here
FORMAT: Final = "vinh-danh sealed-ballot export 1"
NOT_YET = "Chưa xuất được thùng phiếu."
STILL_OPEN = "Chỉ xuất được sau khi kết thúc bỏ phiếu; lần bỏ phiếu đã hủy thì không xuất."


def export(ballot: Ballot, *, actor: Actor) -> dict[str, Any]:
    """What stands in the file; that it left the house stands in the log."""
    if ballot.state not in IS_CLOSED:
        raise Refusal(NOT_YET, [STILL_OPEN])
    audit.record_reading(actor=actor, what=ballot.ref, action="export_box", digest=ballot.digest)
    return content(ballot)


def content(ballot: Ballot) -> dict[str, Any]:
    sealed, excused, expected = box.sealed_of(ballot), _excused(ballot), box.votes_expected(ballot)
    return {
        "format": FORMAT,
        "ballot": ballot.id,
        "meeting": ballot.meeting.title,
        "public_key": ballot.public_key,
        "roll": ballot.members,
        "cast": ballot.cast,
        "digest": ballot.digest,
        "names": [
            {
                "name": name.item_id,
                "nominee": name.item.name,
                "excused": excused.get(name.item_id, 0),
                "excused_who_voted": (ballot.cast or 0) - expected[name.item_id],
                "sealed": sorted(one.hex() for one in sealed[name.item_id]),
                **_opened(name),
            }
            for name in ballot.names
        ],
        "trackers": [tracker.hex() for tracker in box.trackers_of(ballot)],
    }


def _excused(ballot: Ballot) -> Mapping[int, int]:
    """How many have no vote on a name, by name."""
    found = select(Excused.item_id, func.count()).where(Excused.ballot_id == ballot.id).group_by(Excused.item_id)
    return dict(read_rows(found).tuples().all())


def _opened(name: BallotName) -> dict[str, Any]:
    """Choices by value and their sums; nothing before the opening."""
    if name.sums is None:
        return {"choices": None, "sums": None}
    sums = asdict(name.sums)
    choices = [choice.value for choice in Choice for _ in range(sums[choice.name.lower()])]
    return {"choices": choices, "sums": sums}
