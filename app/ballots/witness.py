"""What the log says of a ballot, held against its rows.

Whoever can write into the database could put a key of their own in the place of a ballot's, or another box with its
digest. The log is a chain whose head is printed: to be believed they would have to write all of it anew, and be found.
"""

from collections.abc import Mapping
from typing import Any

from app.audit import queries as audit
from app.ballots import box
from app.ballots.models import Ballot
from app.errors import Refusal

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
    """Whether key, box and roll are those of the closing."""
    now = {"cast": box.cast_in(ballot), "roll": box.roll_size(ballot), "digest": box.digest_of(ballot)}
    kept = {"cast": ballot.cast, "roll": ballot.members, "digest": ballot.digest}
    return now == kept == _newest(ballot, "close") and _has_its_key(ballot)


def _has_its_key(ballot: Ballot) -> bool:
    return ballot.public_key == _newest(ballot, "start").get("public_key")


def _newest(ballot: Ballot, step: str) -> Mapping[str, Any]:
    """What the log keeps of a step; nothing where it was not taken."""
    told = audit.told_of(ballot.ref, step)
    return told[-1] if told else {}
