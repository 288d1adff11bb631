"""Whole numbers that people and browsers send: what no row can hold is no number."""

LARGEST = 2**31 - 1  # an INTEGER of PostgreSQL
LARGEST_OF_A_REGISTER = 999_999  # no office writes more letters a year
DIGITS = len(str(LARGEST))


def whole(value: object) -> int:
    """The number from 0 to `LARGEST` that is written here in plain digits; anything else is a ValueError."""
    text = str(value).strip()
    if not is_whole(text):
        raise ValueError("Not a valid integer value.")
    return int(text)


def is_whole(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= DIGITS and int(text) <= LARGEST


def leap(number: int, last: int | None, book: str) -> str | None:
    """What a register lacks between its last number and the one that was written down; with no last one it begins."""
    if last is None or number <= last + 1:
        return None
    lacking = f"số {last + 1}" if number == last + 2 else f"các số từ {last + 1} đến {number - 1}"
    return (
        f"Đã ghi số {number}, nhưng sổ ở đây chưa có {lacking} (số liền trước là {last})."
        f" Đối chiếu {book} của cơ quan xem có ghi nhầm số không."
    )
