"""Makes and opens the keys of a ballot box, alone: one question on standard input, one answer on standard output.

A process of its own that ends with its answer, so that no key and no choice stays in the memory of a server. It knows
nothing of the application. libsodium does the work; what is composed here is two sealed boxes inside each other.
"""

import json
import secrets
import sys
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from nacl import pwhash
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

DIGITS = 24  # of a slip: 79 bits
PLAIN = 16  # bytes of a choice before it is sealed
VOID = 255


def issue(_: Mapping[str, Any]) -> dict[str, str]:
    """A new slip."""
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    salt = secrets.token_bytes(pwhash.argon2id.SALTBYTES)
    return {"digits": digits, "salt": salt.hex(), "public_key": _key(digits, salt).public_key.encode().hex()}


def check(asked: Mapping[str, Any]) -> dict[str, bool]:
    """Whether digits are those of a slip."""
    return {"is_right": _opens(asked)}


def make(asked: Mapping[str, Any]) -> dict[str, Any]:
    """A new pair of keys; the private one sealed to each two of the slips, and never told."""
    key = PrivateKey.generate()
    holders = {int(position): PublicKey(bytes.fromhex(public)) for position, public in asked["slips"].items()}
    wrapped = [
        {"first": first, "second": second, "sealed": _wrap(key, holders[first], holders[second])}
        for first, second in combinations(sorted(holders), 2)
    ]
    return {"public_key": key.public_key.encode().hex(), "wrapped": wrapped}


def open_box(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Sorted choices of each name; or why there are none: no two slips are right, or what they open is another key."""
    right = {int(position): slip for position, slip in asked["slips"].items() if _opens(slip)}
    pairs = [one for one in asked["wrapped"] if one["first"] in right and one["second"] in right]
    for wrapped in pairs:
        key = _unwrap(wrapped, right[wrapped["first"]], right[wrapped["second"]])
        if key is not None and key.public_key.encode().hex() == asked["public_key"]:
            return {"choices": _choices(SealedBox(key), asked)}
    return {"choices": None, "lacks": "key" if pairs else "slips"}


def _choices(box: "SealedBox[PrivateKey]", asked: Mapping[str, Any]) -> dict[str, list[int]]:
    """By value, so that the order says nothing of who."""
    return {
        item_id: sorted(_choice(box, bytes.fromhex(text), int(item_id), asked["ballot"]) for text in sealed)
        for item_id, sealed in asked["box"].items()
    }


def _choice(box: "SealedBox[PrivateKey]", sealed: bytes, item_id: int, ballot: int) -> int:
    """Void: not to be opened, of another length, or meant for another name or ballot."""
    try:
        plain = box.decrypt(sealed)
    except CryptoError:
        return VOID
    meant_for = item_id.to_bytes(8, "big") + ballot.to_bytes(7, "big")
    return plain[0] if len(plain) == PLAIN and plain[1:] == meant_for else VOID


def _key(digits: str, salt: bytes) -> PrivateKey:
    derived = pwhash.argon2id.kdf(
        PrivateKey.SEED_SIZE,
        digits.encode(),
        salt,
        opslimit=pwhash.argon2id.OPSLIMIT_INTERACTIVE,
        memlimit=pwhash.argon2id.MEMLIMIT_INTERACTIVE,
    )
    return PrivateKey.from_seed(derived)


def _opens(slip: Mapping[str, str]) -> bool:
    found = _key(slip["digits"], bytes.fromhex(slip["salt"])).public_key.encode().hex()
    return secrets.compare_digest(found, slip["public_key"])


def _wrap(key: PrivateKey, first: PublicKey, second: PublicKey) -> str:
    return SealedBox(first).encrypt(SealedBox(second).encrypt(key.encode())).hex()


def _unwrap(wrapped: Mapping[str, str], first: Mapping[str, str], second: Mapping[str, str]) -> PrivateKey | None:
    """None: somebody has put something else there."""
    try:
        inner = SealedBox(_key(first["digits"], bytes.fromhex(first["salt"]))).decrypt(bytes.fromhex(wrapped["sealed"]))
        return PrivateKey(SealedBox(_key(second["digits"], bytes.fromhex(second["salt"]))).decrypt(inner))
    except (CryptoError, ValueError):
        return None


QUESTIONS = {"issue": issue, "check": check, "make": make, "open": open_box}

if __name__ == "__main__":
    question = json.load(sys.stdin)
    json.dump(QUESTIONS[question["ask"]](question), sys.stdout)
