"""What a draft says: the plain data that `exporting.told` tells and `loading.built` makes a version of, as JSON."""

import hashlib
import json
from collections import defaultdict
from datetime import date
from typing import Any

from app.awards import loading
from app.awards.models import AwardVersion, DocType, VoteRule
from app.extensions import db

Facts = dict[str, Any]


def kept(value: Any) -> Any:  # noqa: ANN401 -- whatever a version says
    """Days as texts: JSON has none."""
    if isinstance(value, dict):
        return {key: kept(part) for key, part in value.items()}
    if isinstance(value, list):
        return [kept(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def said(content: Facts) -> Facts:
    """As a file would say it; the caller may change it as they like."""
    copy: Facts = json.loads(json.dumps(content))
    _days_again(copy, "valid_from", "valid_to")
    for giver in copy["decided_by"]:
        _days_again(giver, "from", "to")
    return copy


def _days_again(row: Facts, *names: str) -> None:
    row |= {name: date.fromisoformat(row[name]) for name in names if row.get(name)}


def built(content: Facts, held: Facts | None = None) -> AwardVersion:
    """The version it would be, of no session yet, with what its pages show. `held`: what a file leaves to the rest."""
    version = loading.built(said(content), held or {"deadlines": defaultdict(dict)}, {})
    version.vote_rule = db.session.get(VoteRule, version.vote_rule_code) if version.vote_rule_code else None
    for item in version.dossier:
        item.doc_type = db.session.get_one(DocType, item.doc_code)
    return version


def digest(content: Facts) -> str:
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
