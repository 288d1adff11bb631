"""A nominee's facts from a file, as the commands take them.

The top level holds computed fields by the names of `fields.yaml`. `records` may hold what is not a field:
`documents` (codes of criteria whose paper is there), `judgements` (code of a criterion or check to true or false),
`used_achievements` (what another decided case has used, in words), `used_initiatives` ({"title", "used_for": "title" or
"award"}) and `state_secret` (true: it must not be here).
"""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from app.awards import fields
from app.awards.checking import Case
from app.awards.fields import Unreadable

RECORDS = "records"
_KINDS: Mapping[str, tuple[type, str]] = {
    "documents": (list, "một danh sách mã tiêu chí"),
    "judgements": (dict, "các cặp mã tiêu chí: true hoặc false"),
    "used_achievements": (list, "một danh sách thành tích"),
    "used_initiatives": (list, "một danh sách sáng kiến"),
    "state_secret": (bool, "true hoặc false"),
}


def case(text: str, *, subject: str, day: date, awards: Collection[str]) -> Case:
    """Raises `Unreadable` with every fault."""
    raw = _object(text)
    records = raw.pop(RECORDS, {})
    faults = [*_of_another(raw, subject), *_faults(records)]
    try:
        known = fields.read(raw, awards)
    except Unreadable as unread:
        raise Unreadable([*unread.faults, *faults]) from unread
    if faults:
        raise Unreadable(faults)
    return Case(
        subject=subject,
        day=day,
        known=known,
        documents=frozenset(records.get("documents", ())),
        judged=records.get("judgements", {}),
        used_achievements=tuple(records.get("used_achievements", ())),
        used_initiatives=tuple(
            (initiative["title"], initiative["used_for"] == "title")
            for initiative in records.get("used_initiatives", ())
        ),
        is_secret=records.get("state_secret", False),
    )


def _object(text: str) -> dict[str, Any]:
    twice: list[str] = []
    try:
        raw = json.loads(text, object_pairs_hook=lambda pairs: _once(pairs, twice))
    except json.JSONDecodeError as unread:
        raise Unreadable([f"Tệp không phải JSON, từ dòng {unread.lineno}, cột {unread.colno}."]) from unread
    except ValueError as unread:
        raise Unreadable(["Tệp có số quá dài, không đọc được."]) from unread
    except RecursionError as unread:
        raise Unreadable(["Tệp không đọc được: các mục lồng vào nhau quá sâu."]) from unread
    if not isinstance(raw, dict):
        raise Unreadable(["Tệp phải là một đối tượng JSON: tên trường và giá trị."])
    if twice:
        raise Unreadable(twice)
    return raw


def _once(pairs: Sequence[tuple[str, Any]], twice: list[str]) -> dict[str, Any]:
    """Of two values of one name JSON keeps the last and says nothing; here both are told."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            twice.append(f"“{name}” ghi hai lần: {fields.written(found[name])} và {fields.written(value)}.")
        found[name] = value
    return found


def _of_another(raw: Mapping[str, object], subject: str) -> list[str]:
    said = raw.get("subject.type", subject)
    if said == subject:
        return []
    return [f"Mâu thuẫn: trường “subject.type” ghi {fields.written(said)}, đang hỏi về đối tượng {subject}."]


def _faults(records: object) -> list[str]:
    if not isinstance(records, dict):
        return ["“records” phải là một đối tượng JSON."]
    return [*_unknown(records), *_of_wrong_kind(records)] or [*_inside(records)]


def _unknown(records: Mapping[str, object]) -> list[str]:
    return [f"“records” không có mục “{name}”." for name in records if name not in _KINDS]


def _of_wrong_kind(records: Mapping[str, object]) -> list[str]:
    return [
        f"“records.{name}” phải là {words}."
        for name, (kind, words) in _KINDS.items()
        if name in records and not isinstance(records[name], kind)
    ]


def _inside(records: Mapping[str, Any]) -> list[str]:
    wrong = {
        "documents": any(not isinstance(code, str) for code in records.get("documents", ())),
        "judgements": any(not isinstance(said, bool) for said in records.get("judgements", {}).values()),
        "used_achievements": any(not isinstance(said, str) for said in records.get("used_achievements", ())),
        "used_initiatives": any(not _is_used(one) for one in records.get("used_initiatives", ())),
    }
    return [f"“records.{name}” có mục không đọc được." for name, is_wrong in wrong.items() if is_wrong]


def _is_used(one: object) -> bool:
    return isinstance(one, dict) and isinstance(one.get("title"), str) and one.get("used_for") in ("title", "award")
