"""Argon2id, one hash at a time per core: 17 ms and 19 MiB each, so that a sign-in storm cannot fill the memory.

Whatever keyboard wrote them, passwords are compared in one form of Unicode and without blanks at the ends.
"""

import os
import secrets
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from app.text import nfc

LEAST_LENGTH = 12
MOST_LENGTH = 200

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_turn = BoundedSemaphore(os.cpu_count() or 1)
_CONSONANTS = ("b", "c", "ch", "d", "g", "h", "l", "m", "n", "s", "t", "th", "tr", "v", "x", "kh")
_VOWELS = ("a", "e", "i", "o", "u")


def hashed(password: str) -> str:
    with _turn:
        return _hasher.hash(nfc(password))


def is_right(digest: str | None, password: str) -> bool:
    """Compare; an unknown account costs the same time as a known one."""
    with _turn:
        nobodys = _nobodys()
        try:
            return _hasher.verify(digest or nobodys, nfc(password)) and digest is not None
        except (VerifyMismatchError, InvalidHashError):
            return False


@cache
def _nobodys() -> str:
    """What the first to sign in waits for, whoever it is."""
    return _hasher.hash(secrets.token_urlsafe(16))


def needs_rehash(digest: str) -> bool:
    return _hasher.check_needs_rehash(digest)


def fresh() -> str:
    """A first password that can be read out over the telephone; about 82 bits."""
    words = ["".join(secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS) for _ in range(3)) for _ in range(4)]
    return "-".join(words) + f"-{secrets.randbelow(100):02}"


def weakness(password: str, username: str) -> str | None:
    """Why a new password will not do, as a sentence; None when it will."""
    password = nfc(password)
    folded = password.casefold()
    if len(password) < LEAST_LENGTH:
        return f"Mật khẩu cần ít nhất {LEAST_LENGTH} ký tự. Gợi ý: ghép ba, bốn từ dễ nhớ với nhau."
    if len(password) > MOST_LENGTH:
        return f"Mật khẩu không dài quá {MOST_LENGTH} ký tự."
    if username.casefold() in folded:
        return "Mật khẩu không được chứa tên đăng nhập."
    if len(set(folded)) < 5 or any(word in folded for word in _COMMON):  # noqa: PLR2004 -- aaaa…, abab…
        return "Mật khẩu này quá dễ đoán (chứa từ thường dùng hoặc lặp lại). Hãy chọn mật khẩu khác."
    return None


_COMMON = (
    "password",
    "matkhau",
    "123456",
    "qwerty",
    "abcdef",
    "ninhthuan",
    "vinhdanh",
    "thidua",
    "khenthuong",
    "iloveyou",
    "admin",
)
