"""What the log says of a ballot, held against its rows.

Whoever can write into the database could put a key of their own in the place of a ballot's, another box with its
digest, one name in the place of another, or sums that nobody counted. The log is a chain whose head is printed: to be
believed they would have to write all of it anew, and be found.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.audit import queries as audit
from app.ballots import box
from app.ballots.models import Ballot, BallotName
from app.ballots.tally import Sums
from app.councils.models import AgendaItem
from app.errors import Refusal
from app.extensions import db

CHANGED = "Dữ liệu bỏ phiếu đã bị sửa."
KEY_IS_ANOTHER = (
    "Khóa niêm phong phiếu khác khóa đã ghi vào nhật ký khi bắt đầu bỏ phiếu. Không bỏ phiếu ở lần này: báo Thư ký Hội"
    " đồng hủy lần bỏ phiếu, báo quản trị hệ thống."
)
SLIP_IS_ANOTHER = (
    "Phiếu mở thùng của {name} khác phiếu đã nhập lại, theo nhật ký: báo quản trị hệ thống,"
    " rồi nhận và nhập lại phiếu mới."
)


def insist_on_key(ballot: Ballot) -> None:
    """Before anybody seals to it."""
    if not _has_its_key(ballot):
        raise Refusal(CHANGED, [KEY_IS_ANOTHER])


def insist_on_slips(ballot: Ballot) -> None:
    """Before the key that opens is sealed to them."""
    confirmed = {told["position"]: told.get("public_key") for told in audit.told_of(ballot.ref, "confirm_slip")}
    others = [
        slip.name for slip in ballot.slips if slip.is_confirmed and slip.public_key != confirmed.get(slip.position)
    ]
    if others:
        raise Refusal(CHANGED, [SLIP_IS_ANOTHER.format(name=name) for name in others])


def is_as_closed(ballot: Ballot) -> bool:
    """Whether key, box and roll are those of the closing, and the names those of the frozen list."""
    now = {"cast": box.cast_in(ballot), "roll": box.roll_size(ballot), "digest": box.digest_of(ballot)}
    kept = {"cast": ballot.cast, "roll": ballot.members, "digest": ballot.digest}
    return now == kept == _newest(ballot, "close") and _has_its_key(ballot) and has_its_names(ballot)


def has_its_names(ballot: Ballot) -> bool:
    """Whether each name is about what it was when the list was frozen: two that were exchanged would each have the
    other's votes. Of lists frozen before the log told it nothing can be said, and they are opened.
    """
    told = _newest(ballot, "freeze").get("names")
    return told is None or told == {str(item.id): item.subject for item in _items(ballot)}


def sums_opened(ballot: Ballot) -> dict[int, Sums]:
    """By name (AgendaItem.id), what came out of the box."""
    told = _newest(ballot, "open_box").get("sums", {})
    return {
        int(item_id): Sums(agree=agree, disagree=disagree, blank=blank, void=void)
        for item_id, (agree, disagree, blank, void) in told.items()
    }


def _items(ballot: Ballot) -> Sequence[AgendaItem]:
    """All at once, with what they are about."""
    of_ballot = select(AgendaItem).join(BallotName).where(BallotName.ballot_id == ballot.id)
    return db.session.scalars(of_ballot.options(joinedload(AgendaItem.nomination))).all()


def _has_its_key(ballot: Ballot) -> bool:
    return ballot.public_key == _newest(ballot, "start").get("public_key")


def _newest(ballot: Ballot, step: str) -> Mapping[str, Any]:
    """What the log keeps of a step; nothing where it was not taken."""
    told = audit.told_of(ballot.ref, step)
    return told[-1] if told else {}
