"""Asking the keysmith: what slips, keys and sealed choices need happens in a process that ends with its answer."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.ballots.models import Ballot, Slip, WrappedKey

KEYSMITH = Path(__file__).with_name("keysmith.py")
PATIENCE = 120  # seconds; 25 ballots of 300 names take one


@dataclass(frozen=True)
class NewSlip:
    digits: str
    salt: str
    public_key: str


@dataclass(frozen=True)
class NewKeys:
    public_key: str
    wrapped: list[dict[str, Any]]  # first, second, sealed


def issue_slip() -> NewSlip:
    return NewSlip(**_ask("issue"))


def is_right(slip: Mapping[str, str | None]) -> bool:
    """`slip`: as `with_digits` puts it together."""
    return bool(_ask("check", **slip)["is_right"])


def make_keys(slips: Mapping[int, str]) -> NewKeys:
    """`slips`: what seals to each, by position."""
    return NewKeys(**_ask("make", slips=slips))


class NotItsKey(Exception):
    """Right slips, and what they open is not the key of this box: somebody has changed the rows."""


def to_open(
    ballot: Ballot,
    slips: Mapping[int, Mapping[str, str | None]],
    wrapped: Iterable[WrappedKey],
    box: Mapping[int, list[bytes]],
) -> Mapping[str, Any]:
    """The question, as plain values: no transaction need be open while it is answered."""
    return {
        "ballot": ballot.id,
        "public_key": ballot.public_key,
        "slips": slips,
        "wrapped": [{"first": one.first, "second": one.second, "sealed": one.sealed} for one in wrapped],
        "box": {item_id: [sealed.hex() for sealed in listed] for item_id, listed in box.items()},
    }


def open_box(question: Mapping[str, Any]) -> Mapping[int, list[int]] | None:
    """Sorted choices by name (AgendaItem.id); None where no two of the slips are right. May raise `NotItsKey`."""
    answer = _ask("open", **question)
    if answer["choices"] is not None:
        return {int(item_id): choices for item_id, choices in answer["choices"].items()}
    if answer["lacks"] == "key":
        raise NotItsKey
    return None


def with_digits(slip: Slip, digits: str) -> dict[str, str | None]:
    return {"digits": digits, "salt": slip.salt, "public_key": slip.public_key}


def _ask(question: str, **told: Any) -> Any:  # noqa: ANN401 -- JSON
    """The keysmith is given nothing by its command line or environment, which others on the machine could read."""
    done = subprocess.run(  # noqa: S603 -- our own file, no shell
        [sys.executable, "-I", str(KEYSMITH)],
        input=json.dumps({"ask": question, **told}).encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a fault would quote what it was about
        timeout=PATIENCE,
        check=True,
    )
    return json.loads(done.stdout)
