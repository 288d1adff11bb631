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
