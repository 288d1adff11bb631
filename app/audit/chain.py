"""How a row is sealed: hash = SHA-256(previous hash ‖ canonical body). Pure; anyone can rebuild it from this page.

The body is the JSON object of all columns but the two hashes, keys sorted, no blanks, UTF-8; moments are UTC with
microseconds, and `data` stands in it as the very text that is stored.
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime

from app.audit.models import canonical

NUMBERS = ("seq", "actor_id", "organisation_id")
MOMENTS = ("at_office", "at_real")
TEXTS = ("actor_name", "role", "subject", "action", "source", "target", "reason", "data")
BODY = (*NUMBERS, *MOMENTS, *TEXTS)


def moment(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="microseconds")


def seal(previous_hash: object, body: Mapping[str, object]) -> str:
    # surrogateescape: a byte that a vandal left behind in a text is hashed as that byte, not stumbled over
    return hashlib.sha256(f"{previous_hash}{canonical(body)}".encode(errors="surrogateescape")).hexdigest()
