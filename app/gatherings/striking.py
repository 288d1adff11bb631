"""A head signs a list once and may strike names off it, each with a reason: Tờ trình and Quyết định of a unit alike."""

from collections.abc import Mapping, Sequence
from typing import Any

from app import clock, versions
from app.errors import Invalid, Refusal

NO_REASON = "Ghi lý do gạch tên."
ALL_STRUCK = "Tất cả tên trong danh sách đều bị gạch: bỏ gạch ít nhất một tên, hoặc hủy {paper}."


def insist_on_what_was_seen(
    sheet: Any,  # noqa: ANN401 -- a model of either
    listed: Sequence[Any],
    strikes: Mapping[int, str],
    *,
    seen: str | None,
    now: str,
) -> None:
    """Nobody signs a list that became another one while it was read; what was written of strikes is given back."""
    if seen is None:
        return
    names = {item.id: item.nomination.nominee_name for item in listed}
    versions.insist(
        sheet.ref,
        *(item.nomination.ref for item in sheet.items),
        seen=seen,
        now=now,
        typed={f"Gạch tên {names[item_id]}": reason for item_id, reason in strikes.items() if item_id in names},
        changed=[f"Danh sách nay gồm: {', '.join(names.values())}."],
    )


def strike(listed: Sequence[Any], strikes: Mapping[int, str], paper: str) -> list[Any]:
    """Whom the head strikes, with the reason written down: never without one, and never everybody."""
    struck = [item for item in listed if item.id in strikes]
    if without := {f"reason_{item.id}": NO_REASON for item in struck if not strikes[item.id].strip()}:
        raise Invalid(**without)
    if struck and len(struck) == len(listed):
        raise Refusal(f"Chưa ký được {paper}.", [ALL_STRUCK.format(paper=paper)])
    for item in struck:
        item.struck_reason, item.struck_at = strikes[item.id].strip(), clock.now()
    return struck
