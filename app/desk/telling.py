"""Notices as the desk shows them: what was told of many cases in the same words is one line with their number."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.outbox.models import Notice

MANY = 3  # fewer are told one by one
MOST = 200  # notices that are looked at
LINES = 20
CASE = "nomination:"


@dataclass(frozen=True)
class Told:
    """One notice, or many cases' notices that begin with the same words."""

    words: str
    notices: tuple[Notice, ...]


def lines(notices: Iterable[Notice]) -> list[Told]:
    """In the order of each line's first notice."""
    alike: dict[str, list[Notice]] = {}
    for notice in notices:
        alike.setdefault(_key(notice), []).append(notice)
    told: list[Told] = []
    for same in alike.values():
        if len(same) >= MANY:
            told.append(Told(f"{_begins(same[0])}: {len(same)} hồ sơ", tuple(same)))
        else:
            told.extend(Told(notice.text, (notice,)) for notice in same)
    return told[:LINES]


def _key(notice: Notice) -> str:
    return _begins(notice) if notice.subject.startswith(CASE) else f"{notice.id}"


def _begins(notice: Notice) -> str:
    return notice.text.partition(": ")[0]
