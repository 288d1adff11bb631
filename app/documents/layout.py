"""How papers write numbers, days and money (Nghị định 30/2020/NĐ-CP, Phụ lục I and II). Nothing here knows a paper."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from app import clock

NBSP = "\u00a0"
BLANK = NBSP * 6  # what a pen fills in: the number and the day of a draft
WORDS_TOGETHER = 3  # at the end of a title
LETTERS_TOGETHER = 30  # no more of them, or they would not fit a letterhead
PAGE_WIDTH = Decimal(165)  # mm between the margins of an A4 page

_PARAGRAPH = re.compile(r"<p\b[^>]*>.*?</p>", re.DOTALL)
_NUMBER = re.compile(r"(?<![\w/])\d+/(?:\d{4}/)?[A-ZĐ][A-Za-zĐ]*(?:-[A-ZĐ]+)*")
_PLACES = ("Thôn ", "Khu phố ", "Xã ", "Phường ", "Thị trấn ", "Huyện ")
_TENS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def money(amount: int | Decimal) -> str:
    """3510000 -> '3.510.000 đồng'; the unit never stands alone on the next line."""
    return thousands(int(amount)) + NBSP + "đồng"


def quantity(number: int) -> str:
    """5 -> '05', as officials write so that no digit can be put before it."""
    return f"{number:02d}"


def thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def percent(part: int, whole: int) -> str:
    """7, 9 -> '77,78%'. With fewer than 1,000 members two digits never round up to a threshold."""
    if not whole:
        return "–"
    share = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{share.normalize():f}".replace(".", ",") + "%"


def roman(number: int) -> str:
    text = ""
    for value, sign in _TENS:
        text += sign * (number // value)
        number %= value
    return text


def day(on: date | None, *, is_blank: bool = False) -> str:
    """'ngày 05 tháng 02 năm 2025'; a zero before days under 10 and before months 1 and 2 only."""
    if on is None:
        return f"ngày{BLANK}tháng{BLANK}năm{BLANK}".rstrip(NBSP) + NBSP * 4
    in_month = BLANK if is_blank else f" {on.day:02d} "
    month = f"{on.month:02d}" if on.month <= 2 else f"{on.month}"  # noqa: PLR2004 -- the decree names January and February
    return f"ngày{in_month}tháng {month} năm {on.year}"


def moment(at: datetime | None, on: date | None = None) -> str:
    """'08 giờ 00 phút, ngày 17 tháng 02 năm 2025', in Viet Nam; of an hour nobody knows, the day where it is known."""
    here = clock.local(at) if at and at.tzinfo else at
    hour = f"{here.hour:02d} giờ {here.minute:02d} phút" if here else f"{BLANK}giờ{BLANK}phút"
    return f"{hour}, {day(here.date() if here else on).replace('năm ', f'năm{NBSP}')}"


def number_and_symbol(number: int | None, symbol: str) -> str:
    """'05/TTr-SNV'; without a number the place for it stays open."""
    return f"{BLANK if number is None else quantity(number)}/{symbol}"


def unended(text: str) -> str:
    """Without the marks that end a line: the layout sets them."""
    return text.strip().removesuffix("./.").rstrip(" ;.,")


def capital(text: str) -> str:
    """With its first letter large: what was said inside a sentence stands alone."""
    return text[:1].upper() + text[1:]


def in_one_line(*parts: str) -> str:
    """Parts after a comma: 'Nông dân', 'Thôn Tà Lú, xã Phước Đại' -> 'Nông dân, thôn Tà Lú, xã Phước Đại'."""
    first, *others = dict.fromkeys(piece for part in parts for piece in part.split(", ") if piece) or ("",)
    lowered = (f"{other[:1].lower()}{other[1:]}" if other.startswith(_PLACES) else other for other in others)
    return ", ".join((first, *lowered))


def with_whole_numbers(html: str) -> str:
    """'1486/QĐ-UBND' in a paragraph is not broken at its stroke; a cell of a table is too narrow to promise it."""
    return _PARAGRAPH.sub(lambda found: _NUMBER.sub(r'<span class="together">\g<0></span>', found[0]), html)


def titled(text: str) -> Iterator[tuple[str, str]]:
    """Each line of a title, and its last words apart: they go to the next line together, never one alone."""
    for line in text.split("\n"):
        words = line.split()
        last = " ".join(words[-WORDS_TOGETHER:])
        is_kept = len(words) >= 2 * WORDS_TOGETHER and len(last) <= LETTERS_TOGETHER
        yield (" ".join(words[:-WORDS_TOGETHER]), last) if is_kept else (" ".join(words), "")


def enumerated(items: Sequence[str]) -> Iterator[str]:
    """Each line ends with a semicolon, the last with a full stop."""
    for index, item in enumerate(items, start=1):
        yield unended(item) + ("." if index == len(items) else ";")


def shares(weights: Sequence[int]) -> list[str]:
    """Column widths in mm that fill the page; the first column, which counts, keeps its own."""
    first, *others = weights
    rest = PAGE_WIDTH - first
    return [f"{first}", *(f"{rest * weight / sum(others):.2f}" for weight in others)]


FILTERS = (capital, day, enumerated, in_one_line, moment, money, percent, quantity, shares, thousands, titled, unended)
