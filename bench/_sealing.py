"""What a browser makes of choices, and the keysmith without the process around it: for campaigns and for tests."""

import base64
import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import Any
from unittest import mock

from nacl import pwhash
from nacl.public import PrivateKey, PublicKey, SealedBox

from app.ballots import keys, keysmith
from app.ballots.models import Slip, WrappedKey
from app.ballots.parcel import tracker_of
from app.extensions import db


def seal(public_key: str, ballot_id: int, item_id: int, choice: int) -> bytes:
    plain = bytes([choice]) + item_id.to_bytes(8, "big") + ballot_id.to_bytes(7, "big")
    return SealedBox(PublicKey(bytes.fromhex(public_key))).encrypt(plain)


def as_sent(sealed: Mapping[int, bytes]) -> dict[str, Any]:
    """The parcel of these choices, by name, under a nonce of its own."""
    nonce = secrets.token_bytes(32)
    return {
        "nonce": text(nonce),
        "tracker": text(tracker_of(nonce, sealed)),
        "choices": {str(item_id): text(one) for item_id, one in sealed.items()},
    }


def text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


@contextmanager
def keys_in_this_process(*, is_quick: bool = True) -> Iterator[None]:
    """The one seam is `keys._ask`: the question goes through JSON to the keysmith's own functions.

    Quick: with argon2id at its least, which the keysmith's process cannot open. That the process answers alike is held
    by `tests/ballots/test_road.py`.
    """

    def ask(question: str, **told: Any) -> Any:
        return json.loads(json.dumps(keysmith.QUESTIONS[question](json.loads(json.dumps(told)))))

    with mock.patch.object(keys, "_ask", ask), _least_work() if is_quick else nullcontext():
        yield


@contextmanager
def _least_work() -> Iterator[None]:
    argon = pwhash.argon2id
    with (
        mock.patch.object(argon, "OPSLIMIT_INTERACTIVE", argon.OPSLIMIT_MIN),
        mock.patch.object(argon, "MEMLIMIT_INTERACTIVE", argon.MEMLIMIT_MIN),
    ):
        yield


def private_key(ballot_id: int, digits: Mapping[int, str]) -> PrivateKey:
    """As somebody finds it who has two slips (position to digits) and the rows, by libsodium alone."""
    first, second = sorted(digits)
    found = bytes.fromhex(db.session.get_one(WrappedKey, (ballot_id, first, second)).sealed)
    for position in (first, second):
        slip = db.session.get_one(Slip, (ballot_id, position))
        seed = pwhash.argon2id.kdf(
            PrivateKey.SEED_SIZE,
            digits[position].encode(),
            bytes.fromhex(slip.salt or ""),
            opslimit=pwhash.argon2id.OPSLIMIT_INTERACTIVE,
            memlimit=pwhash.argon2id.MEMLIMIT_INTERACTIVE,
        )
        found = SealedBox(PrivateKey.from_seed(seed)).decrypt(found)
    return PrivateKey(found)
