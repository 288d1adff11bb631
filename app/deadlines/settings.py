"""When people are reminded and whom a passed limit is told to: what `settings.yaml` says."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.facts import read_facts
from workflows.vocabulary import Role

SOURCE = Path(__file__).with_name("settings.yaml")


@dataclass(frozen=True, kw_only=True)
class Settings:
    before: tuple[int, ...]  # working days left, the most first
    again_every: int  # working days
    superiors: dict[Role, Role]


@cache
def settings() -> Settings:
    said: dict[str, Any] = read_facts(SOURCE)
    return Settings(
        before=tuple(sorted(said["before"]["days"], reverse=True)),
        again_every=said["after"]["again_every"],
        superiors={Role(role): Role(above) for role, above in said["superiors"].items()},
    )


def stage(left: int, total: int) -> int | None:
    """Which reminder is due with so many working days left of a limit of `total`; None: none.

    A limit that began within a threshold has none of it: whoever just got the work knows. After the last day the stages
    go down from -1, one each `again_every` days.
    """
    if left < 0:
        every = settings().again_every
        return -1 - (-left - 1) // every * every
    return min((days for days in settings().before if left <= days < total), default=None)
