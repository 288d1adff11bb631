"""Points as they are written and typed: one digit after the comma, kept as whole tenths."""

import re

WHOLE = 10  # tenths in a point
MOST = 9999  # points; no table has so many
NOT_POINTS = "Ghi số điểm, nhiều nhất một chữ số lẻ, ví dụ 9 hoặc 9,5."
_TYPED = re.compile(r"(\d{1,4})(?:[,.](\d))?", re.ASCII)


def tenths(typed: str) -> int:
    """'9,5' -> 95; what is no number of points is a ValueError."""
    found = _TYPED.fullmatch(typed.strip())
    if found is None:
        raise ValueError(NOT_POINTS)
    return int(found[1]) * WHOLE + int(found[2] or 0)


def written(tenths: int | None) -> str:
    """95 -> '9,5', 90 -> '9'; nothing for nothing."""
    if tenths is None:
        return ""
    whole, rest = divmod(tenths, WHOLE)
    return f"{whole},{rest}" if rest else str(whole)
