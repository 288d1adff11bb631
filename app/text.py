"""Vietnamese text: one form of Unicode, search without marks, and the order of names.

Keys are plain ASCII and computed when a row is written, so that SQLite and PostgreSQL agree.
"""

import re
import string
import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_ORDER = dict(zip(_LETTERS, string.ascii_uppercase + string.ascii_lowercase, strict=False))
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}  # huyền hỏi ngã sắc nặng
_LETTER_MARKS = {"\u0302", "\u0306", "\u031b"}  # â ă ơ
_NOT_TEXT = frozenset({"Cc", "Cf", "Cs"})  # control; format, which turns the direction or has no width; half a pair
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")  # of other categories, and never seen

_CITED = re.compile(r"(.+?),? (Điều \d+)(?: (khoản \d+))?(?: (điểm \w))?( \(.*\))?")


def cited(basis: str) -> str:
    """As officials cite: 'Luật TĐKT Điều 22 khoản 1 điểm a' -> 'điểm a khoản 1 Điều 22 Luật TĐKT'.

    Several are divided by semicolons; what is no single place in a text stays as it is.
    """
    return "; ".join(_from_the_point_up(one) for one in basis.split("; "))


def _from_the_point_up(basis: str) -> str:
    found = _CITED.fullmatch(basis)
    if found is None:
        return basis
    law, article, clause, point, note = found.groups()
    return " ".join(part for part in (point, clause, article, law) if part) + (note or "")


def nfc(text: str) -> str:
    """One form of Unicode, nothing that is not seen but blanks and line breaks, no blanks at the ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    seen = text if text.isascii() and text.isprintable() else "".join(filter(_is_seen, text))
    return unicodedata.normalize("NFC", seen).strip()


def one_line(text: str) -> str:
    """`nfc`, with every run of white space a single blank."""
    return " ".join(nfc(text).split())


def fold(text: str) -> str:
    """Lower case without marks: 'Đỗ Văn Đạt' -> 'do van dat'."""
    plain = unicodedata.normalize("NFD", nfc(text).lower().replace("đ", "d"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def sort_key(text: str) -> str:
    """A key whose plain string order is the Vietnamese dictionary order of `text`, syllable by syllable."""
    return " ".join(_syllable(word) for word in re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text.lower())))


def name_key(full_name: str) -> str:
    """A key that orders people by given name, which is the last word, then by the rest."""
    *family, given = full_name.split() or [""]
    return sort_key(" ".join([given, *family]))


def _is_seen(character: str) -> bool:
    if character in "\n\t":
        return True
    is_letter = unicodedata.category(character) not in _NOT_TEXT and character not in _BLANK_LETTERS
    return is_letter and not _is_for_ever_none(character)


def _is_for_ever_none(character: str) -> bool:
    """U+FFFF and the other 65: no letter will ever be there, and a workbook in which one stands does not open."""
    return ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef"  # noqa: PLR2004 -- Unicode's own


def _syllable(word: str) -> str:
    letters: list[str] = []
    tone = "0"
    for mark in unicodedata.normalize("NFD", word):
        if mark in _TONES:
            tone = _TONES[mark]
        elif mark in _LETTER_MARKS and letters:
            composed = unicodedata.normalize("NFC", letters[-1] + mark)
            letters[-1] = composed if composed in _ORDER else letters[-1]
        else:
            letters.append(mark)
    return "".join(_ORDER.get(c, c if c.isascii() else "") for c in letters) + " " + tone
