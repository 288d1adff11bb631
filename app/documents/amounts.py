"""Sums of money in Vietnamese words, as vouchers and lists for payment have them."""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
GROUPS = ("", "nghìn", "triệu", "tỷ")  # and beyond a milliard the same again: nghìn tỷ, triệu tỷ
THOUSAND = 1000


def in_words(amount: int) -> str:
    """3510000 -> 'Ba triệu năm trăm mười nghìn đồng'."""
    said = " ".join(_parts(amount)) if amount else DIGITS[0]
    return f"{said[:1].upper()}{said[1:]} đồng"


def _parts(number: int) -> list[str]:
    """From the left; a group that is full of zeros is not said, one that follows another begins with its hundreds."""
    milliards, rest = divmod(number, THOUSAND**3)
    parts = [*_parts(milliards), "tỷ"] if milliards else []
    for power in (2, 1, 0):
        group = rest // THOUSAND**power % THOUSAND
        if group:
            parts += [*_group(group, is_first=not parts), GROUPS[power]]
    return [part for part in parts if part]


def _group(number: int, *, is_first: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    parts = [] if is_first and not hundreds else [DIGITS[hundreds], "trăm"]
    if not rest:
        return parts
    if tens == 0:
        return [*parts, *(["lẻ"] if parts else []), DIGITS[ones]]
    return [*parts, *(["mười"] if tens == 1 else [DIGITS[tens], "mươi"]), *_ones(tens, ones)]


def _ones(tens: int, ones: int) -> list[str]:
    """After tens some digits change: mười lăm, hai mươi mốt, hai mươi tư is said bốn in papers."""
    if ones == 0:
        return []
    if ones == 5:  # noqa: PLR2004 -- the digit itself
        return ["lăm"]
    return ["mốt"] if ones == 1 and tens > 1 else [DIGITS[ones]]
