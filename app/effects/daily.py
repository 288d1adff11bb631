"""What is done once a day: the time of a file says when that was last, whichever process did it."""

from datetime import timedelta
from pathlib import Path

from app import clock

A_DAY = timedelta(days=1)


def is_due(mark: Path) -> bool:
    """Whether a day has passed; from now on it has not."""
    if mark.exists() and mark.stat().st_mtime > (clock.real_now() - A_DAY).timestamp():
        return False
    mark.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark.touch(mode=0o600)
    return True
