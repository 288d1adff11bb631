"""What a browser sends: one sealed choice for each name, and the tracker of them all. Shapes only; no rows.

A sealed choice is `crypto_box_seal` of 16 bytes: the choice, big-endian the name's number (8) and the ballot's (7).
The tracker is BLAKE2b-256 of a nonce of 32 bytes and of the sealed choices in the order of the names' numbers.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Final

from app.ballots.models import SEALED_LENGTH

NONCE_LENGTH: Final = 32
TRACKER_LENGTH: Final = 32
SHOWN_LENGTH: Final = 10  # bytes of a tracker as people compare it: four groups of four letters
NOT_SENT_WHOLE = "Lá phiếu gửi lên không đủ hoặc không đúng mẫu. Tải lại trang rồi bỏ phiếu lại; phiếu chưa được ghi."
NOT_ITS_TRACKER = "Mã đối chiếu không đúng với lá phiếu. Tải lại trang rồi bỏ phiếu lại; phiếu chưa được ghi."


@dataclass(frozen=True)
class Parcel:
    choices: Mapping[int, bytes]  # AgendaItem.id -> sealed
    tracker: bytes


class Unreadable(ValueError):
    """Not a ballot; the sentence says what to do."""


def read(body: object, names: AbstractSet[int]) -> Parcel:
    """The parcel of somebody who votes on exactly these names; `Unreadable` for anything else."""
    if not isinstance(body, dict) or body.keys() != {"nonce", "tracker", "choices"}:
        raise Unreadable(NOT_SENT_WHOLE)
    choices = body["choices"]
    if not isinstance(choices, dict) or {*choices} != {str(item_id) for item_id in names}:
        raise Unreadable(NOT_SENT_WHOLE)
    sealed = {int(item_id): _bytes(text, SEALED_LENGTH) for item_id, text in choices.items()}
    nonce, tracker = _bytes(body["nonce"], NONCE_LENGTH), _bytes(body["tracker"], TRACKER_LENGTH)
    if len({*sealed.values()}) != len(sealed):
        raise Unreadable(NOT_SENT_WHOLE)
    if not hmac.compare_digest(tracker, tracker_of(nonce, sealed)):
        raise Unreadable(NOT_ITS_TRACKER)
    return Parcel(sealed, tracker)


def tracker_of(nonce: bytes, sealed: Mapping[int, bytes]) -> bytes:
    hashed = hashlib.blake2b(nonce, digest_size=TRACKER_LENGTH)
    for item_id in sorted(sealed):
        hashed.update(sealed[item_id])
    return hashed.digest()


def shown(tracker: bytes) -> str:
    """'K3PQ-7XRA-2MNB-WZ6T'."""
    letters = base64.b32encode(tracker[:SHOWN_LENGTH]).decode()
    return "-".join(letters[place : place + 4] for place in range(0, len(letters), 4))


def _bytes(text: Any, length: int) -> bytes:  # noqa: ANN401 -- whatever stood in the JSON
    try:
        read = base64.b64decode(text, validate=True)
    except (TypeError, ValueError, binascii.Error):
        raise Unreadable(NOT_SENT_WHOLE) from None
    if len(read) != length:
        raise Unreadable(NOT_SENT_WHOLE)
    return read
