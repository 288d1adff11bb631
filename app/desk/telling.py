"""Notices as the desk shows them: what was told of many cases in the same words is one line with their number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

MANY = 3  # fewer are told one by one
MOST = 200  # notices that are looked at
LINES = 20
CASE = "nomination:"


class News(NamedTuple):
    """A notice that was not put away yet."""

    id: int
    organisation_id: int | None
    text: str
    subject: str
    created_at: datetime


@dataclass(frozen=True)
class Told:
    """One notice, or many cases' notices that begin with the same words."""

    words: str
    notices: tuple[News, ...]


def lines(notices: Iterable[News]) -> list[Told]:
    """In the order of each line's first notice."""
    alike: dict[str, list[News]] = {}
    for notice in notices:
        alike.setdefault(_key(notice), []).append(notice)
    told: list[Told] = []
    for same in alike.values():
        if len(same) >= MANY:
            told.append(Told(f"{_begins(same[0])}: {len(same)} hồ sơ", tuple(same)))
        else:
            told.extend(Told(notice.text, (notice,)) for notice in same)
    return told[:LINES]


def _key(notice: News) -> str:
    return _begins(notice) if notice.subject.startswith(CASE) else f"{notice.id}"


def _begins(notice: News) -> str:
    return notice.text.partition(": ")[0]
