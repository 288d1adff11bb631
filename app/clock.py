"""Two clocks: office time for everything a case can see, real time for sessions, tokens and limits.

On a real site they are the same. The demonstration's office clock is anchored in a small file of the
instance folder, so that `flask clock` in another process moves the running server too.
"""

import json
import os
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")  # one offset since 1975; needs no zone database
OFFICE_CLOSES = time(17, 0)  # a limit counted in days ends with its last day's office hours

_anchor_file: Path | None = None
_cache: tuple[int, datetime, datetime] | None = None


def use(anchor_file: Path | None) -> None:
    """Let office time follow `anchor_file`; None makes office time real time."""
    global _anchor_file, _cache  # one clock a process, like the one on the wall
    _anchor_file, _cache = anchor_file, None


def is_demonstration() -> bool:
    return _anchor_file is not None


def real_now() -> datetime:
    return datetime.now(UTC)


def now() -> datetime:
    """Office time, aware, in UTC."""
    anchor = _anchor()
    if anchor is None:
        return real_now()
    office, real = anchor
    return office + (real_now() - real)


def today() -> date:
    """The office's calendar day in Viet Nam."""
    return now().astimezone(VIETNAM).date()


def local(moment: datetime) -> datetime:
    return moment.astimezone(VIETNAM)


def end_of(day: date) -> datetime:
    """The last moment of office hours on a day."""
    return datetime.combine(day, OFFICE_CLOSES, VIETNAM)


def stand_at(moment: datetime) -> None:
    """Set the demonstration's office clock; it runs on from there. A real site's clock cannot be set."""
    if _anchor_file is None:
        raise RuntimeError("Chỉ đồng hồ của bản trình diễn mới đặt được.")
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=VIETNAM)
    text = json.dumps({"office": moment.isoformat(), "real": real_now().isoformat()})
    fresh = _anchor_file.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(_anchor_file)


def _anchor() -> tuple[datetime, datetime] | None:
    global _cache
    if _anchor_file is None:
        return None
    try:
        stamp = os.stat(_anchor_file).st_mtime_ns  # noqa: PTH116 -- asked several times a request
    except FileNotFoundError:
        return None
    if _cache is None or _cache[0] != stamp:
        read = json.loads(_anchor_file.read_text(encoding="utf-8"))
        _cache = stamp, datetime.fromisoformat(read["office"]), datetime.fromisoformat(read["real"])
    return _cache[1], _cache[2]
